"""The accounts under which Telegram itself writes are known in one place."""

from pathlib import Path

import pytest

from data.store.service_accounts import ANONYMOUS_ADMIN, CHANNEL_BOT, SERVICE_ACCOUNTS, TELEGRAM

ROOT = Path(__file__).parents[2]
HOME = ROOT / "data" / "store" / "service_accounts.py"


def test_all_three_accounts_are_service_accounts() -> None:
    """An anonymous admin, Telegram's own account and a channel, by the ids Telegram documents."""
    assert {ANONYMOUS_ADMIN, TELEGRAM, CHANNEL_BOT} == SERVICE_ACCOUNTS == {1087968824, 777000, 136817688}


@pytest.mark.parametrize("account", sorted(SERVICE_ACCOUNTS))
def test_their_ids_stand_in_no_other_file(account: int) -> None:
    """Every other module asks this one, so that no list of them can lack an account."""
    modules = [
        path for floor in ("bot", "handlers", "scheduler", "data") for path in (ROOT / floor).rglob("*.py")
    ]
    assert HOME in modules
    assert [path for path in modules if str(account) in path.read_text("utf-8")] == [HOME]
