"""The header of a table, where its rows begin, and what its columns say together."""

import pytest

from tests.plans.conftest import ReadRows


def titles(read_rows: ReadRows, *rows: str, header: str) -> list[tuple[str, str]]:
    """Return number and title of every event."""
    return [(event.number, event.title) for event in read_rows(*rows, header=header).plan.events]


@pytest.mark.parametrize(
    "name", ["№ п/п", "N п/п", "№№ п/п", "П№", "Nr", "#", "№", "п/п", "Номер", "№ п.п.", "№ по порядку", ""]
)
def test_number_column_is_recognised_by_any_usual_name(read_rows: ReadRows, name: str) -> None:
    """«№», «п/п», «Nr», «#» and others head it, and so does an empty cell."""
    header = f"{name}\tМероприятие\tСрок\tИсполнитель"
    assert titles(read_rows, "1.\tВыставка\tмарт\tМузей", "2.\tСъезд\tмай\tМузей", header=header) == [
        ("1", "Выставка"),
        ("2", "Съезд"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        "2.\tМероприятия ко Дню столицы\tместо и срок уточняются\tПримечание",
        "2.\tМероприятие\tМесто, дата\tПримечание",
        "2.\tМероприятия к 80-летию МАГ\tМосква, дата уточняется\tМАГ",
        "2.\tНазвание: «Тема»\tместо, период: май\tМАГ",
    ],
)
def test_numbered_row_is_never_a_header(read_rows: ReadRows, row: str) -> None:
    """The rows after it stay whole, even if its words are those of headers."""
    plan = read_rows("1.\tФорум\tТверь 5 мая\tМАГ", row, "3.\tСъезд\tТверь 6 мая\tМАГ").plan
    assert [event.number for event in plan.events] == ["1", "2", "3"]


def test_row_above_a_repeated_header_is_no_part_of_it(read_rows: ReadRows) -> None:
    """A row goes on after a page number, and the header printed again below it takes nothing."""
    header = "№\tТема\tСрок\tГород\tИсполнитель"
    rows = (
        "1)\tДни города\t\t\t",
        "",
        "- 5 -",
        "\tМинска\tсогласно графику\tМинск\tАСДГ",
        header,
        "2)\tСъезд\tмай\tТверь\tМАГ",
    )
    assert titles(read_rows, *rows, header=header) == [("1", "Дни города Минска"), ("2", "Съезд")]


@pytest.mark.parametrize(
    ("header", "row", "start", "end"),
    [
        ("№\tМероприятие\tНачало\tОкончание", "1\tФорум\t5 мая\t7 мая", "05-05", "05-07"),
        ("№\tМероприятие\tДата начала\tДата окончания", "1\tФорум\t05.05.2020\t05.05.2020", "05-05", "05-05"),
        ("№\tМероприятие\tМесяц\tЧисло", "1\tФорум\tмай\t5-7", "05-05", "05-07"),
        ("№\tМероприятие\tДень\tМесяц", "1\tФорум\t5\t05", "05-05", "05-05"),
        ("№\tМероприятие\tКвартал\tДата", "1\tФорум\tII\t5 мая", "05-05", "05-05"),
        ("№\tМероприятие\tКвартал\tМесто", "1\tФорум\tII\tТверь", "04-01", "06-30"),
        ("№\tМероприятие\tДата\tВремя", "1\tФорум\t5 мая\t10:00", "05-05", "05-05"),
        ("№\tМероприятие\tДата\tДень недели", "1\tФорум\t5 мая\tвторник", "05-05", "05-05"),
        ("№\tМероприятие\tНачало\tОкончание", "1\tФорум\t5 мая\t-", "05-05", "05-05"),
    ],
)
def test_columns_that_share_a_date_are_one_date(
    read_rows: ReadRows, header: str, row: str, start: str, end: str
) -> None:
    """Begin and end are a run, month and day a date. Hour and weekday only add to it."""
    reading = read_rows(row, header=header)
    [event] = reading.plan.events
    [when] = [one.when for one in event.occurrences]
    assert when is not None
    assert (f"{when.start:%m-%d}", f"{when.end:%m-%d}") == (start, end)
    assert [warning.code for warning in reading.warnings] == []


def test_columns_that_contradict_each_other_are_doubted(read_rows: ReadRows) -> None:
    """«июнь» beside «5 мая» raises a warning."""
    reading = read_rows("1\tФорум\tиюнь\t5 мая", header="№\tМероприятие\tМесяц\tДата")
    assert [warning.code.value for warning in reading.warnings] == ["date_columns_differ"]


def test_unknown_column_is_read_by_its_cells(read_rows: ReadRows) -> None:
    """Dates under an unknown word are dates, and a warning says so."""
    reading = read_rows(
        "1\tФорум\t5 мая\tТверь", "2\tСъезд\tиюнь\tТверь", header="№\tМероприятие\tТайминг\tМесто"
    )
    assert [event.occurrences[0].when is not None for event in reading.plan.events] == [True, True]
    assert [warning.code.value for warning in reading.warnings] == ["column_guessed"]


@pytest.mark.parametrize(
    ("cells", "status", "day"),
    [
        ("Форум\tТверь 5 мая\tотменено", "cancelled", 5),
        ("Форум (снято с плана)\tТверь 5 мая\t", "cancelled", 5),
        ("Форум\tТверь 5 мая (не состоится)\t", "cancelled", 5),
        ("Форум\tТверь 5 мая\tНе будет проводиться", "cancelled", 5),
        ("Форум\tТверь 5 мая\tПеренос на 9 мая", "moved", 9),
        ("Форум\tТверь 5 мая, перенесено на 9 мая\t", "moved", 9),
        ("Форум\tТверь 9 мая (перенесено с 5 мая)\t", "moved", 9),
        ("Форум\tТверь ~~5 мая~~ 9 мая\t", "moved", 9),
        ("~~Форум~~\t~~Тверь 5 мая~~\t", "cancelled", 5),
    ],
)
def test_status_is_read_in_any_cell(read_rows: ReadRows, cells: str, status: str, day: int) -> None:
    """The status is read in the title, the date or the note, with the date that holds."""
    [event] = read_rows(f"1.\t{cells}").plan.events
    assert (event.title, event.status.value) == ("Форум", status)
    assert [one.when and one.when.start and one.when.start.day for one in event.occurrences] == [day]


def test_unknown_word_of_status_is_doubted(read_rows: ReadRows) -> None:
    """«приостановлено» may mean anything, so a person is asked to look."""
    reading = read_rows("1.\tФорум\tТверь 5 мая\tприостановлено")
    assert [warning.code.value for warning in reading.warnings] == ["status_unclear"]
