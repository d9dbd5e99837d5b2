-- name: set_note(city_id, note, at, author)!
-- Set the note of a city.
INSERT INTO city_notes (city_id, note, at, author) VALUES (:city_id, :note, :at, :author)
ON CONFLICT (city_id) DO UPDATE SET note = excluded.note, at = excluded.at, author = excluded.author;

-- name: drop_note(city_id)!
-- Delete the note of a city.
DELETE FROM city_notes WHERE city_id = :city_id;

-- name: note(city_id)^
-- Return the note of a city.
SELECT note FROM city_notes WHERE city_id = :city_id;

-- name: notes()
-- Return the notes of all cities.
SELECT city_id, note FROM city_notes ORDER BY city_id;

-- name: add_name(name_key, city_id, name, at, author)!
-- Give a city another name. A name that is known stays with its city.
INSERT INTO city_names (name_key, city_id, name, at, author) VALUES (:name_key, :city_id, :name, :at, :author)
ON CONFLICT (name_key) DO NOTHING;

-- name: drop_name(name_key, city_id)!
-- Take a name from a city.
DELETE FROM city_names WHERE name_key = :name_key AND city_id = :city_id;

-- name: names()
-- Return the names that editors have given, in the order of cities.
SELECT city_id, name FROM city_names ORDER BY city_id, name_key;
