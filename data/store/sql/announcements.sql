-- name: add(topic, subject, author, now)
-- Insert a draft and return it.
INSERT INTO announcements (state, topic, subject, author, created_at)
VALUES ('draft', :topic, :subject, :author, :now)
RETURNING *;

-- name: get(id)^
-- Return an announcement by id.
SELECT * FROM announcements WHERE id = :id;

-- name: change(id, state, content, texts, author, due_at, begun_at, sent_at, notice_id)!
-- Write all that can change in an announcement.
UPDATE announcements
SET state = :state, content = :content, texts = :texts, author = :author, due_at = :due_at, begun_at = :begun_at,
    sent_at = :sent_at, notice_id = :notice_id
WHERE id = :id;

-- name: under_way()
-- Return the announcements that are drafts, approved or going out, and those that were stopped and are not reported.
SELECT * FROM announcements
WHERE state NOT IN ('sent', 'cancelled') OR (state = 'cancelled' AND notice_id IS NOT NULL AND sent_at IS NULL)
ORDER BY id;

-- name: recent(count)
-- Return the newest announcements.
SELECT * FROM announcements ORDER BY id DESC LIMIT :count;

-- name: to_everybody(topic, subject, first, last, but)^
-- Return whether another announcement to these followers went out, or is to go out, between two instants.
SELECT EXISTS (
    SELECT 1 FROM announcements
    WHERE topic = :topic AND subject = :subject AND id <> :but
    AND ((begun_at IS NOT NULL AND begun_at > :first AND begun_at < :last)
        OR (state = 'approved' AND due_at > :first AND due_at < :last))
) AS found;
