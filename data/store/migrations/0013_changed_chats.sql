-- The chats whose settings have changed lately, without passing over all the others: planning asks at every tick.
CREATE INDEX chats_by_change ON chats (changed_at, zone, hour) WHERE state = 'active';
