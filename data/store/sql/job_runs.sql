-- name: record(name, at, outcome, seconds)!
-- Remember when a job last ran, how it ended and how soon it runs again.
INSERT INTO ticks (name, at, outcome, seconds) VALUES (:name, :at, :outcome, :seconds)
ON CONFLICT (name) DO UPDATE SET at = excluded.at, outcome = excluded.outcome, seconds = excluded.seconds;

-- name: forget(name)*!
-- Remove a job there is no more.
DELETE FROM ticks WHERE name = :name;

-- name: all()
-- The last run of every job, for the operator.
SELECT name, at, outcome, seconds FROM ticks ORDER BY name;
