"""Every message of subscriptions, settings, stopping and groups, written down."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from data.calendar.topics import LEAD_DAYS, Subscription, Topic, default_leads
from data.store.chat_values import Chat, ChatKind, ChatState, Frequency, Language
from handlers.reachability.obstacles import with_obstacle
from handlers.text.markup import Markup
from handlers.text.words import LANGUAGES, Words, words_in
from handlers.views import lead_times, reopening, settings, stop, subscriptions, zones
from handlers.views.message import Message
from handlers.views.paging import take_page
from tests.handlers.written import check_written
from tests.plan_2020 import cities_2020

NOW = datetime(2020, 3, 1, 9, 0, tzinfo=UTC)
TODAY = date(2020, 3, 1)
CHAT = Chat(
    7,
    ChatKind.PRIVATE,
    Language.RU,
    "Europe/Moscow",
    10,
    Frequency.EACH,
    ChatState.ACTIVE,
    None,
    None,
    NOW,
    NOW,
)
GROUP = replace(CHAT, kind=ChatKind.SUPERGROUP)
REFUSED = replace(GROUP, refused_since=datetime(2020, 2, 28, 7, 0, tzinfo=UTC))
CITIES = cities_2020().by_id
KAZAN, FAR = CITIES["kazan"], CITIES["petropavlovsk-kamchatsky"]
LISTED = [
    subscriptions.ListItem("kazan", "Казань"),
    subscriptions.ListItem(FAR.id, FAR.name),
]
MUTED = [subscriptions.ListItem("jubilee:kazan:2020", "Казань, 30 августа")]
FOLLOWED = [
    Subscription(Topic.JUBILEES),
    Subscription(Topic.CITY, "kazan"),
    Subscription(Topic.EVENT, "1"),
]
LEADS = {topic: default_leads(topic) for topic in Topic} | {Topic.PARTNER: ()}

MESSAGES: dict[str, Callable[[Words], Message]] = {
    "settings": lambda w: settings.settings_message(w, CHAT, NOW, TODAY),
    "settings-my-city": lambda w: settings.settings_message(w, CHAT, NOW, TODAY, KAZAN),
    "settings-city-of-group": lambda w: settings.settings_message(w, GROUP, NOW, TODAY, KAZAN),
    "settings-paused": lambda w: settings.settings_message(
        w, replace(CHAT, paused_until=date(2020, 4, 1)), NOW, TODAY
    ),
    "settings-paused-open": lambda w: settings.settings_message(
        w, replace(CHAT, paused_until=date.max), NOW, TODAY
    ),
    "settings-stopped": lambda w: settings.settings_message(
        w, replace(CHAT, state=ChatState.STOPPED, frequency=Frequency.WEEKLY), NOW, TODAY
    ),
    "settings-refused": lambda w: settings.settings_message(w, REFUSED, NOW, TODAY),
    "settings-refused-paused": lambda w: settings.settings_message(
        w, replace(REFUSED, paused_until=date.max), NOW, TODAY
    ),
    "reopening-over": lambda w: Message(Markup(reopening.reopened_payload(REFUSED)[w.language])),
    "settings-hour": lambda w: settings.hour_message(w, CHAT, NOW),
    "settings-frequency": lambda w: settings.frequency_message(w, CHAT),
    "settings-language": lambda w: settings.language_message(w, CHAT),
    "settings-pause": lambda w: settings.pause_message(w, CHAT, TODAY),
    "settings-leads": lambda w: lead_times.lead_topics_message(w, LEADS),
    "settings-leads-topic": lambda w: lead_times.topic_leads_message(w, Topic.JUBILEES, (30, 1)),
    "settings-leads-none": lambda w: lead_times.topic_leads_message(w, Topic.PARTNER, ()),
    "settings-leads-all": lambda w: lead_times.topic_leads_message(w, Topic.CITY, LEAD_DAYS),
    "zone": lambda w: zones.zone_message(w, CHAT, NOW),
    "zone-ask": lambda w: zones.ask_zone_city_message(w, in_group=False),
    "zone-ask-group": lambda w: zones.ask_zone_city_message(w, in_group=True),
    "zone-set": lambda w: zones.zone_set_message(w, replace(CHAT, zone="Asia/Kamchatka"), NOW),
    "zone-set-distance": lambda w: zones.zone_set_message(w, replace(CHAT, zone="Etc/GMT+3"), NOW),
    "zone-which": lambda w: zones.which_zone_city_message(w, cities_2020().find("Новгород")),
    "zone-near": lambda w: zones.which_zone_city_message(w, cities_2020().find("Мурманская")),
    "zone-unknown": lambda w: zones.zone_city_unknown_message(w, "<Атлантида> & Ко " * 9),
    "subscriptions-none": lambda w: subscriptions.topics_message(w, CHAT, [], subscriptions.Muted(), TODAY),
    "subscriptions-some": lambda w: subscriptions.topics_message(
        w, CHAT, FOLLOWED, subscriptions.Muted(2, new_plans=True), TODAY
    ),
    "subscriptions-events-followed": lambda w: subscriptions.topics_message(
        w, CHAT, [*FOLLOWED, Subscription(Topic.OWN)], subscriptions.Muted(), TODAY
    ),
    "subscriptions-new-plans-muted": lambda w: subscriptions.topics_message(
        w, CHAT, [Subscription(Topic.PARTNER)], subscriptions.Muted(new_plans=True), TODAY
    ),
    "subscriptions-weekly": lambda w: subscriptions.topics_message(
        w, replace(CHAT, frequency=Frequency.WEEKLY), FOLLOWED, subscriptions.Muted(), TODAY
    ),
    "subscriptions-stopped": lambda w: subscriptions.topics_message(
        w, replace(CHAT, state=ChatState.STOPPED), FOLLOWED, subscriptions.Muted(), TODAY
    ),
    "subscriptions-refused": lambda w: subscriptions.topics_message(
        w, REFUSED, FOLLOWED, subscriptions.Muted(), TODAY
    ),
    "subscriptions-group": lambda w: subscriptions.topics_message(
        w, GROUP, FOLLOWED, subscriptions.Muted(), TODAY
    ),
    "subscriptions-cities": lambda w: subscriptions.followed_list_message(
        w, Topic.CITY, take_page(LISTED, 0)
    ),
    "subscriptions-cities-none": lambda w: subscriptions.followed_list_message(
        w, Topic.CITY, take_page([], 0), LISTED[1]
    ),
    "subscriptions-cities-pages": lambda w: subscriptions.followed_list_message(
        w, Topic.CITY, take_page(LISTED * 9, 1)
    ),
    "subscriptions-events": lambda w: subscriptions.followed_list_message(
        w,
        Topic.EVENT,
        take_page([subscriptions.ListItem("12", "Международная конференция «" + "длинная " * 20 + "»")], 0),
    ),
    "subscriptions-events-none": lambda w: subscriptions.followed_list_message(
        w, Topic.EVENT, take_page([], 0)
    ),
    "subscriptions-mutes": lambda w: subscriptions.muted_list_message(w, take_page(MUTED, 0)),
    "subscriptions-mutes-none": lambda w: subscriptions.muted_list_message(w, take_page([], 0)),
    "subscriptions-ask-city": lambda w: subscriptions.ask_city_message(w, in_group=False),
    "subscriptions-ask-city-group": lambda w: subscriptions.ask_city_message(w, in_group=True),
    "subscriptions-which-city": lambda w: subscriptions.which_city_message(w, cities_2020().find("Новгород")),
    "subscriptions-near-city": lambda w: subscriptions.which_city_message(
        w, cities_2020().find("Мурманская")
    ),
    "subscriptions-city-unknown": lambda w: subscriptions.city_unknown_message(w, "<b>Атлантида</b>"),
    "subscriptions-city-added": lambda w: subscriptions.city_added_message(w, KAZAN, is_new=True),
    "subscriptions-city-known": lambda w: subscriptions.city_added_message(w, FAR, is_new=False),
    "subscriptions-city-added-stopped": lambda w: subscriptions.city_added_message(
        w,
        KAZAN,
        is_new=True,
        silence=settings.silence_in_words(w, replace(CHAT, state=ChatState.STOPPED), TODAY),
        is_stopped=True,
    ),
    "stop-question": stop.stop_question,
    "stop-done": stop.stopped_message,
    "stop-undone": stop.resumed_message,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MESSAGES)
def test_message_is_as_written_down(name: str, language: str) -> None:
    """The message is as written down, in both languages."""
    words = words_in(language)
    check_written(name, language, MESSAGES[name](words))


TOASTS = (
    "settings-saved",
    "settings-bulletin-followed",
    "settings-zone-not-known",
    "group-admins-only",
    "subscriptions-followed",
    "subscriptions-unfollowed",
    "subscriptions-muted",
    "subscriptions-unmuted",
    "subscriptions-nothing-to-mute",
    "subscriptions-subject-unknown",
    "event-follow-cancelled",
    "event-follow-over",
    "event-has-no-days",
    "event-cancelled-without-days",
)
PROMISES = ("subscriptions-followed", "subscriptions-unmuted", "follow-toast-on")
OBSTACLES = ("promise-stopped", "promise-refused")


@pytest.mark.parametrize("language", LANGUAGES)
def test_pop_ups_fit(language: str) -> None:
    """Telegram shows 200 characters in a pop-up."""
    every = "\n".join(words_in(language).plain(key) for key in TOASTS)
    assert max(len(line) for line in every.split("\n")) <= 200
    check_written("preferences-pop-ups", language, Message(every))


@pytest.mark.parametrize("language", LANGUAGES)
def test_confirmation_with_an_obstacle_fits(language: str) -> None:
    """A confirmation is followed by the obstacle, within 200 characters."""
    words = words_in(language)
    every = [
        with_obstacle(words.plain(promise), words.plain(obstacle))
        for promise in PROMISES
        for obstacle in OBSTACLES
    ]
    assert max(map(len, every)) <= 200
    check_written("promises", language, Message("\n".join(every)))
