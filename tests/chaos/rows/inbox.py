"""Updates: kills, stops, failures, duplicates, outages, backlogs."""

from tests.chaos.rows.promise import Promise

ROWS: tuple[Promise, ...] = (
    Promise(
        "A1",
        "SIGKILL while updates are being handled",
        "No update is lost and none finished twice. The updates in hand at the kill, at most 32, may be "
        "answered twice",
        "the bot as a process, killed at a random moment of every thirty updates and started again",
        "aiogram's own polling lost 50 of 50 in hand, measured",
    ),
    Promise(
        "A2",
        "SIGTERM while updates are being handled, also with Telegram silent",
        "The bot takes no more updates, finishes those in hand or returns them to the inbox, and ends within "
        "20 s",
        "the bot as a process, stopped at a random moment; once with sends that are never answered",
        "aiogram's own polling lost 50 of 50, measured; python-telegram-bot finishes the updates in work, "
        "but not its queue",
    ),
    Promise(
        "A3",
        "A handler that always fails; an update that cannot be read",
        "Three tries within a second, then quarantine with a reference number for the person. The owner has "
        "three alerts a day and the rest in one message. Other updates are handled",
        "the same failure put into each handler in turn, the whole bot over HTTP",
        "aiogram logs and forgets: 10 of 10 gone, measured; an unreadable update stops its polling for good",
    ),
    Promise(
        "A5",
        "The same update two to ten times",
        "One effect",
        "every update repeated in random order, by polling and through the entry point of a webhook",
        "none of 13 bots read looks at update ids",
    ),
    Promise(
        "A6",
        "Killed after an update was acknowledged, and before it is handled",
        "The update was stored before the acknowledgement, and is handled after the next start",
        "updates given to the entry point of a webhook, the process ended at any step of the database; the "
        "bot as a process behind a webhook, killed at a random moment of every thirty updates",
        "aiogram's webhook answers first and handles then: a kill loses the update",
    ),
    Promise(
        "A8",
        "A webhook is still set when polling starts",
        "The webhook is removed, and its pending updates are kept",
        "a hundred updates pending behind a webhook without a server",
        "python-telegram-bot and aiogram leave the choice to the caller",
    ),
    Promise(
        "A9",
        "5xx, broken connections, silence, no address, for ten minutes to six hours",
        "At most 15 calls a minute meanwhile. The bot works again within 60 s of the end, and no update is "
        "given up",
        "polling through outages of every kind by a clock that is moved, real answers from our server",
        "aiogram's polling asks again every 1 to 5 s for ever",
    ),
    Promise(
        "A10",
        "The token is revoked (401)",
        "At most one more call, and an exit status of its own. Updates in hand are answered under the next "
        "token",
        "revoked at a random moment among thirty updates",
        "aiogram goes on asking for ever; python-telegram-bot ends",
    ),
    Promise(
        "A11",
        "Presses older than the 150 s in which Telegram takes an answer",
        "They take effect, and the person is told in the chat",
        "the bot killed with the presses in hand, started again 200 s later",
        "one of 13 bots read expects the refusal",
    ),
    Promise(
        "A12",
        "A backlog of 10,000 updates",
        "At most 32 in hand, in order in each chat, at most 150 MiB",
        "four questions of each of 2,500 people, all before the start",
        "aiogram handled 5,000 at once in 293 MiB, measured",
    ),
    Promise(
        "A13",
        "Another process receives the updates (409)",
        "A short conflict is waited out. A lasting one ends the process before it has sent a notice",
        "a server that answers 409, with an update and a notice waiting in the database",
        "aiogram goes on asking for ever and stays alive, measured",
    ),
    Promise(
        "A14",
        "A second bot is started on the same database",
        "It reports the first bot and exits. After a SIGKILL of the first no lock is left",
        "two processes, the first killed, the second started again",
        "none of 13 bots read has a lock",
    ),
    Promise(
        "A15",
        "Webhook is exchanged for polling, and polling for a webhook",
        "No update is lost, also of those that the webhook could not deliver while newer ones were delivered",
        "the bot as a process, by turns with and without WEBHOOK_URL, stopped or killed among its updates",
        "the highest update id that was delivered is no offset: polls from there on lose what failed before",
    ),
    Promise(
        "A16",
        "2,000 requests a second to the webhook without its secret, from one address",
        "Each is refused or cut, its body unread. People are answered within 1 s meanwhile, and memory "
        "grows by at most 50 MiB",
        "the bot as a process behind a webhook, flooded by another client while people ask: from Telegram's "
        "own address, as behind a proxy, and from another one, with Telegram's known (WEBHOOK_FROM)",
        "aiogram's webhook handler reads and answers whatever comes where no secret is set",
    ),
)
