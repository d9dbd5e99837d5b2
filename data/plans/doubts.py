"""Name every doubt about a plan: flags of events and city dates, warnings of a plan.

A flag marks a value for machines, next to the value. A warning is for the person who imports and becomes a
sentence in the handlers. What a rule settles (a split, a join, a label without its colon) is only a flag.
What a person should look at is also a warning.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Self

Argument = str | int


class ListName(StrEnum):
    """The three lists of a plan. Numbers start anew in each."""

    EVENTS = "events"
    JUBILEES = "jubilees"
    CITY_DAYS = "city_days"


class Flag(StrEnum):
    """A machine-readable doubt about one event or one city date."""

    ROW_SPLIT_INTO_EVENTS = "row_split_into_events"
    """The row held as many titles as organiser groups, and each became an event."""
    ROW_JOINED_ACROSS_PAGE_BREAK = "row_joined_across_page_break"
    """The row was printed in pieces, which were joined cell by cell."""
    COMPOUND_TITLE = "compound_title"
    """The title names two things that cannot be separated with certainty."""
    BULLET_LIST = "bullet_list"
    """The title carries a bulleted list."""
    LABEL_WITHOUT_COLON = "label_without_colon"
    """«Организаторы Акимат…»: the label was read though its colon is missing."""
    FULL_STOP_AS_SEPARATOR = "full_stop_as_separator"
    """A full stop before a word of capitals separated two organisers."""
    LINE_BREAK_AS_SEPARATOR = "line_break_as_separator"
    """A line break inside the cell separated two organisers."""
    SEVERAL_ORGANISER_GROUPS = "several_organiser_groups"
    """Several organiser labels, but not as many titles: nothing was split."""
    UNKNOWN_CITY = "unknown_city"
    """The catalogue has no such city. The printed name is kept."""
    SEVERAL_OCCURRENCES = "several_occurrences"
    """One cell names several places or dates, and each became an occurrence."""
    INVALID_DATE = "invalid_date"
    """A day the calendar lacks, or an ambiguous wording («зима»). It is kept as printed."""
    WEEKDAY_MISMATCH = "weekday_mismatch"
    """The printed weekday is not that of the printed day."""
    DATE_OUTSIDE_YEAR = "date_outside_year"
    """The date lies in another year than the plan's."""
    NO_DATE = "no_date"
    """The cell names no date at all."""
    UNREAD_WORDS = "unread_words"
    """A figure, a month or words of the place and date cells were not understood."""
    HYBRID = "hybrid"
    """The event is in a city and online."""
    AGE_WORD_MISMATCH = "age_word_mismatch"
    """«22 лет», «873 год»: the noun does not agree with the number."""
    NO_AGE = "no_age"
    """A jubilee row without an age."""
    NOT_MULTIPLE_OF_5 = "not_multiple_of_5"
    """A jubilee that is no multiple of five."""
    IN_BOTH_LISTS = "in_both_lists"
    """The city stands in the jubilee list and in the list of city days."""
    TWICE_IN_LIST = "twice_in_list"
    """The city stands twice in one list."""


class WarningCode(StrEnum):
    """A doubt that a person should look at. Each code has one sentence in every language."""

    ROWS_OUT_OF_ORDER = "rows_out_of_order"
    CITIES_OUT_OF_ORDER = "cities_out_of_order"
    NUMBER_MISSING = "number_missing"
    NUMBER_REPEATED = "number_repeated"
    TITLE_MISSING = "title_missing"
    LINE_UNREAD = "line_unread"
    COLUMN_UNREAD = "column_unread"
    COLUMN_GUESSED = "column_guessed"
    ROW_CONTINUES = "row_continues"
    HEADING_ASSUMED = "heading_assumed"
    SUM_ROW = "sum_row"
    EXTRA_CELL = "extra_cell"
    ODD_NUMBER = "odd_number"
    STATUS_UNCLEAR = "status_unclear"
    STRUCK_TEXT = "struck_text"
    DATE_COLUMNS_DIFFER = "date_columns_differ"
    YEAR_DIFFERS = "year_differs"
    SEVERAL_ORGANISER_GROUPS = "several_organiser_groups"
    NO_DATE = "no_date"
    INVALID_DATE = "invalid_date"
    WEEKDAY_MISMATCH = "weekday_mismatch"
    DATE_OUTSIDE_YEAR = "date_outside_year"
    DATE_OUTSIDE_HEADING = "date_outside_heading"
    UNREAD_WORDS = "unread_words"
    UNKNOWN_CITY = "unknown_city"
    CITY_UNDER_TWO_NAMES = "city_under_two_names"
    NO_AGE = "no_age"
    NOT_MULTIPLE_OF_5 = "not_multiple_of_5"
    IN_BOTH_LISTS = "in_both_lists"
    TWICE_IN_LIST = "twice_in_list"
    FOOTNOTE_MARK_WITHOUT_TEXT = "footnote_mark_without_text"
    FOOTNOTE_WITHOUT_MARK = "footnote_without_mark"
    FOOTNOTE_REF_MISREAD = "footnote_ref_misread"
    CITY_PROPOSAL = "city_proposal"
    DATE_DIFFERS_FROM_RULE = "date_differs_from_rule"
    DATE_OUTSIDE_WINDOW = "date_outside_window"
    AGE_DIFFERS_FROM_PLAN = "age_differs_from_plan"
    AGE_DIFFERS_FROM_FOUNDING = "age_differs_from_founding"
    HAND_EDIT_DIFFERS = "hand_edit_differs"
    HAND_CANCELLATION_KEPT = "hand_cancellation_kept"
    HAND_ADDED_KEPT = "hand_added_kept"
    HAND_CITY_DAY_KEPT = "hand_city_day_kept"


_PLACED = ("list", "row")

WARNING_ARGUMENTS: Mapping[WarningCode, tuple[str, ...]] = MappingProxyType(
    {
        WarningCode.ROWS_OUT_OF_ORDER: ("first", "second"),
        WarningCode.CITIES_OUT_OF_ORDER: ("count", "cities", "city", "date", "after", "after_date"),
        WarningCode.NUMBER_MISSING: (*_PLACED, "after"),
        WarningCode.NUMBER_REPEATED: _PLACED,
        WarningCode.TITLE_MISSING: ("row", "text"),
        WarningCode.LINE_UNREAD: ("line", "text"),
        WarningCode.COLUMN_UNREAD: ("column",),
        WarningCode.COLUMN_GUESSED: ("column", "role"),
        WarningCode.ROW_CONTINUES: ("row", "text"),
        WarningCode.HEADING_ASSUMED: ("line", "text"),
        WarningCode.SUM_ROW: ("line", "text"),
        WarningCode.EXTRA_CELL: (*_PLACED, "text"),
        WarningCode.ODD_NUMBER: ("row", "text"),
        WarningCode.STATUS_UNCLEAR: (*_PLACED, "text"),
        WarningCode.STRUCK_TEXT: (*_PLACED, "text"),
        WarningCode.DATE_COLUMNS_DIFFER: (*_PLACED, "text"),
        WarningCode.YEAR_DIFFERS: ("printed", "year"),
        WarningCode.SEVERAL_ORGANISER_GROUPS: ("row", "text"),
        WarningCode.NO_DATE: (*_PLACED, "text"),
        WarningCode.INVALID_DATE: (*_PLACED, "text"),
        WarningCode.WEEKDAY_MISMATCH: (*_PLACED, "text"),
        WarningCode.DATE_OUTSIDE_YEAR: (*_PLACED, "text", "year"),
        WarningCode.DATE_OUTSIDE_HEADING: (*_PLACED, "text", "heading"),
        WarningCode.UNREAD_WORDS: (*_PLACED, "text"),
        WarningCode.UNKNOWN_CITY: (*_PLACED, "city"),
        WarningCode.CITY_UNDER_TWO_NAMES: (
            "first",
            "first_list",
            "first_row",
            "second",
            "second_list",
            "second_row",
        ),
        WarningCode.NO_AGE: (*_PLACED, "city"),
        WarningCode.NOT_MULTIPLE_OF_5: (*_PLACED, "city", "age"),
        WarningCode.IN_BOTH_LISTS: ("city",),
        WarningCode.TWICE_IN_LIST: (*_PLACED, "city"),
        WarningCode.FOOTNOTE_MARK_WITHOUT_TEXT: ("mark", "list", "read_as"),
        WarningCode.FOOTNOTE_WITHOUT_MARK: ("mark", "text"),
        WarningCode.FOOTNOTE_REF_MISREAD: ("mark", "list"),
        WarningCode.CITY_PROPOSAL: ("printed", "city"),
        WarningCode.DATE_DIFFERS_FROM_RULE: (*_PLACED, "city", "date", "day", "month"),
        WarningCode.DATE_OUTSIDE_WINDOW: (
            *_PLACED,
            "city",
            "date",
            "day",
            "month",
            "last_day",
            "last_month",
        ),
        WarningCode.AGE_DIFFERS_FROM_PLAN: (*_PLACED, "city", "age", "expected", "year"),
        WarningCode.AGE_DIFFERS_FROM_FOUNDING: (*_PLACED, "city", "age", "expected"),
        WarningCode.HAND_EDIT_DIFFERS: (*_PLACED, "field", "before", "after"),
        WarningCode.HAND_CANCELLATION_KEPT: (*_PLACED, "text"),
        WarningCode.HAND_ADDED_KEPT: ("text",),
        WarningCode.HAND_CITY_DAY_KEPT: (*_PLACED, "city", "date", "day", "month"),
    }
)
"""The arguments of every code. list is a ListName, row is the number as printed."""


@dataclass(frozen=True, slots=True)
class PlanWarning:
    """One doubt about a plan, as data. The sentence is made from the code and the arguments."""

    code: WarningCode
    arguments: tuple[tuple[str, Argument], ...] = ()

    @classmethod
    def of(cls, code: WarningCode, **arguments: Argument) -> Self:
        """Return the warning with its arguments in the order of WARNING_ARGUMENTS.

        Raises ValueError when the arguments are not those of the code.
        """
        names = WARNING_ARGUMENTS[code]
        if set(names) != set(arguments):
            raise ValueError(code, sorted(arguments))
        return cls(code, tuple((name, arguments[name]) for name in names))
