"""Word what is found of the HTTP server, for `mag-bot check` and for /diagnose."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from handlers.text.words import Words
from handlers.views.secretariat.findings import HealthFinding

SOON_DAYS = 7
"""Days before its end from which a certificate is ill: its renewal has failed for weeks."""


class CertificateTrouble(StrEnum):
    """What is wrong with a certificate, by the words for it."""

    NONE = "none"
    UNREADABLE = "unreadable"
    HOLDS_KEY = "key"
    EXPIRED = "expired"
    EARLY = "early"
    OTHER_HOST = "host"
    SELF_SIGNED = "self-signed"
    CHAINLESS = "chainless"
    UNTRUSTED = "untrusted"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What a client makes of a certificate. detail is in the system's words.

    days are left until it ends, None where that is not known.
    """

    path: str
    trouble: CertificateTrouble = CertificateTrouble.NONE
    detail: str = ""
    days: int | None = None

    @property
    def is_well(self) -> bool:
        """Return whether it is accepted, and will be for a while."""
        return self.trouble is CertificateTrouble.NONE and (self.days is None or self.days >= SOON_DAYS)


@dataclass(frozen=True, slots=True)
class HttpFacts:
    """The HTTP server: where it listens, and for which webhook, "" where updates are polled.

    is_running: a bot runs, and each address was called, else each was opened for a moment. refused is the
    first address that failed, with the reason in the system's words.
    """

    addresses: tuple[str, ...]
    webhook: str
    is_running: bool
    refused: tuple[str, str] | None = None
    certificate: CertificateFacts | None = None


def http_findings(words: Words, facts: HttpFacts | None) -> Iterator[HealthFinding]:
    """Say whether the server can listen or does, and whether clients accept the certificate."""
    if facts is None:
        return
    refused, reason = facts.refused or ("none", "")
    found = words.plain(
        "check-http-found",
        addresses=", ".join(facts.addresses),
        count=len(facts.addresses),
        running=int(facts.is_running),
        refused=refused,
        reason=reason,
        webhook=facts.webhook or "none",
    )
    yield HealthFinding("http", is_well=facts.refused is None, found=found)
    if (certificate := facts.certificate) is not None:
        yield _certificate_finding(words, certificate, facts.webhook)


def _certificate_finding(words: Words, facts: CertificateFacts, webhook: str) -> HealthFinding:
    found = words.plain(
        "check-certificate-found",
        path=facts.path,
        trouble=facts.trouble.value,
        detail=facts.detail,
        webhook=webhook,
        days=-1 if facts.days is None else facts.days,
        soon=int(not facts.is_well),
    )
    return HealthFinding("certificate", is_well=facts.is_well, found=found)
