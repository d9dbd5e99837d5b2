"""How updates leave: getUpdates and the webhook's settings; who the bot is."""

import re
from urllib.parse import urlsplit

from aiogram.methods import Close, DeleteWebhook, GetMe, GetUpdates, GetWebhookInfo, LogOut, SetWebhook

from bot.sandbox.people import Json
from bot.sandbox.refusal import WEBHOOK_ACTIVE, Refusal, bad_request
from bot.sandbox.registry import answers
from bot.sandbox.updates import MAX_BATCH
from bot.sandbox.wire import Request
from bot.sandbox.world import World

PORTS = frozenset({None, 443, 80, 88, 8443})
MAX_SECRET = 256


@answers(GetMe)
def get_me(world: World, _method: GetMe, _request: Request) -> Json:
    """The bot itself."""
    able = {"can_join_groups": True, "can_read_all_group_messages": not world.privacy}
    return world.bot.user() | able | {"supports_inline_queries": True}


@answers(GetUpdates)
async def get_updates(world: World, method: GetUpdates, _request: Request) -> list[Json]:
    """The waiting updates; a second poll ends the first with 409."""
    if world.profile.webhook.get("url"):
        raise Refusal(409, WEBHOOK_ACTIVE)
    if method.allowed_updates is not None:
        world.queue.allowed = frozenset(method.allowed_updates) or None
    limit = min(max(method.limit or MAX_BATCH, 1), MAX_BATCH)
    return await world.queue.poll(method.offset or 0, limit, method.timeout or 0)


@answers(SetWebhook)
def set_webhook(world: World, method: SetWebhook, _request: Request) -> bool:
    """Remember where updates are to be posted. An empty address removes the webhook."""
    if method.drop_pending_updates:
        world.queue.clear()
    if not method.url:
        world.profile.webhook = {}
        return True
    _check_webhook(method.url, method.secret_token or "")
    if method.allowed_updates is not None:
        world.queue.allowed = frozenset(method.allowed_updates) or None
    world.queue.interrupt()
    world.profile.webhook = {
        "url": method.url,
        "secret_token": method.secret_token,
        "max_connections": method.max_connections or 40,
    }
    return True


def _check_webhook(url: str, secret: str) -> None:
    parts = urlsplit(url)
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if parts.port not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if len(secret) > MAX_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")


@answers(DeleteWebhook)
def delete_webhook(world: World, method: DeleteWebhook, _request: Request) -> bool:
    """Go back to polling."""
    if method.drop_pending_updates:
        world.queue.clear()
    world.profile.webhook = {}
    return True


@answers(GetWebhookInfo)
def get_webhook_info(world: World, _method: GetWebhookInfo, _request: Request) -> Json:
    """The webhook's settings and how many updates wait."""
    webhook = world.profile.webhook
    info: Json = {
        "url": webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": len(world.queue.pending()),
    }
    if webhook:
        info["max_connections"] = webhook["max_connections"]
    if world.queue.allowed is not None:
        info["allowed_updates"] = sorted(world.queue.allowed)
    return info


@answers(LogOut)
def log_out(_world: World, _method: LogOut, _request: Request) -> bool:
    """Nothing happens: there is no cloud server to leave."""
    return True


@answers(Close)
def close(_world: World, _method: Close, _request: Request) -> bool:
    """Nothing happens: the instance stays where it is."""
    return True
