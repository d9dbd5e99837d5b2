-- The people of the secretariat beside the owners, what they may do, and who changed what.

-- Editors, each with two rights that are switched apart. greeted_at is when the editor was told of being named.
CREATE TABLE editors (
    user_id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    may_edit_plan INTEGER NOT NULL CHECK (may_edit_plan IN (0, 1)),
    may_send INTEGER NOT NULL CHECK (may_send IN (0, 1)),
    named_by INTEGER NOT NULL,
    named_at TEXT NOT NULL,
    greeted_at TEXT
);

-- What was done, newest last. actor_id is NULL for a command line, whose name is the actor then. subject is the key of
-- what changed: «event:12», «plan:2020», «bulletin:3», «editor:100». before and after are JSON, NULL where there is
-- nothing. The changes of a revision stand in plan_changes.
CREATE TABLE actions (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor_id INTEGER,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT,
    after TEXT,
    revision INTEGER REFERENCES revisions (revision)
);

CREATE INDEX actions_by_actor ON actions (actor_id, id);
CREATE INDEX actions_by_subject ON actions (subject, id);
CREATE INDEX actions_by_revision ON actions (revision) WHERE revision IS NOT NULL;

-- The command menus that were published for a single chat: of a member of the secretariat, or of its group. menu is a
-- checksum of what it shows.
CREATE TABLE chat_menus (
    chat_id INTEGER PRIMARY KEY,
    menu INTEGER NOT NULL
);
