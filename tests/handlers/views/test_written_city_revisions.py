"""The texts about revisions of cities and about days that are taken back, written out."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from data.calendar.almanac import Almanac
from data.calendar.anniversaries import on_days
from data.store.editions.city_revisions import CityFact, CityRevision
from data.store.revisions import Authorship
from data.store.secretariat.action_log import Action
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.message import Message
from handlers.views.secretariat.log import SubjectName
from handlers.views.secretariat.plan.city_resets import DayReset, day_reset_done_message, day_reset_message
from handlers.views.secretariat.plan.city_revisions import (
    CityState,
    CityUndoingView,
    city_revision_message,
    city_undone_message,
)
from handlers.views.secretariat.plan.revisions import what_was_done_to
from tests.handlers.written import check_written
from tests.plan_2020 import cities_2020, plan_2020

NOW = datetime(2020, 3, 1, 9, tzinfo=UTC)
LOCAL = NOW.astimezone(ZoneInfo("Europe/Moscow"))
ALMANAC = Almanac(cities_2020(), {2020: plan_2020()})
KAZAN = ALMANAC.cities.by_id["kazan"]
PRINTED = ALMANAC.city_view(KAZAN, date(2020, 1, 1)).days[0]
SET = replace(PRINTED, when=on_days(date(2020, 9, 5), date(2020, 9, 6)), approximate=False)
DAYS = {"first-day": "2020-09-05", "last-day": "2020-09-06"}
NOTE = {"text": "Парад <в полдень>"}
NAME = {"text": "Третья столица"}


def revision(code: str, before: dict[str, str] | None, after: dict[str, str] | None) -> CityRevision:
    """Return a revision of Kazan."""
    return CityRevision(
        3, Authorship(NOW, 100, "Ольга <К>"), Action(100, "", code, "city:kazan", before, after)
    )


CASES = {
    "day": (revision("city-day-set", None, DAYS), CityState(KAZAN, CityFact.DAY, day=PRINTED), 1, 21),
    "no-day": (revision("city-day-set", None, DAYS), CityState(KAZAN, CityFact.DAY), 2, 0),
    "note": (
        revision("city-note-set", NOTE, None),
        CityState(KAZAN, CityFact.NOTE, NOTE["text"], True),
        1,
        0,
    ),
    "no-note": (revision("city-note-set", None, NOTE), CityState(KAZAN, CityFact.NOTE), 1, 0),
    "name": (
        revision("city-name-dropped", NAME, None),
        CityState(KAZAN, CityFact.NAME, NAME["text"], True),
        3,
        0,
    ),
    "no-name": (
        revision("city-name-undone", None, NAME),
        CityState(KAZAN, CityFact.NAME, NAME["text"]),
        1,
        0,
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_revisions_of_cities_are_written_out(language: str, case: str) -> None:
    """A day, a note and a name that come back, or that go, before and after the press."""
    words, (one, state, undone, reach) = words_in(language), CASES[case]
    view = CityUndoingView(one, what_was_done(words, one), state, undone, reach, "0" * 8)
    check_written(f"desk-city-undo-{case}", language, city_revision_message(words, view, LOCAL))
    check_written(f"desk-city-undone-{case}", language, city_undone_message(words, state, reach))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_revision_that_cannot_be_undone_is_written_out(language: str) -> None:
    """It says so, and has no button but the way back."""
    words, one = words_in(language), replace(CASES["day"][0], undone_by=4)
    view = CityUndoingView(one, what_was_done(words, one), None, 0, 0, "", is_outrun=True)
    check_written("desk-city-undo-gone", language, city_revision_message(words, view, LOCAL))


def what_was_done(words: Words, one: CityRevision) -> str:
    """Return the text about what a revision of Kazan has changed."""
    is_undone = one.undone_by is not None
    return what_was_done_to(words, one.action, SubjectName("city", "Казань"), is_undone=is_undone)


@pytest.mark.parametrize("language", LANGUAGES)
def test_taking_a_day_back_is_written_out(language: str) -> None:
    """With readers, without, where no day is known then, and afterwards."""
    words = words_in(language)
    view = DayReset(KAZAN, 2020, SET, PRINTED, 1203, "0" * 8)
    texts: dict[str, Message] = {
        "": day_reset_message(words, view),
        "-outrun": day_reset_message(words, replace(view, reach=0, then=None), is_outrun=True),
        "-done": day_reset_done_message(words, view, 1203),
        "-done-silently": day_reset_done_message(words, view, 0),
    }
    for name, message in texts.items():
        check_written(f"desk-day-reset{name}", language, message)
