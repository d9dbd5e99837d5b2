"""Render the doubts of a plan document, one by one."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from data.drafting import ReadDraft
from data.plans.doubt_answers import Answer, answer_to, may_leave_out, rows_of, suggestion
from data.plans.doubts import PlanWarning
from handlers.callbacks.documents import DoubtAct, OpenDoubt, OpenPlanDraft, SettleDoubt
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Row, button, keyboard
from handlers.views.message import Message
from handlers.views.plan_reading import row_words, warning_text

_MOST_ROWS = 3


def doubt_mark(doubt: PlanWarning) -> str:
    """Return a short hash that names a doubt in callback data."""
    return sha256(repr((doubt.code.value, doubt.arguments)).encode()).hexdigest()[:8]


def doubt_sentence(words: Words, doubt: PlanWarning) -> str:
    """Return a doubt as a sentence of its own."""
    text = warning_text(words, doubt)
    return f"{text[:1].upper()}{text[1:]}."


def doubt_message(words: Words, read: ReadDraft, place: int) -> Message:
    """Render one of the open doubts with the row it is about and what can be done."""
    doubts = read.open_doubts
    place = min(place, len(doubts) - 1)
    doubt = doubts[place]
    title = words("desk-doubt-title", number=place + 1, count=len(doubts))
    what = join((title, doubt_sentence(words, doubt)))
    text = join((what, _rows_text(words, read, doubt)), "\n\n")
    return Message(text, keyboard(*_rows(words, read, place)))


def corrected_message(words: Words, read: ReadDraft, doubt: PlanWarning, following: Message) -> Message:
    """Put above what follows that a doubt is corrected, with the row as it is read now."""
    corrected = join((words("desk-doubt-corrected"), _rows_text(words, read, doubt)))
    return replace(following, text=join((corrected, Markup(following.text)), "\n\n"))


def _rows_text(words: Words, read: ReadDraft, doubt: PlanWarning) -> Markup:
    """Return the rows that a doubt is about, as they are read. Empty where it is about none."""
    rows = rows_of(doubt, read.proposal.plan)[:_MOST_ROWS]
    return join((words("desk-doubt-row"), *(row_words(words, row) for row in rows))) if rows else Markup()


def _rows(words: Words, read: ReadDraft, place: int) -> Iterator[Row]:
    number, doubts, plan = read.draft.id, read.open_doubts, read.proposal.plan
    doubt = doubts[place]
    mark = doubt_mark(doubt)

    def settle(key: str, act: DoubtAct, **arguments: str | int) -> Row:
        label = words.plain(key, **arguments)
        return (button(label, SettleDoubt(id=number, doubt=mark, act=act)),)

    yield settle("desk-doubt-button-accept", DoubtAct.ACCEPT)
    if alike := sum(one.code is doubt.code for one in doubts) - 1:
        yield settle("desk-doubt-button-kind", DoubtAct.KIND, count=alike)
    if answer_to(doubt, plan) is not None:
        if proposed := suggestion(doubt):
            yield settle("desk-doubt-button-suggested", DoubtAct.SUGGESTED, text=proposed)
        yield settle("desk-doubt-button-correct", DoubtAct.CORRECT)
    if may_leave_out(doubt, plan):
        yield settle("desk-doubt-button-leave-out", DoubtAct.LEAVE_OUT)
    last = [button(words.plain("desk-document-button-back"), OpenPlanDraft(id=number))]
    if place + 1 < len(doubts):
        last.append(button(words.plain("desk-doubt-button-later"), OpenDoubt(id=number, place=place + 1)))
    yield last


def correction_question(words: Words, doubt: PlanWarning, answer: Answer) -> Message:
    """Ask for what is to stand in place of what was read."""
    return Message(join((doubt_sentence(words, doubt), words("desk-doubt-ask", answer=answer.value)), "\n\n"))
