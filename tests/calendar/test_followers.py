"""Every occasion concerns the subscriptions of its followers, and no others."""

from dataclasses import replace
from datetime import date

import pytest

from data.calendar.almanac import Almanac
from data.calendar.followers import subscriptions_for
from data.calendar.occasions import Occasion
from data.calendar.plan import EventKind
from data.calendar.topics import Subscription, Topic
from tests.plan_2020 import cities_2020, plan_2020

ALMANAC = Almanac(cities_2020(), {2020: plan_2020()})


def occasion(key: str) -> Occasion:
    found = ALMANAC.occasion(key)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("key", "subscriptions"),
    [
        ("event:1:0", [("own", ""), ("event", "1"), ("city", "moscow")]),
        ("event:3:0", [("participation", ""), ("event", "3"), ("city", "moscow")]),
        ("event:7:0", [("participation", ""), ("event", "7"), ("city", "astana")]),
        ("event:4:0", [("partner", ""), ("event", "4")]),
        ("jubilee:kazan:2020", [("jubilees", ""), ("city_days", ""), ("city", "kazan")]),
        ("jubilee:kazan:2025", [("jubilees", ""), ("city_days", ""), ("city", "kazan")]),
        ("city_day:minsk:2020", [("city_days", ""), ("city", "minsk")]),
        ("city_day:saint-petersburg:2020", [("city_days", ""), ("city", "saint-petersburg")]),
        ("jubilee:nizhny-novgorod:2026", [("jubilees", ""), ("city_days", ""), ("city", "nizhny-novgorod")]),
        ("bulletin:2026-W48", [("bulletin", "")]),
        ("journal:2026-Q4", [("journal", "")]),
    ],
)
def test_occasion_concerns_its_subscriptions(key: str, subscriptions: list[tuple[str, str]]) -> None:
    """Each concerns its general topics, printed by a plan or calculated, and its event or city."""
    wanted = tuple(Subscription(Topic(topic), subject) for topic, subject in subscriptions)
    assert subscriptions_for(occasion(key)) == wanted


def test_jubilee_of_an_unknown_city_concerns_topics_only() -> None:
    """Without a city of the catalogue the general topics remain."""
    unknown = replace(occasion("jubilee:kazan:2020"), city=None)
    assert subscriptions_for(unknown) == (Subscription(Topic.JUBILEES), Subscription(Topic.CITY_DAYS))


def test_every_occasion_of_a_year_concerns_a_topic() -> None:
    """No kind of occasion or event is without a topic, and none is named twice."""
    for one in ALMANAC.occasions(date(2020, 1, 1), date(2020, 12, 31)):
        found = subscriptions_for(one)
        assert found
        assert len(set(found)) == len(found)
    activity = replace(plan_2020().events[0], kind=EventKind.ACTIVITY)
    assert subscriptions_for(replace(occasion("event:1:0"), event=activity))[0] == Subscription(Topic.OWN)
