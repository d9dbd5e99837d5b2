"""Find the cells of an .xlsx file that are struck through.

The library that reads the values does not report it, and a struck date that counts would be silently wrong.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from docx.oxml import parse_xml

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL_NAME = re.compile(r"^([A-Z]{1,3})(\d{1,7})$")


StruckCells = Mapping[int, frozenset[tuple[int, int]]]
"""The struck cells of each sheet, by its position among the sheets: (row, column), counted from 0."""


def read_struck_cells(content: bytes) -> StruckCells:
    """Find the struck cells of a workbook whose archive was checked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "xl/styles.xml" not in archive.namelist():
            return {}
        styles = _struck_styles(parse_xml(archive.read("xl/styles.xml")))
        if not styles:
            return {}
        return {
            position: frozenset(_struck_cells(parse_xml(archive.read(name)), styles))
            for position, name in enumerate(_sheets(archive))
            if name in archive.namelist()
        }


def _sheets(archive: zipfile.ZipFile) -> list[str]:
    """Return the archive parts of the sheets in the order of the workbook."""
    relations = parse_xml(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): str(one.get("Target", "")) for one in relations}
    sheets = parse_xml(archive.read("xl/workbook.xml")).findall(f"{_MAIN}sheets/{_MAIN}sheet")
    names = (targets.get(sheet.get(_RELATION), "") for sheet in sheets)
    return [name.removeprefix("/") if name.startswith("/") else f"xl/{name}" for name in names]


def _struck_styles(styles: Element) -> frozenset[str]:
    """Return the numbers of the cell styles whose font is struck through."""
    fonts = styles.findall(f"{_MAIN}fonts/{_MAIN}font")
    struck = {
        str(position)
        for position, font in enumerate(fonts)
        if (strike := font.find(f"{_MAIN}strike")) is not None
        and strike.get("val", "1") not in {"0", "false"}
    }
    formats = styles.findall(f"{_MAIN}cellXfs/{_MAIN}xf")
    return frozenset(str(position) for position, one in enumerate(formats) if one.get("fontId") in struck)


def _struck_cells(sheet: Element, styles: frozenset[str]) -> Iterator[tuple[int, int]]:
    for cell in sheet.iter(f"{_MAIN}c"):
        reference = _CELL_NAME.match(cell.get("r", ""))
        if reference and cell.get("s") in styles:
            yield int(reference[2]) - 1, _column(reference[1])


def _column(letters: str) -> int:
    """Return the column of its letters: «A» is 0, «AA» is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
