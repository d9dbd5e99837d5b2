"""Find the numeric constants of the product, and name those that are not limits."""

import ast
from collections.abc import Iterator
from datetime import timedelta
from enum import Enum
from importlib import import_module

from tests.docs.names import ROOT
from tests.docs.quantities import Value

FLOORS = ("bot", "handlers", "scheduler", "data")
SANDBOX = ROOT / "bot" / "sandbox"
# the sizes of a drawing are not limits
LEFT_OUT = (SANDBOX, ROOT / "handlers" / "pictures")
NO_LIMITS = {
    "an exit status": (
        "bot.__main__._INTERRUPTED",
        "bot.__main__._CUT_SHORT",
        "data.plans.child_process.OUT_OF_MEMORY_STATUS",
    ),
    "a mark in a file": ("data.store.backups.making.COPY_MARK",),
    "a port": (
        "bot.commands.running.DEFAULT_PORT",
        "bot.commands.sandbox.DEFAULT_PORT",
        "bot.setting_parsing.addresses.WEBHOOK_PORTS",
    ),
    "a unit": (
        "handlers.views.wording.decimals.MEBIBYTE",
        "bot.telegram_api.star_budget._TENTHS",
        "handlers.views.notices.occasion_lines._MONTH",
        "handlers.views.notices.occasion_lines._WEEK",
        "handlers.views.secretariat.diagnosis._MEGABYTE",
        "handlers.views.wording.until._DAYS_OF_MONTH",
        "handlers.views.wording.until._MONTHS_OF_YEAR",
        "handlers.views.wording.until._WEEK",
        "handlers.views.wording.starting._HOUR",
        "scheduler.bulletins.outline.WEEK",
        "scheduler.catch_up._DAY",
        "scheduler.diagnosis._WEEK",
        "scheduler.due_notices._DAY",
        "scheduler.forecast._WEEK",
        "scheduler.hours_ahead._DAY",
        "scheduler.local_hours._DAY",
        "scheduler.planning._DAY",
        "data.calendar.bulletin.composing._WEEK",
        "scheduler.reminder_forecast._DAY",
        "scheduler.statistics._DAY",
        "data.calendar.questions.relative_spans._DAY",
        "data.calendar.grammar.wordings.windows.ONE_DAY",
        "data.calendar.nearest_city._EARTH_RADIUS_KM",
        "data.calendar.utc_offsets._HOUR",
        "data.store.feedback.messages._DAY",
        "data.store.backups.making._MEBIBYTE",
        "data.store.outbox._MICROSECOND",
    ),
    "a fact of the calendar": (
        "data.calendar.grammar.leftovers._LARGEST_DAY",
        "data.calendar.grammar.quotes._ANY_YEAR",
        "data.calendar.grammar.wordings.clock_times.NOON",
        "data.calendar.month_parts._LAST",
        "data.plans.layout.date_words.ANY_LEAP_YEAR",
        "data.store.notices._FIRST_DAY",
        "handlers.views.secretariat.log_file._EVERY_YEAR",
        "handlers.views.wording.dates.SEASON_MONTHS",
    ),
    "the range of a column's integer": (
        "bot.updates.raw_updates._LARGEST_ID",
        "data.store.secretariat.action_log._ALL",
        "data.store.notice_rows._TOO_LARGE",
        "data.store.targeting.chunking._AFTER_ALL",
        "data.store.targeting.chunking._BEFORE_ALL",
    ),
    "versions of SQLite": ("data.store.sqlite.integrity._WAL_RESET_BUG",),
    "an id": (
        "data.store.secretariat.action_log.COMMAND_LINE",
        "data.store.open_questions.NOT_SENT",
        "data.store.service_accounts.ANONYMOUS_ADMIN",
        "data.store.service_accounts.CHANNEL_BOT",
        "data.store.service_accounts.TELEGRAM",
        "handlers.views.channels.CHANNEL_REQUEST",
        "handlers.views.secretariat.staff.USERS_REQUEST",
    ),
}
"""The numbers that are not limits, by their meaning."""


def names_of(text: str) -> Iterator[str]:
    """Yield the names of the constants that a module assigns, without imported ones."""
    for node in ast.parse(text).body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign) and node.value is not None:
            targets = [node.target]
        for target in targets:
            for one in ast.walk(target):
                if isinstance(one, ast.Name) and one.id.strip("_").isupper():
                    yield one.id


def is_number(value: object) -> bool:
    """Return whether a value is a number, a length of time, or a tuple of these."""
    if isinstance(value, tuple):
        return bool(value) and all(map(is_number, value))
    return isinstance(value, int | float | timedelta) and not isinstance(value, bool | Enum)


def constants() -> dict[str, Value]:
    """Return the values of all numeric constants by full name, without those of the sandbox."""
    found: dict[str, Value] = {}
    for path in sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py")):
        names = (
            []
            if any(path.is_relative_to(folder) for folder in LEFT_OUT)
            else list(names_of(path.read_text("utf-8")))
        )
        if names:
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            values = vars(import_module(module))
            found |= {f"{module}.{name}": values[name] for name in names if is_number(values[name])}
    return found
