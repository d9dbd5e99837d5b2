-- name: waiting()^
-- How many have been forgotten since the file was last rewritten.
SELECT waiting FROM upkeep WHERE name = 'erasure';

-- name: done(waiting)!
-- The file has been rewritten, unless somebody was forgotten meanwhile.
DELETE FROM upkeep WHERE name = 'erasure' AND waiting = :waiting;
