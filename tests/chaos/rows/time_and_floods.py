"""Clocks, zones, restarts, outages over due times; people who write too much."""

from tests.chaos.rows.promise import Promise

ROWS: tuple[Promise, ...] = ()
