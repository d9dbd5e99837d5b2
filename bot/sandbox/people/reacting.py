"""Vote in polls and react to messages."""

from bot.sandbox.people.actions import Impossible
from bot.sandbox.world.people import Account, Json, Poll, SandboxChat
from bot.sandbox.world.world import World


def vote(world: World, person: Account, chat: SandboxChat, message_id: int, options: list[int]) -> Json:
    """Choose answers of a poll. No answers take the vote back.

    The bot gets the new counts of its own poll, and the person's choice unless the poll is anonymous.

    :raises Impossible: there is no open poll or no such answer, or the vote cannot be changed
    """
    poll = _poll_in(world, chat, message_id)
    if poll is None or not poll.is_open(world.now()):
        raise Impossible("no open poll", message_id)
    known = range(len(poll.body["options"]))
    if not all(number in known for number in options) or (len(options) > 1 and not poll.multiple):
        raise Impossible("no such answer", options)
    if poll.votes.get(person.id) and not poll.revoting:
        raise Impossible("the vote stands", message_id)
    poll.votes[person.id] = sorted(set(options))
    poll.count()
    if poll.posted.author == world.bot.id:
        world.queue.push("poll", poll.body)
        if not poll.anonymous:
            chosen = poll.votes[person.id]
            names = [poll.body["options"][number]["persistent_id"] for number in chosen]
            answer = {"poll_id": poll.body["id"], "user": person.user(), "option_ids": chosen}
            world.queue.push("poll_answer", answer | {"option_persistent_ids": names})
    world.feed.publish()
    return poll.body


def _poll_in(world: World, chat: SandboxChat, message_id: int) -> Poll | None:
    posted = chat.messages.get(message_id)
    return world.polls.get(posted.body["poll"]["id"]) if posted and "poll" in posted.body else None


def react(world: World, person: Account, chat: SandboxChat, message_id: int, emoji: str) -> None:
    """React to a message with an emoji, or remove the reaction with an empty one.

    The bot gets an update in its private chat, and elsewhere if it is an administrator.

    :raises Impossible: the message does not exist
    """
    posted = chat.messages.get(message_id)
    if posted is None or posted.receiver not in (None, person.id):
        raise Impossible("no such message", message_id)
    old, posted.reaction = posted.reaction, emoji
    if old != emoji and (chat.private or world.may(chat, "can_manage_chat")):
        payload = {"chat": chat.chat(), "message_id": message_id, "user": person.user(), "date": world.now()}
        marks = {"old_reaction": _marks(old), "new_reaction": _marks(emoji)}
        world.queue.push("message_reaction", payload | marks)
    world.feed.publish()


def _marks(emoji: str) -> list[Json]:
    return [{"type": "emoji", "emoji": emoji}] if emoji else []
