"""The guide is true: its script runs, and its tables are complete."""

import re
from pathlib import Path
from typing import Any

from bot.sandbox.world.call_log import KEPT
from bot.sandbox.world.faults import KINDS

GUIDE = (Path(__file__).parents[2] / "docs" / "sandbox.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """Return the text of a section."""
    return GUIDE.split(f"\n## {title}\n")[1].split("\n## ")[0]


async def test_script_of_the_guide_runs() -> None:
    """It runs as it is printed, to its end."""
    [script] = re.findall(r"```python\n(.*?)```", section("A script"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(script, "docs/sandbox.md", "exec"), names)  # noqa: S102 - our own guide
    await names["main"]()


def test_guide_names_every_kind_of_fault() -> None:
    """It names no other kinds."""
    rows = section("Faults").strip().split("\n\n")[0].splitlines()[2:]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert named == KINDS


def test_guide_names_the_size_of_the_log() -> None:
    """The guide says how many calls are kept."""
    assert f"the last {KEPT:,} are kept" in section("The log")
