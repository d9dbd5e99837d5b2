"""The file: kills, power cuts, full disks, damage, migrations."""

from tests.chaos.rows.promise import Promise

_WORK = "our own operations (chats, updates, planning, claims, outcomes)"

ROWS: tuple[Promise, ...] = (
    Promise(
        "C1",
        "the power goes",
        "every acknowledged commit is there, no half of another, and the file is sound",
        f"a file system below SQLite forgets, reorders and tears (512 bytes) what was not synced, at any "
        f"operation of {_WORK}, migrations and checkpoints included; the state found is compared with "
        "what was promised at each commit",
        "none of 13 bots read tries it; aiogram-bot templates and SQLAlchemy leave what the driver gives",
    ),
    Promise(
        "C1b",
        "the same cuts with less than synchronous = FULL",
        "none: it shows that the test can fail, and what the usual setting costs",
        "as C1, the setting changed",
        "NORMAL is what SQLite's guides advise with WAL",
    ),
    Promise(
        "C2",
        "kill -9 of the process that writes",
        "as C1",
        f"a process at {_WORK} is killed at a random word of its account, the file opened by the next",
        "none",
    ),
    Promise(
        "C3",
        "the disk is full",
        "reading goes on, every write is refused as a whole, health is red, the owners are told in the chat, "
        "and with room all goes on",
        "a small file system of the process's own is filled and enlarged in turns; where nobody may mount "
        "one, SQLite's file system answers «full»",
        "none",
    ),
    Promise(
        "C3b",
        "The disk is full in the middle of an issue",
        "What Telegram has taken is remembered until it can be written, nothing else leaves meanwhile; with "
        "room everybody is told, once, and no lease is waited for",
        "as C3, under senders at work, at any moment of an issue over HTTP",
        "who writes after sending and stops at the error sends again; who does not write never knows",
    ),
    Promise(
        "C4",
        "the disk turns read-only, or fails",
        "as C3; a start says so in one line and writes nothing",
        "errors under SQLite in the middle of any write; a start on a real read-only file system",
        "none",
    ),
    Promise(
        "C5",
        "killed in a migration",
        "the old schema or the new one, and from the old one the next start goes on",
        "SIGKILL before, between and after all statements of all migrations",
        "Alembic's users in part",
    ),
    Promise(
        "C6",
        "an older program meets a newer file",
        "it refuses to start and changes no file",
        "every version of the schema against the one before it",
        "none",
    ),
    Promise(
        "C8",
        "a bit of the file flips while nobody has it open",
        "after an orderly end every flip is found at the start; after a kill, those of which SQLite has a "
        "second account; nothing is sent once damage is known",
        "a random bit flipped without a new time of writing, then a start with something due",
        "none checks at the start",
    ),
    Promise(
        "C8b",
        "the same, by SQLite's checks alone",
        "none: what integrity_check finds, and what quick_check would",
        "both checks on the same flips",
    ),
    Promise(
        "C9",
        "tasks interleave, fail and are cancelled",
        "no task commits, takes back or sees by halves what is another's",
        "up to eight tasks at once over one database, their turns, failures and cancellations by the dice",
        "one shared aiosqlite connection: a rollback takes a neighbour's acknowledged row",
    ),
    Promise(
        "C10",
        "somebody reads for half a minute, and copies are made, while the bot writes",
        "no write is lost or waits for them, every copy is sound",
        "a reader in one transaction, VACUUM INTO after VACUUM INTO, writes timed",
        "none",
    ),
    Promise(
        "C11",
        "a SQLite with the WAL-reset bug, and a second program",
        "it is in the log, and nobody writes or opens beside a write",
        "a second database object on the same file, by turns",
        "none",
    ),
    Promise(
        "C12",
        "people have everything deleted while the bot is killed again and again",
        "no byte of any file knows the id or the words of anybody who was told that nothing is kept",
        "the bot as a process, killed at random moments among messages and deletions; ids as text and in "
        "binary, and words, searched for in all files while it runs",
        "no bot read empties its log; 1,143 ids and 52 words were left in ours before it did",
    ),
)
