"""Open, edit, close and delete topics of forums. General can be hidden but not deleted."""

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
from bot.sandbox.methods.pins import pinnable_chat
from bot.sandbox.methods.registry import handles
from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.people import DEFAULT_COLOR, ForumTopic, Json, SandboxChat
from bot.sandbox.world.topics import GENERAL, clean_name, open_topic, topic_fields, topics_of
from bot.sandbox.world.world import World


@handles(CreateForumTopic)
def create_forum_topic(world: World, method: CreateForumTopic, _request: Request) -> Json:
    """Open a topic."""
    chat = _manageable_forum(world, method.chat_id, "create a topic")
    icon = method.icon_custom_emoji_id or None
    return open_topic(
        world, chat, world.bot, method.name, method.icon_color or DEFAULT_COLOR, icon
    ).as_forum_topic()


@handles(EditForumTopic)
def edit_forum_topic(world: World, method: EditForumTopic, _request: Request) -> bool:
    """Change a topic's name or icon."""
    chat, topic = _find_topic(world, method.chat_id, method.message_thread_id, "edit the topic")
    changes: Json = {}
    if method.name:
        changes["name"] = topic.name = clean_name(method.name)
    if method.icon_custom_emoji_id is not None:
        changes["icon_custom_emoji_id"] = topic.icon = method.icon_custom_emoji_id
    _post_topic_message(world, chat, topic, "forum_topic_edited", changes)
    return True


@handles(EditGeneralForumTopic)
def edit_general_forum_topic(world: World, method: EditGeneralForumTopic, _request: Request) -> bool:
    """Rename General."""
    chat, topic = _find_topic(world, method.chat_id, GENERAL, "edit the topic")
    topic.name = clean_name(method.name)
    _post_topic_message(world, chat, topic, "forum_topic_edited", {"name": topic.name})
    return True


@handles(CloseForumTopic)
def close_forum_topic(world: World, method: CloseForumTopic, _request: Request) -> bool:
    """Let only administrators write in a topic."""
    return _set_closed(world, method.chat_id, method.message_thread_id, closed=True)


@handles(ReopenForumTopic)
def reopen_forum_topic(world: World, method: ReopenForumTopic, _request: Request) -> bool:
    """Let all members write in a topic again."""
    return _set_closed(world, method.chat_id, method.message_thread_id, closed=False)


@handles(CloseGeneralForumTopic)
def close_general_forum_topic(world: World, method: CloseGeneralForumTopic, _request: Request) -> bool:
    """Let only administrators write in General."""
    return _set_closed(world, method.chat_id, GENERAL, closed=True)


@handles(ReopenGeneralForumTopic)
def reopen_general_forum_topic(world: World, method: ReopenGeneralForumTopic, _request: Request) -> bool:
    """Let all members write in General again, and show it if it was hidden."""
    done = _set_closed(world, method.chat_id, GENERAL, closed=False)
    topics_of(world, world.chat(method.chat_id))[GENERAL].hidden = False
    return done


def _set_closed(world: World, reference: int | str, number: int, *, closed: bool) -> bool:
    chat, topic = _find_topic(world, reference, number, "close or open the topic")
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    _post_topic_message(world, chat, topic, "forum_topic_closed" if closed else "forum_topic_reopened", {})
    return True


@handles(HideGeneralForumTopic)
def hide_general_forum_topic(world: World, method: HideGeneralForumTopic, _request: Request) -> bool:
    """Hide General, which also closes it."""
    return _set_hidden(world, method.chat_id, hidden=True)


@handles(UnhideGeneralForumTopic)
def unhide_general_forum_topic(world: World, method: UnhideGeneralForumTopic, _request: Request) -> bool:
    """Show General again."""
    return _set_hidden(world, method.chat_id, hidden=False)


def _set_hidden(world: World, reference: int | str, *, hidden: bool) -> bool:
    chat, topic = _find_topic(world, reference, GENERAL, "close or open the topic")
    if topic.hidden == hidden:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.hidden = hidden
    topic.closed = topic.closed or hidden
    _post_topic_message(world, chat, topic, f"general_forum_topic_{'hidden' if hidden else 'unhidden'}", {})
    return True


@handles(DeleteForumTopic)
def delete_forum_topic(world: World, method: DeleteForumTopic, _request: Request) -> bool:
    """Delete a topic with all its messages."""
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


@handles(UnpinAllForumTopicMessages)
def unpin_all_forum_topic_messages(
    world: World, method: UnpinAllForumTopicMessages, _request: Request
) -> bool:
    """Unpin all messages of a topic."""
    return _unpin_topic(world, method.chat_id, method.message_thread_id)


@handles(UnpinAllGeneralForumTopicMessages)
def unpin_all_general_forum_topic_messages(
    world: World, method: UnpinAllGeneralForumTopicMessages, _request: Request
) -> bool:
    """Unpin all messages of General."""
    return _unpin_topic(world, method.chat_id, GENERAL)


def _unpin_topic(world: World, reference: int | str, number: int) -> bool:
    chat = pinnable_chat(world, reference)
    _check_forum(chat)
    if number not in topics_of(world, chat):
        raise bad_request("TOPIC_ID_INVALID")
    wanted = None if number == GENERAL else number
    chat.pinned = [
        pinned for pinned in chat.pinned if chat.messages[pinned].body.get("message_thread_id") != wanted
    ]
    world.feed.publish()
    return True


@handles(GetForumTopicIconStickers)
def get_forum_topic_icon_stickers(
    _world: World, _method: GetForumTopicIconStickers, _request: Request
) -> list[Json]:
    """Return no stickers, because the sandbox has no custom emoji."""
    return []


def _manageable_forum(world: World, reference: int | str, what: str) -> SandboxChat:
    chat = world.open_chat(reference)
    _check_forum(chat)
    if not world.may(chat, "can_manage_topics"):
        raise bad_request(f"not enough rights to {what}")
    return chat


def _find_topic(world: World, reference: int | str, number: int, what: str) -> tuple[SandboxChat, ForumTopic]:
    chat = _manageable_forum(world, reference, what)
    topic = topics_of(world, chat).get(number)
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return chat, topic


def _check_forum(chat: SandboxChat) -> None:
    if chat.type != "supergroup":
        raise bad_request("the chat is not a forum")
    if not chat.is_forum:
        raise bad_request("the chat is not a supergroup forum")


def _post_topic_message(world: World, chat: SandboxChat, topic: ForumTopic, kind: str, content: Json) -> None:
    world.post(chat, {kind: content} | topic_fields(topic), world.bot)
