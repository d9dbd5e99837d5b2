"""A sandbox from the outside, for Python: people who write, press and read.

    async with Sandbox(server.url) as sandbox:
        anna = await sandbox.person("Анна")
        await anna.say("/start")
        message = await anna.reply()
        await anna.press("Напоминать о юбилеях")

Nothing here sleeps: every wait ends the moment the sandbox changes, or raises NotSeen at its limit with what
there was to see instead. `Sandbox(server)` does the same within one process, without HTTP.
"""

import asyncio
import io
import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import aiohttp

from bot.sandbox.client.person import Person
from bot.sandbox.client.received import NotSeen, ReceivedMessage, ReceivedToast
from bot.sandbox.control.control import UnknownOrder
from bot.sandbox.people.actions import Impossible
from bot.sandbox.server import SandboxServer

__all__ = ["NotSeen", "Person", "ReceivedMessage", "ReceivedToast", "Refused", "Sandbox"]

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
        self._target = where
        self._session: aiohttp.ClientSession | None = None
        self.limit = limit
        # one handle each, so that what somebody has read stays read
        self._people: dict[int, Person] = {}

    async def __aenter__(self) -> Self:
        if isinstance(self._target, str):
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
        if isinstance(self._target, SandboxServer):
            return await _perform_locally(self._target, name, arguments)
        if self._session is None:
            raise Refused(name, "not entered", "use «async with»")
        # as a stream: aiohttp warns of large bodies, and a plan's document can be large
        body = io.BytesIO(json.dumps(arguments).encode())
        headers = {"Content-Type": "application/json"}
        url = f"{self._target}/control/{name}"
        async with self._session.post(url, data=body, headers=headers) as response:
            answer = await response.json()
            if response.status != 200:
                raise Refused(name, answer["error"], answer.get("detail"))
            return answer

    async def person(self, name: str, *, id: int | None = None, language: str = "ru") -> Person:  # noqa: A002
        """The one with this id, or of this name; created where there is none."""
        user = await self.order("person", name=name, id=id, language=language)
        return self._people.setdefault(user["id"], Person(self, user["id"], user["first_name"]))

    async def group(
        self, title: str, owner: Person, *, kind: str = "supergroup", bot: str | None = "member"
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

    async def go_to_next(self) -> datetime:
        """Move the virtual clock to when the bot does something next; that instant."""
        return datetime.fromisoformat((await self.order("clock", next=True))["now"])

    async def run_clock(self, speed: float) -> None:
        """Let the virtual clock run so many times as fast as real time; 0 stops it."""
        await self.order("clock", speed=speed)

    async def seed(self, size: str | int = "small") -> dict[str, Any]:
        """Let people exist: «small», «demo», or so many who have started the bot; their ids by role."""
        found: dict[str, Any] = await self.order("seed", size=size)
        return found

    async def fault(self, kind: str, **narrowed: Any) -> None:
        """Let the API fail: method, chat, times, share, seed, by_chat, lasts, seconds narrow it
        (bot.sandbox.world.faults).
        """
        await self.order("fault", kind=kind, **narrowed)

    async def clear_faults(self) -> None:
        """Let everything work again."""
        await self.order("clear_faults")

    async def keep_pace(self, *, strict: bool = True) -> None:
        """Keep Telegram's pace, and hold polls that hurry, from now on or no longer."""
        await self.order("options", strict=strict)

    async def calls(
        self, method: str | None = None, *, after: int = 0, **wanted: Any
    ) -> list[dict[str, Any]]:
        """What the bot called and the log still holds, oldest first; chat, status, fault, last narrow it."""
        found: list[dict[str, Any]] = await self.order("calls", method=method, after=after, **wanted)
        return found

    async def count(self, method: str | None = None, status: int | None = None) -> int:
        """How many calls there were, those the log has dropped included."""
        return int((await self.order("called", method=method, status=status, count=0))["count"])

    async def until(
        self, look: Callable[[], Awaitable[Any]], *, what: str, limit: float | None = None
    ) -> Any:
        """Look again after every change until `look` finds something; that.

        :raises NotSeen: not within `limit` real seconds
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + (self.limit if limit is None else limit)
        version = (await self.order("changes", after=-1))["version"]
        while not (found := await look()):
            left = end - loop.time()
            if left <= 0:
                raise NotSeen(what)
            version = (await self.order("changes", after=version, limit=left))["version"]
        return found

    async def calls_of(
        self, method: str, count: int = 1, *, limit: float | None = None
    ) -> list[dict[str, Any]]:
        """Wait until so many calls of a method were answered, refused ones included; those the log holds."""
        loop = asyncio.get_running_loop()
        end = loop.time() + (self.limit if limit is None else limit)
        made = await self.count(method)
        while made < count:
            left = end - loop.time()
            if left <= 0:
                raise NotSeen(f"{count} × {method}, but {made}")
            made = (await self.order("called", method=method, count=count, limit=left))["count"]
        return await self.calls(method)


async def _perform_locally(server: SandboxServer, name: str, arguments: dict[str, Any]) -> Any:
    try:
        return await server.control.perform(name, arguments)
    except Impossible as error:
        raise Refused(name, error.reason, error.detail) from error
    except (UnknownOrder, ValueError) as error:
        raise Refused(name, "wrong order", str(error)) from error
