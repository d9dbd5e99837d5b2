"""Render the log of actions: who did what, before → after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from data.store.revisions import PUBLISHED, RecordedChange
from data.store.secretariat.action_log import (
    COMMAND_LINE,
    Action,
    ActionFilter,
    ActionPage,
    Actor,
    LoggedAction,
)
from handlers.callbacks.action_log import LogScreen, OpenLog, SendLogFile
from handlers.text.markup import Markup, escape, join
from handlers.text.words import Words
from handlers.views.bulletin.changes import change_line
from handlers.views.keyboard import Row, button, keyboard, pager, shorten
from handlers.views.message import Message
from handlers.views.notices.plan_change import PlanChange
from handlers.views.paging import take_page
from handlers.views.secretariat.log_facts import facts_in_words
from handlers.views.secretariat.staff import person_name
from handlers.views.wording.days import day_in_words
from handlers.views.wording.local_time import clock_time
from handlers.views.wording.occasions import one_line

ACTIONS_ON_PAGE = 5
CHANGES_SHOWN = 3
"""The changes of one action that a page shows. The file has all."""

_LONGEST_NAME = 80
_WITH_FACTS = frozenset({"plan"})


@dataclass(frozen=True, slots=True)
class SubjectName:
    """What an action is about: the kind of its key, and its name."""

    kind: str
    name: str


ShownChange = PlanChange | RecordedChange
"""A change in the words of readers, or as it is recorded where readers are told nothing of it."""


@dataclass(frozen=True, slots=True)
class LogView:
    """What a page of the log is made of.

    names has the names of all subjects, changes the changes of each action by its id, as far as they are
    shown. zone is that of the chat. who is the name of the person to whom the log is narrowed.
    """

    page: ActionPage
    wanted: ActionFilter
    names: Mapping[str, SubjectName]
    changes: Mapping[int, Sequence[ShownChange]]
    zone: ZoneInfo
    now: datetime
    who: str = ""


def log_message(words: Words, view: LogView) -> Message:
    """Render a page of the log."""
    page, wanted = view.page, view.wanted
    blocks = [_action_block(words, view, one) for one in page.actions]
    is_narrowed = wanted != ActionFilter()
    empty = words("desk-log-empty", narrowed=int(is_narrowed))
    parts = (words("desk-log"), _filter_line(words, view), *(blocks or [empty]))

    def turn(number: int) -> OpenLog:
        return OpenLog(actor=wanted.actor, subject=wanted.subject, page=number)

    return Message(
        join(parts, "\n\n"),
        keyboard(
            pager(words, page.number, page.pages, turn), *_narrowing(words, wanted, is_narrowed=is_narrowed)
        ),
    )


def people_message(words: Words, wanted: ActionFilter, actors: Sequence[Actor], page: int) -> Message:
    """Offer the people to whose actions the log can be narrowed."""
    shown = take_page(actors, page)
    rows = [
        (button(actor_name(words, one), OpenLog(actor=one.id, subject=wanted.subject)),) for one in shown.rows
    ]

    def turn(number: int) -> OpenLog:
        return OpenLog(screen=LogScreen.PEOPLE, actor=wanted.actor, subject=wanted.subject, page=number)

    text = words("desk-log-people") if actors else words("desk-log-empty", narrowed=0)
    turning = pager(words, shown.number, shown.pages, turn)
    return Message(text, keyboard(*rows, turning, _back(words, wanted)))


def subjects_message(
    words: Words, wanted: ActionFilter, subjects: Sequence[str], names: Mapping[str, SubjectName], page: int
) -> Message:
    """Offer what the log can be narrowed to: an event, a city, a plan, an issue, an editor."""
    shown = take_page(subjects, page)
    rows = [
        (button(subject_text(words, names[one]), OpenLog(actor=wanted.actor, subject=one)),)
        for one in shown.rows
    ]

    def turn(number: int) -> OpenLog:
        return OpenLog(screen=LogScreen.SUBJECTS, actor=wanted.actor, subject=wanted.subject, page=number)

    text = words("desk-log-subjects") if subjects else words("desk-log-empty", narrowed=0)
    turning = pager(words, shown.number, shown.pages, turn)
    return Message(text, keyboard(*rows, turning, _back(words, wanted)))


def action_text(words: Words, action: Action, name: SubjectName) -> str:
    """Return what was done to what: «Назначен редактор: Анна»."""
    subject, key = subject_text(words, name), f"desk-log-action-{action.action}"
    if key in words:
        return words.plain(f"desk-log-action-{action.action}", subject=subject)
    return words.plain("desk-log-action", code=action.action, subject=subject)


def change_text(
    words: Words, names: Mapping[str, SubjectName], change: ShownChange, this_year: int
) -> Markup:
    """Return «🔁 Форум: 12 марта → 15 апреля».

    Of what readers are told nothing: that a plan has come out, or that something small has changed.
    """
    if isinstance(change, PlanChange):
        return change_line(words, change, this_year)
    is_out = int(change.kind == PUBLISHED)
    return words("desk-log-quiet", published=is_out, name=subject_text(words, names[change.subject]))


def subject_text(words: Words, name: SubjectName) -> str:
    """Return the name of a subject with its kind: «План 2027», «Выпуск 2026-W48»."""
    shown = shorten(one_line(name.name), _LONGEST_NAME) or words.plain("desk-log-erased")
    return words.plain("desk-log-subject", kind=name.kind, name=shown)


def actor_name(words: Words, actor: Actor) -> str:
    """Return the name of a person, or that it was the command line."""
    if actor.id == COMMAND_LINE:
        return words.plain("desk-log-command-line")
    return person_name(words, actor.id, actor.name)


def _action_block(words: Words, view: LogView, logged: LoggedAction) -> Markup:
    recorded = logged.recorded
    action, local = recorded.action, recorded.at.astimezone(view.zone)
    day = day_in_words(words, local.date(), view.now.astimezone(view.zone).year)
    who = action.actor if action.actor_id is None else person_name(words, action.actor_id, action.actor)
    head = words("desk-log-head", day=day, time=clock_time(local), who=who)
    what = escape(action_text(words, action, view.names[action.subject]))
    return join((head, what, *_details(words, view, logged)))


def _details(words: Words, view: LogView, logged: LoggedAction) -> Iterator[Markup]:
    """Yield a line for each change, and the facts of the action unless its changes say them.

    An edit of one event has all of it in its facts.
    """
    action, changes = logged.recorded.action, view.changes.get(logged.recorded.id, ())
    if view.names[action.subject].kind == "event" and (action.before or action.after):
        changes = ()
    this_year = view.now.astimezone(view.zone).year
    if not changes or view.names[action.subject].kind in _WITH_FACTS:
        facts = join(facts_in_words(words, action, this_year), "; ")
        if facts:
            yield words("desk-log-detail", text=facts)
    for change in changes:
        yield words("desk-log-detail", text=change_text(words, view.names, change, this_year))
    if logged.changed > len(logged.changes):
        yield words("desk-log-more", count=logged.changed - len(logged.changes))


def _filter_line(words: Words, view: LogView) -> Markup:
    wanted = view.wanted
    who = words("desk-log-who", name=view.who) if wanted.actor is not None else ""
    about = ""
    if wanted.subject:
        about = words("desk-log-about", name=subject_text(words, view.names[wanted.subject]))
    return join((who, about))


def _narrowing(words: Words, wanted: ActionFilter, *, is_narrowed: bool) -> Iterator[Row]:
    people = OpenLog(screen=LogScreen.PEOPLE, actor=wanted.actor, subject=wanted.subject)
    subjects = OpenLog(screen=LogScreen.SUBJECTS, actor=wanted.actor, subject=wanted.subject)
    yield (
        button(words.plain("desk-log-button-people"), people),
        button(words.plain("desk-log-button-subjects"), subjects),
    )
    if is_narrowed:
        yield (button(words.plain("desk-log-button-all"), OpenLog()),)
    file = SendLogFile(actor=wanted.actor, subject=wanted.subject)
    yield (button(words.plain("desk-log-button-file"), file),)


def _back(words: Words, wanted: ActionFilter) -> Row:
    back = OpenLog(actor=wanted.actor, subject=wanted.subject)
    return (button(words.plain("desk-log-button-back"), back),)
