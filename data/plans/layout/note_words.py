"""Recognise the words that begin a remark or a list of organisers in a note cell."""

import re

ORGANISER_LABEL = re.compile(
    r"(?<![а-яё])(?P<co>со-?)?(?P<label>организатор(?:ы|\(ы\))?|ответственн(?:ый|ые|ая)(?:\s+исполнител[ьи])?)"
    r"(?![а-яё])(?P<colon>\s*:|\s+[-–—](?=\s))?",
    re.IGNORECASE,
)
NOTE_START = re.compile(
    r"^(?:по\s|в рамках|в соответствии|уточн|дата|срок|совместно|при поддержке|при участии|отмен|перенес|"
    r"перенос|не состо|не провод|не будет|"
    r"не будут|снят|исключ|аннулир|отложен|отклады|см\.|очно|заочно|онлайн|"
    r"бюджет|ориентировочно|предварительно|примечание|требуется|место|формат)",
    re.IGNORECASE,
)


def starts_note(text: str) -> bool:
    """Return whether words begin as a remark does: «по плану …», «при участии …»."""
    text = text.strip()
    if text.lower().startswith("примечани"):
        return False  # «Примечание: …» under a table is about the whole table
    return NOTE_START.match(text) is not None or ORGANISER_LABEL.match(text) is not None
