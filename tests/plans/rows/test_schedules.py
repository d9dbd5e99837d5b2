"""Place and date cells are read as occurrences."""

from pathlib import Path

import pytest

from data.calendar.city_search.lookup import CityIndex
from data.calendar.plan import Occurrence
from data.calendar.wording import TimedDate, find_dates
from data.plans.doubts import Flag
from data.plans.rows.occurrences import read_schedule
from tests.calendar.grammar.wordings import ROWS, in_short

ONE_CELL = {
    "Москва 12 марта": ["Москва>Москва city @ 12 марта"],
    "Нарьян-Мар сентябрь": ["Нарьян-Мар>Нарьян-Мар city @ сентябрь"],
    "Нарьян-Мар": ["Нарьян-Мар>Нарьян-Мар city @ -"],
    "сентябрь, Нарьян-Мар": ["Нарьян-Мар>Нарьян-Мар city @ сентябрь"],
    "Нур-Султан июль": ["Нур-Султан>Астана city @ июль"],
    "по отдельному графику": ["- @ по отдельному графику"],
    "ежеквартал.": ["- @ ежеквартал."],
    "г. Москва, 12.03.2020": ["г. Москва>Москва city @ 12.03.2020"],
    "г.Казань, 5 мая": ["г.Казань>Казань city @ 5 мая"],
    "в г. Москве 12 марта": ["в г. Москве>Москва city @ 12 марта"],
    "город Минск июль": ["город Минск>Минск city @ июль"],
    "Москва (Россия) 12 марта": ["Москва (Россия)>Москва city @ 12 марта"],
    "Казахстан, Астана, май": ["Казахстан, Астана>Астана city @ май"],
    "Санкт-\nПетербург октябрь": ["Санкт-\nПетербург>Санкт-Петербург city @ октябрь"],
    "Москва\n12 марта": ["Москва>Москва city @ 12 марта"],
    "с 28 февраля по 2 марта, Ереван": ["Ереван>Ереван city @ с 28 февраля по 2 марта"],
    "Москва, 31 сентября": ["Москва>Москва city @ 31 сентября"],
    "Москва, дата уточняется": ["Москва>Москва city @ дата уточняется"],
    # several occurrences in one cell
    "Москва 12 марта; Минск 3 апреля": ["Москва>Москва city @ 12 марта", "Минск>Минск city @ 3 апреля"],
    "Москва 12 марта / Казань 5 мая": ["Москва>Москва city @ 12 марта", "Казань>Казань city @ 5 мая"],
    "Москва 12 марта, Казань 5 мая": ["Москва>Москва city @ 12 марта", "Казань>Казань city @ 5 мая"],
    "Москва 12 марта; 3 апреля": ["Москва>Москва city @ 12 марта", "Москва>Москва city @ 3 апреля"],
    "Москва 12 марта, 5 апреля": ["Москва>Москва city @ 12 марта", "Москва>Москва city @ 5 апреля"],
    "Москва 3, 10 и 17 октября": ["Москва>Москва city @ 3, 10 и 17 октября"] * 3,
    "12 марта (Москва), 15 апреля (Минск)": ["Москва>Москва city @ 12 марта", "Минск>Минск city @ 15 апреля"],
    "12 марта Москва, 5 мая Казань": ["Москва>Москва city @ 12 марта", "Казань>Казань city @ 5 мая"],
    "Москва и Казань 5 мая": ["Москва>Москва city @ 5 мая", "Казань>Казань city @ 5 мая"],
    # what is no city
    "онлайн 12 марта": ["онлайн>- online @ 12 марта"],
    "в режиме ВКС, 12 марта": ["в режиме ВКС>- online @ 12 марта"],
    "Zoom, 3 апреля": ["Zoom>- online @ 3 апреля"],
    "дистанционно, май": ["дистанционно>- online @ май"],
    "Москва (онлайн) 12 марта": ["Москва (онлайн)>Москва city @ 12 марта"],
    "Республика Татарстан, май": ["Республика Татарстан>- region @ май"],
    "Казахстан июль": ["Казахстан>- region @ июль"],
    "Московская область, июль": ["Московская область>- region @ июль"],
    "Москва, Дом Правительства 12 марта": ["Москва, Дом Правительства>Москва city @ 12 марта"],
    "Дом Правительства, Москва, 12 марта": ["Дом Правительства, Москва>Москва city @ 12 марта"],
    "Дом Правительства 12 марта": ["Дом Правительства>- venue @ 12 марта"],
    "Москва – Казань – Самара, 5–10 мая": ["Москва – Казань – Самара>- route @ 5–10 мая"],
    "Москва или Казань, май": ["Москва или Казань>- alternatives @ май"],
    "Москва/Минск 12 марта": ["Москва/Минск>- alternatives @ 12 марта"],
    "место уточняется, май": ["место уточняется>- text @ май"],
    # cities the catalogue lacks keep their names
    "Урюпинск 5 мая": ["Урюпинск>Урюпинск city @ 5 мая"],
    "г. Урюпинск 5 мая": ["г. Урюпинск>Урюпинск city @ 5 мая"],
    "Вологодская обл., г. Череповец, май": ["Вологодская обл., г. Череповец>Череповец city @ май"],
    "Пекин (КНР), октябрь": ["Пекин (КНР)>Пекин city @ октябрь"],
    "": [],
}

TWO_CELLS = {
    ("Москва", "12 марта"): ["Москва>Москва city @ 12 марта"],
    ("Москва; Минск", "12 марта; 3 апреля"): ["Москва>Москва city @ 12 марта", "Минск>Минск city @ 3 апреля"],
    ("Москва\nМинск", "12 марта\n3 апреля"): ["Москва>Москва city @ 12 марта", "Минск>Минск city @ 3 апреля"],
    ("Москва", "12 марта; 3 апреля"): ["Москва>Москва city @ 12 марта", "Москва>Москва city @ 3 апреля"],
    ("Москва", "12 марта, Минск 5 мая"): ["Москва>Москва city @ 12 марта", "Минск>Минск city @ 5 мая"],
    ("Москва, Казань", "5 мая"): ["Москва>Москва city @ 5 мая", "Казань>Казань city @ 5 мая"],
    ("Москва", "5 и 7 мая"): ["Москва>Москва city @ 5 и 7 мая"] * 2,
    ("онлайн", "каждую среду"): ["онлайн>- online @ каждую среду"],
    ("", "май"): ["- @ май"],
    ("Москва", ""): ["Москва>Москва city @ -"],
    ("Москва", "уточняется"): ["Москва>Москва city @ уточняется"],
}


def shown(occurrence: Occurrence) -> str:
    """Return an occurrence as one short line."""
    place, when = occurrence.place, occurrence.when
    where = f"{place.raw}>{place.city or '-'} {place.mode}" if place else "-"
    return f"{where} @ {when.raw if when else '-'}"


@pytest.mark.parametrize(("cell", "expected"), ONE_CELL.items())
def test_cell_with_place_and_date_is_read(cell: str, expected: list[str], index: CityIndex) -> None:
    """The city is found first, then the date. Every place and date is an occurrence."""
    found = [shown(occurrence) for occurrence in read_schedule(cell, "", 2020, index).occurrences]
    assert found == [" ".join(line.split()) if "\n" in line else line for line in expected]


@pytest.mark.parametrize(("cells", "expected"), TWO_CELLS.items())
def test_place_cell_and_date_cell_are_read(
    cells: tuple[str, str], expected: list[str], index: CityIndex
) -> None:
    """Two cells are paired in order. One place or one date serves all."""
    assert [shown(occurrence) for occurrence in read_schedule(*cells, 2020, index).occurrences] == expected


@pytest.mark.parametrize(
    ("cell", "flag"),
    [
        ("Урюпинск 5 мая", "unknown_city"),
        ("Москва 31 сентября", "invalid_date"),
        ("Москва, 12 марта (пятница)", "weekday_mismatch"),
        ("Москва 12 марта; Минск 3 апреля", "several_occurrences"),
        ("Москва", "no_date"),
        ("", "no_date"),
    ],
)
def test_doubtful_cell_has_one_flag(cell: str, flag: str, index: CityIndex) -> None:
    """A plain cell has none."""
    assert read_schedule(cell, "", 2020, index).flags == (flag,)
    assert read_schedule("Москва, 12 марта (четверг)", "", 2020, index).flags == ()


def test_only_a_catalogue_city_has_an_id(index: CityIndex) -> None:
    """Only a city of the catalogue can be followed."""
    known, unknown = (read_schedule(cell, "", 2020, index) for cell in ("Казань май", "Урюпинск май"))
    assert [occurrence.place and occurrence.place.city_id for occurrence in known.occurrences] == ["kazan"]
    assert [occurrence.place and occurrence.place.city_id for occurrence in unknown.occurrences] == [None]
    assert unknown.unknown_cities == ("Урюпинск",)


CELLS = [
    line.rsplit(" | ", 1)
    for line in Path(__file__).with_name("mixed_cells.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_cell_with_places_and_dates_is_read_or_doubted(cell: str, expected: str, index: CityIndex) -> None:
    """Each date goes with its place and hour, or the cell is doubted."""
    schedule = read_schedule(cell, "", 2025, index)
    if expected == "!":
        assert {Flag.INVALID_DATE, Flag.UNREAD_WORDS}.intersection(schedule.flags)
        return
    found = [
        f"{(one.place and one.place.city) or '-'} {in_short(TimedDate(one.when, one.time))}"
        for one in schedule.occurrences
        if one.when is not None
    ]
    assert ("; ".join(found), schedule.unread) == (expected, ())


MIXED = [
    ("Казань {}", ""),
    ("{}, Казань", ""),
    ("г. Казань ({})", ""),
    ("Казань\n{}", ""),
    ("Казань, Дом дружбы, {}", ""),
    ("Казань, ул. Ленина, 5, {}", ""),
    ("Казань, гостиница «Октябрь», {}", ""),
    ("Казань", "{}"),
    ("Казань, зал 5", "{}"),
    ("", "{}, Казань"),
]


@pytest.mark.parametrize(("place", "date"), MIXED)
def test_each_wording_is_read_beside_its_place_or_doubted(place: str, date: str, index: CityIndex) -> None:
    """Every wording means the same beside a place as alone, and leaves the city alone."""
    for text, expected in ROWS:
        schedule = read_schedule(place.format(text), date.format(text), 2025, index)
        if {Flag.INVALID_DATE, Flag.UNREAD_WORDS, Flag.NO_DATE}.intersection(schedule.flags):
            continue
        alone = find_dates(text, 2025)
        assert not alone.unread, text
        assert [(one.when and one.when.end, one.time) for one in schedule.occurrences] == [
            (dated.when.end, dated.time) for dated in alone.dates
        ], (text, expected)
        assert {one.place and one.place.city for one in schedule.occurrences} == {"Казань"}, text


def test_most_wordings_of_the_table_are_read_without_a_doubt(index: CityIndex) -> None:
    """At most one certain wording in twenty is doubted, since many warnings go unread."""
    certain = [text for text, expected in ROWS if expected != "!"]
    doubted = [text for text in certain if read_schedule("Казань", text, 2025, index).unread]
    assert len(doubted) <= len(certain) // 20, doubted


@pytest.mark.parametrize(
    ("cell", "city"),
    [
        ("М0сква 5 мая", "Москва"),
        ("3апорожье 5 мая", "Запорожье"),
        ("6арнаул 5 мая", "Барнаул"),
        ("Ка3ань 5 мая", "Казань"),
        ("MOCKBA 5 мая", "Москва"),
        ("Tверь 5 мaя", "Тверь"),
        ("Нарьян-Map 5 мая", "Нарьян-Мар"),
        ("Kazan 5 May", "Казань"),
        ("5мая Казань", "Казань"),
    ],
)
def test_look_alike_letters_do_not_hide_the_city(cell: str, city: str, index: CityIndex) -> None:
    """Latin letters and figures typed for Cyrillic ones leave city and date readable."""
    schedule = read_schedule(cell, "", 2025, index)
    [one] = schedule.occurrences
    assert (one.place and one.place.city, one.when and str(one.when.end)) == (city, "2025-05-05")
    assert schedule.flags == ()
