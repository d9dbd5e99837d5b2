"""Messages about plan documents in hand, and about undoing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from data.drafting import ReadDraft
from data.importing import Proposal
from data.plans.corrections import Decision, Settling
from data.plans.documents import read_content
from data.plans.doubt_answers import Answer
from data.plans.editions.comparison import carry_ids, compare
from data.plans.editions.losses import losses_of
from data.plans.unreadable import Unreadable, UnreadableReason
from data.store.editions.made_revisions import MadeRevision
from data.store.editions.plan_drafts import DraftState, PlanDraft
from data.store.editions.plan_writing import Source
from data.store.revisions import Authorship
from data.store.secretariat.action_log import Action
from data.undoing import Undoing
from handlers.text.words import LANGUAGES, words_in
from handlers.views.message import Message
from handlers.views.paging import take_page
from handlers.views.secretariat.log import SubjectName
from handlers.views.secretariat.plan.documents import (
    AppliedView,
    DraftView,
    applied_message,
    draft_changes_message,
    draft_message,
    losses_question,
    year_question,
)
from handlers.views.secretariat.plan.doubts import corrected_message, correction_question, doubt_message
from handlers.views.secretariat.plan.revisions import (
    ListedRevision,
    UndoingView,
    revision_message,
    revisions_message,
    undone_message,
    what_was_done,
    what_was_done_to,
)
from tests.handlers.written import check_written
from tests.plan_2020 import cities_2020, plan_2020
from tests.world.sent_plans import plan_with

NOW = datetime(2020, 3, 1, 9, tzinfo=UTC)
LOCAL = NOW.astimezone(ZoneInfo("Europe/Moscow"))
OLD = plan_2020()
DRAFT = PlanDraft(7, 1, 1, 10, 11, DraftState.OPEN, "План <2020>.docx", None, "", "[]", NOW, None)
CHANGED = plan_with(
    ("Грозный 3-4 октября", "Грозный 10-11 октября"),
    ("Новосибирск апрель", "Уфа апрель"),
    ("Конференция представителей СМИ.", "Встреча представителей СМИ."),
    ("Волгоград октябрь-ноябрь", "отменено"),
    ("Москва 12 марта", "Москва 45 марта"),
    ("9.\tУчастие в IX Московском", "91.\tУчастие в IX Московском"),
    ("6.\tXV Международный", "6.\tСлёт юных краеведов\tУфа 5 мая 15:00\t\n6.\tXV Международный"),
)


def read(content: bytes = CHANGED, *decisions: Decision, first: bool = False) -> ReadDraft:
    """Return a document in hand, compared with the plan of 2020."""
    reading = read_content(content, "plan.txt", cities_2020())
    plan = reading.plan if first else carry_ids(OLD, reading.plan)
    changes = () if first else compare(OLD, plan)
    in_force = {} if first else {2020: OLD}
    lines = reading.counts.numbered_unread, reading.counts.numbered
    losses = losses_of(None if first else OLD, plan, changes, lines)
    proposal = Proposal(
        reading, plan, cities_2020(), in_force, reading.warnings, changes, is_known=False, losses=losses
    )
    return ReadDraft(DRAFT, proposal, decisions, 3, reading.plan)


@pytest.mark.parametrize("language", LANGUAGES)
def test_documents_in_hand_are_written_out(language: str) -> None:
    """Documents with and without doubts, a first plan, an outdated one, their changes, questions and ends."""
    words, shown = words_in(language), read()
    accepted = [Decision(one, Settling.ACCEPT) for one in shown.proposal.doubts]
    settled = read(CHANGED, *accepted)
    settled = replace(settled, proposal=replace(settled.proposal, kept=21))
    half = plan_with().decode()
    short = read(half[: half.index("8.\t")].encode() + half[half.index("<b>Юбилей") :].encode())
    texts = {
        "new": draft_message(words, DraftView(shown, 1203, "0" * 8)),
        "settled": draft_message(words, DraftView(settled, 21, "0" * 8, is_outrun=True)),
        "first": draft_message(words, DraftView(read(first=True), 0, "0" * 8)),
        "losses": draft_message(words, DraftView(short, 2, "0" * 8)),
        "losses-ask": losses_question(words, short),
        "changes": draft_changes_message(words, shown, 0),
        "applied": applied_message(words, AppliedView(2020, 2, 5, 21)),
        "applied-silently": applied_message(words, AppliedView(2020, 2, 5, None)),
        "year": year_question(
            words, 7, Unreadable(UnreadableReason.NO_YEAR, expected="на 2020 год"), (2020,)
        ),
    }
    for name, message in texts.items():
        check_written(f"desk-document-{name}", language, message)


@pytest.mark.parametrize("language", LANGUAGES)
def test_doubts_are_written_out(language: str) -> None:
    """A wrong date, a doubt without a row, what follows a correction, and each question for one."""
    words, shown = words_in(language), read()
    for place in (0, len(shown.open_doubts) - 1):
        check_written(f"desk-doubt-{place}", language, doubt_message(words, shown, place))
    corrected = corrected_message(words, shown, shown.open_doubts[0], doubt_message(words, shown, 1))
    check_written("desk-doubt-corrected", language, corrected)
    for answer in Answer:
        question = correction_question(words, shown.open_doubts[0], answer)
        check_written(f"desk-doubt-ask-{answer.value}", language, question)
        refused = words("desk-doubt-not-understood", text="когда-нибудь", answer=answer.value)
        check_written(f"desk-doubt-refused-{answer.value}", language, Message(refused))


REVISION = MadeRevision(
    revision=3,
    year=2020,
    edition=2,
    events=24,
    source=Source("План.docx", "h"),
    by=Authorship(NOW - timedelta(days=1), 100, "Ольга <К>"),
    action="plan-imported",
    subject="plan:2020",
    changes=6,
    before=1,
    is_restorable=True,
    is_withdrawal=False,
    undone_by=None,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_revisions_are_written_out(language: str) -> None:
    """The list, a revision that can be undone, one that cannot, and the confirmation."""
    words, shown = words_in(language), read()
    later = replace(REVISION, revision=4, by=Authorship(NOW), action="plan-edited", source=None)
    gone = replace(REVISION, revision=5, action="plan-undone", undone_by=6)
    differences = compare(shown.proposal.plan, OLD)
    undoing = Undoing((later, REVISION), OLD, {2020: OLD}, differences, (), 4)
    first = Undoing((REVISION,), None, {2020: OLD}, (), (), 4)
    card = UndoingView(REVISION, what_was_done(words, REVISION), undoing, 21, "0" * 8, has_file=True)
    event = SubjectName("event", "Форум <столиц>")
    edited = what_was_done_to(words, Action(100, "", "event-edited"), event, is_undone=True)
    rows = [
        *(ListedRevision(one.revision, one.by, what_was_done(words, one)) for one in (gone, later, REVISION)),
        ListedRevision(6, Authorship(NOW), edited),
    ]
    texts = {
        "none": revisions_message(words, take_page([], 0), LOCAL),
        "list": revisions_message(words, take_page(rows, 0), LOCAL),
        "card": revision_message(words, card, 0, LOCAL),
        "card-first": revision_message(words, replace(card, undoing=first, reach=0), 0, LOCAL),
        "card-gone": revision_message(words, replace(card, undoing=None, is_outrun=True), 0, LOCAL),
        "undone": undone_message(words, undoing, 2),
        "undone-empty": undone_message(words, first, 0),
    }
    for name, message in texts.items():
        check_written(f"desk-revisions-{name}", language, message)
