"""Put together one object per family of tables."""

from dataclasses import dataclass

from data.store.answers import Answers
from data.store.backups.backup_runs import BackupRuns
from data.store.bulletins import Bulletins
from data.store.chats import Chats
from data.store.city_days import CityDays
from data.store.faults import Faults
from data.store.inbox import Inbox
from data.store.job_runs import JobRuns
from data.store.open_questions import OpenQuestions
from data.store.outbox import Outbox
from data.store.pictures import Pictures
from data.store.plans import Plans
from data.store.retention.erasure import Erasure
from data.store.sqlite.database import Database
from data.store.subscriptions import Subscriptions


@dataclass(frozen=True, slots=True)
class Store:
    """The families of tables over one database."""

    chats: Chats
    subscriptions: Subscriptions
    plans: Plans
    city_days: CityDays
    open_questions: OpenQuestions
    answers: Answers
    bulletins: Bulletins
    outbox: Outbox
    faults: Faults
    inbox: Inbox
    job_runs: JobRuns
    pictures: Pictures
    backup_runs: BackupRuns
    erasure: Erasure


def store_over(database: Database) -> Store:
    """Return the families over an open database."""
    erasure = Erasure(database)
    return Store(
        chats=Chats(database, erasure),
        subscriptions=Subscriptions(database),
        plans=Plans(database),
        city_days=CityDays(database),
        open_questions=OpenQuestions(database),
        answers=Answers(database),
        bulletins=Bulletins(database),
        outbox=Outbox(database),
        faults=Faults(database),
        inbox=Inbox(database),
        job_runs=JobRuns(database),
        pictures=Pictures(database),
        backup_runs=BackupRuns(database),
        erasure=erasure,
    )
