"""Say what the next start changes in the database: `mag-bot check --upgrade`."""

import asyncio
import shutil

import typer

from bot.commands.refusal import CommandRefusal, store_refusal
from bot.commands.session import existing_folder
from bot.log_setup import start_log
from bot.settings import Settings
from bot.upgrade_copy import upgrade_copy_path
from data.store.backups.copy_failures import UpgradeFails
from data.store.backups.making import room_for_copy
from data.store.backups.upgrade_trial import Upgrade, try_upgrade
from data.store.sqlite.errors import StoreError
from handlers.text.words import Words
from handlers.views.wording.decimals import MEBIBYTE, decimal, mebibytes


def print_upgrade(words: Words, settings: Settings) -> None:
    """Try the pending migrations on a copy and print what they do. Raises CommandRefusal.

    Exits with status 1 where the copy before the upgrade will not fit.
    """
    path = settings.database_path
    start_log("WARNING", settings.log_format)
    if not path.exists():
        typer.echo(words.plain("cli-upgrade-missing", path=str(path)))
        return
    try:
        upgrade = asyncio.run(try_upgrade(path))
    except UpgradeFails as error:
        text = words.plain("cli-upgrade-fails", name=error.migration, reason=error.reason)
        raise CommandRefusal(text) from error
    except StoreError as error:
        raise store_refusal(words, path, error) from error
    if upgrade.steps:
        _print_steps(words, settings, upgrade)
    else:
        typer.echo(words.plain("cli-upgrade-none", path=str(path), version=upgrade.found))


def _print_steps(words: Words, settings: Settings, upgrade: Upgrade) -> None:
    path, copy = settings.database_path, upgrade_copy_path(settings, upgrade.found)
    head = words.plain("cli-upgrade-head", path=str(path), **{"from": upgrade.found, "to": upgrade.known})
    typer.echo(head)
    for step in upgrade.steps:
        seconds = decimal(words, step.seconds, digits=2)
        typer.echo(
            f"  {words.plain('cli-upgrade-step', name=step.name, seconds=seconds, purpose=step.purpose)}"
        )
    size, seconds = mebibytes(words, upgrade.size), decimal(words, upgrade.seconds, digits=2)
    typer.echo(words.plain("cli-upgrade-total", seconds=seconds, size=size))
    is_encrypted = bool(settings.backup_recipients)
    needed = room_for_copy(path, is_encrypted=is_encrypted)
    free = shutil.disk_usage(existing_folder(copy)).free
    typer.echo(
        words.plain(
            "cli-upgrade-copy",
            path=str(copy),
            needed=-(-needed // MEBIBYTE),
            free=free // MEBIBYTE,
            encrypted=int(is_encrypted),
        )
    )
    if free < needed:
        typer.echo(words.plain("cli-upgrade-no-room"))
        raise typer.Exit(1)
