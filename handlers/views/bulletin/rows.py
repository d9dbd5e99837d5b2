"""Render the lines of an issue, in the form of the lines of /upcoming."""

from datetime import date

from data.calendar.bulletin.digest import DigestRow
from data.calendar.occasions import Occasion
from handlers.text.markup import Markup
from handlers.text.words import Words
from handlers.views.agenda.rows import RowSetting, agenda_row, what_of
from handlers.views.wording.dates import date_in_words
from handlers.views.wording.occasions import is_marked
from handlers.views.wording.until import until

LONGEST_LINE_TITLE = 100
LONGEST_BRIEF_TITLE = 60


def issue_line(words: Words, row: DigestRow, today: date) -> Markup:
    """Render «10 марта, ср · Нарьян-Мар — 92 года ≈». A brief row has a short title."""
    longest = LONGEST_BRIEF_TITLE if row.is_brief else LONGEST_LINE_TITLE
    return agenda_row(words, row.occasion, RowSetting(today, today.year), longest)


def distant_line(words: Words, occasion: Occasion, today: date) -> Markup:
    """Render «30 мая, через 8 недель · Ярославль — 1010 лет ≈»."""
    begins, when = occasion.when.begins, date_in_words(words, occasion.when, today.year)
    if begins is not None and begins > today:
        when = words("bulletin-until", when=when, until=until(words, today, begins))
    line = words("agenda-row", when=when, what=what_of(words, occasion))
    return words("agenda-row-approximate", row=line) if is_marked(occasion) else line
