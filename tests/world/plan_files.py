"""The shipped plan in the files that people keep plans in: Word and Excel."""

from tests.plans.generator.files import as_docx, as_xlsx
from tests.plans.generator.truth import GeneratedPlan
from tests.world.sent_plans import plan_with

COLUMNS = 4


def plan_in_word(*edits: tuple[str, str]) -> bytes:
    """Return the plan of 2020 as a Word document, with words replaced as in `plan_with`."""
    return as_docx(_plan(*edits))


def plan_in_excel(*edits: tuple[str, str]) -> bytes:
    """Return the plan of 2020 as a workbook, with words replaced as in `plan_with`."""
    return as_xlsx(_plan(*edits).as_rows())


def _plan(*edits: tuple[str, str]) -> GeneratedPlan:
    plan = GeneratedPlan(width=COLUMNS)
    for printed in plan_with(*edits).decode().splitlines():
        line = printed.replace("**", "").replace("<b>", "").replace("</b>", "").rstrip(" ")
        cells = line.split("\t")
        if line.startswith("\t"):
            # a page break has cut the row above in two
            plan.lines[-1] = [f"{above}\n{below}".strip() for above, below in _pairs(plan.lines[-1], cells)]
        elif line.strip():
            plan.lines.append(cells + [""] * (COLUMNS - len(cells)) if len(cells) > 1 else [line.strip()])
    return plan


def _pairs(above: list[str], below: list[str]) -> list[tuple[str, str]]:
    return list(zip(above, below + [""] * (COLUMNS - len(below)), strict=True))
