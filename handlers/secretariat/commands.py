"""List the commands of the secretariat with the right that each needs, for menus and the help.

A command's line is `command-<name>` in the locales. Its handler checks the right by itself.
"""

from collections.abc import Collection

from handlers.permissions import Right

STAFF_COMMANDS: tuple[tuple[str, frozenset[Right]], ...] = (
    ("cityday", frozenset({Right.EDIT_PLAN})),
    ("import", frozenset({Right.EDIT_PLAN})),
    ("revisions", frozenset({Right.EDIT_PLAN})),
    ("log", frozenset(Right)),
    ("editors", frozenset({Right.OWN})),
)
"""Each command with the rights of which one is enough."""


def commands_for(rights: Collection[Right]) -> tuple[str, ...]:
    """Return the names of the commands that a person with these rights may use."""
    return tuple(name for name, enough in STAFF_COMMANDS if not enough.isdisjoint(rights))
