"""Warnings and refusals as sentences, the way the program says them."""

from collections.abc import Callable

from data.plans.doubts import PlanWarning
from handlers.text.words import words_in


def saying(language: str) -> Callable[[PlanWarning], str]:
    """What turns a warning into its sentence in that language."""
    words = words_in(language)

    def say(warning: PlanWarning) -> str:
        return str(words.plain(f"plan-warning-{warning.code.replace('_', '-')}", **dict(warning.arguments)))

    return say
