"""Every sentence of the bot, out of the Fluent files in handlers/locales."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle
from fluent.runtime.types import fluent_number
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from handlers.text.markup import Markup, clean, escape

LANGUAGES = ("ru", "en")
DEFAULT_LANGUAGE = "ru"

Argument = str | int

_ENTRY = re.compile(r"^(-?[a-zA-Z][\w-]*) *=", re.MULTILINE)
# the library refuses longer arguments; these are put in after it has done its work
_LONGEST_INLINE = 1000
_HELD_BACK = "\ue000{}\ue001"
# stands behind an argument that ends a sentence by itself («15 мая 2027 г.»), tags of the pattern may follow
_STOPPED = "\ue002"
_SECOND_STOP = re.compile(rf"{_STOPPED}((?:</[a-z]+>)*)(?:\.(?!\.))?")
_ENDING = re.compile(r"[.…!?](?:</[a-z]+>)*$")


class MissingWords(LookupError):
    """A key no Fluent file has, or an argument a message wants and did not get: a mistake in our code."""

    def __init__(self, language: str, key: str, reason: str = "") -> None:
        super().__init__(language, key, reason)
        self.key = key


class Words:
    """The sentences of one language.

    Entries are parsed when first asked for: reading all of both languages would take a third of a second at
    every start, and a chat needs a few.
    """

    def __init__(self, language: str, sources: dict[str, str]) -> None:
        """sources are the entries' own texts by key, as split_entries gives them."""
        self.language = language
        self._sources = sources
        self._bundle = FluentBundle([language], use_isolating=False)
        self._parsed: set[str] = set()
        self._parser = FluentParser(with_spans=False)

    def __call__(self, key: str, **arguments: Argument) -> Markup:
        """The message as Telegram HTML; text arguments are escaped unless they are Markup.

        A full stop of the sentence is left out behind an argument that already ends with one.
        MissingWords for an unknown key or a missing argument.
        """
        return Markup(self._format(key, arguments, escape))

    def plain(self, key: str, **arguments: Argument) -> str:
        """The message as plain text, for buttons, pop-ups and file names."""
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
            text = text.replace(_HELD_BACK.format(place), value)
        return text

    def _parse(self, key: str) -> None:
        """Have the entry in the bundle, with every entry it refers to."""
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
    """The sentences in this language; any language we do not speak gets the default one."""
    if language not in LANGUAGES:
        return words_in(DEFAULT_LANGUAGE)
    sources: dict[str, str] = {}
    for text in read_locale(language):
        sources.update(split_entries(text))
    return Words(language, sources)


def read_locale(language: str) -> Iterator[str]:
    """The texts of the language's Fluent files, by name."""
    folder = files("handlers") / "locales" / language
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".ftl"):
            yield file.read_text("utf-8")


def split_entries(text: str) -> dict[str, str]:
    """The entries of a Fluent file by key. They begin in a line's first column, so none need be parsed."""
    begins = list(_ENTRY.finditer(text))
    ends = [match.start() for match in begins[1:]] + [len(text)]
    return {match[1]: text[match.start() : end] for match, end in zip(begins, ends, strict=True)}


def _prepare(value: Argument, treat: Callable[[str], str], long: list[str]) -> object:
    if isinstance(value, int):
        return fluent_number(value, useGrouping=False)
    treated = str(treat(value))
    stop = _STOPPED if _ENDING.search(treated) else ""
    if len(treated) <= _LONGEST_INLINE:
        return treated + stop
    long.append(treated)
    return _HELD_BACK.format(len(long) - 1) + stop


def _references(entry: ast.BaseNode) -> list[str]:
    finder = _References()
    finder.visit(entry)
    return finder.found


class _References(Visitor):
    """Collects the keys of the messages and terms an entry refers to."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 -- the visitor's way of naming
        self.found.append(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802 -- the visitor's way of naming
        self.found.append(f"-{node.id.name}")
        self.generic_visit(node)
