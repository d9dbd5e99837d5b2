-- name: add(week, state, body, due_at, now)!
-- Insert the issue of a week, unless it exists.
INSERT INTO bulletins (week, state, body, due_at, created_at)
VALUES (:week, :state, :body, :due_at, :now)
ON CONFLICT (week) DO NOTHING;

-- name: get(id)^
-- Return an issue by id.
SELECT * FROM bulletins WHERE id = :id;

-- name: of_week(week)^
-- Return the issue of a week.
SELECT * FROM bulletins WHERE week = :week;

-- name: change(id, state, body, content, author, chosen_due, approved_at, sent_at, notice_id)!
-- Write all that can change in an issue.
UPDATE bulletins
SET state = :state, body = :body, content = :content, author = :author, chosen_due = :chosen_due,
    approved_at = :approved_at, sent_at = :sent_at, notice_id = :notice_id
WHERE id = :id;

-- name: latest_sent()^
-- Return the last issue that was sent or is being sent.
SELECT * FROM bulletins WHERE state IN ('sending', 'paused', 'sent') ORDER BY week DESC LIMIT 1;

-- name: any_before(week)^
-- Return an issue of an earlier week.
SELECT id FROM bulletins WHERE week < :week LIMIT 1;

-- name: recent(count)
-- Return the newest issues, newest first.
SELECT * FROM bulletins ORDER BY week DESC LIMIT :count;

-- name: out_before(week, count)
-- Return the issues of earlier weeks that were sent or are being sent, newest first.
SELECT * FROM bulletins WHERE state IN ('sending', 'paused', 'sent') AND week < :week
ORDER BY week DESC LIMIT :count;

-- name: out_after(week)^
-- Return the next issue of a later week that was sent or is being sent.
SELECT * FROM bulletins WHERE state IN ('sending', 'paused', 'sent') AND week > :week ORDER BY week LIMIT 1;
