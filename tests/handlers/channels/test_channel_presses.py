"""The data of a channel's buttons: whole again after packing, and short enough for Telegram."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar.topics import Topic
from handlers.callbacks.channels import ChannelPress
from handlers.callbacks.subscriptions import AddCity, SetListed
from tests.plan_2020 import cities_2020

LONGEST_DATA = 64
# a channel's id is -1000000000000 less its number, which has at most 40 bits
LOWEST_ID = -1_997_852_516_352


@given(st.integers(LOWEST_ID, -1), st.from_regex(r"[a-z]{2,8}(:[a-z0-9]{0,9}){0,3}", fullmatch=True))
def test_packed_press_is_read_as_it_was(channel_id: int, inner: str) -> None:
    """The id is shortened without loss, and the button's own data stays as it is."""
    read = ChannelPress.unpack(ChannelPress.on(channel_id, inner).pack())
    assert (read.channel_id, read.inner) == (channel_id, inner)


def test_buttons_of_every_city_fit() -> None:
    """Telegram refuses a whole message for one button of more than 64 bytes."""
    for city in cities_2020().all:
        for data in (
            SetListed(topic=Topic.CITY, subject=city.id, on=False, page=9999),
            AddCity(city_id=city.id),
        ):
            assert len(ChannelPress.on(LOWEST_ID, data.pack()).pack().encode()) <= LONGEST_DATA


@pytest.mark.parametrize(
    "data", ["ch", "ch||", "ch|A|x", "ch|1|", "ch|1|a|b", "ch|" + "z" * 13 + "|x", "hour:7"]
)
def test_other_data_is_no_press_for_a_channel(data: str) -> None:
    """What no button of ours carries is refused by its form."""
    with pytest.raises((TypeError, ValueError)):
        ChannelPress.unpack(data)
