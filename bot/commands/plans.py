"""`mag-bot plan`: reading a plan document, putting it in force, listing what is loaded."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import Format, FormatOption, Language, LanguageOption
from bot.commands.refusal import Refusal
from bot.commands.session import in_library
from bot.library import Library
from handlers.words import Words, words_in
from scheduler.clock import SystemClock

# The readers of documents are imported by the commands that read: 0.2 s that a start of the bot goes without.
if TYPE_CHECKING:
    from data.importing import Proposal
    from data.plans.doubts import PlanWarning

app = typer.Typer(help="Plans: read a document, put it in force, list what is loaded.", rich_markup_mode=None)

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A plan: .txt, .md, .tsv or .docx.")]
YearOption = Annotated[
    int | None, typer.Option(min=1900, max=2200, help="The plan's year, where its title does not say.")
]


@app.command("read")
def read(
    file: FileArgument,
    form: FormatOption = Format.TEXT,
    year: YearOption = None,
    language: LanguageOption = Language.RU,
) -> None:
    """Show what is understood of a document; nothing is stored."""
    from data.calendar.lookup import CityIndex
    from data.plans.documents import read_document
    from data.plans.export import plan_object
    from data.plans.unreadable import Unreadable
    from data.store.content import shipped_catalogue
    from handlers.views.plan_reading import reading_text, unreadable_text, warning_text

    words = words_in(language.value)
    try:
        reading = read_document(file, CityIndex(shipped_catalogue()), year=year)
    except Unreadable as error:
        raise Refusal(f"{file}: {unreadable_text(words, error)}") from error
    if form is Format.TEXT:
        typer.echo(reading_text(words, reading))
        return
    # the object is for programs and its warnings are in English, whatever language people read
    english = words_in("en")

    def sentence(warning: "PlanWarning") -> str:
        return warning_text(english, warning)

    typer.echo(json.dumps(plan_object(reading, sentence), ensure_ascii=False, indent=1))


@app.command("import")
def import_plan(
    file: FileArgument,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before putting the plan in force.")] = False,
    year: YearOption = None,
    language: LanguageOption = Language.RU,
) -> None:
    """Preview a document and put it in force for its year: all of it, or nothing."""
    from data.importing import apply_import, prepare_import, propose
    from data.plans.documents import has_hash
    from data.plans.unreadable import Unreadable
    from data.store.revisions import Authorship
    from handlers.views.plan_reading import unreadable_text

    words = words_in(language.value)

    async def read(library: Library) -> "Proposal":
        try:
            return await prepare_import(file, library.cities, library.store.plans, year=year)
        except Unreadable as error:
            raise Refusal(f"{file}: {unreadable_text(words, error)}") from error

    async def put_in_force(library: Library) -> int:
        plans = library.store.plans
        if not has_hash(file, proposal.reading.source_hash):
            raise Refusal(words.plain("plan-import-outrun"))
        is_same = await plans.load_all() == proposal.in_force
        fresh = proposal if is_same else await propose(proposal.reading, library.cities, plans)
        if (fresh.plan, fresh.changes, fresh.doubts) != (proposal.plan, proposal.changes, proposal.doubts):
            raise Refusal(words.plain("plan-import-outrun"))
        by, almanac = Authorship(SystemClock().now()), library.almanacs.current()
        every, named = almanac.jubilee_every, almanac.set_days
        return await apply_import(fresh, plans, by, jubilee_every=every, set_days=named) or 0

    proposal = in_library(words, read)
    named = proposal.plan.year
    if proposal.is_known:
        typer.echo(words.plain("plan-import-known", year=named))
        return
    _preview(words, proposal)
    if not yes and not _agrees(words, named):
        typer.echo(words.plain("plan-import-left"))
        return
    typer.echo(words.plain("plan-import-done", year=named, revision=in_library(words, put_in_force)))


@app.command("list")
def list_plans(form: FormatOption = Format.TEXT, language: LanguageOption = Language.RU) -> None:
    """List the plans that are loaded."""
    from handlers.views.plan_reading import plan_row

    words = words_in(language.value)
    summaries = in_library(words, lambda library: library.store.plans.list())
    if form is Format.JSON:
        rows = [
            {
                "year": one.year,
                "title": one.title,
                "draft": one.draft,
                "edition": one.edition,
                "events": one.events,
                "jubilees": one.jubilees,
                "city_days": one.city_days,
                "source": None if one.source is None else one.source.name,
                "at": one.by.at.isoformat(),
            }
            for one in summaries
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for one in summaries:
        typer.echo(plan_row(words, one))


def _agrees(words: Words, year: int) -> bool:
    """Ask, with the database closed: whoever thinks long keeps nobody from it."""
    try:
        return typer.confirm(words.plain("plan-import-ask", year=year))
    except typer.Abort as error:
        typer.echo()
        raise Refusal(words.plain("plan-import-unanswered")) from error


def _preview(words: Words, proposal: "Proposal") -> None:
    from handlers.views.plan_reading import changes_text, doubts_text, reading_text

    typer.echo(reading_text(words, proposal.reading))
    typer.echo(doubts_text(words, proposal.doubts[len(proposal.reading.warnings) :]))
    typer.echo(changes_text(words, proposal))
