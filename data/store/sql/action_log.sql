-- name: record(at, actor_id, actor, action, subject, before, after, revision)!
-- Insert an action.
INSERT INTO actions (at, actor_id, actor, action, subject, before, after, revision)
VALUES (:at, :actor_id, :actor, :action, :subject, :before, :after, :revision);

-- name: latest(count)
-- Return the newest actions, newest first.
SELECT * FROM actions ORDER BY id DESC LIMIT :count;
