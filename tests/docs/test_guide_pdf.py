"""The PDF that the bot sends has the text of docs/secretariat.ru.md, and can be read on a phone."""

import re
from collections.abc import Iterable
from itertools import groupby

import pytest
from PIL import Image, ImageChops

from tests.docs.guide.page import (
    GUIDE,
    PRINTED,
    anchor,
    header_rows,
    headings,
    picture_files,
    targets,
    texts,
)
from tests.docs.guide.printed import PrintedGuide

MARKDOWN = GUIDE.read_text("utf-8")
LARGEST = 2_000_000
A5 = (148, 210)
SMALLEST_LETTERS = 11.0
"""Points on a page of A5. A phone shows such a page at half its width."""

_FOLDED = re.compile(r"[\s\u00ad\u200b-\u200d\ufe0e\ufe0f\ufffe\x02•-]+")


@pytest.fixture(scope="module")
def guide() -> PrintedGuide:
    """Return the guide that is shipped."""
    return PrintedGuide(PRINTED.read_bytes())


def folded(text: str) -> str:
    """Return a text without white space, hyphens, bullets and variation selectors, which printing changes."""
    return _FOLDED.sub("", text)


def numbers_of(guide: PrintedGuide) -> dict[str, int]:
    """Return the page numbers of the headings by anchor."""
    return {anchor(title): number for title, number in guide.outline}


def test_printed_guide_says_what_the_guide_says(guide: PrintedGuide) -> None:
    """The PDF has every word of the Markdown in order. It fails after a change without `make guide`."""
    left = "".join(folded(text) for text in texts(MARKDOWN, numbers_of(guide)))
    headers = {folded(row) for row in header_rows(MARKDOWN)}
    for number, page in enumerate(map(folded, guide.pages), 1):
        again = next((row for row in headers if page.startswith(row) and not left.startswith(page)), "")
        said = page.removeprefix(again)
        assert left[: len(said)] == said, f"page {number}; the guide has changed: make guide"
        left = left[len(said) :]
    assert left == ""


def test_printed_guide_has_the_pictures_of_the_guide(guide: PrintedGuide) -> None:
    """The PDF has the same pictures in the same order, pixel by pixel."""
    files = picture_files(MARKDOWN)
    assert len(guide.pictures) == len(files) > 0
    for file, printed in zip(files, guide.pictures, strict=True):
        with Image.open(file) as taken:
            assert printed.size == taken.size, file.name
            assert ImageChops.difference(printed, taken.convert("RGB")).getbbox() is None, file.name


def test_contents_and_links_lead_to_their_headings(guide: PrintedGuide) -> None:
    """Each heading is a bookmark, and each link leads to the page of its heading."""
    assert [title for title, _ in guide.outline] == headings(MARKDOWN)
    numbers = numbers_of(guide)
    for title, number in guide.outline:
        assert folded(title) in folded(guide.pages[number - 1])
    # the PDF has two links where a link is broken over two lines
    assert runs(guide.links()) == runs(numbers[target] for target in targets(MARKDOWN))


def runs(pages: Iterable[int]) -> list[int]:
    """Return the numbers, with equal neighbours counted once."""
    return [number for number, _ in groupby(pages)]


def test_pages_of_the_printed_guide_fit_a_phone(guide: PrintedGuide) -> None:
    """Pages are A5 with numbers, letters have at least 11 points, and the file is at most 2 MB."""
    assert guide.sizes == {A5}
    assert min(guide.letter_sizes) >= SMALLEST_LETTERS
    assert guide.numbers == [str(number) for number in range(1, len(guide.pages) + 1)]
    assert PRINTED.stat().st_size <= LARGEST
    assert b"/CreationDate" not in PRINTED.read_bytes()


def test_letters_and_emoji_of_the_printed_guide_are_there(guide: PrintedGuide) -> None:
    """Without coloured emoji on the machine, Chromium would print them in another font or as boxes."""
    assert guide.fonts == {"GolosText-Regular", "GolosText-Bold", "LiberationSans", ""}
