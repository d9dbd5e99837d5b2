"""The report on reliability has a figure for every promise, and a promise for every figure."""

import re
from datetime import date
from pathlib import Path

from tests.chaos.figures import Figure, keep, read
from tests.chaos.promises import promises
from tests.chaos.report import write_report

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"


def test_figures_come_back_as_they_were_kept(tmp_path: Path) -> None:
    """Figures are read as they were kept, in order, by row."""
    figures = [Figure("A1", 3, {"lost": 0}, 7), Figure("A1", 5, {"lost": 0, "worst": "1.5 s"}, 7)]
    for figure in figures:
        keep(figure, tmp_path / "figures")
    assert read(tmp_path / "figures") == {"A1": figures}


def test_a_row_without_a_figure_says_so() -> None:
    """A promise that was not tried says so."""
    page = write_report({}, date(2026, 11, 22), 1)
    assert page.count("not run") == len(list(promises()))


def test_the_page_tells_of_every_promise() -> None:
    """The page in docs/ has each row, with the figure of a run."""
    page = PAGE.read_text(encoding="utf-8")
    shown = re.findall(r"^\| ([A-Z][0-9]+[a-z]?) \|", page, re.MULTILINE)
    assert shown == [promise.id for promise in promises()]
    assert "not run" not in page
