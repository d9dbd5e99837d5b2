"""Give the bot its updates by getUpdates or a webhook, and describe the bot to itself."""

from aiogram.methods import Close, DeleteWebhook, GetMe, GetUpdates, GetWebhookInfo, LogOut, SetWebhook

from bot.sandbox.methods.registry import DescribedResult, handles
from bot.sandbox.wire.refusal import WEBHOOK_ACTIVE, ApiRefusal, flood
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.people import Json
from bot.sandbox.world.updates import MAX_BATCH, real_seconds
from bot.sandbox.world.webhook import parse_webhook
from bot.sandbox.world.world import World


@handles(GetMe)
def get_me(world: World, _method: GetMe, _request: Request) -> Json:
    """Return the bot's account and abilities."""
    able = {"can_join_groups": True, "can_read_all_group_messages": not world.privacy}
    return (
        world.bot.user()
        | able
        | {
            "supports_inline_queries": True,
            "supports_guest_queries": world.guest_queries,
        }
    )


@handles(GetUpdates)
async def get_updates(world: World, method: GetUpdates, _request: Request) -> list[Json]:
    """Return waiting updates. A poll that has to wait ends the one before with 409."""
    if world.webhook.settings is not None:
        raise ApiRefusal(409, WEBHOOK_ACTIVE)
    world.queue.allow(method.allowed_updates)
    limit = MAX_BATCH if method.limit is None else min(max(method.limit, 1), MAX_BATCH)
    return await world.queue.poll(method.offset or 0, limit, max(method.timeout or 0, 0))


@handles(SetWebhook)
def set_webhook(world: World, method: SetWebhook, request: Request) -> DescribedResult:
    """Post updates to this address from now on. An empty one removes the webhook.

    Even a refused call removes the webhook before it, and the pending updates if they were to be dropped.
    """
    if not method.url:
        return _remove(world, drop=bool(method.drop_pending_updates))
    if world.queue.strict and world.webhook.is_too_soon(real_seconds()):
        raise flood(1)
    certificate = request.upload("certificate")
    asked = (method.url, method.secret_token or "", method.max_connections, method.ip_address or "")
    if certificate is None and not method.drop_pending_updates and _is_set(world, asked):
        world.queue.allow(method.allowed_updates)
        return DescribedResult(result=True, description="Webhook is already set")
    world.queue.interrupt()
    _remove(world, drop=bool(method.drop_pending_updates))
    settings = parse_webhook(*asked, certificate=certificate.content if certificate else b"")
    world.webhook.check_reach(settings)
    world.queue.allow(method.allowed_updates)
    world.webhook.set(settings)
    return DescribedResult(result=True, description="Webhook was set")


def _is_set(world: World, asked: tuple[str, str, int | None, str]) -> bool:
    settings = world.webhook.settings
    return settings is not None and settings.given_url == asked[0] and settings == parse_webhook(*asked)


@handles(DeleteWebhook)
def delete_webhook(world: World, method: DeleteWebhook, _request: Request) -> DescribedResult:
    """Remove the webhook, so that getUpdates works again."""
    return _remove(world, drop=bool(method.drop_pending_updates))


def _remove(world: World, *, drop: bool) -> DescribedResult:
    if drop:
        world.queue.clear()
    was_set = world.webhook.set(None)
    return DescribedResult(result=True, description=f"Webhook {'was' if was_set else 'is already'} deleted")


@handles(GetWebhookInfo)
def get_webhook_info(world: World, _method: GetWebhookInfo, _request: Request) -> Json:
    """Return the webhook's settings, the number of pending updates, and the last error."""
    allowed = world.queue.allowed
    kinds: Json = {} if allowed is None else {"allowed_updates": sorted(allowed)}
    return world.webhook.info(len(world.queue)) | kinds


@handles(LogOut)
def log_out(_world: World, _method: LogOut, _request: Request) -> bool:
    """Do nothing, because there is no cloud server to log out of."""
    return True


@handles(Close)
def close(_world: World, _method: Close, _request: Request) -> bool:
    """Do nothing, because the server keeps its one bot."""
    return True
