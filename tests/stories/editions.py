"""Plans of a year, put in force while the bot runs."""

from pathlib import Path

from bot.resources import open_resources
from bot.settings import load_settings
from data.importing import Acceptance, apply_import, prepare_import
from data.store.revisions import Authorship
from tests.stories.stage import Stage


async def put_in_force(stage: Stage, text: str) -> None:
    """Put a plan in force as the command line does it: over its own connection to the same file.

    What it loses of the plan before it is meant.
    """
    file = Path(stage.database).parent / "plan.txt"
    file.write_text(text, encoding="utf-8")
    settings = load_settings(_env_file=None, database_url=f"sqlite:///{stage.database}")
    clock = stage.rehearsal.clock
    async with open_resources(settings, clock) as resources:
        proposal = await prepare_import(file, resources.cities, resources.store.plans)
        by, accept = Authorship(clock.now()), Acceptance(losses=True)
        assert await apply_import(proposal, resources.store.plans, by, accept=accept) is not None
