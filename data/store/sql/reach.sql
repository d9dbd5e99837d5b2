-- name: chunk(after, skip)^
-- Return the chat that is :skip chats further on, or no row where fewer are left.
SELECT chat_id AS last FROM chats WHERE chat_id > :after ORDER BY chat_id LIMIT 1 OFFSET :skip;

-- name: of_change(about, followings, today, after, last)^
-- Count the chats of a range that follow one of :followings, a JSON list of [topic, subject], and would be notified of a
-- change of :about. Goes along the followers.
SELECT COUNT(DISTINCT c.chat_id) AS chats
FROM json_each(:followings) AS f CROSS JOIN subscriptions AS s CROSS JOIN chats AS c
{mutes_about}
WHERE s.topic = f.value ->> 0 AND s.subject = f.value ->> 1 AND s.chat_id > :after AND s.chat_id <= :last
AND c.chat_id = s.chat_id AND {wants_notice};
