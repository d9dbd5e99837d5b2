"""A file that goes out after an issue, sent by editors whose documents can also be plans."""

from bot.sandbox.client.client import Person, ReceivedMessage
from data.store.revisions import Authorship
from tests.world.issue_story import follower, the_draft
from tests.world.running_bot import BotWorld, ask, tap
from tests.world.sent_plans import plan_with, send_plan

AT_THE_ISSUE = "2026-11-27 12:01"
PROGRAMME = b"%PDF-1.4 the programme"
READ_AS_PLAN = "План на 2020 год уже внесён"


async def asked_for(editor: Person, draft: ReceivedMessage, label: str) -> None:
    """Press a button of the editor's tools that asks for something."""
    tools = await tap(editor, draft, "🛠 Оформление и время")
    await editor.press(label, on=tools)
    await editor.unread()


def names_of_files(messages: list[ReceivedMessage]) -> list[str]:
    """Return the names of the files among messages, oldest first."""
    return [one.body["document"]["file_name"] for one in messages if "document" in one.body]


async def test_file_of_an_owner_goes_out_after_the_issue(world: BotWorld, owner: Person) -> None:
    """It is taken for no plan, though owners send plans too. The next document is one again."""
    anna = await follower(world)
    draft = await the_draft(world, owner)
    await asked_for(owner, draft, "📎 Файл")
    await owner.send_file("программа.pdf", PROGRAMME)
    tools = await owner.reply()
    assert "📎 программа.pdf" in tools.text
    await tap(owner, await tap(owner, tools, "← Назад"), "✅ Утвердить")
    plan = await send_plan(world, owner, plan_with())
    assert plan.text.startswith(READ_AS_PLAN)
    await world.move_to(AT_THE_ISSUE)
    assert names_of_files(await anna.unread()) == ["программа.pdf"]


async def test_text_and_file_come_in_one_message(world: BotWorld, owner: Person) -> None:
    """The editor may not change the plan, and the document is refused for nothing."""
    anna, vera = await follower(world), await world.person("Вера")
    await ask(vera, "/start")
    by = Authorship(world.rehearsal.clock.now(), owner.id, owner.name)
    staff = world.rehearsal.app.resources.store.staff
    await staff.name(vera.id, vera.name, by, may_edit_plan=False, may_send=True)
    await the_draft(world, owner)
    await vera.press("✏️ Добавить текст", on=await vera.sees("📝 Черновик бюллетеня"))
    await vera.unread()
    await vera.send_file("план.docx", PROGRAMME, caption="Программа ниже")
    assert "📎 план.docx" in (await vera.reply()).text
    await world.move_to(AT_THE_ISSUE)
    came = await anna.unread()
    assert any("Программа ниже" in one.text for one in came)
    assert names_of_files(came) == ["план.docx"]


async def test_import_under_a_document_is_no_answer(world: BotWorld, owner: Person) -> None:
    """The command in the caption says that the document is a plan, though a file is asked for."""
    await asked_for(owner, await the_draft(world, owner), "📎 Файл")
    await owner.send_file("план.txt", plan_with(), caption="/import")
    await world.settle()
    assert (await owner.unread())[-1].text.startswith(READ_AS_PLAN)


async def test_document_is_a_plan_where_words_are_asked_for(world: BotWorld, owner: Person) -> None:
    """It names no hour. The question stays open, and the hour that follows answers it."""
    await asked_for(owner, await the_draft(world, owner), "🕘 День и час")
    assert (await send_plan(world, owner, plan_with())).text.startswith(READ_AS_PLAN)
    assert "28 ноября в 15:30" in (await ask(owner, "суббота 15:30")).text
