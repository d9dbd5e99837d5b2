"""Put a renewed certificate into use while the server runs."""

import asyncio
import logging
import ssl
from pathlib import Path

from bot.http.cannot_listen import CannotListen
from bot.http.server import load_tls

logger = logging.getLogger(__name__)

LOOK_SECONDS = 60.0

_State = tuple[tuple[int, int, int], ...]


class Renewal:
    """Watches the files of a certificate, and shows a new one to new connections."""

    def __init__(self, context: ssl.SSLContext, certificate: Path, key: Path) -> None:
        """Take the context of the server, which was made of these files just now."""
        self._context = context
        self._files = certificate, key
        self._seen = self._state()

    async def run(self) -> None:
        """Look again and again until cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await asyncio.to_thread(self.look)

    def look(self) -> bool:
        """Take over files that have changed. Return whether a new certificate is in use since.

        Files that cannot be used are logged once, and the old certificate stays in use.
        """
        state = self._state()
        if state == self._seen:
            return False
        self._seen = state
        try:
            # first into a context of its own: one that does not fit its key would spoil the one in use
            load_tls(*self._files)
            self._context.load_cert_chain(*self._files, password=lambda: "")
        except (CannotListen, OSError) as error:
            reason = error.reason if isinstance(error, CannotListen | ssl.SSLError) else error.strerror
            logger.warning("the renewed certificate %s is not in use: %s", self._files[0], reason)
            return False
        logger.info("the renewed certificate %s is in use", self._files[0])
        return True

    def _state(self) -> _State:
        """Return what changes when a file does. A missing file has no state."""
        found = []
        for path in self._files:
            try:
                status = path.stat()
            except OSError:
                continue
            found.append((status.st_ino, status.st_mtime_ns, status.st_size))
        return tuple(found)
