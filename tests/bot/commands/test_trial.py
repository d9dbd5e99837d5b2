"""When the sandbox starts: what --at and --today mean."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.commands.copies.trial import read_start
from bot.commands.refusal import CommandRefusal
from handlers.text.words import LANGUAGES, words_in
from scheduler.clock import SystemClock
from tests.bot.commands.conftest import Command


@pytest.mark.parametrize(
    ("at", "zone", "start"),
    [
        ("2027-02-10", "Europe/Moscow", datetime(2027, 2, 10, 6, tzinfo=UTC)),
        ("2027-02-10", "Asia/Vladivostok", datetime(2027, 2, 9, 23, tzinfo=UTC)),
        (" 2024-02-29 ", "Europe/Moscow", datetime(2024, 2, 29, 6, tzinfo=UTC)),
        ("2027-02-10T14:30", "Europe/Moscow", datetime(2027, 2, 10, 11, 30, tzinfo=UTC)),
        ("2027-02-10 14:30:15", "Europe/Moscow", datetime(2027, 2, 10, 11, 30, 15, tzinfo=UTC)),
        ("2027-02-10 14", "Europe/Moscow", datetime(2027, 2, 10, 11, tzinfo=UTC)),
        ("2027-02-10T00:00", "Europe/Moscow", datetime(2027, 2, 9, 21, tzinfo=UTC)),
        ("2027-02-10T14:30+05:00", "Europe/Moscow", datetime(2027, 2, 10, 9, 30, tzinfo=UTC)),
        ("2027-02-10T14:30Z", "Europe/Moscow", datetime(2027, 2, 10, 14, 30, tzinfo=UTC)),
    ],
)
def test_start_is_read(at: str, zone: str, start: datetime) -> None:
    """A date means nine in the morning. A time without a zone is in the zone of the settings."""
    assert read_start(words_in("en"), at, zone, today=False) == start


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "at", ["", "10.02.2027", "2027-13-01", "2027-02-10T25:00", "soon", "1899-12-31", "2201-01-01"]
)
def test_wrong_start_is_refused_with_what_was_given(at: str, language: str) -> None:
    """The sentence repeats it."""
    with pytest.raises(CommandRefusal, match=f"[«“]{at}[»”]"):
        read_start(words_in(language), at, "Europe/Moscow", today=False)


def test_today_is_now_and_neither_is_the_default() -> None:
    """Both options together contradict each other."""
    words = words_in("en")
    today = read_start(words, None, "Europe/Moscow", today=True)
    assert today is not None
    assert abs(today - SystemClock().now()) < timedelta(minutes=1)
    assert read_start(words, None, "Europe/Moscow", today=False) is None
    with pytest.raises(CommandRefusal, match="either"):
        read_start(words, "2027-02-10", "Europe/Moscow", today=True)


@pytest.mark.parametrize("option", [("--at", "2027-02-10"), ("--today",), ("--data", "kept")])
def test_start_and_data_are_refused_on_telegram(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: tuple[str, ...]
) -> None:
    """The real bot must not seem to live in another year, or from another database."""
    monkeypatch.setenv("BOT_TOKEN", "123456:canary-canary-canary-canary-canary")
    refusal = command("run", "--language", "en", *option).refusal
    assert refusal.startswith("--at, --today and --data belong to the sandbox.")
    assert not (tmp_path / "kept").exists()
