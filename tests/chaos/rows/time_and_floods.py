"""Clocks, zones, restarts, outages over due times; people who write too much."""

from tests.chaos.rows.promise import Promise

ROWS: tuple[Promise, ...] = (
    Promise(
        "D1",
        "a local hour is left out, or comes twice",
        "everybody is told once that day, when the hour comes first",
        "every change of the clocks from 2014 to 2030 in every zone the bot offers, and in Berlin; four "
        "hours around each, three days, against instants found minute by minute",
        "APScheduler's cron fires twice in Berlin (25 October 2026), Almaty (29 February 2024) and Moscow "
        "(26 October 2014)",
    ),
    Promise(
        "D3",
        "50 restarts in five minutes, many of them in the middle of planning or sending",
        "one send for each reminder",
        "the process is dropped after planning, after a claim or before either; a new one opens the file",
        "none of 13 bots has a test for it",
    ),
    Promise(
        "D4",
        "the machine's clock is put an hour forward or back, or the machine sleeps; nothing else notices",
        "told within 60 s of the moment the clock shows the hour, and never again",
        "steps and sleeps at random around the hour, refusals among them; then APScheduler itself under a "
        "clock that jumps by up to years, the loop's own clock untouched",
        "APScheduler stands still for as long as the clock was put back",
    ),
    Promise(
        "D5",
        "a day that most years do not have: 29 February",
        "told once a year, in common years on the 28th",
        "2024 to 2040, by a city's rule and by a plan's date, and reminders that fall on the day itself",
        "Python's replace(year=…) raises, cron fires in leap years only",
    ),
    Promise(
        "D6",
        "the turn of the year, with an ISO week 53",
        "one bulletin a week",
        "every hour from 21 December 2026 to 11 January 2027, on all weekdays, at several hours, in several "
        "zones, with restarts",
    ),
    Promise(
        "D7",
        "a zone's rules change while reminders, news for the morning and an issue are waiting",
        "all of them keep their local hour",
        "two trees of zone data: the old rules until a restart at some instant, the new ones from then on",
    ),
    Promise(
        "D8",
        "planning and sending take three times as long as the pause between two ticks",
        "no two at once, nothing left out",
        "the real scheduler with work that outlasts three periods, while hours fall due all the time",
        "APScheduler skips the run and says so in its log",
    ),
    Promise(
        "D9",
        "following, muting, pausing, moving house, editing, calling off, outages, lost answers, blocks, "
        "restarts and kills, in any order",
        "the ledger and what each person saw agree; nothing stays in hand, nothing unwanted or untrue is "
        "told, whoever changes nothing is told of everything, and twice only where an answer or a process "
        "was lost",
        "a hypothesis state machine over the whole engine, real SQLite and a Bot API server over HTTP, "
        "compared at every rest",
        "none of 13 bots has such a test",
    ),
    Promise(
        "D10",
        "a reader's own change passes the hour of a reminder: an earlier hour, a zone further east, a pause "
        "lifted, a stop undone, the bot unblocked, a right given back",
        "what is due and useful at the settings as they are now is told once, soon; what was told is never "
        "told again",
        "every hour and zone set at any time of the eve and the day, every kind of absence from and until "
        "any time, and some of everything in any order; a tick every half hour, all chats in one ledger",
        "bots that keep a job for each reminder drop what a change has passed, or send it again",
    ),
    Promise(
        "E6",
        "one person writes 500 messages a second",
        "others are answered within 1 s (p95), memory grows by at most 50 MiB; the flooder gets 100 answers "
        "at Telegram's pace, one word about the rest, then one answer a second",
        "the bot as a process at 25 messages a second, twenty others asking meanwhile",
        "no bot read bounds one person's share; aiogram starts a task for every update",
    ),
    Promise(
        "E7",
        "a thousand people press buttons, within a minute and in one instant",
        "every press is acknowledged; others are answered within 1 s (p95) while Telegram's pace allows it",
        "the same, with presses on real messages, which are edited",
        "none of 13 bots read has such a test",
    ),
    Promise(
        "E8",
        "one account stores as much as it can and opens every screen of it without end",
        "no table holds more of it than its bound; others are answered within 1 s meanwhile",
        "the bot as a process, presses with forged keys of every year from a chat that is at each bound, "
        "a neighbour asking for help in between",
        "before there were bounds a neighbour waited 4.9 s for /help",
    ),
)
