"""What the work with the file tells of its state: damaged for good, or not to be written for a while."""

import logging
from collections.abc import Callable

from data.store.sqlite.errors import DatabaseDamaged, Unwritable

logger = logging.getLogger(__name__)


class FileCondition:
    """Shared by the connections of one database."""

    def __init__(self) -> None:
        self._on_damage: list[Callable[[], object]] = []
        self._inspected = False
        self.damage: DatabaseDamaged | None = None
        self.trouble: Unwritable | None = None
        self._lately: Unwritable | None = None

    @property
    def is_sound(self) -> bool:
        """The file was found sound when it was opened, and nothing was found wrong since."""
        return self._inspected and self.damage is None

    def mark_sound(self) -> None:
        """The look at the start has found nothing."""
        self._inspected = True

    def when_damaged(self, call: Callable[[], object]) -> None:
        """Call this when damage is found, from the event loop; at once where it is known already."""
        self._on_damage.append(call)
        if self.damage is not None:
            call()

    def refuse_if_damaged(self) -> None:
        """Raise DatabaseDamaged once damage was found: what such a file says is no ground to act on."""
        if self.damage is not None:
            raise self.damage

    def note(self, error: Exception) -> Exception:
        """Draw the conclusions from an error of the store, and give it back."""
        if isinstance(error, DatabaseDamaged) and self.damage is None:
            self.damage = error
            if self._inspected:
                # at the start whoever opens the file says so
                logger.critical("the database is damaged: %s", error.findings[0])
            for call in self._on_damage:
                call()
        if isinstance(error, Unwritable):
            if self.trouble is None:
                logger.critical("nothing can be written: %s; reading goes on", type(error).__name__)
            self.trouble = self._lately = error
        return error

    def trouble_lately(self) -> Unwritable | None:
        """The last trouble since this was asked before, or the trouble there is now.

        On a full disk small writes go well now and then, and that is not its end.
        """
        lately, self._lately = self._lately, self.trouble
        return lately

    def note_write(self) -> None:
        """A write has reached the disk."""
        if self.trouble is not None:
            logger.warning("the database can be written again")
            self.trouble = None
