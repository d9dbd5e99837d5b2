"""Find the bot's token: clean a copied one, read a file, take the credential of systemd."""

import os
import re
import string
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import PydanticBaseSettingsSource

from bot.setting_parsing.env_file import encoding_of

TOKEN_CREDENTIAL = "bot_token"  # noqa: S105 - the name of a file
"""The file in the folder of systemd's credentials that holds the token."""

# what copies of a token bring along: the byte order mark, and spaces that have no width
_INVISIBLE = "\ufeff\u200b\u2060"
_TOKEN = re.compile(r"[0-9]+:[!-~]{3,}")
# A file that goes on after this holds something else, perhaps without an end.
_MOST_CHARACTERS = 4096


def check_token(token: SecretStr) -> SecretStr:
    """Return a token without what a copy of it brings along. Raises ValueError."""
    bare = _bare(token.get_secret_value())
    if not _TOKEN.fullmatch(bare):
        raise ValueError("the token BotFather gave, such as 123456:AbC…")
    return SecretStr(bare)


def read_token_file(path: Path) -> SecretStr:
    """Return the token in a file. Raises ValueError, which says what the file should be or hold."""
    try:
        with path.open(encoding=encoding_of(path)) as file:
            text = file.read(_MOST_CHARACTERS)
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError("should be a readable file that holds the token") from error
    try:
        return check_token(SecretStr(text))
    except ValueError as error:
        raise ValueError(f"should hold {error}") from error


class CredentialSource(PydanticBaseSettingsSource):
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


def _bare(token: str) -> str:
    """Return a token without what a copy brings along: spaces, marks, quotes Docker leaves."""
    text = token.strip(f"{_INVISIBLE}{string.whitespace}")
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if is_quoted else text
