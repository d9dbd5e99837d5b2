"""Updates and answers show that a chat exists and whether it takes messages."""

from datetime import UTC, datetime, timedelta

import pytest
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, Chat, Message, Update, User

from bot.telegram_api.connectivity import Connectivity
from data.store.chat_values import ChatKind, ChatState
from data.store.store import Store
from handlers.reachability.reopening import MIN_REPORTED_GAP, mark_reachable, shows_life
from tests.cast import BOT
from tests.world.clocks import FrozenClock
from tests.world.conversation import NOW, ConversationWorld, Person

NO_RIGHTS = "not enough rights to send text messages to the chat"
ANNA = User(id=7, is_bot=False, first_name="Анна")
GROUP = Chat(id=-100500, type="supergroup", title="Город")


@pytest.fixture
def admin(world: ConversationWorld) -> Person:
    """Return the admin of a group whose bot notes Telegram's answers."""
    world.session.middleware(Connectivity())
    world.session.admins.add(ANNA.id)
    return Person(world, ANNA, GROUP)


async def test_confirmation_after_a_refused_answer_warns(
    world: ConversationWorld, admin: Person, store: Store
) -> None:
    """The refusal is known from an answer, before any notice was tried."""
    world.session.refusals[SendMessage] = [NO_RIGHTS]
    await admin.says("/upcoming")
    [toast] = (await admin.presses("topic:own:1")).toasts
    assert "писать сюда Telegram сейчас не даёт" in toast
    chat = await store.chats.get(GROUP.id)
    assert chat is not None
    assert (chat.state, chat.refused_since) == (ChatState.ACTIVE, NOW)


async def test_an_edit_proves_no_right_to_write(
    world: ConversationWorld, admin: Person, store: Store
) -> None:
    """A message can be edited where no new one may be sent."""
    world.session.refusals[SendMessage] = [NO_RIGHTS]
    await admin.says("/upcoming")
    assert (await admin.presses("set:main")).edits
    chat = await store.chats.get(GROUP.id)
    assert chat is not None
    assert chat.refused_since is not None


async def test_an_answer_that_arrives_ends_a_refusal(
    world: ConversationWorld, admin: Person, store: Store
) -> None:
    """The first accepted message ends the refusal."""
    world.session.refusals[SendMessage] = [NO_RIGHTS]
    await admin.says("/upcoming")
    await admin.says("/upcoming")
    chat = await store.chats.get(GROUP.id)
    assert chat is not None
    assert chat.refused_since is None


@pytest.mark.parametrize(
    ("gap", "state", "words"),
    [
        (MIN_REPORTED_GAP, ChatState.ACTIVE, 1),
        (MIN_REPORTED_GAP - timedelta(seconds=1), ChatState.ACTIVE, 0),
        # who wants nothing is not told that nothing came
        (MIN_REPORTED_GAP, ChatState.STOPPED, 0),
        # a channel is read by others than its admins
        (MIN_REPORTED_GAP, ChatKind.CHANNEL, 0),
    ],
)
async def test_long_gap_is_told_once(
    world: ConversationWorld,
    admin: Person,
    store: Store,
    gap: timedelta,
    state: ChatState | ChatKind,
    words: int,
) -> None:
    """The chat is told once of a long gap, and not of a short one."""
    await admin.says("/upcoming")
    if isinstance(state, ChatKind):
        await store.chats.set_kind(GROUP.id, state, NOW)
    else:
        await store.chats.set_state(GROUP.id, state, NOW)
    await store.chats.refuse(GROUP.id, NO_RIGHTS, NOW)
    chat = await store.chats.get(GROUP.id)
    assert chat is not None
    for _ in range(2):
        await mark_reachable(store, chat, NOW + gap)
    claimed = await store.outbox.claim(NOW + gap, NOW + gap + timedelta(minutes=10), 10)
    assert [one.chat_id for one in claimed] == [GROUP.id] * words
    assert world.session.calls


def update(**content: object) -> Update:
    """Return an update of the group."""
    if "data" in content:
        press = CallbackQuery(id="1", from_user=ANNA, chat_instance="1", data="x")
        return Update(update_id=1, callback_query=press)
    message = Message(
        message_id=1, date=datetime(2020, 3, 1, tzinfo=UTC), chat=GROUP, from_user=ANNA
    ).model_copy(update=content)
    return Update(update_id=1, message=message)


@pytest.mark.parametrize(
    ("content", "alive"),
    [
        ({"text": "/upcoming"}, True),
        ({"data": "x"}, True),
        ({"new_chat_title": "Город"}, True),
        ({"left_chat_member": ANNA}, True),
        ({"left_chat_member": BOT}, False),
        ({"migrate_to_chat_id": -1}, False),
    ],
)
def test_message_shows_life_unless_it_is_the_end(content: dict[str, object], alive: bool) -> None:
    """Every message does, except our removal and the end of the chat."""
    assert shows_life(update(**content), BOT.id) is alive


@pytest.mark.parametrize("closed", [ChatState.BLOCKED, ChatState.GONE])
@pytest.mark.parametrize("how", ["command", "press", "lost press"])
async def test_a_sign_of_life_opens_a_closed_chat(
    world: ConversationWorld, store: Store, clock: FrozenClock, closed: ChatState, how: str
) -> None:
    """A press does so even if Telegram does not name its message."""
    anna = world.person()
    await anna.says("/start")
    await store.chats.set_state(7, closed, clock.at)
    if how == "command":
        await anna.says("/upcoming")
    else:
        await anna.presses("up:all:30:0:0:0", message="usual" if how == "press" else "none")
    chat = await store.chats.get(7)
    assert chat is not None
    assert chat.state is ChatState.ACTIVE
