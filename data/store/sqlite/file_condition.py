"""Keep the condition of the file, as errors and writes show it: damaged, or not writable."""

import logging
from collections.abc import Callable

from data.store.sqlite.errors import DatabaseDamaged, Unwritable

logger = logging.getLogger(__name__)


class FileCondition:
    """The condition of one database file, shared by its connections."""

    def __init__(self) -> None:
        self._on_damage: list[Callable[[], object]] = []
        self._inspected = False
        self.damage: DatabaseDamaged | None = None
        self.trouble: Unwritable | None = None
        self._lately: Unwritable | None = None

    @property
    def is_sound(self) -> bool:
        """Return whether the file was sound when it was opened, and no damage was found since."""
        return self._inspected and self.damage is None

    def mark_sound(self) -> None:
        """Note that the check at the start found nothing."""
        self._inspected = True

    def when_damaged(self, call: Callable[[], object]) -> None:
        """Call this from the event loop when damage is found, at once if it is known already."""
        self._on_damage.append(call)
        if self.damage is not None:
            call()

    def refuse_if_damaged(self) -> None:
        """Raise DatabaseDamaged if damage was found: what such a file says must not be acted on."""
        if self.damage is not None:
            raise self.damage

    def note(self, error: Exception) -> Exception:
        """Note what an error of the store says of the file, and return the error."""
        if isinstance(error, DatabaseDamaged) and self.damage is None:
            self.damage = error
            if self._inspected:
                # at the start the caller that opens the file reports it
                logger.critical("the database is damaged: %s", error.findings[0])
            for call in self._on_damage:
                call()
        if isinstance(error, Unwritable):
            if self.trouble is None:
                logger.critical("nothing can be written: %s; reading goes on", type(error).__name__)
            self.trouble = self._lately = error
        return error

    def trouble_lately(self) -> Unwritable | None:
        """Return the last trouble since the last call of this, or the present one.

        On a full disk a small write may succeed now and then, which does not end the trouble.
        """
        lately, self._lately = self._lately, self.trouble
        return lately

    def note_write(self) -> None:
        """Note that a write has reached the disk."""
        if self.trouble is not None:
            logger.warning("the database can be written again")
            self.trouble = None
