-- Whether a chat wants a greeting on the day itself, for jubilees and for its own city.
ALTER TABLE chats ADD COLUMN greets INTEGER NOT NULL DEFAULT 1 CHECK (greets IN (0, 1));
