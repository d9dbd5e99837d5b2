"""A tool: the costs of reading the shipped plan, a plan of 1,000 rows, and very heavy files."""

import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median

from data.calendar.city_search.lookup import CityIndex
from data.content.shipped import shipped_catalogue, shipped_plan
from data.plans.documents import read_document, read_in_this_process
from tests.bench.figures import Figure

READINGS = 9
ROWS = 990
_HEAD = "План мероприятий МАГ на 2027 год\n\n№ п/п\tМероприятие\tМесто, дата\tПримечание\n"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MIB = 1024 * 1024


def reading(folder: Path) -> Iterator[Figure]:
    """Yield the seconds of reading plans, and the seconds and memory of refusing heavy files.

    The shipped plan is read in this process, and in a process that is started for it.
    """
    cities = CityIndex(shipped_catalogue())
    with shipped_plan() as path:
        content = path.read_bytes()
        yield Figure("reading the plan for 2020", _seconds(lambda: _read(content, cities)), "s", 0.05)
        yield Figure(
            "the same, with the start of its process", _seconds(lambda: _confined(path, cities)), "s"
        )
    large = _large_plan().encode()
    yield Figure(f"reading a plan of {ROWS} rows", _seconds(lambda: _read(large, cities)), "s", 1.0)
    runs = [_refused(path) for path in _heavy_files(folder)]
    yield Figure("refusing a heavy file, the slowest of four", max(seconds for seconds, _ in runs), "s", 3.0)
    yield Figure("the most memory that took", max(memory for _, memory in runs), "MiB", 200.0)


def _seconds(work: Callable[[], None]) -> float:
    def once() -> float:
        begin = time.perf_counter()
        work()
        return time.perf_counter() - begin

    return median(once() for _ in range(READINGS))


def _read(content: bytes, cities: CityIndex) -> None:
    read_in_this_process(content, "plan.txt", cities)


def _confined(path: Path, cities: CityIndex) -> None:
    read_document(path, cities)


def _large_plan() -> str:
    days = (f"{number % 28 + 1} мая" for number in range(ROWS))
    rows = (f"{number}.\tФорум городов № {number}\tКазань {day}\tМАГ" for number, day in enumerate(days, 1))
    return _HEAD + "\n".join(rows)


def _heavy_files(folder: Path) -> Iterator[Path]:
    """Write and yield a text of 50 MB, a zip bomb, an entity bomb and a table 20,000 deep."""
    text = folder / "text.txt"
    text.write_text(_HEAD + "1.\tФорум\tКазань 5 мая\tМАГ\n" * 1_000_000, "utf-8")
    yield text
    yield _word(folder / "zip.docx", "<w:p><w:r><w:t>" + "A" * (200 * _MIB) + "</w:t></w:r></w:p>")
    names = "abcdefghij"
    steps = (f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names))
    bomb = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{"".join(steps)}]>'
    yield _word(folder / "entity.docx", "<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", bomb)
    deep = 20_000
    yield _word(folder / "deep.docx", "<w:tbl><w:tr><w:tc>" * deep + "</w:tc></w:tr></w:tbl>" * deep)


def _word(path: Path, body: str, doctype: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'{doctype}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        )
    return path


# Run by a process of its own: a child begins with the peak of memory of the process it was forked from.
_MEASURE = """
import resource, subprocess, sys, time
begin = time.perf_counter()
done = subprocess.run([sys.executable, "-m", "bot", "plan", "read", sys.argv[1]], capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(done.returncode, time.perf_counter() - begin, used / 1024)
"""


def _refused(path: Path) -> tuple[float, float]:
    """Return the seconds and the peak MiB that `mag-bot plan read` takes to refuse a file.

    The MiB are those of the larger of its two processes. Raises RuntimeError if the file is not refused.
    """
    done = subprocess.run(  # noqa: S603 - our own interpreter and command
        [sys.executable, "-c", _MEASURE, str(path)], capture_output=True, text=True, check=True
    )
    status, seconds, memory = done.stdout.split()
    if status != "2":
        raise RuntimeError(f"{path.name} was not refused: {status}")
    return float(seconds), float(memory)
