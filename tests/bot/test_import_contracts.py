"""The import contracts name every part of bot."""

from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_sandbox_contract_forbids_every_other_part_of_bot() -> None:
    """A new module of bot must be added to the list of what the sandbox may not import."""
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter", encoding="utf-8")
    forbidden = contracts["importlinter:contract:sandbox"]["forbidden_modules"].split()
    parts = {path.stem for path in (ROOT / "bot").iterdir() if path.suffix in ("", ".py")}
    ours = {f"bot.{part}" for part in parts - {"__init__", "__pycache__", "py", "sandbox"}}
    assert set(forbidden) == {"handlers", "scheduler", "data"} | ours
