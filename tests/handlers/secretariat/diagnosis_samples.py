"""Results of examinations: of a healthy bot, and of one in trouble."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from data.store.backups.backup_runs import BackupRun
from data.store.chat_values import Chat, ChatKind, ChatState, Language, NewChat, beginning
from data.store.inbox import Backlog
from data.store.job_runs import JobRun
from data.store.notices import DeliveryState, Queue
from handlers.text.words import Words
from handlers.views.secretariat.diagnosis import ChatRights, Condition, times_in
from handlers.views.secretariat.findings import (
    TelegramFacts,
    bot_finding,
    copies_finding,
    database_finding,
    notices_finding,
    plans_finding,
    settings_finding,
    telegram_finding,
    updates_finding,
    writing_finding,
)
from handlers.views.secretariat.http_findings import CertificateFacts, HttpFacts, http_findings
from scheduler.diagnosis import Copies, NextTicks, Sending, StorageFacts, Work, WritingFacts
from scheduler.liveness import judge

NOW = datetime(2026, 11, 22, 9, 10, tzinfo=UTC)
ZONE = "Europe/Moscow"
RUNS = (
    JobRun("bulletin", NOW - timedelta(seconds=2), "ok", 5.0),
    JobRun("purge", NOW - timedelta(minutes=31), "ok", 3600.0),
    JobRun("reminders", NOW - timedelta(seconds=14), "ok", 25.0),
)


def well(words: Words) -> Condition:
    """Return the condition of a bot that has no trouble."""
    facts = StorageFacts(35, "3.46.1", (), True, 12_400_000)
    return _condition(
        words, facts, WritingFacts("none", 71_335), RUNS, TelegramFacts("mag_bot", seconds=0.121)
    )


def ill(words: Words) -> Condition:
    """Return the condition of a bot with a full disk, a failed job and a backlog."""
    facts = StorageFacts(35, "3.46.1", ("row 3 missing from index x",), False, 640_000_000)
    runs = (
        *RUNS[:2],
        JobRun("reminders", NOW - timedelta(minutes=9), "DiskFull", 25.0),
        JobRun("x<y", NOW, "ok"),
    )
    found = _condition(
        words, facts, WritingFacts("DiskFull", 3), runs, TelegramFacts(trouble="unreachable"), 41
    )
    return replace(found, latency=None, ticks=NextTicks(None, NOW), settings=(("BOT_TOKEN", ""),))


def rights() -> tuple[ChatRights, ...]:
    """Return rights of every kind, with titles that are no markup."""
    admin, member = ChatRights(_chat(-1), "Казань", "administrator", True, True), "member"
    return (
        admin,
        ChatRights(_chat(-2, ChatKind.CHANNEL), "МАГ & <друзья>", "administrator", True, True),
        ChatRights(_chat(-3), "Минск", member, True, True),
        ChatRights(_chat(-4), "Тверь", "restricted", True, False),
        ChatRights(_chat(-5), "Орёл", member, False, False),
        ChatRights(_chat(-6), "Псков", "left"),
        ChatRights(_chat(-7), "Омск", "kicked"),
        ChatRights(_chat(-8), trouble="chat not found"),
        ChatRights(replace(_chat(-9), state=ChatState.STOPPED), "Б" * 150, member, True, True),
        ChatRights(replace(_chat(-10), refused_since=NOW), "Уфа", member, True, True),
    )


def _condition(
    words: Words,
    storage: StorageFacts,
    writing: WritingFacts,
    runs: tuple[JobRun, ...],
    telegram: TelegramFacts,
    waiting: int = 0,
) -> Condition:
    backlog = Backlog(waiting, NOW - timedelta(minutes=8) if waiting else None, waiting // 20)
    work = Work(True, 4711, runs, backlog, judge(runs, backlog, NOW), is_taking=True)
    sending = Sending({DeliveryState.SENT: 15_000, DeliveryState.EXPIRED: 2}, Queue(waiting, backlog.oldest))
    times = times_in(ZONE)
    return Condition(
        now=NOW,
        zone=ZONE,
        findings=(
            settings_finding(words, 2, ZONE, has_token=True),
            database_finding(words, "var/mag-bot.db", storage),
            writing_finding(words, writing),
            copies_finding(words, _copies(telegram.trouble), times),
            plans_finding((2026, 2027)),
            bot_finding(words, work, times),
            updates_finding(words, work, telegram, times),
            notices_finding(words, sending, times),
            *http_findings(words, _http(telegram.trouble)),
            telegram_finding(words, "api.telegram.org", telegram),
        ),
        storage=storage,
        latency=telegram.seconds,
        ticks=NextTicks(NOW + timedelta(hours=2), NOW + timedelta(days=5)),
        runs=runs,
        settings=(("BOT_TOKEN", "•••"), ("OWNER_IDS", "1, 2"), ("TELEGRAM_PROXY", ""), ("LONG", "x" * 300)),
        versions=(("mag-bot", "0.1.0"), ("Python", "3.12.1"), ("aiogram", "3.31.0"), ("SQLite", "3.46.1")),
    )


def _http(trouble: str) -> HttpFacts:
    certificate = CertificateFacts("/etc/mag-bot/fullchain.pem", days=3 if trouble else 61)
    url = "https://bot.example.org/telegram"
    return HttpFacts(("0.0.0.0:443", "127.0.0.1:9100"), url, is_running=True, certificate=certificate)


def _copies(trouble: str) -> Copies:
    made = BackupRun(
        NOW - timedelta(hours=8), "var/backups/mag-bot-daily-2026-11-22T01-10-00Z.db", 12_400_000
    )
    failed = BackupRun(NOW - timedelta(hours=1), "", reason="room")
    return Copies(is_daily=True, made=made, failed=failed if trouble else None, is_old=False)


def _chat(number: int, kind: ChatKind = ChatKind.SUPERGROUP) -> Chat:
    return beginning(NewChat(number, kind, Language.RU, ZONE, 10), NOW)
