-- name: waiting()^
-- Return how many chats were forgotten since the file was last rewritten.
SELECT waiting FROM upkeep WHERE name = 'erasure';

-- name: done(waiting)!
-- Note that the file was rewritten, unless another chat was forgotten meanwhile.
DELETE FROM upkeep WHERE name = 'erasure' AND waiting = :waiting;
