"""Join the routers of all features in the order in which they are asked."""

from aiogram import Router

from handlers import (
    bulletin,
    cities,
    city_lists,
    errors,
    events,
    fallback,
    my_city,
    plan,
    privacy,
    settings,
    start,
    stop,
    upcoming,
    year,
    zones,
)
from handlers.channels import card, choosing
from handlers.channels import cities as channel_cities
from handlers.channels import leads as channel_leads
from handlers.channels import zones as channel_zones
from handlers.free_text import answers, finding
from handlers.reachability import membership
from handlers.secretariat import city_day, guide, log, naming, quarantine, revisions, staff
from handlers.secretariat.desk import finding as desk
from handlers.secretariat.documents import applying, receiving, settling
from handlers.secretariat.feedback import answering, asking
from handlers.secretariat.figures import diagnosis, statistics
from handlers.subscriptions import adding_cities, lead_times, lists, muting, one_tap, opting_out, samples

FEATURES = (
    errors,
    membership,
    answering,
    start,
    stop,
    asking,
    naming,
    upcoming,
    plan,
    year,
    events,
    my_city,
    cities,
    city_lists,
    finding,
    one_tap,
    muting,
    opting_out,
    settings,
    lead_times,
    zones,
    lists,
    adding_cities,
    samples,
    choosing,
    card,
    channel_cities,
    channel_leads,
    channel_zones,
    privacy,
    city_day,
    desk,
    quarantine,
    staff,
    log,
    guide,
    statistics,
    diagnosis,
    bulletin,
    settling,
    applying,
    revisions,
)


def build_root_router(*more: Router) -> Router:
    """Return a new router with every feature.

    more has the routers that are built with values of the application. A document is a plan if no router
    expects a file. Questions in plain words are read after all features, and the fallback router is the last,
    because it takes every update that reaches it.
    """
    root = Router(name="root")
    root.include_router(naming.build_first_router())
    root.include_router(choosing.build_first_router())
    for feature in FEATURES:
        root.include_router(feature.build_router())
    for router in (*more, *(last.build_router() for last in (receiving, answers, fallback))):
        root.include_router(router)
    return root
