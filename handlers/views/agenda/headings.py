"""Word the title of a list, and what is said where its span has nothing."""

from datetime import date, timedelta

from handlers.agenda.listing import AgendaGroup, Listing
from handlers.callbacks.agenda import AgendaKind
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.wording.days import day_in_words, month_in_words, span_in_words, weekday_in_words
from handlers.views.wording.occasions import city_name


def list_title(words: Words, listing: Listing, today: date) -> Markup:
    """Return «📅 Ближайшие события · 1–31 марта» or «☀️ Сегодня, 12 марта, четверг»."""
    limits = _limits(words, listing)
    if listing.is_one_day:
        return join((_day_title(words, listing.first, today), *limits), " · ")
    is_next = listing.request.first_day is None
    title = limits or (words("agenda-next-days" if is_next else "agenda-of-days"),)
    return words("agenda-title", title=join(title, " · "), span=_span(words, listing, today))


def covers_one_month(listing: Listing) -> bool:
    """Return whether the title names the only month of a list."""
    first, last = listing.first, listing.last
    return (first.year, first.month) == (last.year, last.month)


def nothing_note(words: Words, listing: Listing, today: date) -> Markup:
    """Return «До 29 декабря событий нет. Ближайшие:», or that nothing later is known either."""
    others = any(
        row.group in (AgendaGroup.RUNNING, AgendaGroup.OPEN, AgendaGroup.DATED) for row in listing.rows
    )
    nothing = words(
        "agenda-nothing",
        span=_span_of_nothing(listing, today),
        day=day_in_words(words, listing.last, today.year),
        what=words(
            "agenda-kind-of-nothing", kind=listing.request.kind.value, other="yes" if others else "no"
        ),
    )
    if not listing.following:
        return words("agenda-nothing-known", nothing=nothing)
    return words("agenda-following-others" if listing.is_elsewhere else "agenda-following", nothing=nothing)


def _limits(words: Words, listing: Listing) -> tuple[Markup | str, ...]:
    """Return what limits a list: its kind and its city."""
    kind, city = listing.request.kind, listing.city
    named = words("agenda-kind", kind=kind.value) if kind is not AgendaKind.ALL else ""
    return tuple(part for part in (city_name(words, city) if city else "", named) if part)


def _day_title(words: Words, day: date, today: date) -> Markup:
    near = {today: "today", today + timedelta(days=1): "tomorrow", today - timedelta(days=1): "yesterday"}
    return words(
        "agenda-day-title",
        near=near.get(day, "no"),
        day=day_in_words(words, day, today.year),
        weekday=weekday_in_words(words, day),
    )


def _span(words: Words, listing: Listing, today: date) -> Markup:
    """Return «1–31 марта», «сентябрь 2027 г.» or «2027 год»."""
    first, last = listing.first, listing.last
    is_named = listing.request.first_day is not None
    is_whole = is_named and first.day == 1 and (last + timedelta(days=1)).day == 1
    if is_whole and covers_one_month(listing):
        return month_in_words(words, first.year, first.month, 0)
    if is_whole and first.year == last.year and (first.month, last.month) == (1, 12):
        return words("agenda-year", year=first.year)
    return span_in_words(words, first, last, today.year)


def _span_of_nothing(listing: Listing, today: date) -> str:
    """Return how a span without occasions is called: by its day, its end or as days."""
    if listing.is_one_day:
        near = {today: "today", today + timedelta(days=1): "tomorrow"}
        return near.get(listing.first, "past-day" if listing.first < today else "day")
    if listing.last < today:
        return "past-days"
    return "until" if listing.first == today else "days"
