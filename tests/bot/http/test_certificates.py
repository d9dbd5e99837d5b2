"""A certificate is examined as Telegram would look at it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from aiogram.client.telegram import TelegramAPIServer

from bot.http.certificates import examine_certificate
from bot.settings import BadSettings, Settings
from bot.telegram_api.endpoint import Endpoint
from bot.wiring import open_app
from handlers.views.secretariat.http_findings import SOON_DAYS, CertificateFacts, CertificateTrouble
from scheduler.clock import SystemClock
from tests.factories import settings_over
from tests.world.certificates import Validity, make_certificate

HOST = "bot.example.org"
NOW = SystemClock().now()
OVER = Validity(NOW - timedelta(days=90), NOW - timedelta(minutes=1))
LATER = Validity(NOW + timedelta(hours=1), NOW + timedelta(days=90))

Files = dict[str, Path | str]


def valid_for(**time: float) -> Validity:
    """Return a validity that ends after this time from now."""
    return Validity(NOW - timedelta(days=1), NOW + timedelta(**time))


def settings(folder: Path, files: Files, url: str = f"https://{HOST}/telegram") -> Settings:
    """Return the settings of a bot with these files."""
    return settings_over(folder / "mag.db", http_listen="127.0.0.1:0", webhook_url=url, **files)


def own(folder: Path, host: str = HOST, validity: Validity | None = None, **more: bool) -> Files:
    """Return the files of a bot that speaks TLS itself."""
    certificate, key = make_certificate(folder / "own", host, validity or valid_for(days=61.5), **more)
    return {"tls_certificate": certificate, "tls_key": key}


def examined(folder: Path, files: Files, **more: str) -> CertificateFacts:
    """Return what the examination finds about the files."""
    facts = examine_certificate(settings(folder, files, **more), NOW)
    assert facts is not None
    return facts


@pytest.mark.parametrize(
    ("host", "validity", "trouble", "days"),
    [
        (HOST, valid_for(days=61.5), CertificateTrouble.NONE, 61),
        ("*.example.org", valid_for(days=1.5), CertificateTrouble.NONE, 1),
        (HOST, OVER, CertificateTrouble.EXPIRED, None),
        (HOST, LATER, CertificateTrouble.EARLY, None),
        ("example.org", valid_for(days=61), CertificateTrouble.OTHER_HOST, None),
        ("*.bot.example.org", valid_for(days=61), CertificateTrouble.OTHER_HOST, None),
        ("127.0.0.1", valid_for(days=61), CertificateTrouble.OTHER_HOST, None),
    ],
)
def test_certificate_of_an_authority_is_judged_by_name_and_time(
    tmp_path: Path, host: str, validity: Validity, trouble: CertificateTrouble, days: int | None
) -> None:
    """The authority itself need not be known to this machine."""
    facts = examined(tmp_path, own(tmp_path, host, validity, has_authority=True))
    assert (facts.trouble, facts.days) == (trouble, days)


@pytest.mark.parametrize(
    ("days", "well"), [(SOON_DAYS - 0.5, False), (SOON_DAYS + 0.5, True), (0.5, False), (400.0, True)]
)
def test_certificate_that_ends_soon_is_ill(tmp_path: Path, days: float, well: bool) -> None:
    """A certificate that ends soon is trouble while there is time to renew it."""
    assert examined(tmp_path, own(tmp_path, HOST, valid_for(days=days), has_authority=True)).is_well is well


def test_address_in_place_of_a_name_is_compared(tmp_path: Path) -> None:
    """Telegram posts to an address of a certificate for that address."""
    files = own(tmp_path, "203.0.113.5", has_authority=True)
    assert examined(tmp_path, files, url="https://203.0.113.5:8443/x").is_well
    assert examined(tmp_path, files, url="https://203.0.113.6/x").trouble is CertificateTrouble.OTHER_HOST


def test_self_signed_certificate_has_to_be_uploaded(tmp_path: Path) -> None:
    """The uploaded certificate must be the one that the server shows."""
    files = own(tmp_path)
    assert examined(tmp_path, files).trouble is CertificateTrouble.SELF_SIGNED
    uploaded = files | {"webhook_certificate": files["tls_certificate"]}
    assert examined(tmp_path, uploaded).is_well
    other, _ = make_certificate(tmp_path / "other", HOST)
    assert examined(tmp_path, files | {"webhook_certificate": other}).trouble is CertificateTrouble.UNTRUSTED


def test_certificate_without_a_webhook_may_be_anyones(tmp_path: Path) -> None:
    """Only clients of health and metrics see it."""
    plain = settings_over(tmp_path / "mag.db", http_listen="127.0.0.1:0", **own(tmp_path, "inside"))
    facts = examine_certificate(plain, NOW)
    assert facts is not None
    assert (facts.trouble, facts.days) == (CertificateTrouble.NONE, 61)


def _of_another_key(folder: Path, files: Files) -> Files:
    return files | {"tls_key": make_certificate(folder / "other", HOST)[1]}


def _missing(folder: Path, files: Files) -> Files:
    return files | {"tls_certificate": folder / "missing.pem"}


def _text(folder: Path, files: Files) -> Files:
    path = folder / "text.pem"
    path.write_text("сертификат", encoding="utf-8")
    return files | {"tls_certificate": path}


def _text_uploaded(folder: Path, files: Files) -> Files:
    return files | {"webhook_certificate": _text(folder, files)["tls_certificate"]}


@pytest.mark.parametrize("spoil", [_of_another_key, _missing, _text, _text_uploaded])
def test_files_that_cannot_be_used_are_named(tmp_path: Path, spoil: Callable[[Path, Files], Files]) -> None:
    """The report has a reason, and never the content of a file."""
    facts = examined(tmp_path, spoil(tmp_path, own(tmp_path)))
    assert facts.trouble is CertificateTrouble.UNREADABLE
    assert facts.detail
    assert "сертификат" not in facts.detail


async def test_private_key_is_not_uploaded(tmp_path: Path) -> None:
    """A file with both is what some proxies want. The bot does not start with it, and the check says why."""
    certificate, key = make_certificate(tmp_path / "proxy", HOST)
    both = tmp_path / "both.pem"
    both.write_bytes(certificate.read_bytes() + key.read_bytes())
    assert examined(tmp_path, {"webhook_certificate": both}).trouble is CertificateTrouble.HOLDS_KEY
    endpoint = Endpoint("42:TEST", TelegramAPIServer.from_base("http://127.0.0.1:9"))
    with pytest.raises(BadSettings, match="WEBHOOK_CERTIFICATE should be a certificate without its key"):
        async with open_app(settings(tmp_path, {"webhook_certificate": both}), endpoint, SystemClock()):
            pass


def test_certificate_of_a_proxy_is_only_read(tmp_path: Path) -> None:
    """Its key is elsewhere, so that nothing more can be tried."""
    certificate, _ = make_certificate(tmp_path / "proxy", HOST)
    assert examined(tmp_path, {"webhook_certificate": certificate}) == CertificateFacts(str(certificate))
    assert examine_certificate(settings(tmp_path, {}), NOW) is None


def test_certificate_without_its_chain_is_not_accepted(tmp_path: Path) -> None:
    """Tools that make certificates put a file without the chain beside the right one."""
    files = own(tmp_path, has_authority=True)
    path, mark = Path(files["tls_certificate"]), "-----END CERTIFICATE-----\n"
    path.write_text(path.read_text(encoding="ascii").partition(mark)[0] + mark, encoding="ascii")
    assert examined(tmp_path, files).trouble is CertificateTrouble.CHAINLESS
