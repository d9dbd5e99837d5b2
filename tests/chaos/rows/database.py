"""The file: kills, power cuts, full disks, damage, migrations."""

from tests.chaos.rows.promise import Promise

ROWS: tuple[Promise, ...] = (
    Promise("C1","a","b","c"),
    Promise("C1b","a","b","c"),
)
