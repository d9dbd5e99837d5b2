"""Telegram's bad days, on demand."""

from dataclasses import dataclass

from bot.sandbox.refusal import Refusal, flood, forbidden, migrated

# kinds that answer nothing at all, or not as asked
SILENCE, RESET, LOST, SLOW, BAD_GATEWAY = "silence", "reset", "lost", "slow", "bad_gateway"
WIRE = frozenset({SILENCE, RESET, LOST, SLOW, BAD_GATEWAY})
REFUSALS = {
    "server": Refusal(500, "restart"),
    "unauthorized": Refusal(401, None),
    "blocked": forbidden("bot was blocked by the user"),
    "deactivated": forbidden("user is deactivated"),
    "not_started": forbidden("bot can't initiate conversation with a user"),
    "kicked": forbidden("bot was kicked from the supergroup chat"),
    "not_member": forbidden("bot is not a member of the channel chat"),
}
KINDS = frozenset({"flood", "migrate"}) | WIRE | REFUSALS.keys()


@dataclass(slots=True)
class Fault:
    """One kind of trouble and whom it strikes.

    `method` (any letter case) and `chat_id` narrow it, None means all; `times` ends it after so many strikes;
    `share` strikes that part of the calls, evenly spread and not by chance, so that a test sees the same
    calls fail each run. `seconds` is retry_after for «flood» and the delay for «silence» and «slow».
    """

    kind: str
    method: str | None = None
    chat_id: int | None = None
    times: int | None = None
    share: float = 1.0
    seconds: int = 1
    migrate_to: int | None = None
    struck: int = 0
    _due: float = 0.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise UnknownFault(self.kind)

    def strikes(self, method: str, chat_id: object) -> bool:
        """Whether this call is hit; counts it if so."""
        if self.method and self.method.lower() != method.lower():
            return False
        if self.chat_id is not None and str(self.chat_id) != str(chat_id):
            return False
        if self.times is not None and self.struck >= self.times:
            return False
        self._due += self.share
        if self._due < 1 - 1e-9:
            return False
        self._due -= 1
        self.struck += 1
        return True

    def refusal(self) -> Refusal | None:
        """What the call is answered with; None for the kinds that live on the wire."""
        if self.kind == "flood":
            return flood(self.seconds)
        if self.kind == "migrate":
            return migrated(self.migrate_to or 0)
        return REFUSALS.get(self.kind)


class UnknownFault(ValueError):
    """No fault of this kind exists."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Faults:
    """The faults in force; the first that strikes decides."""

    def __init__(self) -> None:
        self.active: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self.active.append(fault)

    def clear(self) -> None:
        self.active.clear()

    def strike(self, method: str, chat_id: object) -> Fault | None:
        """The fault this call suffers, if any."""
        return next((fault for fault in self.active if fault.strikes(method, chat_id)), None)
