"""Render the news that the plan of a year has come out."""

from dataclasses import dataclass

from data.calendar.almanac import Almanac
from data.calendar.plan import EventStatus
from data.store.revisions import NEW_PLANS
from handlers.callbacks.browsing import OpenNewPlan
from handlers.callbacks.subscriptions import SetMute
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.keyboard import Button, Row, button


@dataclass(frozen=True, slots=True)
class NewPlan:
    """A plan that has come out, with the numbers of its events and jubilees."""

    year: int
    events: int
    jubilees: int


def read_new_plan(almanac: Almanac, subject: str) -> NewPlan | None:
    """Return the plan that «plan:2027» names, or None if it is a draft or not in force."""
    _, _, year = subject.partition(":")
    plan = almanac.plan(int(year)) if year.isdecimal() else None
    if plan is None or plan.draft:
        return None
    taking_place = [event for event in plan.events if event.status is not EventStatus.CANCELLED]
    return NewPlan(plan.year, len(taking_place), len(plan.jubilees))


def new_plan_line(words: Words, plan: NewPlan) -> Markup:
    """Render «Вышел план на 2027 год: 24 мероприятия, 17 юбилеев»."""
    counts = [
        words(key, count=count)
        for key, count in (("new-plan-events", plan.events), ("new-plan-jubilees", plan.jubilees))
        if count
    ]
    if not counts:
        return words("new-plan-empty", year=plan.year)
    return words("new-plan", year=plan.year, counts=join(counts, ", "))


def new_plan_rows(words: Words, plan: NewPlan) -> list[Row]:
    """Return the buttons that open the plan, and that end such news."""
    return [
        [button(words.plain("new-plan-button-open"), OpenNewPlan(year=plan.year))],
        [mute_new_plans_button(words)],
    ]


def mute_new_plans_button(words: Words) -> Button:
    """Return the button after which no new plan is announced to the chat."""
    return button(words.plain("new-plan-button-mute"), SetMute(key=NEW_PLANS, muted=True))
