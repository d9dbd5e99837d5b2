"""Control a sandbox from Python: people who write, press and read.

    async with Sandbox(server.url) as sandbox:
        anna = await sandbox.person("Анна")
        await anna.say("/start")
        message = await anna.reply()
        await anna.press("Напоминать о юбилеях")

No call sleeps. Every wait ends as soon as the sandbox changes, or raises NotSeen at its limit with the
messages there were instead.
`Sandbox(server)` does the same within one process, without HTTP.
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

LIMIT = 5.0  # seconds a wait may last by default


class Refused(Exception):
    """The sandbox refused an order. `error` and `detail` are its answer."""

    def __init__(self, order: str, error: str, detail: object = None) -> None:
        super().__init__(order, error, detail)
        self.order = order
        self.error = error
        self.detail = detail


class Sandbox:
    """A connection to a running sandbox, by its address or by the server object.

    `limit` is how long a wait may last in real seconds.
    """

    def __init__(self, where: str | SandboxServer, *, limit: float = LIMIT) -> None:
        self._target = where
        self._session: aiohttp.ClientSession | None = None
        self.limit = limit
        # one object for each person, so that messages read once stay read
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
        """Give any order of the control interface and return its result.

        :raises Refused: the order cannot be carried out
        """
        if isinstance(self._target, SandboxServer):
            return await _perform_locally(self._target, name, arguments)
        if self._session is None:
            raise Refused(name, "not entered", "use «async with»")
        # as a stream, because aiohttp warns of large bodies, and a plan document can be large
        body = io.BytesIO(json.dumps(arguments).encode())
        headers = {"Content-Type": "application/json"}
        url = f"{self._target}/control/{name}"
        async with self._session.post(url, data=body, headers=headers) as response:
            answer = await response.json()
            if response.status != 200:
                raise Refused(name, answer["error"], answer.get("detail"))
            return answer

    async def person(self, name: str, *, id: int | None = None, language: str = "ru") -> Person:  # noqa: A002
        """Return the person with this id, or of this name. Creates one if there is none."""
        user = await self.order("person", name=name, id=id, language=language)
        return self._people.setdefault(user["id"], Person(self, user["id"], user["first_name"]))

    async def group(
        self, title: str, owner: Person, *, kind: str = "supergroup", bot: str | None = "member"
    ) -> int:
        """Create a group or channel and return its id.

        `bot` is the bot's status there. None leaves the bot out.
        """
        chat = await self.order("group", title=title, owner=owner.id, kind=kind)
        if bot:
            await self.order("membership", chat=chat["id"], status=bot)
        return int(chat["id"])

    async def now(self) -> datetime:
        """Return the virtual time."""
        return datetime.fromisoformat((await self.order("clock"))["now"])

    async def set_clock(self, instant: datetime) -> None:
        """Move the virtual clock to an aware instant."""
        await self.order("clock", set=instant.isoformat())

    async def advance(self, seconds: float) -> None:
        """Move the virtual clock forward."""
        await self.order("clock", advance=seconds)

    async def go_to_next(self) -> datetime:
        """Move the virtual clock to when the bot acts next. Return that instant."""
        return datetime.fromisoformat((await self.order("clock", next=True))["now"])

    async def run_clock(self, speed: float) -> None:
        """Set how many virtual seconds pass in one real second. 0 stops the clock."""
        await self.order("clock", speed=speed)

    async def settled(self, *, limit: float | None = None) -> None:
        """Wait until the bot has handled all that it was given, and nothing is due.

        :raises NotSeen: it has not within `limit` real seconds; names what it was waited for
        """
        found = await self.order("settled", limit=self.limit if limit is None else limit)
        if not found["settled"]:
            raise NotSeen("the bot has not settled: " + ", ".join(found["waiting_for"]))

    async def seed(self, size: str | int = "small") -> dict[str, Any]:
        """Add people: «small», «demo», or a number of them. Return their ids by role."""
        found: dict[str, Any] = await self.order("seed", size=size)
        return found

    async def fault(self, kind: str, **narrowed: Any) -> None:
        """Activate a fault of the API.

        The arguments method, chat, times, share, seed, by_chat, lasts and seconds narrow it: see
        bot.sandbox.world.faults.
        """
        await self.order("fault", kind=kind, **narrowed)

    async def clear_faults(self) -> None:
        """Remove all faults."""
        await self.order("clear_faults")

    async def keep_pace(self, *, strict: bool = True) -> None:
        """Enforce Telegram's rate limits and delay polls repeated too soon, or stop doing so."""
        await self.order("options", strict=strict)

    async def calls(
        self, method: str | None = None, *, after: int = 0, **wanted: Any
    ) -> list[dict[str, Any]]:
        """Return the bot's calls that the log still holds, oldest first.

        The arguments chat, status, fault and last narrow them.
        """
        found: list[dict[str, Any]] = await self.order("calls", method=method, after=after, **wanted)
        return found

    async def count(self, method: str | None = None, status: int | None = None) -> int:
        """Return how many calls there were, those dropped from the log included."""
        return int((await self.order("called", method=method, status=status, count=0))["count"])

    async def until(
        self, look: Callable[[], Awaitable[Any]], *, what: str, limit: float | None = None
    ) -> Any:
        """Call `look` after every change until it finds something, and return that.

        :raises NotSeen: it found nothing within `limit` real seconds
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
        """Wait for this many answered calls of a method and return those that the log holds.

        Refused calls count too.

        :raises NotSeen: there were fewer within `limit` real seconds
        """
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
