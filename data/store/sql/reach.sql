-- name: chunk_of_chats(after, skip)^
-- Return the chat that is :skip chats further on, or no row where fewer are left.
SELECT chat_id AS last FROM chats WHERE chat_id > :after ORDER BY chat_id LIMIT 1 OFFSET :skip;

-- name: count_followers(pairs, today, after, last)^
-- Count the chats that would be notified of changes as notify_followers does. :pairs is a JSON list of [subject, topic,
-- subject of the topic]. Goes along the followers, and looks at the subjects only for a chat that has muted anything.
WITH pairs AS MATERIALIZED (
    SELECT value ->> 0 AS about, value ->> 1 AS topic, value ->> 2 AS subject FROM json_each(:pairs)
)
SELECT COUNT(DISTINCT c.chat_id) AS chats
FROM (SELECT DISTINCT topic, subject FROM pairs) AS f CROSS JOIN subscriptions AS s CROSS JOIN chats AS c
WHERE s.topic = f.topic AND s.subject = f.subject AND s.chat_id > :after AND s.chat_id <= :last
AND c.chat_id = s.chat_id AND {takes_notices}
AND (
    NOT EXISTS (SELECT 1 FROM mutes AS m WHERE m.chat_id = c.chat_id)
    OR EXISTS (
        SELECT 1 FROM pairs AS p
        WHERE p.topic = f.topic AND p.subject = f.subject AND NOT EXISTS (
            SELECT 1 FROM mutes AS m WHERE m.chat_id = c.chat_id
            AND (m.subject = p.about OR substr(p.about, 1, length(m.subject) + 1) = m.subject || ':')
        )
    )
);

-- name: count_informed(pairs, today, since, after, last)^
-- Count the chats that would be notified of changes as notify_informed does: they were sent something about the subject
-- or a part of it, and still follow what it belongs to.
WITH pairs AS MATERIALIZED (
    SELECT value ->> 0 AS about, value ->> 1 AS topic, value ->> 2 AS subject FROM json_each(:pairs)
)
SELECT COUNT(DISTINCT c.chat_id) AS chats
FROM pairs AS p CROSS JOIN notices AS n CROSS JOIN deliveries AS d CROSS JOIN chats AS c
WHERE (n.subject = p.about OR (n.subject > p.about || ':' AND n.subject < p.about || ';'))
AND n.kind IN ('reminder', 'window', 'change')
AND d.notice_id = n.id AND d.chat_id > :after AND d.chat_id <= :last AND d.state = 'sent' AND d.sent_at >= :since
AND c.chat_id = d.chat_id AND {takes_notices}
AND EXISTS (
    SELECT 1 FROM subscriptions AS s
    WHERE s.topic = p.topic AND s.subject = p.subject AND s.chat_id = c.chat_id
)
AND NOT EXISTS (
    SELECT 1 FROM mutes AS m WHERE m.chat_id = c.chat_id
    AND (m.subject = p.about OR substr(p.about, 1, length(m.subject) + 1) = m.subject || ':')
);
