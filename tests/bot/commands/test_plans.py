"""`mag-bot plan`: a reading is shown, and then put in force as a whole or not at all."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from data.plans.doubts import Flag
from handlers.text.words import LANGUAGES, words_in
from tests.bot.commands.conftest import PLAN, ROOT, Command
from tests.bot.commands.printed import check_printed

EXPECTED = ROOT / "tests" / "content" / "plan-2020.expected.json"
NO_TABLE = "Просто письмо на 2020 год\nбез всякой таблицы\n"


def edition(folder: Path, *turns: tuple[str, str]) -> Path:
    """Write the shipped plan with some words changed. Return its path."""
    text = PLAN.read_text(encoding="utf-8")
    for before, after in turns:
        assert before in text
        text = text.replace(before, after, 1)
    file = folder / "new.txt"
    file.write_text(text, encoding="utf-8")
    return file


def stored(database: Path) -> list[str]:
    """Return the content of the database as SQL statements."""
    connection = sqlite3.connect(database)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_reading_gives_the_reference_object(command: Command) -> None:
    """The shipped plan as JSON equals the reference parse, with warnings in the chosen language."""
    reference = json.loads(EXPECTED.read_text(encoding="utf-8"))
    for language in LANGUAGES:
        printed = command("plan", "read", PLAN, "--format", "json", "--language", language)
        assert (printed.status, printed.err) == (0, "")
        read = json.loads(printed.out)
        assert read.pop("counts") == {"read": 49, "doubted": 0, "unread": 0}
        assert read.pop("draft") is False
        warnings = read.pop("warnings")
        assert len(warnings) == len(reference["warnings"])
        assert (warnings == reference["warnings"]) is (language == "en")
        assert read == {key: value for key, value in reference.items() if key != "warnings"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_reading_as_text(command: Command, language: str) -> None:
    """A person sees every row with its doubts in words."""
    printed = command("plan", "read", PLAN, "--language", language)
    assert (printed.status, printed.err) == (0, "")
    check_printed("plan-read", language, printed.out)
    assert not any(flag.value in printed.out for flag in Flag if "_" in flag.value)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("flag", Flag)
def test_every_flag_has_its_phrase(language: str, flag: Flag) -> None:
    """Each flag of a reading has its words in both languages."""
    assert words_in(language).plain(f"plan-flag-{flag.value.replace('_', '-')}")


def test_reading_stores_nothing(command: Command, database: Path, tmp_path: Path) -> None:
    """Looking at a document leaves the database as it was."""
    before = stored(database)
    command("plan", "read", edition(tmp_path, ("12 марта", "14 марта")))
    assert stored(database) == before


UNREADABLE = [
    ("plan.txt", None, "не найден"),
    ("plan.txt", b"", "пуст"),
    ("plan.exe", b"MZ", ".exe"),
    ("plan", b"text", "plan"),
    ("plan.txt", bytes(range(128, 256)) * 9, "UTF-8"),
    ("plan.docx", b"\xd0\xcf\x11\xe0old", "старого формата"),
    ("plan.docx", b"%PDF-1.4", "документ PDF"),
    ("plan.docx", b"PK\x03\x04 and nothing more", "повреждён"),
    ("plan.txt", NO_TABLE.encode(), "шапка"),
    ("plan.txt", PLAN.read_bytes().replace(b"2020", b""), "год"),
]


@pytest.mark.parametrize(("name", "content", "reason"), UNREADABLE)
@pytest.mark.parametrize("form", ["text", "json"])
def test_unreadable_documents(
    command: Command, tmp_path: Path, name: str, content: bytes | None, reason: str, form: str
) -> None:
    """A document that cannot be read is refused in one line that says why."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    refusal = command("plan", "read", name, "--format", form).refusal
    assert refusal.startswith(f"{name}: ")
    assert reason in refusal


def test_a_folder_is_no_document(command: Command) -> None:
    """The folder is named, not a dash."""
    assert command("plan", "read", ".").refusal == ".: Файл . не найден, или его не удаётся прочитать."


def test_year_answers_for_the_title(command: Command, tmp_path: Path) -> None:
    """A plan without a year is read once the year is named."""
    (tmp_path / "plan.txt").write_bytes(PLAN.read_bytes().replace(b"2020", b""))
    printed = command("plan", "read", "plan.txt", "--year", "2021", "--format", "json")
    assert json.loads(printed.out)["year"] == 2021


def test_a_year_that_differs_is_doubted(command: Command) -> None:
    """The named year holds, and the printed one is reported."""
    printed = command("plan", "read", PLAN, "--year", "2021", "--format", "json")
    read = json.loads(printed.out)
    assert read["year"] == 2021
    assert any("2020" in warning for warning in read["warnings"])


def test_the_same_file_twice(command: Command, database: Path) -> None:
    """An edition that is in force already is not stored again, and no question is asked."""
    before = stored(database)
    printed = command("plan", "import", PLAN)
    assert printed.status == 0
    assert "Ничего не изменено" in printed.out
    assert stored(database) == before


def test_answer_no_leaves_the_plan(command: Command, database: Path, tmp_path: Path) -> None:
    """The preview shows the changes, and after «no» the plan is as before."""
    before = stored(database)
    printed = command("plan", "import", edition(tmp_path, ("12 марта", "14 марта")), answer="n\n")
    assert printed.status == 0
    assert "перенесено" in printed.out
    assert "12 марта, Москва → 14 марта, Москва" in printed.out
    assert printed.out.endswith("План не внесён.\n")
    assert stored(database) == before


def test_unanswered_question_leaves_the_plan(command: Command, database: Path, tmp_path: Path) -> None:
    """Without an answer nothing is put in, and the way without a question is named."""
    before = stored(database)
    printed = command("plan", "import", edition(tmp_path, ("12 марта", "14 марта")))
    assert printed.status == 2
    assert printed.out.endswith("\n")
    assert printed.err.count("\n") == 1
    assert "--yes" in printed.err
    assert stored(database) == before


@pytest.mark.parametrize(
    ("answers", "agreed"),
    [
        ("да", True),
        ("Д", True),
        ("yes", True),
        ("y", True),
        ("нет", False),
        ("n", False),
        ("", False),
        ("ладно\nда", True),
        ("ок\nno", False),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_is_answered_in_either_language(
    command: Command, tmp_path: Path, answers: str, agreed: bool, language: str
) -> None:
    """«да» and «yes» will do under either language, and a word that is neither is asked again."""
    file = edition(tmp_path, ("12 марта", "14 марта"))
    printed = command("plan", "import", file, "--language", language, answer=f"{answers}\n")
    assert printed.status == 0
    done = words_in(language).plain("plan-import-done", year=2020, edition=2)
    assert (done in printed.out) is agreed


def test_import_is_in_the_log_of_actions(command: Command, database: Path, tmp_path: Path) -> None:
    """The command is named as the one who did it, with the files and the editions before and after."""
    command("plan", "import", edition(tmp_path, ("12 марта", "14 марта")), "--yes", "--accept")
    with closing(sqlite3.connect(database)) as connection:
        *_, last = connection.execute(
            "SELECT actor_id, actor, action, subject, before, after FROM actions ORDER BY id"
        )
    assert last[:4] == (None, "mag-bot plan import", "plan-imported", "plan:2020")
    before, after = json.loads(last[4]), json.loads(last[5])
    assert (before["edition"], after["edition"]) == (1, 2)
    assert before["file"] == PLAN.name


def test_changes_come_first_and_the_whole_reading_on_demand(command: Command, tmp_path: Path) -> None:
    """The preview begins with the changes, and --full adds every row."""
    file = edition(tmp_path, ("12 марта", "14 марта"))
    plain = command("plan", "import", file, answer="нет\n").out
    whole = command("plan", "import", file, "--full", answer="нет\n").out
    assert plain.index("Изменения по сравнению с") < plain.index("Замечания: ")
    row = "3. Участие в Международном экономическом форуме"
    assert row not in plain
    assert whole.index("Замечания: ") < whole.index(row)


def spoilt(folder: Path) -> Path:
    """Write the shipped plan without its rows after the sixth, as if misread. Return its path."""
    text = PLAN.read_text(encoding="utf-8")
    cut = text[text.index("7.\tУчастие в конференции") :]
    return edition(folder, (cut, ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_edition_that_loses_much_is_refused(
    command: Command, database: Path, tmp_path: Path, language: str
) -> None:
    """--yes and «да» do not put it in force: one line names the losses and why they may be a misreading."""
    before = stored(database)
    for options in (["--yes"], []):
        printed = command("plan", "import", spoilt(tmp_path), "--language", language, *options, answer="да\n")
        assert printed.status == 2
        assert printed.err.count("\n") == 1
        assert "--accept-losses" in printed.err
        assert "18" in printed.err
    assert stored(database) == before


def test_losses_once_accepted_are_put_in_force(command: Command, tmp_path: Path) -> None:
    """The way past the brake is named and works."""
    printed = command("plan", "import", spoilt(tmp_path), "--yes", "--accept-losses")
    assert printed.status == 0
    assert printed.out.endswith("План на 2020 год внесён, редакция 2.\n")


def test_accepted_doubts_do_not_come_back(command: Command, tmp_path: Path) -> None:
    """After --accept the doubts of this edition are not raised again. A new doubt is, in any row."""
    command("plan", "import", edition(tmp_path, ("12 марта", "14 марта")), "--yes", "--accept")
    row = "2.\tСлёт юных краеведов\tУфа 31 апреля\t\n2.\tКонференция"
    file = edition(tmp_path, ("12 марта", "16 марта"), ("2.\tКонференция", row))
    printed = command("plan", "import", file, answer="нет\n").out
    assert "31 апреля" in printed
    assert "знака сноски" not in printed
    assert "Принято раньше и не показано замечаний: " in printed


@pytest.mark.parametrize(("options", "answer"), [(["--yes"], ""), ([], "y\n")])
def test_a_new_edition(command: Command, tmp_path: Path, options: list[str], answer: str) -> None:
    """A new edition replaces the old one, and answers come from it."""
    file = edition(tmp_path, ("12 марта", "14 марта"))
    printed = command("plan", "import", file, *options, answer=answer)
    assert printed.status == 0
    assert printed.out.endswith("План на 2020 год внесён, редакция 2.\n")
    rows = json.loads(command("plan", "list", "--format", "json").out)
    assert [(row["year"], row["edition"], row["source"]) for row in rows] == [(2020, 2, "new.txt")]
    days = json.loads(command("upcoming", "--on", "2020-03-01", "--format", "json").out)["occasions"]
    session = next(day for day in days if day["title"].startswith("XXVII сессия"))
    assert session["date"]["start"] == "2020-03-14"


def test_a_plan_of_another_year(command: Command, tmp_path: Path) -> None:
    """The first plan of a year stands beside the others, the newest year first."""
    file = edition(tmp_path, ("на 2020 год", "на 2021 год"))
    printed = command("plan", "import", file, "--yes", "--language", "en")
    assert printed.status == 0
    assert "There was no plan for 2021 yet." in printed.out
    assert [line[:4] for line in command("plan", "list").out.splitlines()] == ["2021", "2020"]


def test_document_changed_since_the_preview_is_refused(
    command: Command, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document that changes while the question is open is refused, because its preview is outdated."""
    file, before = edition(tmp_path, ("12 марта", "14 марта")), stored(database)

    def agree_and_change(_question: str, **_: object) -> str:
        edition(tmp_path, ("12 марта", "15 марта"))
        return "да"

    monkeypatch.setattr("typer.prompt", agree_and_change)
    printed = command("plan", "import", file)
    assert printed.status == 2
    assert "изменились" in printed.err
    assert stored(database) == before


@pytest.mark.parametrize(("name", "content", "reason"), UNREADABLE)
def test_a_refused_import_stores_nothing(
    command: Command, database: Path, tmp_path: Path, name: str, content: bytes | None, reason: str
) -> None:
    """Nothing of an unreadable document is put in force, even with --yes."""
    before = stored(database)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert reason in command("plan", "import", name, "--yes").refusal
    assert stored(database) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list(command: Command, language: str) -> None:
    """A line for each plan."""
    check_printed("plan-list", language, command("plan", "list", "--language", language).out)


def test_the_list_as_json(command: Command) -> None:
    """The same figures for programs, with the moment in UTC."""
    (row,) = json.loads(command("plan", "list", "--format", "json").out)
    assert row.pop("at").endswith("+00:00")
    assert row == {
        "year": 2020,
        "title": "План мероприятий Международной Ассамблеи столиц и крупных городов (МАГ) на 2020 год",
        "draft": False,
        "edition": 1,
        "events": 24,
        "jubilees": 17,
        "city_days": 9,
        "source": "plan-2020.txt",
    }


def test_outcome_of_an_import_is_printed_as_data(command: Command, database: Path, tmp_path: Path) -> None:
    """Without --yes nothing is asked and nothing is stored. With it the edition is named."""
    file, before = edition(tmp_path, ("12 марта", "14 марта")), stored(database)
    proposed = json.loads(command("plan", "import", file, "--format", "json").out)
    assert (proposed["outcome"], proposed["edition"], stored(database)) == ("proposed", None, before)
    applied = json.loads(command("plan", "import", file, "--format", "json", "--yes").out)
    assert (applied["outcome"], applied["year"], applied["edition"]) == ("applied", 2020, 2)
    assert applied["changes"] == proposed["changes"]
    [moved] = applied["changes"]
    days = [moved[side]["occurrences"][0]["when"]["start"] for side in ("before", "after")]
    assert (moved["kind"], days) == ("moved", ["2020-03-12", "2020-03-14"])
    known = json.loads(command("plan", "import", file, "--format", "json", "--yes").out)
    assert (known["outcome"], known["changes"]) == ("known", [])


def test_refused_import_is_printed_as_data(command: Command, database: Path, tmp_path: Path) -> None:
    """The object says what would be lost. The status and the one line on standard error say why."""
    before = stored(database)
    printed = command("plan", "import", spoilt(tmp_path), "--yes", "--format", "json")
    outcome = json.loads(printed.out)
    assert (printed.status, outcome["outcome"], outcome["losses"]["are_grave"]) == (2, "refused", True)
    assert "--accept-losses" in printed.err
    assert stored(database) == before


def test_preview_without_a_database_leaves_no_trace(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look at a plan, a list or an answer creates neither a folder nor a file. An import does."""
    monkeypatch.setenv("DATABASE_URL", "sqlite:///var/new.db")
    file = edition(tmp_path, ("12 марта", "14 марта"))
    for look in (("plan", "list"), ("upcoming",), ("city", "Казань"), ("check",)):
        assert command(*look).out
        assert not (tmp_path / "var").exists()
    proposed = json.loads(command("plan", "import", file, "--format", "json").out)
    assert [change["kind"] for change in proposed["changes"]] == ["moved"]
    assert not (tmp_path / "var").exists()
    applied = json.loads(command("plan", "import", file, "--format", "json", "--yes").out)
    assert (applied["outcome"], applied["edition"]) == ("applied", 2)
    assert (tmp_path / "var" / "new.db").exists()
