"""Read the numbers with units in the table of limits, and compare them with constants."""

import re
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from math import isclose

Number = int | float | timedelta
Value = Number | tuple[Number, ...]

SECONDS = {"ms": 0.001, "s": 1.0, "min": 60.0, "h": 3600.0, "days": 86400.0}
BYTES = {"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}
SHARE = {"%": 0.01}

_QUANTITY = re.compile(r"(?P<number>-?\d[\d,]*(?:\.\d+|/\d+)?)(?: (?P<unit>\S.*))?")
_COMMENT = re.compile(r" \([^)]*\)$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of the table with its unit.

    The unit is text, also where it measures neither time nor bytes nor a share.
    """

    number: Fraction
    unit: str

    def equals(self, value: Number, name: str) -> bool:
        """Return whether a constant of this name has the value.

        A constant that is a plain number is in seconds where the unit is one of time. For «days» it is in
        days, unless its name contains SECONDS.
        """
        if isinstance(value, timedelta):
            return self.unit in SECONDS and isclose(self._in_seconds(), value.total_seconds())
        if self.unit in SECONDS and (self.unit != "days" or "SECONDS" in name):
            return isclose(self._in_seconds(), value)
        return isclose(float(self.number) * (BYTES | SHARE).get(self.unit, 1), value)

    def _in_seconds(self) -> float:
        return float(self.number) * SECONDS[self.unit]


def quantities(cell: str) -> tuple[Quantity, ...]:
    """Return the quantities of a cell, such as «20 MiB» or «7, 3, 1 days».

    A number without a unit has that of the last one. A comment in brackets at the end is left out. Raises
    ValueError for any other text.
    """
    parts = [_QUANTITY.fullmatch(part) for part in _COMMENT.sub("", cell).split(", ")]
    found = [part for part in parts if part is not None]
    if len(found) < len(parts):
        raise ValueError(cell)
    last = found[-1]["unit"] or ""
    return tuple(Quantity(Fraction(one["number"].replace(",", "")), one["unit"] or last) for one in found)


def has_value(cell: str, value: Value, name: str) -> bool:
    """Return whether the cell states the value of the constant with this name."""
    written, values = quantities(cell), value if isinstance(value, tuple) else (value,)
    return len(written) == len(values) and all(
        one.equals(other, name) for one, other in zip(written, values, strict=True)
    )
