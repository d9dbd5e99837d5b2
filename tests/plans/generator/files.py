"""A tool: a generated plan as a file of another kind."""

import csv
import io
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

from tests.plans.generator.truth import Generated

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
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
    """Rows as Excel saves them: parted by semicolons, in the encoding of Russian Windows."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: list[list[str]]) -> bytes:
    """Rows as the one sheet of a workbook, every cell a text."""
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


def as_markdown(rows: list[list[str]]) -> bytes:
    """Rows as a table of pipes."""
    lines = (
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in row) + " |"
        for row in rows
    )
    return "\n".join(lines).encode()


def _text(plan: Generated) -> bytes:
    return plan.as_text().encode()


KINDS: tuple[tuple[str, Callable[[Generated], bytes]], ...] = (
    ("csv", lambda plan: as_csv(plan.as_rows(), encoding="utf-8")),
    ("xlsx", lambda plan: as_xlsx(plan.as_rows())),
    ("md", lambda plan: as_markdown(plan.as_rows())),
)
"""What a plan is read as, beside a text with tabs."""

TEXT = ("txt", _text)
