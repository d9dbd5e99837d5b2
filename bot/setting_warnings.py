"""Find what is worth a warning at the start although no value is wrong."""

import ipaddress
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.setting_parsing.env_file import ENV_FILE, read_env_file
from bot.settings import Settings, find_unknown_names

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,60}")


@dataclass(frozen=True, slots=True)
class SettingWarning:
    """A key of the words without its beginning, `cli-warning-`, and what the sentence is about."""

    code: Literal["unknown", "meant", "line", "readable", "plain"]
    about: str
    meant: str = ""


def setting_warnings(settings: Settings) -> Iterator[SettingWarning]:
    """Find names in `.env` that are no settings, secrets open to all, a token sent in the clear."""
    yield from _name_warnings(settings)
    for path in (ENV_FILE, settings.bot_token_file, settings.tls_key):
        if path is not None and _is_open_to_all(path):
            yield SettingWarning("readable", str(path))
    host = settings.telegram_api_url.host or ""
    if settings.telegram_api_url.scheme == "http" and not _is_loopback(host):
        yield SettingWarning("plain", host)


def _name_warnings(settings: Settings) -> Iterator[SettingWarning]:
    file = read_env_file()
    for one in find_unknown_names(settings):
        # a line without «=» may be a secret, and so may what is no name
        if not one.in_file or file[one.name] is None or not _NAME.fullmatch(one.name):
            continue
        if one.meant is None:
            yield SettingWarning("unknown", one.name)
        else:
            yield SettingWarning("meant", one.name, one.meant)
    if any(value is None or not _NAME.fullmatch(name) for name, value in file.items()):
        yield SettingWarning("line", str(ENV_FILE))


def _is_open_to_all(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & stat.S_IROTH)
    except OSError:
        return False


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"
