"""Plan documents put in force while the bot runs."""

from pathlib import Path

from bot.resources import open_resources
from data.importing import Acceptance, Proposal, apply_import, prepare_import
from data.store.revisions import Authorship
from tests.factories import settings_over
from tests.world.running_bot import BotWorld

LOSSES_ACCEPTED = Acceptance(losses=True)


async def put_in_force(
    world: BotWorld, document: str | Path, *, accept: Acceptance = LOSSES_ACCEPTED
) -> Proposal:
    """Import a text or a file as the command line does.

    It has a connection of its own to the same database. Losses are accepted unless `accept` says otherwise.
    """
    file = document if isinstance(document, Path) else _written(document, world.database.parent / "plan.txt")
    settings = settings_over(world.database)
    clock = world.rehearsal.clock
    async with open_resources(settings, clock) as resources:
        proposal = await prepare_import(file, resources.cities, resources.store.plans)
        await apply_import(proposal, resources.store.plans, Authorship(clock.now()), accept=accept)
        return proposal


def _written(text: str, file: Path) -> Path:
    file.write_text(text, encoding="utf-8")
    return file
