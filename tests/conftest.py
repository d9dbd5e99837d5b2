"""For every test: aiogram as the bot itself imports it, which spares each test process several seconds."""

from bot.lean_models import import_aiogram

import_aiogram()
