"""Word the facts that an action keeps: a line for each field, before → after."""

import re
from collections.abc import Iterator
from datetime import date

from data.store.secretariat.action_log import Action
from handlers.text.markup import Markup
from handlers.text.words import Words
from handlers.views.keyboard import shorten
from handlers.views.wording.days import day_in_words
from handlers.views.wording.occasions import one_line

_LONGEST_VALUE = 120
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# what the sentence of the action says already
_SAID = frozenset({"name", "state", "week"})


def facts_in_words(words: Words, action: Action, this_year: int) -> Iterator[Markup]:
    """Yield «редакция: 1 → 2» for each field that differs.

    What is new or gone has one value only, and so has what belongs to the new state alone.
    """
    before, after = action.before or {}, action.after or {}
    for field in dict.fromkeys((*before, *after)):
        if field in _SAID or (before.get(field) == after.get(field)):
            continue
        values = [value_in_words(words, facts.get(field), this_year) for facts in (before, after)]
        name = field_name(words, field)
        if not after:
            yield words("desk-log-fact", field=name, value=values[0])
        elif field not in before:
            yield words("desk-log-fact", field=name, value=values[1])
        else:
            yield words("desk-log-fact-changed", field=name, before=values[0], after=values[1])


def side_in_words(words: Words, action: Action, this_year: int, *, is_after: bool) -> str:
    """Return the facts of one side of an action that differ from the other side, in one line."""
    mine, other = (action.after, action.before) if is_after else (action.before, action.after)
    return "; ".join(
        words.plain(
            "desk-log-fact", field=field_name(words, field), value=value_in_words(words, value, this_year)
        )
        for field, value in (mine or {}).items()
        if field not in _SAID and value != (other or {}).get(field)
    )


def field_name(words: Words, field: str) -> str:
    """Return the name of a field, or its code where it has none."""
    return words.plain(f"desk-log-field-{field}") if f"desk-log-field-{field}" in words else field


def value_in_words(words: Words, value: object, this_year: int) -> str:
    """Return a value in words: yes or no, a day, a number, a text."""
    if value is None or value == "":
        return words.plain("desk-log-nothing")
    if isinstance(value, bool):
        return words.plain("desk-log-bool", on=int(value))
    if isinstance(value, list):
        return ", ".join(value_in_words(words, one, this_year) for one in value)
    text = shorten(one_line(str(value)), _LONGEST_VALUE)
    if f"desk-log-value-{text}" in words:
        return words.plain(f"desk-log-value-{text}")
    day = _day_in(text)
    return text if day is None else str(day_in_words(words, day, this_year))


def _day_in(text: str) -> date | None:
    """Return the day that a text is in ISO form, None for any other text."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
