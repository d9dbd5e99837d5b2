"""The log in the chat: pages, filters, the changes of a revision, the file."""

import csv
import io
from datetime import date, timedelta

import pytest
from aiogram.types import BufferedInputFile

from data.calendar.almanac import Almanac
from data.calendar.topics import Subscription, Topic
from data.store.broadcasts.bulletins import BulletinDraft
from data.store.editions.plan_writing import Source
from data.store.revisions import Authorship, StoredChange, published
from data.store.secretariat.action_log import Action
from data.store.store import Store
from handlers.callbacks.action_log import OpenLog, SendLogFile
from tests.cast import ANNA, OWNER, SECRETARIAT
from tests.factories import dated, plan
from tests.plan_2020 import cities_2020, plan_2020
from tests.world.clocks import FrozenClock
from tests.world.conversation import NOW, ConversationWorld, Person, Screen

BY = Authorship(NOW, OWNER, "Ольга")
IMPORT = Authorship(NOW, None, "mag-bot plan import")


@pytest.fixture
def owner(world: ConversationWorld) -> Person:
    """Return an owner in the private chat with the bot."""
    return world.person(OWNER)


def facts(day: date, title: str = "Форум столиц", place: str = "Минск") -> dict[str, object]:
    """Return the facts that a change keeps of an event with one date and place."""
    when = {"raw": "x", "precision": "day", "start": day.isoformat(), "end": day.isoformat()}
    occurrence = {"when": when, "place": {"raw": place, "city_id": None}, "time": None}
    return {"title": title, "status": "planned", "occurrences": [occurrence]}


async def imported(store: Store, *changes: StoredChange, by: Authorship = IMPORT) -> None:
    """Put a plan in force with these changes."""
    source = Source("план.docx", str(len(changes)))
    await store.plans.save(plan(2021), by, changes=changes, source=source)


def moved(number: int, title: str = "Форум столиц") -> StoredChange:
    """Return the change of an event that was moved by a month."""
    before, after = facts(date(2020, 3, 12), title), facts(date(2020, 4, 15), title)
    return StoredChange("moved", f"event:{number}", before, after)


def rows_of(screen: Screen) -> list[list[str]]:
    """Return the cells of the file that was sent."""
    document = screen.documents[-1].document
    assert isinstance(document, BufferedInputFile)
    assert document.data.startswith(b"\xef\xbb\xbf")
    text = document.data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


async def test_empty_log_says_so(owner: Person) -> None:
    """There is no file to send either."""
    screen = await owner.says("/log")
    assert "Записей пока нет" in screen.text
    assert (await owner.presses(screen.button("csv"))).toasts == ["Записей нет, файл был бы пустым."]


async def test_import_shows_its_changes_in_words(owner: Person, store: Store) -> None:
    """The first changes are shown, and how many more there are."""
    await imported(store, *(moved(number, f"Форум {number}") for number in range(1, 6)))
    text = (await owner.says("/log")).text
    assert "<b>1 марта, 12:00</b> · mag-bot plan import\nЗагружен документ: План 2021" in text
    assert "файл: план.docx" in text
    assert "🔁 Форум 1: 12 марта → 15 апреля" in text
    assert "Форум 4" not in text
    assert "…и ещё 2 (все — в файле)" in text


@pytest.mark.parametrize(
    ("following", "to"),
    [
        (Subscription(Topic.BULLETIN), "всем, кто получает бюллетень"),
        (Subscription(Topic.OWN), "подписчикам темы «Мероприятия МАГ»"),
        (Subscription(Topic.CITY, "kazan"), "тем, кто следит за городом Казань"),
        (Subscription(Topic.EVENT, "999"), "тем, кто следит за мероприятием «999»"),
    ],
)
async def test_announcement_says_whom_it_is_for(
    owner: Person, store: Store, following: Subscription, to: str
) -> None:
    """Neither the page nor the file shows a code, also of an event that is in no plan."""
    draft = await store.announcements.create(following, OWNER, NOW)
    await store.announcements.approve(draft.id, NOW + timedelta(hours=1), BY)
    screen = await owner.says("/log")
    assert f"• кому: {to}" in screen.text
    assert rows_of(await owner.presses(screen.button("csv")))[1][-1] == f"кому: {to}"


async def test_change_of_nothing_that_readers_are_told_is_named(owner: Person, store: Store) -> None:
    """A new number, and the plan that comes out, have no before and after in words."""
    same = facts(date(2020, 3, 12))
    await imported(store, StoredChange("renumbered", "event:1", same, same), published(2021))
    text = (await owner.says("/log")).text
    assert "номер, организаторы, примечание или карточка" in text
    assert "План 2021 вышел" in text


async def test_later_changes_do_not_change_the_log(owner: Person, store: Store) -> None:
    """The log shows what an action did at its time."""
    await imported(store, moved(1))
    back = StoredChange("moved", "event:1", facts(date(2020, 4, 15)), facts(date(2020, 3, 12)))
    await imported(store, back)
    text = (await owner.says("/log")).text
    assert "12 марта → 15 апреля" in text
    assert "15 апреля → 12 марта" in text


async def test_rights_of_an_editor_show_before_and_after(owner: Person, store: Store) -> None:
    """Only what differs is shown, in words."""
    await store.staff.name(55, "Мария", BY, may_edit_plan=True, may_send=False)
    await store.staff.name(55, "Мария", BY, may_edit_plan=True, may_send=True)
    text = (await owner.says("/log")).text
    assert "Назначен редактор: Мария\n• изменять план: да; писать читателям: нет" in text
    assert "Изменены права редактора: Мария\n• писать читателям: нет → да" in text


async def test_editor_without_a_name_is_shown_by_the_id(owner: Person, store: Store) -> None:
    """An owner may name an editor by the id alone, before Telegram has told a name."""
    await store.staff.name(4455667788, "", BY, may_edit_plan=True, may_send=False)
    await store.staff.dismiss(4455667788, BY)
    text = (await owner.says("/log")).text
    assert "Назначен редактор: id 4455667788" in text
    assert "Снят редактор: id 4455667788" in text


async def test_day_of_a_city_and_issue_are_in_words(owner: Person, store: Store) -> None:
    """The city and the issue have names."""
    days = date(2020, 8, 29), date(2020, 8, 29)
    await store.city_days.put("kazan", days, BY)
    issue, _ = await store.bulletins.create_draft(
        BulletinDraft("2020-W10", {"issue_day": "2020-03-06"}, NOW), NOW
    )
    await store.bulletins.approve(issue.id, OWNER, NOW, "Ольга")
    text = (await owner.says("/log")).text
    assert "Бюллетень утверждён: Выпуск от 6 марта" in text
    assert "Назначен День города: Казань\n• первый день: 29 августа" in text


async def test_unknown_action_is_shown_by_its_code(owner: Person, store: Store) -> None:
    """An entry of a newer version is not lost."""
    action = Action(OWNER, "Ольга", "thing-done", "thing:5", {"x": "<1>"}, {"x": ["a", 2, None, True]})
    await store.actions.record(action, NOW)
    assert "thing-done: 5\n• x: &lt;1&gt; → a, 2, пусто, да" in (await owner.says("/log")).text


async def test_log_is_paged_newest_first(owner: Person, store: Store) -> None:
    """Five actions fit on a page, and a page too far is the last one."""
    for number in range(1, 13):
        action = Action(OWNER, "Ольга", f"step-{number:02}")
        await store.actions.record(action, NOW + timedelta(minutes=number))
    first = await owner.says("/log")
    assert [name for name in ("step-12", "step-08", "step-07") if name in first.text] == [
        "step-12",
        "step-08",
    ]
    second = await owner.presses(first.button("Дальше"))
    assert "step-07" in second.text
    last = await owner.presses(OpenLog(page=99).pack())
    assert "step-01" in last.text


async def test_log_is_narrowed_to_a_person(owner: Person, store: Store) -> None:
    """The command line is one of the people."""
    await imported(store, moved(1))
    await store.actions.record(Action(OWNER, "Ольга", "step-a"), NOW)
    await store.actions.record(Action(55, "Мария", "step-b"), NOW)
    people = await owner.presses((await owner.says("/log")).button("Кто"))
    assert {key.text for key in people.buttons} == {"Мария", "Ольга", "Командная строка", "← Журнал"}
    narrowed = await owner.presses(people.button("Мария"))
    assert "Кто: <b>Мария</b>" in narrowed.text
    assert "step-b" in narrowed.text
    assert "step-a" not in narrowed.text
    owner.keyboard = people.keyboard
    by_command = await owner.presses(people.button("Командная строка"))
    assert "Загружен документ" in by_command.text
    assert "step-" not in by_command.text
    assert "step-a" in (await owner.presses(by_command.button("Показать всё"))).text


async def test_log_is_narrowed_to_an_event(owner: Person, store: Store) -> None:
    """An import is found by each event that it changed, and shows the changes of that one only."""
    await imported(store, moved(1, "Форум А"), moved(2, "Форум Б"))
    await store.actions.record(Action(OWNER, "Ольга", "step-a", "event:1"), NOW)
    subjects = await owner.presses((await owner.says("/log")).button("О чём"))
    labels = [key.text for key in subjects.buttons]
    assert "План 2021" in labels
    narrowed = await owner.presses(OpenLog(subject="event:1").pack())
    assert "Форум А" in narrowed.text
    assert "Форум Б" not in narrowed.text
    assert "step-a" in narrowed.text
    both = await owner.presses(OpenLog(actor=OWNER, subject="event:1").pack())
    assert "Форум А" not in both.text
    assert "step-a" in both.text


async def test_log_is_narrowed_to_a_city_in_every_year(owner: Person, store: Store) -> None:
    """A city stands once among the subjects, and an action on another city is left out."""
    day = {"age": 1, "calculated": False, "raw": "x", "precision": "day"}
    for year, city in ((2020, "kazan"), (2021, "kazan"), (2020, "minsk")):
        was, now = ({**day, "start": f"{year}-08-{one}", "end": f"{year}-08-{one}"} for one in ("29", "30"))
        changes = [StoredChange("moved", f"city_day:{city}:{year}", was, now)]
        set_day = date(year, 8, 30)
        await store.city_days.put(city, (set_day, set_day), BY, changes)
    subjects = await owner.presses((await owner.says("/log")).button("О чём"))
    assert [key.text for key in subjects.buttons] == ["Минск", "Казань", "← Журнал"]
    narrowed = await owner.presses(subjects.button("Казань"))
    assert narrowed.text.count("Казань, День города: 29") == 2
    assert "Минск" not in narrowed.text


async def test_command_names_an_event_or_a_city(owner: Person, store: Store, almanac: Almanac) -> None:
    """By number in the plan, by words of the title, by a city. Several are offered."""
    number = almanac.plans[2020].events[0]
    await store.actions.record(Action(OWNER, "Ольга", "step-a", f"event:{number.id}"), NOW)
    await store.actions.record(Action(OWNER, "Ольга", "step-b", "city:kazan"), NOW)
    assert "step-a" in (await owner.says(f"/log {number.number}")).text
    city = await owner.says("/log Казань")
    assert "step-b" in city.text
    assert "step-a" not in city.text
    assert "О чём показать записи?" in (await owner.says("/log форум")).text
    assert "Не нашлось ни мероприятия, ни города" in (await owner.says("/log ыгщзх")).text
    assert "По этому отбору записей нет." in (await owner.says("/log Минск")).text


async def test_file_has_every_action_and_every_change(owner: Person, store: Store) -> None:
    """The file has a row for the action and one for each change, with the values before and after."""
    await imported(store, *(moved(number, f"Форум {number}") for number in range(1, 6)))
    await store.staff.name(55, "Мария", BY, may_edit_plan=True, may_send=False)
    screen = await owner.says("/log")
    rows = rows_of(await owner.presses(screen.button("csv")))
    assert rows[0] == ["Когда", "Кто", "id", "Что сделано", "О чём", "Было", "Стало"]
    assert rows[1][:5] == ["2020-03-01 12:00", "Ольга", str(OWNER), "Назначен редактор: Мария", "Мария"]
    assert rows[1][5:] == ["", "изменять план: да; писать читателям: нет"]
    assert rows[2][1:5] == ["mag-bot plan import", "", "Загружен документ: План 2021", "План 2021"]
    assert len(rows) == 1 + 2 + 5
    assert rows[3][5:] == ["Форум 1, 12 марта 2020 г., Минск", "Форум 1, 15 апреля 2020 г., Минск"]


async def test_file_is_narrowed_like_the_page(owner: Person, store: Store) -> None:
    """The file has the actions that the page's filter selects."""
    await imported(store, moved(1, "Форум А"), moved(2, "Форум Б"))
    rows = rows_of(await owner.presses(SendLogFile(subject="event:2").pack()))
    assert len(rows) == 3
    assert "Форум Б" in rows[2][3]


@pytest.mark.parametrize("hostile", ["=1+1", "+7", "-2", "@cmd", "\t=1", "  =1", "\n=1", "\uff1d1"])
async def test_no_cell_of_the_file_begins_a_formula(owner: Person, store: Store, hostile: str) -> None:
    """A title or a name may be made to run in a spreadsheet program."""
    await store.staff.name(55, hostile, Authorship(NOW, OWNER, hostile), may_edit_plan=True, may_send=False)
    await store.actions.record(Action(OWNER, hostile, hostile, hostile, {hostile: hostile}, None), NOW)
    rows = rows_of(await owner.presses(SendLogFile().pack()))
    assert len(rows) == 3
    assert not [cell for row in rows for cell in row if cell.strip()[:1] in {"=", "+", "-", "@", "\uff1d"}]


async def test_event_that_left_the_plan_keeps_its_title(store: Store, clock: FrozenClock) -> None:
    """The log names it by what it was called."""
    world = ConversationWorld(store, clock, lambda: Almanac(cities_2020(), {}))
    await store.plans.save(plan(2021, [dated(date(2021, 3, 1), "Форум X")]), BY)
    await store.plans.save(plan(2021), BY)
    await store.actions.record(Action(OWNER, "Ольга", "step-a", "event:1"), NOW)
    assert "step-a: «Форум X»" in (await world.person(OWNER).says("/log")).text


async def test_editors_read_the_log_and_readers_do_not(world: ConversationWorld, store: Store) -> None:
    """Either right is enough. In the secretariat's group it opens as well."""
    await store.staff.name(55, "Мария", BY, may_edit_plan=False, may_send=True)
    assert "Назначен редактор" in (await world.person(55).says("/log")).text
    assert "Назначен редактор" in (await world.member(55, SECRETARIAT).says("/log")).text
    assert (await world.person(ANNA).says("/log")).text == "Это доступно только секретариату."
    forged = await world.person(ANNA).presses(SendLogFile().pack())
    assert forged.toasts == ["Это доступно только секретариату."]
    assert forged.documents == []


async def test_longest_page_fits_into_one_message(owner: Person, store: Store) -> None:
    """Titles of the longest kind are shortened."""
    title = max((one.title for one in plan_2020().events), key=len) * 3
    for _ in range(6):
        await imported(store, *(moved(number, title) for number in range(1, 9)))
    assert len((await owner.says("/log")).messages) == 1
