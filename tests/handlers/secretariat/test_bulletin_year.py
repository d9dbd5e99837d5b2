"""A year of bulletins, made by the real desk: what each says, and when there is none."""

import re
from collections.abc import AsyncIterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from data.calendar.bulletin.digest import ToldIssue
from data.calendar.occasions import OccasionKind
from data.store.broadcasts.bulletins import Bulletin
from handlers.text.words import LANGUAGES
from handlers.views.message import LONGEST_TEXT, parsed, parsed_length
from scheduler.bulletins.told import earlier_issues
from tests.cast import OWNER
from tests.factories import plain_content
from tests.plan_2020 import plan_2020
from tests.world.bulletin_year import MONDAY_NINE, BulletinYear, bulletin_year, mondays

ISSUES = frozenset({OccasionKind.BULLETIN, OccasionKind.JOURNAL})
AGED = re.compile(r"( — (\d+ (год|года|лет)|День города)|, City Day| turns [\d,]+)( ≈)?$")
NO_DAY = re.compile("в один из дней|начало|середина|конец|половина|on one of|early|mid|late|half")


@pytest.fixture
async def no_plan(tmp_path: Path) -> AsyncIterator[BulletinYear]:
    """Return an installation without any plan."""
    async with bulletin_year(tmp_path) as year:
        yield year


def told(bulletin: Bulletin) -> ToldIssue:
    """Return the changes that an issue has recorded as told."""
    (issue,) = earlier_issues([bulletin])
    return issue


def text(bulletin: Bulletin, language: str = "ru") -> str:
    """Return the text of an issue as people see it."""
    texts = bulletin.body["text"]
    assert isinstance(texts, dict)
    return parsed(texts[language])


@pytest.mark.parametrize("year", [2020, 2027])
async def test_every_issue_of_a_year_has_something_new(year: int, tmp_path: Path) -> None:
    """With the plan of 2020, and in 2027 without a plan, no fact is repeated, and quiet weeks are quiet."""
    async with bulletin_year(tmp_path, *([plan_2020()] if year == 2020 else [])) as months:
        issues = [(monday, await months.week(monday)) for monday in mondays(year)]
        out = [bulletin for _, bulletin in issues if bulletin is not None]
        for monday, bulletin in issues:
            _check_reason_to_come_out(months, monday, bulletin)
    assert 25 <= len(out) <= 40
    for before, after in pairwise(map(told, out)):
        what, last = _said(after), _said(before)
        assert not what <= last, after.day
    quiet = [(issue.day.year, issue.day.month) for issue in map(told, out) if issue.is_quiet]
    assert quiet
    assert len(quiet) == len(set(quiet))
    for bulletin in out:
        for language in LANGUAGES:
            _check_text(bulletin, language)


def _said(issue: ToldIssue) -> set[str]:
    return {f"{key} {row.days}" for key, row in issue.rows.items()} | issue.facts


def _check_reason_to_come_out(year: BulletinYear, monday: date, bulletin: Bulletin | None) -> None:
    """Check that a week with a dated occasion in the next 14 days has an issue.

    An issue without one and without a window that opens is quiet or names some day of a span."""
    ahead = year.almanacs.current().occasions(monday, monday + timedelta(days=13))
    days = [one for one in ahead if one.kind not in ISSUES and one.when.is_day]
    opening = [one for one in ahead if one.kind not in ISSUES and (one.when.begins or monday) >= monday]
    if days:
        assert bulletin is not None, monday
    if not days and not opening and bulletin is not None:
        assert told(bulletin).is_quiet or "в один из дней" in text(bulletin), monday


def _check_text(bulletin: Bulletin, language: str) -> None:
    """Check the heading, the length, the mark of each uncertain day, and the note on the marks."""
    texts = bulletin.body["text"]
    assert isinstance(texts, dict)
    assert parsed_length(texts[language]) <= LONGEST_TEXT
    whole = text(bulletin, language)
    assert f"{told(bulletin).day.year}" in whole.splitlines()[0]
    rows = [line for line in whole.splitlines() if " · " in line and not line.startswith("📰")]
    for row in rows:
        is_city_day = bool(AGED.search(row)) and not NO_DAY.search(row)
        assert row.endswith(" ≈") is is_city_day, row
    assert ("\n\n≈ " in whole) is any(row.endswith("≈") for row in rows)
    for section in whole.split("\n\n")[1:]:
        is_section = section.startswith(("📅", "🗓", "🔭", "🔁", "🎂", "📌", "🍃", "⏭", "✅"))
        assert not is_section or "\n" in section, section


async def test_text_of_an_editor_sends_an_issue_of_a_quiet_week(no_plan: BulletinYear) -> None:
    """Without it the second Monday of January is passed over."""
    first, second, third = mondays(2027)[:3]
    assert await no_plan.week(first) is not None
    assert await no_plan.week(second) is None
    await no_plan.draft(third)
    draft = (await no_plan.store.bulletins.recent(1))[0]
    await no_plan.store.bulletins.set_content(draft.id, plain_content("Приглашаем на выставку."), OWNER)
    sent = await no_plan.week(third)
    assert sent is not None
    assert text(sent).startswith("📰 Бюллетень МАГ · 18 января 2027\n\nПриглашаем на выставку.\n\n")
    assert not told(sent).is_quiet


async def test_restarts_and_skipped_weeks_change_no_issue(tmp_path: Path) -> None:
    """A desk that is made anew before each step, and drafts without sending, sends the same texts."""
    texts = []
    for restarted in (False, True):
        folder = tmp_path / str(restarted)
        folder.mkdir()
        async with bulletin_year(folder) as months:
            for monday in mondays(2027)[12:22]:
                if restarted:
                    await months.draft(monday)
                    months.restart()
                    await months.tick(MONDAY_NINE.due(monday))
                    months.restart()
                await months.week(monday)
            found = await months.store.bulletins.recent(20)
            texts.append([one.body.get("text") for one in found])
    assert texts[0] == texts[1]
    assert any(texts[0])


async def test_issue_skipped_by_an_editor_leaves_its_changes_to_the_next(tmp_path: Path) -> None:
    """A date that was set before a skipped issue is in the next one, as old → new, and in no later one."""
    async with bulletin_year(tmp_path) as months:
        monday = date(2027, 5, 17)
        await months.week(monday)
        await months.set_day("kazan", date(2027, 8, 29), MONDAY_NINE.due(monday) + timedelta(days=2))
        await months.draft(monday + timedelta(days=7))
        draft = (await months.store.bulletins.recent(1))[0]
        await months.store.bulletins.skip(draft.id, OWNER)
        assert await months.week(monday + timedelta(days=7)) is None
        told_late = await months.week(monday + timedelta(days=14))
        after = await months.week(monday + timedelta(days=21))
    assert told_late is not None
    assert after is not None
    assert "📅 Казань, День города: ≈ 30 августа → 29 августа" in text(told_late)
    assert "🔁" not in text(after)
