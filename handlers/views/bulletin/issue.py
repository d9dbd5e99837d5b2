"""Render an issue of the bulletin, exactly as readers get it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from data.calendar.bulletin.digest import Digest, DigestRow, Fact, JubileesFact
from data.calendar.occasions import Occasion
from data.store.broadcasts.editorial import EditorContent, Placement
from handlers.text.formatting import formatted_markup
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.broadcasts import longest_of
from handlers.views.bulletin.changes import change_lines
from handlers.views.bulletin.rows import distant_line, issue_line
from handlers.views.message import parsed_length
from handlers.views.notices.new_plan import NewPlan
from handlers.views.notices.plan_change import PlanChange
from handlers.views.wording.occasions import approximation_note, place_of

_LONGEST_ISSUE = 3500
_ROWS_TO_TRY = (20, 14, 10, 7, 5, 3, 2, 1)
_BRIEF_ROWS = 6

ReadChange = Callable[[Words, str, Mapping[str, object] | None], PlanChange | NewPlan | None]
"""Returns how a subject has changed since its facts before. None for nothing to tell."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of an issue, with its occasion unless it is about a change."""

    text: Markup
    occasion: Occasion | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of an issue: its heading's name, its lines, and how many are shown at most."""

    name: str
    lines: Sequence[_Line]
    most: int

    def cut(self, most: int) -> Sequence[_Line]:
        """Return the lines that are shown."""
        return self.lines[: min(most, self.most)]


def issue_text(words: Words, read_change: ReadChange, digest: Digest, content: EditorContent) -> Markup:
    """Render the issue as one message.

    In a full week each section is cut, and says how much is left out. Where an editor's text takes the room,
    the last sections give way altogether.
    """
    longest = longest_of(content) if content.text else min(longest_of(content), _LONGEST_ISSUE)
    fact = _fact_text(words, digest.fact) if digest.fact is not None else Markup("")
    sections = [one for one in _sections(words, read_change, digest) if one.lines]

    def cut(count: int, most: int) -> Markup:
        shown = sections[:count]
        texts = [_section_text(words, one, most) for one in shown]
        last = fact if count == len(sections) else Markup("")
        return _around(words, digest, content, join((*texts, last, _note(words, shown, most)), "\n\n"))

    texts = (cut(len(sections), most) for most in (*_ROWS_TO_TRY, 0))
    fewer = (cut(count, 1) for count in reversed(range(len(sections))))
    fitting = (text for text in chain(texts, fewer) if parsed_length(text) <= longest)
    return next(fitting, None) or cut(0, 0)


def shortest_issue(words: Words, digest: Digest, content: EditorContent) -> Markup:
    """Render an issue without its automatic part: no less can go out."""
    return _around(words, digest, content, Markup(""))


def _around(words: Words, digest: Digest, content: EditorContent, automatic: Markup) -> Markup:
    heading = words("bulletin-heading", date=issue_date(words, digest.today))
    parts = [formatted_markup(content.text), automatic]
    if content.placement is Placement.AFTER:
        parts.reverse()
    return join((heading, *parts), "\n\n")


def issue_date(words: Words, day: date) -> Markup:
    """Return «7 сентября 2027», as it stands in a heading."""
    return words("bulletin-date", day=day.day, month=day.month, year=day.year)


def _sections(words: Words, read_change: ReadChange, digest: Digest) -> Iterator[_Part]:
    today, most = digest.today, max(_ROWS_TO_TRY)

    def lines(rows: Sequence[DigestRow]) -> list[_Line]:
        return [_Line(issue_line(words, row, today), row.occasion) for row in rows]

    jubilees = [_Line(distant_line(words, row.occasion, today), row.occasion) for row in digest.jubilees]
    changes = list(_changes(words, read_change, digest))
    yield _Part("this-week", lines(digest.this_week), most)
    yield _Part("next-week", lines(digest.next_week), most)
    yield _Part("month", lines(digest.month), most)
    yield _Part("changed", [_Line(line) for line in change_lines(words, changes, today)], most)
    yield _Part("jubilees", jubilees, most)
    yield _Part("still-ahead", lines(digest.still_ahead), _BRIEF_ROWS)
    yield _Part("quiet" if digest.is_quiet else "coming", lines(digest.coming), most)
    yield _Part("past", lines(digest.past), _BRIEF_ROWS)


def _changes(words: Words, read_change: ReadChange, digest: Digest) -> Iterator[PlanChange | NewPlan]:
    for one in digest.changes:
        change = read_change(words, one.subject, one.before)
        if change is not None:
            yield change


def _section_text(words: Words, section: _Part, most: int) -> Markup:
    shown = [line.text for line in section.cut(most)]
    left = len(section.lines) - len(shown)
    more = [words("bulletin-more", count=left, section=section.name)] if left else []
    return join((words("bulletin-section", name=section.name), *shown, *more))


def _note(words: Words, sections: Sequence[_Part], most: int) -> Markup:
    """Return the footnote to «≈», or an empty text where no line that is shown has it."""
    shown = [line for section in sections for line in section.cut(most)]
    note = approximation_note(words, (line.occasion for line in shown if line.occasion is not None))
    if note or not any("≈" in line.text for line in shown if line.occasion is None):
        return note
    return words("date-approximate-note", source="both")


def _fact_text(words: Words, fact: Fact) -> Markup:
    if isinstance(fact, JubileesFact):
        oldest = fact.oldest
        return words(
            "bulletin-fact-jubilees",
            year=fact.year,
            count=fact.count,
            city=place_of(words, oldest),
            age=oldest.age or 0,
        )
    return words("bulletin-fact-founding", city=place_of(words, fact.occasion), year=fact.epoch)
