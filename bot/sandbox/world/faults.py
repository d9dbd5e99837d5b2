"""Inject faults: make chosen calls of the Bot API fail."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.sandbox.wire.refusal import OTHER_POLL, ApiRefusal, bad_request, flood, forbidden, migrated
from bot.sandbox.world.people import Json

# kinds that act on the connection: no answer, a late one, or one that is not the API's
SILENCE, RESET, LOST, SLOW, STALL = "silence", "reset", "lost", "slow", "stall"
GATEWAY_PAGE = "gateway_page"
WIRE = frozenset({SILENCE, RESET, LOST, SLOW, STALL, GATEWAY_PAGE})
# answers of the proxies in front of the API, which add no prefix to the description
GATEWAYS = {
    "bad_gateway": (502, "Bad Gateway"),
    "unavailable": (503, "Service Unavailable"),
    "gateway_timeout": (504, "Gateway Timeout"),
}
REFUSALS = {
    "server": ApiRefusal(500, "restart"),
    "unauthorized": ApiRefusal(401, None),
    "conflict": ApiRefusal(409, OTHER_POLL),
    "chat_not_found": bad_request("chat not found"),
    "no_rights": bad_request("not enough rights to send text messages to the chat"),
    "blocked": forbidden("bot was blocked by the user"),
    "deactivated": forbidden("user is deactivated"),
    "not_started": forbidden("bot can't initiate conversation with a user"),
    "to_bot": forbidden("the bot can't send messages to the bot"),
    "kicked_group": forbidden("bot was kicked from the group chat"),
    "kicked": forbidden("bot was kicked from the supergroup chat"),
    "kicked_channel": forbidden("bot was kicked from the channel chat"),
    "not_member_group": forbidden("bot is not a member of the group chat"),
    "not_member_supergroup": forbidden("bot is not a member of the supergroup chat"),
    "not_member": forbidden("bot is not a member of the channel chat"),
    "group_deleted": forbidden("the group chat was deleted"),
}
# strikes only the download of files, which is not a method
FILE_MISSING = "file_missing"
DOWNLOAD = "download"
_EVERYWHERE = WIRE | GATEWAYS.keys() | {"server"}
KINDS = frozenset({"flood", "migrate", FILE_MISSING}) | WIRE | GATEWAYS.keys() | REFUSALS.keys()
PAGE = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
    "<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
)


@dataclass(slots=True)
class Fault:
    """One kind of fault and the calls it strikes.

    `method` (any letter case) and `chat_id` narrow it. None means all.
    `times` ends it after this many strikes, `until` at a virtual instant.
    `share` strikes this part of the calls, evenly spread.
    With a `seed` the calls are drawn at random, alike in every run.
    With `by_chat` the share is one of chats: each chat is struck always or never.
    `seconds` is retry_after for «flood», and how long «silence», «stall» and «slow» last.
    """

    kind: str
    method: str | None = None
    chat_id: int | None = None
    times: int | None = None
    share: float = 1.0
    seconds: int = 1
    migrate_to: int | None = None
    seed: int | None = None
    by_chat: bool = False
    until: datetime | None = None
    struck: int = 0
    _share_due: float = 0.0
    _random: random.Random = field(default_factory=random.Random, repr=False)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise UnknownFault(self.kind)
        if self.kind == FILE_MISSING:
            self.method = DOWNLOAD
        self._random.seed(self.seed)

    def strikes(self, method: str, chat_id: object, now: datetime | None = None) -> bool:
        """Return whether this call is struck, and count the strike. `now` is virtual time."""
        if not self._concerns(method, chat_id) or self.is_over(now) or not self._is_drawn(chat_id):
            return False
        self.struck += 1
        return True

    def is_over(self, now: datetime | None) -> bool:
        """Return whether the fault has reached its number of strikes or its end."""
        if self.times is not None and self.struck >= self.times:
            return True
        return self.until is not None and now is not None and now >= self.until

    def _concerns(self, method: str, chat_id: object) -> bool:
        if method == DOWNLOAD and self.method is None:
            # kinds about chats, rights or rate limits do not apply to files
            return self.chat_id is None and self.kind in _EVERYWHERE
        if self.method and self.method.lower() != method.lower():
            return False
        return self.chat_id is None or str(self.chat_id) == str(chat_id)

    def _is_drawn(self, chat_id: object) -> bool:
        if self.by_chat:
            # one generator for each chat, so that neither order nor number of calls matters
            return random.Random(f"{self.seed}:{chat_id}").random() < self.share  # noqa: S311 - dice
        if self.seed is not None:
            return self._random.random() < self.share
        self._share_due += self.share
        if self._share_due < 1 - 1e-9:
            return False
        self._share_due -= 1
        return True

    def refusal(self) -> tuple[int, Json] | None:
        """Return status and body of the answer. None for the kinds that act on the connection."""
        if self.kind in GATEWAYS:
            code, words = GATEWAYS[self.kind]
            return code, {"ok": False, "error_code": code, "description": words}
        if self.kind == "flood":
            refusal = flood(self.seconds)
        elif self.kind == "migrate":
            refusal = migrated(self.migrate_to or 0)
        elif self.kind == FILE_MISSING:
            refusal = ApiRefusal(404, None)
        elif self.kind in REFUSALS:
            refusal = REFUSALS[self.kind]
        else:
            return None
        return refusal.code, refusal.answer()

    def as_json(self) -> Json:
        """Return the fault as the control interface shows it."""
        return {
            "kind": self.kind,
            "method": self.method,
            "chat": self.chat_id,
            "times": self.times,
            "share": self.share,
            "seconds": self.seconds,
            "until": self.until.isoformat() if self.until else None,
            "struck": self.struck,
        }


class UnknownFault(ValueError):
    """There is no fault of this kind."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class FaultSchedule:
    """The active faults. The first one that strikes decides. `clock` is the virtual clock."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.active: list[Fault] = []

    def add(self, fault: Fault, lasts: float | None = None) -> None:
        """Activate a fault, for `lasts` virtual seconds if given."""
        if lasts is not None:
            fault.until = self._clock() + timedelta(seconds=lasts)
        self.active.append(fault)

    def clear(self) -> None:
        """Remove all faults."""
        self.active.clear()

    def strike(self, method: str, chat_id: object) -> Fault | None:
        """Return the fault that strikes this call, if any."""
        if not self.active:
            return None
        now = self._clock()
        return next((fault for fault in self.active if fault.strikes(method, chat_id, now)), None)
