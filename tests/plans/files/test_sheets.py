"""The same plan in each kind of sheet file and in a .pdf reads the same."""

from pathlib import Path

import pytest

from data.calendar.city_search.lookup import CityIndex
from data.calendar.plan import EventStatus
from data.plans.documents import read_content, read_in_this_process
from data.plans.editions.comparison import fingerprint
from data.plans.reading import Reading
from data.plans.unreadable import Unreadable, UnreadableReason
from tests.plans.conftest import DOCUMENTS
from tests.plans.generator.files import as_csv, as_markdown, as_xlsx

FORMATS = DOCUMENTS / "formats"
SEED = Path(__file__).parents[3] / "data" / "content" / "plan-2020.txt"


def read(name: str, index: CityIndex) -> Reading:
    """Read one of the documents in this process."""
    return read_in_this_process((FORMATS / name).read_bytes(), name, index)


@pytest.mark.parametrize("name", ["plan.csv", "plan.xls", "plan.ods", "plan.pdf"])
def test_plan_in_each_kind_of_file_is_the_same_edition(index: CityIndex, name: str) -> None:
    """It has a date cell, a run of days, an hour, a quarter, a wide heading and a city list."""
    reading = read(name, index)
    plan = reading.plan
    assert [(event.number, event.title, event.organisers) for event in plan.events] == [
        ("1", "Форум «Сад»", ("МАГ",)),
        ("2", "Съезд городов", ("МАГ", "Мэрия Твери")),
        ("3", "Встреча мэров", ("МАГ",)),
        ("4", "Слёт", ("Союз мастеров",)),
    ]
    dates = [one.when for event in plan.events for one in event.occurrences]
    assert [str(when.start) for when in dates if when] == [
        "2026-03-04",
        "2026-05-05",
        "2026-06-09",
        "2026-07-01",
    ]
    assert [one.time is not None for event in plan.events for one in event.occurrences] == [
        False,
        False,
        True,
        False,
    ]
    assert [(row.city, row.age) for row in plan.city_days] == [("Астана", 28), ("Москва", 879)]
    assert reading.warnings == ()
    assert fingerprint(plan) == fingerprint(read("plan.csv", index).plan)


def test_merged_struck_and_hidden_cells_of_a_workbook_are_read(index: CityIndex) -> None:
    """A merged place holds for both rows, a struck row is cancelled, a hidden sheet left out."""
    plan = read("plan.xlsx", index).plan
    assert [event.status for event in plan.events] == [EventStatus.PLANNED] * 3 + [EventStatus.CANCELLED]
    places = [one.place.city for event in plan.events for one in event.occurrences if one.place]
    assert places == ["Рязань", "Тверь", "Казань", "Казань"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("struck.pdf", UnreadableReason.NOT_CERTAIN), ("loose.pdf", UnreadableReason.NOT_CERTAIN)],
)
def test_uncertain_pdf_is_refused(index: CityIndex, name: str, reason: UnreadableReason) -> None:
    """A table without lines, and one with a word crossed out, are not guessed at."""
    with pytest.raises(Unreadable) as refused:
        read(name, index)
    assert refused.value.reason is reason


@pytest.mark.parametrize("kind", ["csv", "tsv.csv", "comma.csv", "xlsx", "md"])
def test_plan_of_2020_is_one_edition_in_any_kind_of_file(index: CityIndex, kind: str) -> None:
    """Separators, encodings and kinds of files do not change what was read."""
    text = SEED.read_text("utf-8")
    rows = [line.replace("**", "").split("\t") for line in text.split("\n")]
    width = max(map(len, rows))
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    content = {
        "csv": as_csv(rows),
        "tsv.csv": as_csv(rows, "\t", "utf-16"),
        "comma.csv": as_csv(rows, ",", "utf-8-sig"),
        "xlsx": as_xlsx(rows),
        "md": as_markdown(rows),
    }[kind]
    plain = read_content(SEED.read_bytes(), "plan.txt", index)
    found = read_in_this_process(content, f"plan.{kind}", index)
    assert found.plan.events == plain.plan.events
    assert fingerprint(found.plan) == fingerprint(plain.plan)
    assert found.unread == ()


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.ods", "plan.xls", "plan.pdf"])
def test_file_cut_in_half_is_refused(index: CityIndex, name: str) -> None:
    """Half a file is broken, not half a plan."""
    content = (FORMATS / name).read_bytes()
    with pytest.raises(Unreadable):
        read_in_this_process(content[: len(content) // 2], name, index)
