"""Word large numbers."""

from handlers.text.words import Words


def amount(words: Words, number: int) -> str:
    """Return a number with its thousands apart: «12 500» and «1250», “12,500” and “1,250”."""
    grouped = f"{number:,}"
    if words.language == "en":
        return grouped
    # Russian sets four digits together
    return grouped.replace(",", "\u00a0") if number >= 10_000 else str(number)
