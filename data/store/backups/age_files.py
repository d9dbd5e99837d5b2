"""Encrypt and decrypt files in the age format. The one module that knows the library."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from data.store.backups.copy_failures import KeyRefused
from data.store.sqlite.errors import DatabaseDamaged
from data.store.sqlite.pauses import GivenUp, Pauses

_STEP = 2**20


class _RestingFile:
    """A file for writing that is synced after each mebibyte, and then rests."""

    def __init__(self, file: BinaryIO, pauses: Pauses) -> None:
        self._file = file
        self._pauses = pauses
        self._unsynced = 0

    def write(self, content: bytes) -> int:
        """Write as a file does."""
        self._unsynced += len(content)
        written = self._file.write(content)
        if self._unsynced >= _STEP:
            self.flush()
            os.fsync(self._file.fileno())
            self._unsynced = 0
            self._pauses.take()
        return written

    def flush(self) -> None:
        """Flush as a file does."""
        self._file.flush()


def check_recipient(key: str) -> str:
    """Return a public key of age as it is written. Raises KeyRefused."""
    import pyrage

    try:
        return str(pyrage.x25519.Recipient.from_str(key.strip()))
    except pyrage.RecipientError as error:
        raise KeyRefused("recipient") from error


def encrypt(plain: Path, sealed: Path, recipients: Sequence[str], pauses: Pauses) -> None:
    """Encrypt a file for the owners of these public keys, with a pause after each mebibyte.

    Through file objects, not by path: the library keeps Python's lock while it works on paths, and a large
    file would hold up the event loop for a second.
    """
    import pyrage

    keys = [pyrage.x25519.Recipient.from_str(key) for key in recipients]
    with plain.open("rb") as source, sealed.open("wb") as target:
        try:
            pyrage.encrypt_io(source, _RestingFile(target, pauses), keys)
        except OSError as error:
            # the library wraps what the file raises
            if pauses.is_over:
                raise GivenUp from error
            raise


def decrypt(sealed: Path, plain: Path, identity_file: Path) -> None:
    """Decrypt a file with the keys of an identity file, as `age-keygen` writes it.

    Raises KeyRefused if the file has no key or none that fits, DatabaseDamaged if it was changed, OSError.
    """
    import pyrage

    identities = [_identity(line) for line in _key_lines(identity_file)]
    if not identities:
        raise KeyRefused("identity")
    with sealed.open("rb") as source, plain.open("wb") as target:
        try:
            pyrage.decrypt_io(source, target, identities)
        except pyrage.DecryptError as error:
            raise KeyRefused("mismatch") from error
        except OSError as error:
            if error.errno is not None:
                raise
            raise DatabaseDamaged((str(error),)) from error
        target.flush()
        os.fsync(target.fileno())


def _key_lines(identity_file: Path) -> Iterable[str]:
    try:
        lines = identity_file.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise KeyRefused("identity") from error
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _identity(line: str) -> Any:
    import pyrage

    try:
        return pyrage.x25519.Identity.from_str(line)
    except pyrage.IdentityError as error:
        raise KeyRefused("identity") from error
