"""Chats that were unreachable for a while, and settings whose change skips a reminder."""

import pytest

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.world.running_bot import BotWorld, ask, tap, told

# Kazan's day is 30 August 2020: its followers are told on the 23rd and on the 29th at ten.
A_WEEK_AHEAD, SIX_DAYS_AHEAD, THE_EVE = (
    f"🎂 {ahead} Казани исполнится 1015 лет — 30 августа, воскресенье. Основана в 1005 году."
    for ahead in ("Через неделю", "Через 6 дней", "Завтра")
)
EVE_OF_SEVERAL = "🔔 Завтра, 30 августа, воскресенье"
ON_THE_DAY = "🎉 Сегодня Казани 1015 лет!"
BARNAUL = "🎂 Завтра Барнаулу исполнится 290 лет — 5 сентября, суббота. Основан в 1730 году."
BARNAUL_TODAY = "🎉 Сегодня Барнаулу 290 лет!"
NO_RIGHTS = "not enough rights to send text messages to the chat"


@pytest.fixture
def start() -> str:
    """Return a start the day before the reminder a week ahead."""
    return "2020-08-22 12:00"


@pytest.fixture
async def anna(world: BotWorld) -> Person:
    """Return a reader, who is also the admin of the group."""
    anna = await world.person()
    await ask(anna, "/start")
    return anna


async def a_group(world: BotWorld, admin: Person) -> int:
    """Create a group with the bot in it that follows Kazan. Return its id."""
    chat = await world.sandbox.group("Казань", admin)
    await world.settle()
    await follow(world, admin, "Казань", chat)
    return chat


async def follow(world: BotWorld, person: Person, city: str, chat: int | None = None) -> ReceivedMessage:
    """Subscribe a chat to a city by its name. Return the bot's last message."""
    await tap(person, await ask(person, "/subscribe", chat=chat), "➕ Добавить город")
    question = await person.reply(chat=chat)
    await world.sandbox.order(
        "say", person=person.id, chat=chat, text=city, reply_to=question.id if chat else None
    )
    return await person.reply(chat=chat)


async def silence(world: BotWorld, chat: int, status: str = "restricted") -> None:
    """Take away or give back the bot's right to write in a group."""
    world.expected_refusals.add(NO_RIGHTS)
    await world.sandbox.order("membership", chat=chat, status=status)
    await world.settle()


async def secretly(world: BotWorld, chat: int, status: str) -> None:
    """Change the bot's status in a group without an update to the bot.

    Telegram sends none when a group changes the rights of all its members."""
    world.expected_refusals.add(NO_RIGHTS)
    member = world.rehearsal.server.world.chats[chat].members[world.rehearsal.server.world.bot.id]
    member.status = status


async def heads(world: BotWorld, person: Person, until: str, chat: int | None = None) -> list[str]:
    """Run the clock to a time in Moscow. Return the first line of each message received by then."""
    await told(person, chat)
    await world.move_to(until)
    return [text.splitlines()[0] for text in await told(person, chat)]


# ---------------------------------------------------------------- chats that come back


async def test_one_refusal_of_rights_silences_no_group(world: BotWorld, anna: Person) -> None:
    """A refusal that is not about the group being gone: the notice comes later, and so do all others."""
    group = await a_group(world, anna)
    await world.sandbox.fault("no_rights", chat=group, times=1)
    assert await heads(world, anna, "2020-08-23 12:00", group) == [A_WEEK_AHEAD]
    assert (await follow(world, anna, "Барнаул", group)).text.endswith(
        "Первое напоминание — 29 августа в 10:00: Барнаул, 290 лет."
    )
    assert await heads(world, anna, "2020-09-05 12:00", group) == [
        *(EVE_OF_SEVERAL, ON_THE_DAY),
        *(BARNAUL, BARNAUL_TODAY),
    ]


async def test_a_group_without_rights_is_tried_ever_more_rarely(world: BotWorld, anna: Person) -> None:
    """Tries go on as long as the notice is useful. The group stays active, and no other call is made."""
    # of the greeting the picture is refused first, and then the text
    world.expected_refusals.add("not enough rights to send photos")
    group = await a_group(world, anna)
    await secretly(world, group, "restricted")
    before = await world.last_call()
    await world.move_to("2020-08-29 09:00")
    tries = [call["at"][8:16] for call in await world.sent(group, before)]
    assert tries[:6] == ["23T07:00", "23T07:05", "23T07:15", "23T07:35", "23T08:15", "23T09:35"]
    assert len(tries) < 6 * 8
    assert world.query("SELECT state FROM chats WHERE chat_id = ?", group) == [("active",)]
    await world.move_to("2020-09-02 12:00")
    states = world.query("SELECT DISTINCT state FROM deliveries WHERE chat_id = ?", group)
    assert states == [("expired",)]
    assert len(await world.sent(group, before)) < 100


async def test_rights_given_back_unnoticed_are_found_and_told_of(world: BotWorld, anna: Person) -> None:
    """The bot gets no update: its next try succeeds, and the group gets a note on the gap and its notices."""
    group = await a_group(world, anna)
    await secretly(world, group, "restricted")
    await world.move_to("2020-08-24 11:00")
    await secretly(world, group, "member")
    assert await heads(world, anna, "2020-08-25 12:00", group) == [
        SIX_DAYS_AHEAD,
        "✅ Сюда снова можно писать.",
    ]
    assert world.query("SELECT * FROM refusals") == []
    assert await heads(world, anna, "2020-08-29 12:00", group) == [THE_EVE]


async def test_an_answer_that_arrives_brings_what_waits(world: BotWorld, anna: Person) -> None:
    """When an answer arrives, refused notices are sent without waiting for their next try."""
    group = await a_group(world, anna)
    await secretly(world, group, "restricted")
    await world.move_to("2020-08-24 11:00")
    await secretly(world, group, "member")
    shown = await ask(anna, "/settings", chat=group)
    assert "⚠️ С 10:00 23 августа Telegram не принимает наши сообщения в этот чат." in shown.text
    await world.settle()
    assert await heads(world, anna, "2020-08-24 11:02", group) == [
        "✅ Сюда снова можно писать.",
        SIX_DAYS_AHEAD,
    ]
    assert "⚠️" not in (await ask(anna, "/settings", chat=group)).text


@pytest.mark.parametrize("status", ["member", "administrator"])
async def test_a_right_given_back_brings_what_waits(world: BotWorld, anna: Person, status: str) -> None:
    """Telegram tells of the bot's new standing: what waits comes at once."""
    group = await a_group(world, anna)
    await silence(world, group)
    await world.move_to("2020-08-24 11:00")
    await silence(world, group, status)
    assert SIX_DAYS_AHEAD in await heads(world, anna, "2020-08-24 11:02", group)


async def test_a_promise_in_a_group_without_rights_says_so(world: BotWorld, anna: Person) -> None:
    """Buttons work although messages do not: a choice is stored, and the pop-up names the missing right."""
    group = await a_group(world, anna)
    menu = await ask(anna, "/subscribe", chat=group)
    await silence(world, group)
    toast = await anna.press("🎂 Юбилеи городов", on=menu)
    assert toast.alert
    assert toast.text.startswith("Подписка включена. Но писать сюда Telegram сейчас не даёт")
    shown = await tap(anna, menu, "⚙️ Настройки")
    assert "⚠️ С 12:00 22 августа Telegram не принимает наши сообщения" in shown.text
    await silence(world, group, "member")
    toast = await anna.press_data("topic:city_days:1", menu.id, chat=group, forged=True)
    promise = "Подписка включена. Первое напоминание — 23 августа в 10:00: Казань, 1015 лет."
    assert (toast.text, toast.alert) == (promise, False)


async def test_a_group_whose_topics_are_all_closed_is_not_lost(world: BotWorld, anna: Person) -> None:
    """The chosen topic and the general one are closed: the notice comes when one of them is open again."""
    world.expected_refusals.add("TOPIC_CLOSED")
    shown = await world.sandbox.order("group", title="Казань", owner=anna.id, forum=True)
    forum = int(shown["id"])
    await world.sandbox.order("membership", chat=forum, status="member")
    await world.settle()
    await follow(world, anna, "Казань", forum)
    await world.sandbox.order("topic_closed", person=anna.id, chat=forum, thread=1, closed=True)
    await world.move_to("2020-08-23 12:00")
    await world.sandbox.order("topic_closed", person=anna.id, chat=forum, thread=1, closed=False)
    assert A_WEEK_AHEAD in await heads(world, anna, "2020-08-23 23:00", forum)


async def test_who_goes_on_using_the_bot_has_not_blocked_it(world: BotWorld, anna: Person) -> None:
    """The update about unblocking was lost: the next command brings the notices that are still useful."""
    await follow(world, anna, "Казань")
    await world.sandbox.fault("blocked", chat=anna.id, times=1)
    await world.move_to("2020-08-24 12:00")
    assert world.query("SELECT state FROM chats WHERE chat_id = ?", anna.id) == [("blocked",)]
    await follow(world, anna, "Барнаул")
    assert await heads(world, anna, "2020-09-05 12:00") == [
        *(SIX_DAYS_AHEAD, EVE_OF_SEVERAL, ON_THE_DAY),
        *(BARNAUL, BARNAUL_TODAY),
    ]


async def test_a_press_alone_brings_a_chat_back(world: BotWorld, anna: Person) -> None:
    """A press of one of the bot's buttons proves that the chat can be reached."""
    menu = await ask(anna, "/subscribe")
    await follow(world, anna, "Казань")
    await world.sandbox.fault("blocked", chat=anna.id, times=1)
    await world.move_to("2020-08-24 12:00")
    await tap(anna, menu, "🎂 Юбилеи городов")
    assert SIX_DAYS_AHEAD in await heads(world, anna, "2020-08-24 12:02")


async def test_news_missed_while_away_comes_on_return(world: BotWorld, anna: Person) -> None:
    """The last issue of the bulletin is useful until the next one, and comes once."""
    await tap(anna, await ask(anna, "/start"), "Еженедельный бюллетень")
    await anna.block()
    await world.move_to("2020-08-30 12:00")
    await anna.unblock()
    await world.settle()
    issue = "📰 Бюллетень МАГ · 28 августа 2020"
    assert await heads(world, anna, "2020-08-30 12:02") == [issue]
    assert await heads(world, anna, "2020-08-31 08:00") == []


async def test_our_removal_is_no_sign_of_life(world: BotWorld, anna: Person) -> None:
    """The group's own word that the bot has left comes after the fact, and does not open it again."""
    group = await a_group(world, anna)
    await world.sandbox.order("membership", chat=group, status="kicked")
    await world.settle()
    user = {"id": anna.id, "is_bot": False, "first_name": "Анна"}
    bot = {"id": world.rehearsal.app.bot.id, "is_bot": True, "first_name": "МАГ"}
    chat = {"id": group, "type": "supergroup", "title": "Казань"}
    await world.feed(
        message={"message_id": 99, "date": 1, "chat": chat, "from": user, "left_chat_member": bot}
    )
    assert world.query("SELECT state FROM chats WHERE chat_id = ?", group) == [("gone",)]


# ---------------------------------------------------------------- late by the reader's own change


@pytest.mark.parametrize(
    ("at", "change", "due"),
    [
        ("2020-08-29 09:30", "hour:9", THE_EVE),
        ("2020-08-29 09:30", "hour:0", THE_EVE),
        ("2020-08-29 09:30", "zone:Asia/Yekaterinburg", THE_EVE),
        # it is the day itself there
        ("2020-08-29 09:30", "zone:Asia/Kamchatka", THE_EVE),
        # told at ten already, which is another day there
        ("2020-08-29 20:30", "zone:Asia/Kamchatka", None),
        ("2020-08-29 10:30", "hour:11", None),
    ],
)
async def test_a_change_past_the_hour_loses_nothing(
    world: BotWorld, anna: Person, at: str, change: str, due: str | None
) -> None:
    """After each change of settings on the eve, the reminder and the greeting of the day come once."""
    await follow(world, anna, "Казань")
    await world.move_to(at)
    menu = await ask(anna, "/settings")
    await anna.press_data(change, menu.id, forged=True)
    assert await heads(world, anna, "2020-08-31 12:00") == [*([] if due is None else [due]), ON_THE_DAY]


@pytest.mark.parametrize(
    ("way", "back"),
    [
        ("pause", "2020-08-29 12:00"),
        ("pause", "2020-08-30 08:00"),
        ("stop", "2020-08-29 12:00"),
        ("start", "2020-08-30 12:00"),
        ("frequency", "2020-08-29 12:00"),
        ("block", "2020-08-29 12:00"),
        ("block", "2020-08-30 12:00"),
        ("mute", "2020-08-29 12:00"),
    ],
)
async def test_who_is_back_is_told_what_is_useful_still(
    world: BotWorld, anna: Person, way: str, back: str
) -> None:
    """Silent over the hour of the eve in any way, and back on the eve or the day: told once each day."""
    world.expected_refusals.add("message is not modified")
    await follow(world, anna, "Казань")
    menu = await ask(anna, "/settings")
    away, again = {
        "pause": ("pause:open", "pause:none"),
        "stop": ("stop:1", "back"),
        "start": ("stop:1", ""),
        "frequency": ("freq:weekly", "freq:each"),
        "mute": ("mute|jubilee:kazan:2020|1", "unmute|jubilee:kazan:2020|0"),
        "block": ("", ""),
    }[way]
    await world.move_to("2020-08-29 09:00")
    if away:
        await anna.press_data(away, menu.id, forged=True)
    else:
        await anna.block()
    await world.settle()
    await world.move_to(back)
    if way == "block":
        await anna.unblock()
    elif way == "start":
        resumed = await tap(anna, await ask(anna, "/start"), "↩️ Вернуть всё")
        assert resumed.text.startswith("🔔 Напоминания снова включены.")
    else:
        await anna.press_data(again, menu.id, forged=True)
    await world.settle()
    due = [THE_EVE, ON_THE_DAY] if back.startswith("2020-08-29") else [ON_THE_DAY]
    assert await heads(world, anna, "2020-08-31 12:00") == due


# ---------------------------------------------------------------- what goes with it


async def test_ticking_while_stopped_says_that_nothing_will_come(world: BotWorld, anna: Person) -> None:
    """The choice is stored and applies once reminders are resumed."""
    menu = await ask(anna, "/subscribe")
    await tap(anna, await ask(anna, "/stop"), "⛔ Да, остановить")
    toast = await anna.press("🎂 Юбилеи городов", on=menu)
    assert toast.alert
    assert toast.text.startswith("Подписка включена. Но всё остановлено")
    added = await follow(world, anna, "Казань")
    assert "⛔ Всё остановлено: напоминания придут, когда вы включите их снова." in added.text
    assert "↩️ Вернуть всё" in added.labels
    card = await ask(anna, "Казань")
    assert "⛔ Всё остановлено: напоминания придут, когда вы включите их снова." in card.text
    assert await heads(world, anna, "2020-08-31 12:00") == []


@pytest.mark.parametrize(("account", "where"), [(777000, "own"), (1087968824, "inline"), (136817688, "own")])
async def test_a_service_account_makes_no_chat(world: BotWorld, account: int, where: str) -> None:
    """Service accounts are no people: their presses are answered, and nothing is stored."""
    world.expected_refusals.add("query is too old")
    before = world.contents("chats", "subscriptions", "dialogues")
    user = {"id": account, "is_bot": account != 777000, "first_name": "Telegram"}
    chat = {"id": account, "type": "private"}
    under = {} if where == "inline" else {"message": {"chat": chat, "message_id": 4242, "date": 0}}
    for data in ("topic:own:1", "hour:9", "fo:jubilees::1:st", "go:city", "addcity", "up:all:30:0:0:0"):
        press = {"id": "1", "from": user, "chat_instance": "1", "data": data, **under}
        await world.feed(callback_query=press)
    assert world.contents("chats", "subscriptions", "dialogues") == before
    assert world.query("SELECT state FROM inbox WHERE state <> 'done'") == []
