"""All conversations in one router, in the order in which they are asked."""

from aiogram import Router

from handlers import (
    adding_cities,
    cities,
    errors,
    events,
    fallback,
    follow,
    lead_times,
    membership,
    muting,
    plan,
    privacy,
    settings,
    start,
    stop,
    subscriptions,
    upcoming,
    zones,
)
from handlers.secretariat import city_day

FEATURES = (
    errors,
    membership,
    start,
    stop,
    upcoming,
    plan,
    events,
    cities,
    follow,
    muting,
    settings,
    lead_times,
    zones,
    subscriptions,
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
