"""Who may do what beyond reading."""

from dataclasses import dataclass

from aiogram.types import User

from data.store.service_accounts import SERVICE_ACCOUNTS


@dataclass(frozen=True, slots=True)
class Roles:
    """Owners come from the settings; whom they name as editors is asked of the database."""

    owner_ids: frozenset[int]

    def is_owner(self, user: User | None) -> bool:
        """True only for a person of the settings' list, writing under their own name."""
        return is_person(user) and user is not None and user.id in self.owner_ids


def is_person(user: User | None) -> bool:
    """Whether a message's sender is one certain person."""
    return user is not None and not user.is_bot and user.id not in SERVICE_ACCOUNTS
