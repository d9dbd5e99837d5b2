-- name: record(name, at, outcome, seconds)!
-- Note when a job last ran, how it ended and how soon it runs again.
INSERT INTO ticks (name, at, outcome, seconds) VALUES (:name, :at, :outcome, :seconds)
ON CONFLICT (name) DO UPDATE SET at = excluded.at, outcome = excluded.outcome, seconds = excluded.seconds;

-- name: forget(name)*!
-- Delete a job that no longer exists.
DELETE FROM ticks WHERE name = :name;

-- name: all()
-- Return the last run of every job.
SELECT name, at, outcome, seconds FROM ticks ORDER BY name;
