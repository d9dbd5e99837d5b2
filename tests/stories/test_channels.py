"""A channel of a city or of the Assembly: set up in the private chat, read by many, kept by its admins."""

from typing import Any

import pytest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.sandbox.client.client import Person, ReceivedMessage
from bot.sandbox.world.cast import CHANNEL_ID, GROUP_ID
from handlers.callbacks.channels import ChannelPress
from handlers.views.channels import CHANNEL_REQUEST
from tests.world.running_bot import BotWorld, ask, tap, told

SETTINGS = ("chats", "subscriptions", "lead_times", "mutes")
NOT_YOURS = "Настраивать канал могут только те, кому он принадлежит или кому дано право публиковать в нём."
AWAY = "Бота в этом канале нет: выберите канал ещё раз, /channel."
POWERLESS = "У бота нет права публиковать в этом канале: дайте его в списке администраторов канала."
UNKNOWN = "Этот канал не подключён: выберите его командой /channel."
EMPTY = "Пока ничего не включено: в канал ничего не публикуем."


@pytest.fixture
def start() -> str:
    """Return nine days before the day of Kazan, so that the reminder a week ahead is still to come."""
    return "2020-08-22 12:00"


@pytest.fixture
def bulletin_at() -> str:
    """Return Monday at nine, as where nothing else is set."""
    return "mon 9"


@pytest.fixture
async def admin(world: BotWorld) -> Person:
    """Return the owner of the channel."""
    return await world.person("Анна")


@pytest.fixture
async def channel(world: BotWorld, admin: Person) -> int:
    """Return a channel that the bot is not in."""
    return await world.sandbox.group("Новости Казани", admin, kind="channel", bot=None)


async def set_up(admin: Person, channel: int) -> ReceivedMessage:
    """Choose the channel from Telegram's list. Return its card."""
    await ask(admin, "/channel")
    await admin.unread()
    await admin.share_chat(CHANNEL_REQUEST, channel)
    assert (await admin.reply()).text.startswith("✅ Выбран канал «Новости ")
    return await admin.reply()


async def member(
    world: BotWorld, channel: int, status: str, person: Person | None = None, *rights: str
) -> None:
    """Change the membership of a person, or of the bot."""
    who = {} if person is None else {"person": person.id}
    # what each administrator of a channel may
    named = [*rights, "can_manage_chat"] if status == "administrator" else []
    await world.sandbox.order("membership", chat=channel, status=status, rights=named, **who)
    await world.settle()


async def posts(world: BotWorld, channel: int) -> list[ReceivedMessage]:
    """Return what stands in the channel."""
    found = await world.sandbox.order("messages", chat=channel)
    return [ReceivedMessage.of(one) for one in found]


async def test_channel_is_set_up_from_the_private_chat(world: BotWorld, admin: Person, channel: int) -> None:
    """Telegram adds the bot with the right to post. A new channel gets nothing until something is chosen."""
    card = await set_up(admin, channel)
    assert card.text.startswith("📣 Канал «Новости Казани»\n\n" + EMPTY)
    bot = world.rehearsal.server.world.chats[channel].member(world.rehearsal.server.world.bot.id)
    assert (bot.status, "can_post_messages" in bot.rights) == ("administrator", True)
    await tap(admin, card, "➕ Город")
    await admin.reply()
    added = await ask(admin, "козань")
    assert added.text == (
        "✅ Казань: в канале выйдут напоминания о Дне города, юбилее и мероприятиях, которые там проходят."
        "\n\n"
        "Первое напоминание — 23 августа в 10:00: Казань, 1015 лет."
    )
    assert await posts(world, channel) == []
    await told(admin)
    await world.move_to("2020-08-29 12:00")
    week, day = await posts(world, channel)
    assert week.text.startswith("🎂 Через неделю Казани исполнится 1015 лет")
    assert day.text.startswith("🎂 Завтра Казани исполнится 1015 лет")
    assert [(one["text"], one["url"]) for one in week.buttons] == [
        ("📋 Подробнее", "https://t.me/mag_sandbox_bot?start=ckazan_channel")
    ]
    assert await told(admin) == []


async def test_every_setting_of_the_card_is_stored_for_the_channel(
    world: BotWorld, admin: Person, channel: int
) -> None:
    """Topics, greetings, hour, zone, language and a pause change the channel, and nothing of the admin's."""
    card = await set_up(admin, channel)
    before = world.query("SELECT * FROM chats WHERE chat_id = ?", admin.id)
    toast = await admin.press("Дни городов", on=card)
    assert toast.text.startswith("Включено. Первое напоминание — ")
    card = await tap(admin, card, "Мероприятия МАГ", "Выход нового плана", "Поздравл")
    assert EMPTY not in card.text
    assert {label for label in card.labels if label.startswith("✅")} == {
        "✅ 🏛 Мероприятия МАГ",
        "✅ 🏙 Дни городов",
    }
    hours = await tap(admin, card, "🕙 Час")
    assert "По часам канала 12:0" in hours.text
    card = await tap(admin, hours, "18:00", "← Назад", "🌍 Часовой пояс", "Омск", "← Назад")
    assert "Публикуем в 18:00. Часовой пояс: Омск" in card.text
    card = await tap(admin, card, "🌐 Язык / Language", "English", "← Назад")
    assert "Язык записей: английский" in card.text
    card = await tap(admin, card, "⏸ Пауза", "На неделю")
    assert "⏸ Пауза по 29 августа включительно" in card.text
    card = await tap(admin, card, "▶️ Снять паузу", "🏛 Мероприятия МАГ")
    assert world.query("SELECT * FROM chats WHERE chat_id = ?", admin.id) == before
    found = world.query("SELECT hour, zone, language, greets FROM chats WHERE chat_id = ?", channel)
    assert found == [(18, "Asia/Omsk", "en", 0)]
    assert world.query("SELECT chat_id, topic FROM subscriptions") == [(channel, "city_days")]


async def test_lead_times_are_the_channels_own(world: BotWorld, admin: Person, channel: int) -> None:
    """Presets, single days and hours before an event are stored for the channel alone."""
    card = await set_up(admin, channel)
    topics = await tap(admin, card, "🗓 Когда напоминать")
    leads = await tap(admin, topics, "Мероприятия МАГ", "За час", "Свой выбор…", "За 14 дней", "← Назад")
    leads = await tap(admin, leads, "← Назад", "Дни городов", "В тот же день", "← Назад")
    assert "Дни городов: в тот же день" in leads.text
    assert "Мероприятия МАГ: за 14 дней, за 7 дней и за день, а также за час до начала" in leads.text
    assert world.query("SELECT DISTINCT chat_id FROM lead_times") == [(channel,)]
    card = await tap(admin, leads, "← Назад")
    assert card.text.startswith("📣 Канал «Новости Казани»")


async def test_zone_is_named_by_a_city_or_by_a_difference(
    world: BotWorld, admin: Person, channel: int
) -> None:
    """What is not understood leaves the question open, and a name of two cities is asked about."""
    card = await set_up(admin, channel)
    zones = await tap(admin, card, "🌍 Часовой пояс")
    await tap(admin, zones, "🏙 Назвать город")
    await admin.reply()
    assert "Не получилось понять «Абвгд»" in (await ask(admin, "Абвгд")).text
    which = await ask(admin, "Новгород")
    chosen = await tap(admin, which, which.labels[0])
    assert chosen.text.startswith("🌍 Часовой пояс канала\nВыбран: Москва")
    await tap(admin, chosen, "🏙 Назвать город")
    await admin.reply()
    named = await ask(admin, "МСК+3")
    assert "UTC+6. По нему сейчас 15:" in named.text
    assert world.query("SELECT zone FROM chats WHERE chat_id = ?", channel) != [("Europe/Moscow",)]
    assert world.query("SELECT zone FROM chats WHERE chat_id = ?", admin.id) == [("Europe/Moscow",)]


async def test_cities_are_named_listed_and_removed(world: BotWorld, admin: Person, channel: int) -> None:
    """A name of several cities is asked about. An edit replaces the city, and a removal is undone."""
    card = await set_up(admin, channel)
    await tap(admin, card, "➕ Город")
    await admin.reply()
    assert "«Атлантида»" in (await ask(admin, "Атлантида")).text
    which = await ask(admin, "Новгород")
    await admin.press("Нижний Новгород", on=which)
    await tap(admin, await admin.reply(), "➕ Город")
    await admin.reply()
    said = await admin.say("Минск")
    assert (await admin.reply()).text.startswith("✅ Минск: в канале выйдут")
    await admin.revise(said, "Самара")
    await admin.sees("✅ Самара: в канале выйдут")
    listed = await tap(admin, await _card_again(admin), "🏙 Города: 2")
    assert listed.labels[:2] == ["✅ Нижний Новгород", "✅ Самара"]
    gone = await tap(admin, listed, "✅ Самара", "✅ Нижний Новгород")
    assert gone.text.startswith("🏙 Города канала\nПока ни одного.")
    assert world.query("SELECT * FROM subscriptions") == []
    back = await tap(admin, gone, "↩️ Вернуть: Нижний Новгород", "← Назад")
    assert "🏙 Города: 1" in back.labels


async def test_pause_holds_posts_back(world: BotWorld, admin: Person, channel: int) -> None:
    """What passes meanwhile does not come later. What is useful still on the last day of the pause does."""
    card = await set_up(admin, channel)
    await tap(admin, card, "➕ Город")
    await admin.reply()
    await ask(admin, "Казань")
    await tap(admin, card, "⏸ Пауза", "До отмены")
    await world.move_to("2020-08-29 12:00")
    assert await posts(world, channel) == []
    await tap(admin, card, "▶️ Снять паузу")
    await world.move_to("2020-08-30 12:00")
    this_day, next_day = await posts(world, channel)
    assert this_day.text.startswith("🎂 Завтра Казани исполнится 1015 лет")
    assert next_day.text.startswith("🎉 Сегодня Казани 1015 лет!")


async def _card_again(admin: Person) -> ReceivedMessage:
    """Return the card by the list of channels that are connected."""
    await ask(admin, "/channel")
    listed = await admin.reply()
    assert listed.text == "Уже подключены:"
    return await tap(admin, listed, listed.labels[0])


async def test_bulletin_comes_in_the_channels_language_and_is_corrected_in_place(
    world: BotWorld, owner: Person
) -> None:
    """The issue has no button that acts, before the correction and after it."""
    card = await set_up(owner, CHANNEL_ID)
    await tap(owner, card, "📰 Еженедельный бюллетень", "🌐 Язык / Language", "English")
    await world.move_to("2020-08-24 09:01")
    [issue] = await posts(world, CHANNEL_ID)
    assert issue.text.startswith("📰 The Assembly’s bulletin") or "bulletin" in issue.text.lower()
    links = [("🤖 Open the bot", "https://t.me/mag_sandbox_bot?start=from-channel")]
    assert [(one["text"], one["url"]) for one in issue.buttons] == links
    archive = await ask(owner, "/bulletin")
    await owner.press("✏️ Исправить отправленное", on=archive)
    tools = await tap(owner, await owner.sees("изменится на месте"), "🛠 Оформление и время")
    await owner.press("✏️ Добавить текст", on=tools)
    await owner.unread()
    draft = await ask(owner, "Сбор в 16:00")
    await tap(owner, draft, "🚀 Отправить сейчас", "Да, исправить")
    await world.move_to("2020-08-24 09:30")
    [corrected] = await posts(world, CHANNEL_ID)
    assert (corrected.id, corrected.edits) == (issue.id, issue.edits + 1)
    assert "Сбор в 16:00" in corrected.text
    assert [(one["text"], one["url"]) for one in corrected.buttons] == links


async def test_change_of_a_date_is_told_in_the_channel(world: BotWorld, owner: Person) -> None:
    """What followers of a city are told, the channel that has the city publishes."""
    card = await set_up(owner, CHANNEL_ID)
    await tap(owner, card, "➕ Город")
    await owner.reply()
    await ask(owner, "Казань")
    await told(owner)
    asked = await ask(owner, "/cityday Казань 31.08.2020")
    await tap(owner, asked, asked.labels[0])
    await world.move_to("2020-08-23 12:00")
    texts = [one.text for one in await posts(world, CHANNEL_ID)]
    assert any("31 августа" in text for text in texts), texts
    shown = [one for post in await posts(world, CHANNEL_ID) for one in post.buttons]
    assert all("url" in one for one in shown)


async def test_only_those_who_may_post_set_a_channel_up(world: BotWorld, admin: Person, channel: int) -> None:
    """Each press asks Telegram: an admin who was dismissed and a stranger with forged data are refused."""
    editor, stranger = await world.person("Пётр"), await world.person("Вера")
    await member(world, channel, "administrator", editor, "can_post_messages", "can_promote_members")
    card = await set_up(editor, channel)
    question = await ask(stranger, "/start")
    await tap(editor, card, "➕ Город")
    await member(world, channel, "administrator", editor, "can_edit_messages")
    before = world.contents(*SETTINGS)
    data = [one["callback_data"] for one in card.buttons]
    data += [ChannelPress.on(channel, one).pack() for one in ("hour:7", "lang:en", "pause:open", "drop:1")]
    for one in data:
        for person, message in ((editor, card), (stranger, question)):
            toast = await person.press_data(one, message.id, forged=True)
            assert (toast.text, toast.alert) == (NOT_YOURS, True), one
    assert (await ask(editor, "Казань")).text == NOT_YOURS
    # the question is withdrawn, so the next text is a question of its own
    assert "Казань" in (await ask(editor, "Казань")).text
    assert world.contents(*SETTINGS) == before


async def test_forged_data_is_refused(world: BotWorld, admin: Person, channel: int) -> None:
    """A group, a private chat, an unknown channel and buttons that no channel has: one sentence each."""
    card = await set_up(admin, channel)
    before = world.contents(*SETTINGS)
    stale = "Эта кнопка устарела. Отправьте /start, и всё откроется заново."
    forged = {
        ChannelPress.on(GROUP_ID, "hour:7").pack(): UNKNOWN,
        ChannelPress.on(-1_001_999_999_999, "hour:7").pack(): UNKNOWN,
        ChannelPress.on(channel, "leads:bulletin").pack(): stale,
        ChannelPress.on(channel, "lead:own:2:1").pack(): stale,
        ChannelPress.on(channel, "hlead:jubilees:3:1").pack(): stale,
        ChannelPress.on(channel, "set:freq").pack(): stale,
        ChannelPress.on(channel, "freq:weekly").pack(): stale,
        ChannelPress.on(channel, "hour:24").pack(): stale,
        ChannelPress.on(channel, "zone:Mars/Olympus").pack(): stale,
        ChannelPress.on(channel, "listed:event:12:1:0").pack(): stale,
        ChannelPress.on(channel, "topic:city:1").pack(): "Этого больше нет ни в плане, ни в справочнике.",
        ChannelPress.on(channel, "pickcity:atlantis").pack(): (
            "Этого больше нет ни в плане, ни в справочнике."
        ),
        "ch|zzzzzzzzzzzz|hour:7": UNKNOWN,
        "ch|-1|hour:7": stale,
        "ch||": stale,
    }
    for data, sentence in forged.items():
        toast = await admin.press_data(data, card.id, forged=True)
        assert (toast.text, toast.alert) == (sentence, True), data
    assert world.contents(*SETTINGS) == before


@pytest.mark.parametrize(
    ("bot", "person", "sentence"),
    [
        (("left", ()), ("creator", ()), AWAY),
        (("kicked", ()), ("creator", ()), AWAY),
        (("member", ()), ("creator", ()), POWERLESS),
        (("administrator", ("can_edit_messages",)), ("creator", ()), POWERLESS),
        (("administrator", ("can_post_messages",)), ("administrator", ("can_edit_messages",)), NOT_YOURS),
        (("administrator", ("can_post_messages",)), ("member", ()), NOT_YOURS),
        (("administrator", ("can_post_messages",)), ("left", ()), NOT_YOURS),
    ],
    ids=["bot left", "bot kicked", "bot reads", "bot edits", "person edits", "person reads", "person left"],
)
async def test_chosen_channel_that_lacks_something_is_refused_in_a_sentence(
    world: BotWorld,
    admin: Person,
    channel: int,
    bot: tuple[str, tuple[str, ...]],
    person: tuple[str, tuple[str, ...]],
    sentence: str,
) -> None:
    """The keyboard goes away, and the card is not shown. Telegram was asked after the choice."""
    world.expected_refusals |= {"bot was kicked", "bot is not a member", "member list is inaccessible"}
    vera = await world.person("Вера") if person[0] != "creator" else admin
    await ask(vera, "/channel")
    if vera is not admin:
        await member(world, channel, person[0], vera, *person[1])
    await member(world, channel, bot[0], None, *bot[1])
    shared = {"request_id": CHANNEL_REQUEST, "chat_id": channel}
    user = {"id": vera.id, "is_bot": False, "first_name": "N"}
    where = {"message_id": 900, "date": 1, "chat": {"id": vera.id, "type": "private"}, "from": user}
    await world.feed(message={**where, "chat_shared": shared})
    [refusal] = await vera.unread()
    assert refusal.text == sentence
    assert world.rehearsal.server.world.chats[vera.id].reply_keyboard is None
    assert world.query("SELECT * FROM subscriptions") == []


async def test_bot_that_lost_its_right_tells_the_admin_and_not_the_channel(
    world: BotWorld, admin: Person, channel: int
) -> None:
    """Nothing appears meanwhile. The card says so, and with the right back the posts go on."""
    world.expected_refusals.add("need administrator rights in the channel chat")
    card = await set_up(admin, channel)
    await tap(admin, card, "Дни городов")
    await member(world, channel, "administrator", None, "can_edit_messages")
    await world.move_to("2020-08-23 12:00")
    assert await posts(world, channel) == []
    card = await tap(admin, card, "🕙 Час", "← Назад")
    assert "⚠️ С 12:0" in card.text
    assert "Telegram не принимает наши записи в этот канал." in card.text
    await member(world, channel, "administrator", None, "can_post_messages")
    await world.move_to("2020-08-24 12:00")
    assert await posts(world, channel) != []
    assert await told(admin) == []


async def test_bot_that_was_removed_comes_back_with_its_settings(
    world: BotWorld, admin: Person, channel: int
) -> None:
    """Buttons say that it is gone. Chosen again, the channel gets what it has missed and is useful still."""
    world.expected_refusals |= {"bot was kicked", "bot is not a member"}
    card = await set_up(admin, channel)
    await tap(admin, card, "➕ Город")
    await admin.reply()
    await ask(admin, "Казань")
    await member(world, channel, "left")
    toast = await admin.press("Час", on=card)
    assert (toast.text, toast.alert) == (AWAY, True)
    before = await world.last_call()
    await world.move_to("2020-08-24 12:00")
    assert await world.sent(channel, before) == []
    assert "🏙 Города: 1" in (await set_up(admin, channel)).labels
    await world.move_to("2020-08-24 12:10")
    [missed] = await posts(world, channel)
    assert missed.text.startswith("🎂 Через 6 дней Казани исполнится 1015 лет")


async def test_channel_is_removed_after_a_confirmation(world: BotWorld, admin: Person, channel: int) -> None:
    """Its rows are deleted and the bot leaves. Buttons of the former card change nothing."""
    card = await set_up(admin, channel)
    await tap(admin, card, "Юбилеи городов")
    asked = await tap(admin, card, "✖️ Убрать канал")
    assert asked.text.startswith("✖️ Убрать канал «Новости Казани»?")
    kept = await tap(admin, asked, "← Оставить")
    done = await tap(admin, await tap(admin, kept, "✖️ Убрать канал"), "✖️ Да, убрать")
    assert done.text.startswith("✅ Канал «Новости Казани» убран")
    await world.settle()
    assert world.query("SELECT * FROM chats WHERE chat_id = ?", channel) == []
    assert world.query("SELECT * FROM subscriptions") == []
    assert (
        world.rehearsal.server.world.chats[channel].member(world.rehearsal.server.world.bot.id).status
        == "left"
    )
    late = await admin.press_data(card.buttons[0]["callback_data"], card.id, forged=True)
    assert (late.text, late.alert) == (UNKNOWN, True)
    assert (await set_up(admin, channel)).text.count(EMPTY) == 1


async def test_other_admins_find_the_channel_and_readers_do_not(
    world: BotWorld, admin: Person, channel: int
) -> None:
    """What its admin deletes in private or stops there does not touch the channel."""
    editor, reader = await world.person("Пётр"), await world.person("Вера")
    await member(world, channel, "administrator", editor, "can_post_messages")
    await member(world, channel, "member", reader)
    await tap(admin, await set_up(admin, channel), "Юбилеи городов")
    await ask(reader, "/channel")
    await world.settle()
    assert await told(reader) == []
    assert "✅ 🎂 Юбилеи городов" in (await _card_again(editor)).labels
    await tap(admin, await ask(admin, "/stop"), "Да, остановить")
    await tap(admin, await ask(admin, "/privacy"), "🗑 Удалить всё", "🗑 Да, удалить всё")
    await world.settle()
    assert world.query("SELECT state FROM chats WHERE chat_id = ?", channel) == [("active",)]
    assert world.query("SELECT chat_id, topic FROM subscriptions") == [(channel, "jubilees")]


async def test_choice_is_cancelled_and_refused_in_a_group(world: BotWorld, admin: Person) -> None:
    """/cancel takes the keyboard away. In a group the command says where it belongs."""
    offered = await ask(admin, "/channel")
    assert offered.text.startswith("📣 Записи в вашем канале")
    chats = world.rehearsal.server.world.chats
    [[key]] = (chats[admin.id].reply_keyboard or {})["keyboard"]
    assert key["request_chat"]["bot_administrator_rights"]["can_post_messages"] is True
    assert (await ask(admin, "/cancel")).text == "Хорошо, отменено."
    assert chats[admin.id].reply_keyboard is None
    elsewhere = await ask(admin, "/channel", chat=GROUP_ID)
    assert elsewhere.text == "Канал настраивают в личном чате с ботом: отправьте /channel там."


async def test_press_in_a_channel_changes_nothing(world: BotWorld, admin: Person, channel: int) -> None:
    """A press on an older post changes nothing, also by an admin. An unknown channel stays unknown."""
    reader = await world.person("Вера")
    await member(world, channel, "administrator", None, "can_post_messages")
    await member(world, channel, "member", reader)
    data = ("topic:own:1", "hour:7", "stop:1", "go:start", "ct:kazan:0", "subs:topics:0:1")
    keys = [[InlineKeyboardButton(text=one, callback_data=one)] for one in data]
    sent = await world.rehearsal.app.bot.send_message(
        channel, "Старая запись", reply_markup=InlineKeyboardMarkup(inline_keyboard=keys)
    )
    before: Any = world.contents(*SETTINGS)
    for person in (reader, admin):
        for one in data:
            toast = await person.press_data(one, sent.message_id, chat=channel)
            assert toast.text == "В канале эта кнопка не действует: откройте бота в личном чате."
    assert world.contents(*SETTINGS) == before
    assert [one.text for one in await posts(world, channel)] == ["Старая запись"]
