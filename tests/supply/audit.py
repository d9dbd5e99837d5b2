"""A tool: `python -m tests.supply.audit FILE …` looks up known vulnerabilities of packages.

Status 0 means that every pinned package was looked up and none is listed, 1 that one is listed, 2 that the
database of vulnerabilities gave no answer about some. pip-audit itself ends with 0 where a package was
skipped, and with 1 both for a vulnerability and for a failure.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOUND, VULNERABLE, UNKNOWN = 0, 1, 2

_NAMED = 5
# seconds, so that a stalled database does not delay a release for longer
_PATIENCE = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """The two output streams of pip-audit. An empty report means that it has failed."""

    report: str
    errors: str = ""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The result of an audit in sentences, with the status of the command."""

    status: int
    lines: tuple[str, ...]


def conclude(name: str, answer: Answer) -> Conclusion:
    """Return whether the packages of a list are sound, vulnerable or unknown."""
    try:
        packages = json.loads(answer.report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        reason = answer.errors.strip().splitlines()[-1:] or ["no answer"]
        return Conclusion(UNKNOWN, (_not_known(name, "nothing was looked up"), f"  {reason[0]}"))
    listed = [line for one in packages for line in _vulnerabilities(one)]
    skipped = [one["name"] for one in packages if "skip_reason" in one]
    if skipped or not packages:
        listed.append(_not_known(name, f"{len(skipped)} of {len(packages)} not found: {_first(skipped)}"))
    if any(one.get("vulns") for one in packages):
        return Conclusion(VULNERABLE, tuple(listed))
    if listed:
        return Conclusion(UNKNOWN, tuple(listed))
    return Conclusion(SOUND, (f"{name}: {len(packages)} packages, no known vulnerability.",))


def audit(path: Path) -> Answer:
    """Run pip-audit over a list with hashes. It asks for versions and downloads no package."""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command over a file of ours
            [
                *(sys.executable, "-m", "pip_audit", "--requirement", str(path), "--require-hashes"),
                *("--disable-pip", "--format", "json", "--progress-spinner", "off"),
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return Answer("", f"no answer within {_PATIENCE} s")
    return Answer(done.stdout, done.stderr)


def main(paths: Sequence[str]) -> int:
    """Audit each list, and print the results. Return the worst status.

    Vulnerable is worse than unknown.
    """
    found = [conclude(path, audit(Path(path))) for path in paths]
    for one in found:
        sys.stdout.write("\n".join(one.lines) + "\n")
    statuses = {one.status for one in found}
    return next((status for status in (VULNERABLE, UNKNOWN) if status in statuses), SOUND)


def _vulnerabilities(package: dict[str, Any]) -> list[str]:
    return [
        f"{package['name']} {package['version']}: {one['id']}, mended in "
        f"{', '.join(one.get('fix_versions', ())) or 'no version yet'}"
        for one in package.get("vulns", ())
    ]


def _not_known(name: str, why: str) -> str:
    return f"{name}: NOT AUDITED, the database of vulnerabilities could not be asked ({why})."


def _first(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
