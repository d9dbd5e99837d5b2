"""What a command line is refused for, in one line."""

from bot.settings import BadSettings


class Refusal(Exception):
    """A command that cannot be carried out; the text is the one line the person reads."""


def refusals() -> tuple[type[Exception], ...]:
    """The errors whose text is meant for the person at the command line."""
    return Refusal, BadSettings
