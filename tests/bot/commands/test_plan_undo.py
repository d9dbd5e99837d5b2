"""`mag-bot plan undo`: the last change is shown, asked about, and taken back."""

from pathlib import Path

from tests.bot.commands.conftest import PLAN, Command


def _edition(folder: Path, old: str, new: str) -> Path:
    text = PLAN.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file = folder / "new.txt"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


def test_last_change_is_undone_once(command: Command, tmp_path: Path) -> None:
    """The date is as it was, the log of editions says so, and the next undoing brings the change back."""
    moved = _edition(tmp_path, "Грозный 3-4 октября", "Грозный 10-11 октября")
    assert command("plan", "import", moved, "--yes").status == 0
    undone = command("plan", "undo", "--yes")
    assert (undone.status, undone.err) == (0, "")
    assert "10-11 октября, Грозный → 3-4 октября, Грозный" in undone.out
    assert "снова прежний" in undone.out
    assert "редакция 1" in command("plan", "list").out
    assert "3-4 октября, Грозный → 10-11 октября, Грозный" in command("plan", "undo", "--yes").out


def test_answer_no_or_none_leaves_the_plan(command: Command, tmp_path: Path) -> None:
    """Nothing is undone unless the person agrees. A year without changes has nothing to undo."""
    moved = _edition(tmp_path, "Грозный 3-4 октября", "Грозный 10-11 октября")
    command("plan", "import", moved, "--yes")
    assert "План не изменён." in command("plan", "undo", answer="нет\n").out
    refused = command("plan", "undo")
    assert refused.status == 2
    assert "на вопрос никто не ответил" in refused.err
    assert "Отменять нечего" in command("plan", "undo", "--year", "2031", "--yes").err
    assert "редакция 2" in command("plan", "list").out
