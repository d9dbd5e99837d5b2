"""Edit a city: its day, a note for its card, other names by which it is found."""

from collections.abc import Sequence

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from data.calendar.cities import City
from data.handwriting.misread import REMOVAL_SIGNS, check_length
from data.store.open_questions import Dialogue
from handlers.callbacks.desk import (
    AskCityField,
    AskDeskCity,
    CityField,
    DropCityName,
    KeepCityNote,
    OpenDeskCity,
)
from handlers.chat_context import ChatContext
from handlers.cities import require_city
from handlers.errors import UserError
from handlers.permissions import Right, StaffOnly, signed
from handlers.questions import IsAnswerTo, ask_below, close_question
from handlers.secretariat.desk.reading import refusing
from handlers.sending.replies import reply, reply_address, reply_below
from handlers.text.markup import clean
from handlers.views.message import Message as View
from handlers.views.secretariat.cities import (
    ask_city_field_message,
    city_edited_message,
    city_note_message,
    desk_cities_message,
    desk_city_message,
)

CITY = "desk-city"
CITY_FIELD = "desk-city-field"

LONGEST_NOTE = 500
"""Characters of a note on a city's card."""

LONGEST_NAME = 60
"""Characters of a city's name. The longest of the catalogue has 24."""

MOST_NAMES = 20
"""Other names of one city: as many as have a button."""


def build_router() -> Router:
    """Return the router of cities at the desk."""
    router, editors = Router(name="desk-cities"), StaffOnly(Right.EDIT_PLAN)
    router.callback_query.register(ask_city, AskDeskCity.filter(), editors)
    router.message.register(answer_city, IsAnswerTo(CITY), editors)
    router.callback_query.register(open_city, OpenDeskCity.filter(), editors)
    router.callback_query.register(ask_field, AskCityField.filter(), editors)
    router.message.register(answer_field, IsAnswerTo(CITY_FIELD), editors)
    router.callback_query.register(keep_note, KeepCityNote.filter(), editors)
    router.callback_query.register(drop_name, DropCityName.filter(), editors)
    return router


async def ask_city(press: CallbackQuery, context: ChatContext) -> None:
    """Ask for the name of a city."""
    view = View(context.words("desk-ask-city"))
    await ask_below(press, context.store, context.now, CITY, view)


async def answer_city(message: Message, question: Dialogue, context: ChatContext) -> None:
    """Open the city, or offer those that may be meant. Without any the question stays open."""
    found = context.almanac.cities.find((message.text or "").strip())
    if found.match is None and not found.candidates:
        raise UserError("desk-city-unknown")
    if found.match is not None:
        await _show(message, context, found.match)
    else:
        await reply(message, desk_cities_message(context.words, found.candidates))
    await close_question(message, context, question)


async def open_city(press: CallbackQuery, callback_data: OpenDeskCity, context: ChatContext) -> None:
    """Show a city with the buttons to edit it."""
    await _show(press, context, require_city(context, callback_data.id))


async def ask_field(press: CallbackQuery, callback_data: AskCityField, context: ChatContext) -> None:
    """Ask for a note or for another name."""
    city = require_city(context, callback_data.id)
    view = ask_city_field_message(context.words, city, callback_data.field, city.note)
    data = {"city": city.id, "field": callback_data.field.value}
    await ask_below(press, context.store, context.now, CITY_FIELD, view, data)


async def answer_field(message: Message, question: Dialogue, context: ChatContext) -> None:
    """Show a note as readers will see it, or store a name.

    A text that does not fit leaves the question open.
    """
    city = require_city(context, str(question.data.get("city", "")))
    text = " ".join(clean(message.text or "").split())
    if CityField(str(question.data.get("field"))) is CityField.NOTE:
        await _show_note(message, question, context, city, "" if text in REMOVAL_SIGNS else text)
        return
    await _check_name(text, city, context)
    revision = await context.store.city_remarks.add_name(city.id, text, signed(message, context.now))
    await close_question(message, context, question, question.data)
    done = context.words("desk-city-name-added", text=text)
    await reply(message, city_edited_message(context.words, city, done, revision))


async def _show_note(
    message: Message, question: Dialogue, context: ChatContext, city: City, note: str
) -> None:
    """Show the card's line before it is stored. Until then the answered question keeps the note."""
    with refusing():
        check_length(note, LONGEST_NOTE)
    if note == city.note:
        raise UserError("desk-nothing-changes")
    await close_question(message, context, question, {**question.data, "note": note})
    await reply(message, city_note_message(context.words, city, note, message.message_id))


async def keep_note(press: CallbackQuery, callback_data: KeepCityNote, context: ChatContext) -> None:
    """Store a note that was shown, and say so.

    Raises UserError for one that is stored already or an hour old.
    """
    city = require_city(context, callback_data.id)
    known = await context.store.open_questions.live(reply_address(press)[0], context.now)
    shown = next((one for one in known if _is_note(one, callback_data)), None)
    if shown is None:
        raise UserError("desk-city-note-gone")
    note = str(shown.data["note"])
    revision = await context.store.city_remarks.set_note(city.id, note, signed(press, context.now))
    words = context.words
    done = words("desk-city-note-set", text=note) if note else words("desk-city-note-removed")
    await reply(press, city_edited_message(context.words, city, done, revision))
    # an edit of the answer is shown anew
    rest = {key: value for key, value in shown.data.items() if key != "note"}
    await context.store.open_questions.answer(shown, callback_data.answer, rest)


def _is_note(question: Dialogue, pressed: KeepCityNote) -> bool:
    """Return whether a question was answered with the note that a button stores."""
    return (
        question.kind == CITY_FIELD
        and question.answered_by == pressed.answer
        and question.data.get("city") == pressed.id
        and "note" in question.data
    )


async def drop_name(press: CallbackQuery, callback_data: DropCityName, context: ChatContext) -> None:
    """Take a name from a city, and say so below."""
    city = require_city(context, callback_data.id)
    names = await _names(context, city)
    if callback_data.at >= len(names):
        raise UserError("stale-button")
    name = names[callback_data.at]
    revision = await context.store.city_remarks.drop_name(city.id, name, signed(press, context.now))
    done = context.words("desk-city-name-dropped", text=name)
    await reply_below(press, city_edited_message(context.words, city, done, revision))


async def _show(event: Message | CallbackQuery, context: ChatContext, city: City) -> None:
    view = context.almanac.city_view(city, context.today)
    names, years = await _names(context, city), set_years(context, city)
    await reply(event, desk_city_message(context.words, view, names, years, context.today))


def set_years(context: ChatContext, city: City) -> list[int]:
    """Return the years in which an editor has set the day of a city, and it is not over."""
    set_days = context.almanac.set_days.items()
    return sorted(
        year for (one, year), when in set_days if one == city.id and not when.is_over(context.today)
    )


async def _names(context: ChatContext, city: City) -> Sequence[str]:
    """Return the names that editors have given to a city."""
    return (await context.store.city_remarks.names()).get(city.id, ())


async def _check_name(name: str, city: City, context: ChatContext) -> None:
    """Raise UserError for a name that is none, is taken, or is one too many."""
    with refusing():
        check_length(name, LONGEST_NAME)
    if sum(char.isalpha() for char in name) < 2 or name in REMOVAL_SIGNS:
        raise UserError("desk-city-name-unclear")
    bearer = context.almanac.cities.exact(name)
    if bearer is not None:
        key = "desk-city-name-known" if bearer.id == city.id else "desk-city-name-taken"
        raise UserError(key, city=bearer.name)
    if len(await _names(context, city)) >= MOST_NAMES:
        raise UserError("desk-city-too-many-names", most=MOST_NAMES)
