-- The city of a chat, whether the chat has chosen its zone by itself, and whether it was asked for the city of its title.
ALTER TABLE chats ADD COLUMN city TEXT;
ALTER TABLE chats ADD COLUMN zone_chosen INTEGER NOT NULL DEFAULT 0 CHECK (zone_chosen IN (0, 1));
ALTER TABLE chats ADD COLUMN title_asked INTEGER NOT NULL DEFAULT 0 CHECK (title_asked IN (0, 1));

-- a zone other than the usual first one was chosen, and must not be replaced by that of a city
UPDATE chats SET zone_chosen = 1 WHERE zone <> 'Europe/Moscow';
