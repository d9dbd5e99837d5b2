"""The handlers with a bot whose calls are recorded, and people who talk to it."""

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any, cast

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
    GetChat,
    GetChatMember,
    GetMe,
    SendDocument,
    SendLocation,
    SendMessage,
    SendPhoto,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import (
    AcceptedGiftTypes,
    CallbackQuery,
    Chat,
    ChatFullInfo,
    ChatMemberMember,
    ChatMemberOwner,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
    Update,
    User,
)
from aiogram.types import PhotoSize as TelegramPhotoSize

from bot.telegram_api.error_outcomes import outcome_of
from data.calendar.almanac import Almanac
from data.store.store import Store
from handlers.permissions import Roles
from handlers.pictures.request import OwnPicture
from handlers.secretariat.feedback.relay import FeedbackRelay
from handlers.sending.send_picture import EditPicture, PhotoReceipt, PhotoSize, SendPicture
from handlers.sending.send_text import PARSE_MODE, SendText
from handlers.wiring.middlewares import install
from handlers.wiring.routers import build_root_router
from tests.cast import ANNA, BOT, GROUP, OWNERS, SECRETARIAT, group, private, user
from tests.world.clocks import FrozenClock

PHOTO = TelegramPhotoSize(file_id="AgAC", file_unique_id="u", width=90, height=90)
NOW = datetime(2020, 3, 1, 9, 0, tzinfo=UTC)
_NO_GIFTS = AcceptedGiftTypes(
    unlimited_gifts=False,
    limited_gifts=False,
    unique_gifts=False,
    premium_subscription=False,
    gifts_from_channels=False,
)


class RecordingSession(BaseSession):
    """Records calls, and answers as Telegram does or refuses with the words in `refusals`."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[TelegramMethod[Any]] = []
        self.refusals: dict[type[TelegramMethod[Any]], list[str]] = {}
        self.admins: set[int] = set()
        self.names: dict[int, str] = {}
        """The names of people who have written to the bot. Of others Telegram says nothing."""
        self._ids = count(1000)

    async def make_request(
        self,
        bot: Bot,  # noqa: ARG002 -- the library's signature, here and below
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109
    ) -> TelegramType:
        """Record the call, and return an answer as Telegram's or raise the prepared refusal."""
        if isinstance(method, SendText | SendPicture | EditPicture):
            # as Telegram reads it
            method = cast("TelegramMethod[TelegramType]", _as_telegram_reads(method))
        self.calls.append(method)
        waiting = self.refusals.get(type(method))
        if waiting:
            raise TelegramBadRequest(method=method, message=f"Bad Request: {waiting.pop(0)}")
        if isinstance(method, GetChat) and int(method.chat_id) not in self.names:
            raise TelegramBadRequest(method=method, message="Bad Request: chat not found")
        answer: Any = self._described(method) if isinstance(method, GetChat) else self._answer(method)
        return answer  # type: ignore[no-any-return]

    async def close(self) -> None:
        """Do nothing, for no connection is open."""

    def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """Refuse to fetch a file."""
        raise NotImplementedError

    def _described(self, method: GetChat) -> ChatFullInfo:
        number = int(method.chat_id)
        return ChatFullInfo(
            id=number,
            type="private",
            first_name=self.names[number],
            accent_color_id=0,
            max_reaction_count=0,
            accepted_gift_types=_NO_GIFTS,
        )

    def _answer(self, method: TelegramMethod[Any]) -> object:
        if isinstance(method, GetMe):
            return BOT
        if isinstance(method, GetChatMember):
            user = User(id=method.user_id, is_bot=False, first_name="N")
            if method.user_id in self.admins:
                return ChatMemberOwner(user=user, is_anonymous=False)
            return ChatMemberMember(user=user)
        if isinstance(method, SendPhoto | EditMessageMedia):
            return PhotoReceipt(next(self._ids), (PhotoSize("AgAC"),))
        if isinstance(method, SendMessage | SendDocument | SendLocation | EditMessageText):
            chat = Chat(id=int(method.chat_id or 0), type="private")
            return Message(message_id=next(self._ids), date=NOW, chat=chat)
        return True


def _as_telegram_reads(sent: SendText | SendPicture | EditPicture) -> TelegramMethod[Any]:
    """Return the method of the Bot API. A picture has its name as its file."""
    where = sent.model_dump(exclude={"content", "picture"}, exclude_none=True)
    if isinstance(sent, SendText):
        return SendMessage.model_validate(sent.content.fields() | where)
    picture, caption = sent.picture, sent.content.text
    keyboard = cast("InlineKeyboardMarkup | None", sent.content.keyboard)
    if isinstance(picture, OwnPicture):
        name = picture.file_id
    else:
        name = "-".join(filter(None, (picture.kind, picture.city, str(picture.year), picture.language)))
    if isinstance(sent, EditPicture):
        media = InputMediaPhoto(media=name, caption=caption, parse_mode=PARSE_MODE)
        return EditMessageMedia(media=media, reply_markup=keyboard, **where)
    return SendPhoto(photo=name, caption=caption, parse_mode=PARSE_MODE, reply_markup=keyboard, **where)


@dataclass
class Screen:
    """The calls that an action led to, as a person sees them: texts, buttons, pop-up, files."""

    calls: list[TelegramMethod[Any]]

    @property
    def text(self) -> str:
        """Return all texts that were sent or edited in, in order, with blank lines between."""
        texts = (getattr(call, "text", None) or getattr(call, "caption", None) for call in self.messages)
        return "\n\n".join(text for text in texts if text)

    @property
    def messages(self) -> list[TelegramMethod[Any]]:
        """Return the calls that sent or edited a message."""
        kinds = (SendMessage, EditMessageText, SendDocument, SendLocation, SendPhoto, EditMessageMedia)
        return [call for call in self.calls if isinstance(call, kinds)]

    @property
    def edits(self) -> list[EditMessageText]:
        """Return the calls that edited the text of a message."""
        return [call for call in self.calls if isinstance(call, EditMessageText)]

    @property
    def toasts(self) -> list[str]:
        """Return the texts that answered presses, an empty string for an answer without a text."""
        return [call.text or "" for call in self.calls if isinstance(call, AnswerCallbackQuery)]

    @property
    def pictures(self) -> list[str]:
        """Return the names of the pictures that were sent or put into a message."""
        sent = [str(call.photo) for call in self.calls if isinstance(call, SendPhoto)]
        return sent + [str(call.media.media) for call in self.calls if isinstance(call, EditMessageMedia)]

    @property
    def documents(self) -> list[SendDocument]:
        """Return the calls that sent a file."""
        return [call for call in self.calls if isinstance(call, SendDocument)]

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        """Return the inline keyboard that was shown last, None if there was none."""
        kinds = (
            *(SendMessage, EditMessageText, EditMessageReplyMarkup, SendDocument),
            *(SendPhoto, EditMessageMedia),
        )
        shown = [call.reply_markup for call in self.calls if isinstance(call, kinds)]
        keyboards = [markup for markup in shown if isinstance(markup, InlineKeyboardMarkup)]
        return keyboards[-1] if keyboards else None

    @property
    def buttons(self) -> list[InlineKeyboardButton]:
        """Return the buttons of the last keyboard, row after row."""
        return [] if self.keyboard is None else [key for row in self.keyboard.inline_keyboard for key in row]

    def button(self, label: str) -> str:
        """Return the data of the one button whose label contains this."""
        found = [key for key in self.buttons if label in key.text and key.callback_data]
        assert len(found) == 1, (label, [key.text for key in self.buttons])
        return str(found[0].callback_data)


class ConversationWorld:
    """The handlers over a database, with a bot whose calls are recorded."""

    def __init__(
        self,
        store: Store,
        clock: FrozenClock,
        almanac: Callable[[], Almanac],
        *routers: Router,
        session: RecordingSession | None = None,
        **workflow: Any,
    ) -> None:
        """Wire the root router and the routers given. `workflow` is what handlers ask for by name."""
        self.store = store
        self.clock = clock
        self.session = session or RecordingSession()
        self._bot = Bot(f"{BOT.id}:TEST", session=self.session)
        roles = Roles(frozenset(OWNERS), store.staff, SECRETARIAT)
        self.relay = FeedbackRelay(self._bot, store, workflow.get("roles", roles), outcome_of)
        self.dispatcher = Dispatcher(**{"roles": roles, "relay": self.relay, **workflow})
        self._updates = count(1)
        install(self.dispatcher, store, clock.now, almanac)
        self.dispatcher.include_router(build_root_router(*routers))

    async def feed(self, **content: Any) -> Screen:
        """Handle one update, and return what the bot sent."""
        before = len(self.session.calls)
        update = Update(update_id=next(self._updates), **content)
        await self.dispatcher.feed_update(self._bot, update)
        return Screen(self.session.calls[before:])

    def person(self, user_id: int = ANNA, language: str = "ru") -> "Person":
        """Return a person in the private chat with the bot."""
        return Person(self, user(user_id, language), private(user_id))

    def member(self, user_id: int = ANNA, chat_id: int = GROUP) -> "Person":
        """Return a person in a group where the bot is."""
        return Person(self, user(user_id), group(chat_id))


@dataclass
class Person:
    """A person in a chat, who writes and presses buttons."""

    world: ConversationWorld
    user: User | None
    chat: Chat
    keyboard: InlineKeyboardMarkup | None = None

    async def says(self, text: str | None = None, number: int = 10, **content: Any) -> Screen:
        """Send a message."""
        message = Message(
            message_id=number, date=NOW, chat=self.chat, from_user=self.user, text=text, **content
        )
        return self._saw(await self.world.feed(message=message))

    async def edits(self, text: str, number: int = 10, **content: Any) -> Screen:
        """Edit a text written before."""
        message = Message(
            message_id=number,
            date=NOW,
            edit_date=int(NOW.timestamp()) + 60,
            chat=self.chat,
            from_user=self.user,
            text=text,
            **content,
        )
        return self._saw(await self.world.feed(edited_message=message))

    async def presses(self, data: str, *, message: str = "usual", thread: int | None = None) -> Screen:
        """Press a button.

        `message` says how Telegram describes the message above it: usual, picture, inaccessible or absent.
        """
        under: Message | InaccessibleMessage | None = None
        if message in ("usual", "picture"):
            under = Message(
                message_id=20,
                date=NOW,
                chat=self.chat,
                from_user=BOT,
                text="…" if message == "usual" else None,
                photo=[PHOTO] if message == "picture" else None,
                reply_markup=self.keyboard,
                message_thread_id=thread,
                is_topic_message=thread is not None or None,
            )
        elif message == "inaccessible":
            under = InaccessibleMessage(chat=self.chat, message_id=20, date=0)
        assert self.user is not None
        query = CallbackQuery(id="1", from_user=self.user, chat_instance="1", message=under, data=data)
        return self._saw(await self.world.feed(callback_query=query))

    def _saw(self, screen: Screen) -> Screen:
        self.keyboard = screen.keyboard or self.keyboard
        return screen
