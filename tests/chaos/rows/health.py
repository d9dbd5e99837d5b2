"""Health: how soon it turns red, and green again."""

from tests.chaos.rows.promise import Promise

_PROBE = "asked over HTTP twice a second, as an orchestrator does; no answer within 5 s counts as red"

ROWS: tuple[Promise, ...] = (
    Promise(
        "W1",
        "The event loop hangs",
        "/healthz is red within 30 s, and green by itself within 60 s of the end",
        f"a loop that sleeps for 20 s; {_PROBE}",
        "an answer that is always «ok» is red only while the loop hangs",
    ),
    Promise(
        "W2",
        "The thread of the database hangs",
        "The same",
        f"a write that does not end; {_PROBE}",
        "checks that only read stay green",
    ),
    Promise(
        "W3",
        "The disk is full",
        "The same",
        f"the file system answers every write with «full», under SQLite; {_PROBE}",
    ),
    Promise(
        "W4",
        "Periodic jobs stand still",
        "The same",
        f"jobs that wait for what does not come; {_PROBE}",
        "wakaree and BEDOLAGA check a server beside the bot, not its work",
    ),
)
"""W stands for «watched»."""
