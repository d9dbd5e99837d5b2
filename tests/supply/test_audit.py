"""An audit never calls a package sound that was not looked up."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.supply.audit import SOUND, UNKNOWN, VULNERABLE, Answer, conclude, main

CLEAN = {"name": "ours", "version": "1.0", "vulns": []}
HURT = {"name": "hurt", "version": "2.1", "vulns": [{"id": "PYSEC-2026-7", "fix_versions": ["2.2"]}]}
HURT_FOR_GOOD = {"name": "old", "version": "0.1", "vulns": [{"id": "PYSEC-2026-8", "fix_versions": []}]}
SKIPPED = {"name": "gone", "skip_reason": "Dependency not found on PyPI and could not be audited"}


def answer(*packages: Mapping[str, object]) -> Answer:
    """Return a report of pip-audit about these packages."""
    return Answer(json.dumps({"dependencies": list(packages), "fixes": []}))


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        (answer(CLEAN), SOUND, "1 packages, no known vulnerability"),
        (answer(CLEAN, HURT), VULNERABLE, "hurt 2.1: PYSEC-2026-7, mended in 2.2"),
        (answer(HURT_FOR_GOOD), VULNERABLE, "old 0.1: PYSEC-2026-8, mended in no version yet"),
        (answer(CLEAN, SKIPPED), UNKNOWN, "NOT AUDITED"),
        (answer(SKIPPED, HURT), VULNERABLE, "1 of 2 not found: gone"),
        (answer(), UNKNOWN, "NOT AUDITED"),
        (Answer("", "Traceback …\nConnectionError: no route to host"), UNKNOWN, "no route to host"),
        (Answer("<html>a proxy's page</html>"), UNKNOWN, "nothing was looked up"),
        (Answer("[]"), UNKNOWN, "no answer"),
    ],
)
def test_conclusion_follows_what_was_looked_up(given: Answer, status: int, words: str) -> None:
    """Skipped packages, empty reports and failures differ from sound and vulnerable lists."""
    found = conclude("run.txt", given)
    assert found.status == status
    assert words in "\n".join(found.lines)


@pytest.mark.slow
def test_unreachable_database_is_said_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a network the real tool ends with status 2 and one sentence, without a traceback."""
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("PIP_CACHE_DIR", str(tmp_path / "cache"))
    pinned = tmp_path / "run.txt"
    pinned.write_text(f"made-up-package==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    assert main([str(pinned)]) == UNKNOWN
    assert "NOT AUDITED" in capsys.readouterr().out
