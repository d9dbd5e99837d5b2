"""The database file: kills, power cuts, full disks, damage, migrations."""

from tests.chaos.rows.promise import Promise

_WORK = "the bot's own operations (chats, updates, planning, claims, outcomes)"

ROWS: tuple[Promise, ...] = (
    Promise(
        "C1",
        "The power goes out",
        "Every acknowledged commit is there, none is there in part, and the file is sound",
        "a file system below SQLite forgets, reorders and tears (512 bytes) unsynced writes, at any step of "
        f"{_WORK}, migrations and checkpoints included; the state found is compared with the state promised "
        "at each commit",
        "none of 13 bots read tests it; aiogram-bot templates and SQLAlchemy keep the driver's defaults",
    ),
    Promise(
        "C1b",
        "The same power cuts with less than synchronous = FULL",
        "None. The row shows that the test can fail, and what the usual setting costs",
        "as C1, with the setting changed",
        "NORMAL is what SQLite's guides advise with WAL",
    ),
    Promise(
        "C2",
        "kill -9 of the process that writes",
        "As C1",
        f"a process at {_WORK} is killed at a random point of its progress log, and the next one opens the "
        "file",
        "none",
    ),
    Promise(
        "C3",
        "The disk is full",
        "Reading goes on. Every write is refused as a whole, the health check fails, and the owners are told "
        "in the chat. With room all goes on",
        "a small file system of the process's own is filled and enlarged in turns; where mounting is not "
        "permitted, SQLite's file system answers «full»",
        "none",
    ),
    Promise(
        "C3b",
        "The disk is full in the middle of an issue",
        "The messages Telegram has accepted are remembered until they can be recorded, and no other leaves "
        "meanwhile. With room every recipient gets the issue once, and no lease has to run out",
        "as C3, under senders at work, at any moment of an issue over HTTP",
        "a bot that records after sending and stops at the error sends again; one that does not record never "
        "knows",
    ),
    Promise(
        "C4",
        "The disk turns read-only, or fails",
        "As C3. A start says so in one line and writes nothing",
        "errors under SQLite in the middle of any write; a start on a real read-only file system",
        "none",
    ),
    Promise(
        "C5",
        "Killed in a migration",
        "The schema is the old one or the new one, and from the old one the next start goes on",
        "SIGKILL before, between and after all statements of all migrations",
        "Alembic's users in part",
    ),
    Promise(
        "C6",
        "An older program opens a newer file",
        "It refuses to start and changes no file",
        "every version of the schema against the one before it",
        "none",
    ),
    Promise(
        "C8",
        "A bit of the file flips while no process has it open",
        "After a clean stop every flip is found at the start. After a kill those are found that SQLite "
        "itself can detect. Nothing is sent once damage is known",
        "a random bit flipped without a new time of writing, then a start with a notice due",
        "none checks at the start",
    ),
    Promise(
        "C8b",
        "The same, by SQLite's checks alone",
        "None. The row shows what integrity_check finds, and what quick_check would",
        "both checks on the same flips",
    ),
    Promise(
        "C9",
        "Tasks interleave, fail and are cancelled",
        "No task commits, rolls back or sees in part the changes of another",
        "up to eight tasks at once over one database, with random order, failures and cancellations",
        "one shared aiosqlite connection: a rollback undoes another task's acknowledged row",
    ),
    Promise(
        "C10",
        "A reader holds a transaction for half a minute, and copies are made, while the bot writes",
        "No write is lost or waits for them, and every copy is sound",
        "a reader in one transaction, one copy after another, writes timed",
        "none",
    ),
    Promise(
        "C11",
        "A SQLite with the WAL-reset bug, and a second program",
        "The bug is in the log, and no program writes or opens the file during another's write",
        "a second database object on the same file, by turns",
        "none",
    ),
    Promise(
        "C12",
        "People have all their data deleted while the bot is killed again and again",
        "Once a person was told that nothing is kept, no byte of any file holds their id or their words, "
        "earlier copies of the database aside",
        "the bot as a process, killed at random moments among messages and deletions; all files are searched "
        "while it runs, for ids as text and in binary, and for words",
        "no bot read empties its log; 1,143 ids and 52 words were left in ours before it did",
    ),
    Promise(
        "C13",
        "A plan document is sent into the chat, settled and put in force, while the bot is killed at every "
        "step",
        "Each document becomes one edition with its file. None is lost, half stored, or put in force twice",
        "the bot as a process, killed at a random moment while it reads the document, stores a decision, and "
        "stores the edition; the secretary goes on with the buttons that the next process shows",
    ),
    Promise(
        "C14",
        "kill -9 while what is old is purged",
        "The file is sound, nothing that is still to be kept is gone, each day's figures are whole, and the "
        "next purge completes the work",
        "a process that purges months of deliveries and updates, and gives the pages back, is killed at any "
        "instant, again and again on the same file",
        "none counts before it deletes",
    ),
)
