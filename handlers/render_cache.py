"""Cache rendered messages, because many chats get the same one on the same day."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from data.calendar.almanac import Almanac

V = TypeVar("V")

_MOST_ENTRIES = 256


class RenderCache(Generic[V]):
    """The latest results by their keys. A new almanac empties the cache."""

    def __init__(self, most_entries: int = _MOST_ENTRIES) -> None:
        self._most_entries = most_entries
        self._almanac: Almanac | None = None
        self._results: OrderedDict[Hashable, V] = OrderedDict()

    def get(self, almanac: Almanac, key: Hashable, make: Callable[[], V]) -> V:
        """Return the result for this key. Call make if it is not cached."""
        if almanac is not self._almanac:
            self._almanac = almanac
            self._results.clear()
        if key in self._results:
            self._results.move_to_end(key)
            return self._results[key]
        result = self._results[key] = make()
        if len(self._results) > self._most_entries:
            self._results.popitem(last=False)
        return result
