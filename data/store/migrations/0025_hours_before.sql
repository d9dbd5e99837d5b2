-- Reminders some hours before an event begins: which of them a chat has chosen for a topic, as bits, and of a notice how
-- many hours before the beginning it comes.
ALTER TABLE lead_times ADD COLUMN hours INTEGER NOT NULL DEFAULT 0 CHECK (hours >= 0);
ALTER TABLE notices ADD COLUMN hours INTEGER CHECK (hours > 0);

-- Few chats choose hours: planning goes along these, not along all followers.
CREATE INDEX lead_times_by_hours ON lead_times (topic, chat_id) WHERE hours <> 0;
