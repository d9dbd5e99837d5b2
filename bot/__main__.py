"""Run the mag-bot command.

Results go to standard output, an error goes in one line to standard error, with a status of `Status`.
"""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

import bot.system_check  # noqa: F401 - before all that needs the locks of Unix
from bot.commands import asking, first_start, health, plans, running, sandbox, setting_list, updates
from bot.commands.copies import backups
from bot.commands.refusal import Status, refusals

_ABOUT = "The bot of the International Assembly of Capitals and Cities, and its data from the command line."

app = typer.Typer(
    name="mag-bot",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("init")(first_start.init)
app.command("run")(running.run)
app.command("sandbox")(sandbox.sandbox)
app.add_typer(plans.app, name="plan")
app.add_typer(updates.app, name="updates")
app.command("upcoming")(asking.upcoming)
app.command("city")(asking.city)
app.command("check")(health.check)
app.command("backup")(backups.backup)
app.command("restore")(backups.restore)
app.command("settings")(setting_list.settings)


def _print_version(is_asked: bool) -> None:  # noqa: FBT001 - typer calls it so
    if is_asked:
        from data.store.sqlite.programs import program_version

        typer.echo(f"mag-bot {program_version()}")
        raise typer.Exit


@app.callback(help=_ABOUT)
def read_options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Take the options before the name of a command."""


_INTERRUPTED = 130
_CUT_SHORT = 1


def run_command(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (the process's own when None) and return its exit status."""
    try:
        status = app(args=arguments, prog_name="mag-bot", standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except typer.TyperException as error:
        return _refuse(_usage_line(error))
    except refusals() as error:
        return _refuse(str(error), getattr(error, "status", Status.REFUSED))
    return status if isinstance(status, int) else 0


def main() -> None:
    """Run as the console script."""
    try:
        status = run_command()
        sys.stdout.flush()
    except BrokenPipeError:
        # The program that read the output has ended, which is no error. typer gives the same status when it
        # notices first. The interpreter must not flush again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = _CUT_SHORT
    sys.exit(status)


def _usage_line(error: typer.TyperException) -> str:
    """Return what is wrong with the command line, and where its help is."""
    reason = error.format_message().rstrip(".")
    if not reason.endswith("?"):
        reason += "."
    context = getattr(error, "ctx", None)
    return f"{reason} Try '{context.command_path} --help'." if context is not None else reason


def _refuse(reason: str, status: Status = Status.REFUSED) -> int:
    typer.echo(f"mag-bot: {' '.join(reason.split())}", err=True)
    return status


if __name__ == "__main__":
    main()
