"""Tool for tests and `make guide`: read the secretariat's guide, and render it as HTML."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from html import escape
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.docs.names import ROOT

GUIDE = ROOT / "docs" / "secretariat.ru.md"
PRINTED = ROOT / "data" / "content" / "secretariat.ru.pdf"
FONTS = ROOT / "data" / "content" / "fonts"
STYLE = Path(__file__).parent / "style.css"

CONTENTS = "Содержание"

_PICTURE = re.compile(r'<img src="(?P<file>[^"]+)" width="\d+" alt="(?P<alt>[^"]+)">\s*')
_EMOJI = re.compile(r"(?<=^[^\w\s]) |(?<=^[^\w\s]\N{VARIATION SELECTOR-16}) ")
_TAG = re.compile(r"<[^>]+>")
_MARKDOWN = MarkdownIt("commonmark").enable("table")


def anchor(heading: str) -> str:
    """Return the anchor that GitHub gives to a heading."""
    return re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-")


def texts(markdown: str, numbers: Mapping[str, int]) -> Iterator[str]:
    """Yield the texts in order: headings, paragraphs, items with their numbers, cells.

    numbers are the page numbers of the headings by anchor, for the table of contents.
    """
    tokens = _MARKDOWN.parse(markdown)
    _number_contents(tokens, numbers)
    for token in tokens:
        if token.type == "list_item_open" and token.info:
            yield f"{token.info}."
        elif token.type == "inline":
            yield _plain(token)


def headings(markdown: str) -> list[str]:
    """Return the headings in order."""
    return [text.content for opening, text in _pairs(markdown) if opening.type == "heading_open"]


def header_rows(markdown: str) -> set[str]:
    """Return the header rows of the tables. A table over several pages repeats its header row."""
    rows, row = set[str](), list[str]()
    for opening, token in _pairs(markdown):
        if opening.type == "th_open":
            row.append(_plain(token))
        elif opening.type == "thead_close":
            rows.add(" ".join(row))
            row = []
    return rows


def picture_files(markdown: str) -> list[Path]:
    """Return the files of the pictures in order."""
    return [GUIDE.parent / found["file"] for found in _PICTURE.finditer(markdown)]


def targets(markdown: str) -> list[str]:
    """Return the anchors of the links within the guide, in order."""
    return re.findall(r"\]\(#([^)]+)\)", markdown)


def page(markdown: str, numbers: Mapping[str, int] | None = None) -> str:
    """Return the guide as HTML with its fonts and pictures inside.

    numbers are the page numbers of the headings by anchor, for the table of contents.
    """
    tokens = _MARKDOWN.parse(markdown)
    for opening, text in pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrSet("id", anchor(text.content))
        elif opening.type == "html_block":
            opening.content = _PICTURE.sub(_figure, opening.content)
        elif opening.type == "inline":
            _keep_emoji(opening.children or [])
    _number_contents(tokens, numbers or {})
    body = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    title = headings(markdown)[0]
    return (
        f'<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_style()}</style></head><body>{body}</body></html>"
    )


def _pairs(markdown: str) -> Iterator[tuple[Token, Token]]:
    """Return each token with the next one, which holds the text of a heading or a cell."""
    return pairwise(_MARKDOWN.parse(markdown))


def _plain(token: Token) -> str:
    """Return the text of a token without markup."""
    if token.children is not None:
        return "".join(_plain(child) for child in token.children)
    return " " if token.type == "softbreak" else _TAG.sub("", token.content)


def _keep_emoji(children: list[Token]) -> None:
    """Put a no-break space between the emoji and the label of each button."""
    for opening, text in pairwise(children):
        if opening.type == "strong_open":
            text.content = _EMOJI.sub("\N{NO-BREAK SPACE}", text.content)


def _number_contents(tokens: list[Token], numbers: Mapping[str, int]) -> None:
    """Turn the first list into the table of contents: with a title, and page numbers in its links."""
    begin = next(place for place, token in enumerate(tokens) if token.type == "bullet_list_open")
    end = next(place for place, token in enumerate(tokens) if token.type == "bullet_list_close")
    tokens[begin].attrSet("class", "contents")
    for token in tokens[begin:end]:
        if token.type == "inline" and token.children:
            (target,) = targets(token.content)
            number = f"<span>{numbers.get(target, '')}</span>"
            token.children.insert(-1, Token("html_inline", "", 0, content=number))
    tokens[begin:begin] = _contents_title()


def _contents_title() -> list[Token]:
    opening = Token("paragraph_open", "p", 1, attrs={"class": "contents-title"})
    title = Token("inline", "", 0, children=[Token("text", "", 0, content=CONTENTS)])
    return [opening, title, Token("paragraph_close", "p", -1)]


def _figure(found: re.Match[str]) -> str:
    source = _data_uri("image/png", GUIDE.parent / found["file"])
    return f'<figure><img src="{source}" alt="{found["alt"]}"></figure>'


def _style() -> str:
    faces = (_face("GolosText-Regular.ttf", 400), _face("GolosText-Bold.ttf", 700))
    return "".join((*faces, STYLE.read_text("utf-8")))


def _face(name: str, weight: int) -> str:
    source = _data_uri("font/ttf", FONTS / name)
    return f'@font-face {{ font-family: "Golos Text"; font-weight: {weight}; src: url({source}) }}'


def _data_uri(kind: str, file: Path) -> str:
    return f"data:{kind};base64,{b64encode(file.read_bytes()).decode()}"
