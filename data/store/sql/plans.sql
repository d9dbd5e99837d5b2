-- name: current(year)^
-- Return the current content of a year's plan.
SELECT * FROM plan_editions WHERE year = :year ORDER BY revision DESC LIMIT 1;

-- name: all_current()
-- Return the current content of every year's plan, oldest year first.
SELECT p.* FROM plan_editions AS p
WHERE p.content IS NOT NULL
AND p.revision = (SELECT max(q.revision) FROM plan_editions AS q WHERE q.year = p.year)
ORDER BY p.year;

-- name: at_revision(revision)^
-- Return the content that a plan had as of one of its revisions.
SELECT * FROM plan_editions WHERE revision = :revision;

-- name: summaries()
-- Return what is known of every year's current plan, without its content, newest year first.
SELECT p.revision, p.year, p.edition, p.title, p.draft, p.events, p.jubilees, p.city_days,
    p.source_name, p.source_hash, r.at, r.author
FROM plan_editions AS p JOIN revisions AS r ON r.revision = p.revision
WHERE p.content IS NOT NULL
AND p.revision = (SELECT max(q.revision) FROM plan_editions AS q WHERE q.year = p.year)
ORDER BY p.year DESC;

-- name: history(year)
-- Return every edition and edit of a year's plan, newest first.
SELECT p.revision, p.year, p.edition, p.title, p.draft, p.events, p.jubilees, p.city_days,
    p.source_name, p.source_hash, r.at, r.author
FROM plan_editions AS p JOIN revisions AS r ON r.revision = p.revision
WHERE p.year = :year
ORDER BY p.revision DESC;

-- name: add_edition(revision, year, edition, title, draft, events, jubilees, city_days, source_name, source_hash, content, size)!
-- Insert the new content of a plan, which puts it in force.
INSERT INTO plan_editions
    (revision, year, edition, title, draft, events, jubilees, city_days, source_name, source_hash, content, size)
VALUES
    (:revision, :year, :edition, :title, :draft, :events, :jubilees, :city_days, :source_name, :source_hash,
     :content, :size);

-- name: drop_old_contents(year, since, newest, most)!
-- Delete contents that are never restored: those that were replaced before :since, and of the others what is beyond the
-- newest :most characters. The content in force, of the revision :newest, stays, and what is known of each edition.
UPDATE plan_editions SET content = NULL, size = 0
WHERE year = :year AND content IS NOT NULL AND revision < :newest AND (
    revision < (
        SELECT max(p.revision) FROM plan_editions AS p JOIN revisions AS r ON r.revision = p.revision
        WHERE p.year = :year AND r.at < :since
    )
    OR revision IN (
        SELECT s.revision FROM (
            SELECT q.revision, sum(q.size) OVER (ORDER BY q.revision DESC) AS total
            FROM plan_editions AS q WHERE q.year = :year AND q.content IS NOT NULL
        ) AS s
        WHERE s.total > :most
    )
);

-- name: event_ids(year)
-- Return the ids of all events that a year's plan has ever had.
SELECT id FROM plan_events WHERE year = :year;

-- name: event(id)^
-- Return one event's identity, whether or not it is still in the plan.
SELECT * FROM plan_events WHERE id = :id;

-- name: add_event(year, title)
-- Insert a new event. Return its id.
INSERT INTO plan_events (year, title) VALUES (:year, :title) RETURNING id;

-- name: remove_events(year)!
-- Mark all events of a year as removed. Those of the new edition are put back next.
UPDATE plan_events SET removed = 1 WHERE year = :year;

-- name: keep_event(id, title)*!
-- Put an event back into its plan, under its present title.
UPDATE plan_events SET removed = 0, title = :title WHERE id = :id;

-- name: accepted_doubts(year)
-- Return the words of the doubts that were accepted for a year's plan.
SELECT words FROM accepted_doubts WHERE year = :year;

-- name: accept_doubt(year, words, revision)*!
-- Accept a doubt about a year's plan. Accepting it again changes nothing.
INSERT INTO accepted_doubts (year, words, revision) VALUES (:year, :words, :revision)
ON CONFLICT (year, words) DO NOTHING;

-- name: made_since(since)
-- Return the revisions of plans since a moment, newest first, each with the revision of the same year before it (NULL for
-- the first), whether that one had a plan whose content is still kept, who made it, and which revision has undone it.
SELECT p.revision, p.year, p.edition, p.events, p.source_name, p.source_hash, p.content IS NULL AS is_withdrawal,
    r.at, r.author, a.actor, a.action, a.subject, u.undone_by, before.revision AS before_revision,
    before.content IS NOT NULL AS has_before, before.edition = 0 AS before_is_empty,
    (SELECT count(*) FROM plan_changes AS c WHERE c.revision = p.revision) AS changes
FROM plan_editions AS p
JOIN revisions AS r ON r.revision = p.revision
LEFT JOIN actions AS a ON a.revision = p.revision
LEFT JOIN undone_revisions AS u ON u.revision = p.revision
LEFT JOIN plan_editions AS before ON before.revision = (
    SELECT max(q.revision) FROM plan_editions AS q WHERE q.year = p.year AND q.revision < p.revision
)
WHERE r.at >= :since
ORDER BY p.revision DESC;
