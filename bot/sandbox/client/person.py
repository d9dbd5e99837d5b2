"""Play a person of the sandbox in a test."""

import base64
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from bot.sandbox.client.received import NotSeen, ReceivedMessage, ReceivedToast, pick_button


class SandboxConnection(Protocol):
    """What a person needs of the client: giving orders and waiting for their effect."""

    async def order(self, name: str, /, **arguments: Any) -> Any:
        """Give an order of the control interface and return its result."""

    async def until(
        self, look: Callable[[], Awaitable[Any]], *, what: str, limit: float | None = None
    ) -> Any:
        """Call `look` after every change until it finds something, for at most `limit` real seconds."""


class Person:
    """A person of the sandbox. Methods without a `chat` mean the private chat with the bot.

    `limit` is how long a wait may last in real seconds.
    """

    def __init__(self, sandbox: SandboxConnection, user_id: int, name: str) -> None:
        self.sandbox = sandbox
        self.id = user_id
        self.name = name
        self._read: dict[int, int] = {}

    async def say(
        self,
        text: str,
        *,
        chat: int | None = None,
        reply_to: int | None = None,
        sender_chat: int | None = None,
        entities: list[dict[str, Any]] | None = None,
    ) -> ReceivedMessage:
        """Send a text to the bot or to a chat.

        `sender_chat` is the group or channel in whose name it is sent, `entities` the formatting of the text.
        """
        sent = await self.sandbox.order(
            "say",
            person=self.id,
            text=text,
            chat=chat,
            reply_to=reply_to,
            sender_chat=sender_chat,
            entities=entities,
        )
        return ReceivedMessage.of(sent)

    async def revise(
        self, message: ReceivedMessage, text: str, *, entities: list[dict[str, Any]] | None = None
    ) -> ReceivedMessage:
        """Edit a text or caption of one's own."""
        sent = await self.sandbox.order(
            "revise",
            person=self.id,
            message_id=message.id,
            chat=message.chat_id,
            text=text,
            entities=entities,
        )
        return ReceivedMessage.of(sent)

    async def start(self, payload: str = "") -> ReceivedMessage:
        """Open the bot by a deep link."""
        return ReceivedMessage.of(await self.sandbox.order("start", person=self.id, payload=payload))

    async def send_file(
        self,
        name: str,
        content: bytes,
        *,
        caption: str | None = None,
        kind: str = "document",
        **where: int | None,
    ) -> ReceivedMessage:
        """Send a file as the kind given. `where` holds `chat` and `reply_to`."""
        encoded = base64.b64encode(content).decode()
        sent = await self.sandbox.order(
            "send_file", person=self.id, name=name, content=encoded, caption=caption, kind=kind, **where
        )
        return ReceivedMessage.of(sent)

    async def send_album(
        self,
        files: Mapping[str, bytes],
        *,
        caption: str | None = None,
        kind: str = "document",
        **where: int | None,
    ) -> list[ReceivedMessage]:
        """Send files, by name, as one album. `where` holds `chat` and `reply_to`."""
        encoded = [
            {"name": name, "content": base64.b64encode(content).decode(), "kind": kind}
            for name, content in files.items()
        ]
        sent = await self.sandbox.order("send_album", person=self.id, files=encoded, caption=caption, **where)
        return [ReceivedMessage.of(one) for one in sent]

    async def share_users(self, request_id: int, *users: int) -> ReceivedMessage:
        """Choose people for the button of the reply keyboard that has this request."""
        sent = await self.sandbox.order(
            "share_users", person=self.id, request_id=request_id, users=list(users)
        )
        return ReceivedMessage.of(sent)

    async def share_chat(self, request_id: int, chat: int) -> ReceivedMessage:
        """Choose a chat for the button of the reply keyboard that has this request."""
        sent = await self.sandbox.order("share_chat", person=self.id, request_id=request_id, chat=chat)
        return ReceivedMessage.of(sent)

    async def messages(self, chat: int | None = None) -> list[ReceivedMessage]:
        """Return all messages this person sees in a chat, oldest first."""
        found = await self.sandbox.order("messages", chat=chat or self.id, person=self.id)
        return [ReceivedMessage.of(one) for one in found]

    async def reply(self, *, chat: int | None = None, limit: float | None = None) -> ReceivedMessage:
        """Wait for the bot's next unread message and return it.

        :raises NotSeen: there was none in time
        """
        where = chat or self.id

        async def look() -> ReceivedMessage | None:
            fresh = [
                one
                for one in await self.messages(where)
                if one.from_bot and one.id > self._read.get(where, 0)
            ]
            return fresh[0] if fresh else None

        message: ReceivedMessage = await self._wait(look, "a reply", where, limit)
        self._read[where] = message.id
        return message

    async def unread(self, chat: int | None = None) -> list[ReceivedMessage]:
        """Return the bot's unread messages without waiting, and count them as read."""
        where = chat or self.id
        fresh = [
            one for one in await self.messages(where) if one.from_bot and one.id > self._read.get(where, 0)
        ]
        self._read[where] = max([self._read.get(where, 0), *(one.id for one in fresh)])
        return fresh

    async def sees(
        self, text: str, *, chat: int | None = None, limit: float | None = None
    ) -> ReceivedMessage:
        """Wait for a message of the bot that contains this text, edits included. Return the newest.

        :raises NotSeen: there was none in time
        """

        async def look() -> ReceivedMessage | None:
            found = [one for one in await self.messages(chat) if one.from_bot and text in one.text]
            return found[-1] if found else None

        message: ReceivedMessage = await self._wait(look, text, chat or self.id, limit)
        return message

    async def edited(self, message: ReceivedMessage, *, limit: float | None = None) -> ReceivedMessage:
        """Wait until this message has been edited and return it as it is then.

        :raises NotSeen: it was not edited in time
        """

        async def look() -> ReceivedMessage | None:
            found = [one for one in await self.messages(message.chat_id) if one.id == message.id]
            return found[0] if found and found[0].edits > message.edits else None

        changed: ReceivedMessage = await self._wait(look, "an edit", message.chat_id, limit)
        return changed

    async def press(
        self,
        button: str,
        *,
        on: ReceivedMessage | None = None,
        chat: int | None = None,
        limit: float | None = None,
    ) -> ReceivedToast:
        """Press a button and wait for the bot's answer.

        `button` is its label, its callback data or a part of its label.
        Without `on` the newest message with such a button is taken, and waited for.

        :raises NotSeen: there was no such button or no answer in time
        """
        where = on.chat_id if on else chat or self.id

        async def look() -> tuple[ReceivedMessage, str] | None:
            shown = [one for one in await self.messages(where) if on is None or one.id == on.id]
            return pick_button(reversed(shown), button)

        message, data = await self._wait(look, f"button «{button}»", where, limit)
        return await self.press_data(data, message.id, chat=where, limit=limit)

    async def press_data(
        self,
        data: str,
        message_id: int,
        *,
        chat: int | None = None,
        forged: bool = False,
        limit: float | None = None,
    ) -> ReceivedToast:
        """Press by callback data, with `forged` even if no button carries it. Wait for the answer.

        :raises NotSeen: there was no answer in time
        """
        pressed = await self.sandbox.order(
            "press", person=self.id, chat=chat or self.id, message_id=message_id, data=data, forged=forged
        )

        async def look() -> Any:
            return (await self.sandbox.order("query", id=pressed["query"]))["answer"]

        answer = await self.sandbox.until(look, what=f"an answer to «{data}»", limit=limit)
        return ReceivedToast(answer["text"] or "", alert=answer["show_alert"], url=answer["url"])

    async def block(self) -> None:
        """Block the bot."""
        await self.sandbox.order("block", person=self.id)

    async def unblock(self) -> None:
        """Unblock the bot."""
        await self.sandbox.order("unblock", person=self.id)

    async def _wait(
        self, look: Callable[[], Awaitable[Any]], what: str, chat: int, limit: float | None
    ) -> Any:
        try:
            return await self.sandbox.until(look, what=what, limit=limit)
        except NotSeen as error:
            raise NotSeen(what, await self.messages(chat)) from error
