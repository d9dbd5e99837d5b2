"""Polls: what a bot may ask and how votes are counted."""

from dataclasses import dataclass, field

from bot.sandbox.world.people import Json, Posted, SandboxChat
from bot.sandbox.world.world import World


@dataclass(slots=True)
class Poll:
    """A poll in a message, with everybody's vote by person."""

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
        """Write the votes into the message."""
        options = [
            option | {"voter_count": sum(number in chosen for chosen in self.votes.values())}
            for number, option in enumerate(self.body["options"])
        ]
        voters = sum(bool(chosen) for chosen in self.votes.values())
        self.posted.body = self.posted.body | {
            "poll": self.body | {"options": options, "total_voter_count": voters}
        }

    def close(self) -> None:
        """Take no more votes."""
        self.posted.body = self.posted.body | {"poll": self.body | {"is_closed": True}}

    def is_open(self, now: int) -> bool:
        """Whether it takes votes at this Unix time."""
        return not self.body["is_closed"] and (self.ends is None or now < self.ends)


def poll_of(world: World, chat: SandboxChat, message_id: int) -> Poll | None:
    """The poll in a message."""
    posted = chat.messages.get(message_id)
    return world.polls.get(posted.body["poll"]["id"]) if posted and "poll" in posted.body else None
