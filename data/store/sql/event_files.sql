-- name: keep(hash, content, at)!
-- Insert the content of a file, or note that it is wanted again.
INSERT INTO event_files (hash, content, at) VALUES (:hash, :content, :at)
ON CONFLICT (hash) DO UPDATE SET at = excluded.at;

-- name: content(hash)^
-- Return the content of a file.
SELECT content FROM event_files WHERE hash = :hash;

-- name: purge(before)!
-- Delete the files put in before a moment that no plan which can still be restored names, and no proposal. Most are
-- in a plan in force, so that those are looked through first.
DELETE FROM event_files WHERE at < :before
AND NOT EXISTS (
    SELECT 1 FROM plan_editions AS p
    WHERE p.revision IN (SELECT max(q.revision) FROM plan_editions AS q GROUP BY q.year)
    AND instr(p.content, event_files.hash) > 0
)
AND NOT EXISTS (SELECT 1 FROM plan_editions AS p WHERE instr(p.content, event_files.hash) > 0)
AND NOT EXISTS (SELECT 1 FROM event_drafts AS d WHERE instr(d.after, event_files.hash) > 0);
