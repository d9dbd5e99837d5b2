"""Golden files of what commands print: a file for each output in each language.

With REWRITE_MESSAGES set in the environment the files are written anew instead of compared.
"""

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "printed"


def check_printed(name: str, language: str, text: str) -> None:
    """Check that a text equals its golden file, or write the file if REWRITE_MESSAGES is set."""
    file = FOLDER / language / f"{name}.txt"
    if os.environ.get("REWRITE_MESSAGES"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text
