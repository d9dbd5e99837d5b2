"""JSON as the Bot API server takes it: at most a hundred levels deep, and no word that is not JSON."""

import json
import re
from typing import Any, NoReturn

MAX_DEPTH = 100
# a string as a whole, for the brackets in it do not count; one that never ends is no JSON anyway
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)


class BadJson(ValueError):
    """A text is no JSON, or nested too deeply."""


class LoneSurrogate(BadJson):
    """A text in it has one half of a surrogate pair without the other."""


def read_json(text: str) -> Any:
    """The value a JSON text stands for.

    :raises BadJson: it stands for none, is deeper than a hundred levels, or a text in it is no text
    """
    # a cheap look first: a text with few brackets cannot be deep
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
    # Python would take NaN and Infinity
    raise BadJson


def _depth(text: str) -> int:
    """How deep brackets go, those inside strings left out."""
    depth = deepest = 0
    for found in _BRACKETS.finditer(text):
        bracket = found[0]
        if bracket in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif bracket in "]}":
            depth -= 1
    return deepest
