-- name: find(year, source_hash)^
-- Return the file of an edition.
SELECT name, content FROM plan_files WHERE year = :year AND source_hash = :source_hash;

-- name: known(year)
-- Return the editions of a year whose files are kept.
SELECT source_hash FROM plan_files WHERE year = :year;

-- name: keep(year, source_hash, name, content, at)!
-- Keep the file of an edition. A later file that says the same replaces it.
INSERT INTO plan_files (year, source_hash, name, content, kept_at)
VALUES (:year, :source_hash, :name, :content, :at)
ON CONFLICT (year, source_hash) DO UPDATE SET
    name = excluded.name, content = excluded.content, kept_at = excluded.kept_at;

-- name: trim(year, most)!
-- Delete the files of a year but the newest.
DELETE FROM plan_files WHERE year = :year AND source_hash NOT IN (
    SELECT source_hash FROM plan_files WHERE year = :year ORDER BY kept_at DESC, source_hash LIMIT :most
);
