"""The settings: each is documented, each bad one is named, and no secret is shown."""

import re
from pathlib import Path

import pytest
from python_socks import parse_proxy_url

from bot.settings import BadSettings, Settings, load_settings

ROOT = Path(__file__).parents[2]
CANARY = "7654321:canary-secret-that-must-not-leak"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the settings of this machine out of the tests."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_the_example_names_every_setting_and_nothing_else() -> None:
    """`.env.example` and the class cannot drift apart."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = re.findall(r"^([A-Z_]+)=", text, flags=re.MULTILINE)
    assert named == [name.upper() for name in Settings.model_fields]


def test_the_example_as_it_stands_gives_the_defaults(tmp_path: Path) -> None:
    """Copying the example unchanged changes nothing."""
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text(encoding="utf-8"), encoding="utf-8")
    copied = load_settings().model_dump()
    (tmp_path / ".env").unlink()
    default = load_settings().model_dump()
    assert copied.pop("bulletin_at").__dict__ == default.pop("bulletin_at").__dict__
    assert copied == default


def test_bulletin_goes_out_on_mondays_at_nine_unless_set_otherwise() -> None:
    """An installation that names an hour of its own keeps it, which the test of good values shows."""
    bulletin_at = load_settings().bulletin_at
    assert (bulletin_at.weekday, bulletin_at.hour) == (0, 9)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "canary"),
        ("BOT_TOKEN", "канарейка:секрет"),
        ("OWNER_IDS", "canary"),
        ("OWNER_IDS", "1087968824"),
        ("OWNER_IDS", "5, 777000"),
        ("OWNER_IDS", "7, 0"),
        ("OWNER_IDS", "4503599627370496"),
        ("OWNER_IDS", "99999999999999999999999"),
        ("SECRETARIAT_CHAT", "canary"),
        ("SECRETARIAT_CHAT", "1001234567890"),
        ("SECRETARIAT_CHAT", "0"),
        ("SECRETARIAT_CHAT", "-99999999999999999999999"),
        ("DATABASE_URL", "canary.db"),
        ("DATABASE_URL", "mysql://user:canary@host/base"),
        ("DATABASE_URL", "sqlite:///"),
        ("TELEGRAM_API_URL", "canary"),
        ("TELEGRAM_PROXY", "canary"),
        ("TELEGRAM_PROXY", "user:canary@host:1080"),
        ("TELEGRAM_PROXY", "host:1080"),
        ("TELEGRAM_PROXY", "//canary:1080"),
        ("TELEGRAM_PROXY", "socks5://canary"),
        ("TELEGRAM_PROXY", "socks5://user:canary@"),
        ("TELEGRAM_PROXY", "socks5://:1080"),
        ("TELEGRAM_PROXY", "socks5://host:canary"),
        ("TELEGRAM_PROXY", "socks5://canary:0"),
        ("TELEGRAM_PROXY", "socks5://canary:65536"),
        ("TELEGRAM_PROXY", "socks5://u:can#ary@host:1080"),
        ("TELEGRAM_PROXY", "socks5://[canary:1080"),
        ("TELEGRAM_PROXY", "socks6://canary:1080"),
        ("TELEGRAM_PROXY", "https://canary:3128"),
        ("TELEGRAM_PROXY", "mtproto://canary:443"),
        ("TELEGRAM_PROXY", "socks5://can ary:1080"),
        ("TELEGRAM_PROXY", "socks5://can\nary:1080"),
        ("TIMEZONE", "Moscow/canary"),
        ("TIMEZONE", "../../etc/canary"),
        ("BULLETIN_AT", "canary 12"),
        ("BULLETIN_AT", "fri 24"),
        ("BULLETIN_AT", "fri"),
        ("JUBILEE_EVERY", "0"),
        ("JUBILEE_EVERY", "canary"),
        ("SEND_RATE", "-1"),
        ("SEND_RATE", "nan"),
        ("PAID_BROADCAST_STARS", "-1"),
        ("PAID_BROADCAST_STARS", "canary"),
        ("HTTP_LISTEN", "canary"),
        ("HTTP_LISTEN", "127.0.0.1:canary"),
        ("HTTP_LISTEN", "127.0.0.1:65536"),
        ("HTTP_LISTEN", "127.0.0.1:"),
        ("HTTP_LISTEN", ":8080"),
        ("HTTP_LISTEN", "::1:8080"),
        ("HTTP_LISTEN", "[127.0.0.1]:8080"),
        ("HTTP_LISTEN", "http://canary:8080"),
        ("HTTP_LISTEN", "can ary:8080"),
        ("HTTP_LISTEN", "127.0.0.1:٣"),
        ("METRICS_LISTEN", "canary"),
        ("WEBHOOK_URL", "canary"),
        ("WEBHOOK_URL", "ftp://canary/hook"),
        ("WEBHOOK_URL", "https://canary.example/metrics"),
        ("WEBHOOK_URL", "https://canary.example/healthz/"),
        ("WEBHOOK_SECRET", "canary secret"),
        ("WEBHOOK_SECRET", "канарейка"),
        ("WEBHOOK_SECRET", "c" * 257),
        ("WEBHOOK_FROM", "canary"),
        ("WEBHOOK_FROM", "any, 10.0.0.0/8"),
        ("WEBHOOK_FROM", "10.0.0.1/8"),
        ("KEEP_UPDATES_DAYS", "1"),
        ("KEEP_UPDATES_DAYS", "91"),
        ("KEEP_UPDATES_DAYS", "2.5"),
        ("KEEP_DELIVERIES_DAYS", "13"),
        ("KEEP_DELIVERIES_DAYS", "1001"),
        ("KEEP_DELIVERIES_DAYS", "canary"),
        ("LOG_LEVEL", "canary"),
        ("LOG_FORMAT", "canary"),
    ],
)
def test_a_bad_value_is_named_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """The start stops with the setting's name, and the message does not contain a mistyped secret."""
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as caught:
        load_settings()
    assert [problem for problem, _ in caught.value.problems] == [name]
    assert "canary" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_good_values_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The forms the example promises are understood."""
    monkeypatch.setenv("OWNER_IDS", "12, 34")
    monkeypatch.setenv("BULLETIN_AT", "Fri 12:00")
    monkeypatch.setenv("BOT_TOKEN", f" {CANARY} ")
    monkeypatch.setenv("SECRETARIAT_CHAT", "-1001234567890")
    settings = load_settings()
    assert settings.owner_ids == frozenset({12, 34})
    assert settings.secretariat_chat == -1_001_234_567_890
    assert (settings.bulletin_at.weekday, settings.bulletin_at.hour) == (4, 12)
    assert settings.read_token() == CANARY
    assert CANARY not in repr(settings)


@pytest.mark.parametrize(
    ("value", "host", "port", "shown"),
    [
        ("127.0.0.1:8080", "127.0.0.1", 8080, "127.0.0.1:8080"),
        ("8080", "127.0.0.1", 8080, "127.0.0.1:8080"),
        (" 10.0.0.7:0 ", "10.0.0.7", 0, "10.0.0.7:0"),
        ("[::]:65535", "::", 65535, "[::]:65535"),
        ("localhost:443", "localhost", 443, "localhost:443"),
    ],
)
def test_place_to_listen_is_read(
    monkeypatch: pytest.MonkeyPatch, value: str, host: str, port: int, shown: str
) -> None:
    """An address and a port, or a port alone, which other machines cannot reach."""
    monkeypatch.setenv("HTTP_LISTEN", value)
    listen = load_settings().http_listen
    assert listen is not None
    assert (listen.host, listen.port, str(listen)) == (host, port, shown)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"WEBHOOK_URL": "https://canary.example/x"}, "HTTP_LISTEN together with WEBHOOK_URL"),
        ({"TLS_CERTIFICATE": "canary.pem"}, "TLS_CERTIFICATE together with TLS_KEY"),
        ({"TLS_KEY": "canary.pem", "HTTP_LISTEN": "80"}, "TLS_CERTIFICATE together with TLS_KEY"),
        ({"TLS_KEY": "a", "TLS_CERTIFICATE": "b"}, "HTTP_LISTEN together with TLS_CERTIFICATE"),
        ({"WEBHOOK_URL": "http://canary.example/x", "HTTP_LISTEN": "80"}, "WEBHOOK_URL with an https URL"),
        ({"WEBHOOK_URL": "https://canary.example:444/", "HTTP_LISTEN": "80"}, "port 443, 80, 88 or 8443"),
    ],
)
def test_server_settings_that_do_not_fit_stop_the_start(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], words: str
) -> None:
    """The sentence names what is missing or wrong, without a value."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings, match=words) as caught:
        load_settings()
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "api"),
    [
        ("https://bot.example.org", "https://api.telegram.org"),
        ("https://bot.example.org:8443/a/b?c=d", "https://api.telegram.org"),
        ("http://10.0.0.7:5000/hook", "http://10.0.0.8:8081"),
    ],
)
def test_webhook_url_suits_its_bot_api_server(monkeypatch: pytest.MonkeyPatch, url: str, api: str) -> None:
    """Telegram posts by https to four ports only. A local Bot API server posts to any address."""
    monkeypatch.setenv("HTTP_LISTEN", "8080")
    monkeypatch.setenv("WEBHOOK_URL", url)
    monkeypatch.setenv("TELEGRAM_API_URL", api)
    assert load_settings().webhook_url is not None


@pytest.mark.parametrize(
    ("settings", "networks"),
    [
        ({}, ()),
        ({"TLS_CERTIFICATE": "c", "TLS_KEY": "k"}, ("149.154.160.0/20", "91.108.4.0/22")),
        ({"TLS_CERTIFICATE": "c", "TLS_KEY": "k", "TELEGRAM_API_URL": "http://10.0.0.8:8081"}, ()),
        ({"TLS_CERTIFICATE": "c", "TLS_KEY": "k", "WEBHOOK_FROM": "any"}, ()),
        ({"WEBHOOK_FROM": "Telegram 10.1.0.0/16"}, ("149.154.160.0/20", "91.108.4.0/22", "10.1.0.0/16")),
        ({"WEBHOOK_FROM": "192.0.2.7,2001:db8::/32"}, ("192.0.2.7/32", "2001:db8::/32")),
    ],
)
def test_networks_are_asked_for_where_no_proxy_stands_between(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], networks: tuple[str, ...]
) -> None:
    """By default Telegram's own where the bot speaks TLS itself, else any."""
    monkeypatch.setenv("HTTP_LISTEN", "8443")
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert tuple(map(str, load_settings().webhook_networks)) == networks


def test_the_token_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A secret mounted as a file is read without its line feed."""
    (tmp_path / "token").write_text(CANARY + "\n", encoding="utf-8")
    monkeypatch.setenv("BOT_TOKEN_FILE", str(tmp_path / "token"))
    assert load_settings().read_token() == CANARY


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["", "\n", "\r\n"])
def test_byte_order_mark_does_no_harm(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, encoding: str, line_end: str
) -> None:
    """The mark that Windows puts before a text is no part of a name or of the token."""
    (tmp_path / ".env").write_bytes(f"TIMEZONE=Asia/Omsk{line_end}".encode(encoding))
    (tmp_path / "token").write_bytes(f"{CANARY}{line_end}".encode(encoding))
    monkeypatch.setenv("BOT_TOKEN_FILE", str(tmp_path / "token"))
    settings = load_settings()
    assert (settings.timezone, settings.read_token()) == ("Asia/Omsk", CANARY)


def test_token_file_without_an_end_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A device that was named by mistake is not read until the memory is full."""
    monkeypatch.setenv("BOT_TOKEN_FILE", "/dev/zero")
    with pytest.raises(BadSettings, match="BOT_TOKEN_FILE should hold the token"):
        load_settings().read_token()


def test_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    """A `.env` in another encoding stops the start in one line."""
    (tmp_path / ".env").write_bytes("TIMEZONE=канарейка".encode("cp1251"))
    with pytest.raises(BadSettings, match=r"^\.env should be a readable file of UTF-8 text$"):
        load_settings()


@pytest.mark.parametrize(
    "url",
    [
        "socks5://host:1080", "SOCKS5://user:p%40ss@host:1", "socks4://10.0.0.1:65535", "http://host:3128/",
        "http://[::1]:3128", " socks5://host:1080 ",
    ],
)  # fmt: skip
def test_proxy_that_is_taken_can_be_used(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Each address that passes the check is understood by the proxy library."""
    monkeypatch.setenv("TELEGRAM_PROXY", url)
    proxy = load_settings().telegram_proxy
    assert proxy is not None
    assert parse_proxy_url(proxy.get_secret_value())[2] > 0


@pytest.mark.parametrize("content", [None, b"", b"canary", b"\xff\xfe\x00"])
def test_a_token_file_that_holds_none_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None
) -> None:
    """A missing, empty or foreign file stops the start with the setting's name."""
    if content is not None:
        (tmp_path / "token").write_bytes(content)
    monkeypatch.setenv("BOT_TOKEN_FILE", str(tmp_path / "token"))
    with pytest.raises(BadSettings) as caught:
        load_settings().read_token()
    assert caught.value.problems[0][0] == "BOT_TOKEN_FILE"
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    "written",
    [f"\ufeff{CANARY}", f"{CANARY}\u200b", f"'{CANARY}'", f' "{CANARY}"\r', f"\u2060{CANARY}\n"],
)
def test_what_a_copy_brings_along_is_no_part_of_a_token(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, written: str
) -> None:
    """Marks without a width come with a pasted text, and Docker's env_file keeps quotes."""
    monkeypatch.setenv("BOT_TOKEN", written)
    assert load_settings().read_token() == CANARY
    monkeypatch.delenv("BOT_TOKEN")
    (tmp_path / "token").write_text(written, encoding="utf-8")
    monkeypatch.setenv("BOT_TOKEN_FILE", str(tmp_path / "token"))
    assert load_settings().read_token() == CANARY


@pytest.mark.parametrize("written", [f"{CANARY} {CANARY}", f"{CANARY}\n{CANARY}", f"BOT_TOKEN={CANARY}"])
def test_more_than_a_token_is_refused(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    """Which part is meant is not guessed, and none of it is repeated."""
    monkeypatch.setenv("BOT_TOKEN", written)
    with pytest.raises(BadSettings) as caught:
        load_settings()
    assert "canary" not in str(caught.value)


def test_credential_of_systemd_is_the_token(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It counts where no token is set otherwise, and a folder without it is no fault."""
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert load_settings().read_token() is None
    (tmp_path / "bot_token").write_text(f"{CANARY}\n", encoding="utf-8")
    assert load_settings().read_token() == CANARY
    monkeypatch.setenv("BOT_TOKEN", "1:other")
    assert load_settings().read_token() == "1:other"


def test_two_tokens_are_one_too_many(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Which of two tokens is meant is not guessed."""
    monkeypatch.setenv("BOT_TOKEN", CANARY)
    monkeypatch.setenv("BOT_TOKEN_FILE", str(tmp_path / "token"))
    with pytest.raises(BadSettings, match="not both"):
        load_settings()
