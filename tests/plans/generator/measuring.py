"""A tool: reads generated plans in several kinds of files and counts outcomes."""

from collections.abc import Iterable

from data.calendar.city_search.lookup import CityIndex
from data.plans.documents import read_in_this_process
from data.plans.unreadable import Unreadable
from tests.plans.generator.files import KINDS, TEXT
from tests.plans.generator.writer import generate
from tests.plans.judging import Judgement, judge


def measure(seeds: Iterable[int], index: CityIndex) -> Judgement:
    """Judge the plans of these seeds, each as text and as one other kind of file."""
    total = Judgement()
    for seed in seeds:
        for name, write in (TEXT, KINDS[seed % len(KINDS)]):
            plan = generate(seed, may_break=name == "txt")
            try:
                reading = read_in_this_process(write(plan), f"plan.{name}", index)
            except Unreadable as refused:
                total.faults.append(f"seed {seed}.{name}: refused, {refused}")
                continue
            total.add(judge(reading, plan.truths, f"{seed}.{name}"))
    return total
