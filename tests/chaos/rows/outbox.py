"""Notices: refusals, pace, lost answers, changes on the way."""

from tests.chaos.rows.promise import Promise

ROWS: tuple[Promise, ...] = (
    Promise(
        "B1",
        "The process ends between claim, send and record",
        "Nobody is left out; at most one message of each sender is told twice: one that had left, whether "
        "Telegram had answered it or not",
        "ended at every step of delivery in one process, then SIGKILL of real ones in the middle of an issue",
        "aiogram-broadcaster forgets who has been told; nobody else found keeps a row for each message",
    ),
    Promise(
        "B2",
        "Telegram takes a message and its answer is lost",
        "A reminder or a change is sent once more, a bulletin is not and counts as unknown",
        "answers lost to a third of a list, for each kind of notice",
        "libraries raise a network error: who tries again sends twice, who does not leaves people out",
    ),
    Promise(
        "B3",
        "Every fifth reader has blocked the bot or deleted the account",
        "One call to each of them, and none later; the others are told",
        "403 to 20 % of a list, then a second notice to all of it",
        "six of 13 bots read do so, the others try for ever",
    ),
    Promise(
        "B4",
        "A group becomes a supergroup while notices wait for it",
        "Told once, under its new id; everything that waits goes there too",
        "groups upgraded between planning and sending",
        "none of 13 bots read handles it",
    ),
    Promise(
        "B5",
        "As many messages as Telegram takes, to people and a group, from a server that enforces its limits",
        "Never a refusal for haste: 30 in a second, one a second in a chat, 20 a minute in a group",
        "the worst windows in the server's log",
        "sleeps between messages know nothing of answers that go out beside them",
    ),
    Promise(
        "B6",
        "Paid broadcasts",
        "Never without a setting; with one, only for bulletins above the free pace and within the budget",
        "every call of the stories is looked through; a purse that is too small for its bulletin",
    ),
    Promise(
        "B7",
        "Long texts, emoji, entities at the cut",
        "Parts that Telegram takes, with every character in its place",
        "bulletins made at random, sent to a server that counts and parses as Telegram does",
    ),
    Promise(
        "B8",
        "What a notice is about is changed, cancelled or unfollowed before its turn",
        "The present truth or nothing",
        "everything that can change, changed at random between planning and sending",
        "none of 13 bots read looks again",
    ),
    Promise(
        "B9",
        "Telegram fails or is silent for minutes",
        "At most 15 calls a minute for notices and answers together; afterwards everybody is told, once",
        "5xx, broken connections and silence under a list of readers, by a clock that is moved",
    ),
    Promise(
        "B10",
        "A mistake of ours in the middle of delivery",
        "That notice is set aside with one alert, its neighbours are sent, nothing spins",
        "every part of delivery made to fail at random",
        "an exception in a broadcast loop ends the loop",
    ),
    Promise(
        "B11",
        "Sends that take far longer than usual",
        "No chat is written to twice at once, and what falls due meanwhile is not kept waiting",
        "slow answers from the server while urgent notices come in",
    ),
    Promise(
        "B12",
        "A chat refuses for a time: rights, a restriction, a closed topic; nobody says when that ends",
        "It is tried again with growing pauses as long as the notice is useful, told once when it takes it, "
        "and never closed",
        "groups whose bot may not write for hours or days, and is not told when it may again",
        "bots that unsubscribe a chat at any refusal, or try it at every tick",
    ),
    Promise(
        "B13",
        "Two machines with one token, the second on a copy of the database",
        "The one who was there first tells everybody, once, and stays; the other sends nothing and leaves; a "
        "successor takes over as soon as the one before it stops",
        "two processes on copies of one file, an issue due to both, at a server that keeps the newest long "
        "poll only",
        "aiogram and python-telegram-bot ask on for ever, and both send",
    ),
    Promise(
        "D2",
        "Down for 5 s, 1 h, 3 days over the hour of reminders",
        "What is still useful is told once, with words true now; the rest is recorded as expired",
        "the whole bot, its clock put on, over HTTP",
        "fixed grace times of seconds, or everything at once",
    ),
)
