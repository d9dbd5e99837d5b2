"""A message that the bot failed to handle is answered once the error is fixed."""

import pytest

from handlers.views.message import Message
from tests.world.running_bot import BotWorld, ask, tap


def _fail(*_: object) -> Message:
    raise ZeroDivisionError


async def test_owner_has_a_message_handled_again(world: BotWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number that the reader reads out finds the message. The answer comes to the reader."""
    world.expected_errors.add("is quarantined as")
    owner, anna = await world.owner(), await world.person()
    with monkeypatch.context() as broken:
        broken.setattr("handlers.start.help_message", _fail)
        await anna.say("/help")
        apology = await anna.sees("Ответить не получилось")
    reference = apology.text.rstrip(".").split()[-1]
    shown = await ask(owner, f"/updates {reference.lower()}")
    assert shown.text.startswith(f"{reference} · 22 ноября, 12:0")
    assert "сообщение, личный чат · ZeroDivisionError" in shown.text
    assert "/help" not in shown.text
    listed = await tap(owner, shown, "🔁 Обработать снова")
    assert "Сообщений без ответа нет." in listed.text
    assert (await anna.sees("❓ Справка")).id > apology.id
    late = await owner.press_data(f"qu:retry:{reference}", shown.id, forged=True)
    assert late.alert
    assert late.text.startswith(f"Сообщения без ответа под номером {reference} нет")
