"""`mag-bot upcoming` and `mag-bot city`: the bot's answers without a chat."""

import json
from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.commands.options import DayOption, Format, FormatOption, Language, LanguageOption, read_day
from bot.commands.refusal import Refusal
from bot.commands.session import in_library
from bot.settings import load_settings
from data.calendar.almanac import Almanac
from handlers.words import words_in
from scheduler.clock import SystemClock

_LONGEST_SPAN = 366


def upcoming(
    on: DayOption = None,
    days: Annotated[int, typer.Option(min=1, max=_LONGEST_SPAN, help="How many days ahead.")] = 90,
    form: FormatOption = Format.TEXT,
    language: LanguageOption = Language.RU,
) -> None:
    """List what is coming: events, city days, jubilees, issues of the bulletin and the journal."""
    # the views stand on aiogram, whose import takes longer than any other command does altogether
    from bot.commands.objects import listing_object
    from handlers.callbacks import OpenAgenda
    from handlers.listing import list_occasions
    from handlers.views.agenda import listing_text
    from handlers.views.message import parsed

    today = read_day(on, _today())
    listing = list_occasions(_almanac(), OpenAgenda(days=days), today)
    words = words_in(language.value)
    if form is Format.JSON:
        _print_json(listing_object(words, listing, today))
    else:
        typer.echo(parsed(listing_text(words, listing, today)))


def city(
    name: Annotated[str, typer.Argument(help="A city's name, in any case, with typos, in Latin letters.")],
    on: DayOption = None,
    form: FormatOption = Format.TEXT,
    language: LanguageOption = Language.RU,
) -> None:
    """Show what a city celebrates and what is planned there."""
    from bot.commands.objects import city_object
    from handlers.views.cities import city_message
    from handlers.views.message import parsed

    today = read_day(on, _today())
    almanac = _almanac()
    found = almanac.cities.find(name)
    words = words_in(language.value)
    if form is Format.JSON:
        _print_json(city_object(words, almanac, found, today))
        return
    if found.match is None:
        names = ", ".join(candidate.name for candidate in found.candidates)
        raise Refusal(words.plain("cli-city-unknown", name=name, names=names or "—"))
    view = almanac.city_view(found.match, today)
    typer.echo(parsed(city_message(words, view, today, followed=False).text))


def _almanac() -> Almanac:
    return in_library(lambda library: library.almanacs.refresh())


def _today() -> date:
    return SystemClock().now().astimezone(ZoneInfo(load_settings().timezone)).date()


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
