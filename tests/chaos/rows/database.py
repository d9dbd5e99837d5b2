"""The file: kills, power cuts, full disks, damage, migrations."""

from tests.chaos.rows.promise import Promise

ROWS: tuple[Promise, ...] = (
    Promise("C1","a","b","c"),
    Promise("C1b","a","b","c"),
    Promise("C2","a","b","c"),
    Promise("C3","a","b","c"),
    Promise("C4","a","b","c"),
    Promise("C5","a","b","c"),
    Promise("C6","a","b","c"),
    Promise("C8","a","b","c"),
    Promise("C8b","a","b","c"),
    Promise("C9","a","b","c"),
    Promise("C10","a","b","c"),
    Promise("C11","a","b","c"),

)
