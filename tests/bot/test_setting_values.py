"""Settings are shown without their secrets, in chats as on the command line."""

from pathlib import Path

import pytest
from pydantic import HttpUrl, SecretStr

from bot.setting_parsing.values import BulletinTime
from bot.setting_values import MASK, shown_settings, shown_value
from bot.settings import Settings
from tests.factories import settings_over

TOKEN = "123456:AbCdEf-GhIjKl"
PROXY = "socks5://anna:parol@proxy.example:1080"


def test_no_secret_is_shown(tmp_path: Path) -> None:
    """Token and proxy are named as set. All that can be set is listed, in its order."""
    settings = settings_over(tmp_path / "b.db", bot_token=TOKEN, telegram_proxy=PROXY, owner_ids="7, 12")
    shown = dict(shown_settings(settings))
    assert list(shown) == [name.upper() for name in Settings.model_fields]
    assert shown["BOT_TOKEN"] == shown["TELEGRAM_PROXY"] == MASK
    assert shown["BOT_TOKEN_FILE"] == ""
    assert shown["OWNER_IDS"] == "12, 7"
    assert shown["BULLETIN_AT"] == "mon 9"
    everything = " ".join(shown.values())
    assert not any(secret in everything for secret in (TOKEN, "AbCdEf", "parol", "anna"))


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        # a setting of a later version, whose author forgot to declare it as a secret
        ("backup_password", "parol", MASK),
        ("webhook_secret", "parol", MASK),
        ("sentry_key", "parol", MASK),
        ("bot_token_file", Path("/run/secrets/token"), "/run/secrets/token"),
        ("monkey", "banana", "banana"),
        ("database_url", "postgresql://bot:parol@db:5432/mag", f"postgresql://{MASK}@db:5432/mag"),
        ("database_url", "sqlite:///var/mag-bot.db", "sqlite:///var/mag-bot.db"),
        ("telegram_api_url", HttpUrl("http://anna:parol@127.0.0.1:8081/secret"), "http://127.0.0.1:8081"),
        ("telegram_api_url", HttpUrl("https://api.telegram.org"), "https://api.telegram.org"),
        ("bot_token", SecretStr(""), ""),
        ("secretariat_chat", None, ""),
        ("send_rate", 30.0, "30"),
        ("bulletin_at", BulletinTime(4, 12), "fri 12"),
    ],
)
def test_value_is_shown_as_it_is_written(name: str, value: object, shown: str) -> None:
    """A value named like a secret is masked, and so are credentials in an address."""
    assert shown_value(name, value) == shown
