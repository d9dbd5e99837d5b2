"""List, retry or drop updates that were not handled: `mag-bot updates`."""

from typing import Annotated

import typer

from bot.commands.options import LanguageOption
from bot.commands.refusal import CommandRefusal
from bot.commands.session import look_at_resources, with_resources
from bot.process_tuning import import_aiogram
from bot.resources import Resources
from bot.settings import load_settings
from data.store.chat_values import Language
from data.store.inbox import QuarantinedUpdate
from handlers.text.words import words_in

_MOST_LISTED = 1000

app = typer.Typer(help="Updates that were not handled: list, retry or drop them.", rich_markup_mode=None)

ReferenceArgument = Annotated[str, typer.Argument(metavar="NUMBER", help="The number the person was shown.")]


@app.command("list")
def list_updates(language: LanguageOption = Language.RU) -> None:
    """List the updates in quarantine, the newest first, without what was written."""
    import_aiogram()
    from handlers.views.secretariat.quarantine import quarantined_line

    words, zone = words_in(language.value), load_settings().timezone

    async def read(resources: Resources) -> tuple[QuarantinedUpdate, ...]:
        return (await resources.store.inbox.quarantined(0, _MOST_LISTED)).updates

    found = look_at_resources(words, read)
    if not found:
        # a program that counts the lines of the output gets none
        typer.echo(words.plain("cli-updates-none"), err=True)
    for update in found:
        typer.echo(quarantined_line(words, update, zone))


@app.command("retry")
def retry_update(reference: ReferenceArgument, language: LanguageOption = Language.RU) -> None:
    """Put an update back into its queue. A running bot handles it within a minute."""
    _change(reference.upper(), language, is_retry=True)


@app.command("drop")
def drop_update(reference: ReferenceArgument, language: LanguageOption = Language.RU) -> None:
    """Delete an update."""
    _change(reference.upper(), language, is_retry=False)


def _change(reference: str, language: Language, *, is_retry: bool) -> None:
    words = words_in(language.value)

    async def change(resources: Resources) -> bool:
        inbox = resources.store.inbox
        return await (inbox.retry_quarantined if is_retry else inbox.drop_quarantined)(reference)

    if not with_resources(words, change):
        raise CommandRefusal(words.plain("updates-unknown", reference=reference))
    typer.echo(words.plain("cli-updates-retried" if is_retry else "cli-updates-dropped", reference=reference))
