"""Word an occasion in two lines: when and where, and what."""

from collections.abc import Collection, Iterable, Mapping

from data.calendar.cities import City, Territory
from data.calendar.imprecise_dates import Precision
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import EventStatus, Occurrence, Place, PlaceMode, PlanEvent
from handlers.callbacks.browsing import OpenEvent
from handlers.callbacks.cities import OpenCity
from handlers.text.markup import Markup, escape, join
from handlers.text.typography import typeset
from handlers.text.words import Words
from handlers.views.keyboard import shorten
from handlers.views.wording.dates import date_in_words, date_or_unknown
from handlers.views.wording.days import with_clock

LONGEST_TITLE = 220
"""Characters of a title in a list. The card has the whole title."""


def occasion_row(words: Words, occasion: Occasion, this_year: int, number: int | None = None) -> Markup:
    """Render «3. 🏛 12 марта, Москва» with the title below."""
    mark = _numbered_mark(words, mark_of(occasion), number)
    place = place_of(words, occasion)
    title = occasion_title(words, occasion)
    if occasion.when.precision is Precision.UNSCHEDULED:
        # the heading above says that the date is missing
        return join((words("occasion-undated", mark=mark, title=title), place))
    when = occasion_date(words, occasion, this_year)
    head = (
        words("occasion-head-at", mark=mark, when=when, place=place)
        if place
        else words("occasion-head", mark=mark, when=when)
    )
    return join((head, title))


def occasion_date(words: Words, occasion: Occasion, this_year: int) -> Markup:
    """Return the date and time. «≈» stands before a day that is approximate or calculated."""
    text = plain_date(words, occasion, this_year)
    return words("date-approximate", date=text) if is_marked(occasion) else text


def plain_date(words: Words, occasion: Occasion, this_year: int) -> Markup:
    """Return the date and time without a mark."""
    return with_clock(words, date_in_words(words, occasion.when, this_year), occasion.time)


def is_uncertain(occasion: Occasion) -> bool:
    """Return whether the date is approximate or calculated."""
    return occasion.approximate or occasion.calculated


def is_marked(occasion: Occasion) -> bool:
    """Return whether «≈» stands before the date. A window says by itself that no day is known."""
    return is_uncertain(occasion) and not occasion.when.is_window


def approximation_note(
    words: Words, occasions: Iterable[Occasion], explained_years: Collection[int] = ()
) -> Markup:
    """Return the footnote to «≈», or an empty text if no date has the sign.

    Of the dates of explained_years another note says that they are calculated.
    """
    sources = {
        "calculated" if one.calculated and one.year not in explained_years else "plan"
        for one in occasions
        if is_marked(one)
    }
    if not sources:
        return Markup("")
    return words("date-approximate-note", source="both" if len(sources) > 1 else sources.pop())


def occasion_title(words: Words, occasion: Occasion) -> Markup:
    """Return the title in one line. A cancelled event is marked as such."""
    if occasion.event is not None:
        return event_title(words, occasion.event)
    if occasion.kind is OccasionKind.BULLETIN:
        return words("occasion-bulletin")
    if occasion.kind is OccasionKind.JOURNAL:
        return words("occasion-journal")
    return celebration(words, occasion)


def celebration(words: Words, occasion: Occasion) -> Markup:
    """Return what a city celebrates: «День города: городу 953 года», «1015 лет — юбилей города»."""
    if occasion.age is None:
        return words("occasion-city-day-ageless")
    if occasion.kind is OccasionKind.JUBILEE:
        return words("occasion-jubilee", age=occasion.age)
    return words("occasion-city-day-jubilee" if occasion.weight else "occasion-city-day", age=occasion.age)


def event_title(words: Words, event: PlanEvent) -> Markup:
    """Return the title, shortened for a list, with the status of the event."""
    title = shorten(one_line(event.title), LONGEST_TITLE)
    if event.status is EventStatus.CANCELLED:
        return words("event-cancelled", title=title)
    return words("event-moved", title=title) if event.status is EventStatus.MOVED else escape(title)


def event_row(
    words: Words, event: PlanEvent, this_year: int, number: str, cities: Mapping[str, City]
) -> Markup:
    """Render an event of the plan: its number, all dates and places, and the title below."""
    mark = _numbered_mark(words, event.kind.value, number)
    if event.status is EventStatus.CANCELLED and not any(has_date(one) for one in event.occurrences):
        return words("occasion-undated", mark=mark, title=event_title(words, event))
    parts = [occurrence_in_words(words, one, this_year, cities) for one in event.occurrences]
    parts = parts or [words("date-unscheduled")]
    return join((words("occasion-head", mark=mark, when=join(parts, "; ")), event_title(words, event)))


def _numbered_mark(words: Words, kind: str, number: int | str | None) -> Markup:
    mark = words("occasion-mark", kind=kind)
    return mark if number is None else words("occasion-numbered", number=number, mark=mark)


def has_date(occurrence: Occurrence) -> bool:
    """Return whether an occurrence has a date, even one as vague as a year."""
    return occurrence.when is not None and occurrence.when.end is not None


def occurrence_in_words(
    words: Words, occurrence: Occurrence, this_year: int, cities: Mapping[str, City]
) -> Markup:
    """Return «3–4 октября, Грозный», «12 марта, 10:00, Москва» or «дата уточняется»."""
    place = occurrence.place
    city = cities.get(place.city_id or "") if place is not None else None
    when = with_clock(words, date_or_unknown(words, occurrence.when, this_year), occurrence.time)
    return join((when, place_name(words, place, city)), ", ")


def place_of(words: Words, occasion: Occasion) -> str:
    """Return the place: the plan's wording, else the city's name, else an empty text."""
    if occasion.place is not None:
        return place_name(words, occasion.place, occasion.city)
    return city_name(words, occasion.city) if occasion.city is not None else ""


def place_name(words: Words, place: Place | None, city: City | None) -> str:
    """Return the place as the plan prints it, in English the city's Latin name if known.

    The venue that an editor has named follows.
    """
    if place is None:
        return ""
    if words.language != "ru" and place.mode is PlaceMode.CITY and city is not None:
        return at_venue(city_name(words, city), place.venue)
    return one_line(at_venue(place.raw, place.venue))


def at_venue(place: str, venue: str) -> str:
    """Return «Минск, Дворец Республики», or the place alone without a venue."""
    return f"{place}, {venue}" if venue else place


def city_name(words: Words, city: City) -> str:
    """Return the city's name: «Казань», “Kazan”."""
    return city.name if words.language == "ru" or not city.latin else city.latin[0]


def mark_of(occasion: Occasion) -> str:
    """Return the kind that decides the sign before an occasion."""
    return occasion.event.kind.value if occasion.event is not None else occasion.kind.value


def card_of(occasion: Occasion) -> OpenEvent | OpenCity | None:
    """Return the button data of the occasion's card. Issues have none."""
    if occasion.event is not None:
        return OpenEvent(id=occasion.event.id) if occasion.event.id else None
    return OpenCity(id=occasion.city.id) if occasion.city is not None else None


def one_line(text: str) -> str:
    """Return the text in one line, with single spaces and typographic quotes."""
    return typeset(" ".join(text.split()))


def city_in(words: Words, city: City) -> Markup:
    """Return the city after its preposition: «в Казани», «во Владивостоке», “in Kazan”."""
    name = city_name(words, city)
    return words("city-in", preposition=city.preposition, locative=city.cases.loc, name=name)


def territory_name(words: Words, territory: Territory | None) -> str:
    """Return a country or a region in the language of words, or an empty text for none."""
    if territory is None:
        return ""
    return territory.name if words.language == "ru" else territory.name_en
