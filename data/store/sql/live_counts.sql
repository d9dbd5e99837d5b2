-- name: subscribers()^
-- Return how many active chats follow anything.
SELECT COUNT(*) AS chats FROM chats AS c
WHERE c.state = 'active' AND EXISTS (SELECT 1 FROM subscriptions AS s WHERE s.chat_id = c.chat_id);

-- name: followers()
-- Return how many active chats follow each topic and subject. Goes along the subscriptions, whose chats come in order.
SELECT s.topic, s.subject, COUNT(*) AS chats FROM subscriptions AS s CROSS JOIN chats AS c
WHERE c.chat_id = s.chat_id AND c.state = 'active'
GROUP BY s.topic, s.subject;

-- name: followers_of_any(topic)^
-- Return how many active chats follow any subject of a topic.
SELECT COUNT(*) AS chats FROM chats AS c
WHERE c.state = 'active'
AND EXISTS (SELECT 1 FROM subscriptions AS s WHERE s.chat_id = c.chat_id AND s.topic = :topic);

-- name: arrivals(most)
-- Return the links by which most chats came.
SELECT source, COUNT(*) AS chats FROM arrival_links GROUP BY source ORDER BY chats DESC, source LIMIT :most;

-- name: arrived()^
-- Return how many chats came by any link.
SELECT COUNT(*) AS chats FROM arrival_links;

-- name: deliveries(since, until)
-- Return by kind and state the deliveries of notices made between two moments. One that waits because its chat takes no
-- messages («barred: ») counts as failed, as in reports of the bulletin.
SELECT n.kind, CASE WHEN d.state = 'pending' AND substr(d.outcome, 1, 8) = 'barred: ' THEN 'failed' ELSE d.state END
    AS state, COUNT(*) AS deliveries
FROM notices AS n CROSS JOIN deliveries AS d
WHERE n.created_at >= :since AND n.created_at < :until AND d.notice_id = n.id
GROUP BY 1, 2;
