"""Chats: their settings, their change of id, and all data that is stored of them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from data.calendar.topics import Subscription, Topic
from data.store.answers import Answers, SentAnswer
from data.store.chat_values import Chat, ChatKind, ChatState, Frequency, Language, LocalHour, NewChat
from data.store.chats import Chats, UnknownChat
from data.store.editions.event_drafts import EventDrafts, NewDraft
from data.store.editions.plan_drafts import PlanDrafts
from data.store.feedback.messages import Feedback
from data.store.feedback.values import WrittenFeedback
from data.store.figures.arrival_links import ArrivalLinks
from data.store.open_questions import Dialogue, OpenQuestions
from data.store.retention.personal_data import AUTHOR_COLUMNS, CHAT_COLUMNS, CHATS, PERSONAL_TABLES
from data.store.revisions import Authorship
from data.store.secretariat.staff import StaffStore
from data.store.sqlite.database import Database
from data.store.sqlite.errors import Conflict
from data.store.sqlite.named_queries import Queries, Query
from data.store.subscriptions import Subscriptions
from tests.cast import OWNER
from tests.factories import event

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
ANNA = NewChat(11, ChatKind.PRIVATE, Language.RU, "Europe/Moscow", 10)
GROUP = NewChat(-40, ChatKind.GROUP, Language.RU, "Asia/Almaty", 9)


async def test_a_chat_seen_first_gets_its_settings_and_keeps_them(database: Database) -> None:
    """A chat is stored once. Later calls return the stored settings, and ignore the given ones."""
    chats = Chats(database)
    chat, created = await chats.ensure(ANNA, NOW)
    assert created
    assert chat == Chat(
        11,
        ChatKind.PRIVATE,
        Language.RU,
        "Europe/Moscow",
        10,
        Frequency.EACH,
        ChatState.ACTIVE,
        None,
        None,
        NOW,
        NOW,
    )
    assert await chats.ensure(NewChat(11, ChatKind.PRIVATE, Language.EN, "UTC", 3), LATER) == (chat, False)
    assert await chats.get(12) is None


async def test_each_setting_changes_alone(database: Database) -> None:
    """A setter changes its own field and the time of the change, nothing else."""
    chats = Chats(database)
    before, _ = await chats.ensure(ANNA, NOW)
    await chats.set_language(11, Language.EN, LATER)
    await chats.set_zone(11, "Asia/Tokyo", LATER)
    await chats.set_hour(11, 0, LATER)
    await chats.set_frequency(11, Frequency.DAILY, LATER)
    await chats.set_paused_until(11, date(2026, 12, 31), LATER)
    await chats.set_thread(11, 77, LATER)
    await chats.set_kind(11, ChatKind.SUPERGROUP, LATER)
    await chats.set_city(11, "kazan", "Europe/Moscow", LATER)
    await chats.note_title_asked(11, LATER)
    after = await chats.set_state(11, ChatState.STOPPED, LATER)
    assert after == await chats.get(11)
    assert after == Chat(
        11,
        ChatKind.SUPERGROUP,
        Language.EN,
        "Asia/Tokyo",
        0,
        Frequency.DAILY,
        ChatState.STOPPED,
        date(2026, 12, 31),
        77,
        before.created_at,
        LATER,
        city="kazan",
        is_zone_chosen=True,
        is_title_asked=True,
    )


async def test_city_brings_its_zone_until_the_chat_chooses_one(database: Database) -> None:
    """The zone follows the city from one to the next, and stays when the city is removed."""
    chats = Chats(database)
    await chats.ensure(ANNA, NOW)
    omsk = await chats.set_city(11, "omsk", "Asia/Omsk", LATER)
    assert (omsk.city, omsk.zone, omsk.is_zone_chosen) == ("omsk", "Asia/Omsk", False)
    assert (await chats.set_city(11, "tomsk", "Asia/Tomsk", LATER)).zone == "Asia/Tomsk"
    removed = await chats.set_city(11, None, None, LATER)
    assert (removed.city, removed.zone) == (None, "Asia/Tomsk")
    await chats.set_zone(11, "Asia/Tomsk", LATER)
    chosen = await chats.set_city(11, "omsk", "Asia/Omsk", LATER)
    assert (chosen.city, chosen.zone) == ("omsk", "Asia/Tomsk")
    assert chosen == await chats.get(11)


async def test_city_moves_with_the_chat(database: Database) -> None:
    """A group that becomes a supergroup keeps its city, and is not asked again about its title."""
    chats = Chats(database)
    await chats.ensure(GROUP, NOW)
    await chats.set_city(-40, "kazan", "Europe/Moscow", NOW)
    await chats.note_title_asked(-40, NOW)
    await chats.migrate(-40, -10040, LATER)
    moved = await chats.get(-10040)
    assert moved is not None
    assert (moved.city, moved.zone, moved.is_title_asked) == ("kazan", "Europe/Moscow", True)
    assert (await chats.export(-10040))["chats"][0]["city"] == "kazan"


async def test_setting_what_is_set_is_no_change(database: Database) -> None:
    """The time of the last change stays when nothing changes."""
    chats = Chats(database)
    before, _ = await chats.ensure(ANNA, NOW)
    assert await chats.set_hour(11, 10, LATER) == before == await chats.get(11)


@pytest.mark.parametrize("hour", [-1, 24])
async def test_an_hour_that_is_none_is_refused(hour: int, database: Database) -> None:
    """Hours are 0–23, and after a refusal the old one stays."""
    chats = Chats(database)
    before, _ = await chats.ensure(ANNA, NOW)
    with pytest.raises(Conflict):
        await chats.set_hour(11, hour, LATER)
    assert await chats.get(11) == before


async def test_an_unknown_chat_has_no_settings(database: Database) -> None:
    """Changing a setting of an unknown chat raises an error that names the chat."""
    with pytest.raises(UnknownChat) as unknown:
        await Chats(database).set_hour(404, 9, NOW)
    assert unknown.value.key == "chat:404"


async def test_local_hours_are_those_of_active_chats(database: Database) -> None:
    """Each zone and hour comes once, in order. Chats that may not be written to do not count."""
    chats = Chats(database)
    hours = [("Europe/Moscow", 10), ("Asia/Almaty", 9), ("Europe/Moscow", 9), ("Europe/Moscow", 10)]
    for number, (zone, hour) in enumerate(hours):
        await chats.ensure(NewChat(number, ChatKind.PRIVATE, Language.RU, zone, hour), NOW)
    await chats.ensure(NewChat(9, ChatKind.PRIVATE, Language.RU, "UTC", 1), NOW)
    await chats.set_state(9, ChatState.BLOCKED, NOW)
    assert await chats.local_hours() == tuple(sorted(LocalHour(zone, hour) for zone, hour in set(hours)))
    assert await chats.count_by_state() == {
        ChatState.ACTIVE: 4,
        ChatState.STOPPED: 0,
        ChatState.BLOCKED: 1,
        ChatState.GONE: 0,
    }


async def test_no_chats_have_no_groups(database: Database) -> None:
    """An empty database has no local hours."""
    assert await Chats(database).local_hours() == ()


async def _furnish(database: Database, chat: NewChat) -> None:
    """Give the chat a row in every table that can have one."""
    await Chats(database).ensure(chat, NOW)
    subscriptions = Subscriptions(database)
    await subscriptions.add(chat.chat_id, Subscription(Topic.CITY, "minsk"), NOW)
    await subscriptions.set_leads(chat.chat_id, Topic.CITY, (3,))
    await subscriptions.mute(chat.chat_id, "event:1:0")
    person = abs(chat.chat_id)
    await OpenQuestions(database).put(Dialogue(chat.chat_id, person, "city", {"step": 1}, LATER))
    await Chats(database).fall_behind(chat.chat_id, NOW)
    await Chats(database).refuse(chat.chat_id, "not enough rights", NOW)
    await Answers(database).keep(chat.chat_id, 4, [SentAnswer(5, 0), SentAnswer(6, 0)], NOW)
    await Answers(database).claim_album(chat.chat_id, "album", 4, NOW)
    await ArrivalLinks(database).note(chat.chat_id, "site")
    await StaffStore(database).put_menu(chat.chat_id, 5)
    await EventDrafts(database).put(NewDraft(chat.chat_id, person, 2020, None, event(0)), NOW)
    await PlanDrafts(database).begin(chat.chat_id, person, 1, "план.docx", NOW)
    if chat.kind is ChatKind.PRIVATE:
        await Feedback(database).accept(WrittenFeedback(chat.chat_id, "Анна", 4), (100,), NOW)
        by = Authorship(NOW, OWNER)
        await StaffStore(database).name(person, "Анна", by, may_edit_plan=True, may_send=True)
    async with database.transaction() as tx:
        await tx.execute(
            Query(
                "notice",
                "INSERT INTO notices (id, key, kind, subject, expires_at, payload, created_at)"
                " VALUES (1, 'k', 'reminder', 'event:1:0', '', '{}', '') ON CONFLICT DO NOTHING",
            )
        )
        await tx.execute(
            Query(
                "delivery",
                "INSERT INTO deliveries (notice_id, chat_id, rank, due_at) VALUES (1, :id, 1, '')",
                frozenset({"id"}),
            ),
            id=chat.chat_id,
        )
        await tx.execute(
            Query(
                "inbox",
                "INSERT INTO inbox (update_id, lane, payload, state, received_at)"
                " VALUES (:update, :lane, '{}', 'aside', '')",
                frozenset({"update", "lane"}),
            ),
            update=abs(chat.chat_id),
            lane=str(chat.chat_id),
        )


async def test_a_chat_moves_with_all_it_has(database: Database) -> None:
    """The new id has all the old one had, as a supergroup. A second move does nothing."""
    chats = Chats(database)
    await _furnish(database, GROUP)
    before = await chats.export(-40)
    assert await chats.migrate(-40, -1001, LATER)
    assert not await chats.migrate(-40, -1001, LATER)
    after = await chats.export(-1001)
    moved = await chats.get(-1001)
    assert moved is not None
    assert (moved.kind, moved.zone, moved.hour, moved.created_at) == (
        ChatKind.SUPERGROUP,
        "Asia/Almaty",
        9,
        NOW,
    )
    for table in PERSONAL_TABLES:
        if table.move is not None:
            assert after[table.name] == [{**row, "chat_id": -1001} for row in before[table.name]]
            assert after[table.name]
    assert await chats.get(-40) is None


async def test_a_chat_moves_onto_one_already_seen(database: Database) -> None:
    """Settings of the old chat win, what either followed is followed, and no row is there twice."""
    chats, subscriptions = Chats(database), Subscriptions(database)
    await _furnish(database, GROUP)
    await _furnish(database, NewChat(-1001, ChatKind.SUPERGROUP, Language.EN, "UTC", 1))
    await subscriptions.add(-1001, Subscription(Topic.JUBILEES), NOW)
    assert await chats.migrate(-40, -1001, LATER)
    moved = await chats.get(-1001)
    assert moved is not None
    assert (moved.language, moved.zone) == (Language.RU, "Asia/Almaty")
    assert await subscriptions.list(-1001) == (
        Subscription(Topic.CITY, "minsk"),
        Subscription(Topic.JUBILEES),
    )
    left = await chats.export(-40)
    assert [name for name, rows in left.items() if rows] == [
        "answers",
        "albums",
        "inbox",
        "event_drafts",
        "chat_menus",
        "plan_drafts",
    ]


async def test_a_record_made_after_the_move_changes_no_settings(database: Database) -> None:
    """A late update under the old id makes a record, of which only what it follows is kept."""
    chats = Chats(database)
    await _furnish(database, GROUP)
    assert await chats.migrate(-40, -1001, NOW)
    await chats.set_hour(-1001, 7, NOW)
    await chats.ensure(NewChat(-40, ChatKind.GROUP, Language.EN, "UTC", 1), LATER)
    await Subscriptions(database).add(-40, Subscription(Topic.JUBILEES), LATER)
    assert await chats.migrate(-40, -1001, LATER)
    moved = await chats.get(-1001)
    assert moved is not None
    assert (moved.language, moved.zone, moved.hour) == (Language.RU, "Asia/Almaty", 7)
    assert len(await Subscriptions(database).list(-1001)) == 2
    assert await chats.get(-40) is None


def _without(row: Mapping[str, object], hidden: set[str]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in hidden}


async def test_export_gives_every_row_and_forget_leaves_none(database: Database) -> None:
    """Export shows each table as stored. Forgetting one chat leaves the rows of another."""
    chats = Chats(database)
    await _furnish(database, ANNA)
    await _furnish(database, GROUP)
    exported = await chats.export(11)
    for name, rows in exported.items():
        column = {"inbox": "lane", "editors": "user_id"}.get(name, "chat_id")
        stored = await database.fetch_all(
            Query("all", f"SELECT * FROM {name} WHERE {column} = :id", frozenset({"id"})),  # noqa: S608
            id="11" if name == "inbox" else 11,
        )
        # of a document its size is shown, the file itself was the person's own
        hidden = {"content", "reading", "bytes"} if name == "plan_drafts" else set()
        assert [_without(row, hidden) for row in rows] == [_without(dict(row), hidden) for row in stored]
        assert len(rows) == 1, name
    kept = await chats.export(GROUP.chat_id)
    await chats.forget(11)
    await chats.forget(11)
    assert not any((await chats.export(11)).values())
    assert await chats.export(GROUP.chat_id) == kept


async def test_every_column_about_a_chat_or_a_person_is_declared(database: Database) -> None:
    """A table that points at a chat or a person must be exported and forgotten with it."""
    tables = await database.fetch_all(Query("tables", "SELECT name FROM sqlite_master WHERE type = 'table'"))
    found: set[str] = set()
    authors: set[tuple[str, str]] = set()
    for table in (row["name"] for row in tables):
        columns = await database.fetch_all(Query("columns", f"PRAGMA table_info({table})"))
        names = {column["name"] for column in columns}
        authors |= {(table, name) for name in names & {"author", "actor_id", "named_by"}}
        if names & CHAT_COLUMNS:
            found.add(table)
    assert found == {CHATS.name, *(table.name for table in PERSONAL_TABLES)}
    assert authors == AUTHOR_COLUMNS


async def test_the_hours_are_found_by_jumping_along_the_index(database: Database) -> None:
    """Asked at every tick: no step of the question reads all chats."""
    text = Queries("chats")["local_hours"].sql
    plan = await database.fetch_all(Query("plan", f"EXPLAIN QUERY PLAN {text}"))
    details = [row["detail"] for row in plan]
    assert {detail for detail in details if detail.startswith("SCAN")} == {
        "SCAN zones",
        "SCAN hours",
        "SCAN CONSTANT ROW",
    }
    assert sum("chats_by_hour" in detail for detail in details) == 3
