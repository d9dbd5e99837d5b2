"""Tool for tests and `make guide`: read the texts, pictures and links of a printed guide."""

import ctypes
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pypdfium2
from PIL import Image
from pypdfium2 import raw

POINTS_OF_MM = 72 / 25.4
FOOTER = 13.0 * POINTS_OF_MM
"""Height in points of the strip with the number of the page, within the lower margin of the style."""


class PrintedGuide:
    """The printed guide with its pages, pictures, links and bookmarks."""

    def __init__(self, content: bytes) -> None:
        self._document = pypdfium2.PdfDocument(content)
        self._pages: list[Any] = list(self._document)

    @cached_property
    def outline(self) -> list[tuple[str, int]]:
        """Return the bookmarks in order, each with the number of its page."""
        return [(one.get_title(), one.get_dest().get_index() + 1) for one in self._document.get_toc()]

    @cached_property
    def pages(self) -> list[str]:
        """Return the texts of the pages without the page numbers."""
        return [page.get_textpage().get_text_bounded(bottom=FOOTER) for page in self._pages]

    @cached_property
    def numbers(self) -> list[str]:
        """Return the texts at the bottom of the pages, which are the page numbers."""
        return [page.get_textpage().get_text_bounded(top=FOOTER).strip() for page in self._pages]

    @cached_property
    def sizes(self) -> set[tuple[int, int]]:
        """Return the different page sizes, width and height in millimetres."""
        return {
            (round(page.get_width() / POINTS_OF_MM), round(page.get_height() / POINTS_OF_MM))
            for page in self._pages
        }

    @cached_property
    def pictures(self) -> list[Image.Image]:
        """Return the pictures in order. Emoji are not among them, because they are letters of a font."""
        wanted = [raw.FPDF_PAGEOBJ_IMAGE]
        found = (one for page in self._pages for one in page.get_objects(filter=wanted))
        return [one.get_bitmap().to_pil().convert("RGB") for one in found]

    @cached_property
    def letter_sizes(self) -> set[float]:
        """Return the different letter sizes in points."""
        wanted = [raw.FPDF_PAGEOBJ_TEXT]
        return {
            round(one.get_font_size() * one.get_matrix().get()[0], 1)
            for page in self._pages
            for one in page.get_objects(filter=wanted)
        }

    @cached_property
    def fonts(self) -> set[str]:
        """Return the names of the fonts. The font of coloured emoji has an empty name."""
        wanted = [raw.FPDF_PAGEOBJ_TEXT]
        found = (one.get_font() for page in self._pages for one in page.get_objects(filter=wanted))
        return {font.get_base_name().rpartition("+")[2] for font in found}

    def links(self) -> Iterator[int]:
        """Yield the page number that each link leads to, 0 for a link without a target."""
        for page in self._pages:
            place, link = ctypes.c_int(0), raw.FPDF_LINK()
            while raw.FPDFLink_Enumerate(page, place, link):
                target = raw.FPDFLink_GetDest(self._document, link)
                yield raw.FPDFDest_GetDestPageIndex(self._document, target) + 1 if target else 0
