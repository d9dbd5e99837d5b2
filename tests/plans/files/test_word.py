"""Hidden content of Word is read: automatic numbers, merged cells, superscripts, footnotes."""

import io
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from data.calendar.city_search.lookup import CityIndex
from data.plans.files.blocks import Paragraph, Row, Sheet
from data.plans.files.word_file import read_word
from data.plans.reading import Reading, read_sheet
from tests.plans.word import plan_in_word


@pytest.fixture(scope="module")
def reading(index: CityIndex) -> Reading:
    """Read the plan in the Word document, in this process."""
    return read_sheet(Sheet.of(*read_word(plan_in_word())), index, year=None, source=("plan.docx", ""))


def test_title_of_two_lines_and_draft_mark_are_read(reading: Reading) -> None:
    """«ПРОЕКТ» above the title makes the plan a draft."""
    assert reading.plan.title == "План мероприятий МАГ на 2026 год"
    assert reading.plan.draft


def test_events_of_a_word_table_are_read(reading: Reading) -> None:
    """Automatic numbers are counted, a merged row is a heading, two paragraphs are two titles."""
    assert [(event.number, event.part, event.title) for event in reading.plan.events] == [
        ("1", 1, "XXXIII сессия МАГ"),
        ("1", 1, "Первое заседание"),
        ("2", 1, "Второе заседание"),
        ("3", 1, "Встречи"),
        ("4", 1, "Форум столиц"),
        ("4", 2, "Конференция МАГ"),
        ("5", 1, "Съезд"),
        ("6", 1, "Слёт"),
    ]
    assert {event.section for event in reading.plan.events} == {None, "Выездные заседания"}
    assert reading.plan.events[0].organisers == ("МАГ", "Мэрия Москвы")


def test_merged_cells_continue_or_repeat_a_row(reading: Reading) -> None:
    """A row merged at its number continues. A place merged over two rows is of both."""
    meetings, congress, rally = (reading.plan.events[place] for place in (3, 6, 7))
    assert [o.place and o.place.city for o in meetings.occurrences] == ["Ереван", "Сухум"]
    assert congress.occurrences == rally.occurrences


def test_city_list_after_the_table_is_read(reading: Reading) -> None:
    """A heading between two tables opens the list, and its superscript finds the footnote."""
    assert [(row.city, row.age, row.approx) for row in reading.plan.jubilees] == [
        ("Тверь", 890, True),
        ("Казань", 1020, True),
    ]
    assert [left.text for left in reading.unread] == ["Генеральный директор"]


def rebuilt(document: Any) -> tuple[list[Paragraph | Row], list[tuple[str, str]]]:
    """Return the blocks of a document after saving and opening it."""
    content = io.BytesIO()
    document.save(content)
    return read_word(content.getvalue())


def test_footnote_of_word_gets_the_number_of_its_mark() -> None:
    """A footnote in its own part is numbered in the order of the text."""
    document = docx.Document()
    paragraph = document.add_paragraph("Юбилеи городов")
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="7"/></w:r>'))  # noqa: SLF001 - the library's XML
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="7"><w:p><w:r><w:t>ориентировочно</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    blocks, footnotes = rebuilt(document)
    assert isinstance(blocks[0], Paragraph)
    assert blocks[0].cell.marks == ("1",)
    assert footnotes == [("1", "ориентировочно")]


def test_tabs_breaks_and_markup_become_plain_text() -> None:
    """Non-breaking hyphens and angle brackets are kept."""
    document = docx.Document()
    run = document.add_paragraph().add_run("А<б> & в")
    run.add_text(" г")
    run._r.append(parse_xml(f"<w:noBreakHyphen {nsdecls('w')}/>"))  # noqa: SLF001 - the library's XML
    run._r.append(parse_xml(f"<w:t {nsdecls('w')}>д</w:t>"))  # noqa: SLF001 - the library's XML
    run.add_break()
    run.add_text("е")
    document.add_heading("Раздел", 1)
    document.add_paragraph("пункт", style="List Bullet")
    blocks, _ = rebuilt(document)
    assert [block.text for block in blocks] == ["А<б> & в г-д", "е", "Раздел", "• пункт"]
    assert [block.text for block in blocks if isinstance(block, Paragraph) and block.cell.bold] == ["Раздел"]


def test_table_inside_a_cell_or_content_control_is_read() -> None:
    """A table in a cell gives a line for every row."""
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "до"
    inner = table.cell(0, 0).add_table(rows=2, cols=2)
    for place, text in enumerate(("а", "б", "в", "г")):
        inner.cell(place // 2, place % 2).text = text
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    table._tbl.addprevious(control)  # noqa: SLF001 - the library's XML
    control[0].append(table._tbl)  # noqa: SLF001 - the library's XML
    blocks, _ = rebuilt(document)
    assert isinstance(blocks[0], Row)
    assert blocks[0].cells[0].text == "до\nа б\nв г"
