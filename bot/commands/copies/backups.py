"""Copy the database and restore it: `mag-bot backup` and `mag-bot restore`."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from bot.commands.copies.copy_to_chat import send_to_owner
from bot.commands.options import LanguageOption
from bot.commands.refusal import CommandRefusal, Status, copy_failure, store_refusal
from bot.log_setup import start_log
from bot.process_tuning import import_aiogram
from bot.resources import fix_zone_data
from bot.settings import Settings, load_settings
from data.store.backups.copy_failures import CopyFailed, KeyRefused, NotACopy
from data.store.backups.copy_names import ENCRYPTED, CopyKind, name_of_copy
from data.store.backups.making import MadeCopy, make_copy
from data.store.backups.restoring import is_copy
from data.store.chat_values import Language
from data.store.sqlite.errors import DatabaseOccupied, DatabaseReadOnly, SchemaTooNew, StoreError
from handlers.text.words import Words, words_in
from handlers.views.wording.decimals import decimal, mebibytes
from scheduler.clock import SystemClock

if TYPE_CHECKING:
    from bot.backups.restoring import Restored, RestoreOrder
    from data.store.backups.restored import Departures

_NOW, _COPY = "now", "copy"


def backup(
    to: Annotated[
        Path | None,
        typer.Argument(metavar="[TO]", help="A file or folder. Without it the folder BACKUP_DIR."),
    ] = None,
    *,
    to_chat: Annotated[bool, typer.Option("--to-chat", help="Send the copy to an owner, too.")] = False,
    owner: Annotated[
        int | None, typer.Option("--owner", metavar="ID", help="Which owner, where there are several.")
    ] = None,
    language: LanguageOption = Language.RU,
) -> None:
    """Copy the database, also while the bot works with it, and check the copy.

    It is encrypted where BACKUP_RECIPIENTS is set. Copies made by this command are never deleted by the bot.
    """
    words, settings = words_in(language.value), load_settings()
    start_log("WARNING", settings.log_format)
    now = SystemClock().now()
    target = _target(words, settings, to, now)
    copy = _make(words, settings, target)
    typer.echo(
        words.plain(
            "cli-backup-made",
            path=str(copy.path),
            size=mebibytes(words, copy.size),
            seconds=decimal(words, copy.seconds),
            encrypted=int(bool(settings.backup_recipients)),
        )
    )
    if to_chat or owner is not None:
        chosen = send_to_owner(words, settings, copy, owner, now)
        typer.echo(words.plain("cli-backup-sent", owner=str(chosen)))


def restore(
    source: Annotated[Path, typer.Argument(metavar="FROM", help="The copy to restore.")],
    *,
    identity: Annotated[
        Path | None, typer.Option("--identity", metavar="FILE", help="The secret key of an encrypted copy.")
    ] = None,
    told_until: Annotated[
        str | None,
        typer.Option(
            "--told-until",
            metavar="TIME",
            help="What fell due until then counts as sent: a time such as 2027-02-10T14:30, now, or copy "
            "(only what the copy says). Without it until the replaced bot last worked.",
        ),
    ] = None,
    language: LanguageOption = Language.RU,
) -> None:
    """Put a copy in the place of the database. The bot must not be running.

    The copy is checked first, and what it replaces is kept. Readers are told nothing twice.
    """
    words, settings = words_in(language.value), load_settings()
    start_log("WARNING", settings.log_format)
    import_aiogram()
    from bot.backups.restoring import RestoreOrder
    from bot.backups.restoring import restore as put_back

    fix_zone_data()
    order = RestoreOrder(source, identity, *_read_moment(words, told_until, settings.timezone))
    try:
        restored = asyncio.run(put_back(settings, order, SystemClock()))
    except (StoreError, OSError) as error:
        raise _restore_refusal(words, settings, order, error) from error
    _print_restored(words, settings, order, restored)


def _target(words: Words, settings: Settings, to: Path | None, now: datetime) -> Path:
    """Return the file to write. Raises CommandRefusal for one that must not be replaced."""
    database = settings.database_path
    if not database.exists():
        raise CommandRefusal(words.plain("cli-backup-none", path=str(database)))
    name = name_of_copy(CopyKind.MANUAL, now, encrypted=bool(settings.backup_recipients))
    target = settings.backup_folder / name if to is None else to
    if target.is_dir():
        return target / name
    if target.name.endswith(ENCRYPTED) and not settings.backup_recipients:
        raise CommandRefusal(words.plain("cli-backup-unsealed", path=str(target)))
    if target.exists():
        if target.samefile(database):
            raise CommandRefusal(words.plain("cli-backup-same", path=str(target)))
        if not target.is_file() or not is_copy(target):
            raise CommandRefusal(words.plain("cli-backup-target", path=str(target)))
    return target


def _make(words: Words, settings: Settings, target: Path) -> MadeCopy:
    try:
        return asyncio.run(make_copy(settings.database_path, target, settings.backup_recipients))
    except CopyFailed as error:
        text = words.plain("cli-backup-failed", reason=copy_failure(words, error))
        raise CommandRefusal(text) from error


def _read_moment(words: Words, given: str | None, zone: str) -> tuple[datetime | None, bool]:
    """Return the moment of --told-until, aware, and whether it is that of the copy."""
    text = (given or "").strip()
    if given is None or text == _COPY:
        return None, text == _COPY
    if text == _NOW:
        return SystemClock().now(), False
    try:
        moment = datetime.fromisoformat(text)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
        return aware.astimezone(UTC), False
    except (ValueError, OverflowError) as error:
        # in UTC the moment may lie before the first year or after the last one
        raise CommandRefusal(words.plain("cli-restore-moment", given=given)) from error


def _restore_refusal(
    words: Words, settings: Settings, order: "RestoreOrder", error: StoreError | OSError
) -> CommandRefusal:
    path, source = settings.database_path, str(order.source)
    if isinstance(error, DatabaseOccupied):
        text = words.plain("cli-restore-running", path=str(path), process=str(error.pid or "?"))
        return CommandRefusal(text, Status.DATABASE_OCCUPIED)
    if isinstance(error, NotACopy):
        return CommandRefusal(_no_copy_text(words, source, error))
    if isinstance(error, KeyRefused):
        return CommandRefusal(words.plain("cli-restore-key", what=error.what, path=str(order.identity_file)))
    if isinstance(error, StoreError):
        return store_refusal(words, order.source if isinstance(error, SchemaTooNew) else path, error)
    if error.filename is not None and Path(error.filename) in (order.source, order.identity_file):
        detail = f"{error.filename}: {error.strerror}"
        return CommandRefusal(_no_copy_text(words, source, NotACopy("other", detail)))
    return store_refusal(words, path, DatabaseReadOnly())


def _no_copy_text(words: Words, source: str, error: NotACopy) -> str:
    room = error.room
    return words.plain(
        "cli-restore-not",
        path=source,
        reason=error.reason,
        detail=error.detail,
        free=room.free,
        needed=room.needed,
    )


def _print_restored(words: Words, settings: Settings, order: "RestoreOrder", done: "Restored") -> None:
    adapted = done.adaptation
    made = _wall(adapted.made_at, settings)
    typer.echo(words.plain("cli-restore-done", path=str(order.source), made=made, dated=int(bool(made))))
    if done.kept is not None:
        typer.echo(words.plain("cli-restore-kept", folder=str(done.kept)))
    if adapted.until is None:
        typer.echo(words.plain("cli-restore-as-copied"))
    else:
        until = _wall(adapted.until, settings)
        typer.echo(words.plain("cli-restore-window", until=until, told=adapted.told))
        if adapted.unsent:
            typer.echo(words.plain("cli-restore-window-known", unsent=adapted.unsent))
        _print_departures(words, adapted.departures)
    typer.echo(words.plain("cli-restore-lost"))


def _print_departures(words: Words, gone: "Departures | None") -> None:
    if gone is None:
        typer.echo(words.plain("cli-restore-no-departures"))
    elif gone.forgotten or gone.closed:
        typer.echo(words.plain("cli-restore-departures", forgotten=gone.forgotten, closed=gone.closed))


def _wall(moment: datetime | None, settings: Settings) -> str:
    """Return the wall time in the zone of the settings, «» for None."""
    return "" if moment is None else f"{moment.astimezone(ZoneInfo(settings.timezone)):%Y-%m-%d %H:%M}"
