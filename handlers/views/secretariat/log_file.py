"""Write the log of actions as a table that spreadsheet programs open."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from data.store.secretariat.action_log import COMMAND_LINE, Actor, LoggedAction
from handlers.text.markup import clean
from handlers.text.words import Words
from handlers.views.message import Document, Message, parsed
from handlers.views.notices.plan_change import PlanChange, PlannedFacts
from handlers.views.secretariat.log import (
    ShownChange,
    SubjectName,
    action_text,
    actor_name,
    change_text,
    subject_text,
)
from handlers.views.secretariat.log_facts import side_in_words
from handlers.views.wording.dates import date_in_words
from handlers.views.wording.days import clock_in_words
from handlers.views.wording.occasions import one_line

# the wide signs of East Asian keyboards count in some programs as well
_BEGINS_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_EVERY_YEAR = 0
"""No year is this one, so each date names its own."""


class LogFile:
    """The rows of the log: one for each action, and one for each change of its revision."""

    def __init__(
        self,
        words: Words,
        names: Mapping[str, SubjectName],
        changes: Mapping[int, Sequence[ShownChange]],
        zone: ZoneInfo,
    ) -> None:
        self._words = words
        self._names = names
        self._changes = changes
        self._zone = zone

    def message(self, actions: Sequence[LoggedAction], name: str) -> Message:
        """Return the message with the file."""
        text = self._words("desk-log-file", count=len(actions))
        return Message(text, document=Document(name, self.content(actions)))

    def content(self, actions: Sequence[LoggedAction]) -> bytes:
        """Return the file in UTF-8 with a byte order mark, by which programs know the encoding."""
        text = io.StringIO()
        # where the comma is the decimal sign, programs expect a semicolon between cells
        writer = csv.writer(text, delimiter=self._words.plain("desk-log-file-delimiter"))
        columns = ("at", "who", "id", "what", "subject", "before", "after")
        writer.writerow([self._words.plain("desk-log-column", column=one) for one in columns])
        for action in actions:
            writer.writerows([[_harmless(cell) for cell in row] for row in self._rows(action)])
        return text.getvalue().encode("utf-8-sig")

    def _rows(self, logged: LoggedAction) -> Iterator[list[str]]:
        recorded, words = logged.recorded, self._words
        action = recorded.action
        number = COMMAND_LINE if action.actor_id is None else action.actor_id
        who = action.actor if number == COMMAND_LINE else actor_name(words, Actor(number, action.actor))
        at = f"{recorded.at.astimezone(self._zone):%Y-%m-%d %H:%M}"
        head = [at, who, str(number or "")]
        name = self._names[action.subject]
        sides = [side_in_words(words, action, _EVERY_YEAR, is_after=one) for one in (False, True)]
        yield [*head, action_text(words, action, name), subject_text(words, name), *sides]
        for change in self._changes.get(recorded.id, ()):
            what = parsed(change_text(words, self._names, change, _EVERY_YEAR))
            subject = subject_text(words, self._names[change.subject])
            sides = ["", ""]
            if isinstance(change, PlanChange):
                sides = [self._planned(change.before), self._planned(change.after)]
            yield [*head, what, subject, *sides]

    def _planned(self, facts: PlannedFacts) -> str:
        words = self._words
        when = "" if facts.when is None else parsed(date_in_words(words, facts.when, _EVERY_YEAR))
        time = "" if facts.time is None else parsed(clock_in_words(words, facts.time))
        return ", ".join(filter(None, (one_line(facts.title), when, time, one_line(facts.place))))


def _harmless(cell: str) -> str:
    """Return a cell that no program takes for a formula."""
    cleaned = clean(cell)
    return f"'{cleaned}" if cleaned.lstrip().startswith(_BEGINS_FORMULA) else cleaned
