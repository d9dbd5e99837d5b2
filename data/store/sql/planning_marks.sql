-- name: planned_hours()
-- Return how far each local hour is planned.
SELECT zone, hour, through FROM planned_slots;

-- name: mark_hour(zone, hour, through)!
-- Note how far a local hour is planned.
INSERT INTO planned_slots (zone, hour, through) VALUES (:zone, :hour, :through)
ON CONFLICT (zone, hour) DO UPDATE SET through = excluded.through;

-- name: drop_hour(zone, hour)!
-- Forget a local hour that no chat has chosen any more: no chat has missed what fell due in it.
DELETE FROM planned_slots WHERE zone = :zone AND hour = :hour;

-- name: mark(name)^
-- Return how far planning has read something.
SELECT value FROM planning_marks WHERE name = :name;

-- name: set_mark(name, value)!
-- Note how far planning has read something.
INSERT INTO planning_marks (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
