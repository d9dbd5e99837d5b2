"""A plan as a Word document, made as people make them: merged cells, automatic numbers."""

import io
from collections.abc import Sequence
from functools import cache
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


@cache
def plan_in_word() -> bytes:
    """Return a document with the habits of Word.

    It has a draft mark, a title of two lines, two tables, a merged heading, a footnote and deleted text.
    """
    document = docx.Document()
    document.add_paragraph("ПРОЕКТ")
    title = document.add_paragraph().add_run("План мероприятий")
    title.bold = True
    title.add_break()
    title.add_text("МАГ на 2026 год")
    _add_events(document.add_table(rows=0, cols=4))
    heading = document.add_paragraph()
    heading.add_run("Юбилеи городов МАГ").bold = True
    mark = heading.add_run("1")
    mark.font.superscript = True
    cities = document.add_table(rows=0, cols=4)
    for texts in (("1", "Тверь", "890 лет", "12 июля"), ("2", "Казань", "1020 лет", "30 августа")):
        _add_row(cities, texts)
    note = document.add_paragraph()
    note.add_run("1").font.superscript = True
    note.add_run(" Даты указаны ориентировочно")
    deleted = document.add_paragraph("Генеральный директор")
    deleted._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>удалено</w:delText></w:r></w:del>"))  # noqa: SLF001 - the library's XML
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _add_events(table: Any) -> None:
    _add_row(table, ("№ п/п", "Мероприятия", "Место, дата", "Примечание"))
    _add_row(table, ("1.", "XXXIII сессия МАГ", "Москва\n12 марта", "Организаторы:\nМАГ,\nМэрия Москвы"))
    heading = _add_row(table, ("", "", "", ""))
    merged = heading[0].merge(heading[3])
    merged.text = ""
    merged.paragraphs[0].add_run("Выездные заседания").bold = True
    for title in ("Первое заседание", "Второе заседание"):
        cells = _add_row(table, ("", title, "Казань 5 мая", "Организатор: МАГ"))
        cells[0].paragraphs[0].style = "List Number"
    above = _add_row(table, ("3.", "Встречи", "Ереван май", ""))
    below = _add_row(table, ("", "", "Сухум июнь", ""))
    above[0].merge(below[0])
    above[1].merge(below[1])
    several = _add_row(table, ("4.", "Форум столиц", "Волгоград октябрь", "Организатор: АСДГ"))
    several[1].add_paragraph("Конференция МАГ")
    several[3].add_paragraph("Организаторы: МАГ, АСДГ")
    first = _add_row(table, ("5.", "Съезд", "Минск ноябрь", "Организатор: ВСМС"))
    second = _add_row(table, ("6.", "Слёт", "", ""))
    first[2].merge(second[2])


def _add_row(table: Any, texts: Sequence[str]) -> Any:
    cells = table.add_row().cells
    for cell, text in zip(cells, texts, strict=True):
        cell.text = text
    return cells
