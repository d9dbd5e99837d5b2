"""Notices: refusals, pace, lost answers, changes on the way."""

from tests.chaos.rows.promise import Promise

ROWS: tuple[Promise, ...] = ()
