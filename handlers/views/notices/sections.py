"""Lay a notice out in sections, and cut what does not fit into one message."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.calendar.occasions import Occasion
from data.store.revisions import NEW_PLANS
from handlers.text.markup import Markup, join
from handlers.views.message import parsed_length
from handlers.views.notices.buttons import ButtonTarget
from handlers.views.notices.new_plan import NewPlan
from handlers.views.notices.plan_change import PlanChange

NoticeContent = Occasion | PlanChange | NewPlan


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """One item of the message: its content, its line, and the target of its buttons."""

    content: NoticeContent
    line: Markup
    target: ButtonTarget | None

    @property
    def key(self) -> str:
        """Return the key by which a choice below the message names the item."""
        if self.target is not None:
            return self.target.key
        match self.content:
            case Occasion():
                return self.content.key
            case PlanChange():
                return self.content.subject
            case NewPlan():
                return f"{NEW_PLANS}:{self.content.year}"


@dataclass(frozen=True, slots=True)
class Section:
    """Items under one heading, with a line below."""

    heading: Markup
    items: tuple[NoticeItem, ...]
    closing: str = ""


def sections_that_fit(sections: Sequence[Section], room: int) -> list[Section]:
    """Return the first sections that fit. The last may lose some items."""
    kept: list[Section] = []
    for section in sections:
        part = _largest_part(section, room)
        if part is None:
            break
        kept.append(part)
        room -= _length(part)
        if len(part.items) < len(section.items):
            break
    return kept


def _largest_part(section: Section, room: int) -> Section | None:
    for count in range(len(section.items), 0, -1):
        part = replace(section, items=section.items[:count])
        if _length(part) <= room:
            return part
    return None


def _length(section: Section) -> int:
    """Return the length with the blank line above."""
    return parsed_length(section_text(section)) + len("\n\n")


def section_text(section: Section) -> Markup:
    """Return the heading, the lines of the items and the closing line."""
    return join((section.heading, *(item.line for item in section.items), section.closing))
