"""What was worded once is not worded again for the next reader: many get the same on the same day."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from data.calendar.almanac import Almanac

V = TypeVar("V")

_KEPT = 256


class RenderCache(Generic[V]):
    """The last results by what they depend on; all of them are forgotten when the almanac is another."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self._almanac: Almanac | None = None
        self._results: OrderedDict[Hashable, V] = OrderedDict()

    def get(self, almanac: Almanac, key: Hashable, make: Callable[[], V]) -> V:
        """The result for this key; made now where it is not known."""
        if almanac is not self._almanac:
            self._almanac = almanac
            self._results.clear()
        if key in self._results:
            self._results.move_to_end(key)
            return self._results[key]
        made = self._results[key] = make()
        if len(self._results) > self._kept:
            self._results.popitem(last=False)
        return made
