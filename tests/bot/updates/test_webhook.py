"""The webhook is set and kept set, and a later process leaves it to the first."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import certifi
import pytest
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError
from aiogram.methods import DeleteWebhook, Response, SetWebhook, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.leadership import (
    UNDISTURBED_SECONDS,
    WARY_SECONDS,
    WEBHOOK_CHECK_SECONDS,
    YIELD_SECONDS,
)
from bot.sandbox.client.client import Sandbox
from bot.sandbox.server import SandboxServer
from bot.updates.polling import ConflictError, Unauthorised
from bot.updates.webhook import WebhookRefused, WebhookRegistration, WebhookTarget
from data.store.sqlite.database import Database
from data.store.webhooks import Webhooks
from tests.world.clocks import SkippingLoopTime

URL = "http://127.0.0.1:9/hook"
CERTIFICATE = Path(certifi.where()).read_bytes()
OTHER = "http://127.0.0.1:9/other"
TARGET = WebhookTarget(URL, "secret")
KINDS = ["message", "my_chat_member"]

Deed = Callable[[], Awaitable[object]]


class Enough(Exception):
    """Raised to end a registration that would go on for ever."""


class Script:
    """The pauses of a registration. Each skips its seconds, and then an act of the test runs."""

    def __init__(self, time: SkippingLoopTime, *deeds: Deed | None) -> None:
        self.seconds: list[float] = []
        self._time = time
        self._deeds = list(deeds)

    async def __call__(self, seconds: float) -> None:
        """Skip the pause, and run the act of the test that follows it. Raises Enough after the last."""
        self.seconds.append(seconds)
        self._time.skip(seconds)
        if len(self.seconds) > len(self._deeds):
            raise Enough
        if (deed := self._deeds[len(self.seconds) - 1]) is not None:
            await deed()


@pytest.fixture
def webhooks(database: Database) -> Webhooks:
    """Return the stored record of the webhook."""
    return Webhooks(database)


@pytest.fixture
async def loop_time(monkeypatch: pytest.MonkeyPatch) -> SkippingLoopTime:
    """Return the loop's clock, which a test can put forward."""
    return SkippingLoopTime(monkeypatch)


async def run(
    bot: Bot, webhooks: Webhooks, script: Script, target: WebhookTarget = TARGET
) -> WebhookRegistration:
    """Run a registration to the end of its script."""
    registration = WebhookRegistration(bot, KINDS, target, webhooks, script)
    with pytest.raises(Enough):
        await registration.run()
    return registration


async def set_by(sandbox: Sandbox) -> list[dict[str, Any]]:
    """Return the parameters of all calls of setWebhook."""
    return [call["params"] for call in await sandbox.calls("setWebhook")]


async def test_webhook_is_set_with_secret_and_kinds(
    bot: Bot, sandbox: Sandbox, server: SandboxServer, webhooks: Webhooks, loop_time: SkippingLoopTime
) -> None:
    """Pending updates are not dropped, and answers may be sent once it is set."""
    registration = await run(bot, webhooks, Script(loop_time))
    [params] = await set_by(sandbox)
    assert (params["url"], params["secret_token"]) == (URL, "secret")
    assert "true" not in str(params.get("drop_pending_updates")).lower()
    assert server.world.queue.allowed == frozenset(KINDS)
    assert registration.admitted.is_set()
    assert await webhooks.url() == URL


async def test_certificate_is_uploaded(
    bot: Bot, server: SandboxServer, webhooks: Webhooks, loop_time: SkippingLoopTime
) -> None:
    """Telegram is given a self-signed one."""
    await run(bot, webhooks, Script(loop_time), WebhookTarget(URL, "secret", CERTIFICATE))
    assert server.world.webhook.info(0)["has_custom_certificate"] is True


async def test_undisturbed_webhook_leads(bot: Bot, webhooks: Webhooks, loop_time: SkippingLoopTime) -> None:
    """It leads after six seconds without a change by another process. Then it is checked every 20 seconds."""
    script = Script(loop_time, None, None, None)
    registration = await run(bot, webhooks, script)
    assert script.seconds == [UNDISTURBED_SECONDS, *[WEBHOOK_CHECK_SECONDS] * 3]
    assert registration.leadership.leads


async def test_leader_sets_its_webhook_again(
    bot: Bot, sandbox: Sandbox, webhooks: Webhooks, loop_time: SkippingLoopTime
) -> None:
    """A newcomer that polls has removed it. Nothing is sent until it has stayed for six seconds again."""
    states: list[bool] = []

    async def note() -> None:
        states.append(registration.leadership.leads)

    async def remove() -> None:
        await note()
        await bot(DeleteWebhook())

    script = Script(loop_time, note, remove, note, note, note)
    registration = WebhookRegistration(bot, KINDS, TARGET, webhooks, script)
    with pytest.raises(Enough):
        await registration.run()
    assert script.seconds[:5] == [6, 20, 0.5, 6, 20]
    assert states == [False, True, False, False, True]
    assert len(await set_by(sandbox)) == 2


async def test_newcomer_yields_and_ends(
    bot: Bot, sandbox: Sandbox, webhooks: Webhooks, loop_time: SkippingLoopTime
) -> None:
    """Each time it has set its webhook, the leader sets its own again."""

    async def other() -> None:
        await bot(SetWebhook(url=OTHER))

    await other()
    script = Script(loop_time, *[other, None] * 5)
    registration = WebhookRegistration(bot, KINDS, TARGET, webhooks, script)
    with pytest.raises(ConflictError):
        await registration.run()
    assert script.seconds[1::2] == list(YIELD_SECONDS)
    assert not registration.leadership.leads


@pytest.mark.parametrize(
    ("found", "first_wait"),
    [("", UNDISTURBED_SECONDS), (URL, UNDISTURBED_SECONDS), (OTHER, WARY_SECONDS)],
)
async def test_webhook_of_another_makes_wary(
    bot: Bot,
    webhooks: Webhooks,
    loop_time: SkippingLoopTime,
    found: str,
    first_wait: float,
) -> None:
    """A process may work behind it, which looks every twenty seconds."""
    if found:
        await bot(SetWebhook(url=found))
    script = Script(loop_time, None)
    registration = await run(bot, webhooks, script)
    assert script.seconds[0] == first_wait
    assert registration.leadership.leads


@pytest.mark.parametrize("url", ["https://10.0.0.1/x", "https://example.org:8080/x"])
async def test_address_that_telegram_refuses_ends_it(
    bot: Bot, webhooks: Webhooks, loop_time: SkippingLoopTime, url: str
) -> None:
    """The registration ends with Telegram's words, and without another try."""
    registration = WebhookRegistration(bot, KINDS, WebhookTarget(url, "s"), webhooks, Script(loop_time))
    with pytest.raises(WebhookRefused, match="bad webhook: "):
        await registration.run()
    assert not registration.admitted.is_set()


async def test_name_that_is_not_found_yet_is_tried_again(
    bot: Bot, sandbox: Sandbox, webhooks: Webhooks, loop_time: SkippingLoopTime
) -> None:
    """The address of a new server takes a while to become known."""
    words = "Bad Request: bad webhook: Failed to resolve host: Name or service not known"
    bot.session.middleware(Failing(SetWebhook, [TelegramBadRequest(SetWebhook(url=URL), words)] * 2))
    registration = await run(bot, webhooks, Script(loop_time, None, None))
    assert registration.admitted.is_set()
    assert len(await set_by(sandbox)) == 1


async def test_refused_token_ends_it(
    bot: Bot, sandbox: Sandbox, webhooks: Webhooks, loop_time: SkippingLoopTime
) -> None:
    """After the first 401 no call is made."""
    await sandbox.fault("unauthorized")
    with pytest.raises(Unauthorised):
        await WebhookRegistration(bot, KINDS, TARGET, webhooks, Script(loop_time)).run()
    assert len(await sandbox.calls()) == 1


async def test_too_many_requests_are_waited_out(
    bot: Bot, sandbox: Sandbox, webhooks: Webhooks, loop_time: SkippingLoopTime
) -> None:
    """The registration waits as long as Telegram says."""
    await sandbox.fault("flood", method="setWebhook", seconds=7, times=1)
    script = Script(loop_time, None)
    await run(bot, webhooks, script)
    assert script.seconds[0] == 7


class Failing(BaseRequestMiddleware):
    """Raises errors in place of calls of a method."""

    def __init__(self, method: type[TelegramMethod[Any]], errors: list[Exception]) -> None:
        self._method = method
        self._errors = errors

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Raise the next error for the method, and pass on other calls."""
        if isinstance(method, self._method) and self._errors:
            raise self._errors.pop()
        return await make_request(bot, method)


class Away(BaseRequestMiddleware):
    """Raises a network error for every call while it is on."""

    def __init__(self) -> None:
        self.on = True

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Raise a network error while `on` is set, else pass the call on."""
        if self.on:
            raise TelegramNetworkError(method, "away")
        return await make_request(bot, method)


async def test_outage_is_waited_out_and_ends_the_lead(
    bot: Bot, webhooks: Webhooks, loop_time: SkippingLoopTime
) -> None:
    """Another process may reach Telegram during the outage. The pauses grow."""
    away = Away()
    bot.session.middleware(away)
    leads: list[bool] = []

    async def switch() -> None:
        leads.append(registration.leadership.leads)
        away.on = not away.on

    async def look() -> None:
        leads.append(registration.leadership.leads)

    script = Script(loop_time, None, None, switch, None, switch, look, switch, None, look)
    registration = WebhookRegistration(bot, KINDS, TARGET, webhooks, script)
    with pytest.raises(Enough):
        await registration.run()
    assert script.seconds[0] <= 1 < script.seconds[1] <= 2 < script.seconds[2] <= 4
    assert leads == [False, True, False, False, True]


async def test_failed_delivery_is_logged_once(
    bot: Bot,
    server: SandboxServer,
    webhooks: Webhooks,
    loop_time: SkippingLoopTime,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """In the words of getWebhookInfo, so that the operator learns why nothing comes."""

    async def fail() -> None:
        server.world.webhook.note_error(server.world.clock(), "Connection refused")

    await run(bot, webhooks, Script(loop_time, fail, None, None))
    lines = [one.getMessage() for one in caplog.records if "deliver" in one.getMessage()]
    assert lines == ["Telegram could not deliver to the webhook: Connection refused"]


async def test_registration_asks_at_once_when_telegram_is_back(
    bot: Bot, sandbox: Sandbox, webhooks: Webhooks
) -> None:
    """The pause is cut short, because without the lead no message can be sent."""
    registration = WebhookRegistration(bot, KINDS, TARGET, webhooks, asyncio.sleep)
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        running = tasks.create_task(registration.run())
        await registration.admitted.wait()
        await asyncio.sleep(0)
        registration.ask_again()

        async def asked() -> bool:
            return len(await sandbox.calls("getWebhookInfo")) >= 2

        await sandbox.until(asked, what="a second look")
        running.cancel()
