"""Show the values of settings without their secrets."""

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import HttpUrl, SecretStr

from bot.setting_parsing.values import WEEKDAYS, BulletinTime
from bot.settings import Settings

MASK = "•••"

# what a URL may hold between its scheme and its host
_CREDENTIALS = re.compile(r"(?<=://)[^/@]*@")
# a name that promises a secret, not only of a text. A path to a file with one is none
_SECRET_NAME = re.compile(r"token|secret|password|passphrase|_key$|^key$")


def shown_settings(settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield each setting by its name in capitals with its value, empty where it is not set.

    Secrets are masked: values that are declared as secret or named like one, and credentials in addresses.
    """
    for name in type(settings).model_fields:
        yield name.upper(), shown_value(name, getattr(settings, name))


def shown_value(name: str, value: object) -> str:
    """Return the value of a setting as `.env` would have it, or the mask."""
    if value is None:
        return ""
    if isinstance(value, SecretStr):
        return MASK if value.get_secret_value() else ""
    if _SECRET_NAME.search(name.lower()) and not isinstance(value, Path | bool | int | float):
        return MASK
    return _CREDENTIALS.sub(f"{MASK}@", _written(value))


def _written(value: object) -> str:
    if isinstance(value, BulletinTime):
        return f"{WEEKDAYS[value.weekday]} {value.hour}"
    if isinstance(value, frozenset | set | list | tuple):
        return ", ".join(sorted(str(one) for one in value))
    if isinstance(value, HttpUrl):
        # a path or a query may hold a token
        port = "" if value.port in (None, 80, 443) else f":{value.port}"
        return f"{value.scheme}://{value.host}{port}"
    return f"{value:g}" if isinstance(value, float) else str(value)
