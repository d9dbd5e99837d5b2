-- The doubts about plan documents that a person has accepted, by their words: they are not raised again for that year.
CREATE TABLE accepted_doubts (
    year INTEGER NOT NULL,
    words TEXT NOT NULL,
    revision INTEGER NOT NULL REFERENCES revisions (revision),
    PRIMARY KEY (year, words)
) WITHOUT ROWID;
