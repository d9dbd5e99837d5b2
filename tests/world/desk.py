"""Edit an event at the desk, as the secretariat does."""

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.world.running_bot import ask, tap


async def propose(editor: Person, number: str, label: str, text: str) -> ReceivedMessage:
    """Press a button of an event's card and write the answer. Return the preview of the edit.

    A button that asks nothing has an empty text.
    """
    card = await ask(editor, f"/desk {number}")
    await editor.unread()
    await editor.press(label, on=card)
    if not text:
        return next(one for one in await editor.messages() if one.id == card.id)
    [question] = await editor.unread()
    assert "Передумали? /cancel" in question.text
    return await ask(editor, text)


async def save(editor: Person, shown: ReceivedMessage, label: str = "✅ Сохранить") -> ReceivedMessage:
    """Press the button that stores what is shown. Return the confirmation."""
    labels = [str(one["text"]) for one in shown.buttons]
    done = await tap(editor, shown, next(one for one in labels if one.startswith(label)))
    assert done.text.startswith("✅ Сохранено."), done.text
    return done
