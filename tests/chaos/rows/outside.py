"""Strangers: pages of other sites, documents, and whoever asks how the bot is."""

from tests.chaos.rows.promise import Promise

ROWS: tuple[Promise, ...] = (
    Promise(
        "S1",
        "a page of another site, open in a browser on the same machine, asks the sandbox for something",
        "it reads nothing, orders nothing and carries no updates off, although it knows address and token",
        "requests of every method to every path, with a Host, an Origin or a Sec-Fetch-Site no page of ours "
        "sends; tests/sandbox/browser does it in Chromium, also with a name made to mean this machine",
        "development servers that look at no Host answer a name bound anew (DNS rebinding)",
    ),
    Promise(
        "S2",
        "a document that is made to take time or memory, or is damaged",
        "within 10 s and 256 MiB it is read or refused in one line",
        "Word documents and texts that swell in a dozen ways, and good ones with bytes changed, given to "
        "`mag-bot plan read`, whose processes are measured",
        "python-docx took 819 MiB for a file of 0.76 MB, measured; 13 bots read have no limit",
    ),
    Promise(
        "S3",
        "the bot is killed, or frozen, and somebody asks `mag-bot check`",
        "it says so and ends with 1; beside a bot at work it ends with 0",
        "a real bot, asked about at work, frozen with SIGSTOP and its jobs overdue, and killed",
        "health checks that only look whether a database answers stay green",
    ),
)
