"""The bot sends the guide as a document to the secretariat, and to no other people."""

from pathlib import Path

from bot.sandbox.client.client import Person, ReceivedMessage
from data.content.shipped import shipped_guide
from tests.world.running_bot import BotWorld, ask, open_bot_world, tap, told

BUTTON, FORGED = "📖 Руководство", "gd"
NAME = "Руководство секретариата МАГ.pdf"
REFUSED = "Это доступно только секретариату."
SECRETARIAT = -1001234567890


async def press_for_guide(person: Person, message: ReceivedMessage, label: str = BUTTON) -> ReceivedMessage:
    """Press the button of the guide, and return the new message."""
    await person.unread(message.chat_id)
    await person.press(label, on=message)
    return await person.reply(chat=message.chat_id)


def file_of(message: ReceivedMessage) -> str:
    """Return the file_id of a message's document."""
    assert message.document is not None
    return str(message.document["file_id"])


def uploads(world: BotWorld) -> int:
    """Return how many files with the name of the guide Telegram has."""
    return sum(file.name == NAME for file in world.rehearsal.server.world.files.values())


async def name_editor(owner: Person, editor: Person, rights: str) -> None:
    """Make a person an editor with these rights."""
    await owner.press("Назначить редактора", on=await ask(owner, "/editors"))
    await owner.unread()
    await owner.say(str(editor.id))
    await owner.reply()
    await tap(owner, await owner.reply(), rights)


async def test_guide_comes_as_one_document_with_a_sentence(world: BotWorld, owner: Person) -> None:
    """The desk, the help and the command give the same PDF, and the pressed message stays."""
    desk = await ask(owner, "/desk")
    sent = await press_for_guide(owner, desk)
    assert sent.document is not None
    assert sent.document["file_name"] == NAME
    assert world.file(sent.document) == shipped_guide()
    assert shipped_guide().startswith(b"%PDF-")
    assert sent.text.startswith("Руководство секретариата: как внести план")
    assert desk.text in {one.text for one in await owner.messages()}
    assert file_of(await press_for_guide(owner, await ask(owner, "/help"))) == file_of(sent)
    assert file_of(await ask(owner, "/guide")) == file_of(sent)


async def test_guide_is_uploaded_once_for_all(world: BotWorld, owner: Person) -> None:
    """A second press and an English reader get the file that Telegram has."""
    first = await press_for_guide(owner, await ask(owner, "/desk"))
    again = await press_for_guide(owner, await ask(owner, "/desk"))
    carol = await world.person("Carol", language="en")
    await ask(carol, "/start")
    await name_editor(owner, carol, "И то и другое")
    english = await press_for_guide(carol, await ask(carol, "/help"), "📖 Guide (in Russian)")
    assert english.text.startswith("The secretariat’s guide, in Russian")
    assert file_of(first) == file_of(again) == file_of(english)
    assert uploads(world) == 1


async def test_editor_of_either_right_gets_the_guide(world: BotWorld, owner: Person) -> None:
    """An editor who may only write to readers has no desk, but the button of the help and the command."""
    anna = await world.person()
    await ask(anna, "/start")
    await name_editor(owner, anna, "Писать читателям")
    assert BUTTON in (await ask(anna, "/help")).labels
    assert (await press_for_guide(anna, await ask(anna, "/help"))).document is not None
    assert (await ask(anna, "/guide")).document is not None


async def test_reader_is_refused(world: BotWorld, owner: Person) -> None:
    """A reader sees no button, and neither a forged press nor the command brings the guide."""
    await press_for_guide(owner, await ask(owner, "/desk"))
    anna = await world.person()
    shown = await ask(anna, "/help")
    assert BUTTON not in shown.labels
    toast = await anna.press_data(FORGED, shown.id, forged=True)
    assert (toast.text, toast.alert) == (REFUSED, True)
    assert await told(anna) == []
    refused = await ask(anna, "/guide")
    assert (refused.text, refused.document) == (REFUSED, None)


async def test_dismissed_editor_is_refused_by_an_old_button(world: BotWorld, owner: Person) -> None:
    """The right is checked when the button is pressed."""
    anna = await world.person()
    await ask(anna, "/start")
    await name_editor(owner, anna, "Изменять план")
    desk = await ask(anna, "/desk")
    card = await tap(owner, await ask(owner, "/editors"), "Анна")
    await tap(owner, card, "Снять с роли", "Да, снять")
    await told(anna)
    assert (await anna.press(BUTTON, on=desk)).text == REFUSED
    assert await told(anna) == []


async def test_guide_that_telegram_has_lost_is_uploaded_again(world: BotWorld, owner: Person) -> None:
    """The guide is uploaded again when Telegram refuses its file_id, and the owner gets it."""
    world.expected_refusals.add("wrong file_id")
    lost = file_of(await ask(owner, "/guide"))
    world.rehearsal.server.world.files.clear()
    again = await ask(owner, "/guide")
    assert file_of(again) != lost
    assert file_of(await ask(owner, "/guide")) == file_of(again)
    assert uploads(world) == 1


async def test_guide_comes_into_the_group_of_the_secretariat(tmp_path: Path) -> None:
    """An owner gets the guide in the group, and a member without a right is refused."""
    async with open_bot_world("2026-11-22 12:00", tmp_path, secretariat_chat=SECRETARIAT) as world:
        owner, anna = await world.owner(), await world.person()
        await world.sandbox.order(
            "group", title="Секретариат", owner=owner.id, kind="supergroup", id=SECRETARIAT
        )
        await world.sandbox.order("membership", chat=SECRETARIAT, person=anna.id, status="member")
        await world.sandbox.order("membership", chat=SECRETARIAT, status="administrator")
        await world.settle()
        desk = await ask(owner, "/desk", chat=SECRETARIAT)
        assert file_of(await press_for_guide(owner, desk))
        toast = await anna.press_data(FORGED, desk.id, chat=SECRETARIAT)
        assert toast.text == REFUSED
        await world.settle()
        await world.check_manners()
