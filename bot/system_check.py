"""Refuse a system without the locks of Unix, before a module that needs them is imported."""

import importlib.util
import sys

_NEEDED = "fcntl"


def _refuse_foreign_system() -> None:
    """Say in one line where the bot runs, and exit. Nothing happens on Linux and macOS."""
    # where it is named in sys.modules without a module, there is none either
    if sys.modules.get(_NEEDED, True) and importlib.util.find_spec(_NEEDED) is not None:
        return
    from handlers.text.words import words_in

    is_english = not {"en", "--language=en"}.isdisjoint(sys.argv)
    sys.stderr.write(f"mag-bot: {words_in('en' if is_english else 'ru').plain('cli-system')}\n")
    # Status.REFUSED, which cannot be imported here
    raise SystemExit(2)


_refuse_foreign_system()
