"""Build answers as JSON objects, for programs."""

from datetime import date

from data.calendar.almanac import Almanac
from data.calendar.city_search.lookup import SearchResult
from data.calendar.imprecise_dates import ImpreciseDate
from data.calendar.occasions import Occasion
from handlers.agenda.listing import Listing
from handlers.text.words import Words
from handlers.views.message import parsed
from handlers.views.wording.occasions import occasion_title, place_of

Json = dict[str, object]


def listing_object(words: Words, listing: Listing, today: date) -> Json:
    """Build what `upcoming` prints. Days are ISO days. `undated` holds what has no date yet."""
    following = listing.following
    return {
        "on": today.isoformat(),
        "until": listing.last.isoformat(),
        "years_without_plan": list(listing.without_plan),
        "occasions": [occasion_object(words, one) for one in listing.dated],
        "undated": [occasion_object(words, one) for one in listing.undated],
        "next": occasion_object(words, following[0]) if following else None,
    }


def city_object(words: Words, almanac: Almanac, found: SearchResult, today: date) -> Json:
    """Build what `city` prints.

    Where the query fits several cities or none, match is null and candidates holds names.
    how says by which step the city was found: exact, layout, typo, named, beginning, ambiguous, unknown.
    """
    answer: Json = {
        "query": found.query,
        "on": today.isoformat(),
        "how": found.step.value,
        "match": None,
        "id": None,
        "candidates": [city.name for city in found.candidates],
        "day": None,
        "age": None,
        "jubilee": None,
        "next_jubilee": None,
        "events": [],
    }
    if found.match is None:
        return answer
    view = almanac.city_view(found.match, today)
    this_year = view.days[0] if view.days else view.coming
    upcoming_year = view.next_jubilee
    return answer | {
        "match": found.match.name,
        "id": found.match.id,
        "day": None if this_year is None else _day_object(this_year),
        "age": view.age,
        "jubilee": {"age": view.age, "weight": view.weight} if view.weight else None,
        "next_jubilee": None
        if upcoming_year is None
        else dict(zip(("year", "age"), upcoming_year, strict=True)),
        "events": [occasion_object(words, one) for one in (*view.upcoming, *view.past)],
    }


def occasion_object(words: Words, occasion: Occasion) -> Json:
    """Build one occasion. Its title is in the language of words."""
    event = occasion.event
    return {
        "key": occasion.key,
        "kind": occasion.kind.value,
        "title": event.title if event is not None else parsed(occasion_title(words, occasion)),
        "event_kind": None if event is None else event.kind.value,
        "status": None if event is None else event.status.value,
        "date": date_object(occasion.when),
        "place": place_of(words, occasion) or None,
        "city": None if occasion.city is None else occasion.city.name,
        "age": occasion.age,
        "weight": occasion.weight,
        "approximate": occasion.approximate,
        "calculated": occasion.calculated,
    }


def date_object(when: ImpreciseDate) -> Json:
    """Build an imprecise date: wording, precision, the first and the last day it may mean."""
    return {
        "raw": when.raw,
        "precision": when.precision.value,
        "start": None if when.start is None else when.start.isoformat(),
        "end": None if when.end is None else when.end.isoformat(),
        "tbc": when.tbc,
    }


def _day_object(occasion: Occasion) -> Json:
    return date_object(occasion.when) | {
        "approximate": occasion.approximate,
        "calculated": occasion.calculated,
    }
