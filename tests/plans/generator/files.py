"""A tool: writes a generated plan as a file of another kind."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

from tests.plans.generator.truth import GeneratedPlan

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_WORD_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_DOCX}.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
}
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="План" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def as_csv(rows: list[list[str]], separator: str = ";", encoding: str = "cp1251") -> bytes:
    """Write rows as Excel saves them: semicolons, in the encoding of Russian Windows."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: list[list[str]]) -> bytes:
    """Write rows as the one sheet of a workbook, every cell a text."""
    written = "".join(
        "<row>"
        + "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>' for cell in row)
        + "</row>"
        for row in rows
    )
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{written}</sheetData></worksheet>'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**_PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            archive.writestr(name, text)
    return content.getvalue()


def as_docx(plan: GeneratedPlan) -> bytes:
    """Write a plan as a Word document.

    Rows stand in tables, a heading in a cell over the whole width, other lines between the tables.
    """
    body, is_open = [], False
    for line in plan.lines:
        is_row = len(line) > 1
        if is_row is not is_open:
            body.append("<w:tbl><w:tblPr/><w:tblGrid/>" if is_row else "</w:tbl>")
        is_open = is_row
        body.append(_word_row(line, plan.width) if is_row else _word_lines(line[0]))
    body.append("</w:tbl>" if is_open else "")
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{"".join(body)}<w:sectPr/></w:body></w:document>'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in {**_WORD_PARTS, "word/document.xml": document}.items():
            archive.writestr(name, text)
    return content.getvalue()


def _word_row(line: list[str], width: int) -> str:
    if line[0] and not any(line[1:]):
        span = f'<w:tcPr><w:gridSpan w:val="{width}"/></w:tcPr>'
        return f"<w:tr><w:tc>{span}{_word_lines(line[0])}</w:tc></w:tr>"
    return f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{_word_lines(cell)}</w:tc>' for cell in line)}</w:tr>"


def _word_lines(text: str) -> str:
    """Return paragraphs, with the text of <sup> raised."""
    return "".join(
        f"<w:p>{''.join(map(_word_run, re.split(r'(<sup>.*?</sup>)', line)))}</w:p>"
        for line in text.split("\n")
    )


def _word_run(text: str) -> str:
    plain = text.removeprefix("<sup>").removesuffix("</sup>")
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>' if plain != text else ""
    return f'<w:r>{raised}<w:t xml:space="preserve">{escape(plain)}</w:t></w:r>'


def as_markdown(rows: list[list[str]]) -> bytes:
    """Write rows as a table of pipes."""
    lines = (
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in row) + " |"
        for row in rows
    )
    return "\n".join(lines).encode()


def _text(plan: GeneratedPlan) -> bytes:
    return plan.as_text().encode()


KINDS: tuple[tuple[str, Callable[[GeneratedPlan], bytes]], ...] = (
    ("csv", lambda plan: as_csv(plan.as_rows(), encoding="utf-8")),
    ("xlsx", lambda plan: as_xlsx(plan.as_rows())),
    ("docx", as_docx),
    ("md", lambda plan: as_markdown(plan.as_rows())),
)
"""The kinds of files a plan is read as, beside a text with tabs."""

TEXT = ("txt", _text)
