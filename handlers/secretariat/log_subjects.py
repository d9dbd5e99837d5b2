"""Name the subjects of the log: events, cities, plans, issues, editors."""

from collections.abc import Iterable
from dataclasses import replace

from data.calendar.topics import Topic
from data.store.secretariat.action_log import ActionFilter, LoggedAction
from handlers.callbacks.action_log import LONGEST_SUBJECT
from handlers.chat_context import ChatContext
from handlers.views.keyboard import shorten
from handlers.views.lead_times import topic_name
from handlers.views.secretariat.log import SubjectName
from handlers.views.secretariat.staff import person_name
from handlers.views.wording.days import day_in_words
from handlers.views.wording.occasions import city_name
from scheduler.bulletins.told import sent_on

_OF_CITIES = frozenset({"city", "city_day", "jubilee"})


def filter_subject(subject: str) -> str:
    """Return the subject by which the log is filtered: the city for any of its days."""
    kind, _, rest = subject.partition(":")
    return f"city:{rest.partition(':')[0]}" if kind in _OF_CITIES else subject


def filter_subjects(subjects: Iterable[str]) -> list[str]:
    """Return the subjects to choose from, each once.

    Left out are those that have no room in a button, and people who were forgotten.
    """
    found = dict.fromkeys(filter_subject(one) for one in subjects)
    return [one for one in found if len(one) <= LONGEST_SUBJECT and not one.endswith(":")]


_LONGEST_NAME = 60


async def names_of(context: ChatContext, subjects: Iterable[str]) -> dict[str, SubjectName]:
    """Return the names of subjects, by subject."""
    return {one: await name_of_subject(context, one) for one in dict.fromkeys(subjects)}


async def names_in(context: ChatContext, actions: Iterable[LoggedAction]) -> dict[str, SubjectName]:
    """Return the names of all subjects in these actions.

    An editor has the name that the action keeps.
    """
    names: dict[str, SubjectName] = {}
    for one in actions:
        subject, known = one.recorded.action.subject, _recorded_name(one)
        if known:
            names[subject] = SubjectName(subject.partition(":")[0], known)
    subjects = [one.recorded.action.subject for one in actions]
    subjects += [change.subject for one in actions for change in one.changes]
    return await names_of(context, subjects) | names


async def with_audiences(context: ChatContext, actions: Iterable[LoggedAction]) -> tuple[LoggedAction, ...]:
    """Return the actions with whom an announcement is for in words instead of its code."""
    return tuple([await _with_audience(context, one) for one in actions])


async def name_of_subject(context: ChatContext, subject: str) -> SubjectName:
    """Return the name of a subject, also of an event that is in no plan any more."""
    kind, _, rest = subject.partition(":")
    if kind == "event":
        return SubjectName(kind, await _title(context, rest))
    if kind in _OF_CITIES:
        city = context.almanac.cities.by_id.get(rest.partition(":")[0])
        return SubjectName("city", rest if city is None else city_name(context.words, city))
    if kind == "bulletin":
        return SubjectName(kind, await _day_of_issue(context, rest))
    if kind == "announcement":
        return SubjectName(kind, await _announcement(context, rest))
    if kind == "editor":
        return SubjectName(kind, await _editor(context, rest))
    return SubjectName(kind, rest)


async def _with_audience(context: ChatContext, logged: LoggedAction) -> LoggedAction:
    action = logged.recorded.action
    code = (action.after or {}).get("to")
    if not isinstance(code, str):
        return logged
    kind, _, rest = code.partition(":")
    if kind == "topic":
        topic, name = Topic(rest), topic_name(context.words, Topic(rest))
    else:
        topic, name = Topic(kind), (await name_of_subject(context, code)).name
    to = context.words.plain("desk-audience", topic=topic.value, name=shorten(name, _LONGEST_NAME))
    in_words = replace(action, after={**(action.after or {}), "to": to})
    return replace(logged, recorded=replace(logged.recorded, action=in_words))


async def _title(context: ChatContext, number: str) -> str:
    if not number.isdecimal():
        return number
    event = context.almanac.event(int(number)) or await context.store.plans.event(int(number))
    return number if event is None else event.title


async def _day_of_issue(context: ChatContext, number: str) -> str:
    issue = await context.store.bulletins.get(int(number)) if number.isdecimal() else None
    if issue is None:
        return number
    try:
        return day_in_words(context.words, sent_on(issue), context.today.year)
    except (KeyError, ValueError):
        return issue.week


async def _announcement(context: ChatContext, number: str) -> str:
    found = await context.store.announcements.get(int(number)) if number.isdecimal() else None
    text = "" if found is None else " ".join(found.content.text.text.split())
    return shorten(text, _LONGEST_NAME) or number


async def _editor(context: ChatContext, number: str) -> str:
    """Return the name of an editor, also of one who was dismissed, or the id without a name."""
    if not number.isdecimal():
        return number
    editor = await context.store.staff.of(int(number))
    if editor is not None and editor.name:
        return editor.name
    newest = await context.store.actions.page(ActionFilter(subject=f"editor:{number}"), 0, 1, 0)
    known = next(filter(None, map(_recorded_name, newest.actions)), "")
    return person_name(context.words, int(number), known)


def _recorded_name(one: LoggedAction) -> str:
    """Return the name of an editor that an action keeps, or an empty text."""
    action = one.recorded.action
    known = (action.after or action.before or {}).get("name")
    return known if isinstance(known, str) else ""
