"""Topics of forums: opened, renamed, closed, deleted; the General one that cannot be deleted, only hidden."""

from aiogram.methods import (
    CloseForumTopic,
    CloseGeneralForumTopic,
    CreateForumTopic,
    DeleteForumTopic,
    EditForumTopic,
    EditGeneralForumTopic,
    GetForumTopicIconStickers,
    HideGeneralForumTopic,
    ReopenForumTopic,
    ReopenGeneralForumTopic,
    UnhideGeneralForumTopic,
    UnpinAllForumTopicMessages,
    UnpinAllGeneralForumTopicMessages,
)

from bot.sandbox.methods.deleting import remove
from bot.sandbox.methods.pins import pinnable
from bot.sandbox.methods.registry import answers
from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.people import DEFAULT_COLOR, ForumTopic, Json, SandboxChat
from bot.sandbox.world.topics import GENERAL, clean_name, mark, open_topic, topics_of
from bot.sandbox.world.world import World


@answers(CreateForumTopic)
def create_forum_topic(world: World, method: CreateForumTopic, _request: Request) -> Json:
    """Open a topic."""
    chat = _managed(world, method.chat_id, "create a topic")
    icon = method.icon_custom_emoji_id or None
    return open_topic(world, chat, world.bot, method.name, method.icon_color or DEFAULT_COLOR, icon).shown()


@answers(EditForumTopic)
def edit_forum_topic(world: World, method: EditForumTopic, _request: Request) -> bool:
    """Give a topic another name or icon."""
    chat, topic = _topic(world, method.chat_id, method.message_thread_id, "edit the topic")
    changes: Json = {}
    if method.name:
        changes["name"] = topic.name = clean_name(method.name)
    if method.icon_custom_emoji_id is not None:
        changes["icon_custom_emoji_id"] = topic.icon = method.icon_custom_emoji_id
    _tell(world, chat, topic, "forum_topic_edited", changes)
    return True


@answers(EditGeneralForumTopic)
def edit_general_forum_topic(world: World, method: EditGeneralForumTopic, _request: Request) -> bool:
    """Give General another name."""
    chat, topic = _topic(world, method.chat_id, GENERAL, "edit the topic")
    topic.name = clean_name(method.name)
    _tell(world, chat, topic, "forum_topic_edited", {"name": topic.name})
    return True


@answers(CloseForumTopic)
def close_forum_topic(world: World, method: CloseForumTopic, _request: Request) -> bool:
    """Let only administrators write there."""
    return _close(world, method.chat_id, method.message_thread_id, closed=True)


@answers(ReopenForumTopic)
def reopen_forum_topic(world: World, method: ReopenForumTopic, _request: Request) -> bool:
    """Let everybody write there again."""
    return _close(world, method.chat_id, method.message_thread_id, closed=False)


@answers(CloseGeneralForumTopic)
def close_general_forum_topic(world: World, method: CloseGeneralForumTopic, _request: Request) -> bool:
    """Let only administrators write in General."""
    return _close(world, method.chat_id, GENERAL, closed=True)


@answers(ReopenGeneralForumTopic)
def reopen_general_forum_topic(world: World, method: ReopenGeneralForumTopic, _request: Request) -> bool:
    """Let everybody write in General again; a hidden one is shown again."""
    done = _close(world, method.chat_id, GENERAL, closed=False)
    topics_of(world, world.chat(method.chat_id))[GENERAL].hidden = False
    return done


def _close(world: World, reference: int | str, number: int, *, closed: bool) -> bool:
    chat, topic = _topic(world, reference, number, "close or open the topic")
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    _tell(world, chat, topic, "forum_topic_closed" if closed else "forum_topic_reopened", {})
    return True


@answers(HideGeneralForumTopic)
def hide_general_forum_topic(world: World, method: HideGeneralForumTopic, _request: Request) -> bool:
    """Take General out of sight; it is closed with it."""
    return _hide(world, method.chat_id, hidden=True)


@answers(UnhideGeneralForumTopic)
def unhide_general_forum_topic(world: World, method: UnhideGeneralForumTopic, _request: Request) -> bool:
    """Show General again."""
    return _hide(world, method.chat_id, hidden=False)


def _hide(world: World, reference: int | str, *, hidden: bool) -> bool:
    chat, topic = _topic(world, reference, GENERAL, "close or open the topic")
    if topic.hidden == hidden:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.hidden = hidden
    topic.closed = topic.closed or hidden
    _tell(world, chat, topic, f"general_forum_topic_{'hidden' if hidden else 'unhidden'}", {})
    return True


@answers(DeleteForumTopic)
def delete_forum_topic(world: World, method: DeleteForumTopic, _request: Request) -> bool:
    """Delete a topic with all that was written there."""
    chat = world.open_chat(method.chat_id)
    _check_forum(chat)
    if not world.may(chat, "can_delete_messages"):
        raise bad_request("not enough rights to delete the topic")
    topic = topics_of(world, chat).get(method.message_thread_id)
    if topic is None or topic.number == GENERAL:
        raise bad_request("TOPIC_ID_INVALID")
    for number in [
        number
        for number, posted in chat.messages.items()
        if posted.body.get("message_thread_id") == topic.number
    ]:
        remove(world, chat, number)
    del topics_of(world, chat)[topic.number]
    return True


@answers(UnpinAllForumTopicMessages)
def unpin_all_forum_topic_messages(
    world: World, method: UnpinAllForumTopicMessages, _request: Request
) -> bool:
    """Take all pinned messages of a topic down."""
    return _unpin(world, method.chat_id, method.message_thread_id)


@answers(UnpinAllGeneralForumTopicMessages)
def unpin_all_general_forum_topic_messages(
    world: World, method: UnpinAllGeneralForumTopicMessages, _request: Request
) -> bool:
    """Take all pinned messages of General down."""
    return _unpin(world, method.chat_id, GENERAL)


def _unpin(world: World, reference: int | str, number: int) -> bool:
    chat = pinnable(world, reference)
    _check_forum(chat)
    if number not in topics_of(world, chat):
        raise bad_request("TOPIC_ID_INVALID")
    wanted = None if number == GENERAL else number
    chat.pinned = [
        pinned for pinned in chat.pinned if chat.messages[pinned].body.get("message_thread_id") != wanted
    ]
    world.feed.publish()
    return True


@answers(GetForumTopicIconStickers)
def get_forum_topic_icon_stickers(
    _world: World, _method: GetForumTopicIconStickers, _request: Request
) -> list[Json]:
    """None: there are no custom emoji here."""
    return []


def _managed(world: World, reference: int | str, what: str) -> SandboxChat:
    chat = world.open_chat(reference)
    _check_forum(chat)
    if not world.may(chat, "can_manage_topics"):
        raise bad_request(f"not enough rights to {what}")
    return chat


def _topic(world: World, reference: int | str, number: int, what: str) -> tuple[SandboxChat, ForumTopic]:
    chat = _managed(world, reference, what)
    topic = topics_of(world, chat).get(number)
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return chat, topic


def _check_forum(chat: SandboxChat) -> None:
    if chat.type != "supergroup":
        raise bad_request("the chat is not a forum")
    if not chat.is_forum:
        raise bad_request("the chat is not a supergroup forum")


def _tell(world: World, chat: SandboxChat, topic: ForumTopic, kind: str, content: Json) -> None:
    world.post(chat, {kind: content} | mark(topic), world.bot)
