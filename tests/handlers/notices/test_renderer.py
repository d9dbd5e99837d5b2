"""The rendering of notices: one message for all that is due, true when it is sent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.calendar.almanac import Almanac
from data.calendar.imprecise_dates import ImpreciseDate, Precision
from data.calendar.occasions import Occasion
from data.calendar.plan import EventStatus, Occurrence, PlaceMode, PlanEvent
from data.store.chat_values import Chat, Language
from data.store.notices import Notice, NoticeKind
from handlers.callbacks.subscriptions import SetMute
from handlers.notices.renderer import NoticeRenderer
from handlers.text.words import words_in
from handlers.views.message import LONGEST_TEXT, Message, parsed, parsed_length
from handlers.views.notices.digest import notice_message
from scheduler.delivery.ports import Rendered
from tests.handlers.notices.samples import ALMANAC, COMING, PLAN, chat, noon, notice, reminders
from tests.plan_2020 import cities_2020

RU = words_in("ru")


async def render(
    notices: Sequence[Notice],
    today: date,
    almanac: Almanac = ALMANAC,
    recipient: Chat | None = None,
) -> Rendered[Message] | None:
    """Render the notices at noon of the day."""

    async def source() -> Almanac:
        return almanac

    return await NoticeRenderer(source)(recipient or chat(), notices, noon(today))


def key_of(title: str) -> str:
    """Return the key of the first occurrence of the event whose title has this in it."""
    return next(one.key for one in COMING if one.event is not None and title in one.event.title)


def event_like(words: str) -> PlanEvent:
    """Return the event whose title has this in it."""
    return next(event for event in PLAN.events if words in event.title)


def with_event(words: str, /, **changes: Any) -> tuple[Almanac, PlanEvent]:
    """Return the almanac with one event changed, and the event as it was."""
    was = event_like(words)
    events = tuple(replace(event, **changes) if event is was else event for event in PLAN.events)
    return Almanac(cities_2020(), {2020: replace(PLAN, events=events)}), was


def on(day: date) -> ImpreciseDate:
    """Return the imprecise date of exactly this day."""
    return ImpreciseDate("", Precision.DAY, day, day)


def facts_of(event: PlanEvent) -> dict[str, Any]:
    """Return an event as stored facts."""
    return {
        "title": event.title,
        "occurrences": [
            {
                "when": None
                if one.when is None
                else {
                    "raw": one.when.raw,
                    "precision": one.when.precision,
                    "start": one.when.start and one.when.start.isoformat(),
                    "end": one.when.end and one.when.end.isoformat(),
                },
                "place": None if one.place is None else {"raw": one.place.raw, "city_id": one.place.city_id},
            }
            for one in event.occurrences
        ],
        "status": event.status,
    }


class TestReminders:
    """Reminders are grouped by day."""

    async def test_jubilee_tomorrow_is_approximate(self) -> None:
        """The message has the dative, the age, the date, and says that the date is approximate."""
        told = await render(reminders("jubilee:kazan:2020"), date(2020, 8, 29))
        assert told is not None
        assert parsed(told.message.text) == (
            "🎂 Завтра Казани исполнится 1015 лет — 30 августа, воскресенье. Основана в 1005 году.\n"
            "Дата ориентировочная."
        )
        assert told.told == {1}
        assert told.void == frozenset()

    @pytest.mark.parametrize(
        ("today", "beginning"),
        [
            (date(2020, 8, 30), "🎉 Сегодня Казани 1015 лет!"),
            (date(2020, 8, 28), "🎂 Послезавтра Казани исполнится 1015 лет — 30 августа"),
            (date(2020, 8, 27), "🎂 Через 3 дня Казани"),
            (date(2020, 8, 23), "🎂 Через неделю Казани"),
            (date(2020, 8, 15), "🎂 Через 15 дней Казани"),
            (date(2020, 8, 9), "🎂 Через 3 недели Казани"),
            (date(2020, 8, 2), "🎂 Через 28 дней Казани"),
            (date(2020, 8, 1), "🎂 Через 29 дней Казани"),
            (date(2020, 7, 31), "🎂 Через месяц Казани"),
            (date(2020, 7, 30), "🎂 Через месяц Казани"),
            (date(2020, 7, 29), "🎂 Через 32 дня Казани"),
        ],
    )
    async def test_late_reminder_counts_from_the_day_it_is_sent(self, today: date, beginning: str) -> None:
        """A reminder planned for the eve and sent on the day says «сегодня»."""
        told = await render(reminders("jubilee:kazan:2020"), today)
        assert told is not None
        assert parsed(told.message.text).startswith(beginning)

    async def test_day_is_counted_in_the_chats_zone(self) -> None:
        """At the same instant it is tomorrow in Moscow and today in Kamchatka."""
        instant = datetime(2020, 8, 29, 18, tzinfo=UTC)

        async def source() -> Almanac:
            return ALMANAC

        texts = []
        for zone in ("Europe/Moscow", "Asia/Kamchatka"):
            told = await NoticeRenderer(source)(chat(zone=zone), reminders("jubilee:kazan:2020"), instant)
            assert told is not None
            texts.append(parsed(told.message.text))
        assert texts[0].startswith("🎂 Завтра")
        assert texts[1].startswith("🎉 Сегодня")

    async def test_cities_of_one_day_stand_together(self) -> None:
        """Three cities on 20 September are one group with one note."""
        keys = ["jubilee:bryansk:2020", "jubilee:saratov:2020", "city_day:tskhinval:2020"]
        told = await render(reminders(*keys), date(2020, 9, 13))
        assert told is not None
        text = parsed(told.message.text)
        assert text.count("Через неделю, 20 сентября, воскресенье") == 1
        assert text.count("ориентировочно") == 1
        assert "Саратову исполнится 430 лет ≈" in text
        assert "День города: Цхинвалу 1758 лет ≈" in text

    async def test_a_calculated_day_says_so(self) -> None:
        """Without a plan of the year the day is calculated, and remains approximate."""
        told = await render(reminders("city_day:kazan:2026"), date(2026, 8, 29))
        assert told is not None
        assert "Завтра День города: Казани 1021 год" in told.message.text
        assert "Дата ориентировочная: рассчитана и может сместиться." in told.message.text

    async def test_several_days_are_named(self) -> None:
        """A span is named in full, with its weekdays and the place."""
        told = await render(reminders(key_of("Дня города Грозного")), date(2020, 10, 2))
        assert told is not None
        assert told.message.text.startswith("🏛 Завтра, 3–4 октября, суббота и воскресенье — <b>")
        assert "</b>, Грозный\n" in told.message.text

    async def test_a_month_has_no_day_yet(self) -> None:
        """A notice of a window names the month and no day."""
        subject = key_of("XV Общероссийском форуме")
        told = await render([notice(5, NoticeKind.WINDOW, subject)], date(2020, 9, 24))
        assert told is not None
        assert told.message.text.startswith("🤝 Скоро: <b>")
        assert " — в октябре. Точный день назовём, когда он станет известен." in told.message.text
        assert told.message.silent

    @pytest.mark.parametrize(("days", "silent"), [(0, False), (1, False), (2, True), (7, True), (30, True)])
    async def test_only_today_and_tomorrow_make_a_sound(self, days: int, silent: bool) -> None:
        """Today and tomorrow come with a sound, everything later silently."""
        told = await render(reminders("jubilee:kazan:2020"), date(2020, 8, 30) - timedelta(days=days))
        assert told is not None
        assert told.message.silent is silent

    async def test_the_most_urgent_stands_first(self) -> None:
        """The order is today, a cancellation, tomorrow, a month."""
        almanac, was = with_event("Международная конференция «Москва", status=EventStatus.CANCELLED)
        notices = [
            notice(1, NoticeKind.WINDOW, key_of("XV Общероссийском форуме")),
            notice(2, NoticeKind.REMINDER, "city_day:moscow:2020"),
            notice(3, NoticeKind.REMINDER, "jubilee:kazan:2020"),
            notice(4, NoticeKind.CHANGE, f"event:{was.id}", {"kind": "cancelled", "before": facts_of(was)}),
        ]
        told = await render(notices, date(2020, 8, 30), almanac)
        assert told is not None
        text = parsed(told.message.text)
        places = [text.index(words) for words in ("Казани", "Отменено", "Москве", "Ожидается в октябре")]
        assert places == sorted(places)
        assert told.told == {1, 2, 3, 4}

    async def test_unknown_occasion_is_void(self) -> None:
        """An occasion that no plan has is void. Alone it makes no message."""
        both = await render(reminders("event:999:0", "jubilee:kazan:2020"), date(2020, 8, 29))
        assert both is not None
        assert both.told == {2}
        assert both.void == {1}
        assert await render(reminders("event:999:0"), date(2020, 8, 29)) is None

    async def test_english_is_complete(self) -> None:
        """The only Russian is that of the plan's own titles."""
        told = await render(reminders("jubilee:kazan:2020"), date(2020, 8, 29), recipient=chat(Language.EN))
        assert told is not None
        assert "Tomorrow Kazan turns 1,015</b> — Sunday, 30 August. Founded in 1005." in told.message.text
        assert "approximate" in told.message.text


class TestChanges:
    """Changes are told old → new, as they stand when sent."""

    @staticmethod
    async def told(almanac: Almanac, was: PlanEvent, before: dict[str, Any] | None = None) -> str | None:
        """Return the text of one change notice about the event."""
        payload = {"kind": "moved", "before": facts_of(was) if before is None else before}
        one = notice(1, NoticeKind.CHANGE, f"event:{was.id}", payload)
        rendered = await render([one], date(2020, 2, 1), almanac)
        return None if rendered is None else parsed(rendered.message.text)

    @staticmethod
    def moved(title: str, when: ImpreciseDate | None) -> tuple[Almanac, PlanEvent]:
        """Return the event with another date."""
        was = event_like(title)
        return with_event(title, occurrences=(Occurrence(was.occurrences[0].place, when),))

    async def test_a_new_day(self) -> None:
        """The message says from which day to which."""
        title = next(e.title for e in PLAN.events if _begins(e) == date(2020, 3, 12))
        text = await self.told(*self.moved(title, on(date(2020, 4, 15))))
        assert text is not None
        assert text.startswith("🔁 ")
        assert "Перенесено с 12 марта на 15 апреля, среда." in text

    async def test_a_month_becomes_a_day(self) -> None:
        """A month that becomes a day is told as the date now set."""
        text = await self.told(*self.moved("XV Общероссийском форуме", on(date(2020, 10, 22))))
        assert text is not None
        assert "📅" in text
        assert "Назначена дата: 22 октября, четверг (раньше — октябрь)." in text

    async def test_a_date_is_withdrawn(self) -> None:
        """A month that becomes undated is told with the month before."""
        text = await self.told(*self.moved("XV Общероссийском форуме", None))
        assert text is not None
        assert "Дата снова уточняется (было: октябрь)." in text

    async def test_an_event_is_cancelled(self) -> None:
        """The planned date is told, without a calendar button or a mute button."""
        almanac, was = with_event("XV Общероссийском форуме", status=EventStatus.CANCELLED)
        text = await self.told(almanac, was)
        assert text is not None
        assert "❌" in text
        assert "Отменено. Планировалось в октябре." in text

    async def test_an_event_is_taken_out(self) -> None:
        """A removed event is told with its old title."""
        was = event_like("XV Общероссийском")
        left = tuple(event for event in PLAN.events if event is not was)
        text = await self.told(Almanac(cities_2020(), {2020: replace(PLAN, events=left)}), was)
        assert text is not None
        assert "XV Общероссийском форуме" in text
        assert "Исключено из плана. Планировалось в октябре." in text

    async def test_a_new_title(self) -> None:
        """The heading has the new title, the line below the old one."""
        almanac, was = with_event("XV Общероссийском форуме", title="Форум <стратегов>")
        text = await self.told(almanac, was)
        assert text is not None
        assert text.startswith("✏️ Форум <стратегов>")
        assert "Прежнее название: Участие в XV Общероссийском форуме" in text

    async def test_a_new_place(self) -> None:
        """Both places are told as the plan prints them."""
        was = event_like("XV Общероссийском")
        place = was.occurrences[0].place
        assert place is not None
        there = Occurrence(
            replace(place, raw="Казань", city="Казань", city_id="kazan"), was.occurrences[0].when
        )
        almanac, was = with_event("XV Общероссийском", occurrences=(there,))
        text = await self.told(almanac, was)
        assert text is not None
        assert "Новое место: Казань (было: Санкт-Петербург)." in text

    async def test_places_are_named_in_the_language(self) -> None:
        """English names the cities of a change in English, the old one and the new one."""
        was = event_like("XV Общероссийском")
        place = was.occurrences[0].place
        assert place is not None
        there = Occurrence(
            replace(place, raw="г. Казань", city="Казань", city_id="kazan"), was.occurrences[0].when
        )
        almanac, was = with_event("XV Общероссийском", occurrences=(there,))
        english = replace(chat(), language=Language.EN)
        one = notice(1, NoticeKind.CHANGE, f"event:{was.id}", {"kind": "moved", "before": facts_of(was)})
        rendered = await render([one], date(2020, 2, 1), almanac, english)
        assert rendered is not None
        assert "New place: Kazan (was Saint Petersburg)." in parsed(rendered.message.text)

    async def test_a_venue_keeps_the_plan_s_wording(self) -> None:
        """A place that is more than a city is not shortened to the city's English name."""
        was = event_like("XV Общероссийском")
        place = was.occurrences[0].place
        assert place is not None
        venue = replace(place, raw="Казань, Ратуша", city="Казань", city_id="kazan", mode=PlaceMode.VENUE)
        almanac, was = with_event(
            "XV Общероссийском", occurrences=(Occurrence(venue, was.occurrences[0].when),)
        )
        english = replace(chat(), language=Language.EN)
        one = notice(1, NoticeKind.CHANGE, f"event:{was.id}", {"kind": "moved", "before": facts_of(was)})
        rendered = await render([one], date(2020, 2, 1), almanac, english)
        assert rendered is not None
        assert "New place: Казань, Ратуша (was Saint Petersburg)." in parsed(rendered.message.text)

    async def test_other_wording_is_no_change(self) -> None:
        """«г. Санкт-Петербург» is no other place, and a title in capitals no other title."""
        was = event_like("XV Общероссийском")
        facts = facts_of(was)
        [occurrence] = facts["occurrences"]
        place = {**occurrence["place"], "raw": "г. Санкт-Петербург"}
        before = {**facts, "title": was.title.upper(), "occurrences": [{**occurrence, "place": place}]}
        assert await self.told(ALMANAC, was, before) is None

    async def test_a_new_event(self) -> None:
        """A new event is told with its date and place."""
        was = event_like("XV Общероссийском")
        one = notice(1, NoticeKind.CHANGE, f"event:{was.id}", {"kind": "added", "before": None})
        rendered = await render([one], date(2020, 2, 1))
        assert rendered is not None
        assert "Новое в плане: октябрь, Санкт-Петербург." in rendered.message.text

    async def test_date_moved_and_moved_back_is_void(self) -> None:
        """A change that was undone before it was sent is void."""
        was = event_like("XV Общероссийском")
        assert await self.told(ALMANAC, was) is None

    async def test_moved_twice_is_told_once(self) -> None:
        """One line tells the first and the last date, for both notices."""
        almanac, was = self.moved("XV Общероссийском форуме", on(date(2020, 11, 5)))
        step = {**facts_of(was), "occurrences": [{"when": {"start": "2020-10-22", "end": "2020-10-22"}}]}
        subject = f"event:{was.id}"
        notices = [
            notice(8, NoticeKind.CHANGE, subject, {"kind": "moved", "before": step}),
            notice(3, NoticeKind.CHANGE, subject, {"kind": "moved", "before": facts_of(was)}),
        ]
        rendered = await render(notices, date(2020, 2, 1), almanac)
        assert rendered is not None
        assert rendered.told == {3, 8}
        text = parsed(rendered.message.text)
        assert text.count("Назначена дата: 5 ноября, четверг (раньше — октябрь).") == 1

    async def test_a_city_day_moves(self) -> None:
        """The sentence is in the masculine, and says that the date is approximate."""
        before = {"when": {"raw": "", "precision": "day", "start": "2020-08-29", "end": "2020-08-29"}}
        one = notice(1, NoticeKind.CHANGE, "jubilee:kazan:2020", {"kind": "moved", "before": before})
        rendered = await render([one], date(2020, 8, 1))
        assert rendered is not None
        assert parsed(rendered.message.text) == (
            "🔁 День города: Казань\nПеренесён с 29 на 30 августа, воскресенье. Дата ориентировочная."
        )

    @pytest.mark.parametrize(
        "before",
        [{}, {"when": 5}, {"when": {"start": "31.31.31", "end": []}}, {"occurrences": "x"}, {"place": ["x"]}],
    )
    async def test_unreadable_facts_do_not_stop_the_notice(self, before: dict[str, Any]) -> None:
        """With unreadable stored facts the present date is told."""
        was = event_like("XV Общероссийском")
        text = await self.told(ALMANAC, was, {"title": "", **before})
        assert text is not None
        assert "октябр" in text

    async def test_cancellation_makes_a_sound_and_a_title_none(self) -> None:
        """A cancellation comes with a sound, a new title without."""
        for change, silent in (({"status": EventStatus.CANCELLED}, False), ({"title": "Форум"}, True)):
            almanac, was = with_event("XV Общероссийском форуме", **change)
            payload = {"kind": "changed", "before": facts_of(was)}
            one = notice(1, NoticeKind.CHANGE, f"event:{was.id}", payload)
            rendered = await render([one], date(2020, 2, 1), almanac)
            assert rendered is not None
            assert rendered.message.silent is silent


class TestButtons:
    """The buttons under a notice."""

    @staticmethod
    def labels(message: Message) -> list[list[str]]:
        """Return the labels of the buttons, row by row."""
        assert message.keyboard is not None
        return [[key.text for key in row] for row in message.keyboard.inline_keyboard]

    async def test_buttons_of_one_item(self) -> None:
        """The buttons open, add to the calendar, and offer what to switch off."""
        told = await render(reminders("jubilee:kazan:2020"), date(2020, 8, 29))
        assert told is not None
        assert self.labels(told.message) == [
            ["📋 Подробнее", "📎 В календарь"],
            ["🔕 Отключить…"],
        ]

    async def test_several_items_share_two_buttons(self) -> None:
        """One opens a choice of cards, one a choice of what to switch off. No item has a number."""
        keys = [one.key for one in COMING if one.event is not None and one.when.is_day][:6]
        told = await render(reminders(*keys), date(2020, 1, 5))
        assert told is not None
        assert self.labels(told.message) == [["📋 Подробнее…", "🔕 Отключить…"]]
        assert "1. " not in told.message.text

    async def test_a_cancelled_event_can_be_taken_out_of_a_calendar(self) -> None:
        """A cancelled event keeps the way out of its topic."""
        almanac, was = with_event("XV Общероссийском форуме", status=EventStatus.CANCELLED)
        one = notice(1, NoticeKind.CHANGE, f"event:{was.id}", {"before": facts_of(was)})
        told = await render([one], date(2020, 2, 1), almanac)
        assert told is not None
        assert self.labels(told.message)[0] == ["📋 Подробнее", "📎 Убрать из календаря"]
        assert len(self.labels(told.message)) == 2

    def test_data_fits_for_every_occasion(self) -> None:
        """The data of all occasions of three years fits into 64 bytes."""
        for one in COMING:
            message, _ = notice_message(RU, [one], one.when.begins or date(2020, 1, 1))
            assert message.keyboard is not None
            for row in message.keyboard.inline_keyboard:
                assert all(len((key.callback_data or "").encode()) <= 64 for key in row)

    def test_the_longest_key_can_be_muted(self) -> None:
        """A key of 48 characters, colons included, fits."""
        packed = SetMute(key="city_day:" + "x" * 34 + ":2020", muted=True).pack()
        assert SetMute.unpack(packed).key.endswith(":2020")
        assert len(packed) <= 64


class TestReadyTexts:
    """Bulletins and messages to editors are stored as rendered texts."""

    async def test_a_bulletin(self) -> None:
        """It comes in the chat's language, silently, with the buttons to leave."""
        one = notice(
            1, NoticeKind.BULLETIN, "bulletin:2020-W10", {"ru": "<b>Выпуск</b>", "en": "<b>Issue</b>"}
        )
        for language, text in ((Language.RU, "<b>Выпуск</b>"), (Language.EN, "<b>Issue</b>")):
            told = await render([one], date(2020, 3, 6), recipient=chat(language))
            assert told is not None
            assert told.message.text == text
            assert told.message.silent
            assert told.message.keyboard is not None

    async def test_a_draft_has_its_buttons(self) -> None:
        """A draft has buttons for the editor, a plain message has none."""
        payload: dict[str, Any] = {"ru": "Черновик", "en": "Draft", "draft": 3}
        draft = await render([notice(1, NoticeKind.MESSAGE, "bulletin", payload)], date(2020, 3, 6))
        plain = await render([notice(1, NoticeKind.MESSAGE, "report", {"ru": "Отчёт"})], date(2020, 3, 6))
        assert draft is not None
        assert plain is not None
        assert draft.message.keyboard is not None
        assert plain.message.keyboard is None


HOURS = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@HOURS
@given(
    st.lists(st.sampled_from(COMING), min_size=1, max_size=120, unique=True),
    st.sampled_from(["ru", "en"]),
)
def test_any_digest_fits_into_one_message(told: list[Occasion], language: str) -> None:
    """Items that do not fit are left for the next message, and none is lost."""
    today = min(one.when.begins for one in told if one.when.begins is not None)
    message, said = notice_message(words_in(language), told, today)
    assert parsed_length(message.text) <= LONGEST_TEXT
    assert said
    assert set(said) <= set(told)
    lines = parsed(message.text)
    assert "{" not in lines


@HOURS
@given(st.text(min_size=1, max_size=3000), st.text(max_size=500), st.integers(0, 40))
def test_any_title_fits_and_stays_text(title: str, place: str, days: int) -> None:
    """No title, however long or strange, breaks the message or its tags."""
    event = replace(PLAN.events[0], title=title)
    printed = PLAN.events[0].occurrences[0].place
    assert printed is not None
    occasion = Occasion(
        "event:1:0",
        COMING[0].kind,
        on(date(2020, 3, 1) + timedelta(days=days)),
        2020,
        event=replace(event, id=1),
        place=replace(printed, raw=place),
    )
    message, said = notice_message(RU, [occasion], date(2020, 3, 1))
    assert said == (occasion,)
    assert parsed_length(message.text) <= LONGEST_TEXT
    assert message.text.count("<") == message.text.count("<b>") + message.text.count("</b>")


def _begins(event: PlanEvent) -> date | None:
    when = event.occurrences[0].when
    return when.start if when is not None else None
