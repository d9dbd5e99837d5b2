"""Words of warnings in the tests, as the program words them."""

from collections.abc import Callable

from data.plans.doubts import PlanWarning
from handlers.text.words import words_in


def saying(language: str) -> Callable[[PlanWarning], str]:
    """Return a function that words a warning in the language."""
    words = words_in(language)

    def say(warning: PlanWarning) -> str:
        return str(words.plain(f"plan-warning-{warning.code.replace('_', '-')}", **dict(warning.arguments)))

    return say
