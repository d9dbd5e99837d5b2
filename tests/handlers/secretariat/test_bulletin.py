"""The bulletin's buttons and texts: who may use them, when, and what is stored."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiogram.types import PhotoSize

from data.calendar.city_search.lookup import CityIndex
from data.calendar.topics import Subscription, Topic
from data.store.broadcasts.bulletins import Bulletin, BulletinState
from data.store.editions.almanacs import AlmanacSource
from data.store.revisions import Authorship
from data.store.sqlite.database import Database
from data.store.store import Store, store_over
from data.store.targeting.audience import Audience
from handlers.callbacks.browsing import OpenIssue
from handlers.callbacks.secretariat import ActOnBulletin, BulletinAction
from handlers.notices.plan_changes import change_reader
from handlers.permissions import Roles
from handlers.secretariat import bulletin
from handlers.views.bulletin.payloads import BulletinViews
from handlers.views.message import parsed
from scheduler.bulletins.desk import BulletinDesk
from scheduler.bulletins.outline import BulletinParts
from scheduler.bulletins.schedule import Timetable
from scheduler.bulletins.told import RecentChanges
from scheduler.editor_messages import Payload
from tests.cast import ANNA, OWNER, new_chat
from tests.factories import plain_content
from tests.plan_2020 import cities_2020, plan_2020
from tests.world.clocks import FrozenClock
from tests.world.conversation import ConversationWorld, Person, Screen
from tests.world.drafts import drafts_over
from tests.world.storage import open_new

ANONYMOUS = 1087968824
AT_THE_DRAFT = datetime(2020, 3, 5, 9, 0, tzinfo=UTC)
AT_THE_HOUR = datetime(2020, 3, 6, 9, 0, tzinfo=UTC)
A_WEEK_LATER = datetime(2020, 3, 12, 9, 0, tzinfo=UTC)
ONLY_OWNERS = "Писать читателям могут только те, кому секретариат дал это право."
PHOTO = [PhotoSize(file_id="f", file_unique_id="u", width=1, height=1)]


class NoProgress:
    """A progress display that shows nothing."""

    async def show(self, chat_id: int, message_id: int, payload: Payload) -> None:
        """Show nothing."""


@dataclass
class Office:
    """The secretariat's desk and the people around it, on a Thursday at noon."""

    world: ConversationWorld
    store: Store
    desk: BulletinDesk
    clock: FrozenClock

    def person(self, user_id: int) -> Person:
        """Return a person in their private chat."""
        return self.world.person(user_id)

    async def tick(self, now: datetime) -> None:
        """Move the clock and let the desk work."""
        self.clock.at = now
        await self.desk.tick(now)

    async def issue(self) -> Bulletin:
        """Return the stored issue of 6 March 2020."""
        found = await self.store.bulletins.of_week("2020-W10")
        assert found is not None
        return found

    async def presses(self, person: Person, act: BulletinAction) -> Screen:
        """Press a button of the issue's draft."""
        return await person.presses(ActOnBulletin(act=act, id=(await self.issue()).id).pack())


async def open_office(path: Path, *, plan: bool = True) -> tuple[Office, Database]:
    """Open an office over a new database, with the plan of 2020, or with no plan and no cities."""
    database = await open_new(path / "bot.db")
    store = store_over(database)
    if plan:
        events = tuple(replace(event, id=0) for event in plan_2020().events)
        await store.plans.save(replace(plan_2020(), events=events), Authorship(AT_THE_DRAFT))
    cities = cities_2020() if plan else CityIndex(())
    almanacs = AlmanacSource(store.plans, store.city_days, cities, jubilee_every=5, bulletin_weekday=4)
    await almanacs.refresh()
    timetable = Timetable(4, 12, "Europe/Moscow")
    parts = BulletinParts(
        store.bulletins,
        store.outbox,
        Audience(database),
        almanacs,
        timetable,
        BulletinViews(timetable, change_reader(almanacs.current)),
        (OWNER,),
        RecentChanges(store.plans),
    )
    desk = BulletinDesk(parts, NoProgress())
    drafts = drafts_over(database, store, parts, desk, NoProgress())
    roles = Roles(frozenset({OWNER, ANONYMOUS}))
    clock = FrozenClock(AT_THE_DRAFT)
    router = bulletin.build_router()
    world = ConversationWorld(store, clock, almanacs.current, router, desk=desk, roles=roles, drafts=drafts)
    office = Office(world, store, desk, clock)
    return office, database


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """Return an office with the draft of 6 March."""
    office, database = await open_office(tmp_path)
    await office.tick(AT_THE_DRAFT)
    yield office
    await database.close()


@pytest.fixture
def owner(office: Office) -> Person:
    """Return an owner in a private chat."""
    return office.person(OWNER)


@pytest.fixture
def anna(office: Office) -> Person:
    """Return a reader."""
    return office.person(ANNA)


async def test_before_the_first_issue_anyone_learns_when_it_comes(office: Office, anna: Person) -> None:
    """A button subscribes. The command is read in capitals too. Readers get no draft."""
    screen = await anna.says("/BULLETIN")
    assert "Выходит по пятницам в 12:00 по московскому времени" in screen.text
    assert "Выпусков ещё не было, первый может выйти 6 марта." in screen.text
    assert "Черновик" not in screen.text
    await anna.presses(screen.button("Подписаться"))
    assert await office.store.subscriptions.list(ANNA) == (Subscription(Topic.BULLETIN),)
    assert not (await anna.says("/bulletin")).buttons


async def test_an_owner_gets_the_draft_after_it_in_private_only(office: Office, owner: Person) -> None:
    """In a group all members would see the draft."""
    screen = await owner.says("/bulletin")
    assert len(screen.messages) == 2
    assert "📝 <b>Черновик бюллетеня</b>: 6 марта в 12:00 по московскому времени" in screen.text
    assert "XXVII сессия МАГ" in screen.text
    in_group = await office.world.member(OWNER).says("/bulletin")
    assert "Черновик" not in in_group.text
    assert len(in_group.messages) == 1


async def test_everybody_reads_the_last_issue_as_it_was_sent(office: Office, anna: Person) -> None:
    """The text is unchanged, in the reader's language, even if the plan has changed since."""
    await office.store.bulletins.set_content(
        (await office.issue()).id, plain_content("Новости & <планы>"), OWNER
    )
    await office.tick(AT_THE_HOUR)
    sent = (await office.issue()).body["text"]
    assert isinstance(sent, dict)
    await office.store.plans.save(replace(plan_2020(), events=()), Authorship(AT_THE_HOUR))
    await office.desk.tick(AT_THE_HOUR)
    assert (await anna.says("/bulletin")).text == sent["ru"]
    assert "Новости &amp; &lt;планы&gt;" in sent["ru"]
    assert (await office.world.member().says("/bulletin")).text == sent["ru"]
    john = office.world.person(8, "en")
    assert (await john.says("/bulletin")).text == sent["en"]


async def test_past_issues_are_paged(office: Office, anna: Person, owner: Person) -> None:
    """Each issue has the dates of its neighbours on buttons. An issue that never went out is not shown."""
    weeks = [AT_THE_HOUR + timedelta(days=7 * week) for week in range(3)]
    for due in weeks:
        await office.tick(due - timedelta(days=1))
        newest = (await office.store.bulletins.recent(1))[0]
        await office.store.bulletins.set_content(newest.id, plain_content(f"Выпуск {due:%d.%m}"), OWNER)
        await office.tick(due)
    last = await anna.says("/bulletin")
    assert "Выпуск 20.03" in last.text
    middle = await anna.presses(last.button("◀ 13 марта"))
    assert "Выпуск 13.03" in middle.text
    assert [key.text for key in middle.buttons][:2] == ["◀ 6 марта", "20 марта ▶"]
    first = await anna.presses(middle.button("◀ 6 марта"))
    assert [key.text for key in first.buttons] == ["13 марта ▶", "📰 Подписаться на бюллетень"]
    john = office.world.person(8, "en")
    english = await john.says("/bulletin")
    assert "Assembly Bulletin · 20 March 2020" in english.text
    assert english.button("◀ 13 March")
    await office.tick(weeks[-1] + timedelta(days=6))
    draft = (await office.store.bulletins.recent(1))[0]
    for number in (draft.id, 404):
        assert (await owner.presses(OpenIssue(id=number).pack())).toasts == ["Такого выпуска нет."]


@pytest.mark.parametrize("act", BulletinAction)
@pytest.mark.parametrize("user_id", [ANNA, ANONYMOUS])
async def test_strangers_are_refused_by_every_button(
    office: Office, user_id: int, act: BulletinAction
) -> None:
    """An anonymous admin is refused too, because the id stands for many. Nothing is stored."""
    before = await office.issue()
    screen = await office.presses(office.world.member(user_id), act)
    assert screen.toasts == [ONLY_OWNERS]
    assert screen.messages == []
    assert await office.issue() == before
    assert await office.store.open_questions.peek(-100500, user_id, office.clock.at) is None


async def test_one_press_approves_the_issue(office: Office, owner: Person) -> None:
    """The draft says so in place. A second press does no harm."""
    for _ in range(2):
        screen = await office.presses(owner, BulletinAction.ON_TIME)
        assert "✅ Выпуск утверждён и уйдёт в срок." in screen.text
        assert "✅ Утвердить" not in [key.text for key in screen.buttons]
        assert screen.toasts == [""]
        issue = await office.issue()
        assert (issue.state, issue.author, issue.approved_at) == (
            BulletinState.APPROVED,
            OWNER,
            office.clock.at,
        )


async def test_skipping_is_asked_back_and_done_once(office: Office, owner: Person) -> None:
    """The issue is skipped by the second button only. After it no button works."""
    asked = await office.presses(owner, BulletinAction.ASK_SKIP)
    assert "Пропустить выпуск от 6 марта?" in asked.text
    assert (await office.issue()).state is BulletinState.DRAFT
    back = await owner.presses(asked.button("← Назад"))
    assert "Черновик бюллетеня" in back.text
    done = await owner.presses(asked.button("Да, пропустить"))
    assert done.text == "⏭ Выпуск от 6 марта пропущен."
    assert (await office.issue()).state is BulletinState.SKIPPED
    again = await owner.presses(asked.button("Да, пропустить"))
    assert again.toasts == ["Этот выпуск уже пропущен, изменить его нельзя."]


async def test_issue_is_sent_at_once_and_once(office: Office, owner: Person, anna: Person) -> None:
    """The question names the number of recipients. A second press sends nothing."""
    await office.store.subscriptions.add(
        (await office.store.chats.ensure(new_chat(ANNA), office.clock.at))[0].chat_id,
        Subscription(Topic.BULLETIN),
        office.clock.at,
    )
    asked = await office.presses(owner, BulletinAction.ASK_SEND)
    assert "Его получит 1 подписчик" in asked.text
    assert (await office.issue()).state is BulletinState.DRAFT
    done = await owner.presses(asked.button("Да, отправить"))
    assert done.text.startswith("📤 Принято: выпуск уходит.")
    again = await owner.presses(asked.button("Да, отправить"))
    assert again.toasts == ["Этот выпуск уже отправляется, изменить его нельзя."]
    notice = await office.store.outbox.find("bulletin:2020-W10")
    assert notice is not None
    assert [row.chat_id for row in await office.store.outbox.deliveries(notice.id)] == [ANNA]
    assert "XXVII сессия МАГ" in (await anna.says("/bulletin")).text


@pytest.mark.parametrize("act", BulletinAction)
async def test_buttons_are_stale_after_sending(office: Office, owner: Person, act: BulletinAction) -> None:
    """Each button says that the issue is sent, and nothing is stored."""
    await office.tick(AT_THE_HOUR)
    await office.tick(AT_THE_HOUR)
    before = await office.issue()
    assert before.state is BulletinState.SENT
    screen = await office.presses(owner, act)
    assert screen.toasts == ["Этот выпуск уже отправлен, изменить его нельзя."]
    assert screen.messages == []
    assert await office.issue() == before


@pytest.mark.parametrize("act", BulletinAction)
async def test_buttons_of_a_missed_issue_are_stale(
    office: Office, owner: Person, act: BulletinAction
) -> None:
    """The next draft closes the one before, even if that was never sent."""
    office.clock.at = A_WEEK_LATER
    screen = await office.presses(owner, act)
    assert screen.toasts == ["Этот выпуск уже закрыт, изменить его нельзя."]
    assert (await office.issue()).state is BulletinState.DRAFT


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ("bu:ok:404", "Такого выпуска нет."),
        ("bu:ok:0", "Эта кнопка устарела. Отправьте /start, и всё откроется заново."),
        ("bu:burn:1", "Эта кнопка устарела. Отправьте /start, и всё откроется заново."),
        ("bu:ok:99999999999999999999", "Эта кнопка устарела. Отправьте /start, и всё откроется заново."),
    ],
)
async def test_made_up_buttons_are_refused(owner: Person, data: str, answer: str) -> None:
    """The id or the form of the data gives them away."""
    assert (await owner.presses(data)).toasts == [answer]


async def test_a_text_is_added_and_taken_away(office: Office, owner: Person) -> None:
    """The draft shows it. A dash removes it. The approval has to be given again."""
    await office.presses(owner, BulletinAction.ON_TIME)
    asked = await office.presses(owner, BulletinAction.EDIT)
    assert "Пришлите текст одним сообщением" in asked.text
    shown = await owner.says("  Съезд <b>перенесён</b> & «всё»  ")
    assert "Съезд &lt;b&gt;перенесён&lt;/b&gt; &amp; «всё»" in shown.text
    issue = await office.issue()
    assert (issue.state, issue.author) == (BulletinState.DRAFT, OWNER)
    assert issue.content.text.text == "Съезд <b>перенесён</b> & «всё»"
    assert "города" in (await owner.says("Абырвалг")).text.lower()
    for dash in "-–—":
        await office.store.bulletins.set_content(issue.id, plain_content("Новости"), OWNER)
        await office.presses(owner, BulletinAction.EDIT)
        assert "Новости" not in (await owner.says(dash)).text
        assert (await office.issue()).content.text.text == ""


async def test_a_text_too_long_is_asked_for_again(office: Office, owner: Person) -> None:
    """How much is too much is named and the question stays open. What fits with the heading is taken."""
    await office.presses(owner, BulletinAction.EDIT)
    refused = await owner.says("ж" * 4096)
    over = re.search(r"лишних знаков — (\d+)\.", refused.text.replace("\xa0", " "))
    assert over is not None
    assert (await office.issue()).content.text.text == ""
    longest = 4096 - int(over[1])
    shown = await owner.says("🎉" * (longest // 2))
    assert (await office.issue()).content.text.text == "🎉" * (longest // 2)
    assert len(shown.messages) == 1


@pytest.mark.parametrize("text", ["\u200b\u202e", "\u2060"])
async def test_message_without_text_is_asked_for_again(office: Office, owner: Person, text: str) -> None:
    """Invisible signs leave the question open."""
    await office.presses(owner, BulletinAction.EDIT)
    refused = await owner.says(text)
    assert refused.text == "Нужен именно текст, одним сообщением. Передумали? /cancel"
    await owner.says("Новости")
    assert (await office.issue()).content.text.text == "Новости"


async def test_cancel_withdraws_the_question(office: Office, owner: Person) -> None:
    """Other commands are answered as usual and leave the question open."""
    await office.presses(owner, BulletinAction.EDIT)
    assert "Справка" in (await owner.says("/help")).text
    assert (await owner.says("/cancel")).text == "Хорошо, отменено."
    await owner.says("Новости")
    assert (await office.issue()).content.text.text == ""


@pytest.mark.parametrize("act", BulletinAction)
async def test_a_button_of_the_draft_does_nothing_in_a_group(office: Office, act: BulletinAction) -> None:
    """The draft is for owners only: nothing is posted, and no text is awaited."""
    before, here = await office.issue(), office.world.member(OWNER)
    screen = await office.presses(here, act)
    assert screen.messages == []
    assert "в личном чате" in screen.toasts[0]
    assert (await here.says("Новости")).messages == []
    assert await office.issue() == before


async def test_a_text_in_a_group_is_no_answer_to_the_private_question(office: Office, owner: Person) -> None:
    """The owner was asked in private, so only a private text answers."""
    await office.presses(owner, BulletinAction.EDIT)
    assert (await office.world.member(OWNER).says("Реклама")).messages == []
    assert (await office.issue()).content.text.text == ""
    await owner.says("Новости")
    assert (await office.issue()).content.text.text == "Новости"


async def test_edited_text_replaces_the_text(office: Office, owner: Person) -> None:
    """An edit of the editor's text replaces it as long as the issue can be changed."""
    await office.presses(owner, BulletinAction.EDIT)
    await owner.says("Навости")
    screen = await owner.edits("Новости")
    assert (await office.issue()).content.text.text == "Новости"
    assert "Новости" in (screen.edits[0].text or "")
    office.clock.at += timedelta(hours=2)
    await owner.edits("Совсем другое")
    assert (await office.issue()).content.text.text == "Совсем другое"
    await office.tick(AT_THE_HOUR)
    late = await owner.edits("Поздно")
    assert late.text == "Этот выпуск уже отправлен, изменить его нельзя."


async def test_answer_of_a_former_owner_is_refused(office: Office, owner: Person) -> None:
    """The right is checked again when the answer comes."""
    await office.presses(owner, BulletinAction.EDIT)
    office.world.dispatcher["roles"] = Roles(frozenset())
    assert (await owner.says("Новости")).text == ONLY_OWNERS
    assert (await office.issue()).content.text.text == ""


async def test_an_answer_after_the_hour_is_refused_once(office: Office, owner: Person) -> None:
    """Then the question is closed, and a city's name is answered with the city."""
    office.clock.at = AT_THE_HOUR - timedelta(minutes=5)
    await office.presses(owner, BulletinAction.EDIT)
    await office.tick(AT_THE_HOUR)
    refused = await owner.says("Новости")
    assert refused.text == "Этот выпуск уже отправлен, изменить его нельзя."
    assert "Казань" in (await owner.says("Казань")).text
    assert (await office.issue()).content.text.text == ""


async def test_an_empty_issue_offers_a_text_but_no_sending(tmp_path: Path) -> None:
    """It has no button to send, and a forged one is refused. A text makes it an issue."""
    office, database = await open_office(tmp_path, plan=False)
    await office.tick(AT_THE_DRAFT)
    owner = office.person(OWNER)
    shown = await owner.says("/bulletin")
    assert "🔕 Этот выпуск будет пропущен" in shown.text
    assert [key.text for key in shown.buttons] == [
        "✏️ Добавить текст",
        "⏭ Пропустить выпуск",
        "🛠 Оформление и время",
    ]
    for act in (BulletinAction.ON_TIME, BulletinAction.ASK_SEND, BulletinAction.SEND):
        screen = await office.presses(owner, act)
        assert screen.toasts == ["Пока отправлять нечего: сначала добавьте текст."]
    assert (await office.issue()).state is BulletinState.EMPTY
    await office.presses(owner, BulletinAction.EDIT)
    filled = await owner.says("Новости")
    assert [key.text for key in filled.buttons][:2] == ["✅ Утвердить", "🚀 Отправить сейчас"]
    assert "Новости" in parsed(filled.text)
    await database.close()
