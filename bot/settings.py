"""Read the settings from the environment and `.env`, and check them before the start."""

import codecs
import os
from collections.abc import Iterator, Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    HttpUrl,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.setting_names import UnknownName, unknown_names
from bot.telegram_api.rate_limits import FREE_LIMIT, PAID_LIMIT
from data.store.inbox import UPDATES_KEPT
from data.store.outbox import NOTICES_KEPT
from data.store.service_accounts import SERVICE_ACCOUNTS

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

SQLITE_SCHEME = "sqlite:///"

PROXY_SCHEMES = ("socks5", "socks4", "http")
"""The proxies that aiohttp-socks can use."""

ENV_FILE = Path(".env")


class BadSettings(Exception):
    """A setting cannot be used. `problems` pairs its name with what it needs. No value is kept."""

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        super().__init__("; ".join(f"{name} {need}" for name, need in problems))
        self.problems = problems


class BulletinTime:
    """The weekday (0 is Monday) and the local hour at which the weekly bulletin goes out."""

    def __init__(self, weekday: int, hour: int) -> None:
        self.weekday = weekday
        self.hour = hour

    @property
    def at(self) -> time:
        """The wall time in TIMEZONE."""
        return time(self.hour)


def _read_bulletin_time(value: object) -> object:
    if not isinstance(value, str):
        return value
    words = value.lower().replace(":00", "").split()
    if len(words) != 2 or words[0] not in WEEKDAYS or not words[1].isdecimal() or int(words[1]) > 23:
        raise ValueError("a weekday and an hour, such as «mon 9»")
    return BulletinTime(WEEKDAYS.index(words[0]), int(words[1]))


def _read_ids(value: object) -> object:
    if not isinstance(value, str):
        return value
    words = value.replace(",", " ").split()
    if not all(word.isdecimal() for word in words):
        raise ValueError("Telegram user ids, numbers separated by commas")
    return frozenset(int(word) for word in words)


def _check_owners(ids: frozenset[int]) -> frozenset[int]:
    # an owner with such an id would be every anonymous admin of every group
    if ids & SERVICE_ACCOUNTS:
        raise ValueError("ids of people; this is an account of Telegram itself, which many people share")
    return ids


def _check_group(chat_id: int | None) -> int | None:
    # the ids of groups are negative, those of people are not
    if chat_id is not None and chat_id >= 0:
        raise ValueError("the id of a group, a negative number such as -1001234567890")
    return chat_id


def _check_proxy(url: SecretStr) -> SecretStr:
    """Return the URL of a proxy. Raises ValueError, which names the part it lacks only."""
    text = url.get_secret_value().strip()
    if not text.isprintable() or " " in text:
        raise ValueError("a URL without spaces, such as socks5://host:1080")
    scheme, separator, _ = text.partition("://")
    if not separator or scheme.lower() not in PROXY_SCHEMES:
        raise ValueError(
            f"a URL that begins with {'://, '.join(PROXY_SCHEMES)}://, such as socks5://host:1080"
        )
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = "", None
    if not host or not port:
        raise ValueError("a URL with a host and a port of 1 to 65535, such as socks5://host:1080")
    return SecretStr(text)


def _check_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("an IANA zone such as Europe/Moscow") from error
    return name


class Settings(BaseSettings):
    """All that can be set. `.env.example` documents each field under its name in capitals."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_ignore_empty=True,
        extra="ignore",
        arbitrary_types_allowed=True,
        hide_input_in_errors=True,
        frozen=True,
    )

    bot_token: SecretStr | None = None
    bot_token_file: Path | None = None
    owner_ids: Annotated[
        frozenset[int], NoDecode, BeforeValidator(_read_ids), AfterValidator(_check_owners)
    ] = frozenset()
    secretariat_chat: Annotated[int | None, AfterValidator(_check_group)] = None
    database_url: str = "sqlite:///var/mag-bot.db"
    telegram_api_url: HttpUrl = HttpUrl("https://api.telegram.org")
    telegram_proxy: Annotated[SecretStr, AfterValidator(_check_proxy)] | None = None
    timezone: Annotated[str, AfterValidator(_check_zone)] = "Europe/Moscow"
    bulletin_at: Annotated[BulletinTime, NoDecode, BeforeValidator(_read_bulletin_time)] = BulletinTime(0, 9)
    jubilee_every: int = Field(default=5, ge=1, le=1000)
    send_rate: float = Field(default=FREE_LIMIT, gt=0, le=PAID_LIMIT)
    paid_broadcast_stars: int = Field(default=0, ge=0, le=10_000_000)
    keep_updates_days: int = Field(default=UPDATES_KEPT.days, ge=2, le=90)
    keep_deliveries_days: int = Field(default=NOTICES_KEPT.days, ge=14, le=1000)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @field_validator("bot_token")
    @classmethod
    def _check_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None:
            number, colon, secret = token.get_secret_value().strip().partition(":")
            if not (number.isdecimal() and colon and len(secret) >= 3 and secret.isascii()):
                raise ValueError("the token BotFather gave, such as 123456:AbC…")
        return token

    @field_validator("database_url")
    @classmethod
    def _check_database(cls, url: str) -> str:
        if not url.startswith(SQLITE_SCHEME) or not url.removeprefix(SQLITE_SCHEME):
            raise ValueError("a SQLite file, such as sqlite:///var/mag-bot.db")
        return url

    @model_validator(mode="after")
    def _check_one_token(self) -> Self:
        if self.bot_token is not None and self.bot_token_file is not None:
            raise ValueError("BOT_TOKEN or BOT_TOKEN_FILE, not both")
        return self

    @property
    def database_path(self) -> Path:
        """The SQLite file. A relative one lies under the working directory."""
        return Path(self.database_url.removeprefix(SQLITE_SCHEME))

    def read_token(self) -> str | None:
        """Return the token from BOT_TOKEN or BOT_TOKEN_FILE. None where neither is set.

        Raises BadSettings when the file cannot be read or holds no token.
        """
        if self.bot_token_file is None:
            return self.bot_token.get_secret_value().strip() if self.bot_token else None
        try:
            text = self.bot_token_file.read_text(encoding=_encoding_of(self.bot_token_file)).strip()
        except (OSError, UnicodeDecodeError) as error:
            raise BadSettings(
                (("BOT_TOKEN_FILE", "should be a readable file that holds the token"),)
            ) from error
        try:
            token = type(self)._check_token(SecretStr(text))  # noqa: SLF001 - the same check for either source
        except ValueError as error:
            raise BadSettings((("BOT_TOKEN_FILE", f"should hold {error}"),)) from error
        return token.get_secret_value() if token else None


def load_settings(*, check_names: bool = True, **overrides: object) -> Settings:
    """Load settings from overrides, the environment and `.env`, in that order.

    Raises BadSettings, which names each bad one, and each name that is nearly the name of a setting that is
    not set, unless check_names is False. The message never holds a value: a mistyped line may be a secret.
    """
    try:
        settings = Settings(_env_file_encoding=_encoding_of(ENV_FILE), **overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        raise BadSettings(
            tuple(_name_problem(detail["loc"], detail["msg"]) for detail in error.errors())
        ) from None
    except (OSError, UnicodeError) as error:
        raise BadSettings(((str(ENV_FILE), "should be a readable file of UTF-8 text"),)) from error
    if check_names and (problems := tuple(_misnamed(settings, with_file="_env_file" not in overrides))):
        raise BadSettings(problems)
    return settings


def find_unknown_names(settings: Settings, *, with_file: bool = True) -> Iterator[UnknownName]:
    """Find the names that are no settings in the environment and in `.env`."""
    names = [name.upper() for name in type(settings).model_fields]
    return unknown_names(names, os.environ, read_env_file() if with_file else {})


def read_env_file() -> Mapping[str, str | None]:
    """Read the names and values of `.env`, where there is one. A line without «=» has no value."""
    return dotenv_values(ENV_FILE, encoding=_encoding_of(ENV_FILE)) if ENV_FILE.is_file() else {}


def _misnamed(settings: Settings, *, with_file: bool) -> Iterator[tuple[str, str]]:
    """Find names that stand for settings which are not set: their values would be passed over."""
    known = {name.upper() for name in settings.model_fields_set}
    if known & {"BOT_TOKEN", "BOT_TOKEN_FILE"}:
        known |= {"BOT_TOKEN", "BOT_TOKEN_FILE"}
    for one in find_unknown_names(settings, with_file=with_file):
        if one.meant is not None and one.meant not in known:
            where = f"in {ENV_FILE}" if one.in_file else "in the environment"
            yield one.name, f"{where} is no setting, did you mean {one.meant}?"


def _encoding_of(path: Path) -> str:
    """Return UTF-8, or UTF-16 where the byte order mark says so. The mark itself is passed over."""
    try:
        with path.open("rb") as file:
            mark = file.read(2)
    except OSError:
        mark = b""
    return "utf-16" if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"


def _name_problem(location: tuple[int | str, ...], message: str) -> tuple[str, str]:
    # the library's own sentences say «Input should be …», our values' needs are nouns
    need = message.replace("Value error, ", "should be ", 1).removeprefix("Input ")
    return (str(location[0]).upper() if location else "settings", need)
