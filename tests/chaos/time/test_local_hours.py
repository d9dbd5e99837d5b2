"""Local hours on days when clocks change, and when the rules of a zone change."""

import random
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from shutil import copyfile
from zoneinfo import ZoneInfo

import pytest

from bot.resources import fix_zone_data
from data.calendar.topics import Topic
from data.store.chat_values import Frequency, LocalHour
from data.store.notices import NewNotice, NoticeKind
from data.store.sqlite.named_queries import Query
from data.store.sqlite.timestamps import from_text
from handlers.views.wording.local_time import OFFERED_ZONES
from scheduler.local_hours import next_hour_instant
from tests.chaos import scale
from tests.chaos.conftest import Record
from tests.chaos.time.local_time import first_minute, transitions
from tests.factories import dated, on
from tests.world.engine import EngineWorld, open_engine
from tests.world.secretariat import Secretariat

SENT = Query(
    "outbox.sent",
    "SELECT n.key, d.chat_id, d.sent_at FROM deliveries AS d JOIN notices AS n ON n.id = d.notice_id "
    "WHERE d.state = 'sent'",
)
DAY = timedelta(days=1)
IN_TIME = timedelta(seconds=60)
# Three changes at which APScheduler fires twice, and one in spring.
KNOWN = (
    ("Europe/Berlin", datetime(2026, 10, 25, 1, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 3, 29, 1, tzinfo=UTC)),
    ("Asia/Almaty", datetime(2024, 2, 29, 18, tzinfo=UTC)),
    ("Europe/Moscow", datetime(2014, 10, 25, 22, tzinfo=UTC)),
)


@pytest.fixture(autouse=True)
def _pinned_zone_data() -> Iterator[None]:
    """Use the zone data of the bot, also after the test."""
    fix_zone_data()
    yield
    fix_zone_data()


@dataclass
class Count:
    """The reminders that were expected, and those that were lost, repeated or at a wrong hour."""

    expected: int = 0
    lost: int = 0
    repeated: int = 0
    wrong_hour: int = 0

    async def compare(self, world: EngineWorld, chat: int, day: date, at: datetime) -> None:
        """Count the reminder of the eve of a day to a chat, which was due at `at`."""
        key = f"reminder:event:{day.toordinal()}:0:{day.isoformat()}:1"
        told = world.sender.told(chat).count(key)
        self.expected += 1
        self.lost += told == 0
        self.repeated += max(0, told - 1)
        if told:
            sent_at = (await world.rows(key))[chat].sent_at
            assert sent_at is not None
            self.wrong_hour += not at <= sent_at <= at + IN_TIME


async def test_an_hour_that_comes_twice_or_never_comes_once(
    tmp_path: Path, record: Record, dice: random.Random
) -> None:
    """Around every change of the clocks each local day has its reminder, once and in time."""
    tried = list(KNOWN)
    if scale.LONG:
        zones = ("Europe/Berlin", *OFFERED_ZONES)
        tried = [(zone, at) for zone in zones for at in transitions(zone, 2014, 2030)]
        assert set(KNOWN) <= {*tried}
    count = Count()
    for number, (zone, change) in enumerate(tried):
        folder = tmp_path / str(number)
        folder.mkdir()
        await _live_through(folder, zone, change, dice, count)
    record("D1", len(tried), reminders=count.expected, repeated=count.repeated, lost=count.lost)
    assert (count.lost, count.repeated, count.wrong_hour) == (0, 0, 0)


async def _live_through(folder: Path, zone: str, change: datetime, dice: random.Random, count: Count) -> None:
    local = (change - timedelta(hours=1)).astimezone(ZoneInfo(zone))
    days = [local.date() + shift * DAY for shift in (-1, 0, 1)]
    hours = sorted({(local.hour + shift) % 24 for shift in (-1, 0, 1, 2)})
    due = {(hour, day): first_minute(zone, day, hour) for hour in hours for day in days}
    async with open_engine(folder, min(due.values()) - DAY, ()) as world:
        for hour in hours:
            await world.chat(hour + 1, zone=zone, hour=hour, leads={Topic.OWN: (1,)})
        for day in days:
            world.agenda.put(on((day + DAY).toordinal(), day + DAY))
        for at in _ticks([*due.values(), change], dice):
            world.clock.at = at
            await world.tick()
        for (hour, day), at in due.items():
            await count.compare(world, hour + 1, day + DAY, at)


def _ticks(instants: list[datetime], dice: random.Random) -> list[datetime]:
    """Return instants just before and after each of these, and in the hours between them."""
    ticks = set()
    for at in instants:
        ticks |= {at - timedelta(seconds=1), at + timedelta(seconds=dice.uniform(0, 30))}
        ticks |= {at + timedelta(minutes=minutes) for minutes in (-30, 30, 61)}
    return sorted(ticks)


# A zone, the zone whose rules it has at first, and the one whose rules it has after a restart.
REFORMS = (
    ("Asia/Almaty", "Asia/Bishkek", "Asia/Tashkent"),
    ("Europe/Moscow", "Europe/Moscow", "Europe/Samara"),
    ("Europe/Kyiv", "Europe/Kyiv", "Europe/Moscow"),
    ("Europe/Chisinau", "Europe/Moscow", "Europe/Chisinau"),
    ("Asia/Vladivostok", "Asia/Magadan", "Asia/Vladivostok"),
)


async def test_new_rules_of_a_zone_keep_the_wall_time(
    tmp_path: Path, record: Record, dice: random.Random
) -> None:
    """Waiting notices keep their local hour when the rules of a zone change."""
    tries, told, wrong, lost, repeated = scale.times(2, 80), 0, 0, 0, 0
    for number in range(tries):
        reform = _reform(tmp_path / str(number), dice, REFORMS[number % len(REFORMS)])
        sent = await reform.live()
        told += len(sent)
        wrong += sum(reform.is_wrong(chat, at) for _, chat, at in sent)
        seen = [(key, chat) for key, chat, _ in sent]
        lost += len(reform.owed() - set(seen))
        repeated += len(seen) - len(set(seen))
    record("D7", tries, told=told, wrong_hour=wrong, lost=lost, repeated=repeated)
    assert (wrong, lost, repeated) == (0, 0, 0)


def _grow(tree: Path, zone: str, source: str) -> Path:
    """Write a tree of zone data in which `zone` has the rules of `source`. Return the tree."""
    grown = tree / zone
    grown.parent.mkdir(parents=True)
    copyfile(str(files("tzdata") / "zoneinfo" / source), grown)
    return tree


def _go_by(tree: Path) -> None:
    zoneinfo.reset_tzpath(to=[str(tree)])
    ZoneInfo.clear_cache()


@dataclass
class Reform:
    """A zone whose rules change at a restart, and three chats there. The third gets digests."""

    folder: Path
    zone: str
    trees: tuple[Path, Path]
    restart: datetime
    hours: dict[int, int]

    def hour(self, chat: int, day: date, tree: Path) -> datetime:
        """Return the instant of the chat's hour on a day, by the rules in a tree."""
        _go_by(tree)
        return first_minute(self.zone, day, self.hours[chat])

    def days(self) -> list[date]:
        """Return the local days around the restart."""
        return [self.restart.date() + shift * DAY for shift in range(-2, 4)]

    async def live(self) -> list[tuple[str, int, datetime]]:
        """Live a day by the old rules and two by the new ones.

        Returns the notice, the chat and the instant of all that was sent.
        """
        old, new = self.trees
        occasions = [on(day.toordinal(), day) for day in self.days()]
        _go_by(old)
        async with open_engine(self.folder, self.restart - DAY, occasions) as world:
            for chat, hour in self.hours.items():
                await world.chat(chat, zone=self.zone, hour=hour, leads={Topic.OWN: (1,)})
            await world.chats.set_frequency(3, Frequency.DAILY, self.restart - 2 * DAY)
            await _run(world, self.restart - DAY, self.restart)
            # as a change does: news for the digest of a daily reader
            change = NewNotice("news", NoticeKind.CHANGE, "event:1", self.restart + 9 * DAY)
            notice = await world.outbox.post(change, self.restart)
            slot = LocalHour(self.zone, self.hours[3])
            await world.outbox.address(notice.id, [3], 1, next_hour_instant(slot, self.restart))
        _go_by(new)
        async with open_engine(self.folder, self.restart, occasions) as world:
            await _run(world, self.restart, self.restart + 2 * DAY)
            return await _sent(world)

    def is_wrong(self, chat: int, at: datetime) -> bool:
        """Return whether an instant is not at the chat's hour.

        A notice that is late at a restart may be sent at once.
        """
        _go_by(self.trees[at > self.restart])
        local = at.astimezone(ZoneInfo(self.zone))
        is_late = any(start < at <= start + IN_TIME for start in (self.restart - DAY, self.restart))
        return (local.hour, local.minute) != (self.hours[chat], 0) and not is_late

    def owed(self) -> set[tuple[str, int]]:
        """Return the notice and the chat of all that must have been sent.

        That is every hour that came by the rules of its time, or that the change of rules skipped.
        """
        found = {("news", 3)}
        for chat in self.hours:
            for day in self.days()[1:]:
                before, after = (self.hour(chat, day - DAY, tree) for tree in self.trees)
                came = self.restart - DAY < before <= self.restart
                comes = self.restart < after <= self.restart + 2 * DAY
                if came or comes or after <= self.restart < before:
                    found.add((f"reminder:event:{day.toordinal()}:0:{day.isoformat()}:1", chat))
        return found


def _reform(folder: Path, dice: random.Random, names: tuple[str, str, str]) -> Reform:
    zone, before, after = names
    folder.mkdir()
    day = datetime(2026, dice.choice((1, 7)), 15, tzinfo=UTC)
    return Reform(
        folder,
        zone,
        (_grow(folder / "old", zone, before), _grow(folder / "new", zone, after)),
        day + timedelta(minutes=dice.randrange(24 * 60)),
        {1: dice.randrange(24), 2: dice.randrange(24), 3: dice.randrange(9, 21)},
    )


async def _run(world: EngineWorld, first: datetime, last: datetime) -> None:
    """Tick soon after the start, and soon after every full hour."""
    at = first + timedelta(seconds=20)
    while at <= last:
        world.clock.at = at
        await world.tick()
        at = at.replace(minute=0, second=20) + timedelta(hours=1)


async def _sent(world: EngineWorld) -> list[tuple[str, int, datetime]]:
    rows = await world.database.fetch_all(SENT)
    return [(row["key"], row["chat_id"], from_text(row["sent_at"])) for row in rows]


@pytest.mark.parametrize(("source", "due"), [("Europe/Samara", 8), ("Europe/Kaliningrad", 10)])
async def test_an_issue_keeps_its_hour_when_the_rules_change(tmp_path: Path, source: str, due: int) -> None:
    """An issue drafted by the old rules goes out once, at noon by the new rules."""
    _go_by(_grow(tmp_path / "old", "Europe/Moscow", "Europe/Moscow"))
    async with open_engine(tmp_path, datetime(2026, 11, 26, 9, tzinfo=UTC), ()) as world:
        secretariat = await Secretariat(world).know(dated(date(2026, 11, 28)))
        await secretariat.tick("2026-11-26 09:00")
        _go_by(_grow(tmp_path / "new", "Europe/Moscow", source))
        for minute in range(7 * 60, 11 * 60, 5):
            await secretariat.tick(f"2026-11-27 {minute // 60:02}:{minute % 60:02}")
            assert len(secretariat.told(1)) == (minute >= due * 60), minute
