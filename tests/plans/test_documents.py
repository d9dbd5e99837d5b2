"""Whole documents of other years and other shapes are read."""

import pytest

from data.calendar.city_search.lookup import CityIndex
from data.calendar.plan import EventKind, EventStatus, Plan
from data.plans.documents import read_document
from data.plans.reading import Reading
from tests.plans.conftest import DOCUMENTS, HEADER, ReadRows
from tests.plans.sentences import saying


def read(name: str, index: CityIndex) -> Reading:
    """Read one of the hand-made documents."""
    return read_document(DOCUMENTS / name, index)


def codes(reading: Reading) -> list[str]:
    """Return the codes of the warnings, in order."""
    return [warning.code.value for warning in reading.warnings]


def cities_of(plan: Plan) -> list[str | None]:
    """Return the first city of every event."""
    return [event.occurrences[0].place.city if event.occurrences[0].place else None for event in plan.events]


def test_plan_of_five_columns_under_an_approval_order_is_read(index: CityIndex) -> None:
    """The year is the title's, not the order's. Sections and the draft mark are read."""
    plan = read("five-columns-2026.txt", index).plan
    assert plan.title == "ПЛАН мероприятий Международной Ассамблеи столиц и крупных городов (МАГ) на 2026 год"
    assert (plan.year, plan.draft) == (2026, True)
    assert [event.number for event in plan.events] == [
        *("1.1", "1.2", "1.3", "1.4", "1.5"),
        *("2.1", "2.2", "2.3", "2.4", "3.1"),
    ]
    assert {event.section for event in plan.events} == {
        "I. Мероприятия МАГ",
        "II. Участие в мероприятиях партнёров",
        "III. Информационная деятельность",
    }
    assert plan.events[0].title == "XXXIII сессия МАГ"
    assert plan.events[0].organisers == ("МАГ", "Правительство Москвы")
    assert plan.events[3].status is EventStatus.CANCELLED
    assert plan.events[-1].kind is EventKind.ACTIVITY


def test_row_cut_by_page_break_and_repeated_header_is_joined(index: CityIndex) -> None:
    """Every cell is joined with its own rest, and the header printed again is no row."""
    event = read("five-columns-2026.txt", index).plan.events[5]
    assert event.title == "Участие в форуме «Казань – город будущего»"
    assert event.organisers == ("Мэрия Казани", "ОГМВ")
    assert event.occurrences[0].when is not None
    assert event.occurrences[0].when.raw == "с 28 февраля по 2 марта"
    assert event.flags == ("row_joined_across_page_break",)


def test_plan_of_five_columns_raises_its_doubts(index: CityIndex) -> None:
    """Unknown city, impossible date, odd jubilees, a city in both lists, a signature line."""
    reading = read("five-columns-2026.txt", index)
    assert codes(reading) == [
        *("unknown_city", "invalid_date", "not_multiple_of_5", "not_multiple_of_5", "not_multiple_of_5"),
        *("in_both_lists", "rows_out_of_order", "rows_out_of_order", "line_unread"),
    ]
    assert [left.text for left in reading.unread] == ["Генеральный директор В. И. Иванов"]
    plan = reading.plan
    assert [row.approx for row in plan.jubilees] == [True] * 3
    assert [row.approx for row in plan.city_days] == [False] * 2
    assert plan.city_days[1].rule is not None


def test_table_of_pipes_is_read(index: CityIndex) -> None:
    """Markdown with a separator row, escaped pipes and a second table with its own header."""
    reading = read("pipes-2019.md", index)
    plan = reading.plan
    assert plan.title == "План мероприятий МАГ на 2019 год"
    assert [event.title for event in plan.events] == [
        "Конференция «Город | Мир»",
        "Участие в форуме",
        "Участие в съезде",
        "Слёт городов",
    ]
    assert cities_of(plan) == ["Москва", "Минск", None, "Астана"]
    assert plan.events[1].status is EventStatus.MOVED
    assert plan.events[1].note == "перенос с 12 марта"
    assert plan.events[3].organisers == ("МАГ", "Акимат Астаны")
    assert "weekday_mismatch" in plan.events[3].flags
    assert [(row.city_raw, row.city, row.age, row.approx) for row in plan.jubilees] == [
        ("Нур-Султан", "Астана", 20, True),
        ("Барнаул", "Барнаул", 290, True),
    ]
    assert "city_under_two_names" in codes(reading)


def test_city_lists_of_plain_lines_are_read(index: CityIndex) -> None:
    """City lists printed as plain lines, without a footnote, are read line by line."""
    reading = read("lists-2021.txt", index)
    assert [(row.number, row.city, row.age, row.date_raw) for row in reading.plan.jubilees] == [
        ("1", "Нарьян-Мар", 86, "10 марта"),
        ("2", "Ярославль", 1011, "29 мая"),
        ("3", "Казань", 1016, "30 августа"),
    ]
    assert [(row.city, row.age, row.date_raw, row.approx) for row in reading.plan.city_days] == [
        ("Минск", None, "вторая суббота сентября", False)
    ]
    assert reading.plan.footnotes == ()
    assert reading.plan.events[2].status is EventStatus.CANCELLED
    assert reading.unread == ()


@pytest.mark.parametrize(
    "header",
    [
        "№ п/п\tНаименование мероприятия\tМесто и дата проведения\tОрганизаторы",
        "№\tСобытие\tДата, место\tПримечание",
        "\tМероприятия\tМесто, сроки\tОтветственный исполнитель",
    ],
)
def test_columns_are_read_by_their_names(read_rows: ReadRows, header: str) -> None:
    """Four columns under other words are the same four columns."""
    event = read_rows("1.\tСессия\tМосква 12 марта\tОрганизатор: МАГ", header=header).plan.events[0]
    assert (event.title, event.organisers) == ("Сессия", ("МАГ",))
    assert event.occurrences[0].place is not None


def test_columns_in_another_order_are_read(read_rows: ReadRows) -> None:
    """Date, place and title are read in this order. The responsible person becomes a note."""
    event = read_rows(
        "1\t12 марта\tМосква\tСессия\tМАГ\tИванов\tочно",
        header="№\tСрок\tМесто\tМероприятие\tОрганизатор\tОтветственный\tПримечание",
    ).plan.events[0]
    assert event.title == "Сессия"
    assert event.organisers == ("МАГ",)
    assert event.note == "очно; Ответственный: Иванов"
    assert cities_of(read_rows("1.\tА\tМосква май\t").plan) == ["Москва"]


def test_header_cut_by_page_break_is_joined(read_rows: ReadRows) -> None:
    """«Место,» with «дата» below it is one header cell."""
    reading = read_rows(
        "п/п\t\tдата\t", "1.\tСессия\tМосква май\t", header="№\tМероприятия\tМесто,\tПримечание"
    )
    assert cities_of(reading.plan) == ["Москва"]


def test_column_of_unknown_meaning_is_reported(read_rows: ReadRows) -> None:
    """The cells of an unread column are not lost silently."""
    reading = read_rows(
        "1.\tСессия\tМосква май\tмиллион", header="№\tМероприятия\tМесто, дата\tФинансирование"
    )
    assert codes(reading) == ["column_unread"]


def test_row_in_five_pieces_is_joined(read_rows: ReadRows) -> None:
    """Blank lines, a page number and a repeated header stand between the pieces."""
    reading = read_rows(
        "1.\tКонференция по\tСанкт-\tОрганиза-",
        "",
        "\tвопросам\tПетер-\tторы: МАГ,",
        "- 2 -",
        HEADER,
        "\tсамо-\tбург\t",
        "",
        "\tуправления\tоктябрь-\tАСДГ",
        "\t\tноябрь\t",
        "2.\tСъезд\tМосква май\t",
    )
    event = reading.plan.events[0]
    assert event.title == "Конференция по вопросам само-управления"
    assert [(o.place and o.place.raw, o.when and o.when.raw) for o in event.occurrences] == [
        ("Санкт-Петер-бург", "октябрь-ноябрь")
    ]
    assert len(reading.plan.events) == 2


def test_row_without_trailing_cells_is_read(read_rows: ReadRows) -> None:
    """An editor may strip tabs at line ends, or break the last cell into two lines."""
    plan = read_rows(
        "1.\tСессия\tМосква май", "2.\tСъезд\tКазань", "июль\tОрганизатор: МАГ", "3.\tСлёт\tМинск июнь"
    ).plan
    assert cities_of(plan) == ["Москва", "Казань", "Минск"]
    assert plan.events[1].organisers == ("МАГ",)


def test_missing_and_repeated_numbers_are_reported(read_rows: ReadRows) -> None:
    """A lost row shows by its number."""
    reading = read_rows(*(f"{number}.\tСессия {number}\tМосква май\tМАГ" for number in (1, 2, 5, 5)))
    english = saying("en")
    assert [english(warning) for warning in reading.warnings] == [
        "events: no. 3–4 is missing after no. 2",
        "events: no. 5 appears twice",
    ]


def test_line_that_is_no_row_is_reported(read_rows: ReadRows) -> None:
    """An odd number keeps its row. A row without a title, or with a name for a number, is not."""
    reading = read_rows(
        "б/н\tСессия\tМосква май\tМАГ",
        "1.\t\tМосква май\tМАГ",
        "2.\tСъезд\tМосква май\tМАГ",
        "Директор\tИванов",
    )
    assert [event.number for event in reading.plan.events] == ["б/н", "2"]
    assert codes(reading) == ["odd_number", "title_missing", "line_unread"]
    assert reading.unread[0].line == 7


def test_one_title_with_several_organiser_groups_stays_one_event(read_rows: ReadRows) -> None:
    """Without as many titles as groups the row is not split, and a warning says so."""
    reading = read_rows("1.\tСессия\tМосква май\tОрганизатор: А Организатор: Б")
    assert reading.plan.events[0].organisers == ("А", "Б")
    assert reading.plan.events[0].flags == ("several_organiser_groups",)
    assert codes(reading) == ["several_organiser_groups"]
