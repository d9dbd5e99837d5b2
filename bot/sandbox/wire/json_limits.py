"""Read JSON within the limits of the Bot API server: 100 levels deep, no NaN, no Infinity."""

import json
import re
from typing import Any, NoReturn

MAX_DEPTH = 100
# matches a string as a whole, because brackets inside it do not count
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)


class BadJson(ValueError):
    """A text that is not JSON, or is nested too deeply."""


class LoneSurrogate(BadJson):
    """JSON with a string that holds one half of a surrogate pair without the other."""


def read_json(text: str) -> Any:
    """Return the value of a JSON text.

    :raises BadJson: it is not JSON, or deeper than 100 levels
    :raises LoneSurrogate: a string in it is not valid Unicode
    """
    # cheap test first: a text with few brackets cannot be deep
    if text.count("[") + text.count("{") > MAX_DEPTH and _depth(text) > MAX_DEPTH:
        raise BadJson
    try:
        found = json.loads(text, parse_constant=_reject_constant)
    except ValueError:
        raise BadJson from None
    if "\\u" in text:
        _check_surrogates(found)
    return found


def _check_surrogates(found: Any) -> None:
    try:
        json.dumps(found, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise LoneSurrogate from None


def _reject_constant(_word: str) -> NoReturn:
    # Python's reader accepts NaN and Infinity
    raise BadJson


def _depth(text: str) -> int:
    """Return how deep brackets are nested, those inside strings left out."""
    depth = deepest = 0
    for found in _BRACKETS.finditer(text):
        bracket = found[0]
        if bracket in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif bracket in "]}":
            depth -= 1
    return deepest
