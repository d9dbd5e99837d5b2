"""Input from outside: pages of other sites, documents, and checks of whether the bot works."""

from tests.chaos.rows.promise import Promise

ROWS: tuple[Promise, ...] = (
    Promise(
        "S1",
        "A page of another site, open in a browser on the same machine, sends requests to the sandbox",
        "It reads nothing, changes nothing and takes no updates, even if it knows address and token",
        "requests of every method to every path, with a Host, an Origin or a Sec-Fetch-Site that no page of "
        "ours sends; tests/sandbox/browser does the same in Chromium, also with a foreign name that resolves "
        "to this machine",
        "development servers that do not check Host answer a rebound name (DNS rebinding)",
    ),
    Promise(
        "S2",
        "A document that is made to take time or memory, or is damaged",
        "Within 10 s and 256 MiB it is read or refused in one line",
        "Word documents and texts that grow when read, in a dozen ways, and valid ones with bytes changed, "
        "given to `mag-bot plan read`, whose processes are measured",
        "python-docx took 819 MiB for a file of 0.76 MB, measured; 13 bots read have no limit",
    ),
    Promise(
        "S3",
        "The bot is killed or frozen, and an administrator runs `mag-bot check`",
        "It says so and ends with 1. Beside a working bot it ends with 0",
        "a real bot, checked at work, frozen with SIGSTOP and its jobs overdue, and killed",
        "health checks that only ask whether a database answers stay green",
    ),
)
