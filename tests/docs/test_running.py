"""The documents for operators name every setting and command, and no others."""

import re
from collections.abc import Iterator

import pytest
import typer

from bot.__main__ import app
from bot.commands.refusal import Status
from bot.setting_values import shown_settings
from bot.settings import BadSettings, Settings, load_settings
from tests.docs.names import ROOT
from tests.docs.tables import (
    anchors,
    blocks,
    codes,
    is_said,
    messages,
    named_first,
    quoted_messages,
    read,
    rows,
)
from tests.handlers.wiring.routers import known_commands

READMES = {"en": "README.md", "ru": "README.ru.md"}
GUIDES = {"en": "docs/running.md", "ru": "docs/running.ru.md"}
PAIRS = [READMES, GUIDES]

each_document = pytest.mark.parametrize("document", [*READMES.values(), *GUIDES.values()])
each_readme = pytest.mark.parametrize("document", READMES.values())
each_guide = pytest.mark.parametrize(("language", "document"), GUIDES.items())
each_pair = pytest.mark.parametrize("pair", PAIRS, ids=["readme", "guide"])


def subcommands(command: object, path: tuple[str, ...] = ("mag-bot",)) -> Iterator[tuple[str, set[str]]]:
    """Yield every command of the command line, with its options."""
    below = getattr(command, "commands", {})
    if not below:
        parameters = getattr(command, "params", ())
        yield " ".join(path), {option for parameter in parameters for option in parameter.opts}
    for name, one in below.items():
        yield from subcommands(one, (*path, name))


COMMANDS = dict(subcommands(typer.main.get_command(app)))


@each_document
def test_every_setting_has_its_row(document: str) -> None:
    """Every setting has a row in the tables, in the order of the code."""
    named = named_first(read(document), "[A-Z]+(?:_[A-Z]+)+|TIMEZONE")
    assert named == [name.upper() for name in Settings.model_fields]


@each_guide
def test_defaults_are_those_of_the_settings(
    language: str, document: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last cell of a row shows the default of the setting."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    defaults = {name: value for name, value in shown_settings(Settings(_env_file=None)) if value}
    shown = {row[0].strip("`"): codes(row[-1]) for row in rows(read(document))}
    assert {name: shown[name] for name in defaults} == {name: [value] for name, value in defaults.items()}


@each_document
def test_every_command_of_the_command_line_has_its_row(document: str) -> None:
    """Every command has a row, and the options in it exist."""
    text = read(document)
    named = named_first(text, r"mag-bot .+")
    found = {line: _command_in(line) for line in named}
    assert set(found.values()) == set(COMMANDS)
    for line, command in found.items():
        assert set(re.findall(r"--[a-z-]+", line)) <= COMMANDS[command], line


@each_document
def test_options_in_examples_exist(document: str) -> None:
    """The options in examples exist."""
    text = read(document)
    shown = [*(line for block in blocks(text) for line in block.splitlines()), *codes(text)]
    found = [(command, rest) for line in shown for command, rest in _commands_within(line)]
    assert found
    for command, rest in found:
        assert set(re.findall(r"(?<=\s)--[a-z-]+", rest)) <= COMMANDS[command] | {"--help"}, command + rest


def _commands_within(line: str) -> Iterator[tuple[str, str]]:
    """Yield the commands in a line, each with the text that follows it."""
    for command in COMMANDS:
        if (at := re.search(rf"(?<![\w/-]){command}(?![\w-])", line)) is not None:
            yield command, line[at.end() :]


def _command_in(line: str) -> str:
    """Return the command with which a line begins. Raises AssertionError for an unknown one."""
    words = line.split()
    known = [" ".join(words[:size]) for size in (3, 2) if " ".join(words[:size]) in COMMANDS]
    assert known, line
    return known[0]


@each_readme
def test_every_command_of_the_chat_has_its_row(document: str) -> None:
    """Every command of the chat has one row."""
    named = [code[1:] for row in rows(read(document)) for code in codes(row[0]) if code.startswith("/")]
    assert len(set(named)) == len(named)
    assert set(named) == known_commands()


@each_guide
def test_exit_statuses_are_those_of_the_program(language: str, document: str) -> None:
    """The table of exit statuses has those of the program."""
    numbers = [int(row[0]) for row in rows(read(document)) if row[0].isdecimal()]
    assert numbers == [int(status) for status in Status]


@each_guide
def test_messages_that_are_explained_are_those_that_are_shown(language: str, document: str) -> None:
    """Every message that the guide explains is one that the bot shows."""
    known = messages(language)
    explained = quoted_messages(read(document))
    assert len(explained) > 15
    assert [one for one in explained if not any(is_said(one, message) for message in known)] == []


@each_guide
def test_metrics_that_are_explained_exist(language: str, document: str) -> None:
    """Every metric that the guide explains exists."""
    named = {re.sub(r"\{.*", "", name) for name in named_first(read(document), r"mag_.+")}
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot" / "metrics").glob("*.py"))
    # the library appends _total to the name of a counter
    assert {name for name in named if f'"{name.removesuffix("_total")}"' not in code} == set()


@each_pair
def test_both_languages_show_the_same_code_and_tables(pair: dict[str, str]) -> None:
    """Code and tables are the same in both languages, except for placeholders."""
    russian, english = read(pair["ru"]), read(pair["en"])
    shown = [
        re.sub(r"\b[А-ЯЁA-Z_]{3,}\b(?![=_])", "NAME", "\n".join(blocks(text))) for text in (russian, english)
    ]
    assert shown[0] == shown[1]
    assert [len(row) for row in rows(russian)] == [len(row) for row in rows(english)]


@each_document
def test_links_within_a_document_lead_to_its_headings(document: str) -> None:
    """Links within a document lead to its headings."""
    text = read(document)
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors(text)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("BOT_TOKEN", "123", "BOT_TOKEN should be the token BotFather gave"),
        ("OWNER_ID", "5", "is no setting, did you mean"),
    ],
)
def test_messages_about_settings_are_those_that_are_shown(
    name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both guides have the English messages about settings, which the bot shows in any language."""
    monkeypatch.delenv("OWNER_IDS", raising=False)
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings, match=re.escape(said)):
        load_settings(_env_file=None)
    assert all(f"`{said}`" in read(document) for document in GUIDES.values())
