"""The bot behind a webhook: people notice no difference, and its HTTP pages show its state."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from data.store.backups.making import MadeCopy
from tests.bot.http.posting import free_port
from tests.world.running_bot import BotWorld, ask, open_bot_world, tap, told


def by_webhook() -> dict[str, Any]:
    """Return the settings of a bot that the sandbox posts its updates to."""
    port = free_port()
    return {
        "http_listen": f"127.0.0.1:{port}",
        "webhook_url": f"http://127.0.0.1:{port}/telegram",
        # Telegram's own server would want https
        "telegram_api_url": "http://127.0.0.1:9",
    }


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[BotWorld]:
    """Run the bot behind a webhook."""
    async with open_bot_world("2026-11-22 12:00", tmp_path, **by_webhook()) as world:
        yield world
        await world.settle()
        await world.check_manners()


async def test_reader_is_served_by_webhook(world: BotWorld) -> None:
    """Questions, presses and reminders go as ever, and no poll is made."""
    anna = await world.person()
    first = await tap(anna, await ask(anna, "/start"), "Напоминать о юбилеях")
    assert "✅ Юбилеи · отключить" in first.labels
    assert "Казань" in (await ask(anna, "/city Казань")).text
    await world.jump_to("2027-09-10 09:00")
    await told(anna)
    await world.move_to("2027-09-10 10:00")
    [text] = await told(anna)
    assert text.startswith("🔔 Завтра, 11 сентября, суббота\n🎂 Минску исполнится 960 лет")
    assert await world.sandbox.calls("getUpdates") == []
    assert world.query("SELECT COUNT(*) FROM inbox WHERE state <> 'done'") == [(0,)]


async def get(world: BotWorld, path: str, **headers: str) -> tuple[int, str]:
    """Return the status and the text of a page of the bot's HTTP server."""
    assert world.rehearsal.app.http is not None
    [address] = world.rehearsal.app.http.server.addresses
    url = f"http://{address}{path}"
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as got:
        return got.status, await got.text()


async def test_running_bot_shows_its_health_and_metrics(world: BotWorld) -> None:
    """The health page reports no trouble, and the metrics count actions without a trace of the people."""
    anna = await world.person("Анна Канарейкина")
    await ask(anna, "/city Казань")
    await world.settle()
    assert await get(world, "/healthz") == (
        200,
        '{"well": true, "loop": "ok", "database": "ok", "jobs": "ok"}\n',
    )
    assert (await get(world, "/readyz"))[0] == 200
    samples, text = await metrics(world)
    assert samples["mag_updates_total", "message"] == 1
    assert samples["mag_update_tries_total", "message", "handled"] == 1
    assert samples["mag_webhook_posts_total", "stored"] == 1
    assert samples["mag_telegram_calls_total", "sendMessage", "ok"] >= 1
    assert samples["mag_check", "database"] == 1
    assert samples["mag_database_bytes", "main"] > 0
    assert samples["mag_job_runs_total", "reminders", "ok"] >= 1
    assert not any(trace in text for trace in ("анар", str(anna.id), world.rehearsal.server.token))


async def metrics(world: BotWorld) -> tuple[dict[tuple[str, ...], float], str]:
    """Return the metrics by name and labels, as a scraper reads them, and their text."""
    status, text = await get(world, "/metrics")
    assert status == 200
    samples = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    return samples, text


async def test_age_of_the_last_copy_is_a_metric(world: BotWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """A supervisor can alert of copies that are not made. Before the first there is no age."""
    monkeypatch.setattr("bot.metrics.metrics.QUEUES_HOLD_SECONDS", 0.0)
    name = ("mag_backup_age_seconds",)
    assert name not in (await metrics(world))[0]
    app = world.rehearsal.app
    copy = MadeCopy(world.database.parent / "copy.db", 2**20, 0.5)
    await app.resources.store.backup_runs.made(copy, app.clock.now() - timedelta(hours=30))
    age = (await metrics(world))[0][name]
    assert 30 * 3600 <= age < 30 * 3600 + 60


async def test_owner_sees_that_the_server_answers(world: BotWorld) -> None:
    """In the words of the command line's check. A bot that polls says nothing of it."""
    url = str(world.rehearsal.server.world.webhook.info(0)["url"])
    text = (await ask(await world.owner(), "/diagnose")).text
    assert f"✅ HTTP-сервер: {url.split('/')[2]} отвечает; вебхук {url}\n" in text
    assert "❌ HTTP" not in text


async def test_health_is_not_shown_through_a_proxy(world: BotWorld) -> None:
    """It shares the address of the webhook, which the proxy opens to the world."""
    for path in ("/healthz", "/readyz", "/metrics"):
        assert (await get(world, path, **{"X-Forwarded-For": "203.0.113.5"}))[0] == 404
