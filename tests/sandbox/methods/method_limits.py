"""Tool for tests: a table of the Bot API's limits with a value at each and one past it."""

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.world.cast import ANNA_ID, CHANNEL_ID, GROUP_ID
from tests.sandbox.pictures import png


@dataclass(frozen=True)
class Case:
    """A method with parameters at a limit, those past it, and the words of the refusal.

    `files` are sent with both.
    """

    method: str
    right: dict[str, Any]
    wrong: dict[str, Any]
    words: str
    files: dict[str, bytes] = field(default_factory=dict, repr=False)
    wrong_files: dict[str, bytes] = field(default_factory=dict, repr=False)

    def __str__(self) -> str:
        return f"{self.method} {self.words[:40]}"


def keys(**button: Any) -> dict[str, Any]:
    """Return the parameter for a keyboard of one button."""
    return {"reply_markup": {"inline_keyboard": [[{"text": "a", **button}]]}}


def rows(count: int) -> dict[str, Any]:
    """Return the parameter for a keyboard of `count` buttons."""
    return {
        "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "a"}] for _ in range(count)]}
    }


def commands(count: int = 1, **changes: str) -> dict[str, Any]:
    """Return `count` commands."""
    listed = [{"command": f"a{n}", "description": "x"} | changes for n in range(count)]
    return {"commands": listed}


def album(*kinds: str) -> dict[str, Any]:
    """Return an album of these kinds, each the same uploaded file."""
    return {"media": [{"type": kind, "media": f"attach://{kind}"} for kind in kinds]}


def reply_keys(**more: Any) -> dict[str, Any]:
    """Return the parameter for a reply keyboard."""
    return {"reply_markup": {"keyboard": [[{"text": "a", **more.pop("key", {})}]]} | more}


TO_ANNA: dict[str, Any] = {"chat_id": ANNA_ID}
TEXT = TO_ANNA | {"text": "x"}
HTML = {"parse_mode": "HTML"}
PHOTO = {"photo": png(5000, 5000)}
BOTH = {"photo": png(9, 9), "document": b"x", "video": b"x", "audio": b"x", "animation": b"x"}
POLL = TO_ANNA | {"question": "?", "options": ["a"]}
DICE = {"chat_id": ANNA_ID, "latitude": 1, "longitude": 1}

CASES = [
    # texts and captions, counted after parsing in code points
    Case("sendMessage", TEXT | {"text": "😀" * 4096}, {"text": "😀" * 4097}, "message is too long"),
    Case("sendMessage", TEXT | HTML | {"text": f"<b>{'ё' * 4096}</b>"}, {"text": f"<b>{'ё' * 4097}</b>"},
         "message is too long"),
    Case("sendMessage", TEXT | HTML | {"text": "x" + "<b></b>" * 4681}, {"text": "xx" + "<b></b>" * 4681},
         "text is too long"),
    Case("sendMessage", TEXT, {"text": " "}, "text must be non-empty"),
    Case("sendMessage", TEXT, {"text": ""}, "message text is empty"),
    Case("sendMessage", TEXT, {"chat_id": ""}, "chat_id is empty"),
    Case("sendMessage", TEXT, {"chat_id": 5}, "chat not found"),
    Case("sendMessage", TEXT | HTML, {"parse_mode": "BB"}, "unsupported parse_mode"),
    Case("sendDocument", TO_ANNA | HTML | {"caption": f"<i>{'😀' * 1024}</i>"}, {"caption": "😀" * 1025},
         "message caption is too long", {"document": b"x"}),
    # marks
    Case("sendMessage", TEXT | HTML | {"text": "<b>x</b>"}, {"text": "<b>x"},
         "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
    Case("sendMessage", TEXT | HTML | {"text": "<B>x</B>"}, {"text": "ё<p>x</p>"},
         'can\'t parse entities: Unsupported start tag "p" at byte offset 2'),
    Case("sendMessage", TEXT | HTML, {"text": "a<b"},
         "can't parse entities: Unclosed start tag at byte offset 1"),
    Case("sendMessage", TEXT | HTML, {"text": "a</b>"},
         "can't parse entities: Unexpected end tag at byte offset 1"),
    Case("sendMessage", TEXT | HTML, {"text": "<b>x</i>"},
         'can\'t parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    Case("sendMessage", TEXT | HTML | {"text": '<span class="tg-spoiler">x</span>'},
         {"text": "<span>x</span>"},
         'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset 0'),
    Case("sendMessage", TEXT | {"parse_mode": "MarkdownV2", "text": "a\\."}, {"text": "a."},
         "can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'"),
    Case("sendMessage", TEXT | {"parse_mode": "MarkdownV2", "text": "*a*"}, {"text": "ё*a"},
         "can't parse entities: Can't find end of Bold entity at byte offset 2"),
    Case("sendMessage", TEXT | {"entities": [{"type": "bold", "offset": 0, "length": 1}]},
         {"entities": [{"type": "bold", "offset": 1, "length": 1}]},
         "entity begins after the end of the text at UTF-16 offset 1"),
    # keyboards
    Case("sendMessage", TEXT | keys(callback_data="ё" * 32), keys(callback_data="ё" * 33),
         "BUTTON_DATA_INVALID"),
    Case("sendMessage", TEXT | rows(100), rows(101), "reply markup is too long"),
    Case("sendMessage", TEXT | keys(url="https://e.org"), keys(),
         "text buttons are unallowed in the inline keyboard"),
    Case("sendMessage", TEXT | keys(disabled={}), keys(disabled={}, pay=True),
         "inline keyboard button must have exactly one action, not pay and disabled"),
    Case("sendMessage", TEXT | keys(copy_text={"text": "ё" * 256}), keys(copy_text={"text": "ё" * 257}),
         "BUTTON_COPY_TEXT_INVALID"),
    Case("sendMessage", TEXT | keys(callback_data="a", style="danger"), keys(callback_data="a", style="red"),
         "invalid button style specified"),
    Case("sendMessage", TEXT | keys(web_app={"url": "https://e.org"}), {"chat_id": GROUP_ID},
         "BUTTON_TYPE_INVALID"),
    Case("sendMessage", TEXT | reply_keys(input_field_placeholder="a" * 64),
         reply_keys(input_field_placeholder="a" * 65), "INPUT_FIELD_PLACEHOLDER_INVALID"),
    Case("sendMessage", TEXT | reply_keys(key={"request_location": True}), {"chat_id": GROUP_ID},
         "location can be requested in private chats only"),
    Case("sendMessage", TEXT | reply_keys(), {"chat_id": CHANNEL_ID}, "inline keyboard expected"),
    Case("sendMessage", TEXT | reply_keys(), reply_keys(key={"text": " "}),
         "keyboard button text must be non-empty"),
    # replies, threads
    Case("sendMessage", TEXT | {"reply_parameters": {"message_id": 2}},
         {"reply_parameters": {"message_id": 99}},
         "message to be replied not found"),
    Case("sendMessage", TEXT, {"message_thread_id": 7}, "message thread not found"),
    # files
    Case("sendPhoto", TO_ANNA, {}, "PHOTO_INVALID_DIMENSIONS", PHOTO, {"photo": png(5001, 5000)}),
    Case("sendPhoto", TO_ANNA, {}, "PHOTO_INVALID_DIMENSIONS", {"photo": png(20, 1)}, {"photo": png(21, 1)}),
    Case("sendPhoto", TO_ANNA, {}, "IMAGE_PROCESS_FAILED", {"photo": png(2, 2)}, {"photo": b"x"}),
    Case("sendPhoto", TO_ANNA, {},
         "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
         {"photo": png(2, 2, 10 << 20)}, {"photo": png(2, 2, (10 << 20) + 1)}),
    Case("sendDocument", TO_ANNA, {}, "file must be non-empty", {"document": b"x"}, {"document": b""}),
    Case("sendDocument", TO_ANNA, {"document": "attach://other"}, "there is no document in the request",
         {"document": b"x"}),
    Case("sendVideoNote", TO_ANNA, {"video_note": "attach://x"}, "there is no video note in the request",
         {"video_note": b"x"}),
    Case("sendDocument", TO_ANNA, {"document": "BQxx"},
         "wrong file_id or the file is temporarily unavailable",
         {"document": b"x"}),
    Case("sendDocument", TO_ANNA, {"document": "https://e.org/a.pdf"}, "failed to get HTTP URL content",
         {"document": b"x"}),
    # albums
    Case("sendMediaGroup", TO_ANNA | album(*["photo"] * 10), album(*["photo"] * 11),
         "too many messages to send as an album", BOTH),
    Case("sendMediaGroup", TO_ANNA | album("photo", "video"), album("photo"),
         "album must have at least 2 messages", BOTH),
    Case("sendMediaGroup", TO_ANNA | album("document", "document"), album("document", "photo"),
         "Document can't be mixed with other media types", BOTH),
    Case("sendMediaGroup", TO_ANNA | album("audio", "audio"), {"media": []},
         "there are no messages to send", BOTH),
    Case("sendMediaGroup", TO_ANNA | album("photo", "photo"),
         {"media": [{"type": "photo", "media": "attach://x"}] * 2},
         "can't parse InputMedia: media not found", BOTH),
    # polls
    Case("sendPoll", POLL | {"question": "ё" * 300}, {"question": "ё" * 301},
         "poll question length must not exceed 300"),
    Case("sendPoll", POLL | {"options": ["a"] * 12}, {"options": ["a"] * 13},
         "poll can't have more than 12 options"),
    Case("sendPoll", POLL, {"options": []}, "poll must have at least one answer option"),
    Case("sendPoll", POLL | {"options": ["a" * 100]}, {"options": ["a" * 101]},
         "poll options length must not exceed 100"),
    Case("sendPoll", POLL | {"type": "quiz", "correct_option_ids": [0]}, {"correct_option_ids": []},
         "correct quiz option list must be non-empty"),
    Case("sendPoll", POLL | {"open_period": 5}, {"open_period": 4}, "POLL_CLOSE_DATE_INVALID"),
    Case("sendPoll", POLL | {"chat_id": CHANNEL_ID}, {"is_anonymous": False},
         "non-anonymous polls can't be sent to channel chats"),
    # places, actions, dice
    Case("sendLocation", DICE | {"latitude": 90}, {"latitude": 90.1},
         "wrong latitude or longitude specified"),
    Case("sendLocation", DICE | {"live_period": 86_400}, {"live_period": 86_401}, "LIVE_PERIOD_INVALID"),
    Case("sendDice", TO_ANNA | {"emoji": "🎰"}, {"emoji": "🎱"}, "EMOTICON_INVALID"),
    Case("sendChatAction", TO_ANNA | {"action": "typing"}, {"action": "dance"},
         "wrong parameter action in request"),
    Case("sendContact", TO_ANNA | {"phone_number": "1", "first_name": "a"}, {"first_name": " "},
         'field "first_name" must be non-empty'),
    Case("sendMessageDraft", TO_ANNA | {"draft_id": 1, "text": "a"}, {"draft_id": 0}, "RANDOM_ID_INVALID"),
    Case("sendRichMessage", TO_ANNA | {"rich_message": {"markdown": "a" * 32_768}},
         {"rich_message": {"markdown": "a" * 32_769}}, "message is too long"),
    # several at once
    Case("deleteMessages", TO_ANNA | {"message_ids": list(range(1000, 1100))},
         {"message_ids": list(range(1000, 1101))}, "too many message identifiers specified"),
    Case("deleteMessages", TO_ANNA | {"message_ids": [1000]}, {"message_ids": []},
         "message identifiers are not specified"),
    Case("copyMessages", TO_ANNA | {"from_chat_id": ANNA_ID, "message_ids": list(range(1, 101))},
         {"message_ids": list(range(1, 102))}, "too many message identifiers specified"),
    Case("forwardMessages", TO_ANNA | {"from_chat_id": ANNA_ID, "message_ids": [1, 2]},
         {"message_ids": [2, 1]},
         "message identifiers must be in a strictly increasing order"),
    Case("copyMessages", TO_ANNA | {"from_chat_id": ANNA_ID, "message_ids": [1]}, {"message_ids": [1000]},
         "messages to copy not found"),
    # one that is not there
    Case("editMessageText", TEXT | {"message_id": 2, "text": "y"}, {"message_id": 99},
         "message to edit not found"),
    Case("editMessageText", TEXT | {"message_id": 2, "text": "y"}, {"message_id": 1},
         "message can't be edited"),
    Case("deleteMessage", TO_ANNA | {"message_id": 2}, {"message_id": 99}, "message to delete not found"),
    Case("copyMessage", TO_ANNA | {"from_chat_id": ANNA_ID, "message_id": 2}, {"message_id": 99},
         "message to copy not found"),
    Case("forwardMessage", TO_ANNA | {"from_chat_id": ANNA_ID, "message_id": 2}, {"message_id": 99},
         "message to forward not found"),
    Case("pinChatMessage", TO_ANNA | {"message_id": 2}, {"message_id": 99}, "message to pin not found"),
    Case("setMessageReaction", TO_ANNA | {"message_id": 2, "reaction": [{"type": "emoji", "emoji": "👍"}]},
         {"reaction": [{"type": "emoji", "emoji": "🏙"}]}, "REACTION_INVALID"),
    # the bot about itself
    Case("setMyCommands", commands(100), commands(101), "BOT_COMMANDS_TOO_MUCH"),
    Case("setMyCommands", commands(command="a" * 32), commands(command="a" * 33), "BOT_COMMAND_INVALID"),
    Case("setMyCommands", commands(command="a_1"), commands(command="A"), "BOT_COMMAND_INVALID"),
    Case("setMyCommands", commands(description="ё" * 256), commands(description="ё" * 257),
         "BOT_COMMAND_DESCRIPTION_INVALID"),
    Case("setMyCommands", commands() | {"language_code": "ru"}, {"language_code": "rus"},
         "invalid language code specified"),
    Case("setMyName", {"name": "ё" * 64}, {"name": "ё" * 65}, "BOT_TITLE_INVALID"),
    Case("setMyDescription", {"description": "ё" * 512}, {"description": "ё" * 513},
         "BOT_DESCRIPTION_TOO_LONG"),
    Case("setMyShortDescription", {"short_description": "ё" * 120}, {"short_description": "ё" * 121},
         "BOT_DESCRIPTION_TOO_LONG"),
    # groups
    Case("getChatAdministrators", {"chat_id": GROUP_ID}, {"chat_id": ANNA_ID},
         "there are no administrators in the private chat"),
    Case("getChatMember", {"chat_id": GROUP_ID, "user_id": ANNA_ID}, {"user_id": 5},
         "PARTICIPANT_ID_INVALID"),
    Case("leaveChat", {"chat_id": GROUP_ID}, {"chat_id": ANNA_ID}, "can't leave private chats"),
]  # fmt: skip
