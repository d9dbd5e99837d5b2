-- name: newest()^
-- Return the newest revision, which processes compare with the one they have read.
SELECT coalesce(max(revision), 0) AS revision FROM revisions;

-- name: begin(at, author)
-- Begin the next revision. Return its number.
INSERT INTO revisions (at, author) VALUES (:at, :author) RETURNING revision;

-- name: add_change(revision, year, kind, subject, before, after)*!
-- Insert a change of a revision, with what was before and after.
INSERT INTO plan_changes (revision, year, kind, subject, before, after)
VALUES (:revision, :year, :kind, :subject, :before, :after);

-- name: changes_since(revision)
-- Return what changed after a revision, oldest first.
SELECT c.id, c.revision, c.year, c.kind, c.subject, c.before, c.after, r.at, r.author, (
    SELECT MIN(undone.at) FROM undone_revisions AS u JOIN revisions AS undone ON undone.revision = u.revision
    WHERE u.undone_by = c.revision
) AS undoes_since
FROM plan_changes AS c JOIN revisions AS r ON r.revision = c.revision
WHERE c.revision > :revision
ORDER BY c.id;

-- name: changes_between(after, through, since)
-- Return what changed after a revision up to another one, and not before an instant, oldest first.
SELECT c.id, c.revision, c.year, c.kind, c.subject, c.before, c.after, r.at, r.author, (
    SELECT MIN(undone.at) FROM undone_revisions AS u JOIN revisions AS undone ON undone.revision = u.revision
    WHERE u.undone_by = c.revision
) AS undoes_since
FROM plan_changes AS c JOIN revisions AS r ON r.revision = c.revision
WHERE c.revision > :after AND c.revision <= :through AND r.at >= :since
ORDER BY c.id;

-- name: changes_of(subject)
-- Return what changed of one subject, oldest first.
SELECT c.id, c.revision, c.year, c.kind, c.subject, c.before, c.after, r.at, r.author, (
    SELECT MIN(undone.at) FROM undone_revisions AS u JOIN revisions AS undone ON undone.revision = u.revision
    WHERE u.undone_by = c.revision
) AS undoes_since
FROM plan_changes AS c JOIN revisions AS r ON r.revision = c.revision
WHERE c.subject = :subject
ORDER BY c.id;

-- name: undo(undone, revision)*!
-- Note that a revision takes back another one. One that was taken back before stays so.
INSERT INTO undone_revisions (revision, undone_by) VALUES (:undone, :revision)
ON CONFLICT (revision) DO NOTHING;

-- name: void_untold(undone)*!
-- Void the deliveries that are still to be sent of a notice which begins with a change of this revision.
UPDATE deliveries SET state = 'void', outcome = 'undone'
WHERE state IN ('pending', 'held') AND notice_id IN (
    SELECT n.id FROM notices AS n JOIN plan_changes AS c ON n.key = 'change:' || c.id WHERE c.revision = :undone
);

-- name: drop_acceptances(undone)*!
-- Delete the doubts that were accepted with a revision.
DELETE FROM accepted_doubts WHERE revision = :undone;
