"""Print the settings in force and where each comes from: `mag-bot settings`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from bot.commands.options import Format, FormatOption, LanguageOption
from bot.commands.refusal import warning_text
from bot.setting_origins import Origin, setting_origins
from bot.setting_parsing.env_file import ENV_FILE
from bot.setting_values import MASK, shown_settings
from bot.setting_warnings import setting_warnings
from bot.settings import Settings, load_settings
from data.store.chat_values import Language
from handlers.text.words import Words, words_in


@dataclass(frozen=True, slots=True)
class SettingLine:
    """A setting in force, its secrets masked."""

    name: str
    value: str
    origin: Origin


def settings(form: FormatOption = Format.TEXT, language: LanguageOption = Language.RU) -> None:
    """Print every setting in force and where it comes from, with secrets masked.

    Warnings go to standard error.
    """
    words, loaded = words_in(language.value), load_settings()
    for warning in setting_warnings(loaded):
        typer.echo(warning_text(words, warning), err=True)
    lines = tuple(_lines(loaded))
    typer.echo(_as_json(lines) if form is Format.JSON else _as_text(words, lines))


def _lines(loaded: Settings) -> Iterator[SettingLine]:
    origins, token = setting_origins(loaded), loaded.read_token()
    for name, value in shown_settings(loaded):
        shown = MASK if name == "BOT_TOKEN" and token is not None else value
        yield SettingLine(name, shown, origins[name])


def _as_text(words: Words, lines: tuple[SettingLine, ...]) -> str:
    file = ENV_FILE.absolute()
    key = "cli-settings-file" if ENV_FILE.is_file() else "cli-settings-no-file"
    pairs = [(f"{line.name}={line.value}", words.plain(f"cli-origin-{line.origin.value}")) for line in lines]
    width = max(len(pair) for pair, _ in pairs)
    rows = [f"{pair.ljust(width)}  {origin}" for pair, origin in pairs]
    return "\n".join([words.plain(key, path=str(file), folder=str(file.parent)), *rows])


def _as_json(lines: tuple[SettingLine, ...]) -> str:
    found = [{"name": line.name, "value": line.value, "origin": line.origin.value} for line in lines]
    return json.dumps({"env_file": _env_file(), "settings": found}, ensure_ascii=False, indent=2)


def _env_file() -> str | None:
    return str(Path(ENV_FILE).absolute()) if ENV_FILE.is_file() else None
