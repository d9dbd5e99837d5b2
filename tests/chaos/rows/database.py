"""The file: kills, power cuts, full disks, damage, migrations."""

from tests.chaos.rows.promise import Promise

ROWS: tuple[Promise, ...] = ()
