"""`mag-bot settings`: the value and the origin of each setting, without secrets."""

import json
from pathlib import Path

import pytest

from bot.settings import Settings
from handlers.text.words import LANGUAGES
from tests.bot.commands.conftest import Command, Printed

TOKEN = "7654321:canary-secret-that-must-not-leak"


def origins(printed: Printed) -> dict[str, tuple[str, str]]:
    """Return value and origin of each setting by name, from the JSON output."""
    assert (printed.status, "canary" in printed.out) == (0, False)
    return {one["name"]: (one["value"], one["origin"]) for one in json.loads(printed.out)["settings"]}


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    """Return an `.env` with a zone and an empty value."""
    path = tmp_path / ".env"
    path.write_text(f"TIMEZONE=Asia/Omsk\nsend_rate=20\nLOG_LEVEL=\nBOT_TOKEN={TOKEN}\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def test_each_value_has_its_origin(command: Command, env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment outweighs the file, and an empty value is none."""
    monkeypatch.setenv("SEND_RATE", "25")
    monkeypatch.setenv("owner_ids", "7")
    monkeypatch.setenv("LOG_FORMAT", "")
    found = origins(command("settings", "--format", "json"))
    assert list(found) == [name.upper() for name in Settings.model_fields]
    assert found["BOT_TOKEN"] == ("•••", "env-file")
    assert found["TIMEZONE"] == ("Asia/Omsk", "env-file")
    assert found["SEND_RATE"] == ("25", "environment")
    assert found["OWNER_IDS"] == ("7", "environment")
    assert found["LOG_LEVEL"] == ("INFO", "default")
    assert found["LOG_FORMAT"] == ("text", "default")
    assert found["BOT_TOKEN_FILE"] == ("", "default")
    assert found["DATABASE_URL"][1] == "environment"


def test_token_of_a_file_is_in_force(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are named: that there is a token, and the file it comes from."""
    (tmp_path / "token").write_text(TOKEN, encoding="utf-8")
    monkeypatch.setenv("BOT_TOKEN_FILE", str(tmp_path / "token"))
    found = origins(command("settings", "--format", "json"))
    assert found["BOT_TOKEN"] == ("•••", "token-file")
    assert found["BOT_TOKEN_FILE"] == (str(tmp_path / "token"), "environment")


def test_credential_of_systemd_is_named(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file from LoadCredential has another origin than a file that a setting names."""
    (tmp_path / "bot_token").write_text(TOKEN, encoding="utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    found = origins(command("settings", "--format", "json"))
    assert found["BOT_TOKEN"] == ("•••", "token-file")
    assert found["BOT_TOKEN_FILE"] == (str(tmp_path / "bot_token"), "credential")


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_has_a_line_for_each_setting(command: Command, env_file: Path, language: str) -> None:
    """First comes the file that was read, or that there is none in this folder."""
    lines = command("settings", "--language", language).out.splitlines()
    assert str(env_file) in lines[0]
    assert len(lines) == 1 + len(Settings.model_fields)
    assert any(line.startswith("TIMEZONE=Asia/Omsk  ") and line.endswith(".env") for line in lines)
    env_file.unlink()
    assert str(env_file.parent) in command("settings", "--language", language).out.splitlines()[0]


def test_bad_settings_are_refused_by_name(
    command: Command, env_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same sentence as at the start, and warnings are those of the start."""
    monkeypatch.setenv("SEND_RATE", "-5")
    assert "SEND_RATE" in command("settings").refusal
    monkeypatch.delenv("SEND_RATE")
    env_file.chmod(0o644)
    assert ".env" in command("settings").err
