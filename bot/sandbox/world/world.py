"""Everything the sandbox knows, in memory: people, chats, files, questions asked, what the bot said about
itself.
"""

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
    """A file somebody sent. Telegram gives its bytes to a bot only up to 20 MB."""

    id: str
    name: str
    mime: str
    content: bytes
    path: str
    kind: str = "document"

    def common_fields(self) -> Json:
        """The fields every file object of the Bot API has."""
        return {"file_id": self.id, "file_unique_id": f"u{self.id}", "file_size": len(self.content)}


@dataclass(slots=True)
class PendingQuery:
    """A press on a button, or an inline question, waiting for its answer."""

    id: str
    person_id: int
    at: datetime
    chat_id: int | None = None
    message_id: int | None = None
    answer: Json | None = None
    kind: str = "press"  # or «inline», «guest»
    text: str = ""
    # an inline question's results as messages, by the result's id
    contents: dict[str, Json] = field(default_factory=dict)


@dataclass(slots=True)
class BotProfile:
    """What the bot has told Telegram about itself, by language («» is the default)."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)


class World:
    """The state behind one bot token. `clock` is asked for every date."""

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
        # messages the bot can reach only by their inline_message_id
        self.inline: dict[str, Posted] = {}
        self.descriptions: dict[int, str] = {}
        # what the bot's owner has switched on with BotFather
        self.inline_feedback = False
        self.guest_queries = True
        self._bot_json = bot.user()
        self._message_ids = itertools.count(1)
        self._next_numbers = itertools.count(1)

    def now(self) -> int:
        """The virtual instant as Unix time."""
        return int(self.clock().timestamp())

    def number(self) -> int:
        """A number never given before; for ids of all kinds."""
        return next(self._next_numbers)

    def add_person(self, person: Account) -> Account:
        """Let somebody exist; the private chat exists with them, unopened."""
        self.people[person.id] = person
        self.chats[person.id] = private_chat(person)
        self.feed.publish()
        return person

    def add_chat(self, chat: SandboxChat) -> SandboxChat:
        """Let a group or channel exist."""
        self.chats[chat.id] = chat
        self.feed.publish()
        return chat

    def new_chat_id(self, kind: str) -> int:
        """An id of the shape Telegram gives chats of this kind."""
        number = self.number()
        return -100_000 - number if kind == "group" else FIRST_SUPERGROUP - number

    def chat(self, reference: int | str | None) -> SandboxChat:
        """The chat of an id or @username.

        :raises Refusal: 400 «chat_id is empty» or «chat not found»
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
        """A chat the bot may look into; 403 where it was blocked, kicked or never let in."""
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
        """A chat the bot may send `what` to.

        :raises Refusal: 400 or 403, as Telegram words it
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
        """Whether the bot is an administrator of the chat with this right."""
        return _has_right(chat.member(self.bot.id), right)

    def post(self, chat: SandboxChat, content: Json, author: Account, receiver: int | None = None) -> Posted:
        """Put a message into a chat; it gets its id and date here."""
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
        # in each of a hundred thousand messages the same object, until the bot changes its name
        shown = self.bot.user()
        if shown != self._bot_json:
            self._bot_json = shown
        return self._bot_json

    def _next_message_id(self, chat: SandboxChat) -> int:
        # supergroups and channels number their own messages, all other chats share the bot's numbering
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
