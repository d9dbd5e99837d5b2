-- How often each job runs, in seconds, so that others can tell whether its next run is overdue.

ALTER TABLE ticks ADD COLUMN seconds REAL NOT NULL DEFAULT 25;
