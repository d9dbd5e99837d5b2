"""Render all notices of one chat in one hour as one message, the most urgent first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import itemgetter

from data.calendar.occasions import Occasion
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.message import LONGEST_TEXT, Message, parsed_length
from handlers.views.notices.buttons import (
    MOST_TARGETS,
    ButtonTarget,
    notice_keyboard,
    target_of_change,
    target_of_occasion,
)
from handlers.views.notices.change_lines import ChangeEffect, PlanChange, change_block
from handlers.views.notices.occasion_lines import coming_line, is_city_date
from handlers.views.wording.days import day_in_words, weekday_in_words
from handlers.views.wording.when import form_of, when_in_words

NoticeContent = Occasion | PlanChange

_NEW_TIME_EFFECTS = frozenset(
    {ChangeEffect.MOVED, ChangeEffect.RETIMED, ChangeEffect.SET, ChangeEffect.WITHDRAWN}
)


@dataclass(frozen=True, slots=True)
class _Item:
    """One item of the message: its line without a number, and the target of its buttons."""

    content: NoticeContent
    line: Markup
    target: ButtonTarget | None


@dataclass(frozen=True, slots=True)
class _Section:
    """Items under one heading, with a note below."""

    heading: Markup
    items: tuple[_Item, ...]
    note: Markup


_Dated = tuple[date, _Section]
"""A section with the day by which it is sorted."""


def notice_message(
    words: Words, contents: Sequence[NoticeContent], today: date
) -> tuple[Message, tuple[NoticeContent, ...]]:
    """Render as many of the contents as fit, and return those rendered.

    contents must not be empty, nor any of them over. The message is silent unless something is near,
    moved or cancelled.
    """
    sections = _sections_that_fit(words, list(_sections(words, contents, today)))
    items = [item for section in sections for item in section.items]
    targets = list({item.target.key: item.target for item in items if item.target is not None}.values())
    numbers = (
        {target.key: at for at, target in enumerate(targets[:MOST_TARGETS], 1)} if len(targets) > 1 else {}
    )
    text = join((_section_text(words, section, numbers) for section in sections), "\n\n")
    included = tuple(item.content for item in items)
    silent = not any(is_urgent(one, today) for one in included)
    return Message(text, notice_keyboard(words, targets), silent=silent), included


def is_urgent(content: NoticeContent, today: date) -> bool:
    """Return whether the content deserves a sound.

    It does if it comes today or tomorrow, is cancelled, or has moved to another day or hour.
    """
    if isinstance(content, PlanChange):
        return content.is_off or not _NEW_TIME_EFFECTS.isdisjoint(content.effects)
    start = content.when.start
    return content.when.is_day and start is not None and (start - today).days <= 1


def _sections(words: Words, contents: Iterable[NoticeContent], today: date) -> Iterator[_Section]:
    occasions = [one for one in contents if isinstance(one, Occasion)]
    changes = [one for one in contents if isinstance(one, PlanChange)]
    days = [one for one in occasions if one.when.is_day]
    windows = [one for one in occasions if not one.when.is_day]
    yield from (part for _, part in _day_sections(words, [o for o in days if o.when.start == today], today))
    for change in sorted(changes, key=_change_order):
        item = _Item(change, change_block(words, change, today.year), target_of_change(change))
        yield _Section(Markup(""), (item,), Markup(""))
    ahead = (
        *_day_sections(words, [one for one in days if one.when.start != today], today),
        *_window_sections(words, windows, today),
    )
    # a window is sorted after the day on which it begins
    yield from (section for _, section in sorted(ahead, key=itemgetter(0)))


def _day_sections(words: Words, occasions: Iterable[Occasion], today: date) -> Iterator[_Dated]:
    for day, group in groupby(sorted(occasions, key=_day_order), key=_first_day):
        together = tuple(group)
        heading = words(
            "notice-day",
            days=(day - today).days,
            date=day_in_words(words, day, today.year),
            weekday=weekday_in_words(words, day),
        )
        yield day, _Section(heading, _items(words, together, today), _approximation(words, together))


def _window_sections(words: Words, occasions: Iterable[Occasion], today: date) -> Iterator[_Dated]:
    def wording(occasion: Occasion) -> tuple[str, str]:
        return when_in_words(words, occasion.when, today.year), form_of(occasion.when).value

    for (when, form), group in groupby(sorted(occasions, key=Occasion.sort_key), key=wording):
        together = tuple(group)
        count = len(together)
        heading = words("notice-expected", count=count, when=Markup(when), form=form)
        remark = join(
            (_approximation(words, together), _note(words, words("notice-no-day-yet", count=count)))
        )
        begins, *_ = together[0].when.sort_key()
        yield begins, _Section(heading, _items(words, together, today), remark)


def _items(words: Words, occasions: Sequence[Occasion], today: date) -> tuple[_Item, ...]:
    return tuple(
        _Item(one, coming_line(words, one, today.year), target_of_occasion(one)) for one in occasions
    )


def _approximation(words: Words, occasions: Sequence[Occasion]) -> Markup:
    """Return the note that the dates of cities are approximate, or an empty text."""
    cities = [one for one in occasions if is_city_date(one)]
    if not any(one.approximate for one in cities):
        return Markup("")
    if cities[0].when.is_day:
        return _note(words, words("notice-approximate", count=len(cities)))
    return _note(words, words("notice-approximate-undated", count=len(cities)))


def _note(words: Words, text: Markup) -> Markup:
    return words("notice-note", note=text)


def _sections_that_fit(words: Words, sections: Sequence[_Section]) -> list[_Section]:
    """Return the first sections that fit into one message. The last may lose some items."""
    kept: list[_Section] = []
    room = LONGEST_TEXT
    for section in sections:
        part = _largest_part(words, section, room)
        if part is None:
            break
        kept.append(part)
        room -= _length(words, part)
        if len(part.items) < len(section.items):
            break
    return kept


def _largest_part(words: Words, section: _Section, room: int) -> _Section | None:
    for count in range(len(section.items), 0, -1):
        part = replace(section, items=section.items[:count])
        if _length(words, part) <= room:
            return part
    return None


def _length(words: Words, section: _Section) -> int:
    """Return the length with a number before each line, and the blank line above."""
    numbers = {item.target.key: MOST_TARGETS for item in section.items if item.target is not None}
    return parsed_length(_section_text(words, section, numbers)) + len("\n\n")


def _section_text(words: Words, section: _Section, numbers: Mapping[str, int]) -> Markup:
    lines = (_numbered_line(words, item, numbers) for item in section.items)
    return join((section.heading, *lines, section.note))


def _numbered_line(words: Words, item: _Item, numbers: Mapping[str, int]) -> Markup:
    """Return the item's line, with the number that its buttons have."""
    number = numbers.get(item.target.key) if item.target is not None else None
    return item.line if number is None else words("notice-numbered", number=number, line=item.line)


def _change_order(change: PlanChange) -> int:
    return list(ChangeEffect).index(change.effects[0])


def _first_day(occasion: Occasion) -> date:
    start = occasion.when.start
    if start is None:
        raise ValueError(occasion.key)
    return start


def _day_order(occasion: Occasion) -> tuple[date, int, tuple[object, ...]]:
    return _first_day(occasion), -occasion.weight, occasion.sort_key()
