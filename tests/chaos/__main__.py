"""`python -m tests.chaos`: run every chaos test in the long form, and write the report.

The report is docs/reliability.md. With CHAOS=short the tests run in the short form, and the report says so.
If files are named, only they are run and no report is written.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import typer

from scheduler.clock import SystemClock
from tests.chaos import scale
from tests.chaos.figures import read
from tests.chaos.report import write_report

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "docs" / "reliability.md"


def main() -> None:
    """Run pytest and exit with its status. Write the report only if all tests have passed."""
    with tempfile.TemporaryDirectory(prefix="mag-chaos-") as folder:
        figures = Path(folder) / "figures.jsonl"
        form = os.environ.get("CHAOS", "long")
        environment = os.environ | {"CHAOS": form, "CHAOS_FIGURES": str(figures)}
        # test_report.py checks the page, which this run writes only at its end
        which = sys.argv[1:] or ["tests/chaos", "--ignore=tests/chaos/test_report.py"]
        command = [sys.executable, "-m", "pytest", "-rP", "-p", "no:cacheprovider", *which]
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603
        if status == 0 and not sys.argv[1:]:
            REPORT.write_text(
                write_report(read(figures), SystemClock().now().date(), scale.SEED, form), encoding="utf-8"
            )
            typer.echo(f"written: {REPORT.relative_to(ROOT)}")
    sys.exit(status)


if __name__ == "__main__":
    main()
