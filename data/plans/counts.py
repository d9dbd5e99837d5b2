"""Count the rows that were read, those that are doubted, and the lines left over."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.plans.doubts import ListName, PlanWarning, WarningCode
from data.plans.layout.headings import split_number
from data.plans.layout.printed_rows import Outline, UnreadLine


@dataclass(frozen=True, slots=True)
class Counts:
    """The rows that became events or cities, those of them a warning names, and unread lines.

    numbered are all lines with a row's number, numbered_unread those of them that were not read.
    """

    read: int = 0
    doubted: int = 0
    unread: int = 0
    numbered: int = 0
    numbered_unread: int = 0


def count_rows(found: Outline, warnings: Sequence[PlanWarning], unread: Sequence[UnreadLine]) -> Counts:
    """Count the rows of a document by its outline, its warnings and the lines left over."""
    untitled = [warning for warning in warnings if warning.code is WarningCode.TITLE_MISSING]
    named = {_row_of(warning) for warning in warnings if warning.code is not WarningCode.TITLE_MISSING}
    numbered_left = [line for line in unread if split_number(line.text.replace(" | ", " "))[0]]
    lines_left = {line.line for line in unread}
    read = [row for row in found.rows if row.line not in lines_left]
    numbered = sum(1 for row in read if row.number)
    return Counts(
        read=len(read) - len(untitled),
        doubted=sum((row.list_name.value, row.label) in named for row in read),
        unread=len(unread) + len(untitled),
        numbered=numbered + len(numbered_left),
        numbered_unread=len(numbered_left) + len(untitled),
    )


def _row_of(warning: PlanWarning) -> tuple[str, str]:
    """Return the list and the row that a warning is about, or two empty texts."""
    arguments = dict(warning.arguments)
    if "row" not in arguments:
        return "", ""
    return str(arguments.get("list", ListName.EVENTS.value)), str(arguments["row"])
