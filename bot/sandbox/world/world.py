"""Hold the state of the sandbox in memory: people, chats, files, queries, bot profile."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.sandbox.wire.refusal import bad_request, forbidden, migrated
from bot.sandbox.world.change_feed import ChangeFeed
from bot.sandbox.world.people import (
    Account,
    ForumTopic,
    Json,
    Member,
    Poll,
    Posted,
    SandboxChat,
    private_chat,
)
from bot.sandbox.world.updates import UpdateQueue
from bot.sandbox.world.webhook import Webhook

FIRST_SUPERGROUP = -1_001_000_000_000


@dataclass(slots=True)
class StoredFile:
    """A file in the sandbox. Telegram lets a bot download it only up to 20 MB.

    of is the id of the photo that this is a smaller size of.
    """

    id: str
    name: str
    mime: str
    content: bytes
    path: str
    kind: str = "document"
    of: str = ""

    def common_fields(self) -> Json:
        """Return the fields that every file object of the Bot API has."""
        return {"file_id": self.id, "file_unique_id": f"u{self.id}", "file_size": len(self.content)}


@dataclass(slots=True)
class PendingQuery:
    """A callback, inline or guest query that waits for its answer."""

    id: str
    person_id: int
    at: datetime
    chat_id: int | None = None
    message_id: int | None = None
    answer: Json | None = None
    kind: str = "press"  # or "inline", "guest"
    text: str = ""
    # the results of an inline query as messages, by result id
    contents: dict[str, Json] = field(default_factory=dict)


@dataclass(slots=True)
class BotProfile:
    """What the bot has set about itself, by language code («» is the default)."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)


class World:
    """The state behind one bot token. `clock` gives every date."""

    def __init__(self, bot: Account, clock: Callable[[], datetime], *, privacy: bool = True) -> None:
        self.bot = bot
        self.clock = clock
        self.privacy = privacy
        self.feed = ChangeFeed()
        self.queue = UpdateQueue(clock)
        self.webhook = Webhook()
        self.profile = BotProfile()
        self.people: dict[int, Account] = {bot.id: bot}
        self.chats: dict[int, SandboxChat] = {}
        self.files: dict[str, StoredFile] = {}
        self.queries: dict[str, PendingQuery] = {}
        self.topics: dict[int, dict[int, ForumTopic]] = {}
        self.polls: dict[str, Poll] = {}
        # messages that the bot knows only by inline_message_id
        self.inline: dict[str, Posted] = {}
        self.descriptions: dict[int, str] = {}
        # switched on by the bot's owner with BotFather
        self.inline_feedback = False
        self.guest_queries = True
        self._bot_json = bot.user()
        self._message_ids = itertools.count(1)
        self._next_numbers = itertools.count(1)

    def now(self) -> int:
        """Return the virtual time as Unix time."""
        return int(self.clock().timestamp())

    def number(self) -> int:
        """Return a new number, for ids of all kinds."""
        return next(self._next_numbers)

    def go_on_after(self, number: int) -> None:
        """Give new messages, people and chats higher numbers than this one.

        For a bot that remembers those of an earlier sandbox.
        """
        self._message_ids, self._next_numbers = itertools.count(number + 1), itertools.count(number + 1)
        for chat in self.chats.values():
            chat.last_message_id = max(chat.last_message_id, number)

    def add_person(self, person: Account) -> Account:
        """Add a person and their private chat with the bot, not started yet."""
        self.people[person.id] = person
        self.chats[person.id] = private_chat(person)
        self.feed.publish()
        return person

    def add_chat(self, chat: SandboxChat) -> SandboxChat:
        """Add a group or channel."""
        self.chats[chat.id] = chat
        self.feed.publish()
        return chat

    def new_chat_id(self, kind: str) -> int:
        """Return a new id of the shape Telegram gives to chats of this kind."""
        number = self.number()
        return -100_000 - number if kind == "group" else FIRST_SUPERGROUP - number

    def chat(self, reference: int | str | None) -> SandboxChat:
        """Return the chat with this id or @username.

        :raises ApiRefusal: 400 «chat_id is empty» or «chat not found»
        """
        if reference is None or reference == "":
            raise bad_request("chat_id is empty")
        chat = self.chats.get(_number(reference)) or self._find_by_username(str(reference))
        if chat is None or not (chat.private or self.bot.id in chat.members):
            raise bad_request("chat not found")
        if chat.upgraded_to is not None:
            raise migrated(chat.upgraded_to)
        return chat

    def _find_by_username(self, name: str) -> SandboxChat | None:
        if len(name) < 2 or name[0] != "@":
            return None
        wanted = name[1:].lower()
        return next((chat for chat in self.chats.values() if (chat.username or "").lower() == wanted), None)

    def open_chat(self, reference: int | str | None) -> SandboxChat:
        """Return a chat that the bot can read.

        :raises ApiRefusal: 400 for an unknown chat, 403 if the bot is blocked, was removed or is no member
        """
        if _number(reference) == self.bot.id:
            raise forbidden("the bot can't send messages to the bot")
        chat = self.chat(reference)
        if chat.private:
            self._check_person(self.people[chat.id])
        else:
            self._check_membership(chat)
        return chat

    def _check_person(self, person: Account) -> None:
        if person.deactivated:
            raise forbidden("user is deactivated")
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")

    def _check_membership(self, chat: SandboxChat) -> None:
        if chat.deleted:
            raise forbidden("the group chat was deleted")
        member = chat.member(self.bot.id)
        if member.status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        if not member.present:
            raise forbidden(f"bot is not a member of the {chat.kind} chat")

    def writable_chat(
        self, reference: int | str | None, what: str = "text messages", right: str = "can_send_messages"
    ) -> SandboxChat:
        """Return a chat to which the bot may send `what`.

        :raises ApiRefusal: 400 or 403, in Telegram's words
        """
        chat = self.open_chat(reference)
        if chat.private:
            return chat
        member = chat.member(self.bot.id)
        if chat.type == "channel" and not _has_right(member, "can_post_messages"):
            raise bad_request("need administrator rights in the channel chat")
        if member.status == "restricted" and right not in member.rights:
            raise bad_request(f"not enough rights to send {what} to the chat")
        return chat

    def may(self, chat: SandboxChat, right: str) -> bool:
        """Return whether the bot is an administrator of the chat with this right."""
        return _has_right(chat.member(self.bot.id), right)

    def post(self, chat: SandboxChat, content: Json, author: Account, receiver: int | None = None) -> Posted:
        """Put a message into a chat with a new id and the current date."""
        message_id = self._next_message_id(chat)
        body: Json = {"message_id": message_id, "date": self.now(), "chat": chat.chat()}
        if chat.type == "channel":
            body["sender_chat"] = body["chat"]
        else:
            body["from"] = self._author_json(author)
        body |= content
        posted = Posted(body, self.clock(), author.id, receiver=receiver)
        chat.messages[message_id] = posted
        self.feed.publish()
        return posted

    def _author_json(self, author: Account) -> Json:
        if author is not self.bot:
            return author.user()
        # one shared object for all messages saves memory, until the bot changes its name
        shown = self.bot.user()
        if shown != self._bot_json:
            self._bot_json = shown
        return self._bot_json

    def _next_message_id(self, chat: SandboxChat) -> int:
        # supergroups and channels number their own messages, all other chats share one numbering
        if chat.type in ("supergroup", "channel"):
            chat.last_message_id += 1
            return chat.last_message_id
        return next(self._message_ids)


def _has_right(member: Member, right: str) -> bool:
    return member.status == "creator" or (member.status == "administrator" and right in member.rights)


def _number(reference: int | str | None) -> int:
    try:
        return int(reference or 0)
    except ValueError:
        return 0
