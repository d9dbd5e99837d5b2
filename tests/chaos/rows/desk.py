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
    Promise(
        "C15",
        "Killed between an edit by hand and its message, or while the edit is undone",
        "Readers are told of the edit once. Undone before it was sent, nothing is told; undone afterwards, "
        "those who got it are told once",
        "edit, planning and undoing, each ended at any step of the database and begun again by the next "
        "process",
    ),
    Promise(
        "C16",
        "Killed while an owner names an editor, gives a right, or dismisses",
        "Each is in force and in the log once, and no right stays that was taken away",
        "the handlers over a real database, the process ended at any step, the press handled again",
    ),
    Promise(
        "C17",
        "Killed while an editor sets the day of a city",
        "The day is set by one revision and told as one change",
        "the handlers over a real database, the process ended at any step, the press handled again",
    ),
)
