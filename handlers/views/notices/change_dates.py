"""Word what has happened to a date, old → new."""

from datetime import date

from data.calendar.imprecise_dates import ImpreciseDate
from handlers.text.markup import Markup, join
from handlers.text.words import Words
from handlers.views.notices.plan_change import ChangeEffect, PlanChange, PlannedFacts
from handlers.views.wording.dates import date_in_words, ends_of
from handlers.views.wording.days import days_of_month, weekday_in_words
from handlers.views.wording.when import form_of, when_in_words

_END_EFFECTS = frozenset({ChangeEffect.CANCELLED, ChangeEffect.REMOVED})


def date_line(words: Words, change: PlanChange, effect: ChangeEffect, this_year: int) -> Markup:
    """Return the sentence for an effect on the date."""
    if effect is ChangeEffect.MOVED:
        return _moved_line(words, change, this_year)
    if effect in _END_EFFECTS:
        return _end_line(words, change, effect, this_year)
    if effect is ChangeEffect.DATED:
        return _dated_line(words, change, this_year)
    after = _date_with_weekday(words, change.after, this_year)
    if effect is ChangeEffect.SET:
        before = _expected(words, change, this_year)
        return words("change-set", certainty=_certainty(change), before=before, after=after)
    if effect is ChangeEffect.ESTIMATED:
        return _estimate_line(words, change, after, this_year)
    return _open_line(words, change, effect, this_year)


def _dated_line(words: Words, change: PlanChange, this_year: int) -> Markup:
    """Return «Назначена дата: 15 апреля, среда (раньше — октябрь).»."""
    before, certainty = date_text(words, change.before, this_year), _certainty(change)
    after = _date_with_weekday(words, change.after, this_year)
    if not before:
        return words("change-dated", certainty=certainty, after=after)
    return words("change-dated-from", certainty=certainty, before=before, after=after)


def _certainty(change: PlanChange) -> str:
    """Return whether a new date is named, or a city's approximate one."""
    return "approximate" if change.is_city_day and not change.is_exact else "named"


def _open_line(words: Words, change: PlanChange, effect: ChangeEffect, this_year: int) -> Markup:
    """Return that a date is open again, with the window or the calculated day that remains."""
    before = date_text(words, change.before, this_year)
    after = _date_with_weekday(words, change.after, this_year)
    if not after:
        return words("change-undated", before=before)
    if effect is ChangeEffect.WITHDRAWN:
        return words("change-withdrawn", before=before, after=after)
    return words("change-undated-to", before=before, after=after)


def _estimate_line(words: Words, change: PlanChange, after: Markup, this_year: int) -> Markup:
    """Return «Уточнена ориентировочная дата: 29 августа (раньше …).», or that it is gone."""
    before = _expected(words, change, this_year)
    if not after:
        return words("change-estimate-gone", was=_kind_of(change.before), before=before)
    kinds = {"was": _kind_of(change.before), "is": _kind_of(change.after)}
    return words("change-estimated", before=before, after=after, **kinds)


def _kind_of(facts: PlannedFacts) -> str:
    return "day" if facts.when is not None and facts.when.is_day else "window"


def _expected(words: Words, change: PlanChange, this_year: int) -> Markup:
    """Return what was expected: «30-е» where the new day is in the same month, else the date."""
    old, new = _single_day(change.before.when), _single_day(change.after.when)
    if old is not None and new is not None and (old.year, old.month) == (new.year, new.month):
        return words("change-day-of-month", day=old.day)
    return date_text(words, change.before, this_year)


def _moved_line(words: Words, change: PlanChange, this_year: int) -> Markup:
    """Return «Перенесено с 12 марта на 15 апреля, среда.», or the new wording and the old one."""
    before, after = change.before.when, change.after.when
    if before is None or after is None or not before.is_day or not after.is_day:
        old = date_text(words, change.before, this_year)
        return words("change-rescheduled", before=old, after=date_text(words, change.after, this_year))
    new = date_text(words, change.after, this_year)
    if (day := _single_day(after)) is not None:
        new = words("change-moved-to", date=new, weekday=weekday_in_words(words, day))
    what = "city" if change.is_city_day else "event"
    return words("change-moved", what=what, before=_start_of_move(words, before, after, this_year), after=new)


def _start_of_move(words: Words, before: ImpreciseDate, after: ImpreciseDate, this_year: int) -> Markup:
    """Return the old days without what the new ones name too: «с 29 на 30 августа»."""
    start, end = ends_of(before)
    months = {(day.year, day.month) for day in (start, end, *ends_of(after))}
    if len(months) > 1 or before.tbc or after.tbc:
        same_year = end.year == ends_of(after)[1].year
        return date_in_words(words, before, end.year if same_year else this_year)
    return days_of_month(words, start, end)


def _end_line(words: Words, change: PlanChange, effect: ChangeEffect, this_year: int) -> Markup:
    """Return that the subject is off and when it was planned."""
    what = "city" if change.is_city_day else "event"
    line = (
        words("change-cancelled", what=what)
        if effect is ChangeEffect.CANCELLED
        else words("change-removed", what=what)
    )
    when = change.before.when
    if when is None or not _is_known(when):
        return line
    before = when_in_words(words, when, this_year)
    return join((line, words("change-planned", what=what, form=form_of(when).value, before=before)), " ")


def _date_with_weekday(words: Words, facts: PlannedFacts, this_year: int) -> Markup:
    text = date_text(words, facts, this_year)
    day = _single_day(facts.when)
    if day is None:
        return text
    return words("date-with-weekday", date=text, weekday=weekday_in_words(words, day))


def _single_day(when: ImpreciseDate | None) -> date | None:
    """Return the day that the date is, or None for several days or a date to be confirmed."""
    if when is None or when.tbc or not when.is_day or when.start != when.end:
        return None
    return when.start


def date_text(words: Words, facts: PlannedFacts, this_year: int) -> Markup:
    return date_in_words(words, facts.when, this_year) if _is_known(facts.when) and facts.when else Markup("")


def _is_known(when: ImpreciseDate | None) -> bool:
    return when is not None and when.end is not None
