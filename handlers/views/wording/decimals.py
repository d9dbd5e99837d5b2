"""Write figures as a language writes them."""

from babel.numbers import format_decimal

from handlers.text.words import Words

MEBIBYTE = 2**20


def mebibytes(words: Words, size: int) -> str:
    """Return a size in MiB with one decimal: «0,2» in Russian."""
    return decimal(words, size / MEBIBYTE)


def decimal(words: Words, value: float, digits: int = 1) -> str:
    """Return a number with so many decimals, such as «1,5» in Russian."""
    return str(format_decimal(value, format=f"0.{'0' * digits}", locale=words.language))
