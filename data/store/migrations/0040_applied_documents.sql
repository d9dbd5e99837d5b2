-- What is said of a document that was put in force, so that a press that is handled again says the same.

-- revision is the one that put it in force, reach the number of chats to be told, NULL where none was to be.
ALTER TABLE plan_drafts ADD COLUMN revision INTEGER;
ALTER TABLE plan_drafts ADD COLUMN reach INTEGER;
