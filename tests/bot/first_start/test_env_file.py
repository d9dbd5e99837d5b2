"""The text of `.env` gets new values and keeps all else, in a file for its owner only."""

import io
import stat
from pathlib import Path

import pytest
from dotenv import dotenv_values
from hypothesis import given
from hypothesis import strategies as st

from bot.first_start.env_file import with_values, write_privately


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", "BOT_TOKEN=1:new\n"),
        ("# a word\n", "# a word\nBOT_TOKEN=1:new\n"),
        ("BOT_TOKEN=1:old\nTIMEZONE=Asia/Omsk\n", "BOT_TOKEN=1:new\nTIMEZONE=Asia/Omsk\n"),
        ("export bot_token = '1:old'", "BOT_TOKEN=1:new\n"),
        ("BOT_TOKEN=1:old\nX=1\nBOT_TOKEN=1:older\n", "BOT_TOKEN=1:new\nX=1\n"),
        ("# BOT_TOKEN=1:old\r\nX=1\r\n", "# BOT_TOKEN=1:old\nX=1\nBOT_TOKEN=1:new\n"),
        (
            "BOT_TOKEN_FILE=/token\nMY_BOT_TOKEN=2\n",
            "BOT_TOKEN_FILE=/token\nMY_BOT_TOKEN=2\nBOT_TOKEN=1:new\n",
        ),
        ("7654321:a-token-without-a-name\n", "7654321:a-token-without-a-name\nBOT_TOKEN=1:new\n"),
    ],
)
def test_value_takes_the_place_of_the_old_one(text: str, written: str) -> None:
    """Comments, other names and odd lines stay, and of several lines with the name one is left."""
    assert with_values(text, {"BOT_TOKEN": "1:new"}) == written


@given(
    st.dictionaries(st.from_regex(r"[A-Z][A-Z_]{0,8}", fullmatch=True), st.sampled_from(["1", "a b", ""])),
    st.dictionaries(st.sampled_from(["BOT_TOKEN", "OWNER_IDS", "X"]), st.sampled_from(["1:new", "5"])),
)
def test_written_text_reads_as_the_old_one_with_the_new_values(
    old: dict[str, str], new: dict[str, str]
) -> None:
    """The file then has old and new values, the new ones win, and a second write changes nothing."""
    text = "".join(f"{name}={value}\n" for name, value in old.items())
    written = with_values(text, new)
    assert dotenv_values(stream=io.StringIO(written)) == old | new
    assert with_values(written, new) == written


def test_file_is_for_its_owner_only(tmp_path: Path) -> None:
    """Also where the old one was open to all, and a link leads to the file that is replaced."""
    place, link = tmp_path / "settings", tmp_path / ".env"
    place.write_text("old", encoding="utf-8")
    place.chmod(0o644)
    link.symlink_to(place)
    write_privately(link, "BOT_TOKEN=1:new\n")
    assert link.is_symlink()
    assert place.read_text(encoding="utf-8") == "BOT_TOKEN=1:new\n"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_file_that_cannot_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    """No part of the text and no file beside it remains."""
    (tmp_path / ".env").mkdir()
    with pytest.raises(OSError, match=r"\.env"):
        write_privately(tmp_path / ".env", "BOT_TOKEN=1:new\n")
    assert [path.name for path in tmp_path.iterdir()] == [".env"]
