"""Send files and albums, forward messages, and choose people and chats for a reply keyboard."""

from collections.abc import Sequence
from typing import Any

from bot.sandbox.methods.copying import forwarded_content
from bot.sandbox.people.actions import MAX_CAPTION, Impossible, send
from bot.sandbox.text.entities import detect
from bot.sandbox.world.files import KINDS, file_content, image_size
from bot.sandbox.world.membership_changes import change_membership
from bot.sandbox.world.people import Account, Json, Member, Posted, SandboxChat
from bot.sandbox.world.world import StoredFile, World

LEAST, MOST = 2, 10


def send_file(
    world: World,
    person: Account,
    chat: SandboxChat,
    file: StoredFile,
    caption: str | None = None,
    entities: Sequence[Json] = (),
    **where: int | None,
) -> Posted:
    """Send a file as the kind it was stored as.

    `entities` are the person's own formatting of the caption. `where` is as in `send`.

    :raises Impossible: the photo is not a picture, the caption is too long, or the person may not write there
    """
    return send(world, person, chat, _content(file, caption, entities), **where)


def send_album(
    world: World,
    person: Account,
    chat: SandboxChat,
    files: Sequence[StoredFile],
    caption: str | None = None,
    **extra: Any,
) -> list[Posted]:
    """Send two to ten files as one album. The caption stands under the first.

    :raises Impossible: there are too few or too many files, or their kinds cannot be combined
    """
    kinds = {file.kind for file in files}
    if not LEAST <= len(files) <= MOST:
        raise Impossible("an album has two to ten files", len(files))
    if not (kinds <= {"photo", "video"} or kinds in ({"document"}, {"audio"})):
        raise Impossible("these do not go together", sorted(kinds))
    contents = [_content(file, None if number else caption) for number, file in enumerate(files)]
    group = {"media_group_id": str(13_000_000_000_000_000 + world.number())}
    return [send(world, person, chat, content | group, **extra) for content in contents]


def _content(file: StoredFile, caption: str | None, entities: Sequence[Json] = ()) -> Json:
    if file.kind == "photo" and image_size(file.content) is None:
        raise Impossible("not a picture", file.name)
    if len(caption or "") > MAX_CAPTION:
        raise Impossible("caption is too long", len(caption or ""))
    content = file_content(file.kind, file, {})
    if caption and caption.strip() and KINDS[file.kind].captioned:
        # formatting counts from the start of the caption as it was given
        text = caption if entities else caption.strip()
        found = [*entities, *detect(text)]
        content |= {"caption": text} | ({"caption_entities": found} if found else {})
    return content


def forward(
    world: World, person: Account, source: SandboxChat, message_id: int, target: SandboxChat
) -> Posted:
    """Forward a message to another chat with its origin.

    :raises Impossible: the message cannot be forwarded
    """
    posted = source.messages.get(message_id)
    content = forwarded_content(posted) if posted is not None and posted.receiver is None else None
    if content is None:
        raise Impossible("this message cannot be passed on", message_id)
    return send(world, person, target, content)


def share_users(
    world: World, person: Account, chat: SandboxChat, request_id: int, chosen: Sequence[int]
) -> Posted:
    """Answer a request of the bot's reply keyboard with people chosen from the person's list.

    :raises Impossible: no button has the request, or it does not allow these people
    """
    wanted = _request(chat, "request_users", request_id)
    people = [world.people.get(number) for number in dict.fromkeys(chosen)]
    known = [one for one in people if one is not None and not one.deactivated]
    if not known or len(known) < len(people):
        raise Impossible("no such person", list(chosen))
    if len(known) > int(wanted.get("max_quantity", 1)):
        raise Impossible("too many people", len(known))
    is_bot = wanted.get("user_is_bot")
    if is_bot is not None and any(one.is_bot is not bool(is_bot) for one in known):
        raise Impossible("this kind of account is not asked for", list(chosen))
    shared = {
        "request_id": request_id,
        "user_ids": [one.id for one in known],
        "users": [_shared_user(one, wanted) for one in known],
    }
    return send(world, person, chat, {"users_shared": shared})


def share_chat(world: World, person: Account, chat: SandboxChat, request_id: int, chosen: int) -> Posted:
    """Answer a request of the bot's reply keyboard with a chat of the person's.

    As a client does it, the bot is first given the rights that the button asks for. That is an update of its
    own.

    :raises Impossible: no button has the request, or the person may not choose this chat for it
    """
    wanted = _request(chat, "request_chat", request_id)
    where = world.chats.get(chosen)
    if where is None or where.private or where.deleted or not where.member(person.id).present:
        raise Impossible("no such chat", chosen)
    if (where.type == "channel") is not bool(wanted["chat_is_channel"]):
        raise Impossible("this kind of chat is not asked for", chosen)
    if wanted.get("chat_is_created") and where.member(person.id).status != "creator":
        raise Impossible("not the owner", chosen)
    if not _has_rights(where, person, _rights_in(wanted.get("user_administrator_rights"))):
        raise Impossible("not the rights that are asked for", chosen)
    _give_rights(world, person, where, wanted)
    known = {"title": where.title, "username": where.username}
    asked = {name: value for name, value in known.items() if value and wanted.get(f"request_{name}")}
    return send(world, person, chat, {"chat_shared": {"request_id": request_id, "chat_id": where.id} | asked})


def _give_rights(world: World, person: Account, chat: SandboxChat, wanted: Json) -> None:
    """Make the bot a member or an administrator of the chat, as far as the button asks for it.

    :raises Impossible: the person may not appoint administrators
    """
    rights, bot = _rights_in(wanted.get("bot_administrator_rights")), chat.member(world.bot.id)
    if rights and not _has_rights(chat, world.bot, rights):
        if not _has_rights(chat, person, frozenset({"can_promote_members"})):
            raise Impossible("not allowed to appoint administrators", chat.id)
        new = Member("administrator", bot.rights | rights | {"can_manage_chat"})
        change_membership(world, chat, world.bot, new, person)
    elif wanted.get("bot_is_member") and not bot.present:
        change_membership(world, chat, world.bot, Member("member"), person)


def _has_rights(chat: SandboxChat, who: Account, rights: frozenset[str]) -> bool:
    member = chat.member(who.id)
    return (
        not rights
        or member.status == "creator"
        or (member.status == "administrator" and rights <= member.rights | {"can_manage_chat"})
    )


def _rights_in(asked: Json | None) -> frozenset[str]:
    return frozenset(name for name, is_asked in (asked or {}).items() if is_asked is True)


def _request(chat: SandboxChat, kind: str, request_id: int) -> Json:
    """Return the request that a button of the bot's reply keyboard makes.

    :raises Impossible: no button makes it
    """
    rows = (chat.reply_keyboard or {}).get("keyboard", [])
    requests = [key[kind] for row in rows for key in row if isinstance(key, dict) and key.get(kind)]
    found = next((one for one in requests if one["request_id"] == request_id), None)
    if found is None:
        raise Impossible("no such button", request_id)
    asked: Json = found
    return asked


def _shared_user(person: Account, wanted: Json) -> Json:
    """Return the SharedUser: the id, and what the button has asked for beside it."""
    user: Json = {"user_id": person.id}
    if wanted.get("request_name"):
        user |= {"first_name": person.first_name} | (
            {"last_name": person.last_name} if person.last_name else {}
        )
    if wanted.get("request_username") and person.username:
        user["username"] = person.username
    return user
