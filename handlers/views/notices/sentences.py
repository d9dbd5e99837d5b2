"""Render the only reminder of a message in sentences that can be forwarded."""

from datetime import date

from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import PlanEvent
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.event_details import mail_line
from handlers.views.keyboard import shorten
from handlers.views.notices.occasion_lines import (
    ahead_in_words,
    city_of_age,
    is_city_date,
    is_greeting,
    short_place,
)
from handlers.views.wording.dates import date_with_weekdays
from handlers.views.wording.event_hours import hour_in_words
from handlers.views.wording.founding import founding_in_words
from handlers.views.wording.occasions import LONGEST_TITLE, is_marked, mark_of, one_line, place_of
from handlers.views.wording.starting import starts_in_words
from handlers.views.wording.when import form_of, when_in_words

LONGEST_ORGANISERS = 200


def reminder_in_sentences(
    words: Words, occasion: Occasion, today: date, zone: str, starts_in: int | None = None
) -> Markup:
    """Render «🎂 Через месяц Москве исполнится 880 лет — 4 сентября, суббота.».

    zone is the reader's own, for the hour of an event. On the day itself a city is congratulated. starts_in
    are the minutes until the event begins, where the reminder comes hours ahead.
    """
    if is_greeting(occasion, today):
        text = _greeting(words, occasion, today)
    elif is_city_date(occasion):
        text = _city_sentence(words, occasion, today)
    else:
        text = _event_sentence(words, occasion, today, zone, starts_in)
    text = join((text, _promise(words, occasion)), " ")
    event = occasion.event
    mail = Markup("") if event is None else mail_line(words, event.details)
    return join((text, _doubt(words, occasion), _organisers(words, event), mail))


def no_day_yet(words: Words, count: int) -> Markup:
    """Promise the exact day of a window, or of several."""
    return words("notice-no-day-yet", count=count)


def _greeting(words: Words, occasion: Occasion, today: date) -> Markup:
    name = place_of(words, occasion)
    facts = {"date": date_with_weekdays(words, occasion.when, today.year), "kind": occasion.kind.value}
    if occasion.age is None:
        return join(
            (words("greeting-ageless", city=name), words("greeting-wish-ageless", city=name, **facts))
        )
    form, city = _named_city(words, occasion)
    head = words("greeting", city=city, age=occasion.age, form=form)
    founded = founding_in_words(words, occasion)
    wish = words("greeting-wish", city=name, **facts, founded=_with_space(founded))
    return join((head, wish))


def _city_sentence(words: Words, occasion: Occasion, today: date) -> Markup:
    ahead, when = _ahead(words, occasion, today), _when(words, occasion, today)
    if occasion.age is None:
        return words("notice-alone-ageless", until=ahead, city=place_of(words, occasion), when=when)
    form, city = _named_city(words, occasion)
    return words(
        "notice-alone-city",
        kind=f"{form}-{occasion.kind.value}",
        until=ahead,
        city=city,
        age=occasion.age,
        when=when,
        founded=_with_space(founding_in_words(words, occasion)),
    )


def _event_sentence(
    words: Words, occasion: Occasion, today: date, zone: str, starts_in: int | None
) -> Markup:
    ahead = _ahead(words, occasion, today) if starts_in is None else _starting(words, starts_in)
    when = _when(words, occasion, today)
    if occasion.event is None:
        return words("notice-alone-journal", until=ahead, when=when)
    mark = words("occasion-mark", kind=mark_of(occasion))
    title = shorten(one_line(occasion.event.title), LONGEST_TITLE)
    place = short_place(words, occasion)
    if occasion.when.is_day:
        hour = hour_in_words(words, occasion, zone)
        when = join((ahead, date_with_weekdays(words, occasion.when, today.year), hour), ", ")
        return words("notice-alone-event", mark=mark, when=when, title=_titled(words, title, place))
    return words("notice-alone-window", mark=mark, until=ahead, title=_titled(words, title, place), when=when)


def _titled(words: Words, title: str, place: str) -> Markup:
    named = words("notice-title", title=title)
    return words("notice-title-at", title=named, place=place) if place else named


def _named_city(words: Words, occasion: Occasion) -> tuple[str, str]:
    """Return the form of the sentence, and the city's name as it stands in it."""
    if occasion.city is None:
        # only cities of the catalogue have a dative
        return "printed", place_of(words, occasion)
    return "known", city_of_age(words, occasion.city)


def _ahead(words: Words, occasion: Occasion, today: date) -> Markup:
    """Return «Завтра» or «Через неделю», of a window «Скоро»."""
    begins = occasion.when.begins
    if begins is None or not occasion.when.is_day:
        return words("notice-soon")
    return ahead_in_words(words, today, begins)


def _starting(words: Words, minutes: int) -> Markup:
    """Return «Через 3 часа»."""
    text = starts_in_words(words, minutes)
    return Markup(text[:1].upper() + text[1:])


def _when(words: Words, occasion: Occasion, today: date) -> Markup:
    """Return the end of a sentence: the days with their weekdays, or the window."""
    if occasion.when.is_day:
        return words("notice-when", when=date_with_weekdays(words, occasion.when, today.year))
    when = when_in_words(words, occasion.when, today.year)
    return words("notice-when", when=words("notice-window", when=when, form=form_of(occasion.when).value))


def _promise(words: Words, occasion: Occasion) -> Markup:
    """Return that the exact day of a window will be told. A journal has none to tell."""
    has_day = occasion.when.is_day or occasion.kind is OccasionKind.JOURNAL
    return Markup("") if has_day else no_day_yet(words, 1)


def _doubt(words: Words, occasion: Occasion) -> Markup:
    """Return the note that the day is approximate, or an empty text."""
    if not is_marked(occasion):
        return Markup("")
    source = "calculated" if occasion.calculated else "plan"
    return words("notice-note", note=words("notice-doubt", source=source))


def _organisers(words: Words, event: PlanEvent | None) -> Markup:
    if event is None or not event.organisers:
        return Markup("")
    names = shorten(", ".join(one_line(name) for name in event.organisers), LONGEST_ORGANISERS)
    return words("event-organisers", count=len(event.organisers), names=names)


def _with_space(text: Markup) -> Markup:
    return Markup(f" {text}") if text else text
