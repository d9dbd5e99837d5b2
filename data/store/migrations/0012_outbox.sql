-- Ranks are days now, so that what expires sooner goes first; 32767 comes after every day.
UPDATE deliveries SET rank = 32767 WHERE rank = 3 AND state IN ('pending', 'held', 'leased');

-- The ranks of what is pending, smallest first, found by a step of the index each: there are a few dozen of them, and
-- there may be millions of rows.
CREATE VIEW pending_ranks (rank) AS
WITH RECURSIVE ranks (rank) AS (
    SELECT MIN(rank) FROM deliveries WHERE state = 'pending'
    UNION ALL
    SELECT (SELECT MIN(d.rank) FROM deliveries AS d WHERE d.state = 'pending' AND d.rank > ranks.rank)
    FROM ranks WHERE ranks.rank IS NOT NULL
)
SELECT rank FROM ranks WHERE rank IS NOT NULL;

-- What paid broadcasts have cost, in tenths of a Star, by calendar month («2026-11», UTC).
CREATE TABLE paid_broadcasts (
    month TEXT PRIMARY KEY,
    tenths INTEGER NOT NULL CHECK (tenths >= 0)
) WITHOUT ROWID;
