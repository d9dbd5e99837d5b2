"""The page is served safely, orders are checked, and a program's clock is respected."""

import re
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.sandbox.client.client import Refused, Sandbox
from bot.sandbox.control.orders_table import ORDERS
from bot.sandbox.http.pages import PAGE
from bot.sandbox.server import SandboxServer


async def test_every_asset_of_the_page_is_served_with_its_policy(server: SandboxServer) -> None:
    """All assets come with a policy that forbids content from other hosts."""
    async with aiohttp.ClientSession(server.url) as session:
        for name in ["/", *(f"/page/{path.name}" for path in PAGE.iterdir() if path.suffix != ".html")]:
            async with session.get(name) as response:
                assert response.status == 200
                assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")
        async with session.get("/page/nothing.js") as response:
            assert response.status == 404


def test_page_loads_nothing_from_other_hosts() -> None:
    """No asset names another host, runs inline code, or turns text into markup."""
    for path in PAGE.iterdir():
        text = path.read_text()
        hosts = set(re.findall(r"https?://([^\s\"'/$\\]+)", text)) - {"www.w3.org"}
        assert not hosts, (path.name, hosts)
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text), (
            path.name
        )
    index = (PAGE / "index.html").read_text()
    assert not re.search(r"\son\w+=|style=|<script>", index)


def test_page_has_every_text_in_both_languages() -> None:
    """Russian and English have the same words."""
    russian, english = re.findall(r"^  (?:ru|en): \{(.*?)^  \}", (PAGE / "words.js").read_text(), re.M | re.S)
    keys = re.compile(r"(\w+): \"")
    assert keys.findall(russian) == keys.findall(english)


async def test_change_is_streamed_to_an_open_page(server: SandboxServer, sandbox: Sandbox) -> None:
    """The page need not ask for a change."""
    async with aiohttp.ClientSession() as session, session.get(f"{server.url}/events") as stream:
        assert (await stream.content.readuntil(b"\n\n")).startswith(b"event: hello\ndata: ")
        before = int((await stream.content.readuntil(b"\n\n")).decode().removeprefix("data: "))
        await (await sandbox.person("Анна")).say("x")
        assert int((await stream.content.readuntil(b"\n\n")).decode().removeprefix("data: ")) > before


@pytest.mark.parametrize(
    ("verb", "order", "headers", "status"),
    [
        ("POST", "state", {}, 200),
        ("GET", "state", {}, 200),
        ("GET", "block", {}, 405),
        ("POST", "state", {"Origin": "https://evil.example"}, 403),
        ("POST", "state", {"Content-Type": "text/plain"}, 403),
        ("POST", "nothing", {}, 404),
        ("POST", "say", {}, 400),
    ],
)
async def test_order_from_another_site_is_refused(
    server: SandboxServer, verb: str, order: str, headers: dict[str, str], status: int
) -> None:
    """A foreign page cannot give orders through a browser. Unknown orders are named."""
    headers = {"Content-Type": "application/json"} | headers
    url = f"{server.url}/control/{order}"
    data = b"{}" if verb == "POST" else None
    async with (
        aiohttp.ClientSession() as session,
        session.request(verb, url, data=data, headers=headers) as answer,
    ):
        assert answer.status == status


async def test_unknown_argument_of_an_order_is_refused(sandbox: Sandbox) -> None:
    """It is not ignored."""
    with pytest.raises(Refused, match="wrong arguments"):
        await sandbox.order("clock", by=1)


async def test_sent_file_is_served_as_a_download(server: SandboxServer, sandbox: Sandbox) -> None:
    """The browser saves a sent file and never shows it as a page."""
    anna = await sandbox.person("Анна")
    sent = await anna.send_file("evil.html", b"<script>alert(1)</script>")
    assert sent.document is not None
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{server.url}/files/{sent.document['file_id']}") as response:
            assert response.headers["Content-Disposition"] == "attachment"
            assert response.content_type == "application/octet-stream"
        async with session.get(f"{server.url}/files/other") as response:
            assert response.status == 404


async def test_clock_of_an_embedding_program_needs_its_consent() -> None:
    """Moving a clock from outside asks its program. Without a callback the order fails."""
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    moved: list[datetime] = []

    async def follow(instant: datetime) -> None:
        moved.append(instant)

    server = SandboxServer(clock=lambda: moved[-1] if moved else moment, on_clock=follow)
    async with Sandbox(server) as sandbox:
        await sandbox.advance(3600)
        assert await sandbox.now() == moment + timedelta(hours=1)
    async with Sandbox(SandboxServer(clock=lambda: moment)) as sandbox:
        with pytest.raises(Refused, match="the clock belongs to the program"):
            await sandbox.advance(1)


def test_guide_names_every_order() -> None:
    """The guide names all orders and no others."""
    guide = (PAGE.parents[2] / "docs" / "sandbox.md").read_text()
    table = guide.split("| order |")[1].split("\n\n")[0]
    named = {name for row in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert named == set(ORDERS)
