"""The settings: one class, read from the environment and `.env`, checked before anything starts."""

from datetime import time
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

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

# Accounts Telegram itself writes under: anonymous group admins, linked channels, channels writing in groups.
# An owner with such an id would be every anonymous admin of every group.
SERVICE_ACCOUNTS = frozenset({1087968824, 777000, 136817688})

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

SQLITE_SCHEME = "sqlite:///"


class BadSettings(Exception):
    """A setting cannot be used; `problems` pairs its name with what it needs. No value is kept."""

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
        raise ValueError("a weekday and an hour, such as «fri 12»")
    return BulletinTime(WEEKDAYS.index(words[0]), int(words[1]))


def _read_ids(value: object) -> object:
    if not isinstance(value, str):
        return value
    words = value.replace(",", " ").split()
    if not all(word.isdecimal() for word in words):
        raise ValueError("Telegram user ids, numbers separated by commas")
    return frozenset(int(word) for word in words)


def _check_owners(ids: frozenset[int]) -> frozenset[int]:
    if ids & SERVICE_ACCOUNTS:
        raise ValueError("ids of people; this is an account of Telegram itself, which many people share")
    return ids


def _check_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("an IANA zone such as Europe/Moscow") from error
    return name


class Settings(BaseSettings):
    """Everything that can be set; `.env.example` documents each field under its name in capitals."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
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
    database_url: str = "sqlite:///var/mag-bot.db"
    telegram_api_url: HttpUrl = HttpUrl("https://api.telegram.org")
    telegram_proxy: SecretStr | None = None
    timezone: Annotated[str, AfterValidator(_check_zone)] = "Europe/Moscow"
    bulletin_at: Annotated[BulletinTime, NoDecode, BeforeValidator(_read_bulletin_time)] = BulletinTime(4, 12)
    jubilee_every: int = Field(default=5, ge=1, le=1000)
    send_rate: float = Field(default=30, gt=0, le=1000)
    paid_broadcast_stars: int = Field(default=0, ge=0, le=10_000_000)
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
        """The SQLite file; a relative one lies under the working directory."""
        return Path(self.database_url.removeprefix(SQLITE_SCHEME))

    def read_token(self) -> str | None:
        """The token from BOT_TOKEN or BOT_TOKEN_FILE; None where neither is set.

        BadSettings when the file cannot be read or holds no token.
        """
        if self.bot_token_file is None:
            return self.bot_token.get_secret_value().strip() if self.bot_token else None
        try:
            text = self.bot_token_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise BadSettings(
                (("BOT_TOKEN_FILE", "should be a readable file that holds the token"),)
            ) from error
        try:
            token = type(self)._check_token(SecretStr(text))  # noqa: SLF001 - the same check for either source
        except ValueError as error:
            raise BadSettings((("BOT_TOKEN_FILE", f"should hold {error}"),)) from error
        return token.get_secret_value() if token else None


def load_settings(**overrides: object) -> Settings:
    """Settings from overrides, the environment and `.env`, in that order. BadSettings names each bad one.

    The message never holds a value: a mistyped line may be a secret.
    """
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        raise BadSettings(
            tuple(_name_problem(detail["loc"], detail["msg"]) for detail in error.errors())
        ) from None


def _name_problem(location: tuple[int | str, ...], message: str) -> tuple[str, str]:
    # the library's own sentences say «Input should be …», our values' needs are nouns
    need = message.replace("Value error, ", "should be ", 1).removeprefix("Input ")
    return (str(location[0]).upper() if location else "settings", need)
