-- name: chats(chat_id, kind, language, zone, hour, now)*!
-- Insert many chats, leaving known ones as they are.
INSERT INTO chats (chat_id, kind, language, zone, hour, frequency, state, created_at, changed_at)
VALUES (:chat_id, :kind, :language, :zone, :hour, 'each', 'active', :now, :now)
ON CONFLICT (chat_id) DO NOTHING;

-- name: subscriptions(chat_id, topic, subject, now)*!
-- Insert what they follow from the start.
INSERT INTO subscriptions (chat_id, topic, subject, created_at) VALUES (:chat_id, :topic, :subject, :now)
ON CONFLICT (topic, subject, chat_id) DO NOTHING;
