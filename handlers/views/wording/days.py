"""Word exact days, spans, months, clock times and ages."""

from datetime import date

from data.calendar.imprecise_dates import ClockTime
from handlers.text.markup import Markup
from handlers.text.words import Words


def day_in_words(words: Words, day: date, this_year: int) -> Markup:
    """Return «12 марта» or «12 марта 2021 г.»."""
    return words("date-day", day=day.day, month=day.month, year=year_argument(day, this_year))


def span_in_words(words: Words, first: date, last: date, this_year: int) -> Markup:
    """Return «3–4 октября» or «28 февраля – 2 марта», with the year if it is not this one."""
    if first == last:
        return day_in_words(words, first, this_year)
    if first.year != last.year:
        # a span over two years names both
        return words("date-span", first=day_in_words(words, first, 0), last=day_in_words(words, last, 0))
    year = year_argument(last, this_year)
    if first.month == last.month:
        return words("date-days", first=first.day, last=last.day, month=first.month, year=year)
    return words(
        "date-span",
        first=words("date-day", day=first.day, month=first.month, year=0),
        last=words("date-day", day=last.day, month=last.month, year=year),
    )


def days_of_month(words: Words, first: date, last: date) -> Markup:
    """Return «29» or «5–6»: days whose month is named elsewhere."""
    return words("days-of-month", first=0 if first == last else first.day, last=last.day)


def weekday_in_words(words: Words, day: date) -> Markup:
    """Return «суббота»."""
    return words("weekday", weekday=day.weekday())


def short_weekdays(words: Words, first: date, last: date) -> Markup:
    """Return «сб», or «сб–вс» for a run of days."""
    names = [words("weekday-short", weekday=day.weekday()) for day in (first, last)]
    return names[0] if first == last else words("weekdays-short", first=names[0], last=names[1])


def on_weekday(words: Words, day: date) -> Markup:
    """Return «в субботу», «во вторник»."""
    return words("weekday-when", weekday=day.weekday())


def days_ahead(words: Words, days: int) -> Markup:
    """Return «сегодня», «завтра», «через 7 дней». days must not be negative."""
    return words("days-ahead", days=days)


def month_in_words(words: Words, year: int, month: int, this_year: int) -> Markup:
    """Return «сентябрь» or «сентябрь 2021 г.»."""
    return words("month", month=month, year=0 if year == this_year else year)


def month_title(words: Words, year: int, month: int, this_year: int) -> str:
    """Return «Сентябрь» or «Январь 2027», for a button."""
    return words.plain("month-title", month=month, year=0 if year == this_year else year)


def age_in_words(words: Words, age: int) -> Markup:
    """Return «22 года», «111 лет», «1021 год»."""
    return words("age", age=age)


def with_clock(words: Words, date: Markup, clock: ClockTime | None) -> Markup:
    """Return «12 марта, 10:00–12:00», or the date alone without a time."""
    return date if clock is None else words("date-at-time", date=date, time=clock_in_words(words, clock))


def clock_in_words(words: Words, clock: ClockTime) -> Markup:
    """Return «10:00» or «10:00–12:00»."""
    start = f"{clock.start:%H:%M}"
    if clock.end is None:
        return words("clock-time", start=start)
    return words("clock-span", start=start, end=f"{clock.end:%H:%M}")


def year_argument(day: date, this_year: int) -> int:
    """Return the year to name, or 0 to leave it out."""
    return 0 if day.year == this_year else day.year
