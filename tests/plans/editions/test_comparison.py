"""Two editions of one plan: which events are the same, and what changed."""

import random
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.calendar.city_search.lookup import CityIndex
from data.calendar.plan import EventStatus, Plan, PlanEvent
from data.plans.documents import read_content, read_document
from data.plans.editions.comparison import ChangeKind, EditionChange, carry_ids, compare
from data.plans.editions.event_identity import fold_title
from data.store.content import shipped_plan
from tests.plans.conftest import ReadRows

SEED = (Path(__file__).parents[3] / "data" / "content" / "plan-2020.txt").read_text("utf-8")
SWAPPED = [("city_added", "ufa"), ("city_removed", "petropavlovsk-kamchatsky")]


@pytest.fixture(scope="module")
def plan(index: CityIndex) -> Plan:
    """Return the plan of 2020 as stored: every event has its id."""
    with shipped_plan() as path:
        read = read_document(path, index).plan
    return numbered(read)


def numbered(plan: Plan) -> Plan:
    """Return the plan with ids from 1 on, as the store gives them."""
    return replace(plan, events=tuple(replace(event, id=place) for place, event in enumerate(plan.events, 1)))


def reissued(index: CityIndex, *edits: tuple[str, str]) -> Plan:
    """Return the plan of 2020 issued again with words replaced in it."""
    text = SEED
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return read_content(text.encode(), "plan.txt", index).plan


def kinds_and_subjects(changes: tuple[EditionChange, ...]) -> list[tuple[str, int | str]]:
    """Return the kinds of the changes with the event or the city of each."""
    return [(change.kind.value, change.city or change.event_id) for change in changes]


def test_same_file_read_twice_has_no_differences(plan: Plan, index: CityIndex) -> None:
    """A second reading changes nothing and finds every id again."""
    again = reissued(index)
    assert compare(plan, again) == ()
    assert carry_ids(plan, again) == plan


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([("Москва 12 марта", "Москва 15 мая")], [("moved", 1)]),
        ([("Москва 12 марта", "Москва март")], [("moved", 1)]),
        ([("Новосибирск апрель", "Новосибирск по отдельному графику")], [("moved", 5)]),
        ([("Новосибирск апрель", "Томск апрель")], [("relocated", 5)]),
        ([("Новосибирск апрель", "г. Новосибирск, апрель")], []),
        ([("Новосибирск апрель", "Томск май")], [("moved", 5), ("relocated", 5)]),
        ([("XXVII сессия МАГ с обсуждением", "XXVIII сессия МАГ с обсуждением")], [("renamed", 1)]),
        ([("Конференция представителей СМИ.", "Встреча представителей СМИ.")], [("renamed", 2)]),
        ([("Волгоград октябрь-ноябрь", "отменено")], [("cancelled", 14), ("cancelled", 15)]),
        ([("Участие в IX Московском", "(Отменено) Участие в IX Московском")], [("cancelled", 9)]),
        ([("Организатор: ЕРО ОГМВ", "Организатор: ОГМВ")], [("edited", 8)]),
        ([("По плану Правительства Москвы", "")], [("edited", 9)]),
        ([("Тверь\t885 лет\t19 июля", "Тверь\t885 лет\t12 июля")], [("city_moved", "tver")]),
        ([("Гродно\t1015 лет", "Гродно\t892 года")], [("city_age_changed", "grodno")]),
        ([("17.\tПетропавловск-Камчатский\t280 лет", "17.\tУфа\t446 лет")], SWAPPED),
        ([("12 сентября", "12 сентября 2020 г.")], []),
    ],
)
def test_edit_of_the_document_is_its_change(
    plan: Plan, index: CityIndex, edits: list[tuple[str, str]], expected: list[tuple[str, int | str]]
) -> None:
    """Each edit of the document is one kind of change, and nothing else changes."""
    assert kinds_and_subjects(compare(plan, reissued(index, *edits))) == expected


def test_cancelled_event_in_the_plan_again_is_restored(plan: Plan, index: CityIndex) -> None:
    """A cancelled event that stands in the plan again is not a new one."""
    called_off = replace(
        plan, events=tuple(replace(event, status=EventStatus.CANCELLED) for event in plan.events[:1])
    )
    restored = replace(reissued(index), events=reissued(index).events[:1])
    assert kinds_and_subjects(compare(called_off, restored)) == [("restored", 1)]


def test_removed_row_renumbers_the_rows_below(plan: Plan, index: CityIndex) -> None:
    """The row is «removed». Those below keep their ids under new numbers."""
    lines = [line for line in SEED.split("\n") if not line.startswith("4.\tМероприятия")]
    for number in range(5, 24):
        place = next(i for i, line in enumerate(lines) if line.startswith(f"{number}.\t"))
        lines[place] = lines[place].replace(f"{number}.", f"{number - 1}.", 1)
    new = read_content("\n".join(lines).encode(), "plan.txt", index).plan
    changes = compare(plan, new)
    assert {change.kind for change in changes} == {ChangeKind.RENUMBERED, ChangeKind.REMOVED}
    assert [change.event_id for change in changes if change.kind is ChangeKind.REMOVED] == [4]
    assert [event.id for event in carry_ids(plan, new).events] == [1, 2, 3, *range(5, 25)]


def test_new_row_has_no_id(plan: Plan, index: CityIndex) -> None:
    """A new event has id 0, and the store numbers it."""
    new = reissued(
        index,
        (
            "2.\tКонференция представителей",
            "2.\tСлёт юных краеведов\tУфа май\t\n3.\tКонференция представителей",
        ),
    )
    changes = compare(plan, new)
    assert [
        change.after.title
        for change in changes
        if isinstance(change.after, PlanEvent) and change.before is None
    ] == ["Слёт юных краеведов"]
    assert carry_ids(plan, new).events[1].id == 0


def test_events_of_one_title_are_matched_by_date_and_number(read_rows: ReadRows) -> None:
    """Of three webinars of one name only the moved one is changed."""
    old = numbered(
        read_rows(
            "1.\tВебинар МАГ\tонлайн 12 марта\t",
            "2.\tВебинар МАГ\tонлайн 3 апреля\t",
            "3.\tВебинар МАГ\tонлайн 5 мая\t",
        ).plan
    )
    new = read_rows(
        "1.\tВебинар МАГ\tонлайн 3 апреля\t",
        "2.\tВебинар МАГ\tонлайн 12 марта\t",
        "3.\tВебинар МАГ\tонлайн 7 мая\t",
    ).plan
    assert [event.id for event in carry_ids(old, new).events] == [2, 1, 3]
    assert kinds_and_subjects(compare(old, new)) == [("renumbered", 2), ("renumbered", 1), ("moved", 3)]


def test_two_equally_near_rewordings_are_not_matched(read_rows: ReadRows) -> None:
    """Two titles that are equally near to an old one are new, and the old one is removed."""
    old = numbered(read_rows("1.\tСеминар по вопросам развития транспорта А\tУфа май\t").plan)
    new = read_rows(
        "5.\tСеминар по вопросам развития транспорта Б\tУфа июнь\t",
        "6.\tСеминар по вопросам развития транспорта В\tУфа июль\t",
    ).plan
    assert kinds_and_subjects(compare(old, new)) == [("new", 0), ("new", 0), ("removed", 1)]


def test_event_with_another_title_is_another_event(read_rows: ReadRows) -> None:
    """The same number and the same city do not make it the same."""
    old = numbered(read_rows("1.\tФорум молодёжи\tУфа май\t").plan)
    new = read_rows("1.\tСовещание главных архитекторов\tУфа май\t").plan
    assert kinds_and_subjects(compare(old, new)) == [("new", 0), ("removed", 1)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("XXVII сессия МАГ", "ХХVIII сессия МАГ"),
        ("27-я сессия МАГ", "28-я сессия МАГ"),
        ("Форум «Город-2020»", "Форум «Город – 2021»"),
        ("Слёт городов на 2020 год.", "слет городов на 2021 год"),
        ('Конкурс "Город"', "Конкурс «Город»"),
    ],
)
def test_yearly_parts_of_a_title_do_not_change_identity(one: str, other: str) -> None:
    """Ordinals, years, quotes, «ё» and punctuation do not tell events apart."""
    assert fold_title(one) == fold_title(other)


@given(st.integers(0, 2**32))
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_event_keeps_its_id_in_any_order_and_under_any_number(plan: Plan, seed: int) -> None:
    """The events of a plan are shuffled and renumbered at random."""
    rng = random.Random(seed)  # noqa: S311 -- a test
    events = [replace(event, number=str(rng.randrange(99))) for event in plan.events]
    rng.shuffle(events)
    new = replace(plan, events=tuple(replace(event, id=0) for event in events))
    assert [event.id for event in carry_ids(plan, new).events] == [event.id for event in events]
    assert {change.kind for change in compare(plan, new)} <= {ChangeKind.RENUMBERED}


def test_hundreds_of_alike_titles_are_matched_within_five_seconds(plan: Plan) -> None:
    """Alike titles make very many pairs, and each event still finds itself."""
    rows = tuple(
        replace(plan.events[0], id=n, number=str(n), title=f"{'Заседание комиссии по городам ' * 40} {n:03}")
        for n in range(1, 251)
    )
    old = replace(plan, events=rows)
    moved = replace(plan.events[1], id=0, number="1")
    new = replace(plan, events=(moved, *(replace(row, id=0, number=str(row.id + 1)) for row in rows)))
    began = time.process_time()
    carried = carry_ids(old, new)
    assert time.process_time() - began < 5
    assert [event.id for event in carried.events[1:]] == [row.id for row in rows]
