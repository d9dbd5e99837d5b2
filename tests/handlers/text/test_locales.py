"""Both languages have every sentence that the code asks for, and no other."""

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from handlers.text.words import LANGUAGES, read_locale, split_entries, words_in
from tests.handlers.usage import literals_of_code, sources, uses

# asked for by code of a warning or of a refusal, one key for each
DYNAMIC = ("plan-warning-", "plan-unreadable-")
# cases of nouns: one language may need a form that the other has not
GRAMMAR = (
    *("city-in", "city-genitive", "month-genitive", "month-prepositional"),
    *("fact-age", "fact-age-in-year", "fact-age-unknown", "fact-jubilee"),
)
CYRILLIC = re.compile("[а-яёА-ЯЁ]")


class Names(Visitor):
    """Collect the variables and references of an entry."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.references: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802
        """Note a variable."""
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: fluent.MessageReference) -> None:  # noqa: N802
        """Note another message."""
        self.references.add(node.id.name)

    def visit_TermReference(self, node: fluent.TermReference) -> None:  # noqa: N802
        """Note a term."""
        self.references.add(f"-{node.id.name}")


@cache
def names(language: str) -> dict[str, Names]:
    """Return what each entry of a language refers to."""
    found: dict[str, Names] = {}
    for text in read_locale(language):
        for entry in FluentParser().parse(text).body:
            assert not isinstance(entry, fluent.Junk), entry.content
            if isinstance(entry, fluent.Message | fluent.Term):
                key = entry.id.name if isinstance(entry, fluent.Message) else f"-{entry.id.name}"
                assert key not in found, f"{language} says {key} twice"
                found[key] = Names()
                found[key].visit(entry)
    return found


@cache
def variables(language: str, key: str) -> frozenset[str]:
    """Return every argument that a message needs, including those of messages it refers to."""
    entry = names(language)[key]
    needed = set(entry.variables)
    for reference in entry.references:
        needed |= variables(language, reference)
    return frozenset(needed)


def test_both_languages_have_the_same_keys() -> None:
    """No sentence is missing. A key that only other keys use may be of one language."""
    assert set(names("ru")) ^ set(names("en")) <= referred("ru") | referred("en")


def referred(language: str) -> set[str]:
    """Return the keys that other entries of the language refer to."""
    return {reference for entry in names(language).values() for reference in entry.references}


def test_both_languages_take_the_same_arguments() -> None:
    """An argument of one language is used in the other, so a missing one is seen in either."""
    shared = set(names("ru")) & set(names("en"))
    differing = {key for key in shared if variables("ru", key) != variables("en", key)}
    assert differing <= set(GRAMMAR)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_in_the_code_exists_with_its_arguments(language: str) -> None:
    """A misspelt key or a missing argument is found here, not by a reader."""
    wrong = [
        f"{use.where} {use.key}" for use in uses() if not use.is_prefix and use.key not in names(language)
    ]
    wrong += [
        f"{use.where} {use.key}: {sorted(use.arguments)} for {sorted(variables(language, use.key))}"
        for use in uses()
        if use.arguments is not None
        and not use.is_prefix
        and use.key in names(language)
        and use.key not in GRAMMAR
        if use.arguments != variables(language, use.key)
    ]
    assert wrong == []


def test_every_beginning_of_a_key_in_the_code_has_keys() -> None:
    """If the code completes a key from a value, keys with that beginning exist."""
    prefixes = {use.key for use in uses() if use.is_prefix}
    assert {p for p in prefixes if not any(key.startswith(p) for key in names("ru"))} <= set(DYNAMIC)


def test_every_key_in_the_files_is_used() -> None:
    """An unused sentence is removed."""
    used = literals_of_code() | referred("ru") | referred("en")
    prefixes = tuple({use.key for use in uses() if use.is_prefix}) + DYNAMIC
    left = [key for key in names("ru") if key not in used and not key.startswith(prefixes)]
    assert left == []


class Choices(Visitor):
    """Collect the variants that an entry may take, by the variable that chooses."""

    def __init__(self) -> None:
        self.found: dict[str, set[str | int]] = {}

    def visit_SelectExpression(self, node: fluent.SelectExpression) -> None:  # noqa: N802
        """Note the keys of the variants. A plural is tried with a number of its own."""
        if isinstance(node.selector, fluent.VariableReference):
            keys = self.found.setdefault(node.selector.id.name, set())
            for variant in node.variants:
                name = (
                    variant.key.value if isinstance(variant.key, fluent.NumberLiteral) else variant.key.name
                )
                keys.add(_PLURALS.get(name) or (int(name) if name.isdigit() else name))
        self.generic_visit(node)


_PLURALS = {"one": 21, "few": 22, "many": 25}
ANOTHER_YEAR = "15 мая 2027 г."


@cache
def choices(language: str) -> dict[str, dict[str, set[str | int]]]:
    """Return the choices of each entry, including those of entries it refers to."""
    found: dict[str, dict[str, set[str | int]]] = {}
    for text in read_locale(language):
        for entry in FluentParser().parse(text).body:
            if isinstance(entry, fluent.Message):
                visitor = Choices()
                visitor.visit(entry)
                found[entry.id.name] = visitor.found
    for key, chosen in found.items():
        for reference in names(language)[key].references:
            for name, keys in found.get(reference, {}).items():
                chosen.setdefault(name, set()).update(keys)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_ends_with_two_full_stops(language: str) -> None:
    """Any argument may be a date that ends with «г.», and any sentence may end with it."""
    words, wrong = words_in(language), []
    for key, chosen in choices(language).items():
        plain = dict.fromkeys(variables(language, key), ANOTHER_YEAR)
        for name, value in [
            ("", ""),
            *((name, value) for name, values in chosen.items() for value in values),
        ]:
            text = str(words(key, **{**plain, **({name: value} if name else {})}))
            wrong += [text] if re.search(r"(?<!\.)\.(</\w+>)*\.(?!\.)", text) else []
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_entries_are_found_without_parsing(language: str) -> None:
    """The quick split at the start sees the same keys as the real parser."""
    quick = {key for text in read_locale(language) for key in split_entries(text)}
    assert quick == set(names(language))


def literals(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield the string literals that are no docstrings."""
    docstrings = {
        id(statement.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


def test_no_sentence_stands_outside_the_locales() -> None:
    """A translator does not see Cyrillic text in code. Single letters in patterns are allowed."""
    spoken = [
        f"{path.name}:{node.lineno} {node.value!r}"
        for path, tree in sources()
        for node in literals(tree)
        if re.search("[а-яёА-ЯЁ]{2}", str(node.value))
    ]
    assert spoken == []
