-- name: read(chat_ids)^
-- Return the chats with these ids, a JSON list, with what they follow and have muted, as one JSON list of [chat,
-- [[topic, subject], …], [subject, …]]. Fetching row by row would take half as long again.
SELECT json_group_array(json_array(
    json_object(
        'chat_id', c.chat_id, 'kind', c.kind, 'language', c.language, 'zone', c.zone, 'hour', c.hour,
        'frequency', c.frequency, 'state', c.state, 'paused_until', c.paused_until, 'thread_id', c.thread_id,
        'city', c.city, 'zone_chosen', c.zone_chosen, 'title_asked', c.title_asked, 'greets', c.greets,
        'created_at', c.created_at, 'changed_at', c.changed_at,
        'refused_since', (SELECT r.since FROM refusals AS r WHERE r.chat_id = c.chat_id)
    ),
    json((SELECT json_group_array(json_array(s.topic, s.subject)) FROM subscriptions AS s WHERE s.chat_id = c.chat_id)),
    json((SELECT json_group_array(m.subject) FROM mutes AS m WHERE m.chat_id = c.chat_id))
)) AS found
FROM chats AS c WHERE c.chat_id IN (SELECT value FROM json_each(:chat_ids));
