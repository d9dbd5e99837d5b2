"""Answer without a chat: `mag-bot upcoming` and `mag-bot city`."""

import json
from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.commands.options import DayOption, Format, FormatOption, LanguageOption, read_day
from bot.commands.refusal import CommandRefusal
from bot.commands.session import look_at_resources
from bot.process_tuning import import_aiogram
from bot.settings import load_settings
from data.calendar.almanac import Almanac
from data.calendar.city_search.lookup import SearchResult, SearchStep
from data.store.chat_values import Language
from handlers.text.words import Words, words_in
from scheduler.clock import SystemClock

_LONGEST_SPAN = 366


def upcoming(
    on: DayOption = None,
    days: Annotated[int, typer.Option(min=1, max=_LONGEST_SPAN, help="How many days ahead.")] = 90,
    form: FormatOption = Format.TEXT,
    language: LanguageOption = Language.RU,
) -> None:
    """List what is coming: events, city days, jubilees, issues of the bulletin and the journal."""
    import_aiogram()
    from bot.commands.objects import listing_object
    from handlers.agenda.listing import list_occasions
    from handlers.callbacks.agenda import OpenAgenda
    from handlers.views.agenda.pages import listing_text
    from handlers.views.message import parsed

    words, today = words_in(language.value), read_day(on, _today())
    listing = list_occasions(_almanac(words), OpenAgenda(days=days), today)
    if form is Format.JSON:
        _print_json(listing_object(words, listing, today))
    else:
        typer.echo(parsed(listing_text(words, listing, today)))


def city(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A city's name, in any case, with typos, in Latin letters.")
    ],
    on: DayOption = None,
    form: FormatOption = Format.TEXT,
    language: LanguageOption = Language.RU,
) -> None:
    """Show what a city celebrates and what is planned there."""
    import_aiogram()
    from bot.commands.objects import city_object
    from handlers.views.city_card import city_message
    from handlers.views.message import parsed

    words, today = words_in(language.value), read_day(on, _today())
    almanac = _almanac(words)
    found = almanac.cities.find(name)
    if form is Format.JSON:
        _print_json(city_object(words, almanac, found, today))
        return
    if found.match is None:
        raise CommandRefusal(_no_one_city(words, found))
    view = almanac.city_view(found.match, today)
    typer.echo(parsed(city_message(words, view, today, followed=False, guessed=found.is_guess).text))


def _no_one_city(words: Words, found: SearchResult) -> str:
    from handlers.views.wording.occasions import city_name

    names = ", ".join(city_name(words, candidate) for candidate in found.candidates)
    if not names:
        return words.plain("cli-city-unknown-and-none-near", name=found.query)
    if found.step is SearchStep.UNKNOWN:
        return words.plain("cli-city-unknown", name=found.query, names=names)
    key = "cli-city-which" if len(found.candidates) > 1 else "cli-city-which-one"
    return words.plain(key, name=found.query, names=names)


def _almanac(words: Words) -> Almanac:
    return look_at_resources(words, lambda resources: resources.almanacs.refresh())


def _today() -> date:
    return SystemClock().now().astimezone(ZoneInfo(load_settings().timezone)).date()


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
