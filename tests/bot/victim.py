"""A small bot that answers, or sends a bulletin, until it is killed: a process of its own for the tests."""

import asyncio
import signal
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from aiogram import Bot, Dispatcher, Router
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message as Incoming

from bot.courier import Courier
from bot.gate import Gate
from bot.intake import Intake
from bot.lanes import Lanes
from bot.session import open_session
from bot.updates import RawUpdate, feed
from data.store.chats import Chat, Chats
from data.store.database import Database
from data.store.inbox import Inbox
from data.store.ledger import Ledger
from data.store.notices import Notice
from handlers.views.message import Message
from scheduler.clock import SystemClock
from scheduler.delivery import Delivery
from scheduler.outcomes import Outcome
from scheduler.postman import Postman
from scheduler.rendering import Rendered
from tests.scheduler.stage import HandMadeAgenda

IN_FLIGHT = 8
# Fast enough for a test; the pace itself is tested elsewhere.
RATE = 1000.0
_THINKING = 0.02


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _routes() -> Router:
    router = Router()

    @router.message()
    async def answer(message: Incoming) -> None:
        # a look at a database, a page of a document: long enough to be cut in the middle
        await asyncio.sleep(_THINKING)
        await message.answer(f"ответ на {message.text}")
        _say("answered")

    return router


async def _nobody_told(update: RawUpdate, reference: str, error: BaseException) -> None:
    _say(f"aside {update['update_id']} {type(error).__name__} {reference}")


async def answer(bot: Bot, database: Database, stop: asyncio.Event) -> None:
    """Answer every message, in the way the application does."""
    dispatcher = Dispatcher()
    dispatcher.include_router(_routes())
    inbox, clock = Inbox(database), SystemClock()
    lanes = Lanes(inbox, feed(dispatcher, bot), clock, _nobody_told, at_once=IN_FLIGHT)
    await Intake(bot, inbox, lanes, clock, ["message"]).run(stop)


class Wording:
    """Words a notice as its key."""

    async def __call__(self, recipient: Chat, notices: Sequence[Notice], now: datetime) -> Rendered[Message]:
        """One message for all of them."""
        text = f"{recipient.chat_id} {now.year} {' '.join(one.key for one in notices)}"
        return Rendered(Message(text), frozenset(one.id for one in notices))


class TellingCourier(Courier):
    """Says when something has gone out."""

    async def send(self, recipient: Chat, message: Message, *, bulk: bool = False) -> Outcome:
        """As the courier does."""
        outcome = await super().send(recipient, message, bulk=bulk)
        _say("sent")
        return outcome


async def deliver(bot: Bot, database: Database, stop: asyncio.Event) -> None:
    """Deliver what the ledger holds."""

    async def agenda() -> HandMadeAgenda:
        return HandMadeAgenda()

    chats, ledger, clock = Chats(database), Ledger(database), SystemClock()
    postman = Postman(chats, ledger, Wording(), TellingCourier(bot), clock, agenda)
    await Delivery(ledger, chats, postman, clock, IN_FLIGHT).run(stop)


async def main(task: str, url: str, token: str, path: Path) -> None:
    """Do one task against a Bot API server until SIGTERM."""
    session = open_session(TelegramAPIServer.from_base(url))
    session.middleware(Gate(RATE))
    database = await Database.open(path)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    try:
        work = answer if task == "answer" else deliver
        await work(Bot(token, session=session), database, stop)
    finally:
        await database.close()
        await session.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4])))
