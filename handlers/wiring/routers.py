"""All conversations in one router, in the order in which they are asked."""

from aiogram import Router

from handlers import cities, events, fallback, plan, privacy, settings, start, stop, upcoming, zones
from handlers.reachability import membership
from handlers.secretariat import city_day
from handlers.subscriptions import adding_cities, lead_times, lists, muting, one_tap
from handlers.wiring import errors

FEATURES = (
    errors,
    membership,
    start,
    stop,
    upcoming,
    plan,
    events,
    cities,
    one_tap,
    muting,
    settings,
    lead_times,
    zones,
    lists,
    adding_cities,
    privacy,
    city_day,
)


def build_root_router(*more: Router) -> Router:
    """A new router with every feature; more are features that need something to be built with.

    What nobody takes falls to the last one, so nothing may be included after it.
    """
    root = Router(name="root")
    for feature in FEATURES:
        root.include_router(feature.build_router())
    for router in (*more, fallback.build_router()):
        root.include_router(router)
    return root
