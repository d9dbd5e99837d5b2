-- name: made_since(since)
-- Return what editors have set of cities since a moment, newest first, with the revision that has undone it.
SELECT a.revision, a.at, a.actor_id, a.actor, a.action, a.subject, a.before, a.after, u.undone_by
FROM revisions AS r
JOIN actions AS a ON a.revision = r.revision
LEFT JOIN undone_revisions AS u ON u.revision = a.revision
WHERE r.at >= :since AND a.subject > 'city:' AND a.subject < 'city;'
ORDER BY a.revision DESC;
