"""Notices for a channel: the words of all others, and no button that acts."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from data.calendar.almanac import Almanac
from data.store.chat_values import ChatKind, Language
from data.store.notices import Notice, NoticeKind
from handlers.notices.renderer import NoticeRenderer
from handlers.start_links import read_link
from handlers.views.message import Message, parsed
from tests.handlers.notices.samples import ALMANAC, chat, noon, notice, reminders
from tests.handlers.written import check_written

DAY = date(2020, 8, 23)
START = "https://t.me/mag_bot?start="
ISSUE = notice(
    1,
    NoticeKind.BULLETIN,
    "2020-W35",
    {
        "ru": "Выпуск\n…и ещё 3: /upcoming",
        "en": "Issue\n…and 3 more: /upcoming",
        "links": [["Сайт", "https://example.org"]],
    },
)
CONTENTS: dict[str, Sequence[Notice]] = {
    "city": reminders("jubilee:kazan:2020"),
    "event": reminders("event:1:0"),
    "several": reminders("jubilee:kazan:2020", "city_day:minsk:2020"),
    "bulletin": [ISSUE],
    "announcement": [notice(1, NoticeKind.ANNOUNCEMENT, "announcement:1", json.loads(ISSUE.payload))],
    "correction": [notice(1, NoticeKind.AMENDMENT, "amendment:1", json.loads(ISSUE.payload))],
}
OPENED = {
    "city": "ckazan_channel",
    "event": "e1_channel",
    "several": "from-channel",
    "bulletin": "from-channel",
    "announcement": "from-channel",
    "correction": "from-channel",
}


def renderer(name: str = "mag_bot") -> NoticeRenderer:
    """Return a renderer of the 2020 plan, for a bot of this name."""

    async def source() -> Almanac:
        return ALMANAC

    async def bot_name() -> str:
        return name

    return NoticeRenderer(source, bot_name=bot_name)


async def rendered(
    render: NoticeRenderer, contents: Sequence[Notice], kind: ChatKind, language: Language
) -> Message:
    """Return the message that a chat of this kind gets."""
    recipient = replace(chat(language), kind=kind)
    day = date(2020, 3, 5) if contents[0].subject == "event:1:0" else DAY
    found = await render(recipient, contents, noon(day))
    assert found is not None
    return found.message


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", CONTENTS)
async def test_post_is_the_message_without_buttons_that_act(name: str, language: Language) -> None:
    """Links of an editor stay, and one link leads to the bot. Others get their own message all the same."""
    render, contents = renderer(), CONTENTS[name]
    post = await rendered(render, contents, ChatKind.CHANNEL, language)
    private = await rendered(render, contents, ChatKind.PRIVATE, language)
    assert parsed(post.text) == parsed(private.text)
    assert replace(post, keyboard=private.keyboard, text=private.text) == private
    assert post.keyboard is not None
    keys = [key for row in post.keyboard.inline_keyboard for key in row]
    assert all(key.callback_data is None and key.url for key in keys)
    assert [key.url for key in keys if str(key.url).startswith(START)] == [START + OPENED[name]]
    assert private.keyboard is not None
    assert any(key.callback_data for row in private.keyboard.inline_keyboard for key in row)
    check_written(f"channel-post-{name}", language.value, post)


@pytest.mark.parametrize("payload", OPENED.values())
def test_links_of_posts_open_what_they_promise_and_count_as_from_a_channel(payload: str) -> None:
    """The secretariat sees in /stats how many came by a channel."""
    found = read_link(ALMANAC, payload)
    assert found.source == "channel"
    assert found.opens is (payload != "from-channel")


async def test_post_of_a_bot_without_a_known_name_has_only_foreign_links() -> None:
    """Telegram may be out of reach when the post is rendered."""
    post = await rendered(renderer(""), CONTENTS["bulletin"], ChatKind.CHANNEL, Language.RU)
    assert post.keyboard is not None
    assert [key.url for row in post.keyboard.inline_keyboard for key in row] == ["https://example.org"]
    assert "<a" not in post.text
    bare = await rendered(renderer(""), CONTENTS["city"], ChatKind.CHANNEL, Language.RU)
    assert bare.keyboard is None
