"""Read the settings from the environment and `.env`, and check them before the start."""

import codecs
import os
import re
import string
from collections.abc import Iterator, Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal, Self
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
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from bot.setting_checks import (
    TELEGRAM_NETWORKS,
    ListenAddress,
    Network,
    check_proxy,
    check_secret,
    check_webhook_place,
    check_webhook_url,
    read_listen,
    read_networks,
)
from bot.setting_names import UnknownName, unknown_names
from bot.telegram_api.rate_limits import FREE_LIMIT, PAID_LIMIT
from data.store.backups.age_files import check_recipient
from data.store.backups.copy_failures import KeyRefused
from data.store.inbox import UPDATES_KEPT
from data.store.outbox import NOTICES_KEPT
from data.store.service_accounts import SERVICE_ACCOUNTS

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

SQLITE_SCHEME = "sqlite:///"

ENV_FILE = Path(".env")

NO_BACKUPS = Path("none")
"""The value of BACKUP_DIR that switches the daily copies off."""
TOKEN_CREDENTIAL = "bot_token"  # noqa: S105 - the name of a file
"""The file in the folder of systemd's credentials that holds the token."""

# what copies of a token bring along: the byte order mark, and spaces that have no width
_INVISIBLE = "\ufeff\u200b\u2060"
_TOKEN = re.compile(r"[0-9]+:[!-~]{3,}")


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


def _read_recipients(value: object) -> object:
    """Split public keys of age. Raises ValueError, which repeats none: it may be a secret key."""
    if not isinstance(value, str):
        return value
    words = value.replace(",", " ").split()
    try:
        return tuple(check_recipient(word) for word in words)
    except KeyRefused:
        raise ValueError("public keys of age, which begin with age1, separated by commas") from None


def _check_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("an IANA zone such as Europe/Moscow") from error
    return name


class _CredentialSource(PydanticBaseSettingsSource):
    """Gives BOT_TOKEN_FILE the credential of systemd, where no token is set otherwise."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """Return the path for BOT_TOKEN_FILE, None for all others."""
        folder = os.environ.get("CREDENTIALS_DIRECTORY")
        path = Path(folder or "", TOKEN_CREDENTIAL)
        is_there = bool(folder) and field_name == "bot_token_file" and path.is_file()
        return path if is_there else None, field_name, self.field_is_complex(field)

    def __call__(self) -> dict[str, Any]:
        """Return what this source gives."""
        if any(self.current_state.get(name) for name in ("bot_token", "bot_token_file")):
            return {}
        fields = self.settings_cls.model_fields
        found = (self.get_field_value(field, name) for name, field in fields.items())
        return {name: value for value, name, _ in found if value is not None}


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
    telegram_proxy: Annotated[SecretStr, AfterValidator(check_proxy)] | None = None
    timezone: Annotated[str, AfterValidator(_check_zone)] = "Europe/Moscow"
    bulletin_at: Annotated[BulletinTime, NoDecode, BeforeValidator(_read_bulletin_time)] = BulletinTime(0, 9)
    bulletin_unapproved: Literal["send", "hold"] = "send"
    jubilee_every: int = Field(default=5, ge=1, le=1000)
    backup_dir: Path | None = None
    backup_recipients: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_read_recipients)] = ()
    send_rate: float = Field(default=FREE_LIMIT, gt=0, le=PAID_LIMIT)
    paid_broadcast_stars: int = Field(default=0, ge=0, le=10_000_000)
    http_listen: Annotated[ListenAddress | None, NoDecode, BeforeValidator(read_listen)] = None
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    metrics_listen: Annotated[ListenAddress | None, NoDecode, BeforeValidator(read_listen)] = None
    webhook_url: Annotated[HttpUrl, AfterValidator(check_webhook_url)] | None = None
    webhook_secret: Annotated[SecretStr, AfterValidator(check_secret)] | None = None
    webhook_certificate: Path | None = None
    webhook_from: Annotated[tuple[Network, ...] | None, NoDecode, BeforeValidator(read_networks)] = None
    keep_updates_days: int = Field(default=UPDATES_KEPT.days, ge=2, le=90)
    keep_deliveries_days: int = Field(default=NOTICES_KEPT.days, ge=14, le=1000)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], *sources: PydanticBaseSettingsSource, **named: Any
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Add systemd's credentials to the sources, behind all others."""
        return (*sources, *named.values(), _CredentialSource(settings_cls))

    @field_validator("bot_token")
    @classmethod
    def _check_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token is None:
            return None
        bare = _bare(token.get_secret_value())
        if not _TOKEN.fullmatch(bare):
            raise ValueError("the token BotFather gave, such as 123456:AbC…")
        return SecretStr(bare)

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

    @model_validator(mode="after")
    def _check_server(self) -> Self:
        if (self.tls_certificate is None) is not (self.tls_key is None):
            raise ValueError("TLS_CERTIFICATE together with TLS_KEY")
        needs_server = {"WEBHOOK_URL": self.webhook_url, "TLS_CERTIFICATE": self.tls_certificate}
        if self.http_listen is None and (lonely := [name for name in needs_server if needs_server[name]]):
            raise ValueError(f"HTTP_LISTEN together with {lonely[0]}")
        if self.webhook_url is not None:
            try:
                check_webhook_place(self.webhook_url, self.telegram_api_url)
            except ValueError as error:
                raise ValueError(f"WEBHOOK_URL with {error}") from None
        return self

    @property
    def serves_http(self) -> bool:
        """Whether there is an HTTP server."""
        return self.http_listen is not None or self.metrics_listen is not None

    @property
    def webhook_networks(self) -> tuple[Network, ...]:
        """The networks from which updates are taken. Empty where any may bring them.

        By default Telegram's own where the bot itself speaks TLS with Telegram's server. Behind a proxy all
        requests come from the proxy, and a Bot API server of one's own may stand anywhere.
        """
        if self.webhook_from is not None:
            return self.webhook_from
        is_direct = self.tls_certificate is not None and self.telegram_api_url.host == "api.telegram.org"
        return TELEGRAM_NETWORKS if is_direct else ()

    @property
    def database_path(self) -> Path:
        """The SQLite file. A relative one lies under the working directory."""
        return Path(self.database_url.removeprefix(SQLITE_SCHEME))

    @property
    def makes_daily_copies(self) -> bool:
        """Return whether the bot copies its database every day: unless BACKUP_DIR says none."""
        return self.backup_dir != NO_BACKUPS

    @property
    def backup_folder(self) -> Path:
        """Where copies go, also those before an upgrade, which are always made."""
        if self.backup_dir is None or not self.makes_daily_copies:
            return self.database_path.parent / "backups"
        return self.backup_dir

    def read_token(self) -> str | None:
        """Return the token from BOT_TOKEN or BOT_TOKEN_FILE. None where neither is set.

        Raises BadSettings when the file cannot be read or holds no token.
        """
        if self.bot_token_file is None:
            return self.bot_token.get_secret_value() if self.bot_token else None
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


def read_env_text() -> str:
    """Read `.env` as it is written. Without the file the text is empty."""
    return ENV_FILE.read_text(encoding=_encoding_of(ENV_FILE)) if ENV_FILE.is_file() else ""


def _bare(token: str) -> str:
    """Return a token without what a copy brings along: spaces, marks, quotes Docker leaves."""
    text = token.strip(f"{_INVISIBLE}{string.whitespace}")
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if is_quoted else text


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
