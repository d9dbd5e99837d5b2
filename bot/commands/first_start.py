"""Ask for token and owner, check both with Telegram, write `.env`: `mag-bot init`."""

import asyncio
import os
import re
import sys
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from bot.commands.confirming import agrees
from bot.commands.options import LanguageOption
from bot.commands.refusal import CommandRefusal
from bot.first_start.env_file import with_values, write_privately
from bot.process_tuning import import_aiogram
from bot.setting_parsing.env_file import ENV_FILE, read_env_text
from bot.settings import BadSettings, Settings, load_settings
from data.store.chat_values import Language
from handlers.text.words import Words, words_in
from handlers.views.secretariat.findings import TelegramFacts, telegram_finding

if TYPE_CHECKING:
    from bot.first_start.owner_search import FoundPerson, Obstacle

T = TypeVar("T")

_TRIES = 3
_WRITTEN = ("BOT_TOKEN", "BOT_TOKEN_FILE", "OWNER_IDS")
_REACHING = ("TELEGRAM_API_URL", "TELEGRAM_PROXY")
# what every reader of `.env` takes as it is, without quotes
_PLAIN = re.compile(r"[\w:/.@%+-]+")


def init(language: LanguageOption = Language.RU) -> None:
    """Ask for the bot's token and its owner, check both with Telegram, and write .env.

    The owner's id is found by a message to the bot. An .env that is there is changed only after a question.
    """
    words = words_in(language.value)
    kept = words.plain("cli-init-kept")
    question = words.plain("cli-init-replace", path=str(ENV_FILE.absolute()))
    if ENV_FILE.exists() and not agrees(words, question, kept):
        raise CommandRefusal(kept)
    settings = _settings_with()
    import_aiogram()
    try:
        token, account = _ask_token(words, settings)
        owner = _ask_owner(words, settings, token, account)
    except typer.Abort:
        typer.echo(f"\nmag-bot: {words.plain('cli-init-unanswered')}", err=True)
        raise
    _write(words, {"BOT_TOKEN": token, "OWNER_IDS": str(owner)})


def _ask_token(words: Words, settings: Settings) -> tuple[str, str]:
    """Ask until Telegram knows the token. Return it with the bot's user name."""
    from bot.first_start.telegram_checks import check_token

    typer.echo(words.plain("cli-init-botfather"))
    for _ in range(_TRIES):
        typed = typer.prompt(words.plain("cli-init-token"), hide_input=sys.stdin.isatty(), prompt_suffix=" ")
        token = _read_token(typed)
        if token is None:
            typer.echo(words.plain("cli-init-token-shape"))
            continue
        facts = asyncio.run(check_token(settings, token))
        if facts.username:
            typer.echo(words.plain("cli-init-token-good", name=facts.username))
            return token, facts.username
        _report_trouble(words, settings, facts)
    raise CommandRefusal(words.plain("cli-init-no-token"))


def _report_trouble(words: Words, settings: Settings, facts: TelegramFacts) -> None:
    """Say why Telegram gives no name. Raises CommandRefusal where another token would not help."""
    finding = telegram_finding(words, settings.telegram_api_url.host or "", facts)
    if facts.trouble == "unreachable":
        raise CommandRefusal(words.plain("cli-init-unreachable", found=finding.found))
    typer.echo(f"✗ Telegram: {finding.found}")


def _settings_with(token: str | None = None, owners: str = "") -> Settings:
    """Return the settings in force with this token and these owners. Raises BadSettings."""
    return load_settings(check_names=False, bot_token=token, bot_token_file=None, owner_ids=owners)


def _read_token(typed: str) -> str | None:
    try:
        return _settings_with(token=typed).read_token()
    except BadSettings:
        return None


def _ask_owner(words: Words, settings: Settings, token: str, account: str) -> int:
    """Ask for an id, or find it by a message to the bot."""
    for _ in range(_TRIES):
        question = words.plain("cli-init-owner")
        typed = str(typer.prompt(question, default="", show_default=False, prompt_suffix=" ")).strip()
        owner = _read_owner(typed) if typed else _find_owner(words, settings, token, account)
        if owner is None and typed:
            typer.echo(words.plain("cli-init-owner-shape"))
        if owner is not None:
            if typed:
                _warn_of_stranger(words, settings, token, owner)
            return owner
    raise CommandRefusal(words.plain("cli-init-no-owner"))


def _read_owner(typed: str) -> int | None:
    try:
        ids = _settings_with(owners=typed).owner_ids
    except BadSettings:
        return None
    return next(iter(ids)) if len(ids) == 1 else None


def _find_owner(words: Words, settings: Settings, token: str, account: str) -> int | None:
    from bot.first_start.owner_search import Obstacle, new_code

    code = new_code()
    typer.echo(words.plain("cli-init-link", url=f"https://t.me/{account}?start={code}", code=code))
    found = _asked(words, _search(settings, token, code))
    if isinstance(found, Obstacle):
        typer.echo(words.plain(f"cli-init-not-found-{found.value}"))
        return None
    typer.echo(words.plain("cli-init-found", name=found.name, id=str(found.id)))
    return found.id


def _asked(words: Words, question: Coroutine[Any, Any, T]) -> T:
    """Return Telegram's answer. Raises CommandRefusal where it gives none."""
    from aiogram.exceptions import AiogramError

    try:
        return asyncio.run(question)
    except AiogramError as error:
        # the class only: the text may hold the address, and that the token
        raise CommandRefusal(words.plain("cli-init-refused", error=type(error).__name__)) from error


async def _search(settings: Settings, token: str, code: str) -> "FoundPerson | Obstacle":
    from bot.first_start.owner_search import find_person
    from bot.first_start.telegram_checks import open_bot

    async with open_bot(settings, token) as bot:
        return await find_person(bot, code)


def _warn_of_stranger(words: Words, settings: Settings, token: str, owner: int) -> None:
    from bot.first_start.telegram_checks import may_write_to, open_bot

    async def ask() -> bool:
        async with open_bot(settings, token) as bot:
            return await may_write_to(bot, owner)

    if not _asked(words, ask()):
        typer.echo(words.plain("cli-init-stranger", id=str(owner)))


def _write(words: Words, values: dict[str, str]) -> None:
    text = read_env_text() or f"{words.plain('cli-init-head')}\n"
    reaching = {name: value for name in _REACHING if _PLAIN.fullmatch(value := os.environ.get(name, ""))}
    # a token and a file of one exclude each other
    cleared = {"BOT_TOKEN_FILE": ""} if "BOT_TOKEN_FILE" in text else {}
    try:
        write_privately(ENV_FILE, with_values(text, values | cleared | reaching))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        path = str(ENV_FILE.absolute())
        raise CommandRefusal(words.plain("cli-init-unwritten", path=path, reason=reason)) from error
    typer.echo(words.plain("cli-init-done", path=str(ENV_FILE.absolute())))
    for name in _WRITTEN:
        if os.environ.get(name):
            typer.echo(words.plain("cli-init-shadowed", name=name), err=True)
