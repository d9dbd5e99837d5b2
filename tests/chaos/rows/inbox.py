"""Updates: kills, stops, failures, duplicates, outages, backlogs."""

from tests.chaos.rows.promise import Promise

ROWS: tuple[Promise, ...] = ()
