"""Names that are nearly right are found, and the names of other programs are left alone."""

from pathlib import Path

import pytest

from bot.setting_warnings import SettingWarning, setting_warnings
from bot.settings import BadSettings, Settings, load_settings

TOKEN = "7654321:canary-secret-that-must-not-leak"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the settings of this machine out of the tests."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def problems() -> list[tuple[str, str]]:
    """Return the settings that keep the bot from starting, each with the problem."""
    try:
        load_settings()
    except BadSettings as error:
        return list(error.problems)
    return []


def warnings() -> list[SettingWarning]:
    """Return the warnings that the start gives about settings."""
    return list(setting_warnings(load_settings()))


MISNAMED = [
    ("BOT_TOKN", TOKEN, "BOT_TOKEN"),
    ("BOT_TOEKN", "canary", "BOT_TOKEN"),
    ("BOTTOKEN", "canary", "BOT_TOKEN"),
    ("bot_tokens", "canary", "BOT_TOKEN"),
    ("BOR_TOKN", TOKEN, "BOT_TOKEN"),
    ("TELEGRAM_TOKEN", "canary", "BOT_TOKEN"),
    ("TELEGRAM_TOKEN", "", "BOT_TOKEN"),
    ("TELEGRAM_BOT_TOKEN", "canary", "BOT_TOKEN"),
    ("MAG_BOT_TOKEN", "canary", "BOT_TOKEN"),
    ("MAG_LOG_LEVEL", "canary", "LOG_LEVEL"),
    ("TELEGRAM_OWNER_IDS", "5", "OWNER_IDS"),
    ("TOKEN", TOKEN, "BOT_TOKEN"),
    ("API_TOKEN", TOKEN, "BOT_TOKEN"),
    ("BOT_TOKEN_FIL", "canary", "BOT_TOKEN_FILE"),
    ("OWNER_ID", "5", "OWNER_IDS"),
    ("OWNERS_IDS", "5", "OWNER_IDS"),
    ("OWNERS_ID", "5, 6", "OWNER_IDS"),
    ("ADMIN_ID", "5", "OWNER_IDS"),
    ("ADMIN_IDS", "5,6", "OWNER_IDS"),
    ("ADMINS", "5 6", "OWNER_IDS"),
    ("PROXY", "socks5://canary:1080", "TELEGRAM_PROXY"),
    ("TELEGRAM_PROXY_URL", "canary", "TELEGRAM_PROXY"),
    ("TELEGRAM_PROXI", "canary", "TELEGRAM_PROXY"),
    ("TELEGRAM_APIURLS", "canary", "TELEGRAM_API_URL"),
    ("DATABSE_URL", "canary", "DATABASE_URL"),
    ("BULETIN_AT", "fri 12", "BULLETIN_AT"),
    ("TIMEZON", "canary", "TIMEZONE"),
    ("SECRETARIAT_CHAT_ID", "-1001234567890", "SECRETARIAT_CHAT"),
    ("SECRETARIAT_CHATS", "canary", "SECRETARIAT_CHAT"),
    ("\ufeffBOT_TOKEN", "canary", "BOT_TOKEN"),
]
MISNAMED_IN_FILE = [
    ("LOGLEVEL", "canary", "LOG_LEVEL"),
    ("API_URL", "canary", "TELEGRAM_API_URL"),
    ("ADMIN_GROUP_ID", "-100", "SECRETARIAT_CHAT"),
    ("BULLETIN_TIME", "9", "BULLETIN_AT"),
    ("JUBILEES", "5", "JUBILEE_EVERY"),
    ("PAID_BROADCAST", "5", "PAID_BROADCAST_STARS"),
    ("TZ", "Europe/Moscow", "TIMEZONE"),
    ("BACKUP_PATH", "canary", "BACKUP_DIR"),
    ("AGE_RECIPIENT", "canary", "BACKUP_RECIPIENTS"),
]


@pytest.mark.parametrize(("name", "value", "meant"), MISNAMED)
def test_misnamed_setting_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, meant: str
) -> None:
    """The environment's name is said with the right one, and its value is not."""
    monkeypatch.setenv(name, value)
    assert problems() == [(name, f"in the environment is no setting, did you mean {meant}?")]
    assert load_settings(check_names=False).bot_token is None


@pytest.mark.parametrize(("name", "value", "meant"), [*MISNAMED[:-1], *MISNAMED_IN_FILE])
def test_misnamed_setting_in_the_file_stops_the_start(
    tmp_path: Path, name: str, value: str, meant: str
) -> None:
    """In `.env` the shape of the value does not matter, since the file is for the bot only."""
    (tmp_path / ".env").write_text(f"{name}={value}\n", encoding="utf-8")
    assert problems() == [(name, f"in .env is no setting, did you mean {meant}?")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOKEN", "ghp_canary"),
        ("API_TOKEN", "canary"),
        ("GIT_TOKEN", "canary"),
        ("JOB_TOKEN", "canary"),
        ("NPM_TOKEN", "canary"),
        ("ADMIN_ID", "root"),
        ("ADMINS", "anna,boris"),
        ("PROXY", "host:3128"),
        ("HTTP_PROXY", "http://host:3128"),
        ("ALL_PROXY", "socks5://host:1080"),
        ("DATABASE_URI", "canary"),
        *((name, value) for name, value, _ in MISNAMED_IN_FILE),
        ("DATABASE_URL2", "canary"),
        ("DATABASE_USER", "canary"),
        ("BOT_LOG_LEVEL", "canary"),
        ("TELEGRAM_DATABASE_URL", "canary"),
        ("LOG_LEVELS", "canary"),
        ("TIME_ZONE", "canary"),
        ("PATH", "canary"),
        ("_", "canary"),
    ],
)
def test_other_programs_are_left_alone(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """A name that another program may well have stops nothing, and is no matter for a warning."""
    monkeypatch.setenv(name, value)
    assert problems() == []
    assert warnings() == []


@pytest.mark.parametrize("name", ["BOT_TOKEN", "BOT_TOKEN_FILE"])
def test_name_does_not_matter_while_the_right_one_is_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    """A similar name in the environment may be another bot's. In `.env` it leads to a warning."""
    (tmp_path / "token").write_text(TOKEN, encoding="utf-8")
    monkeypatch.setenv(name, TOKEN if name == "BOT_TOKEN" else str(tmp_path / "token"))
    monkeypatch.setenv("TELEGRAM_TOKEN", "canary")
    (tmp_path / "token").chmod(0o600)
    assert (problems(), warnings()) == ([], [])
    (tmp_path / ".env").write_text("TELEGRAM_TOKEN=canary\n", encoding="utf-8")
    (tmp_path / ".env").chmod(0o600)
    assert problems() == []
    assert warnings() == [SettingWarning("meant", "TELEGRAM_TOKEN", "BOT_TOKEN")]


def test_unknown_name_in_the_file_is_named(tmp_path: Path) -> None:
    """A name near to none of ours stops nothing, and a line that may be a secret is not repeated."""
    lines = f"export COLOUR=red\n{TOKEN}\ncanary_secret\nSEND_RATE=20\n"
    (tmp_path / ".env").write_text(lines, encoding="utf-8")
    (tmp_path / ".env").chmod(0o600)
    assert problems() == []
    assert warnings() == [SettingWarning("unknown", "COLOUR"), SettingWarning("line", ".env")]


def test_names_of_compose_are_no_matter_for_a_warning(tmp_path: Path) -> None:
    """Docker Compose reads the same file."""
    (tmp_path / ".env").write_text("COMPOSE_PROFILES=webhook\nCADDY_SITE=bot.example\n", encoding="utf-8")
    (tmp_path / ".env").chmod(0o600)
    assert (problems(), warnings()) == ([], [])


def test_files_open_to_everybody_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Secrets that every user of the machine can read are worth a word, closed ones are not."""
    (tmp_path / ".env").write_text("TIMEZONE=Asia/Omsk\n", encoding="utf-8")
    (tmp_path / "token").write_text(TOKEN, encoding="utf-8")
    monkeypatch.setenv("BOT_TOKEN_FILE", str(tmp_path / "token"))
    for path in (tmp_path / ".env", tmp_path / "token"):
        path.chmod(0o644)
    assert [one.about for one in warnings()] == [".env", str(tmp_path / "token")]
    for path in (tmp_path / ".env", tmp_path / "token"):
        path.chmod(0o640)
    assert warnings() == []


@pytest.mark.parametrize(
    ("url", "is_warned_of"),
    [
        ("http://api.example", True),
        ("http://10.0.0.5:8081", True),
        ("http://localhost.example:8081", True),
        ("http://localhost:8081", False),
        ("http://127.0.0.1:8081", False),
        ("http://[::1]:8081", False),
        ("https://api.example", False),
    ],
)
def test_token_in_the_clear_is_named(monkeypatch: pytest.MonkeyPatch, url: str, is_warned_of: bool) -> None:
    """Beyond loopback the token goes over https, or it is said that it does not."""
    monkeypatch.setenv("TELEGRAM_API_URL", url)
    assert [one.code for one in warnings()] == ["plain"] * is_warned_of
