"""The webhook's secret is made once. Its address is kept until polls have no updates left."""

from pydantic import SecretStr

from bot.setting_parsing.addresses import check_secret
from data.store.sqlite.database import Database
from data.store.webhooks import Webhooks


async def test_secret_is_made_once(database: Database) -> None:
    """A restart must not change what Telegram was told, and setWebhook takes it."""
    secret = await Webhooks(database).secret()
    assert await Webhooks(database).secret() == secret
    assert len(secret) == 43
    assert check_secret(SecretStr(secret)).get_secret_value() == secret


async def test_secret_and_address_do_not_depend_on_each_other(database: Database) -> None:
    """Both are kept, in either order of storing them."""
    webhooks = Webhooks(database)
    assert await webhooks.url() is None
    await webhooks.note_drained()
    await webhooks.note_set("https://one.example/")
    secret = await webhooks.secret()
    await webhooks.note_set("https://two.example/")
    assert (await webhooks.secret(), await webhooks.url()) == (secret, "https://two.example/")
    await webhooks.note_drained()
    assert (await webhooks.secret(), await webhooks.url()) == (secret, None)
