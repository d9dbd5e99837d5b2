"""Put together one object per family of tables."""

from dataclasses import dataclass

from data.store.answers import Answers
from data.store.backups.backup_runs import BackupRuns
from data.store.broadcasts.amendments import Amendments
from data.store.broadcasts.announcements import Announcements
from data.store.broadcasts.bulletins import Bulletins
from data.store.chats import Chats
from data.store.editions.city_days import CityDays
from data.store.editions.city_remarks import CityRemarks
from data.store.editions.city_revisions import CityRevisions
from data.store.editions.event_drafts import EventDrafts
from data.store.editions.event_files import EventFiles
from data.store.editions.plan_drafts import PlanDrafts
from data.store.editions.plan_files import PlanFiles
from data.store.editions.plans import Plans
from data.store.faults import Faults
from data.store.feedback.messages import Feedback
from data.store.feedback.queue import FeedbackQueue
from data.store.figures.arrival_links import ArrivalLinks
from data.store.figures.daily_counts import DailyCounts
from data.store.figures.live_counts import LiveCounts
from data.store.inbox import Inbox
from data.store.job_runs import JobRuns
from data.store.open_questions import OpenQuestions
from data.store.outbox import Outbox
from data.store.pictures import Pictures
from data.store.retention.erasure import Erasure
from data.store.secretariat.action_log import ActionLog
from data.store.secretariat.shared_chats import SharedChats
from data.store.secretariat.staff import StaffStore
from data.store.sqlite.database import Database
from data.store.subscriptions import Subscriptions
from data.store.targeting.reach import Reach
from data.store.webhooks import Webhooks


@dataclass(frozen=True, slots=True)
class Store:
    """The families of tables over one database."""

    chats: Chats
    subscriptions: Subscriptions
    plans: Plans
    plan_drafts: PlanDrafts
    plan_files: PlanFiles
    city_days: CityDays
    city_remarks: CityRemarks
    city_revisions: CityRevisions
    event_drafts: EventDrafts
    event_files: EventFiles
    reach: Reach
    open_questions: OpenQuestions
    answers: Answers
    bulletins: Bulletins
    announcements: Announcements
    amendments: Amendments
    outbox: Outbox
    faults: Faults
    feedback: Feedback
    feedback_queue: FeedbackQueue
    inbox: Inbox
    job_runs: JobRuns
    pictures: Pictures
    arrival_links: ArrivalLinks
    daily_counts: DailyCounts
    live_counts: LiveCounts
    shared_chats: SharedChats
    staff: StaffStore
    actions: ActionLog
    webhooks: Webhooks
    backup_runs: BackupRuns
    erasure: Erasure


def store_over(database: Database) -> Store:
    """Return the families over an open database."""
    erasure = Erasure(database)
    return Store(
        chats=Chats(database, erasure),
        subscriptions=Subscriptions(database),
        plans=Plans(database),
        plan_drafts=PlanDrafts(database),
        plan_files=PlanFiles(database),
        city_days=CityDays(database),
        city_remarks=CityRemarks(database),
        city_revisions=CityRevisions(database),
        event_drafts=EventDrafts(database),
        event_files=EventFiles(database),
        reach=Reach(database),
        open_questions=OpenQuestions(database),
        answers=Answers(database),
        bulletins=Bulletins(database),
        announcements=Announcements(database),
        amendments=Amendments(database),
        outbox=Outbox(database),
        faults=Faults(database),
        feedback=Feedback(database),
        feedback_queue=FeedbackQueue(database),
        inbox=Inbox(database),
        job_runs=JobRuns(database),
        pictures=Pictures(database),
        arrival_links=ArrivalLinks(database),
        daily_counts=DailyCounts(database),
        live_counts=LiveCounts(database),
        shared_chats=SharedChats(database),
        staff=StaffStore(database),
        actions=ActionLog(database),
        webhooks=Webhooks(database),
        backup_runs=BackupRuns(database),
        erasure=erasure,
    )
