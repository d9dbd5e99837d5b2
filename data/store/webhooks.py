"""Store what the webhook needs after a restart: its secret, and whether it was in use."""

import secrets

from data.store.sqlite.database import Database
from data.store.sqlite.named_queries import Queries

_SQL = Queries("webhooks")

_SECRET_BYTES = 32


class Webhooks:
    """The secret of the bot's webhook, and the address last set at Telegram."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def secret(self) -> str:
        """Return the kept secret. The first call makes it: 43 characters that setWebhook accepts."""
        made = _new_secret()
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["keep_secret"], secret=made)
            row = await tx.fetch_one(_SQL["row"])
        return made if row is None else str(row["secret"])

    async def url(self) -> str | None:
        """Return the address that updates were last delivered to.

        None where polls have brought everything since, or no webhook was ever set.
        """
        row = await self._database.fetch_one(_SQL["row"])
        return None if row is None else row["url"]

    async def note_set(self, url: str) -> None:
        """Note that updates may be delivered to this address from now on."""
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["set_url"], secret=_new_secret(), url=url)

    async def note_drained(self) -> None:
        """Note that Telegram keeps nothing more that it could not deliver to a webhook."""
        async with self._database.transaction() as tx:
            await tx.execute(_SQL["clear_url"])


def _new_secret() -> str:
    return secrets.token_urlsafe(_SECRET_BYTES)
