-- name: record(outcome, at, file, bytes, seconds, reason)!
-- Note the last copy that was made, or the last one that failed.
INSERT INTO backup_runs (outcome, at, file, bytes, seconds, reason)
VALUES (:outcome, :at, :file, :bytes, :seconds, :reason)
ON CONFLICT (outcome) DO UPDATE SET
    at = excluded.at, file = excluded.file, bytes = excluded.bytes, seconds = excluded.seconds, reason = excluded.reason;

-- name: of_outcome(outcome)^
-- Return the last copy with an outcome.
SELECT outcome, at, file, bytes, seconds, reason FROM backup_runs WHERE outcome = :outcome;
