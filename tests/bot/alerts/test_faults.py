"""Updates that could not be handled: an apology to the person, an alert to each owner."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiogram import Bot

from bot.alerts.faults import UpdateAlerts
from bot.alerts.report import ALERTS_A_DAY, FaultReport, fault_of
from bot.sandbox.client.client import Person, Sandbox
from bot.telegram_api.sender import MessageSender
from bot.updates.chat_queues import ChatQueues
from bot.updates.raw_updates import RawUpdate, UnreadableUpdate, arrivals
from bot.updates.update_retry_policy import RetryPolicy
from data.calendar.almanac import Almanac
from data.store.chat_values import ChatKind, Language
from data.store.sqlite.database import Database
from data.store.sqlite.timestamps import to_text
from handlers.notices.renderer import NoticeRenderer
from handlers.text.words import words_in
from handlers.views.message import Message
from tests.cast import new_chat
from tests.plan_2020 import cities_2020
from tests.world.clocks import FrozenClock
from tests.world.engine import Engine

AT_ONCE = RetryPolicy(handler_pauses=(0.0, 0.0), channel_pauses=(0.0,) * 5)


class Works:
    """The inbox with a handler that fails, and the outbox, over one database and one server."""

    def __init__(self, bot: Bot, database: Database, clock: FrozenClock, owners: list[int]) -> None:
        almanac = Almanac(cities_2020(), {})

        async def agenda() -> Almanac:
            return almanac

        sender = MessageSender(bot)
        engine: Engine[Message] = Engine(database, clock, agenda, NoticeRenderer(agenda), sender)
        self.store, self.delivery = engine.store, engine.delivery
        self.faults = FaultReport(self.store, owners, clock)
        self.alerts = UpdateAlerts(self.store.chats, sender, self.faults)
        self.chat_queues = ChatQueues(self.store.inbox, self._fail, clock, self.alerts, retry_policy=AT_ONCE)
        self._clock = clock

    async def know(self, person: Person, language: Language = Language.RU) -> None:
        """Let the person start the bot, and store the chat."""
        await person.say("/start")
        new = new_chat(person.id, language=language)
        await self.store.chats.ensure(new, self._clock.now())

    async def take(self, update: RawUpdate) -> None:
        """Take an update, whose handling fails and ends in quarantine, and deliver what is due."""
        await self.store.inbox.keep(list(arrivals([update])), self._clock.now())
        await self.chat_queues.drain()
        await self.delivery.deliver_due()

    async def _fail(self, _update: RawUpdate) -> None:
        raise ZeroDivisionError("secret words of the person")


@pytest.fixture
async def owners(sandbox: Sandbox) -> list[Person]:
    """Return two owners, of whom the second reads English."""
    return [await sandbox.person("Ольга"), await sandbox.person("Olaf", language="en")]


@pytest.fixture
async def works(
    bot: Bot, database: Database, clock: FrozenClock, owners: list[Person], anna: Person
) -> Works:
    """Return the inbox and the outbox. Anna and the owners have written before."""
    made = Works(bot, database, clock, [owner.id for owner in owners])
    await made.know(anna)
    await made.know(owners[0])
    await made.know(owners[1], Language.EN)
    return made


def update_of(person: Person, number: int = 900, **content: Any) -> RawUpdate:
    """Return a private message as the Bot API sends it, with `content` over the usual fields."""
    chat = {"id": person.id, "type": "private"}
    sender = {"id": person.id, "is_bot": False, "first_name": "N"}
    message = {"message_id": 1, "date": 0, "chat": chat, "from": sender, "text": "secret", **content}
    return {"update_id": number, "message": message}


async def test_person_gets_an_apology_and_each_owner_an_alert(
    works: Works, anna: Person, owners: list[Person]
) -> None:
    """The person gets a number. Each owner gets it with the error's class and without the person's words."""
    await works.take(update_of(anna))
    await works.delivery.deliver_due()
    [apology] = await anna.unread()
    assert apology.text.startswith("😔 Ответить не получилось: это наша ошибка")
    reference = apology.text.rpartition("номером ")[2].rstrip(".")
    assert len(reference) == 6
    for owner, title in zip(
        owners, ("Сообщение осталось без ответа", "A message was left without an answer"), strict=True
    ):
        [alert] = await owner.unread()
        assert title in alert.text
        assert reference in alert.text
        assert "ZeroDivisionError" in alert.text
        assert "secret" not in alert.text


async def test_a_fault_is_reported_to_each_owner_once_a_day(
    works: Works, anna: Person, owners: list[Person], clock: FrozenClock
) -> None:
    """However many people it affects, each has a number of their own. Another fault is another alert."""
    for number in range(900, 903):
        await works.take(update_of(anna, number))
    await works.alerts(update_of(anna), "ABC123", ValueError())
    await works.delivery.deliver_due()
    assert len(await anna.unread()) == 4
    assert [len(await owner.unread()) for owner in owners] == [2, 2]
    clock.at += timedelta(days=1)
    await works.take(update_of(anna, 903))
    assert [len(await owner.unread()) for owner in owners] == [1, 1]


async def test_faults_beyond_three_a_day_are_summed_up(
    works: Works, anna: Person, owners: list[Person], clock: FrozenClock
) -> None:
    """Forty faults, one of them twenty times: the first ones alone, the others in one message."""
    for number in range(40):
        error = UnreadableUpdate(number, (f"message.field{number}",))
        await works.alerts(update_of(anna, 900 + number), "ABC123", error)
    for _ in range(19):
        await works.alerts(update_of(anna), "ABC123", UnreadableUpdate(1, ("message.field7",)))
    await works.faults.tick(clock.at)
    await works.delivery.deliver_due()
    assert [len(await owner.unread()) for owner in owners] == [ALERTS_A_DAY, ALERTS_A_DAY]
    clock.at += timedelta(days=1)
    for _ in range(2):
        await works.faults.tick(clock.at)
        await works.delivery.deliver_due()
    [russian], [english] = [await owner.unread() for owner in owners]
    assert "было ещё 56 сбоев" in russian.text
    assert "there were 56 more failures" in english.text
    assert "message.field7 — 20" in russian.text
    assert "и ещё 27 разновидностей" in russian.text
    clock.at += timedelta(days=1)
    await works.faults.tick(clock.at)
    await works.delivery.deliver_due()
    assert [len(await owner.unread()) for owner in owners] == [0, 0]


async def test_single_fault_needs_no_summary(
    works: Works, anna: Person, owners: list[Person], clock: FrozenClock
) -> None:
    """The owners know all of it. A second time is told in the morning, not at night."""
    await works.alerts(update_of(anna), "ABC123", ValueError())
    clock.at += timedelta(days=1)
    await works.faults.tick(clock.at)
    await works.delivery.deliver_due()
    assert [len(await owner.unread()) for owner in owners] == [1, 1]
    for _ in range(2):
        await works.alerts(update_of(anna), "ABC123", ValueError())
    await works.delivery.deliver_due()
    assert [len(await owner.unread()) for owner in owners] == [1, 1]
    clock.at = clock.at.replace(hour=0) + timedelta(days=1)
    for told in (0, 1):
        await works.faults.tick(clock.at)
        await works.delivery.deliver_due()
        assert [len(await owner.unread()) for owner in owners] == [told, told]
        clock.at = clock.at.replace(hour=9)


def test_faults_differ_by_class_and_place() -> None:
    """They differ by the line of the bot that raised the error, or by the unreadable fields of an update."""

    def raised(make: Callable[[], object]) -> str:
        try:
            make()
        except (ValueError, KeyError) as error:
            return fault_of(error)
        return ""

    empty: dict[str, str] = {}
    places: tuple[Callable[[], object], ...] = (
        lambda: int("x"),
        lambda: empty["x"],
        lambda: words_in("xx"),
        lambda: to_text(datetime(2026, 1, 1)),
    )
    faults = [raised(one) for one in places]
    assert len(set(faults)) == len(places)
    assert faults == [raised(one) for one in places]
    assert fault_of(UnreadableUpdate(1, ("message",))) == fault_of(UnreadableUpdate(2, ("message",)))
    assert fault_of(UnreadableUpdate(1, ("message",))) != fault_of(UnreadableUpdate(1, ("poll",)))


async def test_flooding_chat_is_warned_in_its_language(works: Works, anna: Person) -> None:
    """It is warned once. An unknown chat is not warned."""
    await works.alerts.warn_of_flood(str(anna.id))
    await works.alerts.warn_of_flood("555")
    [text] = [message.text for message in await anna.unread()]
    assert text.startswith("✋ Слишком много сообщений сразу")


async def test_press_gets_an_apology(works: Works, anna: Person) -> None:
    """The apology is sent to the chat of the button."""
    query = {"id": "1", "from": {"id": anna.id}, "message": update_of(anna)["message"], "data": "x"}
    await works.take({"update_id": 901, "callback_query": query})
    assert len(await anna.unread()) == 1


async def test_update_that_is_no_question_gets_no_apology(
    works: Works, anna: Person, owners: list[Person]
) -> None:
    """A change of membership and an update of an unknown chat are no questions."""
    member = {"chat": {"id": anna.id, "type": "private"}, "from": {"id": anna.id}}
    await works.take({"update_id": 902, "my_chat_member": member})
    stranger = {"update_id": 903, "message": {"chat": {"id": 555, "type": "private"}}}
    await works.take(stranger)
    assert await anna.unread() == []
    assert [len(await owner.unread()) for owner in owners] == [1, 1]


@pytest.mark.parametrize(
    ("content", "apologies"),
    [
        ({"text": "/help"}, 1),
        ({"text": "Казань", "reply_to_message": {"message_id": 7}}, 1),
        ({"text": "Всем привет"}, 0),
        ({"text": None, "photo": []}, 0),
    ],
)
async def test_group_gets_the_apology_in_the_topic_of_the_question(
    works: Works, sandbox: Sandbox, anna: Person, content: dict[str, Any], apologies: int
) -> None:
    """Unreadable talk in a group asks the bot nothing. The owners are alerted all the same."""
    group = await sandbox.group("Город", anna)
    new = new_chat(group, ChatKind.SUPERGROUP)
    await works.store.chats.ensure(new, datetime(2026, 1, 1, tzinfo=UTC))
    place = {"id": group, "type": "supergroup", "title": "Город"}
    await works.take(update_of(anna, chat=place, **content))
    assert len(await anna.unread(group)) == apologies


async def test_apology_that_cannot_be_sent_stops_nothing(
    works: Works, sandbox: Sandbox, anna: Person, owners: list[Person]
) -> None:
    """The person has blocked the bot, and the owners still get the alert."""
    await sandbox.fault("blocked", method="sendMessage", chat=anna.id)
    await works.take(update_of(anna))
    assert [len(await owner.unread()) for owner in owners] == [1, 1]
