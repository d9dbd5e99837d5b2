"""Edits of one event: which readers are told of, which are silent, and two edits at once."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from data.calendar.event_details import AttachmentKind, EventDetails, EventFile, EventLink, HandField
from data.calendar.imprecise_dates import ClockTime, ImpreciseDate
from data.calendar.plan import EventStatus, Occurrence, Place, PlaceMode, PlanEvent
from data.city_changes import QUIET
from data.event_edits import EventChanged, edit_event, plan_edit, rebased, without_move
from data.store.editions.event_drafts import NewDraft
from data.store.revisions import Authorship
from tests.factories import day_of, event, plan

BY = Authorship(datetime(2027, 5, 1, tzinfo=UTC), 7, "Анна")
MINSK = Place("Минск", "Минск", PlaceMode.CITY, "minsk")
FIRST, LATER = day_of(date(2027, 6, 1)), day_of(date(2027, 6, 5))
FORUM = replace(event(1, "Форум"), occurrences=(Occurrence(MINSK, FIRST),))
PLAN = plan(2027, (FORUM, event(2, "Сессия")))
FILES = tuple(
    EventFile(f"{number:064x}", AttachmentKind.DOCUMENT, "id", f"{number}.pdf") for number in range(4)
)


def draft(after: PlanEvent, before: PlanEvent | None = FORUM) -> NewDraft:
    """Return the edit of the forum into this."""
    return NewDraft(7, 7, 2027, before, after)


def at(
    *, when: ImpreciseDate = FIRST, place: Place | None = MINSK, clock: ClockTime | None = None
) -> PlanEvent:
    """Return the forum with another date, place or hour."""
    return replace(FORUM, occurrences=(replace(FORUM.occurrences[0], when=when, place=place, time=clock),))


@pytest.mark.parametrize(
    ("after", "kind"),
    [
        (at(when=LATER), "moved"),
        (at(clock=ClockTime(time(15))), "moved"),
        (at(place=replace(MINSK, venue="Ратуша")), "relocated"),
        (at(place=None), "relocated"),
        (replace(FORUM, title="Форум столиц"), "renamed"),
        (replace(FORUM, status=EventStatus.CANCELLED), "cancelled"),
        (replace(FORUM, status=EventStatus.CONFIRMED), QUIET),
        (replace(FORUM, organisers=("МАГ",)), QUIET),
        (replace(FORUM, details=EventDetails(EventLink("https://mag.org"), "О форуме", FILES)), QUIET),
    ],
)
def test_an_edit_is_notified_by_what_it_changes(after: PlanEvent, kind: str) -> None:
    """Date, hour, place, venue, title and status are told. What only the card shows is not."""
    edit = edit_event(PLAN, draft(after))
    assert (edit.change.kind, edit.change.subject) == (kind, "event:1")
    assert edit.plan.events == (after, PLAN.events[1])
    assert edit.is_notified == (kind != QUIET)
    assert edit_event(PLAN, draft(after), is_silent=True).change.kind == QUIET


def test_a_new_event_comes_last_and_has_no_id_yet() -> None:
    """Its change names it by its position, until it is stored."""
    edit = edit_event(PLAN, draft(event(0, "Семинар"), None))
    assert (edit.change.kind, edit.change.subject, edit.change.before) == ("added", "event:@2", None)


def test_a_silent_edit_does_not_say_that_it_moved() -> None:
    """The mark goes that the edit brought, and one that was there before stays."""
    moved = replace(
        at(when=LATER), status=EventStatus.MOVED, by_hand=frozenset({HandField.WHEN, HandField.STATUS})
    )
    assert without_move(draft(moved)) == replace(at(when=LATER), by_hand=frozenset({HandField.WHEN}))
    before = replace(FORUM, status=EventStatus.MOVED)
    assert without_move(draft(moved, before)) == moved


def test_an_event_that_has_changed_is_not_overwritten() -> None:
    """The edit stops with the event as it is now, or with none if it is gone."""
    changed = replace(FORUM, title="Другое")
    with pytest.raises(EventChanged) as found:
        edit_event(plan(2027, (changed,)), draft(at(when=LATER)))
    assert found.value.event == changed
    with pytest.raises(EventChanged) as gone:
        edit_event(plan(2027), draft(at(when=LATER)))
    assert gone.value.event is None


def test_two_edits_of_one_event_are_joined() -> None:
    """Of the present event only the edited values are set: one field, or one side of an occurrence."""
    current = replace(at(when=LATER), title="Форум столиц", by_hand=frozenset({HandField.WHEN}))
    after = replace(at(place=replace(MINSK, venue="Ратуша")), by_hand=frozenset({HandField.PLACE}))
    joined = rebased(draft(after), current)
    assert joined.before == current
    assert joined.after == replace(
        current,
        occurrences=(Occurrence(replace(MINSK, venue="Ратуша"), LATER),),
        by_hand=frozenset({HandField.WHEN, HandField.PLACE}),
    )


def test_files_of_two_edits_are_all_kept() -> None:
    """Each edit adds and removes its own files only."""
    had = replace(FORUM, details=EventDetails(files=FILES[:2], description="О форуме"))
    added = replace(had, details=replace(had.details, files=(FILES[1], FILES[2])))
    current = replace(had, details=replace(had.details, files=(*FILES[:2], FILES[3]), description="Другое"))
    joined = rebased(draft(added, had), current).after.details
    assert joined.files == (FILES[1], FILES[3], FILES[2])
    assert joined.description == "Другое"


@pytest.mark.parametrize(
    ("before", "after", "code", "facts"),
    [
        (FORUM, at(when=LATER), "event-edited", ({"when": "2027-06-01"}, {"when": "2027-06-05"})),
        (
            None,
            FORUM,
            "event-added",
            (None, {"kind": "own", "title": "Форум", "when": "2027-06-01", "place": "Минск"}),
        ),
        (
            FORUM,
            replace(FORUM, status=EventStatus.CANCELLED),
            "event-cancelled",
            ({"status": "planned"}, {"status": "cancelled"}),
        ),
        (
            FORUM,
            replace(FORUM, details=EventDetails(EventLink("https://mag.org"))),
            "event-edited",
            ({}, {"link": "https://mag.org"}),
        ),
    ],
)
def test_the_log_has_what_differs(
    before: PlanEvent | None,
    after: PlanEvent,
    code: str,
    facts: tuple[dict[str, str] | None, dict[str, str]],
) -> None:
    """Only the fields that differ, before and after, and whether readers were told."""
    action = plan_edit(draft(after, before), BY, is_silent=False)(PLAN).action
    assert (action.action, action.actor_id, action.actor) == (code, 7, "Анна")
    assert action.before == facts[0]
    wanted = facts[1] if before else {"status": "planned", **facts[1]}
    assert action.after == wanted
    silent = plan_edit(draft(after, before), BY, is_silent=True)(PLAN).action
    assert silent.after == {**wanted, "silent": True}
