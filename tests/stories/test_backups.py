"""The owner is told when backups fail, and when they succeed again."""

import shutil

import pytest

from bot.backups.daily import DailyBackup
from bot.sandbox.world.cast import OWNER_ID
from tests.factories import settings_over
from tests.world.running_bot import BotWorld, told


async def test_owner_hears_of_a_failed_copy_and_of_its_end(
    world: BotWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One message reports a night of failed tries, and another one the next success."""
    owner = await world.owner()
    await told(owner)
    app = world.rehearsal.app
    backup = DailyBackup(settings_over(world.database, owner_ids=str(OWNER_ID)), app.resources)
    usage = shutil.disk_usage("/")
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=5 * 2**20))
        for hour in (13, 14, 15):
            await world.move_to(f"2026-11-22 {hour}:00")
            await backup(app.clock.now())
    app.delivery.wake()
    failed = (await owner.reply()).text
    assert failed.startswith("⚠️ Копия базы данных не сделана\nНа диске слишком мало места")
    await world.move_to("2026-11-22 17:00")
    await backup(app.clock.now())
    app.delivery.wake()
    again = (await owner.reply()).text
    assert again.startswith("✅ Копии базы данных снова делаются")
    assert await told(owner) == []
    assert len(list((world.database.parent / "backups").glob("*.db"))) == 1
