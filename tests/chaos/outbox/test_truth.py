"""Notices arrive whole, and are true at the moment at which they are sent."""

import random
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.telegram_api.sender import MessageSender
from data.calendar.topics import Subscription, Topic
from data.store.chat_values import ChatState, Frequency
from data.store.notices import DeliveryState, NewNotice, NoticeKind, priority_until
from data.store.outbox import Outbox
from data.store.subscriptions import Subscriptions
from handlers.text.markup import escape
from handlers.views.message import Message
from scheduler.due_notices import end_everywhere
from tests.chaos.conftest import Record
from tests.chaos.outbox.outbox_world import OutboxWorld, open_outbox_world
from tests.chaos.scale import times
from tests.factories import cancelled, on, within
from tests.world.running_bot import ask, open_bot_world, tap, told

_SIGNS = (
    "а",
    "я",
    "Ё",
    "z",
    "9",
    "<",
    "&",
    ">",
    '"',
    "«",
    "—",
    "🎂",
    "👩‍👩‍👧",
    "é",
    "\u202f",
    "中",
    "𝔐",
    " ",
    " ",
    " ",
)
_TAGS = ("b", "i", "u", "s", "code")


def _bulletin(dice: random.Random) -> str:
    """Return random paragraphs of lines, some too long for one message, some with markup."""
    paragraphs = []
    for _ in range(dice.randint(1, 5)):
        lines = []
        for _ in range(dice.randint(1, 4)):
            length = dice.choice((5, 40, 200, 700)) if dice.random() < 0.99 else dice.randint(4000, 9000)
            line = escape("".join(dice.choices(_SIGNS, k=length)).strip() or "—")
            tag = dice.choice(_TAGS)
            lines.append(f"<{tag}>{line}</{tag}>" if dice.random() < 0.4 else str(line))
        paragraphs.append("\n".join(lines))
    return "\n\n".join(paragraphs)


async def test_long_texts_arrive_whole(tmp_path: Path, dice: random.Random, record: Record) -> None:
    """All characters of a long text arrive in order, in parts that Telegram accepts."""
    tries, parts = times(30, 10_000), 0
    async with open_outbox_world(tmp_path) as world:
        [reader] = await world.readers(1)
        recipient, sender = await world.chats.get(reader), MessageSender(world.bot)
        assert recipient is not None
        for _ in range(tries):
            text = _bulletin(dice)
            await sender.send(recipient, Message(text))
            due_notices = await world.calls()
            assert {call["status"] for call in due_notices} == {200}
            arrived = "".join(call["answer"]["result"]["text"] for call in due_notices)
            assert _letters(arrived) == _letters(_shown(text))
            parts += len(due_notices)
            await world.sandbox.order("forget_calls")
            world.server.world.chats[reader].messages.clear()
    record("B7", tries, parts=parts, refused=0, characters_lost=0)


def _letters(text: str) -> str:
    return "".join(text.split())


def _shown(markup: str) -> str:
    for tag in _TAGS:
        markup = markup.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    return markup.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


async def plan_reminder(world: OutboxWorld, number: int, reader: int, days: int) -> str:
    """Plan a reminder of an event that begins in `days` days. Return the key of the notice."""
    begins = (world.clock.now() + timedelta(days=days)).date()
    world.agenda.put(on(number, begins))
    key = f"reminder:event:{number}:0:{begins}:{days}"
    expires = end_everywhere(begins)
    new = NewNotice(key, NoticeKind.REMINDER, f"event:{number}:0", expires, lead=days, begins=begins)
    notice = await world.outbox.post(new, world.clock.now())
    await world.outbox.address(notice.id, [reader], priority_until(expires), world.clock.now())
    return key


_CHANGES = (
    "nothing",
    "moved",
    "cancelled",
    "withdrawn",
    "unclear",
    "muted",
    "unfollowed",
    "paused",
    "stopped",
    "weekly",
    "forgotten",
)


async def change(world: OutboxWorld, what: str, number: int, reader: int) -> None:
    """Change the plan or the reader's wishes between planning and sending, as `what` says."""
    begins = world.agenda.known[f"event:{number}:0"].when.start
    assert begins is not None
    later = begins + timedelta(days=20)
    now, subscriptions = world.clock.now(), Subscriptions(world.database)
    plan = {
        "moved": on(number, later),
        "cancelled": cancelled(on(number, begins)),
        "unclear": within(number, begins, later),
    }
    wishes: dict[str, Callable[[], Awaitable[object]]] = {
        "muted": lambda: subscriptions.mute(reader, f"event:{number}"),
        "unfollowed": lambda: subscriptions.remove(reader, Subscription(Topic.OWN)),
        "paused": lambda: world.chats.set_paused_until(reader, now.date(), now),
        "stopped": lambda: world.chats.set_state(reader, ChatState.STOPPED, now),
        "weekly": lambda: world.chats.set_frequency(reader, Frequency.WEEKLY, now),
        "forgotten": lambda: world.chats.forget(reader),
    }
    if what in plan:
        world.agenda.put(plan[what])
    elif what in wishes:
        await wishes[what]()
    elif what == "withdrawn":
        del world.agenda.known[f"event:{number}:0"]


async def test_nothing_stale_is_sent(tmp_path: Path, dice: random.Random, record: Record) -> None:
    """A planned reminder is sent only if nothing has changed since it was planned."""
    tries, sent = times(len(_CHANGES) * 2, 1000), 0
    async with open_outbox_world(tmp_path) as world:
        for number in range(1, tries + 1):
            what = _CHANGES[number % len(_CHANGES)]
            [reader] = await world.readers(1)
            subscriptions = Subscriptions(world.database)
            await subscriptions.add(reader, Subscription(Topic.OWN), world.clock.now())
            key = await plan_reminder(world, number, reader, dice.choice((0, 1, 7)))
            await change(world, what, number, reader)
            await world.new_process().deliver_due()
            arrived = (await world.arrived(key)).total()
            assert arrived == (what == "nothing"), (what, arrived)
            sent += arrived
            notice = await Outbox(world.database).find(key)
            assert notice is not None
            # a forgotten chat has no rows any more
            states = set((await world.states(notice)).values())
            assert states <= {DeliveryState.SENT if what == "nothing" else DeliveryState.VOID}
    record("B8", tries, stale_sent=0, still_true_sent=sent)


@pytest.mark.parametrize("seconds", [5, 3600, 3 * 86_400])
async def test_telegram_is_away(tmp_path: Path, record: Record, seconds: int) -> None:
    """After an outage notices that are still useful are sent once, and the others expire."""
    how_many = times(2, 25)
    async with open_outbox_world(tmp_path) as world:
        readers = await world.readers(how_many)
        keys: dict[str, int] = {}
        for reader in readers:
            await Subscriptions(world.database).add(reader, Subscription(Topic.OWN), world.clock.now())
            for days in (0, 1, 3, 7):
                keys[await plan_reminder(world, len(keys) + 1, reader, days)] = days
        await world.sandbox.fault("server", method="sendMessage")
        delivery = world.new_process()
        while world.elapsed < seconds:
            pause = (await delivery.deliver_due()).pause
            world.elapsed += max(pause, seconds / 20)
        await world.sandbox.clear_faults()
        for _ in range(20):
            await delivery.deliver_due()
            world.elapsed += 30
        due_notices = [call["params"]["text"] for call in await world.calls() if call["status"] == 200]
        said = Counter(key for text in due_notices for key in text.split())
        expired = 0
        for key, days in keys.items():
            notice = await world.outbox.find(key)
            assert notice is not None
            is_over = seconds > 86_400 * (days + 1) - 1
            [state] = (await world.states(notice)).values()
            assert said[key] == (0 if is_over else 1)
            assert state is (DeliveryState.EXPIRED if is_over else DeliveryState.SENT)
            expired += is_over
        counted = (await world.outbox.counts_by_kind(world.clock.now() - timedelta(days=7)))[
            NoticeKind.REMINDER
        ]
    assert counted.get(DeliveryState.EXPIRED, 0) == expired
    record("D2", len(keys), seconds=seconds, useful_lost=0, useless_sent=0, twice=0, expired=expired)


BARNAUL_TOMORROW = "🎂 Завтра Барнаулу исполнится 290 лет — 5 сентября, суббота. Основан в 1730 году."


@pytest.mark.parametrize(
    ("until", "head"),
    [
        ("2020-09-04 10:00:05", BARNAUL_TOMORROW),
        ("2020-09-04 11:00", BARNAUL_TOMORROW),
        ("2020-09-05 10:00", "🎉 Сегодня, 5 сентября, суббота"),
        # past jubilees are left out, and the next one is told
        ("2020-09-07 10:00", "🎂 Через 28 дней Ошу исполнится 3020 лет — 5 октября, понедельник."),
    ],
)
async def test_the_bot_is_away(tmp_path: Path, record: Record, until: str, head: str | None) -> None:
    """After a pause over the hour of a reminder the bot says what is true now, once, or nothing."""
    async with open_bot_world("2020-09-03 12:00", tmp_path) as world:
        anna = await world.person("Анна")
        await tap(anna, await ask(anna, "/start"), "Напоминать о юбилеях")
        await world.move_to("2020-09-03 12:30")
        await told(anna)
        await world.jump_to(until)
        first = [text.splitlines()[0] for text in await told(anna)]
        await world.move_to(until[:10] + " 20:00")
        assert await told(anna) == []
    assert first == ([] if head is None else [head])
    record("D2", 1, until=until, useful_lost=0, useless_sent=0, twice=0)
