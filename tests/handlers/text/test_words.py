"""Words escape all text from outside and never show a key."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.text.markup import Markup, clean, escape, join
from handlers.text.words import MissingWords, Words, read_locale, split_entries, words_in
from handlers.views.message import parsed, parsed_length, split_text, utf16_length

SOURCES = split_entries(
    """\
# a comment
hello = Hello, <b>{ $name }</b>!
many = { $count ->
    [one] { $count } city
   *[other] { $count } cities
}
nested = { hello } { many }
broken = { $name
lines = one
    two
closed = On { $day }.
bold = On <b>{ $day }</b>. Then more.
bracketed = (on { $day }).
turns = { GROUPED($age) }{ ORDINAL($age) ->
    [one] st
    [two] nd
    [few] rd
   *[other] th
}
trailing = { $day }... and { $day }
"""
)


@pytest.fixture
def words() -> Words:
    """Return the words of a small Fluent file."""
    return Words("en", SOURCES)


def test_text_from_outside_is_escaped_and_our_own_markup_is_not(words: Words) -> None:
    """A title with tags stays text. Rendered text stays markup."""
    assert words("hello", name='<a href="x">&') == "Hello, <b>&lt;a href=&quot;x&quot;&gt;&amp;</b>!"
    assert words("hello", name=Markup("<i>Ann</i>")) == "Hello, <b><i>Ann</i></b>!"
    assert words("hello", name=words("hello", name="<")) == "Hello, <b>Hello, <b>&lt;</b>!</b>!"


def test_plain_words_are_cleaned_but_not_escaped(words: Words) -> None:
    """Buttons take no HTML, so an ampersand stays as it is."""
    assert words.plain("hello", name="R&\u202eD") == "Hello, <b>R&D</b>!"


def test_numbers_agree_and_are_not_grouped(words: Words) -> None:
    """There are no thousands separators and no isolating marks."""
    assert words("many", count=1) == "1 city"
    assert words("many", count=28020) == "28020 cities"


@pytest.mark.parametrize(
    ("age", "text"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (11, "11th"),
        (112, "112th"),
        (880, "880th"),
        (1021, "1,021st"),
        (2802, "2,802nd"),
        (1013, "1,013th"),
    ],
)
def test_an_age_is_grouped_and_has_its_ending(words: Words, age: int, text: str) -> None:
    """A sentence asks for the separators of an age. A year is said without them."""
    assert words("turns", age=age) == text


def test_a_text_in_place_of_a_number_is_kept(words: Words) -> None:
    """A sentence that is given a text for a number is still said."""
    assert words("turns", age="many") == "manyth"


def test_a_message_may_refer_to_others(words: Words) -> None:
    """The entries that an entry refers to are parsed with it."""
    assert words("nested", name="Ann", count=2) == "Hello, <b>Ann</b>! 2 cities"
    assert words("lines") == "one\ntwo"


@pytest.mark.parametrize(
    ("key", "day", "text"),
    [
        ("closed", "15 мая 2027 г.", "On 15 мая 2027 г."),
        ("closed", "15 мая", "On 15 мая."),
        ("closed", Markup("<b>15 мая 2027 г.</b>"), "On <b>15 мая 2027 г.</b>"),
        ("closed", "Что? Где? Когда?", "On Что? Где? Когда?"),
        ("closed", "Очень длинное назв…", "On Очень длинное назв…"),
        ("closed", f"{'д' * 1500}.", f"On {'д' * 1500}."),
        ("bold", "15 мая 2027 г.", "On <b>15 мая 2027 г.</b> Then more."),
        ("bracketed", "15 мая 2027 г.", "(on 15 мая 2027 г.)."),
        ("trailing", "г.", "г.... and г."),
    ],
)
def test_a_sentence_ends_with_one_full_stop(words: Words, key: str, day: str, text: str) -> None:
    """An argument that ends with a full stop needs no second one, within tags or without."""
    assert words(key, day=day) == text


@pytest.mark.parametrize(("key", "arguments"), [("nothing", {}), ("hello", {}), ("broken", {"name": "x"})])
def test_missing_key_or_argument_raises(words: Words, key: str, arguments: dict[str, str]) -> None:
    """An unknown key, a missing argument and an entry that does not parse raise."""
    with pytest.raises(MissingWords):
        words(key, **arguments)


def test_a_very_long_argument_is_not_refused(words: Words) -> None:
    """The library's limit on the length of arguments does not apply."""
    assert len(words("hello", name="ю" * 9000)) > 9000


@given(st.text())
def test_escaped_text_reads_back_as_itself(text: str) -> None:
    """Only unwanted signs are lost, and no tag survives."""
    assert parsed(escape(text)) == clean(text)


@given(st.text(st.characters(blacklist_categories=["Cs"])))
def test_escaped_text_can_be_encoded(text: str) -> None:
    """Halves of surrogate pairs and NUL are removed, so that the text can be encoded."""
    assert "\x00" not in clean(text + "\ud800")
    clean(text + "\ud800").encode()


def test_invisible_signs_are_cleaned() -> None:
    """Bidirectional controls, zero-width signs and control characters go, line breaks stay."""
    assert clean("a\u202eb\u200bc\x00d\ufeffe\nf\tg\u00adh\u2066i") == "abcde\nf\tghi"


def test_join_escapes_text_and_leaves_out_the_empty() -> None:
    """Joined text is escaped like any other."""
    assert join(["a<b", "", Markup("<b>c</b>")]) == "a&lt;b\n<b>c</b>"


def test_an_unknown_language_falls_back_to_russian() -> None:
    """A chat with another language is answered all the same."""
    assert words_in("tt") is words_in("ru")


def test_loading_a_language_costs_little() -> None:
    """Entries are found without parsing, so the start does not pay for unused sentences."""
    begun = time.process_time()
    Words("ru", {key: text for source in read_locale("ru") for key, text in split_entries(source).items()})
    assert time.process_time() - begun < 0.15


PARAGRAPHS = st.lists(st.text("аб 😀<&\n", max_size=30), max_size=12)


@given(PARAGRAPHS, st.integers(min_value=8, max_value=40))
def test_long_texts_are_split_within_the_limit_and_lose_no_word(paragraphs: list[str], longest: int) -> None:
    """Every part fits, and together they hold every visible sign in order."""
    markup = "\n\n".join(
        f"<b>{escape(line)}</b>" for paragraph in paragraphs for line in paragraph.split("\n")
    )
    parts = split_text(markup, longest)
    assert all(parsed_length(part) <= longest for part in parts)
    assert "".join("".join(map(parsed, parts)).split()) == "".join(parsed(markup).split())


def test_splitting_prefers_paragraphs() -> None:
    """A part ends where a paragraph ends."""
    assert split_text("aaaa\n\nbbbb\nbb\n\ncc", 10) == ["aaaa", "bbbb\nbb", "cc"]
    assert split_text("aaaa\nbbbb\ncccc", 10) == ["aaaa\nbbbb", "cccc"]
    assert split_text("<b>abcdefgh</b>", 5) == ["abcde", "fgh"]


def test_length_is_counted_as_telegram_counts() -> None:
    """Tags and entities do not count. Signs beyond the first plane count twice."""
    assert parsed_length("<b>a&amp;😀</b>") == 4
    assert utf16_length("😀я") == 3
