"""Read the settings from the environment and `.env`, and check them before the start."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    HttpUrl,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from bot.setting_parsing.addresses import (
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
from bot.setting_parsing.env_file import ENV_FILE, encoding_of, read_env_file
from bot.setting_parsing.near_names import UnknownName, unknown_names
from bot.setting_parsing.token import CredentialSource, check_token, read_token_file
from bot.setting_parsing.values import (
    SQLITE_SCHEME,
    BulletinTime,
    check_database,
    check_group,
    check_owners,
    check_zone,
    read_bulletin_time,
    read_ids,
    read_recipients,
)
from bot.telegram_api.rate_limits import FREE_LIMIT, PAID_LIMIT
from data.store.inbox import UPDATES_KEPT
from data.store.outbox import NOTICES_KEPT

NO_BACKUPS = Path("none")
"""The value of BACKUP_DIR that switches the daily copies off."""


class BadSettings(Exception):
    """A setting cannot be used. `problems` pairs its name with what it needs. No value is kept."""

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        super().__init__("; ".join(f"{name} {need}" for name, need in problems))
        self.problems = problems


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

    bot_token: Annotated[SecretStr, AfterValidator(check_token)] | None = None
    bot_token_file: Path | None = None
    owner_ids: Annotated[
        frozenset[int], NoDecode, BeforeValidator(read_ids), AfterValidator(check_owners)
    ] = frozenset()
    secretariat_chat: Annotated[int | None, AfterValidator(check_group)] = None
    database_url: Annotated[str, AfterValidator(check_database)] = f"{SQLITE_SCHEME}var/mag-bot.db"
    telegram_api_url: HttpUrl = HttpUrl("https://api.telegram.org")
    telegram_proxy: Annotated[SecretStr, AfterValidator(check_proxy)] | None = None
    timezone: Annotated[str, AfterValidator(check_zone)] = "Europe/Moscow"
    bulletin_at: Annotated[BulletinTime, NoDecode, BeforeValidator(read_bulletin_time)] = BulletinTime(0, 9)
    bulletin_unapproved: Literal["send", "hold"] = "send"
    jubilee_every: int = Field(default=5, ge=1, le=1000)
    backup_dir: Path | None = None
    backup_recipients: Annotated[tuple[str, ...], NoDecode, BeforeValidator(read_recipients)] = ()
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
        return (*sources, *named.values(), CredentialSource(settings_cls))

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
            return read_token_file(self.bot_token_file).get_secret_value()
        except ValueError as error:
            raise BadSettings((("BOT_TOKEN_FILE", str(error)),)) from error


def load_settings(*, check_names: bool = True, **overrides: object) -> Settings:
    """Load settings from overrides, the environment and `.env`, in that order.

    Raises BadSettings, which names each bad one, and each name that is nearly the name of a setting that is
    not set, unless check_names is False. The message never holds a value: a mistyped line may be a secret.
    """
    try:
        settings = Settings(_env_file_encoding=encoding_of(ENV_FILE), **overrides)  # type: ignore[arg-type]
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


def _misnamed(settings: Settings, *, with_file: bool) -> Iterator[tuple[str, str]]:
    """Find names that stand for settings which are not set: their values would be passed over."""
    known = {name.upper() for name in settings.model_fields_set}
    if known & {"BOT_TOKEN", "BOT_TOKEN_FILE"}:
        known |= {"BOT_TOKEN", "BOT_TOKEN_FILE"}
    for one in find_unknown_names(settings, with_file=with_file):
        if one.meant is not None and one.meant not in known:
            where = f"in {ENV_FILE}" if one.in_file else "in the environment"
            yield one.name, f"{where} is no setting, did you mean {one.meant}?"


def _name_problem(location: tuple[int | str, ...], message: str) -> tuple[str, str]:
    # the library's own sentences say «Input should be …», our values' needs are nouns
    need = message.replace("Value error, ", "should be ", 1).removeprefix("Input ")
    return (str(location[0]).upper() if location else "settings", need)
