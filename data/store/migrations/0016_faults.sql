-- How often each fault of ours was met on a day, and how often of that the owners have been told.

CREATE TABLE faults (
    day TEXT NOT NULL,
    fault TEXT NOT NULL,
    times INTEGER NOT NULL,
    told INTEGER NOT NULL,
    PRIMARY KEY (day, fault)
) WITHOUT ROWID;
