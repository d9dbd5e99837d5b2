"""The secretariat's desk: kills between the steps of a conversation."""

from tests.chaos.rows.promise import Promise

ROWS: tuple[Promise, ...] = (
    Promise(
        "F3",
        "Killed while an editor changes an event in the chat",
        "The conversation goes on where it was. The edit is in force once: one revision, one change for "
        "readers, one line of the log. Without the last press nothing is stored",
        "the handlers over a real database, the process ended at any step of it, the update handled again "
        "by the next one",
        "aiogram's memory FSM forgets the question, and the answer is taken for a word to the bot",
    ),
)
