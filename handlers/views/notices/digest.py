"""Render all notices of one chat in one hour as one message, the most urgent first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import PLAN_ZONE
from handlers.callbacks.item_marks import OF_CHANGES
from handlers.pictures.request import PictureKind, PictureRequest
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.message import LONGEST_CAPTION, LONGEST_TEXT, Message, parsed_length
from handlers.views.notices.buttons import (
    notice_keyboard,
    target_of_change,
    target_of_occasion,
)
from handlers.views.notices.change_lines import change_block
from handlers.views.notices.new_plan import NewPlan, new_plan_line
from handlers.views.notices.occasion_lines import ahead_in_words, coming_line, is_greeting
from handlers.views.notices.plan_change import ChangeEffect, PlanChange
from handlers.views.notices.sections import (
    NoticeContent,
    NoticeItem,
    Section,
    section_text,
    sections_that_fit,
)
from handlers.views.notices.sentences import no_day_yet, reminder_in_sentences
from handlers.views.wording.days import day_in_words, weekday_in_words
from handlers.views.wording.occasions import approximation_note
from handlers.views.wording.when import form_of, when_in_words

_NEW_TIME_EFFECTS = frozenset(
    {
        ChangeEffect.MOVED,
        ChangeEffect.RETIMED,
        ChangeEffect.SET,
        ChangeEffect.ESTIMATED,
        ChangeEffect.WITHDRAWN,
        ChangeEffect.UNDATED,
    }
)


@dataclass(frozen=True, slots=True)
class _Reader:
    """For whom a message is rendered: the words, the local day and the zone."""

    words: Words
    today: date
    zone: str


_Dated = tuple[date, Section]
"""A section with the day by which it is sorted."""


def notice_message(
    words: Words, contents: Sequence[NoticeContent], today: date, zone: str = PLAN_ZONE
) -> tuple[Message, tuple[NoticeContent, ...]]:
    """Render as many of the contents as fit, and return those rendered.

    contents must not be empty, nor any of them over. today and zone are the reader's. The message is silent
    unless something is near, moved or cancelled.
    """
    reader = _Reader(words, today, zone)
    alone = _alone(contents)
    sections = _sections_of(reader, contents) if alone is None else [_sentences(reader, alone)]
    items = [item for section in sections for item in section.items]
    targets = list({item.target.key: item.target for item in items if item.target is not None}.values())
    included = tuple(item.content for item in items)
    footnotes = _footnotes(words, included) if alone is None else ""
    text = join((*map(section_text, sections), footnotes), "\n\n")
    keys = [OF_CHANGES] if any(isinstance(one, PlanChange) for one in included) else []
    keys += dict.fromkeys(item.key for item in items if not isinstance(item.content, NewPlan))
    silent = not any(is_urgent(one, today) for one in included)
    picture = _greeting_card(reader, included) if parsed_length(text) <= LONGEST_CAPTION else None
    plans = [one for one in included if isinstance(one, NewPlan)]
    buttons = notice_keyboard(words, targets, keys, plans)
    return Message(text, buttons, silent=silent, picture=picture), included


def _greeting_card(reader: _Reader, contents: Iterable[NoticeContent]) -> PictureRequest | None:
    """Return the card of the first city that is congratulated, or None if there is none."""
    for one in contents:
        if isinstance(one, Occasion) and one.city is not None and is_greeting(one, reader.today):
            return PictureRequest(
                PictureKind.CARD, reader.words.language, one.year, reader.today, one.city.id
            )
    return None


def is_urgent(content: NoticeContent, today: date) -> bool:
    """Return whether the content deserves a sound.

    It does if it comes today or tomorrow, is cancelled, or has moved to another day or hour.
    """
    if isinstance(content, NewPlan):
        return False
    if isinstance(content, PlanChange):
        return content.is_off or not _NEW_TIME_EFFECTS.isdisjoint(content.effects)
    start = content.when.start
    return content.when.is_day and start is not None and (start - today).days <= 1


def _alone(contents: Sequence[NoticeContent]) -> Occasion | None:
    """Return the occasion that makes the whole message, or None."""
    first, *others = contents
    return first if isinstance(first, Occasion) and not others else None


def _sentences(reader: _Reader, alone: Occasion) -> Section:
    text = reminder_in_sentences(reader.words, alone, reader.today, reader.zone)
    return Section(Markup(""), (NoticeItem(alone, text, target_of_occasion(alone)),))


def _sections_of(reader: _Reader, contents: Sequence[NoticeContent]) -> list[Section]:
    """Return the sections that fit into one message, with room for the footnotes."""
    room = LONGEST_TEXT - parsed_length(_footnotes(reader.words, contents)) - len("\n\n")
    return sections_that_fit(list(_sections(reader, contents)), room)


def _sections(reader: _Reader, contents: Sequence[NoticeContent]) -> Iterator[Section]:
    words, today = reader.words, reader.today
    occasions = [one for one in contents if isinstance(one, Occasion)]
    changes = [one for one in contents if isinstance(one, PlanChange)]
    greetings = [one for one in occasions if is_greeting(one, today)]
    if greetings:
        yield _greeting_section(reader, greetings)
    days = [one for one in occasions if one.when.is_day and one not in greetings]
    windows = [one for one in occasions if not one.when.is_day]
    yield from (part for _, part in _day_sections(reader, [o for o in days if o.when.start == today]))
    for plan in contents:
        if isinstance(plan, NewPlan):
            yield Section(Markup(""), (NoticeItem(plan, new_plan_line(words, plan), None),))
    for change in sorted(changes, key=_change_order):
        yield Section(
            Markup(""),
            (NoticeItem(change, change_block(words, change, today.year), target_of_change(change)),),
        )
    ahead = (
        *_day_sections(reader, [one for one in days if one.when.start != today]),
        *_window_sections(reader, windows),
    )
    # a window is sorted after the day on which it begins
    yield from (section for _, section in sorted(ahead, key=itemgetter(0)))


def _greeting_section(reader: _Reader, occasions: Iterable[Occasion]) -> Section:
    together = sorted(occasions, key=_day_order)
    heading = _day_heading(reader, "greeting-day", reader.today)
    return Section(heading, _items(reader, together), reader.words("greeting-wish-all"))


def _day_sections(reader: _Reader, occasions: Iterable[Occasion]) -> Iterator[_Dated]:
    for day, group in groupby(sorted(occasions, key=_day_order), key=_first_day):
        yield day, Section(_day_heading(reader, "notice-day", day), _items(reader, tuple(group)))


def _day_heading(reader: _Reader, key: str, day: date) -> Markup:
    """Return the heading of a day: «🔔 Через неделю, 12 сентября, суббота»."""
    words = reader.words
    return words(
        key,
        until=ahead_in_words(words, reader.today, day),
        date=day_in_words(words, day, reader.today.year),
        weekday=weekday_in_words(words, day),
    )


def _window_sections(reader: _Reader, occasions: Iterable[Occasion]) -> Iterator[_Dated]:
    words = reader.words

    def wording(occasion: Occasion) -> tuple[str, str]:
        return when_in_words(words, occasion.when, reader.today.year), form_of(occasion.when).value

    for (when, form), group in groupby(sorted(occasions, key=Occasion.sort_key), key=wording):
        together = tuple(group)
        heading = words("notice-expected", count=len(together), when=Markup(when), form=form)
        begins, *_ = together[0].when.sort_key()
        yield begins, Section(heading, _items(reader, together))


def _items(reader: _Reader, occasions: Iterable[Occasion]) -> tuple[NoticeItem, ...]:
    return tuple(
        NoticeItem(one, coming_line(reader.words, one, reader.today, reader.zone), target_of_occasion(one))
        for one in occasions
    )


def _footnotes(words: Words, contents: Sequence[NoticeContent]) -> Markup:
    """Return what is said once for the whole message: of «≈», and of windows."""
    occasions = [one for one in contents if isinstance(one, Occasion)]
    open_ones = sum(not one.when.is_day and one.kind is not OccasionKind.JOURNAL for one in occasions)
    notes = (
        approximation_note(words, occasions),
        no_day_yet(words, open_ones) if open_ones else Markup(""),
    )
    return join(words("notice-note", note=note) for note in notes if note)


def _change_order(change: PlanChange) -> int:
    return list(ChangeEffect).index(change.effects[0])


def _first_day(occasion: Occasion) -> date:
    start = occasion.when.start
    if start is None:
        raise ValueError(occasion.key)
    return start


def _day_order(occasion: Occasion) -> tuple[date, int, tuple[object, ...]]:
    return _first_day(occasion), -occasion.weight, occasion.sort_key()
