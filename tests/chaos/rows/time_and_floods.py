"""Clocks, zones, restarts, outages over due times, and chats that send too much."""

from tests.chaos.rows.promise import Promise

ROWS: tuple[Promise, ...] = (
    Promise(
        "D1",
        "A local hour is skipped, or comes twice",
        "The reminder is sent once that day, when the hour comes first",
        "every change of the clocks from 2014 to 2030 in every zone the bot offers, and in Berlin; four "
        "hours around each, three days, against instants found minute by minute",
        "APScheduler's cron fires twice in Berlin (25 October 2026), Almaty (29 February 2024) and Moscow "
        "(26 October 2014)",
    ),
    Promise(
        "D3",
        "50 restarts in five minutes, many of them in the middle of planning or sending",
        "One send for each reminder",
        "the process is dropped after planning, after a claim or before either; a new one opens the file",
        "none of 13 bots has a test for it",
    ),
    Promise(
        "D4",
        "The machine's clock is put an hour forward or back, or the machine sleeps, without any other sign",
        "The reminder is sent within 60 s of the moment the clock shows the hour, and never again",
        "steps and sleeps at random around the hour, refusals among them; then APScheduler itself under a "
        "clock that jumps by up to years, the loop's own clock unchanged",
        "APScheduler stands still for as long as the clock was put back",
    ),
    Promise(
        "D5",
        "A day that most years do not have: 29 February",
        "The reminder is sent once a year, in common years for the 28th",
        "2024 to 2040, by a city's rule and by a plan's date, and reminders that fall on the day itself",
        "Python's replace(year=…) raises, cron fires in leap years only",
    ),
    Promise(
        "D6",
        "The turn of the year, with an ISO week 53",
        "One bulletin a week",
        "every hour from 21 December 2026 to 11 January 2027, on all weekdays, at several hours, in several "
        "zones, with restarts",
    ),
    Promise(
        "D7",
        "A zone's rules change while reminders, change notices held for the morning and an issue are waiting",
        "All of them keep their local hour",
        "two trees of zone data: the old rules until a restart at a chosen instant, the new ones from then "
        "on",
    ),
    Promise(
        "D8",
        "Planning and sending take three times as long as the interval between two ticks",
        "No two run at once, and nothing is left out",
        "the real scheduler with work that outlasts three periods, while hours fall due all the time",
        "APScheduler skips the run and says so in its log",
    ),
    Promise(
        "D9",
        "Following, muting, pausing, changing the zone, editing, cancelling, outages, lost answers, blocks, "
        "restarts and kills, in any order",
        "The outbox and the messages each person saw agree. Nothing stays in hand, and nothing unwanted or "
        "untrue is sent. A chat without changes gets every notice, and twice only where an answer or a "
        "process was lost",
        "a hypothesis state machine over the whole engine, real SQLite and a Bot API server over HTTP, "
        "compared whenever no work is pending",
        "none of 13 bots has such a test",
    ),
    Promise(
        "D10",
        "A reader's own change passes the hour of a reminder: an earlier hour, a zone further east, a pause "
        "lifted, a stop undone, the bot unblocked, a right given back",
        "What is due and useful at the present settings is sent once, soon. What was sent is never sent "
        "again",
        "every hour and zone set at any time of the eve and the day, every kind of absence from and until "
        "any time, and combinations in any order; a tick every half hour, all chats in one outbox",
        "bots that keep a job for each reminder drop those a change has passed, or send them again",
    ),
    Promise(
        "E6",
        "One person writes 500 messages a second",
        "Others are answered within 1 s (p95), and memory grows by at most 50 MiB. The sender gets 100 "
        "answers at Telegram's rate, one message about the rest, then one answer a second",
        "the bot as a process at 25 messages a second, twenty other people asking meanwhile",
        "no bot read bounds one person's share; aiogram starts a task for every update",
    ),
    Promise(
        "E7",
        "A thousand people press buttons, within a minute and in one instant",
        "Every press is acknowledged. Others are answered within 1 s (p95) while Telegram's rate allows it",
        "the same, with presses on real messages, which are edited",
        "none of 13 bots read has such a test",
    ),
    Promise(
        "E8",
        "One account stores as much as it can and opens every screen of it without end",
        "No table holds more of its rows than the bound. Others are answered within 1 s meanwhile",
        "the bot as a process, presses with forged keys of every year from a chat that is at each bound, "
        "another person asking for help in between",
        "before there were bounds another person waited 4.9 s for /help",
    ),
)
