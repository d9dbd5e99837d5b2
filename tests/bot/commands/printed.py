"""What commands print, written out to be read by people: a file for each in each language.

With REWRITE_MESSAGES set in the environment the files are written anew instead of compared.
"""

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "printed"


def check_printed(name: str, language: str, text: str) -> None:
    """The text is as it is written down."""
    file = FOLDER / language / f"{name}.txt"
    if os.environ.get("REWRITE_MESSAGES"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text
