"""A sandbox from the outside, for Python: people who write, press and read.

    async with Sandbox(server.url) as sandbox:
        anna = await sandbox.person("Анна")
        await anna.say("/start")
        message = await anna.reply()
        await anna.press("Напоминать о юбилеях")

Nothing here sleeps: every wait ends the moment the sandbox changes, or raises NotSeen at its limit with what there was
to see instead. `Sandbox(server)` does the same within one process, without HTTP.
"""

import asyncio
import base64
from collections.abc import Awaitable, Callable
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import aiohttp

from bot.sandbox.control import UnknownOrder
from bot.sandbox.deeds import Impossible
from bot.sandbox.seen import Message, NotSeen, Toast, pick_button
from bot.sandbox.server import SandboxServer

__all__ = ["Message", "NotSeen", "Person", "Refused", "Sandbox", "Toast"]

LIMIT = 5.0  # seconds of patience unless told otherwise


class Refused(Exception):
    """The sandbox could not do what was ordered; `error` and `detail` are its answer."""

    def __init__(self, order: str, error: str, detail: object = None) -> None:
        super().__init__(order, error, detail)
        self.order = order
        self.error = error
        self.detail = detail


class Sandbox:
    """A connection to a running sandbox: its address, or the server itself."""

    def __init__(self, where: str | SandboxServer, *, limit: float = LIMIT) -> None:
        self._where = where
        self._session: aiohttp.ClientSession | None = None
        self.limit = limit

    async def __aenter__(self) -> Self:
        if isinstance(self._where, str):
            self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def order(self, name: str, /, **arguments: Any) -> Any:
        """Give any order of the control interface.

        :raises Refused: it could not be done
        """
        if isinstance(self._where, SandboxServer):
            return await _directly(self._where, name, arguments)
        if self._session is None:
            self._session = aiohttp.ClientSession()
        async with self._session.post(f"{self._where}/control/{name}", json=arguments) as response:
            answer = await response.json()
            if response.status != 200:
                raise Refused(name, answer["error"], answer.get("detail"))
            return answer

    async def person(self, name: str, *, id: int | None = None, language: str = "ru") -> "Person":  # noqa: A002
        """The one with this id, or of this name; created where there is none."""
        user = await self.order("person", name=name, id=id, language=language)
        return Person(self, user["id"], user["first_name"])

    async def group(
        self, title: str, owner: "Person", *, kind: str = "supergroup", bot: str | None = "member"
    ) -> int:
        """A new group or channel; `bot` is the bot's status there, None leaves it out. The chat's id."""
        chat = await self.order("group", title=title, owner=owner.id, kind=kind)
        if bot:
            await self.order("membership", chat=chat["id"], status=bot)
        return int(chat["id"])

    async def now(self) -> datetime:
        """The virtual clock."""
        return datetime.fromisoformat((await self.order("clock"))["now"])

    async def set_clock(self, instant: datetime) -> None:
        """Move the virtual clock to an aware instant."""
        await self.order("clock", set=instant.isoformat())

    async def advance(self, seconds: float) -> None:
        """Move the virtual clock on."""
        await self.order("clock", advance=seconds)

    async def fault(self, kind: str, **narrowed: Any) -> None:
        """Let the API fail: method, chat, times, share, seconds narrow it (bot.sandbox.faults)."""
        await self.order("fault", kind=kind, **narrowed)

    async def clear_faults(self) -> None:
        """Let everything work again."""
        await self.order("clear_faults")

    async def calls(self, method: str | None = None, *, after: int = 0) -> list[dict[str, Any]]:
        """What the bot called, oldest first."""
        found: list[dict[str, Any]] = await self.order("calls", method=method, after=after)
        return found

    async def until(
        self, look: Callable[[], Awaitable[Any]], *, what: str, limit: float | None = None
    ) -> Any:
        """Look again after every change until `look` finds something; that.

        :raises NotSeen: not within `limit` real seconds
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + (self.limit if limit is None else limit)
        version = (await self.order("state"))["version"]
        while not (found := await look()):
            left = end - loop.time()
            if left <= 0:
                raise NotSeen(what)
            version = (await self.order("changes", after=version, limit=left))["version"]
        return found

    async def calls_of(
        self, method: str, count: int = 1, *, limit: float | None = None
    ) -> list[dict[str, Any]]:
        """Wait until the bot has made so many calls of a method; all of them."""

        async def look() -> list[dict[str, Any]] | None:
            calls = await self.calls(method)
            return calls if len(calls) >= count else None

        found: list[dict[str, Any]] = await self.until(look, what=f"{count} × {method}", limit=limit)
        return found


class Person:
    """Somebody in the sandbox. `chat` arguments name a group or channel; without them it is the private chat."""

    def __init__(self, sandbox: Sandbox, user_id: int, name: str) -> None:
        self.sandbox = sandbox
        self.id = user_id
        self.name = name
        self._read: dict[int, int] = {}

    async def say(self, text: str, *, chat: int | None = None, reply_to: int | None = None) -> Message:
        """Write to the bot, or into a chat."""
        sent = await self.sandbox.order("say", person=self.id, text=text, chat=chat, reply_to=reply_to)
        return Message.of(sent)

    async def start(self, payload: str = "") -> Message:
        """Open the bot through a deep link."""
        return Message.of(await self.sandbox.order("start", person=self.id, payload=payload))

    async def send_file(
        self, name: str, content: bytes, *, caption: str | None = None, chat: int | None = None
    ) -> Message:
        """Send a document."""
        encoded = base64.b64encode(content).decode()
        sent = await self.sandbox.order(
            "send_file", person=self.id, name=name, content=encoded, caption=caption, chat=chat
        )
        return Message.of(sent)

    async def messages(self, chat: int | None = None) -> list[Message]:
        """All this person sees in a chat, oldest first."""
        found = await self.sandbox.order("messages", chat=chat or self.id, person=self.id)
        return [Message.of(one) for one in found]

    async def reply(self, *, chat: int | None = None, limit: float | None = None) -> Message:
        """The next message of the bot not read yet; waits for it."""
        where = chat or self.id

        async def look() -> Message | None:
            fresh = [
                one
                for one in await self.messages(where)
                if one.from_bot and one.id > self._read.get(where, 0)
            ]
            return fresh[0] if fresh else None

        message: Message = await self._wait(look, "a reply", where, limit)
        self._read[where] = message.id
        return message

    async def unread(self, chat: int | None = None) -> list[Message]:
        """The bot's messages not read yet, now; they count as read afterwards."""
        where = chat or self.id
        fresh = [
            one for one in await self.messages(where) if one.from_bot and one.id > self._read.get(where, 0)
        ]
        self._read[where] = max([self._read.get(where, 0), *(one.id for one in fresh)])
        return fresh

    async def sees(self, text: str, *, chat: int | None = None, limit: float | None = None) -> Message:
        """The newest message of the bot that contains this text now, edits included; waits for it."""

        async def look() -> Message | None:
            found = [one for one in await self.messages(chat) if one.from_bot and text in one.text]
            return found[-1] if found else None

        message: Message = await self._wait(look, text, chat or self.id, limit)
        return message

    async def edited(self, message: Message, *, limit: float | None = None) -> Message:
        """This message once it has been edited since it was looked at."""

        async def look() -> Message | None:
            found = [one for one in await self.messages(message.chat_id) if one.id == message.id]
            return found[0] if found and found[0].edits > message.edits else None

        changed: Message = await self._wait(look, "an edit", message.chat_id, limit)
        return changed

    async def press(
        self, button: str, *, on: Message | None = None, chat: int | None = None, limit: float | None = None
    ) -> Toast:
        """Press the button of this label (or callback data, or part of a label) and wait until the bot has answered.

        Without `on` the newest message that has such a button is taken, and waited for.
        """
        where = on.chat_id if on else chat or self.id

        async def look() -> tuple[Message, str] | None:
            shown = [one for one in await self.messages(where) if on is None or one.id == on.id]
            return pick_button(reversed(shown), button)

        message, data = await self._wait(look, f"button «{button}»", where, limit)
        return await self.press_data(data, message.id, chat=where, limit=limit)

    async def press_data(
        self,
        data: str,
        message_id: int,
        *,
        chat: int | None = None,
        forged: bool = False,
        limit: float | None = None,
    ) -> Toast:
        """Press by callback data; `forged` also where no button carries it."""
        pressed = await self.sandbox.order(
            "press", person=self.id, chat=chat or self.id, message_id=message_id, data=data, forged=forged
        )

        async def look() -> Any:
            return (await self.sandbox.order("query", id=pressed["query"]))["answer"]

        answer = await self.sandbox.until(look, what=f"an answer to «{data}»", limit=limit)
        return Toast(answer["text"] or "", alert=answer["show_alert"], url=answer["url"])

    async def block(self) -> None:
        """Block the bot."""
        await self.sandbox.order("block", person=self.id)

    async def unblock(self) -> None:
        """Let the bot write again."""
        await self.sandbox.order("unblock", person=self.id)

    async def _wait(
        self, look: Callable[[], Awaitable[Any]], what: str, chat: int, limit: float | None
    ) -> Any:
        try:
            return await self.sandbox.until(look, what=what, limit=limit)
        except NotSeen as error:
            raise NotSeen(what, await self.messages(chat)) from error


async def _directly(server: SandboxServer, name: str, arguments: dict[str, Any]) -> Any:
    try:
        return await server.control.perform(name, arguments)
    except Impossible as error:
        raise Refused(name, error.reason, error.detail) from error
    except (UnknownOrder, ValueError) as error:
        raise Refused(name, "wrong order", str(error)) from error
