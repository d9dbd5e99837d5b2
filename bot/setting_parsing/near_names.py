"""Find names that are nearly those of settings: misspelt ones, and those of other bots.

`.env` is ours, so every name in it that is no setting is found. The environment belongs to all programs.
There a name counts only while the setting it may stand for is not set, and only where it can hardly be
another program's: a letter away from ours, known from other bots, or with a value of the right shape.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from rapidfuzz.distance import OSA


class Evidence(Enum):
    """What makes another name for a setting count in the environment."""

    NAME = auto()
    """The name alone: no other program is likely to have it."""
    SHAPE = auto()
    """A value of the right shape besides."""
    FILE = auto()
    """Nothing: other programs use it, so it counts in `.env` only."""


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that is no setting. meant is the setting it may stand for, or None."""

    name: str
    meant: str | None
    in_file: bool


_SHAPES: Mapping[str, re.Pattern[str]] = {
    "BOT_TOKEN": re.compile(r"\d{3,}:[\w-]{3,}", re.ASCII),
    "OWNER_IDS": re.compile(r"-?\d+(?:[\s,;]+-?\d+)*"),
    "TELEGRAM_PROXY": re.compile(r"(?:socks\w*|https?)://\S+", re.IGNORECASE),
}
_OTHER_NAMES: Mapping[tuple[str, Evidence], str] = {
    ("BOT_TOKEN", Evidence.NAME): (
        "TELEGRAM_TOKEN TELEGRAM_BOT_TOKEN TELEGRAM_API_TOKEN TELEGRAM_BOT_API_TOKEN TELEGRAM_API_KEY "
        "TELEGRAM_BOT_API_KEY TELEGRAM_BOT_KEY TELEGRAM_BOT TG_TOKEN TG_BOT_TOKEN TG_API_TOKEN BOT_API_TOKEN "
        "BOT_TOKEN_API BOT_API_KEY BOT_KEY TOKEN_BOT TOKEN_TELEGRAM BOTFATHER_TOKEN"
    ),
    ("BOT_TOKEN", Evidence.SHAPE): "TOKEN API_TOKEN APITOKEN API_KEY BOT_ID BOT SECRET_TOKEN",
    ("BOT_TOKEN_FILE", Evidence.NAME): (
        "TELEGRAM_TOKEN_FILE TELEGRAM_BOT_TOKEN_FILE TG_TOKEN_FILE BOT_TOKEN_PATH"
    ),
    ("BOT_TOKEN_FILE", Evidence.FILE): "TOKEN_FILE TOKEN_PATH",
    (
        "OWNER_IDS",
        Evidence.NAME,
    ): "BOT_OWNER BOT_OWNERS BOT_OWNER_ID BOT_ADMIN BOT_ADMINS BOT_ADMIN_ID TG_ADMIN_ID",
    ("OWNER_IDS", Evidence.SHAPE): (
        "OWNER OWNERS OWNERID OWNERIDS ADMIN ADMINS ADMIN_ID ADMIN_IDS ADMINS_ID ADMINS_IDS ADMIN_LIST "
        "ADMIN_CHAT_ID SUPERUSERS SUPERUSER_IDS SUDO_USERS"
    ),
    (
        "TELEGRAM_PROXY",
        Evidence.NAME,
    ): "TELEGRAM_PROXY_URL TELEGRAM_BOT_PROXY TG_PROXY BOT_PROXY BOT_PROXY_URL",
    ("TELEGRAM_PROXY", Evidence.SHAPE): "PROXY PROXY_URL",
    ("SECRETARIAT_CHAT", Evidence.NAME): (
        "SECRETARIAT_CHAT_ID SECRETARIAT_ID SECRETARIAT_GROUP SECRETARIAT_GROUP_ID SECRETARY_CHAT"
    ),
    ("SECRETARIAT_CHAT", Evidence.FILE): (
        "ADMIN_CHAT ADMIN_GROUP ADMIN_GROUP_ID ADMINS_CHAT ADMINS_CHAT_ID STAFF_CHAT STAFF_CHAT_ID GROUP_ID "
        "CHAT_ID"
    ),
    ("TELEGRAM_API_URL", Evidence.FILE): "API_URL API_BASE API_SERVER API_HOST",
    ("TELEGRAM_API_URL", Evidence.NAME): (
        "TELEGRAM_API TELEGRAM_API_BASE TELEGRAM_API_SERVER TELEGRAM_BOT_API_URL TELEGRAM_URL BOT_API_URL "
        "BOT_API_SERVER TG_API_URL"
    ),
    ("DATABASE_URL", Evidence.FILE): (
        "DATABASE DATABASE_URI DATABASE_URLS DATABASE_PATH DATABASE_FILE DB DB_URL DB_URI DB_PATH DB_FILE "
        "SQLITE_PATH"
    ),
    ("TIMEZONE", Evidence.FILE): "TIME_ZONE TIMEZONES DEFAULT_TIMEZONE TZ",
    ("BULLETIN_AT", Evidence.FILE): "BULLETIN BULLETIN_TIME BULLETIN_DAY BULLETIN_HOUR BULLETIN_SCHEDULE",
    ("PAID_BROADCAST_STARS", Evidence.FILE): "PAID_BROADCAST BROADCAST_STARS PAID_STARS STARS",
    ("JUBILEE_EVERY", Evidence.FILE): "JUBILEE JUBILEES JUBILEE_YEARS JUBILEES_EVERY",
    ("LOG_LEVEL", Evidence.FILE): "LOGLEVEL LOG_LEVELS LOGGING_LEVEL LOGGING LOG",
    ("LOG_FORMAT", Evidence.FILE): "LOGFORMAT LOG_FORMATS LOGGING_FORMAT",
    ("HTTP_LISTEN", Evidence.FILE): (
        "LISTEN LISTEN_ADDRESS HTTP_ADDRESS HTTP_HOST HTTP_PORT WEB_SERVER_HOST WEB_SERVER_PORT WEBAPP_HOST "
        "WEBAPP_PORT WEBHOOK_LISTEN WEBHOOK_PORT"
    ),
    ("METRICS_LISTEN", Evidence.FILE): "METRICS_ADDRESS METRICS_PORT PROMETHEUS_PORT HEALTH_LISTEN",
    ("TLS_CERTIFICATE", Evidence.FILE): "TLS_CERT SSL_CERT SSL_CERTIFICATE HTTP_CERTIFICATE",
    ("TLS_KEY", Evidence.FILE): "SSL_KEY TLS_PRIVATE_KEY SSL_PRIVATE_KEY WEBHOOK_SSL_PRIV",
    ("WEBHOOK_URL", Evidence.FILE): "WEBHOOK WEBHOOK_HOST BASE_WEBHOOK_URL WEBHOOK_ADDRESS",
    ("WEBHOOK_SECRET", Evidence.FILE): "WEBHOOK_SECRET_TOKEN WEBHOOK_TOKEN TELEGRAM_WEBHOOK_SECRET",
    ("WEBHOOK_CERTIFICATE", Evidence.FILE): "WEBHOOK_CERT WEBHOOK_SSL_CERT",
    ("BACKUP_DIR", Evidence.FILE): "BACKUP BACKUPS BACKUPS_DIR BACKUP_PATH BACKUP_FOLDER BACKUP_DIRECTORY",
    ("BACKUP_RECIPIENTS", Evidence.FILE): "AGE_RECIPIENT AGE_RECIPIENTS BACKUP_KEY BACKUP_PUBLIC_KEY",
    ("SEND_RATE", Evidence.FILE): "RATE RATE_LIMIT SENDRATE",
}
_ALIASES: Mapping[str, tuple[str, Evidence]] = {
    name: (setting, evidence) for (setting, evidence), names in _OTHER_NAMES.items() for name in names.split()
}
# People put these before a right name. Other bots use them too, but not before names that only we have.
_OUR_PREFIXES = ("MAG_BOT_", "MAG_")
_PREFIXES = (*_OUR_PREFIXES, "TELEGRAM_", "TG_", "BOT_")
_OURS_ALONE = ("BOT_TOKEN", "BOT_TOKEN_FILE", "OWNER_IDS", "BULLETIN_AT", "JUBILEE_EVERY")
# Docker Compose reads `.env`, too.
_OF_OTHERS = ("COMPOSE_", "DOCKER_", "CADDY_")
_SLIPS = 2
# Two slips in a shorter name lead to many others: GIT_TOKEN, JOB_TOKEN.
_LONG_NAME = 11


def unknown_names(
    settings: Collection[str], environment: Mapping[str, str], file: Mapping[str, str | None]
) -> Iterator[UnknownName]:
    """Find names that are no settings: all of `.env`, and of the environment the surely meant.

    settings are the names of all settings in capitals. Whether one is set is for the caller to ask.
    """
    for name in file:
        if name.upper() not in settings and not name.upper().startswith(_OF_OTHERS):
            yield UnknownName(name, _meant_in_file(name.upper(), settings), in_file=True)
    for name, value in environment.items():
        meant = _meant_in_environment(name.upper(), value.strip(), settings)
        if meant is not None and name.upper() not in settings:
            yield UnknownName(name, meant, in_file=False)


def _meant_in_file(name: str, settings: Collection[str]) -> str | None:
    if name in _ALIASES:
        return _ALIASES[name][0]
    return _prefixed(name, settings, _PREFIXES) or _near(name, settings, _SLIPS)


def _meant_in_environment(name: str, value: str, settings: Collection[str]) -> str | None:
    if name in _ALIASES:
        setting, evidence = _ALIASES[name]
        counts = evidence is Evidence.NAME or (evidence is Evidence.SHAPE and _has_shape(setting, value))
        return setting if counts else None
    # other programs number their names, and none of ours has a number
    if name[-1:].isdigit():
        return None
    prefixed = _prefixed(name, settings, _OUR_PREFIXES) or _prefixed(name, _OURS_ALONE, _PREFIXES)
    surely = prefixed or _near(name, settings, 1)
    if surely is not None:
        return surely
    setting_near = _near(name, settings, _SLIPS)
    if setting_near is None or not (len(setting_near) >= _LONG_NAME or _has_shape(setting_near, value)):
        return None
    return setting_near


def _has_shape(setting: str, value: str) -> bool:
    return setting in _SHAPES and _SHAPES[setting].fullmatch(value) is not None


def _prefixed(name: str, settings: Collection[str], prefixes: tuple[str, ...]) -> str | None:
    rests = (name.removeprefix(prefix) for prefix in prefixes if name.startswith(prefix))
    return next((rest for rest in rests if rest in settings), None)


def _near(name: str, settings: Collection[str], slips: int) -> str | None:
    """Return the nearest setting within so many letters left out, put in, changed or swapped."""
    found = [(OSA.distance(name, setting, score_cutoff=slips), setting) for setting in settings]
    least, setting = min(found)
    return setting if least <= slips else None
