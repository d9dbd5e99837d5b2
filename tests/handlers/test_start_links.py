"""The payload of /start: the card or topic it opens, and where the link was published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.almanac import Almanac
from data.calendar.topics import Topic
from handlers.start_links import read_link
from tests.plan_2020 import cities_2020, plan_2020

ALMANAC = Almanac(cities_2020(), {2020: plan_2020()})


@pytest.mark.parametrize(
    ("payload", "source"),
    [
        ("site", "site"),
        ("Site", "site"),
        ("vk_2026-11", "vk_2026-11"),
        ("from-conference", "conference"),
        ("from_Expo-2027", "expo-2027"),
        ("fromage", "fromage"),
        ("-site", "-site"),
        # links of Telegram's own that name no place
        ("true", ""),
        ("from-", ""),
        # no link has other signs or is longer: such a text was written by hand
        ("наш сайт", ""),
        ("<b>", ""),
        ("a" * 64, "a" * 64),
        ("a" * 65, ""),
    ],
)
def test_link_that_opens_nothing_has_a_source(payload: str, source: str) -> None:
    """Its text is the label, in small letters. A leading «from-» is no part of it."""
    link = read_link(ALMANAC, payload)
    assert (link.opens, link.is_gone, link.source) == (False, False, source)


@pytest.mark.parametrize(
    ("payload", "source"),
    [
        ("ckazan", ":city"),
        ("ckazan_poster", "poster"),
        ("cnaryan-mar_from-site", "site"),
        ("ckazan_", ":city"),
        ("w", ":bulletin"),
        ("w_vk", "vk"),
        ("j", ":jubilees"),
    ],
)
def test_link_to_a_card_may_name_the_place_too(payload: str, source: str) -> None:
    """After an underscore stands where it was published. Without it the kind of card is the source."""
    link = read_link(ALMANAC, payload)
    assert (link.opens, link.source) == (True, source)
    assert (link.city is None) == (payload[0] != "c")
    assert link.topic == {"w": Topic.BULLETIN, "j": Topic.JUBILEES}.get(payload[0])


@pytest.mark.parametrize("payload", ["e999999", "e0", "cnowhere"])
def test_link_to_what_is_gone_opens_nothing(payload: str) -> None:
    """It once led to a card. That says by which kind of link the chat came."""
    link = read_link(ALMANAC, payload)
    assert (link.opens, link.is_gone) == (False, True)
    assert link.source == (":event" if payload[0] == "e" else payload)


@pytest.mark.parametrize("payload", ["setup-Zq3x_A9", "setup-"])
def test_link_that_shows_who_its_reader_is_is_like_none(payload: str) -> None:
    """The owner presses it during the installation. It is no place where the bot was published."""
    assert read_link(ALMANAC, payload) == read_link(ALMANAC, "")


@given(st.text(max_size=80) | st.from_regex(r"[cewj][a-z0-9_-]{0,70}", fullmatch=True))
def test_any_text_is_read(payload: str) -> None:
    """A source is short and has no signs that any message would have to fear."""
    source = read_link(ALMANAC, payload).source
    assert len(source) <= 64
    assert set(source) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-:")
