"""Updates are posted as on Telegram: in order, with the secret, and again on failure."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import certifi
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError, TelegramRetryAfter
from aiogram.types import BufferedInputFile
from aiohttp import FormData, web

from bot.sandbox.client.client import Person, Sandbox
from bot.sandbox.http.local_names import LocalNames
from bot.sandbox.http.webhook_delivery import pause_after, queue_key
from bot.sandbox.server import SandboxServer
from bot.sandbox.wire.refusal import ApiRefusal
from bot.sandbox.world.updates import QueuedUpdate
from bot.sandbox.world.webhook import parse_webhook
from tests.sandbox.webhook_receiver import Receiver, receiving

AUTHORITIES = Path(certifi.where()).read_bytes()


@pytest.fixture
async def receiver(server: SandboxServer) -> AsyncIterator[Receiver]:
    """Run a web server that takes updates. Tries follow each other without a pause."""
    server.delivery.pause_factor = 0
    async with receiving() as receiver:
        yield receiver


async def pending(bot: Bot) -> int:
    """Return the number of pending updates."""
    return (await bot.get_webhook_info()).pending_update_count


async def taken(bot: Bot, sandbox: Sandbox) -> None:
    """Wait until no update is pending."""

    async def look() -> bool:
        return await pending(bot) == 0

    await sandbox.until(look, what="an empty queue")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://example.org/x", "bad webhook: An HTTPS URL must be provided for webhook"),
        ("https://example.org:8080", "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ("https://10.0.0.1/x", "bad webhook: IP address 10.0.0.1 is reserved"),
        ("https://[2001:db8::1]/x", "bad webhook: IPv6-only addresses are not allowed"),
        ("ftp://example.org", "invalid webhook URL specified"),
        ("https://", "invalid webhook URL specified"),
        ("https://exa mple.org", "invalid webhook URL specified"),
        ("https://example.org:0/x", "invalid webhook URL specified"),
        ("https://example.org:99999/x", "invalid webhook URL specified"),
        ("https://example.org:port/x", "invalid webhook URL specified"),
        ("https://./x", "invalid webhook URL specified"),
        ("\0", "invalid webhook URL specified"),
    ],
)
def test_invalid_webhook_address_is_refused(url: str, words: str) -> None:
    """A wrong address is refused with Telegram's words."""
    with pytest.raises(ApiRefusal) as caught:
        parse_webhook(url)
    assert caught.value.description == f"Bad Request: {words}"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "example.org/hook?a=b#c",
        "HTTPS://user:word@example.org:8443/x",
        "https://пример.рф/x",
        "http://127.0.0.1:5000/x",
        "http://localhost:1",
        "http://[::1]:8080/x",
    ],
)
def test_valid_webhook_address_is_accepted(url: str) -> None:
    """A host name is enough, and on loopback any port and scheme."""
    assert parse_webhook(url).given_url == url


@pytest.mark.parametrize(
    ("secret", "words"),
    [
        ("a" * 257, "secret token is too long"),
        ("ключ", "secret token contains unallowed characters"),
        ("a b", "secret token contains unallowed characters"),
        ("a\n", "secret token contains unallowed characters"),
    ],
)
def test_invalid_webhook_secret_is_refused(secret: str, words: str) -> None:
    """A secret is 1–256 of A–Z a–z 0–9 _ -."""
    with pytest.raises(ApiRefusal, match=words):
        parse_webhook("https://example.org", secret)
    assert parse_webhook("https://example.org", "aZ0_-" * 51).secret == "aZ0_-" * 51


@pytest.mark.parametrize(("asked", "kept"), [(None, 40), (0, 1), (-5, 1), (1, 1), (100, 100), (1000, 100)])
def test_max_connections_is_cut_to_its_range(asked: int | None, kept: int) -> None:
    """The range is 1–100, and 40 is the default."""
    assert parse_webhook("https://example.org", connections=asked).connections == kept


@pytest.mark.parametrize(
    ("failures", "wish", "pause"),
    [(1, 0, 0), (2, 0, 2), (3, 0, 4), (6, 0, 32), (7, 0, 60), (10**6, 0, 60), (1, 7, 7), (3, 9999, 3600)],
)
def test_pauses_grow_with_failures(failures: int, wish: int, pause: float) -> None:
    """The first retry comes at once, later ones after growing pauses. A Retry-After is obeyed."""
    assert pause_after(failures, wish) == pause


@pytest.mark.parametrize(
    ("update", "line"),
    [
        ({"message": {"chat": {"id": 5}, "from": {"id": 6}}}, ("message", 5)),
        ({"edited_message": {"chat": {"id": 5}}}, ("message", 5)),
        ({"channel_post": {"chat": {"id": -7}}}, ("message", -7)),
        ({"callback_query": {"from": {"id": 6}, "message": {"chat": {"id": 5}}}}, ("callback_query", 6)),
        ({"inline_query": {"from": {"id": 6}}}, ("inline_query", 6)),
        ({"my_chat_member": {"chat": {"id": 5}, "from": {"id": 6}}}, ("my_chat_member", 5)),
        ({"chat_join_request": {"chat": {"id": 5}, "from": {"id": 6}}}, ("chat_member", 6)),
        ({"novelty": {"x": 1}}, ("", 1)),
        ({"message": 5}, ("", 1)),
        ({}, ("", 1)),
    ],
)
def test_update_belongs_to_the_queue_of_its_chat_or_person(
    update: dict[str, Any], line: tuple[str, int], server: SandboxServer
) -> None:
    """Messages queue by chat, presses and inline queries by person, unknown shapes alone."""
    assert queue_key(QueuedUpdate(1, 1, {"update_id": 1} | update, server.world.clock())) == line


async def test_update_is_posted_with_the_secret(
    bot: Bot, sandbox: Sandbox, receiver: Receiver, anna: Person
) -> None:
    """Pending and new updates are posted as JSON in order, and are then no longer pending."""
    await bot.set_webhook(receiver.url, secret_token="a-b_C")
    await anna.say("раз")
    await receiver.until(2)
    await taken(bot, sandbox)
    assert receiver.texts == ["/start", "раз"]
    assert receiver.updates[1]["update_id"] == receiver.updates[0]["update_id"] + 1
    headers = receiver.headers[0]
    assert headers["X-Telegram-Bot-Api-Secret-Token"] == "a-b_C"
    assert headers["Content-Type"] == "application/json"
    info = await bot.get_webhook_info()
    assert (info.url, info.max_connections, info.last_error_message) == (receiver.url, 40, None)


async def test_updates_of_a_chat_are_posted_one_after_another(
    bot: Bot, sandbox: Sandbox, receiver: Receiver, anna: Person
) -> None:
    """A failed update holds back the next one of its chat, but not those of other chats."""
    refused = asyncio.Event()
    boris = await sandbox.person("Борис")

    async def answer(update: dict[str, Any]) -> web.Response:
        if update["message"]["text"] == "/start" and not refused.is_set():
            await asyncio.sleep(0)
            return web.Response(status=500)
        return web.Response()

    receiver.answer = answer
    await bot.set_webhook(receiver.url)
    await receiver.until(3)
    await anna.say("раз")
    await boris.say("два")
    while "два" not in receiver.texts:
        await receiver.until(len(receiver.updates) + 1)
    assert "раз" not in receiver.texts
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    assert info.last_error_date is not None
    refused.set()
    await taken(bot, sandbox)
    assert receiver.texts[-2:] == ["/start", "раз"]


async def test_deliveries_at_once_are_limited_by_max_connections(
    bot: Bot, sandbox: Sandbox, receiver: Receiver
) -> None:
    """With two connections a third chat waits until one is free."""
    free, inside, most = asyncio.Event(), 0, 0

    async def answer(_update: dict[str, Any]) -> web.Response:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        await free.wait()
        inside -= 1
        return web.Response()

    receiver.answer = answer
    for name in ("Вера", "Глеб", "Дина", "Егор"):
        await (await sandbox.person(name)).say("да")
    await bot.set_webhook(receiver.url, max_connections=2)
    await receiver.until(2)
    assert await pending(bot) == 4
    free.set()
    await taken(bot, sandbox)
    assert (len(receiver.updates), most) == (4, 2)


async def test_unreachable_webhook_keeps_the_update_pending(
    bot: Bot, server: SandboxServer, sandbox: Sandbox
) -> None:
    """The reason is reported, and polling gets the update once the webhook is removed."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        await bot.set_webhook(f"http://127.0.0.1:{unused.getsockname()[1]}/x")
        await (await sandbox.person("Анна")).say("да")

        async def look() -> bool:
            return (await bot.get_webhook_info()).last_error_message == "Connection refused"

        while not await look():  # noqa: ASYNC110 - a failed delivery changes nothing that a person could see
            await asyncio.sleep(0.005)
    await bot.delete_webhook()
    assert [update.message and update.message.text for update in await bot.get_updates()] == ["да"]


@pytest.mark.parametrize("kind", ["json", "form", "multipart"])
async def test_method_in_the_webhook_answer_is_performed(
    bot: Bot, sandbox: Sandbox, receiver: Receiver, kind: str
) -> None:
    """The answer may contain a call in any form a call may have. It is logged."""

    async def answer(update: dict[str, Any]) -> web.Response:
        call = {"method": "sendMessage", "chat_id": update["message"]["chat"]["id"], "text": "ответ"}
        if kind == "json":
            return web.json_response(call)
        form = FormData({name: str(value) for name, value in call.items()})
        if kind == "multipart":
            form.add_field("x", b"x", filename="x")
        payload = form()
        return web.Response(body=payload, content_type=None, headers={"Content-Type": payload.content_type})

    receiver.answer = answer
    await bot.set_webhook(receiver.url)
    vera = await sandbox.person("Вера")
    await vera.say("вопрос")
    assert (await vera.reply()).text == "ответ"
    assert (await sandbox.calls_of("sendMessage"))[0]["params"]["text"] == "ответ"


@pytest.mark.parametrize(
    "body", [b'{"method": "deleteWebhook"}', b'{"method": "getMe"}', b"{", b'{"method": "dance"}', b"[1]"]
)
async def test_some_methods_in_the_webhook_answer_are_ignored(
    bot: Bot, sandbox: Sandbox, receiver: Receiver, anna: Person, body: bytes
) -> None:
    """The update still counts as delivered."""

    async def answer(_update: dict[str, Any]) -> web.Response:
        return web.Response(body=body, content_type="application/json")

    receiver.answer = answer
    await bot.set_webhook(receiver.url)
    await taken(bot, sandbox)
    assert (await bot.get_webhook_info()).url == receiver.url
    assert len(receiver.updates) == 1


async def test_redirect_counts_as_a_failure(bot: Bot, receiver: Receiver, anna: Person) -> None:
    """Only 2xx counts."""

    async def answer(_update: dict[str, Any]) -> web.Response:
        if len(receiver.updates) < 3:
            return web.Response(status=302, headers={"Location": receiver.url})
        return web.Response(status=204)

    receiver.answer = answer
    await bot.set_webhook(receiver.url)
    await receiver.until(3)
    assert {update["update_id"] for update in receiver.updates} == {receiver.updates[0]["update_id"]}


async def test_webhook_is_removed_after_23_hours_of_410(
    bot: Bot, server: SandboxServer, sandbox: Sandbox, receiver: Receiver, anna: Person
) -> None:
    """The updates have expired by then too."""

    async def answer(_update: dict[str, Any]) -> web.Response:
        return web.Response(status=410)

    receiver.answer = answer
    await bot.set_webhook(receiver.url)
    await receiver.until(3)
    await sandbox.advance(23 * 3600 + 1)
    while (await bot.get_webhook_info()).url:  # noqa: ASYNC110 - the removal of a webhook sends no event
        await asyncio.sleep(0.005)
    assert await pending(bot) == 1


async def test_expired_updates_are_not_posted(
    bot: Bot, sandbox: Sandbox, receiver: Receiver, anna: Person
) -> None:
    """A press that can no longer be answered is not posted when the webhook comes back."""
    await sandbox.order("press", person=anna.id, message_id=77, data="a", forged=True)
    await sandbox.advance(151)
    await bot.set_webhook(receiver.url)
    await taken(bot, sandbox)
    assert receiver.texts == ["/start"]


async def test_new_webhook_gets_the_pending_updates(
    bot: Bot, sandbox: Sandbox, receiver: Receiver, anna: Person
) -> None:
    """A delivery in flight is cancelled when the address changes, and repeated at the new one."""
    never = asyncio.Event()

    async def answer(_update: dict[str, Any]) -> web.Response:
        await never.wait()
        return web.Response()

    receiver.answer = answer
    async with receiving() as second:
        await bot.set_webhook(receiver.url)
        await receiver.until(1)
        await bot.set_webhook(second.url)
        await second.until(1)
        await taken(bot, sandbox)
        never.set()
    assert second.updates == receiver.updates


async def test_pending_updates_are_dropped_on_request(bot: Bot, receiver: Receiver, anna: Person) -> None:
    """drop_pending_updates empties the queue before the first post."""
    await bot.set_webhook(receiver.url, drop_pending_updates=True)
    await anna.say("раз")
    await receiver.until(1)
    assert receiver.texts == ["раз"]


async def test_only_allowed_updates_are_posted(bot: Bot, receiver: Receiver, anna: Person) -> None:
    """The allowed_updates of setWebhook apply. Unknown kinds are ignored."""
    await bot.set_webhook(
        receiver.url, drop_pending_updates=True, allowed_updates=["My_Chat_Member", "novelty"]
    )
    await anna.say("раз")
    await anna.block()
    await receiver.until(1)
    assert "my_chat_member" in receiver.updates[0]
    assert (await bot.get_webhook_info()).allowed_updates == ["my_chat_member"]


async def test_refused_set_webhook_removes_the_old_webhook(bot: Bot, receiver: Receiver) -> None:
    """As on Telegram, the old webhook is closed before the new address is checked."""
    await bot.set_webhook(receiver.url)
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    with pytest.raises(TelegramBadRequest, match="invalid webhook URL specified"):
        await bot.set_webhook("ftp://example.org")
    assert (await bot.get_webhook_info()).url == ""


async def test_second_set_webhook_within_a_second_is_refused_when_strict(
    bot: Bot, server: SandboxServer, sandbox: Sandbox, receiver: Receiver
) -> None:
    """The refusal is a 429."""
    await bot.set_webhook(receiver.url)
    await bot.set_webhook(receiver.url, max_connections=1)
    server.world.queue.strict = True
    await bot.set_webhook(receiver.url)
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.set_webhook(receiver.url)
    assert caught.value.retry_after == 1


async def test_set_webhook_describes_what_it_did(
    bot: Bot, server: SandboxServer, sandbox: Sandbox, receiver: Receiver
) -> None:
    """The answers carry Telegram's sentences."""
    await bot.delete_webhook()
    await bot.set_webhook(receiver.url)
    await bot.set_webhook(receiver.url)
    await bot.delete_webhook()
    said = [call["answer"]["description"] for call in await sandbox.calls()]
    assert said == [
        "Webhook is already deleted", "Webhook was set", "Webhook is already set", "Webhook was deleted",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/x",
        "https://127.0.0.1.example.org",
        "https://localhost.example.org:8443",
        "https://8.8.8.8",
    ],
)
async def test_webhook_beyond_loopback_is_refused(
    bot: Bot, server: SandboxServer, receiver: Receiver, anna: Person, url: str
) -> None:
    """An address beyond loopback is accepted only if the server was started to allow it."""
    await bot.set_webhook(receiver.url)
    with pytest.raises(
        TelegramBadRequest, match="loopback only, unless it is started with --webhook-anywhere"
    ):
        await bot.set_webhook(url)
    assert (await bot.get_webhook_info()).url == ""
    assert len(await bot.get_updates()) == 1
    server.world.webhook.anywhere = True
    await bot.set_webhook(url, drop_pending_updates=True)
    assert (await bot.get_webhook_info()).url == url


async def test_name_of_this_machine_has_telegrams_rules(bot: Bot, server: SandboxServer) -> None:
    """A webhook under it is accepted on Telegram's ports and by https only. Other names are refused."""
    server.world.webhook.hosts = frozenset({"bot.example.org"})
    for url, words in (
        ("https://bot.example.org:8080/x", "only on ports 80, 88, 443 or 8443"),
        ("http://bot.example.org/x", "An HTTPS URL must be provided"),
        ("https://other.example.org:8443/x", "loopback only"),
    ):
        with pytest.raises(TelegramBadRequest, match=words):
            await bot.set_webhook(url)
    assert await bot.set_webhook("https://Bot.Example.org:8443/x")


async def test_name_of_this_machine_is_reached(receiver: Receiver) -> None:
    """Its address is loopback, without a name server."""
    connector = aiohttp.TCPConnector(resolver=LocalNames({"bot.example.org"}))
    url = receiver.url.replace("127.0.0.1", "BOT.example.org")
    async with aiohttp.ClientSession(connector=connector) as session, session.post(url, json={}) as answer:
        assert (answer.status, answer.url.host) == (200, "bot.example.org")


async def test_own_certificate_is_checked_and_kept(
    bot: Bot, server: SandboxServer, receiver: Receiver
) -> None:
    """A certificate of the bot's own is kept. An invalid one and one over 3 MB are refused."""
    server.world.webhook.anywhere = True
    url = "https://example.org/x"
    await bot.set_webhook(url, certificate=BufferedInputFile(AUTHORITIES, "a.pem"))
    assert (await bot.get_webhook_info()).has_custom_certificate
    with pytest.raises(TelegramBadRequest, match="bad webhook"):
        await bot.set_webhook(url, certificate=BufferedInputFile(b"no certificate", "a.pem"))
    with pytest.raises(TelegramBadRequest, match=r"certificate size is too big \(3145729 bytes\)"):
        await bot.set_webhook(url, certificate=BufferedInputFile(b"x" * (3 * 1024 * 1024 + 1), "a.pem"))


async def test_stop_cancels_a_delivery_in_flight(
    bot: Bot, server: SandboxServer, receiver: Receiver, anna: Person
) -> None:
    """The stop does not wait for a webhook that does not answer."""
    never = asyncio.Event()

    async def answer(_update: dict[str, Any]) -> web.Response:
        await never.wait()
        return web.Response()

    receiver.answer = answer
    await bot.set_webhook(receiver.url)
    await receiver.until(1)
    async with asyncio.timeout(5):
        await server.stop()
    never.set()
    assert json.dumps(server.world.queue.pending()) == json.dumps(receiver.updates)
