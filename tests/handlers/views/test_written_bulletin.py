"""Every message of the bulletin, written down as readers and editors see it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from data.calendar.almanac import Almanac
from data.calendar.bulletin.composing import compose_digest
from data.calendar.bulletin.digest import ChangedSubject, Digest, DigestRow, Silence
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.occasions import Occasion, OccasionKind
from data.calendar.plan import EventKind, PlanEvent
from data.store.broadcasts.bulletins import Bulletin, BulletinState
from data.store.broadcasts.editorial import EditorContent
from data.store.notices import Notice, NoticeKind
from handlers.callbacks.secretariat import BulletinAction
from handlers.notices.plan_changes import change_reader
from handlers.notices.renderer import ready_message
from handlers.text.markup import Markup
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views.bulletin import archive, editors
from handlers.views.bulletin.issue import issue_text
from handlers.views.bulletin.payloads import BulletinViews
from handlers.views.message import LONGEST_TEXT, Message, parsed_length
from scheduler.bulletins.outline import Issue
from scheduler.bulletins.schedule import Timetable
from scheduler.bulletins.tally import Tally
from scheduler.editor_messages import Payload
from tests.factories import plain_content
from tests.handlers.written import check_written
from tests.plan_2020 import cities_2020, plan_2020

ALMANAC = Almanac(cities_2020(), {2020: plan_2020()})
TIMETABLE = Timetable(0, 9, "Europe/Moscow")
CHANGES = change_reader(lambda: ALMANAC)
VIEWS = BulletinViews(TIMETABLE, CHANGES)
MARCH, AUTUMN = date(2020, 3, 9), date(2020, 9, 14)
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
EMOJI = "🎉" * 1500
DUE = datetime(2020, 3, 9, 6, 0, tzinfo=UTC)


def digest(day: date) -> Digest:
    """Return the contents of the issue of a day in 2020."""
    return compose_digest(ALMANAC.occasions, day)


def following(day: date) -> Digest:
    """Return the contents of an issue a week after another one."""
    before = digest(day - timedelta(7)).told(1)
    return compose_digest(ALMANAC.occasions, day, earlier=[before])


def nothing(day: date) -> Digest:
    """Return the contents of an empty week."""
    return compose_digest(lambda _first, _last: [], day)


def silent(reason: Silence) -> Issue:
    """Return an issue that is not worth sending."""
    last = None if reason is Silence.UNKNOWN else MARCH - timedelta(21)
    empty = replace(nothing(MARCH), silence=reason, last_issue=last)
    return Issue(stored(BulletinState.EMPTY), empty, audience=120)


def stored(
    state: BulletinState = BulletinState.DRAFT, extra: str = "", text: Payload | None = None
) -> Bulletin:
    """Return the row of an issue."""
    body: dict[str, object] = {"issue_day": "2020-03-09"} | ({"text": text} if text else {})
    return Bulletin(5, "2020-W11", state, body, plain_content(extra), None, DUE, None, DUE, None, None, None)


def issue(
    state: BulletinState = BulletinState.DRAFT, extra: str = "", audience: int = 120, day: date = MARCH
) -> Issue:
    """Return an issue that can be changed."""
    return Issue(stored(state, extra), digest(day), audience=audience)


LATE = replace(issue(audience=1), bulletin=replace(stored(), due_at=DUE + timedelta(hours=3, minutes=7)))
OUT = stored(BulletinState.SENT, text=VIEWS.issue(digest(MARCH), EditorContent()))
OLDER = replace(OUT, id=4, body={"issue_day": "2019-12-30", "told": {"day": "2019-12-31"}, "text": {}})


def city_facts(day: str, *, calculated: bool = False) -> dict[str, object]:
    """Return the facts that a change keeps of a city day."""
    return {"age": 1010, "calculated": calculated, "raw": "", "precision": "day", "start": day, "end": day}


def event_facts(number: int, **changed: object) -> dict[str, object]:
    """Return the facts that a change keeps of an event of 2020, with some of them replaced."""
    event = ALMANAC.event(number)
    assert event is not None
    place = {"raw": "Минск", "city_id": "minsk"} if "place" in changed else None
    first = event.occurrences[0]
    if place is None and first.place is not None:
        place = {"raw": first.place.raw, "city_id": str(first.place.city_id)}
    day = changed.get("day")
    when = {"raw": "", "start": day, "end": day} if day else None
    if when is None and first.when is not None:
        when = {
            "raw": first.when.raw,
            "precision": first.when.precision.value,
            "start": str(first.when.start),
            "end": str(first.when.end),
        }
    return {
        "title": changed.get("title", event.title),
        "status": changed.get("status", "planned"),
        "occurrences": [{"when": when, "place": place, "time": None}],
    }


CHANGED = replace(
    nothing(MARCH),
    silence=None,
    changes=(
        ChangedSubject("event:1", event_facts(1, day="2020-03-20")),
        ChangedSubject("event:11", event_facts(11, place="Минск", title="Конференция в Минске")),
        ChangedSubject("event:3", None),
        ChangedSubject("event:7", event_facts(7, status="cancelled")),
        ChangedSubject("event:404", {"title": "Форум столиц", **event_facts(1, title="Форум столиц")}),
        ChangedSubject("jubilee:yaroslavl:2020", city_facts("2020-05-23")),
        ChangedSubject("jubilee:izhevsk:2020", city_facts("2020-06-06", calculated=True)),
    ),
)
NEW_PLAN = compose_digest(
    ALMANAC.occasions,
    date(2020, 1, 6),
    changes=[
        ChangedSubject("plan:2020", None),
        *(ChangedSubject(f"event:{number}", None) for number in range(1, 19)),
        *(
            ChangedSubject(one.key, city_facts("2020-06-06", calculated=True))
            for one in ALMANAC.occasions(MARCH, date(2020, 8, 1))
            if one.event is None and one.city is not None
        ),
    ],
)


def payload(of: Payload, kind: NoticeKind = NoticeKind.MESSAGE) -> Callable[[Words], Message]:
    """Return the message that a payload becomes when it is sent."""
    text = json.dumps(of, ensure_ascii=False)
    notice = Notice(1, "key", kind, "key", None, None, DUE, text, DUE)
    return lambda words: ready_message(words, notice)


MESSAGES: dict[str, Callable[[Words], Message]] = {
    "issue": payload(VIEWS.issue(digest(AUTUMN), plain_content(EXTRA)), NoticeKind.BULLETIN),
    "issue-following": payload(VIEWS.issue(following(AUTUMN), EditorContent()), NoticeKind.BULLETIN),
    "issue-repeating": payload(VIEWS.issue(following(MARCH), EditorContent()), NoticeKind.BULLETIN),
    "issue-changes": payload(VIEWS.issue(CHANGED, EditorContent()), NoticeKind.BULLETIN),
    "issue-new-plan": payload(VIEWS.issue(NEW_PLAN, EditorContent()), NoticeKind.BULLETIN),
    "issue-quiet": payload(VIEWS.issue(digest(date(2020, 1, 6)), EditorContent()), NoticeKind.BULLETIN),
    "issue-text-only": payload(VIEWS.issue(nothing(MARCH), plain_content(EXTRA)), NoticeKind.BULLETIN),
    "issue-over-new-year": payload(
        VIEWS.issue(digest(date(2020, 12, 28)), EditorContent()), NoticeKind.BULLETIN
    ),
    "draft": payload(VIEWS.draft(issue())),
    "draft-for-nobody": payload(VIEWS.draft(issue(audience=0))),
    "draft-late": payload(VIEWS.draft(LATE)),
    "draft-quiet": payload(VIEWS.draft(Issue(stored(), digest(date(2020, 1, 6)), audience=120))),
    **{f"draft-silent-{reason}": payload(VIEWS.draft(silent(reason))) for reason in Silence},
    "draft-approved": lambda w: editors.draft_message(
        w, CHANGES, issue(BulletinState.APPROVED, EXTRA), TIMETABLE
    ),
    "draft-sent": lambda w: editors.draft_message(w, CHANGES, issue(BulletinState.SENT), TIMETABLE),
    "confirm-send": lambda w: editors.confirm_message(
        w, issue(audience=21), BulletinAction.SEND, TIMETABLE.zone
    ),
    "confirm-send-nobody": lambda w: editors.confirm_message(
        w, issue(audience=0), BulletinAction.SEND, TIMETABLE.zone
    ),
    "confirm-skip": lambda w: editors.confirm_message(w, issue(), BulletinAction.SKIP, TIMETABLE.zone),
    "accepted": lambda w: Message(w("bulletin-accepted")),
    "skipped": lambda w: editors.skipped_message(w, MARCH),
    "none-yet": lambda w: archive.no_issue_message(w, TIMETABLE, MARCH, following=False),
    "none-yet-followed": lambda w: archive.no_issue_message(w, TIMETABLE, MARCH, following=True),
    "last-issue": lambda w: archive.past_issue_message(w, archive.ArchivePage(OUT, older=OLDER)),
    "past-issue": lambda w: archive.past_issue_message(
        w, archive.ArchivePage(OUT, OLDER, stored(BulletinState.SENT), following=True)
    ),
    "progress": payload(VIEWS.progress(stored(BulletinState.SENDING), Tally(500, 117, 2, 1, 0, 0, 380))),
    "report": payload(VIEWS.report(stored(BulletinState.SENT), Tally(500, 490, 8, 2, 0, 0, 0))),
    "report-with-doubts": payload(VIEWS.report(stored(BulletinState.SENT), Tally(500, 480, 8, 2, 7, 3, 0))),
    "report-nobody": payload(VIEWS.report(stored(BulletinState.SENT), Tally(0, 0, 0, 0, 0, 0, 0))),
}
POP_UPS = (
    "bulletin-text-not-text",
    "bulletin-nothing-yet",
    "bulletin-unknown",
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
    said += [str(archive.schedule_in_words(words, Timetable(day, 9, zone))) for day, zone in enumerate(ZONES)]
    assert max(map(len, said)) <= 200
    check_written("bulletin-pop-ups", language, Message(Markup("\n".join(said))))


def crowded(section: str) -> Digest:
    """Return sixty occasions with the longest titles in one section, or in each."""
    title = "Международная ассамблея & конференция «<города>» " * 20
    whole = PlanEvent("1", 1, 1, None, title, EventKind.OWN, (), id=1)

    def occasions(first: date, precision: Precision) -> tuple[Occasion, ...]:
        when = ImpreciseDate("как напечатано", precision, first, first + timedelta(25 * (precision != "day")))
        one = Occasion("event:1:0", OccasionKind.EVENT, when, 2020, event=whole, calculated=True)
        return tuple(replace(one, key=f"event:{number}:0") for number in range(60))

    def rows(first: date, precision: Precision = Precision.DAY) -> tuple[DigestRow, ...]:
        return tuple(DigestRow(one) for one in occasions(first, precision))

    def of(name: str) -> bool:
        return section in (name, "all")

    return Digest(
        week="2020-W11",
        issue_day=MARCH,
        today=MARCH,
        this_week=rows(MARCH) if of("this_week") else (),
        next_week=rows(MARCH + timedelta(8)) if of("next_week") else (),
        month=rows(MARCH, Precision.MONTH) if of("month") else (),
        jubilees=rows(MARCH + timedelta(60), Precision.DAYS) if of("jubilees") else (),
        still_ahead=rows(MARCH + timedelta(20)) if of("still_ahead") else (),
        past=rows(MARCH - timedelta(2)) if of("past") else (),
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("extra", ["", EXTRA, EMOJI, "\n" * 1498 + "x", "&" * 1500])
@pytest.mark.parametrize(
    "section", ["this_week", "next_week", "month", "jubilees", "still_ahead", "past", "all"]
)
def test_a_full_week_fits_into_one_message(section: str, extra: str, language: str) -> None:
    """Sixty events a section and the longest text fit, in the issue and in its draft."""
    words, full = words_in(language), crowded(section)
    text = issue_text(words, CHANGES, full, plain_content(extra))
    draft = editors.draft_text(words, CHANGES, Issue(stored(extra=extra), full, audience=10**6), TIMETABLE)
    assert parsed_length(text) <= LONGEST_TEXT
    assert parsed_length(draft) <= LONGEST_TEXT
    assert text in draft or words("desk-draft-apart") in draft
    sections = [full.this_week, full.next_week, full.month, full.jubilees, full.still_ahead]
    assert text.count("/upcoming") == sum(1 for items in sections if items)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_issue_says_how_much_it_leaves_out(language: str) -> None:
    """The rows shown and the number left out make the whole."""
    words, full = words_in(language), crowded("this_week")
    text = issue_text(words, CHANGES, full, EditorContent())
    shown = text.count(" · ") - 1
    assert 0 < shown < 60
    assert f" {60 - shown}" in text.splitlines()[-3]
