"""A tool: the parts of the benchmark, in the order of the page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench import documents, measures, plans
from tests.bench.copying import copying
from tests.bench.figures import Figure
from tests.bench.growth import growth
from tests.bench.million import million
from tests.bench.owning import owning
from tests.bench.pacing import at_free_pace, at_full_pace
from tests.bench.posts import posts
from tests.bench.programs import sandbox
from tests.bench.searching import searching
from tests.bench.sending import sending
from tests.bench.ticks import ticks


@dataclass(frozen=True, slots=True)
class Part:
    """Figures that are measured together.

    `intro` says in a few sentences of the page how they are measured.
    """

    name: str
    title: str
    intro: str
    measure: Callable[[Path], Iterator[Figure]]


def _machine(_: Path) -> Iterator[Figure]:
    yield measures.machine_speed()
    yield measures.machine_load()


def _asking(folder: Path) -> Iterator[Figure]:
    yield from plans.reading(folder)
    yield from documents.documents(folder)
    yield from measures.starting(folder)
    yield from measures.answering(folder)
    yield from searching(folder)
    yield from measures.pictures(folder)
    yield from owning(folder)
    yield from posts(folder)


def _sandbox(_: Path) -> Iterator[Figure]:
    yield from sandbox.serving()


def _by_the_clock(folder: Path) -> Iterator[Figure]:
    yield from ticks(folder)
    yield from copying(folder)


PARTS = (
    Part("machine", "The machine", "These figures make two machines comparable.", _machine),
    Part(
        "asking",
        "Starting and answering",
        "`mag-bot run` as a process of its own, against the sandbox. Its own time and CPU, medians "
        "of several runs.",
        _asking,
    ),
    Part("memory", "Memory", "Of the same process, after its first answer.", measures.memory),
    Part(
        "sending",
        "A message sent",
        "CPU of the sending process for one message of a bulletin of 2,000 characters and 60 entities, "
        "without rate limits. Ours claims the delivery in the outbox, reads its chat again, renders the "
        "message, sends it and records the outcome. The others only send. Each runs on the same core, one "
        "after another in each of five repetitions, against a Bot API that answers at once from the other "
        "core. The figures are medians.",
        sending,
    ),
    Part(
        "full-pace",
        "A thousand a second",
        "`mag-bot run` with SEND_RATE=1000 against a Bot API that answers after 60 ms, while other people "
        "ask /upcoming. Their answers count towards the same thousand.",
        at_full_pace,
    ),
    Part(
        "free-pace",
        "Thirty a second",
        "The same with SEND_RATE=30, against the sandbox, which refuses what Telegram refuses.",
        at_free_pace,
    ),
    Part(
        "million",
        "A million subscribers",
        "All follow one topic and share one local hour. Three repetitions, each on fresh copies of one "
        "database. The bare statement is one INSERT … SELECT of the same rows into the same table with the "
        "same indexes and settings.",
        million,
    ),
    Part(
        "ticks",
        "By the clock",
        "The work of every minute or every five seconds, whether or not anything is due. There are a million "
        "subscribers, a reminder waits for each of them, and an issue is being sent. Medians of five. "
        "The copy of each night is one of a large database, while the bot stores 100 updates a second.",
        _by_the_clock,
    ),
    Part(
        "growth",
        "What grows with their number",
        "Messages are delivered as under «A message sent», to the first 1,500 subscribers. The years pass by "
        "the bot's own jobs, with the plan of 2020: each subscriber follows the bulletin and a city, a "
        "quarter the Assembly's events, a quarter the jubilees, a twentieth all city days. What falls due is "
        "marked as sent, a fifth of the subscribers write each week, and what is old is purged while another "
        "task writes. Deliveries are kept for 60 days. The file is largest in autumn, when most cities have "
        "had their day, and then gives the room back.",
        growth,
    ),
    Part("sandbox", "The sandbox", "The sandbox has a process and a core of its own.", _sandbox),
)
