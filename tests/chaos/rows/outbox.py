"""Notices: refusals, rate limits, lost answers, changes before sending."""

from tests.chaos.rows.promise import Promise

ROWS: tuple[Promise, ...] = (
    Promise(
        "B1",
        "The process ends between claim, send and record",
        "No recipient is left out. At most one message of each sender is sent twice: one that had left, "
        "answered by Telegram or not",
        "ended at every step of delivery in one process, then SIGKILL of real ones in the middle of an issue",
        "aiogram-broadcaster forgets which chats it has sent to; no other project found keeps a row for each "
        "message",
    ),
    Promise(
        "B2",
        "Telegram accepts a message and its answer is lost",
        "A reminder or a change is sent once more. A bulletin is not, and counts as unknown",
        "answers lost to a third of a list, for each kind of notice",
        "libraries raise a network error: a bot that retries sends twice, one that does not leaves people "
        "out",
    ),
    Promise(
        "B3",
        "Every fifth reader has blocked the bot or deleted the account",
        "One call to each of them, and none later. The others get the notice",
        "403 to 20 % of a list, then a second notice to all of it",
        "six of 13 bots read do so, the others try for ever",
    ),
    Promise(
        "B4",
        "A group becomes a supergroup while notices wait for it",
        "The notice is sent once, under the new id, and so are all others that wait",
        "groups upgraded between planning and sending",
        "none of 13 bots read handles it",
    ),
    Promise(
        "B5",
        "As many messages as Telegram takes, to people and a group, from a server that enforces its limits",
        "No refusal for exceeding the limits: 30 in a second, one a second in a chat, 20 a minute in a group",
        "the busiest intervals in the server's log",
        "sleeps between messages know nothing of answers that go out beside them",
    ),
    Promise(
        "B6",
        "Paid broadcasts",
        "Never without a setting. With one, only for bulletins above the free rate and within the budget",
        "every call of the stories is checked; a star budget that is too small for its bulletin",
    ),
    Promise(
        "B7",
        "Long texts, emoji, entities at the cut",
        "Parts that Telegram takes, with every character in its place",
        "random bulletins, sent to a server that counts and parses as Telegram does",
    ),
    Promise(
        "B8",
        "The subject of a notice is changed, cancelled or unfollowed before it is sent",
        "The reader gets the present facts or nothing",
        "everything that can change, changed at random between planning and sending",
        "none of 13 bots read looks again",
    ),
    Promise(
        "B9",
        "Telegram fails or is silent for minutes",
        "At most 15 calls a minute for notices and answers together. Afterwards every recipient gets the "
        "notice, once",
        "5xx, broken connections and silence under a list of readers, by a clock that is moved",
    ),
    Promise(
        "B10",
        "A defect of ours in the middle of delivery",
        "That notice is quarantined with one alert, the others are sent, and no loop spins",
        "every part of delivery made to fail at random",
        "an exception in a broadcast loop ends the loop",
    ),
    Promise(
        "B11",
        "Sends that take far longer than usual",
        "No chat gets two messages at once, and notices that fall due meanwhile do not wait",
        "slow answers from the server while urgent notices come in",
    ),
    Promise(
        "B12",
        "A chat refuses for a time (rights, a restriction, a closed topic), and no update says when that "
        "ends",
        "The delivery is tried again with growing pauses as long as the notice is useful, and is sent once. "
        "The chat is never closed",
        "groups in which the bot may not write for hours or days, without an update when it may again",
        "bots that unsubscribe a chat at any refusal, or try it at every tick",
    ),
    Promise(
        "B13",
        "Two machines with one token, the second on a copy of the database",
        "The first one sends every notice, once, and stays. The other sends nothing and exits. A successor "
        "takes over as soon as the one before it stops",
        "two processes on copies of one file, an issue due to both, at a server that keeps the newest long "
        "poll only",
        "aiogram and python-telegram-bot go on asking for ever, and both send",
    ),
    Promise(
        "B14",
        "The process ends while a reader's message is carried to the secretariat, or an answer back",
        "Each arrives. At most what was on its way at the kill arrives twice",
        "ended at every step of taking, handling and copying, in a forum with a topic for each reader. The "
        "copies are counted in the server",
        "bots that copy in the handler forget at the kill, or copy again with the update",
    ),
    Promise(
        "B15",
        "A sent issue is corrected while it goes out, and the process ends at any step",
        "All who have got it end with the new words, and those who wait get no others. Only a second copy "
        "that an earlier kill has left keeps the old ones",
        "an issue and its correction ended at every step of delivery, in any order",
        "no other project found can correct a broadcast",
    ),
    Promise(
        "D2",
        "Down for 5 s, 1 h, 3 days over the hour of reminders",
        "What is still useful is sent once, with a text that is true now. The rest is recorded as expired",
        "the whole bot, its clock moved forward, over HTTP",
        "fixed grace times of seconds, or everything at once",
    ),
)
