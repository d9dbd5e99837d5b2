"""Tell where the value of each setting comes from."""

import os
from collections.abc import Mapping
from enum import Enum

from bot.setting_parsing.env_file import read_env_file
from bot.settings import Settings


class Origin(Enum):
    """Where a value was found. The value is a key of the words without its beginning."""

    ENVIRONMENT = "environment"
    ENV_FILE = "env-file"
    CREDENTIAL = "credential"
    """What the service manager has handed over."""
    TOKEN_FILE = "token-file"  # noqa: S105 - the kind of a place
    """The file that BOT_TOKEN_FILE names."""
    DEFAULT = "default"


def setting_origins(settings: Settings) -> Mapping[str, Origin]:
    """Return the origin of each setting by its name in capitals.

    An empty value counts as none, as it does when settings are read.
    """
    environment, file = _names(os.environ), _names(read_env_file())
    origins = {
        name: Origin.ENVIRONMENT
        if name in environment
        else Origin.ENV_FILE
        if name in file
        else Origin.DEFAULT
        for name in (field.upper() for field in type(settings).model_fields)
    }
    if settings.bot_token_file is not None:
        origins["BOT_TOKEN"] = Origin.TOKEN_FILE
        if origins["BOT_TOKEN_FILE"] is Origin.DEFAULT:
            origins["BOT_TOKEN_FILE"] = Origin.CREDENTIAL
    return origins


def _names(values: Mapping[str, str | None]) -> frozenset[str]:
    return frozenset(name.upper() for name, value in values.items() if value)
