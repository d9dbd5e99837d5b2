"""Hold people, the bot, their chats, and the messages, topics and polls in these.

What these people can do stands in bot.sandbox.people.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]
DEFAULT_COLOR = 0x6FB9F0  # of a topic's icon

# an administrator's rights as getChatMember shows them; channels and groups add some of their own
ADMIN_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_send_welcome_messages",
)  # fmt: skip
CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages")
GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics")
SEND_RIGHTS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info",
    "can_invite_users", "can_pin_messages", "can_manage_topics",
)  # fmt: skip
PRESENT = frozenset({"creator", "administrator", "member", "restricted"})


@dataclass(slots=True)
class Account:
    """A person or the bot. `started` opens the private chat, `blocked` closes it."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "ru"
    is_bot: bool = False
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def user(self) -> Json:
        """Return the Bot API's User."""
        known = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        fields = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        return fields | {key: value for key, value in known.items() if value}


@dataclass(slots=True)
class Member:
    """A person's status in a chat, with rights for administrators and restricted members."""

    status: str
    rights: frozenset[str] = frozenset()

    @property
    def present(self) -> bool:
        return self.status in PRESENT

    def as_member(self, person: Account, *, channel: bool = False) -> Json:
        """Return the Bot API's ChatMember."""
        member: Json = {"status": self.status, "user": person.user()}
        if self.status == "creator":
            member["is_anonymous"] = False
        elif self.status == "administrator":
            names = ADMIN_RIGHTS + (CHANNEL_RIGHTS if channel else GROUP_RIGHTS)
            member |= {"can_be_edited": False, "is_anonymous": False}
            member |= {name: name in self.rights or name == "can_manage_chat" for name in names}
        elif self.status == "restricted":
            member |= {"is_member": True, "until_date": 0} | {
                name: name in self.rights for name in SEND_RIGHTS
            }
        elif self.status == "kicked":
            member["until_date"] = 0
        return member


@dataclass(slots=True)
class Posted:
    """A message in its current form, with what the Bot API does not show."""

    body: Json
    at: datetime
    author: int
    edits: int = 0
    reaction: str = ""
    receiver: int | None = None
    is_uneditable: bool = False  # sent with a reply keyboard, which forbids editing


@dataclass(slots=True)
class ForumTopic:
    """A topic. Its number is that of the service message that opened it."""

    number: int
    name: str
    author: int
    color: int = DEFAULT_COLOR
    icon: str | None = None
    closed: bool = False
    hidden: bool = False

    def as_forum_topic(self) -> Json:
        """Return the Bot API's ForumTopic."""
        icon = {"icon_custom_emoji_id": self.icon} if self.icon else {}
        return {"message_thread_id": self.number, "name": self.name, "icon_color": self.color} | icon


@dataclass(slots=True)
class Poll:
    """A poll in a message, with each person's vote."""

    posted: Posted
    anonymous: bool
    multiple: bool
    revoting: bool
    ends: int | None = None  # Unix time
    votes: dict[int, list[int]] = field(default_factory=dict)

    @property
    def body(self) -> Json:
        """The Bot API's Poll as the message shows it."""
        found: Json = self.posted.body["poll"]
        return found

    def count(self) -> None:
        """Write the number of votes into the message."""
        options = [
            option | {"voter_count": sum(number in chosen for chosen in self.votes.values())}
            for number, option in enumerate(self.body["options"])
        ]
        voters = sum(bool(chosen) for chosen in self.votes.values())
        self.posted.body = self.posted.body | {
            "poll": self.body | {"options": options, "total_voter_count": voters}
        }

    def close(self) -> None:
        """Accept no more votes."""
        self.posted.body = self.posted.body | {"poll": self.body | {"is_closed": True}}

    def is_open(self, now: int) -> bool:
        """Return whether the poll accepts votes at this Unix time."""
        return not self.body["is_closed"] and (self.ends is None or now < self.ends)


@dataclass(slots=True)
class SandboxChat:
    """A private chat, group, supergroup or channel with all its messages."""

    id: int
    type: str
    title: str | None = None
    username: str | None = None
    is_forum: bool = False
    upgraded_to: int | None = None
    deleted: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Posted] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    last_message_id: int = 0
    about: Json = field(default_factory=dict)
    # what clients show beside the messages: how far each person has read, the keyboard under the input
    # field, and the bot's «typing…» with its end in monotonic seconds
    read: dict[int, int] = field(default_factory=dict)
    reply_keyboard: Json | None = None
    chat_action: tuple[str, float] | None = None

    @property
    def private(self) -> bool:
        return self.type == "private"

    @property
    def kind(self) -> str:
        """The chat's kind as Telegram's error texts name it."""
        return {"group": "group", "supergroup": "supergroup", "channel": "channel"}[self.type]

    def chat(self) -> Json:
        """Return the Bot API's Chat."""
        shown: Json = {"id": self.id, "type": self.type, **self.about}
        if self.title is not None:
            shown["title"] = self.title
        if self.username:
            shown["username"] = self.username
        if self.is_forum:
            shown["is_forum"] = True
        return shown

    def member(self, user_id: int) -> Member:
        """Return a user's membership. A user never seen here has «left»."""
        return self.members.get(user_id) or Member("left")

    def newest_first(self) -> Iterable[Posted]:
        return reversed(self.messages.values())


def private_chat(person: Account) -> SandboxChat:
    """Create the chat between a person and the bot. Its id is the person's."""
    names = {"first_name": person.first_name, "last_name": person.last_name}
    about = {key: value for key, value in names.items() if value}
    return SandboxChat(id=person.id, type="private", username=person.username, about=about)
