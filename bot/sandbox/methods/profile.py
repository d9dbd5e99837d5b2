"""Set and return what the bot says about itself: commands, name, descriptions, menu button."""

import re

from aiogram.methods import (
    DeleteMyCommands,
    GetChatMenuButton,
    GetMyCommands,
    GetMyDescription,
    GetMyName,
    GetMyShortDescription,
    SetChatMenuButton,
    SetMyCommands,
    SetMyDescription,
    SetMyName,
    SetMyShortDescription,
)

from bot.sandbox.methods.registry import handles
from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.people import Json
from bot.sandbox.world.world import World

MAX_COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")


@handles(SetMyCommands)
def set_my_commands(world: World, method: SetMyCommands, request: Request) -> bool:
    """Replace the commands of one scope and language."""
    key = _scope(world, request)
    commands = request.params["commands"]
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in method.commands:
        if not _COMMAND.fullmatch(command.command.removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command.description.strip()) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.profile.commands[key] = commands
    world.feed.publish()
    return True


@handles(GetMyCommands)
def get_my_commands(world: World, _method: GetMyCommands, request: Request) -> list[Json]:
    """Return the commands of exactly this scope and language."""
    return world.profile.commands.get(_scope(world, request), [])


@handles(DeleteMyCommands)
def delete_my_commands(world: World, _method: DeleteMyCommands, request: Request) -> bool:
    """Remove the commands of one scope and language."""
    world.profile.commands.pop(_scope(world, request), None)
    world.feed.publish()
    return True


def _scope(world: World, request: Request) -> tuple[str, str]:
    scope = request.params.get("scope") or {"type": "default"}
    name = str(scope["type"])
    if "chat_id" in scope:
        name += f":{world.chat(scope['chat_id']).id}"
    if "user_id" in scope:
        name += f":{scope['user_id']}"
    return name, _language(request)


def _language(request: Request) -> str:
    language = str(request.params.get("language_code") or "")
    if language and not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


@handles(SetMyName)
def set_my_name(world: World, method: SetMyName, request: Request) -> bool:
    """Set the bot's name in one language."""
    return _set_text(world, world.profile.names, request, method.name, 64)


@handles(SetMyDescription)
def set_my_description(world: World, method: SetMyDescription, request: Request) -> bool:
    """Set the text that an empty chat with the bot shows."""
    return _set_text(world, world.profile.descriptions, request, method.description, 512)


@handles(SetMyShortDescription)
def set_my_short_description(world: World, method: SetMyShortDescription, request: Request) -> bool:
    """Set the text that the bot's profile and shared links show."""
    return _set_text(world, world.profile.short_descriptions, request, method.short_description, 120)


def _set_text(
    world: World, texts: dict[str, str], request: Request, text: str | None, max_length: int
) -> bool:
    if len(text or "") > max_length:
        raise bad_request("BOT_TITLE_INVALID" if texts is world.profile.names else "BOT_DESCRIPTION_TOO_LONG")
    texts[_language(request)] = text or ""
    world.feed.publish()
    return True


@handles(GetMyName)
def get_my_name(world: World, _method: GetMyName, request: Request) -> Json:
    """Return the name in a language, or the default one."""
    names = world.profile.names
    return {"name": names.get(_language(request)) or names.get("") or world.bot.first_name}


@handles(GetMyDescription)
def get_my_description(world: World, _method: GetMyDescription, request: Request) -> Json:
    """Return the description in a language, or the default one."""
    return {"description": _text_for(world.profile.descriptions, request)}


@handles(GetMyShortDescription)
def get_my_short_description(world: World, _method: GetMyShortDescription, request: Request) -> Json:
    """Return the short description in a language, or the default one."""
    return {"short_description": _text_for(world.profile.short_descriptions, request)}


def _text_for(texts: dict[str, str], request: Request) -> str:
    return texts.get(_language(request)) or texts.get("", "")


@handles(SetChatMenuButton)
def set_chat_menu_button(world: World, method: SetChatMenuButton, request: Request) -> bool:
    """Set the button beside the input field."""
    world.profile.menu_buttons[method.chat_id or 0] = request.params.get("menu_button") or {"type": "default"}
    return True


@handles(GetChatMenuButton)
def get_chat_menu_button(world: World, method: GetChatMenuButton, _request: Request) -> Json:
    """Return the button beside the input field, or the default one."""
    buttons = world.profile.menu_buttons
    return buttons.get(method.chat_id or 0) or buttons.get(0) or {"type": "commands"}
