"""Titles, organisers and words of status are read cell by cell."""

import pytest

from data.calendar.plan import EventKind, EventStatus
from data.plans.layout.status_words import status_in
from data.plans.rows.organisers import OrganiserGroup, read_note, read_organisers
from data.plans.rows.statuses import read_date_status, read_title_status
from data.plans.rows.titles import has_bullets, is_compound, kind_of, mend_title, split_titles

NOTES = {
    "Организатор: МАГ": ("Организатор", ["МАГ"], None),
    "Организаторы Акимат города Нур-Султан. НАМСУ": (
        "Организаторы",
        ["Акимат города Нур-Султан", "НАМСУ"],
        None,
    ),
    "Организаторы: Мэрия г. Грозного, МАГ": ("Организаторы", ["Мэрия г. Грозного", "МАГ"], None),
    "Организаторы: Комитет по устройству и вопросам МСУ, МАГ": (
        "Организаторы",
        ["Комитет по устройству и вопросам МСУ", "МАГ"],
        None,
    ),
    "Организаторы: ООО «Рога, копыта»; МАГ (Москва, Минск).": (
        "Организаторы",
        ["ООО «Рога, копыта»", "МАГ (Москва, Минск)"],
        None,
    ),
    "Организаторы:\nМэрия Казани\nМАГ": ("Организаторы", ["Мэрия Казани", "МАГ"], None),
    "Организаторы:\nКомитет по вопросам\nсамоуправления, МАГ": (
        "Организаторы",
        ["Комитет по вопросам самоуправления", "МАГ"],
        None,
    ),
    "организаторы – МАГ, АСДГ": ("Организаторы", ["МАГ", "АСДГ"], None),
    "Организатор: МАГ; Соорганизатор: АСДГ": ("Организатор", ["МАГ", "АСДГ"], None),
    "Организатор: МАГ. По плану Правительства Москвы": (
        "Организатор",
        ["МАГ"],
        "По плану Правительства Москвы",
    ),
    "Организатор: МАГ. Ответственный: И. И. Иванов": ("Организатор", ["МАГ"], "Ответственный: И. И. Иванов"),
    "По плану Правительства Москвы": (None, [], "По плану Правительства Москвы"),
    "Совместно с организатором": (None, [], "Совместно с организатором"),
    "": (None, [], None),
}


@pytest.mark.parametrize(("cell", "expected"), NOTES.items())
def test_note_is_split_into_organisers_and_remark(
    cell: str, expected: tuple[str | None, list[str], str | None]
) -> None:
    """Names follow a label, whole. Everything else is the note."""
    hosts = read_note(cell)
    group = hosts.merged()
    assert (group.label, list(group.names), hosts.note) == expected


def test_organiser_column_needs_no_label() -> None:
    """Under their own header names stand alone. A remark is still no name."""
    assert read_organisers("МАГ, АСДГ").groups == (OrganiserGroup(None, ("МАГ", "АСДГ")),)
    assert read_organisers("По плану МАГ").note == "По плану МАГ"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("V форум «ГОРОДСКИЕ ТЕХНОЛОГИИ».", "V форум «ГОРОДСКИЕ ТЕХНОЛОГИИ»"),
        ("ХХVII сессия МАГ", "XXVII сессия МАГ"),
        ("Х форум и ХV съезд", "X форум и XV съезд"),
        ("С Новым годом, форум С. Иванова", "С Новым годом, форум С. Иванова"),
        ("Итоги 1941–1945 гг.", "Итоги 1941–1945 гг."),
        ("Семинары, встречи и др.", "Семинары, встречи и др."),
        ("И так далее...", "И так далее..."),
        ("Форум\nстолиц  мира", "Форум столиц мира"),
    ],
)
def test_titles_are_mended(title: str, expected: str) -> None:
    """One line, no final full stop, Roman ordinals in Latin letters, all else as printed."""
    assert mend_title(title) == expected


def test_titles_are_split_only_if_they_are_as_many_as_groups() -> None:
    """A double space or a line break before a capital separates two titles."""
    assert split_titles("Форум «Мир»  Конференция МАГ", 2) == ["Форум «Мир»", "Конференция МАГ"]
    assert split_titles("Форум «Мир»\nКонференция МАГ", 2) == ["Форум «Мир»", "Конференция МАГ"]
    assert split_titles("Форум  Конференция  Съезд", 2) == ["Форум  Конференция  Съезд"]
    assert split_titles("Участие в  Форуме столиц", 2) == ["Участие в  Форуме столиц"]
    assert split_titles("Форум «Мир»  Конференция МАГ", 1) == ["Форум «Мир»  Конференция МАГ"]


def test_compound_title_and_bulleted_list_are_recognised() -> None:
    """Two sentences are two things. A full stop inside quotes or after «г» ends none."""
    assert is_compound("Конференция СМИ. Подведение итогов конкурса")
    assert is_compound("XIII смотр-конкурс практик и IX конкурс «Город»")
    assert not is_compound("Форум «Город. Человек. Время» в г. Москве")
    assert has_bullets("Собрания: • ОКМО • АСДГ")
    assert not has_bullets("Собрания: ОКМО, АСДГ")


@pytest.mark.parametrize(
    ("title", "names", "section", "kind"),
    [
        ("Сбор материалов", ("МАГ",), "Деятельность по информационному обеспечению", EventKind.ACTIVITY),
        ("Участие в сессии МАГ", ("МАГ",), None, EventKind.PARTICIPATION),
        ("Участники и их дела", ("АСДГ",), None, EventKind.PARTNER),
        ("Форум", ("АСДГ", "МАГ"), "Раздел II", EventKind.OWN),
        ("Сессия МАГ", ("АСДГ",), None, EventKind.OWN),
        ("Форум", (), None, EventKind.OWN),
        ("Магистральный форум", ("АСДГ",), None, EventKind.PARTNER),
        ("Форум", ("АСДГ",), None, EventKind.PARTNER),
    ],
)
def test_kind_of_event_follows_section_title_and_organisers(
    title: str, names: tuple[str, ...], section: str | None, kind: EventKind
) -> None:
    """The section decides, then the first word, then the organisers."""
    assert kind_of(title, (OrganiserGroup(None, names),), section) is kind


@pytest.mark.parametrize(
    ("title", "left", "status"),
    [
        ("Форум (отменён)", "Форум", EventStatus.CANCELLED),
        ("Отменено: Форум", "Форум", EventStatus.CANCELLED),
        ("Форум. Перенесён на 2021 год", "Форум", EventStatus.MOVED),
        ("Форум об отменённых законах", "Форум об отменённых законах", EventStatus.PLANNED),
        ("Перенос столиц: семинар", "Перенос столиц: семинар", EventStatus.PLANNED),
    ],
)
def test_status_is_taken_out_of_a_title(title: str, left: str, status: EventStatus) -> None:
    """A mark separate from the title is its status. A word of the title is not."""
    marked = read_title_status(title)
    assert (marked.text, marked.status) == (left, status)


@pytest.mark.parametrize(
    ("cell", "left", "status"),
    [
        ("Москва 5 мая (перенос с 12 марта)", "Москва 5 мая", EventStatus.MOVED),
        ("Москва, перенесено с 12 марта на 5 мая", "Москва, 5 мая", EventStatus.MOVED),
        ("5 мая, перенесено с 12 марта", "5 мая", EventStatus.MOVED),
        ("перенесено на 5 мая", "5 мая", EventStatus.MOVED),
        ("отменено", "", EventStatus.CANCELLED),
        ("Москва 12 марта", "Москва 12 марта", EventStatus.PLANNED),
    ],
)
def test_status_is_taken_out_of_a_date(cell: str, left: str, status: EventStatus) -> None:
    """Of a moved date the new one is left."""
    marked = read_date_status(cell)
    assert (marked.text, marked.status) == (left, status)


def test_denied_status_is_no_status() -> None:
    """«Не отменено» says that nothing has changed."""
    assert status_in("Мероприятие не отменено") is EventStatus.PLANNED
    assert status_in("Перенесено, затем отменено") is EventStatus.CANCELLED
