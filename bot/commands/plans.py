"""Read a plan document, put it in force, list what is loaded: `mag-bot plan`."""

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.confirming import agrees
from bot.commands.options import Format, FormatOption, LanguageOption
from bot.commands.plan_undo import undo_plan
from bot.commands.refusal import CommandRefusal
from bot.commands.session import look_at_resources, with_resources
from bot.resources import Resources
from data.store.chat_values import Language
from handlers.text.words import Words, words_in
from scheduler.clock import SystemClock

# The readers of documents take 0.2 s to import, so that only the commands that read import them.
if TYPE_CHECKING:
    from data.importing import Acceptance, Proposal
    from data.plans.doubts import PlanWarning

_IMPORT = "mag-bot plan import"
"""The author of an import, in the log of actions."""

app = typer.Typer(help="Plans: read a document, put it in force, list what is loaded.", rich_markup_mode=None)

FileArgument = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A plan: .docx, .xlsx, .xls, .ods, .csv, .pdf, .txt, .md, .tsv."),
]
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
    """Show what is understood of a document, without storing it."""
    from data.content.shipped import shipped_index
    from data.plans.documents import read_document
    from data.plans.export import plan_object
    from data.plans.unreadable import Unreadable
    from handlers.views.plan_reading import reading_text, unreadable_text, warning_text

    words = words_in(language.value)
    try:
        reading = read_document(file, shipped_index(), year=year)
    except Unreadable as error:
        raise CommandRefusal(f"{file}: {unreadable_text(words, error)}") from error
    if form is Format.TEXT:
        typer.echo(reading_text(words, reading))
        return

    def sentence(warning: "PlanWarning", own: Words = words) -> str:
        return warning_text(own, warning)

    # the reference of a footnote is for programs and stays in English in every language
    read = plan_object(reading, sentence, partial(sentence, own=words_in("en")))
    typer.echo(json.dumps(read, ensure_ascii=False, indent=1))


@app.command("import")
def import_plan(  # noqa: PLR0913 -- one for each option
    file: FileArgument,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before putting the plan in force.")] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Show the whole reading, row by row, as well.")
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Accept the doubts: they do not come back.")
    ] = False,
    accept_losses: Annotated[
        bool, typer.Option("--accept-losses", help="Put an edition in force that loses much of the plan.")
    ] = False,
    form: FormatOption = Format.TEXT,
    year: YearOption = None,
    language: LanguageOption = Language.RU,
) -> None:
    """Preview a document and put it in force for its year: all of it, or nothing.

    As JSON it does not ask: without --yes the outcome says what would change.
    """
    from data.importing import Acceptance
    from handlers.views.plan_reading import losses_text, preview_text

    words = words_in(language.value)
    document = _Document(file, year, words)
    proposal = look_at_resources(words, document.propose)
    accepted = Acceptance(losses=accept_losses, doubts=accept)
    if form is Format.JSON:
        _import_as_data(document, proposal, accepted, yes=yes)
        return
    named = proposal.plan.year
    if proposal.is_known:
        typer.echo(words.plain("plan-import-known", year=named))
        return
    typer.echo(preview_text(words, proposal, whole=full))
    if not full:
        typer.echo(words.plain("plan-import-whole"))
    if proposal.losses.are_grave and not accept_losses:
        raise CommandRefusal(losses_text(words, proposal.losses))
    question = words.plain("plan-import-ask", year=named)
    if not yes and not agrees(words, question, words.plain("plan-import-unanswered")):
        typer.echo(words.plain("plan-import-left"))
        return
    edition = with_resources(words, lambda resources: document.put_in_force(resources, proposal, accepted))
    typer.echo(words.plain("plan-import-done", year=named, edition=edition))


def _import_as_data(
    document: "_Document", proposal: "Proposal", accepted: "Acceptance", *, yes: bool
) -> None:
    """Put the document in force where --yes allows it, and print the outcome as one JSON object."""
    from bot.commands.import_outcome import outcome_object
    from handlers.views.plan_reading import losses_text, warning_text

    words, edition = document.words, None
    if proposal.is_known:
        outcome = "known"
    elif proposal.losses.are_grave and not accepted.losses:
        outcome = "refused"
    elif yes:
        edition = with_resources(
            words, lambda resources: document.put_in_force(resources, proposal, accepted)
        )
        outcome = "applied"
    else:
        outcome = "proposed"
    found = outcome_object(proposal, outcome, edition, lambda one: warning_text(words, one))
    typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
    if outcome == "refused":
        raise CommandRefusal(losses_text(words, proposal.losses))


@dataclass(frozen=True, slots=True)
class _Document:
    """A document to import, with the year that answers for its title."""

    file: Path
    year: int | None
    words: Words

    async def propose(self, resources: Resources) -> "Proposal":
        """Read it and compare it with the plan in force.

        Raises CommandRefusal where it cannot be read.
        """
        from data.importing import prepare_import
        from data.plans.unreadable import Unreadable
        from handlers.views.plan_reading import unreadable_text

        try:
            return await prepare_import(
                self.file,
                resources.cities,
                resources.store.plans,
                year=self.year,
                set_days=resources.almanacs.current().set_days,
            )
        except Unreadable as error:
            raise CommandRefusal(f"{self.file}: {unreadable_text(self.words, error)}") from error

    async def put_in_force(self, resources: Resources, shown: "Proposal", accepted: "Acceptance") -> int:
        """Apply what was shown and return the edition's number.

        Raises CommandRefusal where the document or the plan in force has changed since.
        """
        from data.importing import new_edition, propose
        from data.plan_changes import CityRules
        from data.plans.documents import has_hash
        from data.store.editions.plan_files import PlanFile, keeping
        from data.store.revisions import Authorship

        plans = resources.store.plans
        if not has_hash(self.file, shown.reading.source_hash):
            raise CommandRefusal(self.words.plain("plan-import-outrun"))
        is_same = await plans.load_all() == shown.in_force
        almanac = resources.almanacs.current()
        set_days = almanac.set_days
        fresh = shown if is_same else await propose(shown.reading, resources.cities, plans, set_days)
        if (fresh.plan, fresh.changes, fresh.doubts) != (shown.plan, shown.changes, shown.doubts):
            raise CommandRefusal(self.words.plain("plan-import-outrun"))
        by = Authorship(SystemClock().now(), name=_IMPORT)
        rules = CityRules(resources.cities, almanac.jubilee_every, set_days)
        new = await new_edition(fresh, plans, rules, accepted)
        file = PlanFile(self.file.name, self.file.read_bytes())
        content_hash = new.source.hash if new.source is not None else ""
        await plans.put(new, by, along=keeping(file, new.plan.year, content_hash, by.at))
        return await plans.edition(fresh.plan.year)


@app.command("list")
def list_plans(form: FormatOption = Format.TEXT, language: LanguageOption = Language.RU) -> None:
    """List the plans that are loaded."""
    from handlers.views.plan_reading import plan_row

    words = words_in(language.value)
    summaries = look_at_resources(words, lambda resources: resources.store.plans.list())
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


app.command("undo")(undo_plan)
