-- name: chunk_of_slot(zone, hour, after, skip)^
-- The next active chat of a local hour, so many skipped: planning goes through them in chunks, so that nobody waits
-- long for the write lock. None where fewer are left.
SELECT chat_id AS last FROM chats
WHERE state = 'active' AND zone = :zone AND hour = :hour AND chat_id > :after
ORDER BY chat_id LIMIT 1 OFFSET :skip;

-- name: chunk_of_topic(topic, subject, after, skip)^
-- The next follower of a topic, so many skipped. None where fewer are left.
SELECT chat_id AS last FROM subscriptions
WHERE topic = :topic AND subject = :subject AND chat_id > :after
ORDER BY chat_id LIMIT 1 OFFSET :skip;

-- name: chunk_of_told(changed, after, skip)^
-- The first chat at which so many deliveries of any one notice about something, or about a part of it, are passed. None
-- where fewer are left of each.
SELECT MIN(passed.chat_id) AS last FROM (
    SELECT (
        SELECT d.chat_id FROM deliveries AS d WHERE d.notice_id = n.id AND d.chat_id > :after
        ORDER BY d.chat_id LIMIT 1 OFFSET :skip
    ) AS chat_id
    FROM notices AS n
    WHERE (n.subject = :changed OR (n.subject > :changed || ':' AND n.subject < :changed || ';'))
    AND n.kind IN ('reminder', 'window', 'change')
) AS passed;

-- name: chunk_of_either(zone, hour, topic, subject, after, skip_chats, skip_followers)^
-- Both at once, for whoever may go along either.
SELECT (
    SELECT chat_id FROM chats
    WHERE state = 'active' AND zone = :zone AND hour = :hour AND chat_id > :after
    ORDER BY chat_id LIMIT 1 OFFSET :skip_chats
) AS last_chat, (
    SELECT chat_id FROM subscriptions
    WHERE topic = :topic AND subject = :subject AND chat_id > :after
    ORDER BY chat_id LIMIT 1 OFFSET :skip_followers
) AS last_follower;

-- name: reminded_closer(occasion, begins, lead)^
-- Whether anybody was reminded of an occasion for fewer days ahead.
SELECT EXISTS (
    SELECT 1 FROM notices AS n CROSS JOIN deliveries AS d
    WHERE n.subject = :occasion AND n.kind = 'reminder' AND n.begins = :begins AND n.lead < :lead
    AND d.notice_id = n.id
) AS reminded;

-- name: tell_ahead_by_follower(notice_id, occasion, lead_bit, coming_bit, least_mask, default_leads, topic, subject, zone, hour, today, now, followed_before, after, last, rank, due_at)!
-- Tell the followers of a topic in one local hour what lies ahead, if lead_bit is one of their lead times or their
-- longest lead is at least that of least_mask, for longer leads have higher bits. Not those who followed only
-- afterwards, are silent or muted it, or are reminded later today anyway, at the lead time of coming_bit. Who seems to follow since a moment still to come did so before the machine's
-- clock was put back. Lead times and mutes are joined, for a subquery would be begun anew for each of a million chats.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
SELECT :notice_id, c.chat_id, :rank, :due_at
FROM subscriptions AS s CROSS JOIN chats AS c
LEFT JOIN lead_times AS l ON l.chat_id = c.chat_id AND l.topic = :topic
LEFT JOIN mutes AS m ON m.chat_id = c.chat_id
    AND (m.subject = :occasion OR substr(:occasion, 1, length(m.subject) + 1) = m.subject || ':')
WHERE s.topic = :topic AND s.subject = :subject AND s.chat_id > :after AND s.chat_id <= :last
AND c.chat_id = s.chat_id AND c.state = 'active' AND c.zone = :zone AND c.hour = :hour
AND (s.created_at < :followed_before OR s.created_at > :now)
AND c.frequency <> 'weekly'
AND (c.paused_until IS NULL OR c.paused_until < :today)
AND ((COALESCE(l.leads, :default_leads) & :lead_bit) <> 0 OR COALESCE(l.leads, :default_leads) >= :least_mask)
AND (COALESCE(l.leads, :default_leads) & :coming_bit) = 0
AND m.chat_id IS NULL
ON CONFLICT (notice_id, chat_id) DO NOTHING;

-- name: tell_ahead_by_chat(notice_id, occasion, lead_bit, coming_bit, least_mask, default_leads, topic, subject, zone, hour, today, now, followed_before, after, last, rank, due_at)!
-- The same along the chats of the hour, where they are few among many followers.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
SELECT :notice_id, c.chat_id, :rank, :due_at
FROM chats AS c CROSS JOIN subscriptions AS s
LEFT JOIN lead_times AS l ON l.chat_id = c.chat_id AND l.topic = :topic
LEFT JOIN mutes AS m ON m.chat_id = c.chat_id
    AND (m.subject = :occasion OR substr(:occasion, 1, length(m.subject) + 1) = m.subject || ':')
WHERE c.state = 'active' AND c.zone = :zone AND c.hour = :hour AND c.chat_id > :after AND c.chat_id <= :last
AND s.topic = :topic AND s.subject = :subject AND s.chat_id = c.chat_id
AND (s.created_at < :followed_before OR s.created_at > :now)
AND c.frequency <> 'weekly'
AND (c.paused_until IS NULL OR c.paused_until < :today)
AND ((COALESCE(l.leads, :default_leads) & :lead_bit) <> 0 OR COALESCE(l.leads, :default_leads) >= :least_mask)
AND (COALESCE(l.leads, :default_leads) & :coming_bit) = 0
AND m.chat_id IS NULL
ON CONFLICT (notice_id, chat_id) DO NOTHING;

-- name: tell_ahead_again(notice_id, occasion, begins, lead, lead_bit, coming_bit, least_mask, default_leads, topic, subject, zone, hour, today, now, followed_before, after, last, rank, due_at)!
-- The same for chats that are behind, or where some were reminded for fewer days ahead than lead already, and are not
-- reminded now. What was kept from a chat because it was closed or wanted nothing is told after all, unless it may have
-- arrived. Apart, because who asks the table that is written to has all answers kept aside first.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
SELECT :notice_id, c.chat_id, :rank, :due_at
FROM chats AS c CROSS JOIN subscriptions AS s
LEFT JOIN lead_times AS l ON l.chat_id = c.chat_id AND l.topic = :topic
LEFT JOIN mutes AS m ON m.chat_id = c.chat_id
    AND (m.subject = :occasion OR substr(:occasion, 1, length(m.subject) + 1) = m.subject || ':')
WHERE c.state = 'active' AND c.zone = :zone AND c.hour = :hour AND c.chat_id > :after AND c.chat_id <= :last
AND s.topic = :topic AND s.subject = :subject AND s.chat_id = c.chat_id
AND (s.created_at < :followed_before OR s.created_at > :now)
AND c.frequency <> 'weekly'
AND (c.paused_until IS NULL OR c.paused_until < :today)
AND ((COALESCE(l.leads, :default_leads) & :lead_bit) <> 0 OR COALESCE(l.leads, :default_leads) >= :least_mask)
AND (COALESCE(l.leads, :default_leads) & :coming_bit) = 0
AND m.chat_id IS NULL
AND NOT EXISTS (
    SELECT 1 FROM deliveries AS d
    WHERE d.chat_id = c.chat_id AND d.state NOT IN ('void', 'gone') AND d.notice_id IN (
        SELECT n.id FROM notices AS n
        WHERE n.subject = :occasion AND n.kind = 'reminder' AND n.begins = :begins AND n.lead < :lead
    )
)
ON CONFLICT (notice_id, chat_id) DO UPDATE SET
    state = 'pending', due_at = excluded.due_at, attempts = 0, outcome = NULL
WHERE deliveries.state IN ('void', 'gone') AND deliveries.doubtful = 0;

-- name: tell_followers_by_follower(notice_id, changed, topic, subject, zone, hour, today, followed_before, after, last, rank, due_each, due_daily)!
-- Tell the followers of a topic in one local hour what has changed: at once, or with the day's digest.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
SELECT :notice_id, c.chat_id, :rank, CASE c.frequency WHEN 'daily' THEN :due_daily ELSE :due_each END
FROM subscriptions AS s CROSS JOIN chats AS c
LEFT JOIN mutes AS m ON m.chat_id = c.chat_id
    AND (m.subject = :changed OR substr(:changed, 1, length(m.subject) + 1) = m.subject || ':')
WHERE s.topic = :topic AND s.subject = :subject AND s.chat_id > :after AND s.chat_id <= :last
AND c.chat_id = s.chat_id AND c.state = 'active' AND c.zone = :zone AND c.hour = :hour
AND s.created_at < :followed_before
AND c.frequency <> 'weekly'
AND (c.paused_until IS NULL OR c.paused_until < :today)
AND m.chat_id IS NULL
ON CONFLICT (notice_id, chat_id) DO NOTHING;

-- name: tell_followers_by_chat(notice_id, changed, topic, subject, zone, hour, today, followed_before, after, last, rank, due_each, due_daily)!
-- The same along the chats of the hour, where they are few among many followers.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
SELECT :notice_id, c.chat_id, :rank, CASE c.frequency WHEN 'daily' THEN :due_daily ELSE :due_each END
FROM chats AS c CROSS JOIN subscriptions AS s
LEFT JOIN mutes AS m ON m.chat_id = c.chat_id
    AND (m.subject = :changed OR substr(:changed, 1, length(m.subject) + 1) = m.subject || ':')
WHERE c.state = 'active' AND c.zone = :zone AND c.hour = :hour AND c.chat_id > :after AND c.chat_id <= :last
AND s.topic = :topic AND s.subject = :subject AND s.chat_id = c.chat_id
AND s.created_at < :followed_before
AND c.frequency <> 'weekly'
AND (c.paused_until IS NULL OR c.paused_until < :today)
AND m.chat_id IS NULL
ON CONFLICT (notice_id, chat_id) DO NOTHING;

-- name: tell_told(notice_id, changed, zone, hour, today, after, last, rank, due_each, due_daily)!
-- Tell those who were told of something, or of a part of it, what has changed since. «;» follows «:» in every
-- character set, so the second pair of bounds is «begins with the subject and a colon».
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
SELECT DISTINCT :notice_id, c.chat_id, :rank, CASE c.frequency WHEN 'daily' THEN :due_daily ELSE :due_each END
FROM notices AS n CROSS JOIN deliveries AS d CROSS JOIN chats AS c
WHERE (n.subject = :changed OR (n.subject > :changed || ':' AND n.subject < :changed || ';'))
AND n.kind IN ('reminder', 'window', 'change')
AND d.notice_id = n.id AND d.chat_id > :after AND d.chat_id <= :last AND d.state = 'sent'
AND c.chat_id = d.chat_id AND c.state = 'active' AND c.zone = :zone AND c.hour = :hour
AND c.frequency <> 'weekly'
AND (c.paused_until IS NULL OR c.paused_until < :today)
AND NOT EXISTS (
    SELECT 1 FROM mutes AS m WHERE m.chat_id = c.chat_id
    AND (m.subject = :changed OR substr(:changed, 1, length(m.subject) + 1) = m.subject || ':')
)
ON CONFLICT (notice_id, chat_id) DO NOTHING;

-- name: issue(notice_id, topic, subject, today, after, last, rank, due_at)!
-- One row for every active follower of a topic who is not silent today.
INSERT INTO deliveries (notice_id, chat_id, rank, due_at)
SELECT :notice_id, c.chat_id, :rank, :due_at
FROM subscriptions AS s CROSS JOIN chats AS c
WHERE s.topic = :topic AND s.subject = :subject AND s.chat_id > :after AND s.chat_id <= :last
AND c.chat_id = s.chat_id AND c.state = 'active'
AND (c.paused_until IS NULL OR c.paused_until < :today)
ON CONFLICT (notice_id, chat_id) DO NOTHING;

-- name: count_issue(topic, subject, today, after, last)
-- How many that would be.
SELECT COUNT(*) AS chats FROM subscriptions AS s CROSS JOIN chats AS c
WHERE s.topic = :topic AND s.subject = :subject AND s.chat_id > :after AND s.chat_id <= :last
AND c.chat_id = s.chat_id AND c.state = 'active'
AND (c.paused_until IS NULL OR c.paused_until < :today);

-- name: has_changed(changed_after)^
-- Whether the settings of any chat have changed since a moment.
SELECT chat_id FROM chats INDEXED BY chats_by_change WHERE state = 'active' AND changed_at > :changed_after LIMIT 1;

-- name: changed_chats(zone, hour, changed_after, most)
-- Those of one local hour, or so many of them.
SELECT chat_id FROM chats INDEXED BY chats_by_change
WHERE state = 'active' AND zone = :zone AND hour = :hour AND changed_at > :changed_after
LIMIT :most;

-- name: planned_slots()
-- How far each local hour is planned.
SELECT zone, hour, through FROM planned_slots;

-- name: mark_slot(zone, hour, through)!
-- Remember how far a local hour is planned.
INSERT INTO planned_slots (zone, hour, through) VALUES (:zone, :hour, :through)
ON CONFLICT (zone, hour) DO UPDATE SET through = excluded.through;

-- name: drop_slot(zone, hour)!
-- Forget a local hour nobody has chosen any more: what it missed meanwhile is nobody's.
DELETE FROM planned_slots WHERE zone = :zone AND hour = :hour;

-- name: mark(name)^
-- How far planning has read something.
SELECT value FROM planning_marks WHERE name = :name;

-- name: set_mark(name, value)!
-- Remember how far planning has read something.
INSERT INTO planning_marks (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
