"""Open topics of a forum and find the topic a message belongs to."""

from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.world.people import DEFAULT_COLOR, Account, ForumTopic, Json, SandboxChat
from bot.sandbox.world.world import World

GENERAL = 1  # every forum has it; messages without a thread belong to it
MAX_NAME = 128
COLORS = frozenset({DEFAULT_COLOR, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F})


def topics_of(world: World, chat: SandboxChat) -> dict[int, ForumTopic]:
    """Return the topics of a chat by number. Every forum has General."""
    found = world.topics.setdefault(chat.id, {}) if chat.is_forum else {}
    if chat.is_forum and GENERAL not in found:
        found[GENERAL] = ForumTopic(GENERAL, "General", author=0)
    return found


def open_topic(
    world: World, chat: SandboxChat, author: Account, name: str, color: int, icon: str | None
) -> ForumTopic:
    """Add a topic and post its service message.

    :raises ApiRefusal: 400 for an empty name or an unknown colour
    """
    name = clean_name(name)
    if color not in COLORS:
        raise bad_request("invalid icon color specified")
    posted = world.post(chat, {"forum_topic_created": {"name": name, "icon_color": color}}, author)
    topic = ForumTopic(posted.body["message_id"], name, author.id, color, icon)
    posted.body |= {"message_thread_id": topic.number, "is_topic_message": True}
    if icon:
        posted.body["forum_topic_created"]["icon_custom_emoji_id"] = icon
    topics_of(world, chat)[topic.number] = topic
    return topic


def clean_name(name: str) -> str:
    """Return the name as it is stored: trimmed and cut to 128 characters.

    :raises ApiRefusal: 400 for an empty one
    """
    name = " ".join(name.split())[:MAX_NAME].strip()
    if not name:
        raise bad_request("name must be non-empty")
    return name


def thread_fields(world: World, chat: SandboxChat, number: int | None) -> Json:
    """Return the fields of the bot's message that name its topic.

    Outside forums a thread number is ignored, as the server does.
    In a private chat it is never found, because topic mode is off for the bot.

    :raises ApiRefusal: 400 «message thread not found» or «TOPIC_CLOSED»
    """
    if number and (chat.private or (chat.is_forum and number == GENERAL)):
        raise bad_request("message thread not found")
    if not chat.is_forum:
        return {}
    topic = topics_of(world, chat).get(number or GENERAL)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed and not world.may(chat, "can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    return topic_fields(topic)


def topic_fields(topic: ForumTopic) -> Json:
    """Return the fields of a message that lies in this topic. Messages in General have none."""
    if topic.number == GENERAL:
        return {}
    return {"message_thread_id": topic.number, "is_topic_message": True}
