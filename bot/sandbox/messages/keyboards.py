"""Refuse reply markup that Telegram refuses."""

from typing import Any

from bot.sandbox.wire.refusal import bad_request

MAX_BUTTONS = 100  # more in one keyboard is REPLY_MARKUP_TOO_LONG
MAX_CALLBACK_BYTES = 64
MAX_COPY_TEXT = 256
MAX_REPLY_BUTTONS = 300
MAX_PLACEHOLDER = 64
STYLES = frozenset({"danger", "success", "primary"})
ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled",
)  # fmt: skip
# what a reply keyboard may request in private chats only
PRIVATE_ONLY = {
    "request_contact": "phone number can be requested",
    "request_location": "location can be requested",
    "request_poll": "poll can be requested",
    "request_users": "users can be requested",
    "request_chat": "chats can be requested",
    "web_app": "Web App buttons can be used",
}
_SCHEMES = ("http://", "https://", "tg://", "ton://", "tonsite://")


def check_markup(markup: dict[str, Any] | None, chat_type: str | None) -> None:
    """Refuse a keyboard as Telegram would in a chat of this type.

    A `chat_type` of None means a message being edited or inline. Only an inline keyboard is accepted there,
    as in channels.
    One rule is stricter than the server, which silently takes the first of several actions.
    The documentation demands exactly one, and a button with two is always a mistake.

    :raises ApiRefusal: 400
    """
    if not markup:
        return
    if "inline_keyboard" not in markup:
        check_reply_markup(markup, chat_type)
        return
    rows = markup["inline_keyboard"]
    if sum(len(row) for row in rows) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check_button(button)
            if "web_app" in button and chat_type not in (None, "private"):
                raise bad_request("BUTTON_TYPE_INVALID")


def check_reply_markup(markup: dict[str, Any], chat_type: str | None) -> None:
    """Refuse a reply keyboard or a forced reply as Telegram would.

    :raises ApiRefusal: 400
    """
    if chat_type in (None, "channel"):
        raise bad_request("inline keyboard expected")
    placeholder = markup.get("input_field_placeholder")
    if placeholder is not None and len(placeholder) > MAX_PLACEHOLDER:
        raise bad_request("INPUT_FIELD_PLACEHOLDER_INVALID")
    buttons = [button for row in markup.get("keyboard") or [] for button in row]
    if len(buttons) > MAX_REPLY_BUTTONS:
        raise bad_request("reply markup is too long")
    for button in buttons:
        named = {"text": button} if isinstance(button, str) else button
        if not named["text"].strip():
            raise bad_request("keyboard button text must be non-empty")
        for action, what in PRIVATE_ONLY.items():
            if named.get(action) and chat_type != "private":
                raise bad_request(f"{what} in private chats only")


def _check_button(button: dict[str, Any]) -> None:
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    # an empty url or callback_data counts as missing, an empty inline query does not
    actions = [name for name in ACTIONS if name in button and (button[name] != "" or "query" in name)]
    if not actions:
        raise bad_request("text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"inline keyboard button must have exactly one action, not {' and '.join(actions)}")
    if button.get("style", "primary") not in STYLES:
        raise bad_request("invalid button style specified")
    _check_action(actions[0], button)


def _check_action(action: str, button: dict[str, Any]) -> None:
    if action == "callback_data" and not 1 <= len(button[action].encode()) <= MAX_CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "copy_text" and not 1 <= len(button[action]["text"]) <= MAX_COPY_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if action == "url":
        _check_url(button[action])


def _check_url(url: str) -> None:
    bare = url.strip()
    if "://" not in bare and "." in bare:
        return
    if not bare.lower().startswith(_SCHEMES):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if not bare.split("://", 1)[1] or " " in bare:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
