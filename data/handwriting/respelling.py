"""Spell typed dates and hours in the way that the grammar of plan documents reads.

A document has «12 March» and «3:00 pm». People also type «Mar 12», «May 27th, 2027» and «3 pm». In documents
a short month before a figure is more often a name than a date, so the grammar itself does not read it.
"""

import re

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_BY_BEGINNING = {month[:3].lower(): month for month in _MONTHS}
_MONTH_FIRST = re.compile(
    r"(?<![\w-])(?<!\b\d\s)(?<!\b\d\d\s)"
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?\s+(\d{1,2}(?:st|nd|rd|th)?(?:\s*[-–—]\s*\d{1,2}(?:st|nd|rd|th)?)?)"
    r"(?![\d:.])(?:\s*,?\s+((?:19|20)\d\d)(?!\d))?",
    re.IGNORECASE,
)
_ENDING = re.compile(r"(?<=\d)(?:st|nd|rd|th)", re.IGNORECASE)
_HALF_DAY = re.compile(r"(?<![\d:.])(\d{1,2})\s*([ap]\.?m\b\.?)", re.IGNORECASE)


def respell_dates(text: str) -> str:
    """Return the text with «27 May 2027» for «May 27th, 2027» and «3:00 pm» for «3 pm»."""
    # hours first, so that «5 June 3 pm» has no day after its month
    return _MONTH_FIRST.sub(_day_first, _HALF_DAY.sub(r"\1:00 \2", text))


def _day_first(found: re.Match[str]) -> str:
    month = _BY_BEGINNING[found[1][:3].lower()]
    return " ".join(filter(None, (_ENDING.sub("", found[2]), month, found[3])))
