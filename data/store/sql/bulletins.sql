-- name: add(week, state, body, due_at, now)!
-- The issue of a week, written once.
INSERT INTO bulletins (week, state, body, due_at, created_at)
VALUES (:week, :state, :body, :due_at, :now)
ON CONFLICT (week) DO NOTHING;

-- name: get(id)^
-- One issue by id.
SELECT * FROM bulletins WHERE id = :id;

-- name: of_week(week)^
-- One issue by its week.
SELECT * FROM bulletins WHERE week = :week;

-- name: change(id, state, body, extra_text, author, approved_at, sent_at, notice_id)!
-- Write all that can change in an issue anew.
UPDATE bulletins
SET state = :state, body = :body, extra_text = :extra_text, author = :author, approved_at = :approved_at,
    sent_at = :sent_at, notice_id = :notice_id
WHERE id = :id;

-- name: latest_sent()^
-- The last issue that went out, or is going out.
SELECT * FROM bulletins WHERE state IN ('sending', 'paused', 'sent') ORDER BY week DESC LIMIT 1;

-- name: recent(count)
-- The newest issues, newest first.
SELECT * FROM bulletins ORDER BY week DESC LIMIT :count;
