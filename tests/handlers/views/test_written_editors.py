"""Golden files of the messages about the people of the secretariat and its log."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from data.store.revisions import Authorship, RecordedChange
from data.store.secretariat.action_log import (
    Action,
    ActionFilter,
    ActionPage,
    Actor,
    LoggedAction,
    RecordedAction,
)
from data.store.secretariat.staff import Editor, Right
from handlers.secretariat.commands import STAFF_COMMANDS
from handlers.text.markup import Markup
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.message import Message
from handlers.views.notices.plan_change import ChangeEffect, PlanChange, PlannedFacts
from handlers.views.secretariat import log, staff
from handlers.views.secretariat.guide import guide_message
from handlers.views.secretariat.log import LogView, SubjectName
from handlers.views.secretariat.log_file import LogFile
from handlers.views.start import help_message
from tests.factories import day_of
from tests.handlers.written import check_file, check_written

AT = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ANNA = Editor(5_000_001, "Анна <Петрова>", True, False, 100, AT)
NAMELESS = Editor(5_000_002, "", False, False, 100, AT)
BOTH = Editor(5_000_003, "Борис Ли", True, True, 100, AT)


def desk_messages(words: Words) -> dict[str, Message]:
    """Return the messages about editors by name."""
    greeting = staff.greeting_payload(frozenset({Right.EDIT_PLAN, Right.SEND}))
    return {
        "editors": staff.editors_message(words, (ANNA, NAMELESS, BOTH)),
        "editors-none": staff.editors_message(words, ()),
        "editor": staff.editor_message(words, ANNA, TODAY, is_known=True),
        "editor-silent": staff.editor_message(words, NAMELESS, TODAY, is_known=False),
        "editor-ask": staff.ask_editor_message(words, in_group=False),
        "editor-ask-group": staff.ask_editor_message(words, in_group=True),
        "editor-chosen": staff.chosen_message(words, ANNA.user_id, ANNA.name),
        "editor-question": staff.rights_question(words, ANNA.user_id, ANNA.name),
        "editor-dismiss": staff.dismissal_question(words, ANNA),
        "editor-greeting": Message(Markup(greeting[words.language])),
        "help": help_message(words, [name for name, _ in STAFF_COMMANDS]),
        "guide": guide_message(words, b"%PDF-1.4"),
    }


def recorded(number: int, action: Action, revision: int | None = None) -> RecordedAction:
    """Return an action as it stands in the log."""
    return RecordedAction(number, AT, action, revision)


def the_log(**more: object) -> LogView:
    """Return a page with an import, an editor's rights, an issue and a forgotten person."""
    rights = {"name": "Анна", "edit-plan": True, "send": False}
    imported = Action(
        None,
        "mag-bot plan import",
        "plan-imported",
        "plan:2027",
        {"edition": 1, "events": 40, "file": "план.docx"},
        {"edition": 2, "events": 41, "file": "план <2027>.docx"},
    )
    quiet = RecordedChange(9, 3, 2027, "renumbered", "event:2", {}, {}, Authorship(AT))
    out = RecordedChange(10, 3, 2027, "published", "plan:2027", None, None, Authorship(AT))
    moved = PlanChange(
        "event:1",
        (ChangeEffect.MOVED, ChangeEffect.PLACED),
        PlannedFacts("Форум столиц", day_of(date(2027, 3, 12)), "Минск"),
        PlannedFacts("Форум столиц", day_of(date(2027, 4, 15)), "Астана"),
    )
    actions = (
        LoggedAction(recorded(5, Action(100, "Ольга", "editor-dismissed", "editor:", None, None))),
        LoggedAction(
            recorded(4, Action(100, "Ольга", "bulletin-approved", "bulletin:3", None, {"state": "x"}))
        ),
        LoggedAction(
            recorded(3, Action(100, "Ольга", "editor-rights", "editor:7", rights, rights | {"send": True}))
        ),
        LoggedAction(
            recorded(2, Action(101, "", "city-day-set", "city:kazan", None, {"first-day": "2027-08-29"}))
        ),
        LoggedAction(recorded(1, imported, 3), (quiet, quiet, out), 15),
    )
    names = {
        "editor:": SubjectName("editor", ""),
        "bulletin:3": SubjectName("bulletin", "27 ноября"),
        "editor:7": SubjectName("editor", "Анна <Петрова>"),
        "city:kazan": SubjectName("city", "Казань"),
        "plan:2027": SubjectName("plan", "2027"),
        "event:1": SubjectName("event", "Форум столиц"),
        "event:2": SubjectName("event", "Съезд <мэров>"),
    }
    view = {
        "page": ActionPage(actions, 1, 3, 15),
        "wanted": ActionFilter(),
        "names": names,
        "changes": {1: [moved, quiet, out]},
        "zone": ZoneInfo("Europe/Moscow"),
        "now": AT,
    }
    return LogView(**(view | more))  # type: ignore[arg-type]


def log_messages(words: Words) -> dict[str, Message]:
    """Return the messages of the log by name."""
    narrowed = ActionFilter(actor=100, subject="event:1")
    nothing = ActionPage((), 0, 1, 0)
    names = the_log().names
    actors = (Actor(100, "Ольга <О>"), Actor(0, "mag-bot plan import"), Actor(7, ""))
    return {
        "log": log.log_message(words, the_log()),
        "log-narrowed": log.log_message(words, the_log(wanted=narrowed, who="Ольга <О>")),
        "log-empty": log.log_message(words, the_log(page=nothing)),
        "log-narrowed-empty": log.log_message(words, the_log(page=nothing, wanted=narrowed, who="Ольга")),
        "log-people": log.people_message(words, narrowed, actors, 0),
        "log-subjects": log.subjects_message(words, narrowed, list(names)[1:], names, 0),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_about_editors_are_as_written_down(language: str) -> None:
    """The texts and the buttons, in both languages."""
    for name, message in desk_messages(words_in(language)).items():
        check_written(f"desk-{name}", language, message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_of_the_log_are_as_written_down(language: str) -> None:
    """Entries have the person, the time, the action, and the values before → after."""
    for name, message in log_messages(words_in(language)).items():
        check_written(f"desk-{name}", language, message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_file_of_the_log_is_as_written_down(language: str) -> None:
    """The cells in both languages, and with the separator that programs of the language expect."""
    view, words = the_log(), words_in(language)
    file = LogFile(words, view.names, view.changes, view.zone)
    check_file(
        f"{language}/desk-log-file", file.content(view.page.actions).decode("utf-8-sig").replace("\r", "")
    )


REFUSALS: tuple[tuple[str, dict[str, str]], ...] = (
    ("desk-no-right", {"right": "edit-plan"}),
    ("desk-no-right", {"right": "send"}),
    ("desk-no-right", {"right": "own"}),
    ("desk-no-right", {"right": "any"}),
    ("desk-elsewhere", {}),
    ("desk-needs-name", {}),
    ("desk-editor-gone", {}),
    ("desk-editor-owner", {}),
    ("desk-editor-no-person", {}),
    ("desk-editor-hidden", {"name": "Мария"}),
    ("desk-editor-no-account", {}),
    ("desk-editor-unclear", {}),
    ("desk-editor-dismissed", {}),
    ("desk-log-unknown", {"text": "ыгщзх"}),
    ("desk-log-nothing-to-send", {}),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_refusals_of_the_desk_are_as_written_down(language: str) -> None:
    """Each refusal is one sentence, in pop-ups and messages."""
    words = words_in(language)
    lines = [words.plain(key, **arguments) for key, arguments in REFUSALS]
    check_file(f"{language}/desk-refusals", "\n".join(lines) + "\n")
