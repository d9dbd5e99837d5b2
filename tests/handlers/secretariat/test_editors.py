"""Owners name editors, switch their rights and dismiss them."""

import pytest
from aiogram.methods import GetFile
from aiogram.types import (
    Contact,
    Document,
    MessageOriginChannel,
    MessageOriginHiddenUser,
    MessageOriginUser,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    SharedUser,
    User,
    UsersShared,
)

from data.calendar.almanac import Almanac
from data.store.revisions import Authorship
from data.store.secretariat.staff import Editor, Right
from data.store.store import Store
from handlers.callbacks.staff import DismissEditor, NameEditor, OpenEditor, SetEditorRight
from handlers.views.secretariat.staff import USERS_REQUEST
from tests.cast import ANNA, OTHER_OWNER, OWNER, SECRETARIAT, group
from tests.world.clocks import FrozenClock
from tests.world.conversation import NOW, ConversationWorld, Person, Screen

BORIS = 8
MARIA = User(id=55, is_bot=False, first_name="Мария", last_name="Ли")


@pytest.fixture
def owner(world: ConversationWorld) -> Person:
    """Return an owner in the private chat with the bot."""
    return world.person(OWNER)


async def asked(owner: Person) -> Screen:
    """Let the owner open the question for a new editor. Return the screen."""
    listed = await owner.says("/editors")
    return await owner.presses(listed.button("Назначить редактора"))


def shared(first_name: str = "Мария", last_name: str | None = None) -> UsersShared:
    """Return what Telegram sends when a person was chosen from its list."""
    chosen = SharedUser(user_id=MARIA.id, first_name=first_name, last_name=last_name)
    return UsersShared(request_id=USERS_REQUEST, users=[chosen])


def forwarded(user: User = MARIA) -> MessageOriginUser:
    """Return where a forwarded message is from."""
    return MessageOriginUser(date=NOW, sender_user=user)


async def test_person_of_the_list_becomes_an_editor(owner: Person, store: Store) -> None:
    """The owner chooses a person, then what they may do. The keyboard goes away with the choice."""
    question = await asked(owner)
    markup = getattr(question.messages[-1], "reply_markup", None)
    assert isinstance(markup, ReplyKeyboardMarkup)
    assert markup.keyboard[0][0].request_users is not None
    chosen = await owner.says(users_shared=shared(first_name="Мария", last_name="Ли"))
    assert "Выбрано: <b>Мария Ли</b>" in chosen.text
    assert isinstance(getattr(chosen.messages[0], "reply_markup", None), ReplyKeyboardRemove)
    assert await store.staff.all() == ()
    card = await owner.presses(chosen.button("Изменять план"))
    assert "Можно: изменять план" in card.text
    assert await store.staff.all() == (Editor(MARIA.id, "Мария Ли", True, False, OWNER, NOW),)


@pytest.mark.parametrize(
    "content",
    [
        {"text": "Добрый день!", "forward_origin": forwarded()},
        {"text": "/start", "forward_origin": forwarded()},
        {"text": "стоп", "forward_origin": forwarded()},
        {"text": "12", "forward_origin": forwarded()},
        {"contact": Contact(phone_number="1", first_name="Мария", last_name="Ли", user_id=MARIA.id)},
        {"users_shared": shared(first_name="Мария", last_name="Ли")},
    ],
)
async def test_person_is_shown_in_several_ways(
    owner: Person, store: Store, content: dict[str, object]
) -> None:
    """A forwarded message names its writer, and its text is ignored."""
    await asked(owner)
    shown = await owner.says(**content)  # type: ignore[arg-type]
    await owner.presses(shown.button("И то и другое"))
    assert await store.staff.all() == (Editor(MARIA.id, "Мария Ли", True, True, OWNER, NOW),)


@pytest.mark.parametrize(("known", "shown_as"), [("Мария Ли", "Мария Ли"), ("", "id 55")])
async def test_person_is_named_by_id(owner: Person, store: Store, known: str, shown_as: str) -> None:
    """Telegram says the name of a person who has written to the bot. Of others the id stands for it."""
    owner.world.session.names = {55: known} if known else {}
    await asked(owner)
    shown = await owner.says("id: 55")
    assert f"Выбрано: <b>{shown_as}</b>" in shown.text
    await owner.presses(shown.button("Писать читателям"))
    assert await store.staff.all() == (Editor(55, known, False, True, OWNER, NOW),)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"text": "@maria"}, "По имени @username найти человека нельзя"),
        ({"text": "0"}, "Не получилось понять"),
        ({"text": "Мария"}, "Не получилось понять"),
        (
            {"text": "x", "forward_origin": MessageOriginHiddenUser(date=NOW, sender_user_name="Мария")},
            "Мария скрывает свой аккаунт",
        ),
        (
            {
                "text": "x",
                "forward_origin": MessageOriginChannel(date=NOW, chat=group(-5), message_id=1),
            },
            "только человек",
        ),
        (
            {"text": "x", "forward_origin": forwarded(User(id=9, is_bot=True, first_name="B"))},
            "только человек",
        ),
        ({"text": "777000"}, "только человек"),
        ({"text": str(OTHER_OWNER)}, "владелец"),
        ({"contact": Contact(phone_number="1", first_name="М")}, "нет аккаунта"),
    ],
)
async def test_other_answers_are_refused_and_the_question_stays(
    owner: Person, store: Store, content: dict[str, object], sentence: str
) -> None:
    """One sentence says what is wrong, and the next message may be right."""
    await asked(owner)
    assert sentence in (await owner.says(**content)).text  # type: ignore[arg-type]
    shown = await owner.says("x", forward_origin=forwarded())
    await owner.presses(shown.button("Изменять план"))
    assert [one.user_id for one in await store.staff.all()] == [MARIA.id]


async def test_cancel_takes_the_keyboard_away(owner: Person, store: Store) -> None:
    """After /cancel a text is no answer."""
    await asked(owner)
    ended = await owner.says("/cancel")
    assert isinstance(getattr(ended.messages[0], "reply_markup", None), ReplyKeyboardRemove)
    await owner.says("55")
    assert await store.staff.all() == ()


async def test_document_is_not_taken_for_a_person(owner: Person, store: Store) -> None:
    """A forwarded plan is read as one, and the question stays."""
    await asked(owner)
    plan = Document(file_id="f", file_unique_id="u", file_name="plan.docx")
    owner.world.session.refusals[GetFile] = ["wrong file_id or the file is temporarily unavailable"]
    screen = await owner.says(document=plan, forward_origin=forwarded())
    assert "Что можно?" not in screen.text
    assert "Что можно?" in (await owner.says("55")).text
    assert await store.staff.all() == ()


async def test_choice_after_a_cancel_still_counts(owner: Person) -> None:
    """An old keyboard may be shown somewhere. Its choice is answered like a new one."""
    await asked(owner)
    await owner.says("/cancel")
    assert "Что можно?" in (await owner.says(users_shared=shared(first_name="Мария"))).text


async def test_editor_chosen_again_is_shown(owner: Person, store: Store) -> None:
    """The editor is not named again, and keeps the rights."""
    await store.staff.name(55, "Мария", Authorship(NOW, OWNER), may_edit_plan=False, may_send=True)
    await asked(owner)
    assert "Можно: писать читателям" in (await owner.says(users_shared=shared(first_name="М"))).text
    late = await owner.presses(NameEditor(id=55, edit_plan=True, send=True).pack())
    assert "Можно: писать читателям" in late.text


async def test_rights_are_switched_apart(owner: Person, store: Store) -> None:
    """A second press of the same button changes nothing."""
    await store.staff.name(55, "Мария", Authorship(NOW, OWNER), may_edit_plan=False, may_send=True)
    card = await owner.presses(OpenEditor(id=55).pack())
    press = card.button("Изменять план")
    for _ in range(2):
        assert "Можно: изменять план, писать читателям" in (await owner.presses(press)).text
    card = await owner.presses(OpenEditor(id=55).pack())
    assert "Можно: изменять план" in (await owner.presses(card.button("Писать читателям"))).text
    assert [one.action.action for one in await store.actions.latest(9)] == [
        "editor-rights",
        "editor-rights",
        "editor-named",
    ]


async def test_two_taps_dismiss_an_editor(owner: Person, store: Store) -> None:
    """The first tap asks back. After the second one a button of the card finds no editor."""
    await store.staff.name(55, "Мария", Authorship(NOW, OWNER), may_edit_plan=True, may_send=True)
    card = await owner.presses(OpenEditor(id=55).pack())
    sure = await owner.presses(card.button("Снять"))
    assert await store.staff.of(55) is not None
    listed = await owner.presses(sure.button("Да, снять"))
    assert "Пока никого" in listed.text
    late = await owner.presses(SetEditorRight(id=55, right=Right.SEND, on=True).pack())
    assert late.toasts == ["Этого редактора уже нет в списке. Откройте список заново: /editors"]
    assert await store.staff.of(55) is None


@pytest.mark.parametrize(
    "data",
    [
        NameEditor(id=ANNA, edit_plan=True, send=True),
        SetEditorRight(id=55, right=Right.SEND, on=True),
        DismissEditor(id=55, sure=True),
        OpenEditor(id=55),
    ],
)
@pytest.mark.parametrize("person", [ANNA, 55])
async def test_forged_press_is_refused(
    world: ConversationWorld, store: Store, data: NameEditor, person: int
) -> None:
    """Neither a reader nor an editor can name an editor, including themselves."""
    await store.staff.name(55, "Мария", Authorship(NOW, OWNER), may_edit_plan=True, may_send=False)
    before = await store.staff.all()
    screen = await world.person(person).presses(data.pack())
    assert screen.toasts == ["Это могут только владельцы бота."]
    assert await store.staff.all() == before


async def test_forged_right_of_owners_is_refused(owner: Person, store: Store) -> None:
    """No button of the bot gives this right."""
    await store.staff.name(55, "Мария", Authorship(NOW, OWNER), may_edit_plan=True, may_send=False)
    before = await store.staff.all()
    await owner.presses(SetEditorRight(id=55, right=Right.OWN, on=True).pack())
    assert await store.staff.all() == before


async def test_editors_are_named_in_the_group_of_the_secretariat(
    world: ConversationWorld, store: Store
) -> None:
    """There is no list of people to choose from, so the question offers the other ways."""
    owner = world.member(OWNER, SECRETARIAT)
    question = await asked(owner)
    assert "кнопкой внизу" not in question.text
    shown = await owner.says("x", forward_origin=forwarded())
    await owner.presses(shown.button("Изменять план"))
    assert [one.user_id for one in await store.staff.all()] == [MARIA.id]


async def test_long_list_of_editors_is_paged(owner: Person, store: Store) -> None:
    """Eight fit on a page."""
    for number in range(1, 12):
        by = Authorship(NOW, OWNER)
        await store.staff.name(number, f"Редактор {number:02}", by, may_edit_plan=True, may_send=False)
    first = await owner.says("/editors")
    assert "Редактор 08" in first.text
    assert "Редактор 09" not in first.text
    second = await owner.presses(first.button("Дальше"))
    assert "Редактор 11" in second.text


async def test_help_shows_what_the_person_may_use(world: ConversationWorld, store: Store) -> None:
    """Readers see nothing of the secretariat, an editor their own commands, an owner all."""
    await store.staff.name(BORIS, "Борис", Authorship(NOW, OWNER), may_edit_plan=False, may_send=True)
    texts = {person: (await world.person(person).says("/help")).text for person in (ANNA, BORIS, OWNER)}
    assert "Для секретариата" not in texts[ANNA]
    assert "/log форум — " in texts[BORIS]
    assert "/cityday" not in texts[BORIS]
    assert "/editors — " in texts[OWNER]
    in_other_group = await world.member(OWNER).says("/help")
    assert "Для секретариата" not in in_other_group.text


async def test_restart_between_the_steps_loses_nothing(
    store: Store, clock: FrozenClock, almanac: Almanac
) -> None:
    """Each step is made by a process of its own, over the same database."""

    def restarted() -> Person:
        return ConversationWorld(store, clock, lambda: almanac).person(OWNER)

    listed = await restarted().says("/editors")
    await restarted().presses(listed.button("Назначить редактора"))
    shown = await restarted().says("x", forward_origin=forwarded())
    named = await restarted().presses(shown.button("Изменять план"))
    switched = await restarted().presses(named.button("Писать читателям"))
    asked_twice = await restarted().presses(switched.button("Снять"))
    assert await store.staff.all() == (Editor(MARIA.id, "Мария Ли", True, True, OWNER, NOW),)
    await restarted().presses(asked_twice.button("Да, снять"))
    assert await store.staff.all() == ()


async def test_same_step_done_twice_changes_nothing(owner: Person, store: Store) -> None:
    """After a kill an update is handled again."""
    await asked(owner)
    await owner.says(users_shared=shared(last_name="Ли"))
    shown = await owner.says(users_shared=shared(last_name="Ли"))
    name = shown.button("И то и другое")
    for _ in range(2):
        await owner.presses(name)
    assert [one.action.action for one in await store.actions.latest(9)] == ["editor-named"]
    assert await store.staff.all() == (Editor(MARIA.id, "Мария Ли", True, True, OWNER, NOW),)
