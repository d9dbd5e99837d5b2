-- name: record(at, actor_id, actor, action, subject, before, after, revision)!
-- Insert an action.
INSERT INTO actions (at, actor_id, actor, action, subject, before, after, revision)
VALUES (:at, :actor_id, :actor, :action, :subject, :before, :after, :revision);

-- name: latest(count)
-- Return the newest actions, newest first.
SELECT * FROM actions ORDER BY id DESC LIMIT :count;

-- name: count(actor, subject, part)^
-- Count the actions of a person, or all if :actor is NULL, or those of command lines if it is 0. With a subject, count
-- those about it and those whose revision changed it. Subjects that contain :part count as well, none if it is empty.
SELECT count(*) AS actions FROM actions AS a
WHERE (:actor IS NULL OR coalesce(a.actor_id, 0) = :actor)
    AND (
        :subject IS NULL OR a.subject = :subject OR a.subject <> replace(a.subject, :part, '')
        OR a.revision IN (
            SELECT c.revision FROM plan_changes AS c
            WHERE c.subject = :subject OR c.subject <> replace(c.subject, :part, '')
        )
    );

-- name: page(actor, subject, part, size, skipped)
-- Return a page of those actions, newest first.
SELECT * FROM actions AS a
WHERE (:actor IS NULL OR coalesce(a.actor_id, 0) = :actor)
    AND (
        :subject IS NULL OR a.subject = :subject OR a.subject <> replace(a.subject, :part, '')
        OR a.revision IN (
            SELECT c.revision FROM plan_changes AS c
            WHERE c.subject = :subject OR c.subject <> replace(c.subject, :part, '')
        )
    )
ORDER BY a.id DESC LIMIT :size OFFSET :skipped;

-- name: changes(revision, subject, part, most)
-- Return the first changes of a revision, of a subject if one is given.
SELECT c.id, c.revision, c.year, c.kind, c.subject, c.before, c.after, r.at, r.author, NULL AS undoes_since
FROM plan_changes AS c JOIN revisions AS r ON r.revision = c.revision
WHERE c.revision = :revision
    AND (:subject IS NULL OR c.subject = :subject OR c.subject <> replace(c.subject, :part, ''))
ORDER BY c.id LIMIT :most;

-- name: count_changes(revision, subject, part)^
-- Count all of those changes.
SELECT count(*) AS changes FROM plan_changes AS c
WHERE c.revision = :revision
    AND (:subject IS NULL OR c.subject = :subject OR c.subject <> replace(c.subject, :part, ''));

-- name: actors()
-- Return each person with the name of their last action, those who acted last first. Command lines are one of them.
SELECT a.actor_id, a.actor FROM actions AS a
WHERE a.id IN (SELECT max(b.id) FROM actions AS b GROUP BY coalesce(b.actor_id, 0))
ORDER BY a.id DESC;

-- name: subjects(most)
-- Return the subjects of actions and of the changes of their revisions, those of the newest actions first.
SELECT s.subject FROM (
    SELECT subject, id FROM actions WHERE subject <> ''
    UNION ALL
    SELECT c.subject, a.id FROM plan_changes AS c JOIN actions AS a ON a.revision = c.revision
) AS s
GROUP BY s.subject ORDER BY max(s.id) DESC, s.subject LIMIT :most;
