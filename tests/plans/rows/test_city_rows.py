"""The two city lists: footnotes, ages, doubts."""

import pytest

from tests.plans.conftest import ReadRows


@pytest.mark.parametrize(
    ("heading", "footnote", "approx"),
    [
        ("Юбилеи городов<sup>1</sup>", "<sup>1</sup> Даты указаны ориентировочно", True),
        ("Юбилеи городов¹", "¹ Даты указаны ориентировочно", True),
        ("Юбилеи городов*", "* Даты указаны ориентировочно", True),
        ("Юбилеи городов<sup>i</sup>", "1 Дни городов указаны ОРИЕНТИРОВОЧНО", True),
        ("Юбилеи городов", "Дни городов указаны ориентировочно", True),
        ("Юбилеи городов (даты ориентировочные)", "", True),
        ("Юбилеи городов<sup>2</sup>", "<sup>1</sup> Даты указаны ориентировочно", True),
        ("Юбилеи городов<sup>1</sup>", "<sup>1</sup> По данным мэрий", False),
        ("Юбилеи городов", "", False),
    ],
)
def test_footnote_makes_a_list_approximate(
    read_rows: ReadRows, heading: str, footnote: str, approx: bool
) -> None:
    """«ориентировочно» holds for the lists whose headings refer to the footnote, or for all."""
    reading = read_rows(
        "1.\tСессия\tМосква май\t", heading + "\t\t\t", "1.\tТверь\t885 лет\t19 июля", "", footnote
    )
    assert [row.approx for row in reading.plan.jubilees] == [approx]
    assert reading.unread == ()


@pytest.mark.parametrize(
    ("age", "flags"),
    [
        ("22 лет", ["age_word_mismatch", "not_multiple_of_5"]),
        ("953 год", ["age_word_mismatch", "not_multiple_of_5"]),
        ("142 года", ["not_multiple_of_5"]),
        ("1011 лет", ["not_multiple_of_5"]),
        ("21 год", ["not_multiple_of_5"]),
        ("885 лет", []),
        ("885", []),
        ("885-летие", []),
        ("", ["no_age"]),
    ],
)
def test_age_is_read_and_flagged(read_rows: ReadRows, age: str, flags: list[str]) -> None:
    """The number counts. A noun that does not agree with it, and no jubilee, are flagged."""
    row = read_rows(
        "1.\tСессия\tМосква май\t", "Юбилеи городов\t\t\t", f"1.\tТверь\t{age}\t19 июля"
    ).plan.jubilees[0]
    assert list(row.flags) == flags
    assert row.date_raw == "19 июля"


def test_doubtful_city_rows_are_flagged(read_rows: ReadRows) -> None:
    """An unknown city keeps its name. A day, a weekday and a repeated city are checked."""
    reading = read_rows(
        "1.\tСессия\tМосква май\t",
        "Дни городов\t\t\t",
        "1.\tУрюпинск\t400 лет\t31 июня",
        "2.\tг. Минск\t953 года\t12 сентября (пятница)",
        "3.\tМинск\t953 года\t",
    )
    assert [(row.city, row.city_id, row.flags) for row in reading.plan.city_days] == [
        ("Урюпинск", None, ("unknown_city", "invalid_date")),
        ("Минск", "minsk", ("weekday_mismatch",)),
        ("Минск", "minsk", ("no_date", "twice_in_list")),
    ]
    assert {warning.code for warning in reading.warnings} == {
        *("unknown_city", "invalid_date", "weekday_mismatch", "no_date", "twice_in_list"),
    }


def test_words_in_brackets_are_no_part_of_a_city(read_rows: ReadRows) -> None:
    """The region beside a name does not make another city of it."""
    rows = (
        "1.\tСессия\tМосква май\t",
        "Юбилеи городов\t\t\t",
        "1.\tКазань (Татарстан)\t1015 лет\t30 августа",
    )
    [row] = read_rows(*rows).plan.jubilees
    assert (row.city, row.city_raw, row.flags) == ("Казань", "Казань (Татарстан)", ())
