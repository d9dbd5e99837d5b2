"""Read which person a message shows: forwarded, a contact, chosen from a list, or an id."""

import re
from dataclasses import dataclass

from aiogram.types import Message, MessageOriginHiddenUser, MessageOriginUser, SharedUser

from data.store.service_accounts import SERVICE_ACCOUNTS
from handlers.errors import UserError
from handlers.permissions import Roles

_ID = re.compile(r"(?:id)? *:? *(\d{1,15})", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who may become an editor. The name is empty where it is not known."""

    user_id: int
    name: str
    is_bot: bool = False


def check_candidate(candidate: Candidate, roles: Roles) -> None:
    """Raise UserError for a person who cannot be an editor."""
    if candidate.is_bot or candidate.user_id in SERVICE_ACCOUNTS:
        raise UserError("desk-editor-no-person")
    if candidate.user_id in roles.owner_ids:
        raise UserError("desk-editor-owner")


def shown_person(message: Message) -> Candidate | None:
    """Return the person whose message is forwarded, or whose contact is shared. None for a text.

    Raises UserError where that is no certain person.
    """
    origin, contact = message.forward_origin, message.contact
    if isinstance(origin, MessageOriginUser):
        user = origin.sender_user
        return Candidate(user.id, user.full_name, user.is_bot)
    if isinstance(origin, MessageOriginHiddenUser):
        raise UserError("desk-editor-hidden", name=origin.sender_user_name)
    if origin is not None:
        raise UserError("desk-editor-no-person")
    if contact is None:
        return None
    if contact.user_id is None:
        raise UserError("desk-editor-no-account")
    return Candidate(contact.user_id, " ".join(filter(None, (contact.first_name, contact.last_name))))


def written_id(message: Message) -> int:
    """Return the id that is written. Raises UserError for any other text."""
    found = _ID.fullmatch((message.text or "").strip())
    if found is None or not int(found[1]):
        raise UserError("desk-editor-unclear")
    return int(found[1])


def shared_person(user: SharedUser) -> Candidate:
    """Return the person chosen from Telegram's list."""
    name = " ".join(filter(None, (user.first_name, user.last_name)))
    return Candidate(user.user_id, name or user.username or "")
