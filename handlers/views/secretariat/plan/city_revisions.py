"""Render a revision of what editors have set of a city, and what undoing it would do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from data.calendar.cities import City
from data.calendar.occasions import Occasion
from data.store.editions.city_revisions import CityFact, CityRevision
from handlers.callbacks.desk import OpenDeskCity
from handlers.callbacks.documents import OpenRevisions, UndoRevision
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Row, button, keyboard
from handlers.views.message import Message
from handlers.views.secretariat.log_facts import facts_in_words
from handlers.views.secretariat.plan.revisions import head_of
from handlers.views.wording.occasions import city_name, is_marked, plain_date


@dataclass(frozen=True, slots=True)
class CityState:
    """What holds of a city once a revision is undone.

    text is the note or the name that it is about. is_set means that an editor's state comes back. day is that
    of the city, None where there is none or something else is undone.
    """

    city: City
    fact: CityFact
    text: str = ""
    is_set: bool = False
    day: Occasion | None = None


@dataclass(frozen=True, slots=True)
class CityUndoingView:
    """What undoing a revision of a city would do, as it is shown.

    state is None where it cannot be undone. undone is how many revisions are taken back, reach how many chats
    would be told. is_outrun is set where something has changed since it was shown last.
    """

    revision: CityRevision
    what: str
    state: CityState | None
    undone: int
    reach: int
    mark: str
    is_outrun: bool = False


def city_revision_message(words: Words, view: CityUndoingView, local: datetime) -> Message:
    """Render a revision with what undoing it would change, and who would be told."""
    one = view.revision
    rows: list[Row] = []
    lines: list[str] = [
        words("desk-city-outrun") if view.is_outrun else "",
        words("desk-revision-title", **head_of(words, one.by, local)),
        view.what,
        *(words("desk-log-detail", text=fact) for fact in facts_in_words(words, one.action, local.year)),
    ]
    if view.state is None:
        lines.append(words("desk-revision-gone"))
    else:
        lines += _undoing_lines(words, view, view.state)
        undo = UndoRevision(id=one.revision, shown=view.mark)
        rows.append((button(words.plain("desk-undo-button"), undo, style="danger"),))
    rows.append((button(words.plain("desk-revision-button-back"), OpenRevisions()),))
    return Message(join(lines), keyboard(*rows))


def city_undone_message(words: Words, state: CityState, reach: int) -> Message:
    """Say that a revision of a city is undone, what holds now, and who will be told."""
    lines = (
        words("desk-undone-city", city=city_name(words, state.city)),
        state_in_words(words, state),
        _told(words, state, reach),
    )
    rows = (
        (button(city_name(words, state.city), OpenDeskCity(id=state.city.id)),),
        (button(words.plain("desk-revision-button-back"), OpenRevisions()),),
    )
    return Message(join(lines), keyboard(*rows))


def _undoing_lines(words: Words, view: CityUndoingView, state: CityState) -> Iterator[Markup]:
    yield Markup("\n" + words("desk-undo-city-title", city=city_name(words, state.city)))
    if view.undone > 1:
        yield words("desk-undo-city-several", count=view.undone)
    yield state_in_words(words, state)
    if state.fact is CityFact.DAY:
        yield words("desk-undo-untold")
    yield _told(words, state, view.reach)


def state_in_words(words: Words, state: CityState) -> Markup:
    """Say what holds of the city then: its day, its note, or whether it has a name."""
    if state.fact is CityFact.DAY:
        return city_day_in_words(words, state.day)
    return words("desk-undo-city-text", fact=state.fact.value, set=int(state.is_set), text=state.text)


def city_day_in_words(words: Words, day: Occasion | None) -> Markup:
    """Return «Станет: 30 августа 2027 г. (ориентировочно)», or that no day will be known."""
    if day is None:
        return words("desk-undo-city-no-day")
    return words("desk-undo-city-day", date=plain_date(words, day, 0), approximate=int(is_marked(day)))


def _told(words: Words, state: CityState, reach: int) -> Markup:
    if state.fact is CityFact.DAY:
        return words("desk-undo-told", count=reach)
    return words("desk-undo-city-untold")
