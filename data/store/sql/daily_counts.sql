-- name: clear(name, day)!
-- Delete what a name has of a day, so that a key that is gone does not stay.
DELETE FROM daily_counts WHERE name = :name AND day = :day;

-- name: put(name, day, key, value)*!
-- Insert a figure of a day.
INSERT INTO daily_counts (name, day, key, value) VALUES (:name, :day, :key, :value);

-- name: between(name, first, last)
-- Return the figures of a name, from a day through another.
SELECT day, key, value FROM daily_counts WHERE name = :name AND day BETWEEN :first AND :last ORDER BY day, key;

-- name: totals(name, first, last)
-- Return the sum of each key of a name, over the days from one through another.
SELECT key, SUM(value) AS value FROM daily_counts WHERE name = :name AND day BETWEEN :first AND :last
GROUP BY key ORDER BY key;

-- name: last_day(name)^
-- Return the last day that has figures of a name. NULL without one.
SELECT MAX(day) AS day FROM daily_counts WHERE name = :name;
