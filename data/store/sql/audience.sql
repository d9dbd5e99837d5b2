-- name: chunk_of_hour(zone, hour, after, skip)^
-- Return the active chat of a local hour that is :skip chats further on, or no row where fewer are left. Planning goes
-- through the chats in chunks, so that others wait only briefly for the write lock.
SELECT chat_id AS last FROM chats
WHERE state = 'active' AND zone = :zone AND hour = :hour AND chat_id > :after
ORDER BY chat_id LIMIT 1 OFFSET :skip;

-- name: chunk_of_topic(topic, subject, after, skip)^
-- Return the follower of a topic that is :skip followers further on, or no row where fewer are left.
SELECT chat_id AS last FROM subscriptions
WHERE topic = :topic AND subject = :subject AND chat_id > :after
ORDER BY chat_id LIMIT 1 OFFSET :skip;

-- name: chunk_of_informed(about, after, skip)^
-- Return the first chat at which :skip deliveries of any one notice about a subject, or about a part of it, are passed.
-- NULL where fewer are left of each notice.
SELECT MIN(passed.chat_id) AS last FROM (
    SELECT (
        SELECT d.chat_id FROM deliveries AS d WHERE d.notice_id = n.id AND d.chat_id > :after
        ORDER BY d.chat_id LIMIT 1 OFFSET :skip
    ) AS chat_id
    FROM notices AS n
    WHERE (n.subject = :about OR (n.subject > :about || ':' AND n.subject < :about || ';'))
    AND n.kind IN ('reminder', 'window', 'change')
) AS passed;

-- name: chunk_of_either(zone, hour, topic, subject, after, skip_chats, skip_followers)^
-- Return the next end of a chunk both of the chats of a local hour and of the followers of a topic.
SELECT (
    SELECT chat_id FROM chats
    WHERE state = 'active' AND zone = :zone AND hour = :hour AND chat_id > :after
    ORDER BY chat_id LIMIT 1 OFFSET :skip_chats
) AS last_chat, (
    SELECT chat_id FROM subscriptions
    WHERE topic = :topic AND subject = :subject AND chat_id > :after
    ORDER BY chat_id LIMIT 1 OFFSET :skip_followers
) AS last_follower;

-- name: has_shorter_lead(about, begins, lead)^
-- Return whether any chat was reminded of an occasion fewer days ahead.
SELECT EXISTS (
    SELECT 1 FROM notices AS n CROSS JOIN deliveries AS d
    WHERE n.subject = :about AND n.kind = 'reminder' AND n.begins = :begins AND n.lead < :lead
    AND d.notice_id = n.id
) AS reminded;

-- name: notify_ahead_by_follower(notice_id, about, lead_bit, coming_bit, greets_all, greets_city, least_mask, default_leads, topic, subject, zone, hour, today, now, followed_before, after, last, rank, due_at)!
-- Insert a delivery of what lies ahead for each follower of a topic in one local hour who wants it at this lead time.
-- Goes along the followers.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
SELECT :notice_id, c.chat_id, :rank, :due_at
FROM subscriptions AS s CROSS JOIN chats AS c
{leads_of_topic}
{mutes_about}
WHERE s.topic = :topic AND s.subject = :subject AND s.chat_id > :after AND s.chat_id <= :last
AND c.chat_id = s.chat_id AND c.zone = :zone AND c.hour = :hour
AND {followed_in_time} AND {wants_notice} AND {wants_lead}
ON CONFLICT (notice_id, chat_id) DO NOTHING;

-- name: notify_ahead_by_chat(notice_id, about, lead_bit, coming_bit, greets_all, greets_city, least_mask, default_leads, topic, subject, zone, hour, today, now, followed_before, after, last, rank, due_at)!
-- Insert the same deliveries as notify_ahead_by_follower. Goes along the chats of the hour, where these are fewer.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
SELECT :notice_id, c.chat_id, :rank, :due_at
FROM chats AS c CROSS JOIN subscriptions AS s
{leads_of_topic}
{mutes_about}
WHERE c.zone = :zone AND c.hour = :hour AND c.chat_id > :after AND c.chat_id <= :last
AND s.topic = :topic AND s.subject = :subject AND s.chat_id = c.chat_id
AND {followed_in_time} AND {wants_notice} AND {wants_lead}
ON CONFLICT (notice_id, chat_id) DO NOTHING;

-- name: notify_ahead_beside_outbox(notice_id, about, begins, lead, lead_bit, coming_bit, greets_all, greets_city, least_mask, default_leads, topic, subject, zone, hour, today, now, followed_before, after, last, rank, due_at)!
-- Insert the same deliveries for chats that are to catch up, or where some were reminded fewer days ahead already: those
-- are left out. A delivery kept from a chat that was closed or did not want it becomes pending again, unless it may have
-- arrived. A statement of its own, because one that reads the table it writes to first puts all its rows aside.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
SELECT :notice_id, c.chat_id, :rank, :due_at
FROM chats AS c CROSS JOIN subscriptions AS s
{leads_of_topic}
{mutes_about}
WHERE c.zone = :zone AND c.hour = :hour AND c.chat_id > :after AND c.chat_id <= :last
AND s.topic = :topic AND s.subject = :subject AND s.chat_id = c.chat_id
AND {followed_in_time} AND {wants_notice} AND {wants_lead}
AND NOT EXISTS (
    SELECT 1 FROM deliveries AS d
    WHERE d.chat_id = c.chat_id AND d.state NOT IN ('void', 'gone') AND d.notice_id IN (
        SELECT n.id FROM notices AS n
        WHERE n.subject = :about AND n.kind = 'reminder' AND n.begins = :begins AND n.lead < :lead
    )
)
ON CONFLICT (notice_id, chat_id) DO UPDATE SET
    state = 'pending', due_at = excluded.due_at, attempts = 0, outcome = NULL
WHERE deliveries.state IN ('void', 'gone') AND deliveries.doubtful = 0;

-- name: chunk_of_hours(topic, after, skip)^
-- Return the chat that is :skip chats further on among those which are reminded hours before an event of a topic, or no
-- row where fewer are left.
SELECT chat_id AS last FROM lead_times INDEXED BY lead_times_by_hours
WHERE topic = :topic AND hours <> 0 AND chat_id > :after
ORDER BY chat_id LIMIT 1 OFFSET :skip;

-- name: notify_hours_ahead(notice_id, about, hour_bit, later_bits, topic, subject, today, now, followed_before, after, last, rank, due_at)!
-- Insert a delivery of a reminder hours ahead for each follower of a topic who has chosen it (:hour_bit), and none of
-- those that come later and are due as well (:later_bits). One kept from a chat that was closed or did not want it
-- becomes pending again, unless it may have arrived.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
SELECT :notice_id, c.chat_id, :rank, :due_at
FROM lead_times AS l INDEXED BY lead_times_by_hours CROSS JOIN subscriptions AS s CROSS JOIN chats AS c
{mutes_about}
WHERE l.topic = :topic AND l.hours <> 0 AND l.chat_id > :after AND l.chat_id <= :last
AND (l.hours & :hour_bit) <> 0 AND (l.hours & :later_bits) = 0
AND s.topic = :topic AND s.subject = :subject AND s.chat_id = l.chat_id
AND c.chat_id = l.chat_id AND {followed_in_time} AND {wants_notice}
ON CONFLICT (notice_id, chat_id) DO UPDATE SET
    state = 'pending', due_at = excluded.due_at, attempts = 0, outcome = NULL
WHERE deliveries.state IN ('void', 'gone') AND deliveries.doubtful = 0;

-- name: notify_followers_by_follower(notice_id, about, topic, subject, zone, hour, today, followed_before, after, last, rank, due_each, due_daily)!
-- Insert a delivery of a change for each follower of a topic in one local hour, due at once or with the day's digest.
-- Goes along the followers.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
SELECT :notice_id, c.chat_id, :rank, CASE c.frequency WHEN 'daily' THEN :due_daily ELSE :due_each END
FROM subscriptions AS s CROSS JOIN chats AS c
{mutes_about}
WHERE s.topic = :topic AND s.subject = :subject AND s.chat_id > :after AND s.chat_id <= :last
AND c.chat_id = s.chat_id AND c.zone = :zone AND c.hour = :hour
AND s.created_at < :followed_before AND {wants_notice}
ON CONFLICT (notice_id, chat_id) DO NOTHING;

-- name: notify_followers_by_chat(notice_id, about, topic, subject, zone, hour, today, followed_before, after, last, rank, due_each, due_daily)!
-- Insert the same deliveries as notify_followers_by_follower. Goes along the chats of the hour, where these are fewer.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
SELECT :notice_id, c.chat_id, :rank, CASE c.frequency WHEN 'daily' THEN :due_daily ELSE :due_each END
FROM chats AS c CROSS JOIN subscriptions AS s
{mutes_about}
WHERE c.zone = :zone AND c.hour = :hour AND c.chat_id > :after AND c.chat_id <= :last
AND s.topic = :topic AND s.subject = :subject AND s.chat_id = c.chat_id
AND s.created_at < :followed_before AND {wants_notice}
ON CONFLICT (notice_id, chat_id) DO NOTHING;

-- name: notify_informed(notice_id, about, followings, since, zone, hour, today, after, last, rank, due_each, due_daily)!
-- Insert a delivery of a change for each chat that was sent a notice of its subject or of a part of it, at :since or
-- later (empty for ever), and still follows one of :followings, a JSON list of [topic, subject]. «;» follows «:» in every
-- character set, so the second pair of bounds means «begins with the subject and a colon».
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
SELECT DISTINCT :notice_id, c.chat_id, :rank, CASE c.frequency WHEN 'daily' THEN :due_daily ELSE :due_each END
FROM notices AS n CROSS JOIN deliveries AS d CROSS JOIN chats AS c
{mutes_about}
WHERE (n.subject = :about OR (n.subject > :about || ':' AND n.subject < :about || ';'))
AND n.kind IN ('reminder', 'window', 'change')
AND d.notice_id = n.id AND d.chat_id > :after AND d.chat_id <= :last AND d.state = 'sent'
AND (:since = '' OR d.sent_at >= :since)
AND c.chat_id = d.chat_id AND c.zone = :zone AND c.hour = :hour
AND EXISTS (
    SELECT 1 FROM json_each(:followings) AS f CROSS JOIN subscriptions AS s
    WHERE s.topic = f.value ->> 0 AND s.subject = f.value ->> 1 AND s.chat_id = c.chat_id
)
AND {wants_notice}
ON CONFLICT (notice_id, chat_id) DO NOTHING;

-- name: issue(notice_id, topic, subject, today, after, last, rank, due_at)!
-- Insert a delivery of an issue for each follower of a topic who takes messages.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
SELECT :notice_id, c.chat_id, :rank, :due_at
FROM subscriptions AS s CROSS JOIN chats AS c
WHERE s.topic = :topic AND s.subject = :subject AND s.chat_id > :after AND s.chat_id <= :last
AND c.chat_id = s.chat_id AND {takes_messages}
ON CONFLICT (notice_id, chat_id) DO NOTHING;

-- name: count_issue(topic, subject, today, after, last)
-- Count the deliveries that issue would insert.
SELECT COUNT(*) AS chats FROM subscriptions AS s CROSS JOIN chats AS c
WHERE s.topic = :topic AND s.subject = :subject AND s.chat_id > :after AND s.chat_id <= :last
AND c.chat_id = s.chat_id AND {takes_messages};

-- name: announce(notice_id, topic, subject, about, today, after, last, rank, due_at)!
-- Insert a delivery of an announcement for each follower who wants notices about its subject.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
SELECT DISTINCT :notice_id, c.chat_id, :rank, :due_at
FROM subscriptions AS s CROSS JOIN chats AS c
{mutes_about}
WHERE s.topic = :topic AND s.subject = :subject AND s.chat_id > :after AND s.chat_id <= :last
AND c.chat_id = s.chat_id AND {wants_notice}
ON CONFLICT (notice_id, chat_id) DO NOTHING;

-- name: count_announce(topic, subject, about, today, after, last)
-- Count the deliveries that announce would insert.
SELECT COUNT(DISTINCT c.chat_id) AS chats FROM subscriptions AS s CROSS JOIN chats AS c
{mutes_about}
WHERE s.topic = :topic AND s.subject = :subject AND s.chat_id > :after AND s.chat_id <= :last
AND c.chat_id = s.chat_id AND {wants_notice};

-- name: has_changed(changed_after)^
-- Return a chat whose settings have changed since a moment, if there is one.
SELECT chat_id FROM chats INDEXED BY chats_by_change WHERE state = 'active' AND changed_at > :changed_after LIMIT 1;

-- name: changed_chats(zone, hour, changed_after, most)
-- Return the chats of one local hour whose settings have changed since a moment, at most so many.
SELECT chat_id FROM chats INDEXED BY chats_by_change
WHERE state = 'active' AND zone = :zone AND hour = :hour AND changed_at > :changed_after
LIMIT :most;
