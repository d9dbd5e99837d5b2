"""Copies of the database: kills, and what a restored bot tells."""

from tests.chaos.rows.promise import Promise

ROWS: tuple[Promise, ...] = (
    Promise(
        "R1",
        "Killed while a copy is made or old ones are deleted, the bot being at work",
        "Every file with the name of a copy is whole and passes its check, the database too",
        "`mag-bot backup`, plain and encrypted, and the rotation as processes that are killed at random "
        "moments; then all copies are checked and opened",
        "none of 13 bots read makes copies; vaultwarden's own command writes under the final name",
    ),
    Promise(
        "R2",
        "Killed while a copy is restored",
        "The next start finds the old database or the restored one, whole, and what is replaced is kept",
        "`mag-bot restore` as a process that is killed at random moments, over a database with a log left by "
        "an earlier kill; then the file is opened",
        "none",
    ),
    Promise(
        "R3",
        "A bot is restored from last night's copy, its database lost, damaged or replaced",
        "It tells no chat again what it has told since the copy, and tells what comes next",
        "a bot with reminders and changes of the plan over HTTP, for days around a copy; then its keys of "
        "notices that Telegram has accepted before and after the restore are compared",
        "a bot that keeps its schedule in the database sends all of the day again",
    ),
)
