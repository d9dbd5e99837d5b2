"""Define the error of a text by an editor that cannot be read, and what all readers share."""

LONGEST_QUOTE = 100
"""Characters of a text that is quoted back as not understood."""

REMOVAL_SIGNS = frozenset({"-", "–", "—"})
"""Texts that remove what there is."""


class Misread(ValueError):
    """A text is not what it should be. Carries a code for the sentence, and its arguments."""

    def __init__(self, code: str, **arguments: str | int) -> None:
        super().__init__(code, arguments)
        self.code = code
        self.arguments = arguments


def check_length(text: str, longest: int) -> None:
    """Raise Misread for a text that is too long."""
    if len(text) > longest:
        raise Misread("text-too-long", length=len(text), longest=longest)
