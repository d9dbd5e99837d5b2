"""Take the last change of a plan back: `mag-bot plan undo`."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.confirming import agrees
from bot.commands.options import LanguageOption
from bot.commands.refusal import CommandRefusal
from bot.commands.session import look_at_resources, with_resources
from bot.resources import Resources
from data.store.chat_values import Language
from handlers.text.words import Words, words_in
from scheduler.clock import SystemClock

if TYPE_CHECKING:
    from data.undoing import Undoing

_UNDO = "mag-bot plan undo"
"""The author of an undoing, in the log of actions."""


def undo_plan(
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before undoing.")] = False,
    year: Annotated[
        int | None,
        typer.Option(min=1900, max=2200, help="The year of the plan. The last changed one without it."),
    ] = None,
    language: LanguageOption = Language.RU,
) -> None:
    """Take the last change of a plan back. What readers were not told yet is not told."""
    from handlers.views.plan_reading import differences_text

    words = words_in(language.value)
    undoing = look_at_resources(words, lambda resources: _last(resources, words, year))
    typer.echo(words.plain("plan-undo-what", year=undoing.year, at=f"{undoing.since:%Y-%m-%d %H:%M} UTC"))
    if undoing.plan is None:
        typer.echo(words.plain("desk-undo-empties", year=undoing.year))
    typer.echo(differences_text(words, undoing.differences))
    question = words.plain("plan-undo-ask", year=undoing.year)
    if not yes and not agrees(words, question, words.plain("plan-undo-unanswered")):
        typer.echo(words.plain("plan-undo-left"))
        return
    with_resources(words, lambda resources: _undo(resources, words, undoing))
    typer.echo(words.plain("plan-undo-done", year=undoing.year))


async def _last(resources: Resources, words: Words, year: int | None) -> "Undoing":
    """Return what undoing the last revision would do. Raises CommandRefusal where there is none."""
    from data.plan_changes import CityRules
    from data.undoing import NotUndoable, may_undo, prepare_undoing, recent_revisions

    plans, now, almanac = resources.store.plans, SystemClock().now(), resources.almanacs.current()
    rules = CityRules(resources.cities, almanac.jubilee_every, almanac.set_days)
    for one in await recent_revisions(plans, now):
        if may_undo(one) and year in {None, one.year}:
            try:
                return await prepare_undoing(one.revision, plans, rules, now)
            except NotUndoable:
                continue
    raise CommandRefusal(words.plain("plan-undo-none"))


async def _undo(resources: Resources, words: Words, undoing: "Undoing") -> None:
    from data.store.revisions import Authorship, GroundChanged
    from data.undoing import undo

    try:
        await undo(undoing, resources.store.plans, Authorship(SystemClock().now(), name=_UNDO))
    except GroundChanged as error:
        raise CommandRefusal(words.plain("plan-undo-outrun")) from error
