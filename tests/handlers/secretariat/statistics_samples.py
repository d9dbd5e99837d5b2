"""Statistics of a bot: new, in its first year, and as large as one can get."""

from datetime import date, timedelta

from data.calendar.topics import Topic
from data.store.chat_values import ChatState
from data.store.notices import DeliveryState, NoticeKind
from scheduler.statistics import Statistics

DAY = date(2020, 3, 1)
NEW = Statistics(
    day=DAY,
    subscribers=0,
    states=((ChatState.ACTIVE, 1), (ChatState.STOPPED, 0), (ChatState.BLOCKED, 0), (ChatState.GONE, 0)),
    topics=tuple((topic, 0) for topic in Topic),
    cities=(),
    sources=(),
    arrived=0,
    deliveries=(),
    history=((DAY, 0),),
)
FIRST_YEAR = Statistics(
    day=DAY,
    subscribers=1284,
    states=((ChatState.ACTIVE, 1350), (ChatState.STOPPED, 41), (ChatState.BLOCKED, 96), (ChatState.GONE, 7)),
    topics=(
        (Topic.OWN, 402),
        (Topic.PARTICIPATION, 120),
        (Topic.PARTNER, 0),
        (Topic.EVENT, 233),
        (Topic.CITY, 871),
        (Topic.JUBILEES, 640),
        (Topic.CITY_DAYS, 512),
        (Topic.BULLETIN, 1022),
        (Topic.JOURNAL, 98),
        (Topic.CHANGES, 77),
    ),
    cities=(
        ("kazan", 212),
        ("minsk", 180),
        ("petropavlovsk-kamchatsky", 96),
        ("tver", 60),
        ("moscow", 44),
        ("atlantis", 21),
        ("naryan-mar", 9),
        ("samarkand", 2),
    ),
    sources=(("site", 312), ("vk", 122), (":city", 60), ("expo-2020", 31), (":bulletin", 4)),
    arrived=540,
    deliveries=(
        (
            NoticeKind.REMINDER,
            (
                (DeliveryState.PENDING, 12),
                (DeliveryState.SENT, 9_804),
                (DeliveryState.GONE, 31),
                (DeliveryState.FAILED, 4),
                (DeliveryState.EXPIRED, 220),
                (DeliveryState.UNKNOWN, 2),
                (DeliveryState.VOID, 65),
            ),
        ),
        (NoticeKind.CHANGE, ((DeliveryState.SENT, 610), (DeliveryState.GONE, 8))),
        (NoticeKind.BULLETIN, ((DeliveryState.SENT, 3_900), (DeliveryState.GONE, 54))),
        (NoticeKind.MESSAGE, ((DeliveryState.SENT, 9),)),
    ),
    history=(
        *((DAY - timedelta(days=ago), 1284 - ago * 4 + ago % 7 * 6) for ago in range(300, 0, -1)),
        (DAY, 1284),
    ),
)
MOST = 987_654_321
LARGEST = Statistics(
    day=date(2020, 9, 30),
    subscribers=MOST,
    states=tuple((state, MOST) for state in ChatState),
    topics=tuple((topic, MOST) for topic in Topic),
    cities=(("petropavlovsk-kamchatsky", MOST),) * 30,
    sources=tuple((f"{number}" * 32, MOST // 10) for number in range(10, 40)),
    arrived=3 * MOST,
    deliveries=tuple((kind, tuple((state, MOST) for state in DeliveryState)) for kind in NoticeKind),
    history=((date(2019, 10, 1), 1), (date(2020, 9, 30), MOST)),
)
SAMPLES = {"new": NEW, "first-year": FIRST_YEAR, "largest": LARGEST}
