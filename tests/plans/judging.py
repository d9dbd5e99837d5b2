"""A tool: compares what was read of a generated plan with its truth.

Every value is right, told (wrong, but a warning names or quotes the row) or silently wrong. A row that cannot
be found again is lost, told or untold. Only silently wrong values and rows lost untold are faults.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from data.calendar.plan import CityDate, PlanEvent
from data.plans.reading import Reading
from tests.plans.generator.truth import Truth


@dataclass(slots=True)
class Judgement:
    """The number of values by outcome, and the faults in words."""

    values: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def figures(self) -> str:
        """Return the counts on one line."""
        return ", ".join(f"{outcome} {count}" for outcome, count in sorted(self.values.items()))

    def add(self, other: "Judgement") -> None:
        """Add the counts and faults of another document."""
        self.values += other.values
        self.faults += other.faults


def judge(reading: Reading, truths: list[Truth], seed: object) -> Judgement:
    """Compare one reading with the truth of its rows."""
    judgement = Judgement()
    left = {id(event) for event in reading.plan.events}
    for truth in truths:
        found = _find(reading, truth)
        left.discard(id(found))
        judgement.add(_judge_row(truth, found, is_told=_is_told(reading, truth), seed=seed))
    for event in reading.plan.events:
        if id(event) in left:
            judgement.values["rows too many"] += 1
            judgement.faults.append(f"seed {seed}: no such row: {event.title}")
    return judgement


def _judge_row(truth: Truth, found: PlanEvent | CityDate | None, *, is_told: bool, seed: object) -> Judgement:
    judgement = Judgement()
    if found is None:
        judgement.values["rows lost, told" if is_told else "rows lost untold"] += 1
        judgement.faults += [] if is_told else [f"seed {seed}: lost {truth.word}"]
        return judgement
    for name, wanted, got in _values(truth, found):
        outcome = "right" if wanted == got else "wrong, told" if is_told else "silently wrong"
        judgement.values[outcome] += 1
        if outcome == "silently wrong":
            judgement.faults.append(f"seed {seed}: {truth.word} {name}: {got!r}, not {wanted!r}")
    return judgement


def _find(reading: Reading, truth: Truth) -> PlanEvent | CityDate | None:
    if truth.kind == "events":
        return next((event for event in reading.plan.events if truth.word in event.title), None)
    rows = reading.plan.jubilees if truth.kind == "jubilees" else reading.plan.city_days
    return next((row for row in rows if row.city == truth.city), None)


def _is_told(reading: Reading, truth: Truth) -> bool:
    """Return whether a warning quotes the row's own word, or names its list and number."""
    for warning in reading.warnings:
        arguments = dict(warning.arguments)
        if any(truth.word in str(value).replace("a", "а") for value in arguments.values()):
            return True
        if len(str(arguments.get("text", ""))) > 3 and str(arguments["text"]) in truth.printed:
            return True
        rows = {str(arguments.get(key)) for key in ("row",)}
        if truth.number and truth.number in rows and arguments.get("list", "events") == truth.kind:
            return True
    return False


def _values(truth: Truth, found: PlanEvent | CityDate) -> Iterator[tuple[str, object, object]]:
    yield "number", truth.number, found.number
    if isinstance(found, CityDate):
        yield "age", truth.age, found.age
        yield "approx", truth.approx, found.approx
        yield "date", truth.dates[0], (found.precision.value, found.start, found.end)
        return
    yield "title", truth.title, found.title.removesuffix(".")
    yield "organisers", truth.organisers, found.organisers
    yield "section", truth.section, found.section
    yield "status", truth.status, found.status.value
    dates = tuple(
        (one.when.precision.value, one.when.start, one.when.end) if one.when else None
        for one in found.occurrences
    )
    yield "dates", truth.dates, dates
    cities = {one.place.city if one.place else None for one in found.occurrences}
    yield "city", {truth.city}, cities
