"""The HTTP server is examined: a stopped one is tried out, a running one is asked."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.http.examination import examine_http
from bot.http.server import HttpServer, Listener, load_tls
from bot.setting_parsing.addresses import ListenAddress
from bot.settings import Settings
from handlers.text.words import LANGUAGES, words_in
from handlers.views.secretariat.http_findings import (
    CertificateFacts,
    CertificateTrouble,
    HttpFacts,
    http_findings,
)
from scheduler.clock import SystemClock
from tests.bot.commands.printed import check_printed
from tests.bot.http.posting import free_port
from tests.factories import settings_over
from tests.world.certificates import make_certificate

NOW = SystemClock().now()
URL = "https://bot.example.org/telegram"


def listening(folder: Path, *ports: int, **more: object) -> Settings:
    """Return the settings of a server at one port, and of metrics at another."""
    names = ("http_listen", "metrics_listen")
    addresses = {name: f"127.0.0.1:{port}" for name, port in zip(names, ports, strict=False)}
    return settings_over(folder / "mag.db", **addresses, **more)


@pytest.fixture
def taken() -> Iterator[int]:
    """Return a port at which another program listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


async def test_bot_without_a_server_has_nothing_to_examine(tmp_path: Path) -> None:
    """The report has no line about it."""
    facts = await examine_http(listening(tmp_path), NOW, is_running=False)
    assert facts is None
    assert list(http_findings(words_in("en"), facts)) == []


async def test_address_in_use_is_found_before_the_start(tmp_path: Path, taken: int) -> None:
    """Of two addresses the one that cannot be opened is named. Afterwards both are closed again."""
    free = free_port()
    for _ in range(2):
        facts = await examine_http(listening(tmp_path, free, taken), NOW, is_running=False)
        assert facts is not None
        assert facts.refused == (f"127.0.0.1:{taken}", "Address already in use")
    well = await examine_http(listening(tmp_path, free), NOW, is_running=False)
    assert well == HttpFacts((f"127.0.0.1:{free}",), "", is_running=False)


async def test_running_bot_is_called(tmp_path: Path, taken: int) -> None:
    """Its address in use is as it should be, and one at which nothing answers is not."""
    facts = await examine_http(listening(tmp_path, taken), NOW, is_running=True)
    assert facts == HttpFacts((f"127.0.0.1:{taken}",), "", is_running=True)
    free = free_port()
    facts = await examine_http(listening(tmp_path, taken, free), NOW, is_running=True)
    assert facts is not None
    assert facts.refused is not None
    assert facts.refused[0] == f"127.0.0.1:{free}"


async def test_server_everywhere_is_called_on_this_machine(tmp_path: Path, taken: int) -> None:
    """A server at a random free port is not called, because its port is unknown."""
    everywhere = settings_over(tmp_path / "mag.db", http_listen=f"0.0.0.0:{taken}")
    facts = await examine_http(everywhere, NOW, is_running=True)
    assert facts is not None
    assert facts.refused is None
    facts = await examine_http(listening(tmp_path, 0), NOW, is_running=True)
    assert facts is not None
    assert facts.refused is None


async def test_certificate_that_was_renewed_needs_a_restart(tmp_path: Path) -> None:
    """The running server shows the old one for as long as it runs."""
    certificate, key = make_certificate(tmp_path)
    server = HttpServer([Listener(ListenAddress("127.0.0.1", 0), (), load_tls(certificate, key))])
    await server.open()
    settings = listening(tmp_path, server.addresses[0].port, tls_certificate=certificate, tls_key=key)
    try:
        before = await examine_http(settings, NOW, is_running=True)
        make_certificate(tmp_path)
        after = await examine_http(settings, NOW, is_running=True)
    finally:
        await server.close()
    assert before is not None
    assert before.certificate is not None
    assert before.certificate.trouble is CertificateTrouble.NONE
    assert after is not None
    assert after.certificate is not None
    assert after.certificate.trouble is CertificateTrouble.REPLACED


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_are_what_is_written_down(language: str) -> None:
    """Each trouble has its sentence, with what to do about it."""
    inside, outside = ("127.0.0.1:8080",), ("0.0.0.0:8443", "[::]:9100")
    found = [
        HttpFacts(inside, "", is_running=False),
        HttpFacts(outside, URL, is_running=True),
        HttpFacts(inside, URL, is_running=False, refused=("127.0.0.1:8080", "Address already in use")),
        HttpFacts(inside, "", is_running=True, refused=("127.0.0.1:8080", "Connection refused")),
        *(
            HttpFacts(inside, URL, is_running=True, certificate=one)
            for one in (
                *(CertificateFacts("tls.pem", days=days) for days in (None, 0, 1, 3, 7, 61)),
                *(CertificateFacts("tls.pem", one, "reason") for one in CertificateTrouble),
            )
        ),
    ]
    lines = [
        f"{'✓' if one.is_well else '✗'} {words_in(language).plain(f'check-{one.what}')}: {one.found}"
        for facts in found
        for one in http_findings(words_in(language), facts)
    ]
    check_printed("check-http", language, "".join(f"{line}\n" for line in dict.fromkeys(lines)))
