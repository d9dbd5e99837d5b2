-- name: put(city_id, year, first_day, last_day, at, author)!
-- Set the day of a city in one year.
INSERT INTO city_overrides (city_id, year, first_day, last_day, at, author)
VALUES (:city_id, :year, :first_day, :last_day, :at, :author)
ON CONFLICT (city_id, year) DO UPDATE SET
    first_day = excluded.first_day, last_day = excluded.last_day, at = excluded.at, author = excluded.author;

-- name: remove(city_id, year)!
-- Go back to the day that the plan or the rule gives.
DELETE FROM city_overrides WHERE city_id = :city_id AND year = :year;

-- name: all()
-- Return the days that editors have set.
SELECT * FROM city_overrides ORDER BY year, city_id;

-- name: of(city_id, year)^
-- Return the day of a city that an editor has set for a year.
SELECT * FROM city_overrides WHERE city_id = :city_id AND year = :year;

-- name: last_setting(subject, first_day)^
-- Return the last revision that has put a day of a city in force, set or brought back. NULL before any.
SELECT max(revision) AS revision FROM actions
WHERE subject = :subject AND action IN ('city-day-set', 'city-day-undone') AND after <> replace(after, :first_day, '');
