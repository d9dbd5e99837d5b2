"""A plan document in force: all of it or nothing, with every difference recorded once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from data.calendar.anniversaries import on_days
from data.content.shipped import shipped_index
from data.importing import Proposal, apply_import, prepare_import
from data.plans.unreadable import Unreadable, UnreadableReason
from data.store.editions.almanacs import AlmanacSource
from data.store.editions.city_days import CityDays
from data.store.editions.plans import Plans
from data.store.revisions import Authorship, RecordedChange
from data.store.sqlite.database import Database
from tests.world.storage import open_new

SEED = (Path(__file__).parents[2] / "data" / "content" / "plan-2020.txt").read_text("utf-8")
CITIES = shipped_index()
BY = Authorship(datetime(2020, 2, 1, 9, 0, tzinfo=UTC), 7)
TVER = "7.\tТверь\t885 лет\t19 июля"
SAME_AGE = {"age": 885, "calculated": False}


class Archive:
    """Plans in a database, and editions of 2020 to put in force."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.plans = Plans(database)
        self.city_days = CityDays(database)
        self._folder = folder

    async def propose(self, *edits: tuple[str, str], text: str = SEED) -> Proposal:
        """Return an edition with words replaced, read and compared."""
        for old, new in edits:
            assert text.count(old) >= 1, old
            text = text.replace(old, new, 1)
        file = self._folder / "plan.txt"
        file.write_text(text, "utf-8")
        return await prepare_import(file, CITIES, self.plans)

    async def put(self, *edits: tuple[str, str], text: str = SEED) -> int | None:
        """Put an edition with words replaced in force."""
        return await apply_import(await self.propose(*edits, text=text), self.plans, BY)

    async def changes(self, since: int = 1) -> dict[str, RecordedChange]:
        """Return the changes that were recorded after a revision, by subject, each subject once."""
        recorded = await self.plans.changes_since(since)
        found = {change.subject: change for change in recorded}
        assert len(found) == len(recorded)
        return found

    async def told(self, since: int = 1) -> dict[str, str]:
        """Return the kind of each change that was recorded after a revision, by subject."""
        return {subject: change.kind for subject, change in (await self.changes(since)).items()}

    async def events(self) -> dict[int, str]:
        """Return the titles of the events in force by id."""
        plan = await self.plans.load(2020)
        assert plan is not None
        return {event.id: event.title for event in plan.events}


@pytest.fixture
async def archive(tmp_path: Path) -> Any:
    """Return an archive with the plan of 2020 in force, as revision 1."""
    database = await open_new(tmp_path / "mag.db")
    archive = Archive(database, tmp_path)
    assert await archive.put() == 1
    yield archive
    await database.close()


async def test_the_first_plan_of_a_year_is_no_change_to_anybody(archive: Archive) -> None:
    """It is stored whole, with its source, and without a change to tell readers of."""
    assert await archive.plans.changes_since(0) == ()
    [summary] = await archive.plans.list()
    assert (summary.edition, summary.events, summary.jubilees, summary.city_days) == (1, 24, 17, 9)
    assert summary.source is not None
    assert summary.by == BY
    assert sorted(await archive.events()) == list(range(1, 25))


async def test_the_same_file_twice_changes_nothing(archive: Archive) -> None:
    """No revision and no row is made, and the proposal says so before."""
    proposal = await archive.propose()
    assert (proposal.is_known, proposal.changes) == (True, ())
    assert await apply_import(proposal, archive.plans, BY) is None
    assert await archive.plans.revision() == 1


async def test_the_same_words_in_another_file_are_the_same_edition(archive: Archive) -> None:
    """With blank lines or another encoding the reading is the same, so it is not put in force again."""
    assert await archive.put((SEED, SEED.replace("\n\n", "\n\n\n"))) is None
    assert await archive.told() == {}
    assert (await archive.plans.list())[0].edition == 1


async def test_a_proposal_stores_nothing(archive: Archive) -> None:
    """Looking is free."""
    proposal = await archive.propose((TVER, TVER.replace("19", "12")))
    assert [change.kind for change in proposal.changes] == ["city_moved"]
    assert proposal.current == await archive.plans.load(2020)
    assert await archive.plans.revision() == 1


NEW_ROW = "2.\tСлёт юных краеведов\tУфа май\t\n2.\tКонференция представителей"
WITHOUT_FOURTH = (SEED[SEED.index("4.\tМероприятия") : SEED.index("5.\tV международный")], "")
MOSCOW = "7.\tМосква\t873 год\t5-6 сентября"
MINSK = "6.\tМинск\t953 год\t9 сентября"


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([("Москва 12 марта", "Москва 15 мая")], {"event:1": "moved"}),
        ([("Новосибирск апрель", "Томск апрель")], {"event:5": "relocated"}),
        ([("Новосибирск апрель", "Томск май")], {"event:5": "moved"}),
        ([("Конференция представителей СМИ.", "Встреча представителей СМИ.")], {"event:2": "renamed"}),
        ([("Москва 12 марта", "отменено")], {"event:1": "cancelled"}),
        ([("Организатор: ЕРО ОГМВ", "Организатор: ОГМВ")], {"event:8": "renumbered"}),
        ([("8.\tУчастие в генеральной", "81.\tУчастие в генеральной")], {"event:8": "renumbered"}),
        ([WITHOUT_FOURTH], {"event:4": "removed"}),
        ([("2.\tКонференция представителей", NEW_ROW)], {"event:25": "added"}),
        ([(TVER, TVER.replace("19", "12"))], {"jubilee:tver:2020": "moved"}),
        ([(TVER, TVER.replace("885 лет", "886 лет"))], {"jubilee:tver:2020": "renumbered"}),
        (
            [(TVER, TVER.replace("Тверь", "Уржум"))],
            {"jubilee:tver:2020": "withdrawn", "jubilee:x-urzum:2020": "added"},
        ),
        ([(MOSCOW, MOSCOW.replace("5-6", "6-7"))], {"city_day:moscow:2020": "moved"}),
        ([(MOSCOW, MOSCOW.replace("873 год", "875 лет"))], {"jubilee:moscow:2020": "renumbered"}),
        ([(MINSK, MINSK.replace("9 сентября", "уточняется"))], {"city_day:minsk:2020": "withdrawn"}),
        ([(MOSCOW, f"{MOSCOW}\n10.\tВолгоград\t431 год\t12 сентября")], {"city_day:volgograd:2020": "set"}),
        (
            [(MOSCOW, f"{MOSCOW}\n10.\tВолгоград\t431 год\t13 сентября")],
            {"city_day:volgograd:2020": "renumbered"},
        ),
        ([(TVER, ""), (MOSCOW, f"{MOSCOW}\n10.\tТверь\t885 лет\t19 июля")], {}),
        (
            [(TVER, ""), (MOSCOW, f"{MOSCOW}\n10.\tТверь\t885 лет\t12 июля")],
            {"jubilee:tver:2020": "moved"},
        ),
        (
            [(MINSK, ""), (TVER, f"{TVER}\n18.\tМинск\t953 года\t9 сентября")],
            {"jubilee:minsk:2020": "renumbered"},
        ),
        ([(MOSCOW, f"{MOSCOW}\n10.\tТверь\t885 лет\t1 мая")], {"city_day:tver:2020": "added"}),
    ],
)
async def test_each_difference_is_recorded_once(
    archive: Archive, edits: list[tuple[str, str]], expected: Mapping[str, str]
) -> None:
    """By the kind that says most, under the key of the almanac and the subscriptions."""
    assert await archive.put(*edits) == 2
    assert await archive.told() == expected


async def test_facts_hold_what_was_and_what_is(archive: Archive) -> None:
    """Dates, places and titles of both sides are enough to tell old → new without the editions."""
    await archive.put(("Новосибирск апрель", "Казань 5 мая"), (TVER, TVER.replace("19", "12")))
    changes = await archive.changes()
    event = changes["event:5"]
    assert event.before is not None
    assert event.after is not None
    assert event.before["title"] == "V международный форум-выставка «ГОРОДСКИЕ ТЕХНОЛОГИИ»"
    assert event.before["occurrences"] == [
        {
            "when": {**dates("апрель", "month", "2020-04-01", "2020-04-30")},
            "place": {"raw": "Новосибирск", "city_id": "novosibirsk"},
            "time": None,
        }
    ]
    assert event.after["occurrences"] == [
        {
            "when": {**dates("5 мая", "day", "2020-05-05", "2020-05-05")},
            "place": {"raw": "Казань", "city_id": "kazan"},
            "time": None,
        }
    ]
    city = changes["jubilee:tver:2020"]
    assert city.before == SAME_AGE | dates("19 июля", "day", "2020-07-19", "2020-07-19")
    assert city.after == SAME_AGE | dates("12 июля", "day", "2020-07-12", "2020-07-12")
    assert {change.by for change in changes.values()} == {BY}


def dates(raw: str, precision: str, start: str, end: str) -> dict[str, object]:
    """Return a date as facts have it."""
    return {
        "raw": raw,
        "precision": precision,
        "start": start,
        "end": end,
        "tbc": False,
        "recurrence": None,
    }


async def test_ids_are_kept_through_renumbering(archive: Archive) -> None:
    """A row gone, those below renumbered, one new: every event that stayed keeps its id."""
    before = await archive.events()
    text = SEED.replace(*WITHOUT_FOURTH).replace("2.\tКонференция представителей", NEW_ROW)
    for number in range(5, 24):
        text = text.replace(f"\n{number}.\t", f"\n{number - 1}.\t", 1)
    await archive.put(text=text)
    after = await archive.events()
    assert {number: title for number, title in after.items() if number in before} == {
        number: title for number, title in before.items() if number != 4
    }
    assert {number: title for number, title in after.items() if number not in before} == {
        25: "Слёт юных краеведов"
    }
    identity = await archive.plans.event(4)
    assert identity is not None
    assert identity.removed


async def test_the_edition_before_can_be_put_in_force_again(archive: Archive) -> None:
    """Back is a change like any other, and the event that returns is itself again."""
    await archive.put(("Москва 12 марта", "Москва 15 мая"))
    assert await archive.put() == 3
    assert await archive.told(since=2) == {"event:1": "moved"}
    assert sorted(await archive.events()) == list(range(1, 25))


async def test_an_edit_by_hand_is_not_undone_by_the_old_file(archive: Archive) -> None:
    """The document that the plan came from is known, in spite of later corrections."""
    plan = await archive.plans.load(2020)
    assert plan is not None
    edited = replace(plan, events=(replace(plan.events[0], title="Сессия"), *plan.events[1:]))
    await archive.plans.save(edited, BY)
    assert await archive.put() is None
    assert (await archive.events())[1] == "Сессия"


async def test_a_day_named_by_an_editor_outranks_a_new_edition(archive: Archive) -> None:
    """A day that stays where the editor put it is not announced as moved."""
    named = {("tver", 2020): on_days(date(2020, 7, 25), date(2020, 7, 26))}
    proposal = await archive.propose((TVER, TVER.replace("19", "12")))
    await apply_import(proposal, archive.plans, BY, set_days=named)
    assert await archive.told() == {}


@pytest.mark.parametrize("every", [5, 25])
async def test_jubilees_are_filed_as_the_almanac_files_them(archive: Archive, every: int) -> None:
    """The subject of every change of a city is an occasion the almanac knows."""
    edits = [
        (MOSCOW, MOSCOW.replace("873 год\t5-6", "875 лет\t6-7")),
        (MINSK, MINSK.replace("953 год\t9", "955 лет\t8")),
    ]
    proposal = await archive.propose(*edits)
    await apply_import(proposal, archive.plans, BY, jubilee_every=every)
    source = AlmanacSource(archive.plans, archive.city_days, CITIES, jubilee_every=every, bulletin_weekday=4)
    almanac = await source.refresh()
    changes = await archive.changes()
    assert len(changes) == 2
    for subject, change in changes.items():
        occasion = almanac.occasion(subject)
        assert occasion is not None
        assert occasion.when.start is not None
        assert change.after is not None
        assert change.after["start"] == occasion.when.start.isoformat()
    assert ("jubilee:minsk:2020" in changes) is (every == 5)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", UnreadableReason.EMPTY),
        ("Это не план.", UnreadableReason.NO_TABLE),
        (SEED.replace("на 2020 год", ""), UnreadableReason.NO_YEAR),
        (SEED[: SEED.index("1.\tXXVII")], UnreadableReason.NO_ROWS),
    ],
)
async def test_what_cannot_be_read_stores_nothing(
    archive: Archive, text: str, reason: UnreadableReason
) -> None:
    """The plan in force stays as it is, to the last revision."""
    before = await archive.plans.load(2020)
    with pytest.raises(Unreadable) as refusal:
        await archive.propose(text=text)
    assert refusal.value.reason is reason
    assert await archive.plans.revision() == 1
    assert await archive.plans.load(2020) == before


async def test_a_plan_of_another_year_leaves_this_one_alone(archive: Archive) -> None:
    """It is the first of its year, and its readers are told that it is out."""
    assert await archive.put(("на 2020 год", "на 2021 год")) == 2
    assert await archive.told() == {"plan:2021": "published"}
    assert sorted(await archive.plans.load_all()) == [2020, 2021]
    assert sorted(await archive.events()) == list(range(1, 25))
