"""Name the items of a notice in callback data by short marks of their keys.

A button has 64 bytes and a key up to 48, so that several keys do not fit. A mark is found again among the
keys that exist when the button is pressed, without anything stored.
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterable
from hashlib import blake2b

MOST_MARKED = 10
"""How many items of one notice can be chosen from. More marks would not fit beside the code of the button."""

OF_CHANGES = "changes"
"""Stands beside the keys of items where a notice tells a change of the plan."""

_LENGTH = 5
"""In characters of six bits each. Two of a thousand keys share a mark once in two thousand times."""


def marks_of(keys: Iterable[str]) -> str:
    """Return the marks of the first keys, one after the other."""
    return "".join(_mark(key) for key in tuple(keys)[:MOST_MARKED])


def keys_of(marks: str, known: Iterable[str]) -> list[str]:
    """Return the known keys that have these marks, in the order of the marks."""
    by_mark = {_mark(key): key for key in known}
    found = (by_mark.get(marks[at : at + _LENGTH]) for at in range(0, len(marks), _LENGTH))
    return [key for key in found if key is not None]


def _mark(key: str) -> str:
    return urlsafe_b64encode(blake2b(key.encode(), digest_size=6).digest()).decode()[:_LENGTH]
