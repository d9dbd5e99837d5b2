"""The profile, as a Bot API server takes it."""

from aiogram import Bot
from aiogram.methods import SetMyCommands

from handlers.wiring.profile import profile_calls, publish_profile


async def test_profile_can_be_published_twice(bot: Bot) -> None:
    """A Bot API server that refuses what Telegram refuses accepts every menu and description, twice."""
    await publish_profile(bot)
    await publish_profile(bot)
    menus = [call for call in profile_calls() if isinstance(call, SetMyCommands)]
    for menu in menus:
        kept = await bot.get_my_commands(menu.scope, menu.language_code)
        assert [one.model_dump() for one in kept] == [one.model_dump() for one in menu.commands]
    assert (await bot.get_my_short_description("en")).short_description.startswith("Events")
