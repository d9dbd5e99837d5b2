"""A city to follow, by its name: asked for, understood, added."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from data.calendar.cities import City
from data.calendar.topics import Subscription, Topic
from data.store.chats import ChatKind
from data.store.dialogues import Dialogue
from handlers.answering import send_after, show
from handlers.choices import AddCity, AskCity
from handlers.errors import Mistake
from handlers.followed import set_followed
from handlers.group_rights import admins_only
from handlers.questions import IsAnswerTo, ask
from handlers.reader import Reader
from handlers.views.subscriptions import (
    ask_city_message,
    city_added_message,
    city_unknown_message,
    which_city_message,
)

QUESTION = "follow-city"


def build_router() -> Router:
    """The question and its answers; in groups for admins only."""
    router = admins_only(Router(name="adding-cities"))
    router.callback_query.register(ask_city, AskCity.filter())
    router.callback_query.register(add_city, AddCity.filter())
    router.message.register(answer_city, IsAnswerTo(QUESTION))
    return router


async def ask_city(press: CallbackQuery, reader: Reader) -> None:
    """«Добавить город»."""
    in_group = reader.chat.kind is not ChatKind.PRIVATE
    await ask(press, reader.store, reader.now, QUESTION, ask_city_message(reader.words, in_group=in_group))


async def answer_city(message: Message, reader: Reader, question: Dialogue) -> None:
    """The name of a city; one that is not understood leaves the question open."""
    name = (message.text or "").strip()
    found = reader.almanac.cities.find(name)
    if found.match is None:
        unknown = city_unknown_message(reader.words, name)
        await show(message, which_city_message(reader.words, found) if found.candidates else unknown)
        return
    await reader.store.dialogues.clear(question.chat_id, question.user_id)
    await show(
        message, city_added_message(reader.words, found.match, is_new=await _follow(reader, found.match))
    )


async def add_city(press: CallbackQuery, callback_data: AddCity, reader: Reader) -> None:
    """One of several a name may have meant."""
    city = reader.almanac.cities.by_id.get(callback_data.city_id)
    if city is None:
        raise Mistake("subscriptions-subject-unknown")
    await reader.store.dialogues.clear(reader.chat.chat_id, press.from_user.id)
    await send_after(press, city_added_message(reader.words, city, is_new=await _follow(reader, city)))


async def _follow(reader: Reader, city: City) -> bool:
    return await set_followed(reader, Subscription(Topic.CITY, city.id), on=True)
