"""Look up the bot's sentences in the Fluent files of handlers/locales."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale
from fluent.runtime import FluentBundle
from fluent.runtime.types import FluentInt, fluent_number
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from handlers.text.markup import Markup, clean, escape

LANGUAGES = ("ru", "en")
DEFAULT_LANGUAGE = "ru"

Argument = str | int

_ENTRY = re.compile(r"^(-?[a-zA-Z][\w-]*) *=", re.MULTILINE)
# the library refuses longer arguments, so these are put in after it has formatted the message
_LONGEST_INLINE = 1000
_PLACEHOLDER = "\ue000{}\ue001"
# marks the end of an argument that ends with a full stop («15 мая 2027 г.»). Tags of the pattern may follow
_STOP_MARK = "\ue002"
_SECOND_STOP = re.compile(rf"{_STOP_MARK}((?:</[a-z]+>)*)(?:\.(?!\.))?")
_ENDING = re.compile(r"[.…!?](?:</[a-z]+>)*$")


class MissingWords(LookupError):
    """A key that no Fluent file has, or a missing argument. It is an error of our code."""

    def __init__(self, language: str, key: str, reason: str = "") -> None:
        super().__init__(language, key, reason)
        self.key = key


class Words:
    """The sentences of one language.

    sources has the text of each entry by its key, as split_entries returns it. An entry is parsed when it
    is first needed: parsing all of both languages would take a third of a second at each start, and a
    chat needs a few.
    """

    def __init__(self, language: str, sources: dict[str, str]) -> None:
        self.language = language
        self._sources = sources
        self._bundle = FluentBundle([language], functions=_FUNCTIONS, use_isolating=False)
        self._parsed: set[str] = set()
        self._parser = FluentParser(with_spans=False)

    def __call__(self, key: str, **arguments: Argument) -> Markup:
        """Return the message as Telegram HTML. Text arguments are escaped unless they are Markup.

        The full stop of a sentence is dropped after an argument that ends with one. Raises
        MissingWords for an unknown key or a missing argument.
        """
        return Markup(self._format(key, arguments, escape))

    def plain(self, key: str, **arguments: Argument) -> str:
        """Return the message as plain text, for buttons, pop-ups and file names."""
        return self._format(key, arguments, clean)

    def __contains__(self, key: str) -> bool:
        return key in self._sources

    def _format(self, key: str, arguments: dict[str, Argument], treat: Callable[[str], str]) -> str:
        self._parse(key)
        long: list[str] = []
        given = {name: _prepare(value, treat, long) for name, value in arguments.items()}
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise MissingWords(self.language, key, "no value")
        formatted, errors = self._bundle.format_pattern(pattern, given)
        if errors:
            raise MissingWords(self.language, key, str(errors[0]))
        text = _SECOND_STOP.sub(r"\1", str(formatted))
        for place, value in enumerate(long):
            text = text.replace(_PLACEHOLDER.format(place), value)
        return text

    def _parse(self, key: str) -> None:
        """Put the entry into the bundle, with every entry that it refers to."""
        if key in self._parsed:
            return
        if key not in self._sources:
            raise MissingWords(self.language, key)
        self._parsed.add(key)
        entry = self._parser.parse_entry(self._sources[key])
        if isinstance(entry, ast.Junk):
            raise MissingWords(self.language, key, str(entry.annotations[0].message))
        self._bundle.add_resource(ast.Resource([entry]))
        for reference in _references(entry):
            self._parse(reference)


@cache
def words_in(language: str) -> Words:
    """Return the sentences in this language, or in the default one if we do not have it."""
    if language not in LANGUAGES:
        return words_in(DEFAULT_LANGUAGE)
    sources: dict[str, str] = {}
    for text in read_locale(language):
        sources.update(split_entries(text))
    return Words(language, sources)


def read_locale(language: str) -> Iterator[str]:
    """Yield the texts of the language's Fluent files, in the order of their names."""
    folder = files("handlers") / "locales" / language
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".ftl"):
            yield file.read_text("utf-8")


def split_entries(text: str) -> dict[str, str]:
    """Return the entries of a Fluent file by key.

    Each entry begins in the first column of a line, so none has to be parsed.
    """
    begins = list(_ENTRY.finditer(text))
    ends = [match.start() for match in begins[1:]] + [len(text)]
    return {match[1]: text[match.start() : end] for match, end in zip(begins, ends, strict=True)}


def _grouped(value: object) -> object:
    """Return a number with thousands separators of English: “1,021”. Other values stay."""
    return f"{int(value):,}" if isinstance(value, FluentInt) else value


def _ordinal(value: object) -> str:
    """Return the plural category of an English ordinal number: «one» for 1st, 21st, 1,021st."""
    return Locale("en").ordinal_form(int(value)) if isinstance(value, FluentInt) else "other"


# what a sentence may call beside the functions of Fluent. Only English sentences do
_FUNCTIONS: dict[str, Callable[[Any], Any]] = {"GROUPED": _grouped, "ORDINAL": _ordinal}


def _prepare(value: Argument, treat: Callable[[str], str], long: list[str]) -> object:
    if isinstance(value, int):
        return fluent_number(value, useGrouping=False)
    treated = str(treat(value))
    stop = _STOP_MARK if _ENDING.search(treated) else ""
    if len(treated) <= _LONGEST_INLINE:
        return treated + stop
    long.append(treated)
    return _PLACEHOLDER.format(len(long) - 1) + stop


def _references(entry: ast.BaseNode) -> list[str]:
    finder = _References()
    finder.visit(entry)
    return finder.found


class _References(Visitor):
    """Collect the keys of the messages and terms that an entry refers to."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 -- the visitor's way of naming
        self.found.append(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802 -- the visitor's way of naming
        self.found.append(f"-{node.id.name}")
        self.generic_visit(node)
