-- Plans of all years. Every change, of a plan or of a city's day, is a revision.

CREATE TABLE revisions (
    revision INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    author INTEGER
);

-- a plan is read and replaced whole, so its content is one document; old ones are emptied in time
CREATE TABLE plan_editions (
    revision INTEGER PRIMARY KEY REFERENCES revisions (revision),
    year INTEGER NOT NULL,
    edition INTEGER NOT NULL,
    title TEXT NOT NULL,
    draft INTEGER NOT NULL CHECK (draft IN (0, 1)),
    events INTEGER NOT NULL,
    jubilees INTEGER NOT NULL,
    city_days INTEGER NOT NULL,
    source_name TEXT,
    source_hash TEXT,
    content TEXT
);

CREATE INDEX plan_editions_by_year ON plan_editions (year, revision);

-- the identity of an event, which outlives its number, its wording and even its removal
CREATE TABLE plan_events (
    id INTEGER PRIMARY KEY,
    year INTEGER NOT NULL,
    title TEXT NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
);

CREATE INDEX plan_events_by_year ON plan_events (year);

-- what moved, was renamed or cancelled, from what to what: change notices are planned from here
CREATE TABLE plan_changes (
    id INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL REFERENCES revisions (revision),
    year INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT,
    after TEXT
);

CREATE INDEX plan_changes_by_revision ON plan_changes (revision);

CREATE TABLE city_overrides (
    city_id TEXT NOT NULL,
    year INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    at TEXT NOT NULL,
    author INTEGER,
    PRIMARY KEY (city_id, year)
) WITHOUT ROWID;
