-- The bot's webhook: what must outlive a restart. There is one row.

-- secret: what Telegram shows with each update, made at the first start and kept.
-- url: the address that was set at Telegram. It stays after a change to polling until polls have brought everything that
-- was not delivered there.
CREATE TABLE webhook (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    secret TEXT NOT NULL,
    url TEXT
);
