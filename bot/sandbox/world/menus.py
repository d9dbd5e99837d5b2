"""Find the commands the bot offers a person in a chat."""

from bot.sandbox.world.people import Json
from bot.sandbox.world.world import World


def menu_for(world: World, person_id: int, chat_id: int) -> list[Json]:
    """Return the commands a person is offered in a chat.

    They come from the narrowest scope that has any, in the person's language or the default one.
    """
    chat, language = world.chats[chat_id], world.people[person_id].language_code or ""
    scopes = [f"chat_member:{chat_id}:{person_id}", f"chat:{chat_id}"]
    if chat.private:
        scopes = [f"chat:{chat_id}", "all_private_chats"]
    elif chat.member(person_id).status in ("creator", "administrator"):
        scopes += [f"chat_administrators:{chat_id}", "all_chat_administrators", "all_group_chats"]
    else:
        scopes += ["all_group_chats"]
    for scope in [*scopes, "default"]:
        for wanted in (language, ""):
            if found := world.profile.commands.get((scope, wanted)):
                return found
    return []
