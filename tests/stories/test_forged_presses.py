"""Presses of buttons that the bot did not send: forged, mistyped, of another version."""

import random
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from aiogram.filters.callback_data import CallbackData

from bot.sandbox.client.client import Person
from data.calendar.topics import LEAD_DAYS, LEAD_HOURS, TOPICS_OF_EVENTS, Topic
from data.store.revisions import NEW_PLANS
from handlers.callbacks import browsing, channels, preferences, secretariat
from tests.plan_2020 import cities_2020
from tests.world.running_bot import BotWorld, ask, told

STALE = "Эта кнопка устарела. Отправьте /start, и всё откроется заново."
TABLES = ("chats", "subscriptions", "lead_times", "mutes", "dialogues", "bulletins", "deliveries")
HOSTILE = (
    *("", "0", "-1", "1.5", "1e3", "٣", str(2**31), str(2**63), str(2**64), "9" * 40, "NaN", "None"),
    *(
        "\x00",
        "a\x00b",
        "💥",
        "\u202egnp.exe",
        "%",
        "_",
        "' OR 1=1 --",
        "<b>",
        "../..",
        "True",
        "no",
        "kazan",
    ),
    *("event", "city", "own", "event:1", "city_day:kazan:2020", "Europe/Moscow", "Mars/Olympus", "CON"),
)


def shapes() -> list[tuple[str, str, int]]:
    """Return the prefix, the separator and the number of fields of every kind of button."""
    known = [
        one
        for module in (browsing, channels, preferences, secretariat)
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, CallbackData) and one is not CallbackData
    ]
    assert len(known) > 30
    return [(one.__prefix__, one.__separator__, len(one.model_fields)) for one in known]


def forgeries(seed: int, how_many: int) -> Iterator[str]:
    """Yield button data with wrong values, mostly with a known prefix and as many as expected."""
    dice = random.Random(seed)  # noqa: S311 - the same noise each time
    kinds = shapes()
    for _ in range(how_many):
        prefix, separator, fields = dice.choice(kinds)
        values = dice.choices(HOSTILE, k=max(0, fields + dice.choice((-1, 0, 0, 0, 0, 1))))
        data = separator.join([dice.choice((prefix, prefix, prefix, prefix.upper(), prefix + "2")), *values])
        yield data.encode()[:64].decode(errors="ignore")


@pytest.fixture
async def anna(world: BotWorld) -> Person:
    """Return a reader."""
    return await world.person()


async def test_noise_is_refused_and_stores_nothing(world: BotWorld, anna: Person) -> None:
    """Random bytes, empty and endless numbers, prefixes of other versions: each is called outdated."""
    message = await ask(anna, "/start")
    dice = random.Random(64)  # noqa: S311 - the same noise each time
    noise = [
        "",
        ":",
        "|",
        "::::",
        "\x00" * 64,
        "🎂" * 16,
        "ev:" + "9" * 61,
        "old:1:2",
        "EV:1",
        "ev;1",
        "ev:1:0:0",
    ]
    noise += ["".join(chr(dice.randrange(1, 0x10000 - 0x800)) for _ in range(21)) for _ in range(60)]
    noise += [dice.randbytes(64).decode("latin-1") for _ in range(60)]
    before = world.contents(*TABLES)
    for data in noise:
        toast = await anna.press_data(data, message.id, forged=True)
        assert (toast.text, toast.alert) == (STALE, True), data
    assert world.contents(*TABLES) == before
    assert await told(anna) == []


@pytest.mark.parametrize("seed", [1, 2])
async def test_near_misses_leave_only_what_may_be_stored(world: BotWorld, anna: Person, seed: int) -> None:
    """A press with a known prefix and any values is answered, and the stored rows stay valid."""
    world.expected_refusals.add("message is not modified")
    message = await ask(anna, "/start")
    for data in forgeries(seed, 250):
        await anna.press_data(data, message.id, forged=True)
    _check_rows(world)


async def test_a_press_under_a_message_that_is_gone_is_answered_below(world: BotWorld, anna: Person) -> None:
    """A button of a month ago, of a message since deleted or out of reach, works all the same."""
    await ask(anna, "/start")
    user = {"id": anna.id, "is_bot": False, "first_name": "Анна"}
    gone = {"chat": {"id": anna.id, "type": "private"}, "message_id": 4242, "date": 0}
    press = {"id": "1", "from": user, "chat_instance": "1", "data": "up:all:30:0:0:0"}
    world.expected_refusals |= {"query is too old", "message to edit not found"}
    for shape in ({"message": gone}, {}, {"message": {**gone, "date": 1, "text": "…"}}):
        await world.feed(callback_query={**press, **shape})
        [text] = await told(anna)
        assert text.startswith("📅 Ближайшие события")
    for inline in ({"inline_message_id": "AbC"}, {"game_short_name": "chess"}):
        await world.feed(callback_query={key: one for key, one in press.items() if key != "data"} | inline)


def _check_rows(world: BotWorld) -> None:
    """Check that every stored row has values that a menu offers."""
    cities = cities_2020().by_id
    events = {str(number) for (number,) in world.query("SELECT id FROM plan_events")}
    for topic, subject in world.query("SELECT topic, subject FROM subscriptions"):
        known = {Topic.CITY: cities, Topic.EVENT: events}.get(Topic(topic), {""})
        assert subject in known
    longest = 2 ** len(LEAD_DAYS) - 1
    assert all(0 <= leads <= longest for (leads,) in world.query("SELECT leads FROM lead_times"))
    hours = world.query("SELECT topic, hours FROM lead_times WHERE hours <> 0")
    assert all(Topic(topic) in TOPICS_OF_EVENTS and 0 < mask < 2 ** len(LEAD_HOURS) for topic, mask in hours)
    assert all(ZoneInfo(zone) for (zone,) in world.query("SELECT zone FROM chats"))
    for (subject,) in world.query("SELECT subject FROM mutes"):
        kind, _, rest = subject.partition(":")
        if subject == NEW_PLANS:
            continue
        assert (kind == "event" and rest.split(":")[0] in events) or rest.split(":")[0] in cities
