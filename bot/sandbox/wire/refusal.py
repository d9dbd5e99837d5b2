"""Build Telegram's refusals word for word.

The first letter of a description is lower case unless it is an upper-case server constant. The prefix follows
from the HTTP code.
aiogram looks at `parameters` before the code, so both are always sent.
"""

from typing import Any

_PREFIX = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
    501: "Not Implemented",
}


class ApiRefusal(Exception):
    """An answer with `ok: false`.

    `text` is the description without its prefix. None sends the prefix alone, as in «401 Unauthorized».
    """

    def __init__(self, code: int, text: str | None, **parameters: int) -> None:
        super().__init__(code, text)
        self.code = code
        self.parameters = parameters
        prefix = _PREFIX[code]
        self.description = f"{prefix}: {text}" if text else prefix

    def answer(self) -> dict[str, Any]:
        """Return the JSON body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = dict(self.parameters)
        return body


def bad_request(text: str) -> ApiRefusal:
    """Return a 400 with this description."""
    return ApiRefusal(400, text)


def forbidden(text: str) -> ApiRefusal:
    """Return a 403 with this description."""
    return ApiRefusal(403, text)


def flood(retry_after: int) -> ApiRefusal:
    """Return a 429. The server sends the same number in the Retry-After header."""
    return ApiRefusal(429, f"retry after {retry_after}", retry_after=retry_after)


def migrated(chat_id: int) -> ApiRefusal:
    """Return a 400 for a group that was upgraded to the supergroup `chat_id`."""
    text = "group chat was upgraded to a supergroup chat"
    return ApiRefusal(400, text, migrate_to_chat_id=chat_id)


QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
WEBHOOK_SET = "terminated by setWebhook request"
