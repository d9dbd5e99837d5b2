"""Every message of the bulletin, written down as readers and editors see it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from data.calendar.almanac import Almanac
from data.calendar.digest import Digest, compose_digest
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import EventKind, PlanEvent
from data.store.bulletins import Bulletin, BulletinState
from data.store.notices import Notice, NoticeKind
from handlers.callbacks.secretariat import BulletinAction
from handlers.notices.renderer import ready_message
from handlers.text.markup import Markup
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views import bulletin as views
from handlers.views.message import LONGEST_TEXT, Message, parsed_length
from scheduler.bulletins.outline import Issue
from scheduler.bulletins.schedule import Timetable
from scheduler.bulletins.tally import Tally
from scheduler.editor_messages import Payload
from tests.handlers.written import check_written
from tests.plan_2020 import cities_2020, plan_2020

ALMANAC = Almanac(cities_2020(), {2020: plan_2020()})
TIMETABLE = Timetable(4, 12, "Europe/Moscow")
VIEWS = views.BulletinViews(TIMETABLE)
MARCH, AUTUMN = date(2020, 3, 6), date(2020, 9, 11)
EXTRA = "Приглашаем на сессию МАГ & <встречу>.\nhttps://example.org"
ZONES = (
    "Europe/Moscow",
    "Asia/Omsk",
    "Europe/Samara",
    "Asia/Almaty",
    "Etc/GMT-7",
    "Europe/Kaliningrad",
    "Europe/Moscow",
)
"""A zone for each weekday."""
EMOJI = "🎉" * views.LONGEST_EXTRA
DUE = datetime(2020, 3, 6, 9, 0, tzinfo=UTC)


def digest(day: date) -> Digest:
    """Return the contents of the issue of a day in 2020."""
    return compose_digest(ALMANAC.occasions, day)


def nothing(day: date) -> Digest:
    """Return the contents of an empty week."""
    return compose_digest(lambda _first, _last: [], day)


def stored(
    state: BulletinState = BulletinState.DRAFT, extra: str = "", text: Payload | None = None
) -> Bulletin:
    """Return the row of an issue."""
    body: dict[str, object] = {"issue_day": "2020-03-06"} | ({"text": text} if text else {})
    return Bulletin(5, "2020-W10", state, body, extra, None, DUE, DUE, None, None, None)


def issue(
    state: BulletinState = BulletinState.DRAFT, extra: str = "", audience: int = 120, day: date = MARCH
) -> Issue:
    """Return an issue that can be changed."""
    return Issue(stored(state, extra), digest(day), audience=audience)


EMPTY = Issue(stored(BulletinState.EMPTY), nothing(MARCH))
LATE = replace(issue(audience=1), bulletin=replace(stored(), due_at=DUE + timedelta(hours=3, minutes=7)))


def payload(of: Payload, kind: NoticeKind = NoticeKind.MESSAGE) -> Callable[[Words], Message]:
    """Return the message that a payload becomes when it is sent."""
    text = json.dumps(of, ensure_ascii=False)
    notice = Notice(1, "key", kind, "key", None, None, DUE, text, DUE)
    return lambda words: ready_message(words, notice)


MESSAGES: dict[str, Callable[[Words], Message]] = {
    "issue": payload(VIEWS.issue(digest(AUTUMN), EXTRA), NoticeKind.BULLETIN),
    "issue-quiet": payload(VIEWS.issue(digest(date(2020, 1, 3)), ""), NoticeKind.BULLETIN),
    "issue-text-only": payload(VIEWS.issue(nothing(MARCH), EXTRA), NoticeKind.BULLETIN),
    "issue-over-new-year": payload(VIEWS.issue(digest(date(2020, 12, 31)), ""), NoticeKind.BULLETIN),
    "draft": payload(VIEWS.draft(issue())),
    "draft-for-nobody": payload(VIEWS.draft(issue(audience=0))),
    "draft-late": payload(VIEWS.draft(LATE)),
    "draft-empty": payload(VIEWS.draft(EMPTY)),
    "draft-approved": lambda w: views.draft_message(w, issue(BulletinState.APPROVED, EXTRA), TIMETABLE),
    "draft-sent": lambda w: views.draft_message(w, issue(BulletinState.SENT), TIMETABLE),
    "confirm-send": lambda w: views.confirm_message(w, issue(audience=21), BulletinAction.SEND),
    "confirm-send-nobody": lambda w: views.confirm_message(w, issue(audience=0), BulletinAction.SEND),
    "confirm-skip": lambda w: views.confirm_message(w, issue(), BulletinAction.SKIP),
    "accepted": lambda w: Message(w("bulletin-accepted")),
    "skipped": lambda w: views.skipped_message(w, MARCH),
    "ask-text": lambda w: Message(w("bulletin-ask-text")),
    "too-long": lambda w: Message(w("bulletin-text-too-long", length=1502, longest=views.LONGEST_EXTRA)),
    "none-yet": lambda w: views.past_issue_message(w, None, TIMETABLE),
    "last-issue": lambda w: views.past_issue_message(
        w, stored(BulletinState.SENT, text=VIEWS.issue(digest(MARCH), "")), TIMETABLE
    ),
    "progress": payload(VIEWS.progress(MARCH, Tally(500, 117, 2, 1, 0, 0, 380))),
    "report": payload(VIEWS.report(MARCH, Tally(500, 490, 8, 2, 0, 0, 0))),
    "report-with-doubts": payload(VIEWS.report(MARCH, Tally(500, 480, 8, 2, 7, 3, 0))),
    "report-nobody": payload(VIEWS.report(MARCH, Tally(0, 0, 0, 0, 0, 0, 0))),
}
POP_UPS = (
    "bulletin-text-not-text",
    "bulletin-nothing-yet",
    "bulletin-unknown",
    "bulletin-owners-only",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MESSAGES)
def test_message_is_as_written_down(name: str, language: str) -> None:
    """The message has the text and buttons written down, and Telegram takes it."""
    check_written(f"bulletin-{name}", language, MESSAGES[name](words_in(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentence_fits_into_a_pop_up(language: str) -> None:
    """No sentence is longer than Telegram shows in a pop-up."""
    words = words_in(language)
    said = [words.plain(key) for key in POP_UPS]
    said += [words.plain("bulletin-too-late", state=state.value) for state in BulletinState]
    said += [str(views.schedule_in_words(words, Timetable(day, 9, zone))) for day, zone in enumerate(ZONES)]
    assert max(map(len, said)) <= 200
    check_written("bulletin-pop-ups", language, Message(Markup("\n".join(said))))


def crowded(section: str) -> Digest:
    """Return sixty occasions with the longest titles in one section, or in each of four."""
    title = "Международная ассамблея & конференция «<города>» " * 20
    whole = PlanEvent("1", 1, 1, None, title, EventKind.OWN, (), id=1)

    def occasions(first: date, precision: Precision) -> tuple[Occasion, ...]:
        when = ImpreciseDate("как напечатано", precision, first, first + timedelta(25 * (precision != "day")))
        one = Occasion("event:1:0", OccasionKind.EVENT, when, 2020, event=whole, calculated=True)
        return tuple(replace(one, key=f"event:{number}:0") for number in range(60))

    parts = {
        "this_week": occasions(MARCH, Precision.DAY),
        "next_week": occasions(MARCH + timedelta(5), Precision.DAY),
        "windows": occasions(MARCH, Precision.MONTH),
        "jubilees": occasions(MARCH + timedelta(60), Precision.DAYS),
    }
    chosen = {name: items if section in (name, "all") else () for name, items in parts.items()}
    return Digest("2020-W10", MARCH, **chosen)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("extra", ["", EXTRA, EMOJI, "\n" * 1498 + "x", "&" * views.LONGEST_EXTRA])
@pytest.mark.parametrize("section", ["this_week", "next_week", "windows", "jubilees", "all"])
def test_a_full_week_fits_into_one_message(section: str, extra: str, language: str) -> None:
    """Sixty events a section and the longest text fit, in the issue and in its draft."""
    words, full = words_in(language), crowded(section)
    text = views.issue_text(words, full, extra)
    draft = views.draft_text(words, Issue(stored(extra=extra), full, audience=10**6), TIMETABLE)
    assert parsed_length(text) <= parsed_length(draft) <= LONGEST_TEXT
    assert text in draft
    sections = [full.this_week, full.next_week, full.windows, full.jubilees]
    assert text.count("/upcoming") == sum(1 for items in sections if items)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_issue_says_how_much_it_leaves_out(language: str) -> None:
    """The rows shown and the number left out make the whole."""
    words, full = words_in(language), crowded("this_week")
    text = views.issue_text(words, full, "")
    shown = text.count("🏛")
    assert 0 < shown < 60
    assert f" {60 - shown} " in text
