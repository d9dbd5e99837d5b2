"""The plan of 2020 in other formats is the same plan."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from data.calendar.city_search.lookup import CityIndex
from data.plans.documents import read_content
from data.plans.reading import Reading

SEED = (Path(__file__).parents[3] / "data" / "content" / "plan-2020.txt").read_text("utf-8")


def in_pipes(text: str) -> bytes:
    """Return a Markdown table with outer pipes and a separator row, headings bold by stars."""
    lines = []
    for line in text.split("\n"):
        if "\t" not in line:
            lines.append(line)
            continue
        bold = re.sub(r"<b>(.*?)</b>", r"**\1**", line)
        lines.append("| " + bold.replace("\t", " | ") + " |")
        if line.startswith("№"):
            lines.append("|---|---|---|---|")
    return "\n".join(lines).encode()


def in_bare_pipes(text: str) -> bytes:
    """Return a table of pipes between the cells only."""
    return text.replace("\t", " | ").encode()


def in_windows(text: str) -> bytes:
    """Return the text as an old Windows editor saves it.

    It strips blanks at line ends.
    """
    return "\r\n".join(line.rstrip() for line in text.split("\n")).encode("cp1251")


def in_word(text: str) -> bytes:
    """Return a Word document of paragraphs and one table.

    Superscripts and bold are as Word has them.
    """
    document = docx.Document()
    table = None
    for line in text.replace("**", "").split("\n"):
        if "\t" not in line:
            if line.strip():
                _write(document.add_paragraph(), line)
            continue
        table = table or document.add_table(rows=0, cols=4)
        for cell, words in zip(table.add_row().cells, line.split("\t"), strict=True):
            _write(cell.paragraphs[0], words)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _write(paragraph: Any, words: str) -> None:
    bold = "<b>" in words
    for place, piece in enumerate(re.split(r"<sup>(.*?)</sup>", re.sub(r"</?b>", "", words))):
        run = paragraph.add_run(piece)
        run.bold = bold
        run.font.superscript = place % 2 == 1


@pytest.mark.parametrize(
    ("write", "name"),
    [(in_pipes, "plan.md"), (in_bare_pipes, "plan.md"), (in_windows, "plan.txt"), (in_word, "plan.docx")],
)
def test_plan_of_2020_reads_the_same_in_another_format(
    write: Callable[[str], bytes], name: str, index: CityIndex
) -> None:
    """Rows, lists, footnotes and doubts do not depend on how the document was saved."""
    expected = _bare(read_content(SEED.encode(), "plan.txt", index))
    found = _bare(read_content(write(SEED), name, index))
    assert found.plan.events == expected.plan.events
    assert found == expected


def _bare(reading: Reading) -> Reading:
    """Return the reading without its source."""
    return replace(reading, source_name="", source_hash="")
