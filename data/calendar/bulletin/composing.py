"""Compose an issue of the bulletin from the agenda and what earlier issues have told."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from data.calendar.bulletin.digest import (
    Agenda,
    ChangedSubject,
    Digest,
    DigestRow,
    Fact,
    FoundingFact,
    JubileesFact,
    Silence,
    Stage,
    ToldIssue,
    ToldRow,
    days_code,
    week_key,
)
from data.calendar.occasions import Occasion, OccasionKind

# issues of the bulletin and the journal are no news in an issue
_ISSUES = frozenset({OccasionKind.BULLETIN, OccasionKind.JOURNAL})
_WEEK = timedelta(days=7)
_NEAR = timedelta(days=13)
_MONTH = timedelta(days=31)
_JUBILEES_AHEAD = timedelta(days=60)
_FURTHEST = timedelta(days=366)
QUIET_GAP = timedelta(days=28)
"""How long no issue has gone out before a quiet one may. It is the longest silence in a busy year."""

_COMING = 5
_FOLLOWING = 3
# a window of this many days or fewer may stand in a week
_NARROW_DAYS = 14
_NEAR_STAGES = {
    Stage.NEXT_WEEK: (Stage.NEXT_WEEK, Stage.THIS_WEEK),
    Stage.THIS_WEEK: (Stage.THIS_WEEK,),
    Stage.OPENING: (Stage.OPENING,),
    Stage.AHEAD: tuple(Stage),
}


def compose_digest(
    agenda: Agenda,
    issue_day: date,
    today: date | None = None,
    earlier: Sequence[ToldIssue] = (),
    changes: Sequence[ChangedSubject] = (),
) -> Digest:
    """Compose the issue of a day as it reads today, or on that day without another one.

    earlier are the issues that went out before, newest first. An issue is worth sending if something of the
    next 14 days or of the changes is new. In a season without news a quiet issue says what comes next: not
    twice in a month, only after four weeks without an issue, and not if that has been told.
    """
    span = _Span.of(today or issue_day)
    told = _told_rows(earlier)
    digest = _sections(agenda, issue_day, span, told)
    digest = replace(digest, changes=tuple(changes), last_issue=earlier[0].day if earlier else None)
    if changes or _has_news(digest, span, told):
        return digest if changes or _is_fresh(digest, earlier) else _with_more(digest, agenda, earlier)
    return _quiet(digest, agenda, earlier)


@dataclass(frozen=True, slots=True)
class _Span:
    """The days of an issue that reads as of the first of them. sunday ends its week."""

    first: date
    sunday: date

    @classmethod
    def of(cls, first: date) -> "_Span":
        return cls(first, first + timedelta(days=6 - first.weekday()))

    @property
    def next_sunday(self) -> date:
        return self.sunday + _WEEK

    def stage(self, item: Occasion) -> Stage | None:
        """Return how near an occasion is, or None for one too far away to be told of."""
        begins, end = item.when.begins, item.when.end
        if begins is None or end is None:
            return None
        if item.when.is_day or (end - begins).days < _NARROW_DAYS:
            # of a window no day is known: it is in a week only if none of its days is outside
            last = begins if item.when.is_day else end
            if last <= self.sunday:
                return Stage.THIS_WEEK
            if last <= self.next_sunday and max(begins, self.first) > self.sunday:
                return Stage.NEXT_WEEK
        if item.when.is_window and self.first <= begins <= self.first + _NEAR:
            return Stage.OPENING
        furthest = _JUBILEES_AHEAD if item.kind is OccasionKind.JUBILEE else _MONTH
        return Stage.AHEAD if begins <= self.first + furthest else None

    def is_turning(self, item: Occasion) -> bool:
        """Return whether it has yet to begin or ends soon. An open window is not told every week."""
        begins, end = item.when.begins, item.when.end
        return begins is not None and end is not None and (begins > self.first or end <= self.first + _NEAR)


def _sections(agenda: Agenda, issue_day: date, span: _Span, told: dict[str, list[ToldRow]]) -> Digest:
    by_stage: dict[Stage, list[DigestRow]] = {}
    for item in agenda(span.first, span.first + _JUBILEES_AHEAD):
        stage = span.stage(item)
        if stage is not None and _is_listed(item):
            row = DigestRow(item, _was_told(item, told, tuple(Stage)), stage)
            by_stage.setdefault(stage, []).append(row)
    for rows in by_stage.values():
        rows.sort(key=_days_first)
    ahead = by_stage.get(Stage.AHEAD, [])
    shown = [*(row for row in ahead if not row.is_brief), *by_stage.get(Stage.OPENING, [])]
    shown.sort(key=_days_first)
    return Digest(
        week=week_key(issue_day),
        issue_day=issue_day,
        today=span.first,
        this_week=tuple(by_stage.get(Stage.THIS_WEEK, ())),
        next_week=tuple(by_stage.get(Stage.NEXT_WEEK, ())),
        month=tuple(row for row in shown if not _is_jubilee(row)),
        jubilees=tuple(row for row in shown if _is_jubilee(row)),
        still_ahead=tuple(row for row in ahead if row.is_brief and span.is_turning(row.occasion)),
        past=tuple(_past(agenda, span.first, told)),
    )


def _days_first(row: DigestRow) -> tuple[object, ...]:
    """Sort windows after days, because a window never stands before a day inside it."""
    return row.occasion.when.is_window, row.occasion.sort_key()


def _past(agenda: Agenda, first: date, told: dict[str, list[ToldRow]]) -> Iterable[DigestRow]:
    """Yield what ended in the last seven days, except windows: their day is not known."""
    for item in agenda(first - _WEEK, first - timedelta(days=1)):
        is_over = item.when.is_day and item.when.is_over(first)
        if is_over and _is_listed(item) and not _was_told(item, told, (Stage.PAST,)):
            yield DigestRow(item, is_brief=True, stage=Stage.PAST)


def _has_news(digest: Digest, span: _Span, told: dict[str, list[ToldRow]]) -> bool:
    near = span.first + _NEAR
    ahead = (row for row in (*digest.month, *digest.jubilees) if (row.occasion.when.begins or near) <= near)
    rows = (*digest.this_week, *digest.next_week, *ahead)
    return any(not _was_told(row.occasion, told, _NEAR_STAGES[row.stage]) for row in rows)


def _is_fresh(digest: Digest, earlier: Sequence[ToldIssue]) -> bool:
    """Return whether the issue tells of something that the last one has not told of."""
    told = _told_rows(earlier[:1])
    return not all(_was_told(one, told, tuple(Stage)) for one in digest.occasions)


def _with_more(digest: Digest, agenda: Agenda, earlier: Sequence[ToldIssue]) -> Digest:
    """Add a fact, else what comes next, to say more than that the same has come nearer."""
    near = [row.occasion for row in (*digest.this_week, *digest.next_week)]
    if fact := _fact(agenda, near, _told_facts(earlier)):
        return replace(digest, fact=fact)
    coming = _coming(agenda, digest.today, _FOLLOWING, digest.occasions)
    return replace(digest, coming=tuple(DigestRow(one) for one in coming))


def _quiet(digest: Digest, agenda: Agenda, earlier: Sequence[ToldIssue]) -> Digest:
    """Return the issue of a week without news: quiet, or with the reason for its silence."""
    near = [row.occasion for row in (*digest.this_week, *digest.next_week)]
    coming = _coming(agenda, digest.today, _COMING, near)
    if not coming:
        return replace(digest, silence=Silence.UNKNOWN)
    if not _may_be_quiet(digest.today, earlier):
        return replace(digest, silence=Silence.RECENT)
    told = _told_rows(earlier[:1])
    if all(_was_told(one, told, tuple(Stage)) for one in coming):
        return replace(digest, silence=Silence.TOLD)
    rows = tuple(DigestRow(one) for one in coming)
    fact = _fact(agenda, coming, _told_facts(earlier))
    return replace(digest, month=(), jubilees=(), still_ahead=(), coming=rows, fact=fact, is_quiet=True)


def _may_be_quiet(today: date, earlier: Sequence[ToldIssue]) -> bool:
    if earlier and today - earlier[0].day < QUIET_GAP:
        return False
    quiet = next((one.day for one in earlier if one.is_quiet), None)
    return quiet is None or (quiet.year, quiet.month) != (today.year, today.month)


def _coming(agenda: Agenda, today: date, count: int, shown: Iterable[Occasion]) -> list[Occasion]:
    """Return the next occasions that have not begun, without those shown elsewhere."""
    keys = {one.key for one in shown}
    ahead = (item for item in agenda(today, today + _FURTHEST) if _is_listed(item) and item.key not in keys)
    return [item for item in ahead if item.when.begins and item.when.begins >= today][:count]


def _fact(agenda: Agenda, occasions: Sequence[Occasion], told: Collection[str]) -> Fact | None:
    """Return a fact that no issue has told, of the year's jubilees or of one of the cities."""
    facts: list[Fact | None] = [_jubilees_fact(agenda, one.year) for one in occasions[:1]]
    facts += [
        FoundingFact(one, one.city.epoch)
        for one in occasions
        if one.city is not None and one.city.epoch is not None and one.city.epoch > 0
    ]
    return next((fact for fact in facts if fact is not None and fact.key not in told), None)


def _jubilees_fact(agenda: Agenda, year: int) -> JubileesFact | None:
    jubilees = [
        item
        for item in agenda(date(year, 1, 1), date(year, 12, 31))
        if item.kind is OccasionKind.JUBILEE and item.year == year and item.age
    ]
    # the oldest of one is no fact
    if len(jubilees) < 2:
        return None
    return JubileesFact(year, len(jubilees), max(jubilees, key=lambda one: (one.age or 0, one.key)))


def _told_rows(issues: Iterable[ToldIssue]) -> dict[str, list[ToldRow]]:
    """Return what issues have told of each occasion, by its key."""
    found: dict[str, list[ToldRow]] = {}
    for issue in issues:
        for key, row in issue.rows.items():
            found.setdefault(key, []).append(row)
    return found


def _told_facts(issues: Iterable[ToldIssue]) -> frozenset[str]:
    return frozenset(key for issue in issues for key in issue.facts)


def _was_told(item: Occasion, told: dict[str, list[ToldRow]], stages: Collection[Stage]) -> bool:
    """Return whether the occasion has been told on its present days, at one of the stages."""
    days = days_code(item)
    return any(row.days == days and row.stage in stages for row in told.get(item.key, ()))


def _is_listed(item: Occasion) -> bool:
    return not item.is_cancelled and item.kind not in _ISSUES


def _is_jubilee(row: DigestRow) -> bool:
    return row.occasion.kind is OccasionKind.JUBILEE
