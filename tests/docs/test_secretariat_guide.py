"""The pictures, buttons, commands, sentences and limits of the secretariat's guide exist."""

import re
from pathlib import Path

import pytest
from PIL import Image

from data.calendar.city_search.lookup import CityIndex
from data.calendar.event_details import MOST_FILES
from data.content.shipped import shipped_catalogue
from data.handwriting.event_fields import LONGEST_DESCRIPTION
from data.plans.documents import read_document
from data.plans.file_kinds import MAX_BYTES
from data.store.broadcasts.editorial import MOST_LINKS
from data.store.editions.event_drafts import DRAFTS_KEPT
from data.store.editions.plan_drafts import PLAN_DRAFTS_KEPT
from data.store.feedback.messages import MESSAGES_A_DAY
from handlers.secretariat.commands import STAFF_COMMANDS
from handlers.secretariat.desk.cities import LONGEST_NOTE
from handlers.views.message import LONGEST_CAPTION, LONGEST_TEXT
from tests.docs.names import ROOT

GUIDE = (ROOT / "docs" / "secretariat.ru.md").read_text("utf-8")
PICTURES = ROOT / "docs" / "pictures"
LOCALE = "\n".join(file.read_text("utf-8") for file in (ROOT / "handlers" / "locales" / "ru").glob("*.ftl"))
SENTENCES = re.sub(r"<[^>]+>", "", LOCALE).splitlines()
LARGEST_PICTURE = 120_000
PHONE_PIXELS = 780
"""The width of the pictures: a phone of 390 CSS pixels, twice as dense."""

READERS_COMMANDS = {"bulletin", "channel", "feedback", "start", "help", "cancel"}


def section(title: str) -> str:
    """Return the text of the section with this title."""
    return GUIDE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_pictures_of_the_guide_are_those_in_the_folder() -> None:
    """Each picture is small, as wide as a phone, a scene of the tests, and has alternative text."""
    named = re.findall(r'<img src="pictures/secretariat-([a-z]+)\.png" width="300" alt="[^"]+">', GUIDE)
    files = {file.stem.removeprefix("secretariat-"): file for file in PICTURES.glob("secretariat-*.png")}
    scenes = {file.stem for file in (ROOT / "tests" / "sandbox" / "browser" / "pictured").glob("*.txt")}
    assert sorted(named) == sorted(files) == sorted(scenes)
    for file in files.values():
        assert file.stat().st_size < LARGEST_PICTURE, file.name
        with Image.open(file) as picture:
            assert picture.width == PHONE_PIXELS, file.name


def test_buttons_of_the_guide_exist() -> None:
    """Bold text is a label of the Russian texts, without its numbers and names."""
    labels = {line.partition(" = ")[2] or line.strip() for line in SENTENCES}
    missing = [
        bold
        for bold in re.findall(r"\*\*(.+?)\*\*", " ".join(GUIDE.split()))
        if not any(bold in label for label in labels)
    ]
    assert missing == []


def test_commands_of_the_guide_exist() -> None:
    """The last table has every command of the secretariat, and the guide names no unknown one."""
    staff = {name for name, _ in STAFF_COMMANDS}
    named = set(re.findall(r"`/([a-z]+)", GUIDE))
    listed = set(re.findall(r"^\| `/([a-z]+)`", section("Все команды секретариата"), re.MULTILINE))
    assert staff <= listed
    assert named <= staff | READERS_COMMANDS


def test_trouble_of_the_guide_is_said_by_the_bot() -> None:
    """Each quoted sentence is in the Russian texts, where «…» stands for any words."""
    seen = re.findall(r"^\|(.+?)\|", section("Если что-то пошло не так"), re.MULTILINE)
    quoted = [text for cell in seen for text in re.findall(r"«(.+?)»", cell)]
    assert len(quoted) > 10
    missing = [text for text in quoted if not any(_says(line, text) for line in SENTENCES)]
    assert missing == []


def _says(line: str, quoted: str) -> bool:
    """Return whether a line has the parts of a quotation in their order."""
    pattern = ".*".join(re.escape(part.strip()) for part in quoted.split("…"))
    return re.search(pattern, line, re.IGNORECASE) is not None


def test_links_within_the_guide_lead_somewhere() -> None:
    """Links within the guide lead to its headings."""
    headings = re.findall(r"^#+ (.+)$", GUIDE, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
    targets = set(re.findall(r"\]\(#([^)]+)\)", GUIDE))
    assert targets
    assert targets <= anchors


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("План на год", f"до {MAX_BYTES >> 20} МБ"),
        ("План на год", f"помнит {PLAN_DRAFTS_KEPT.days} дней"),
        ("Одно мероприятие", f"до {LONGEST_DESCRIPTION} знаков"),
        ("Одно мероприятие", f"до {MOST_FILES} штук по {MAX_BYTES >> 20} МБ"),
        ("Города", f"до {LONGEST_NOTE} знаков"),
        ("Бюллетень", f"помещается {LONGEST_CAPTION} знака, без неё — {LONGEST_TEXT}"),
        ("Письма читателей", f"не больше {MESSAGES_A_DAY} писем"),
    ],
)
def test_limits_of_the_guide_are_those_of_the_code(title: str, words: str) -> None:
    """Each number in the guide is that of the code."""
    assert words in " ".join(section(title).split())


def test_limits_in_words_are_those_of_the_code() -> None:
    """The limits that the guide states in words are those of the code."""
    for_undoing = re.search(r"^command-revisions = .*( за \d+ дней)", LOCALE, re.MULTILINE)
    assert for_undoing is not None
    assert for_undoing[1] in section("Отмена правок")
    assert (DRAFTS_KEPT.days, MOST_LINKS) == (2, 3)
    assert "Решить надо за два дня" in GUIDE
    assert "**🔗 Кнопки со ссылками** — до трёх" in GUIDE


def test_good_table_of_the_guide_is_read_without_doubts(tmp_path: Path) -> None:
    """The good table of the guide is read without a warning under the heading it asks for."""
    table = section("План на год").split("Хорошая таблица выглядит так:\n\n")[1].split("\n\n")[0]
    file = tmp_path / "plan.md"
    file.write_text(f"План мероприятий МАГ на 2027 год\n\n{table}\n", encoding="utf-8")
    reading = read_document(file, CityIndex(shipped_catalogue()))
    assert [event.number for event in reading.plan.events] == ["1", "2", "3"]
    assert reading.warnings == ()
