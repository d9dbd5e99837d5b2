"""Messages and presses of readers, and the screens that answer them."""

import re
from datetime import UTC, date, datetime

import pytest
from aiogram.methods import SendLocation
from aiogram.types import BufferedInputFile, Chat, Document, Message, PhotoSize

from data.calendar.topics import Subscription, Topic
from data.store.chat_values import ChatState
from data.store.store import Store
from tests.world.clocks import FrozenClock
from tests.world.conversation import NOW, ConversationWorld, Person


class TestStart:
    """The first screen."""

    async def test_jubilees_are_one_tap_from_it(self, anna: Person, store: Store) -> None:
        """The tap subscribes. The same message says so and offers the opposite."""
        screen = await anna.says("/start")
        screen = await anna.presses(screen.button("юбилеях"))
        assert "Готово" in screen.text
        assert len(screen.edits) == 1
        assert await store.subscriptions.list(7) == (Subscription(Topic.JUBILEES),)
        screen = await anna.presses(screen.button("Юбилеи ·"))
        assert await store.subscriptions.list(7) == ()

    async def test_a_second_press_of_an_old_button_does_no_harm(self, anna: Person, store: Store) -> None:
        """Buttons carry the state to reach, not a toggle."""
        for _ in range(2):
            await anna.presses("fo:bulletin::1:st")
        assert await store.subscriptions.list(7) == (Subscription(Topic.BULLETIN),)

    @pytest.mark.parametrize("words", ["/start", "/start ckazan", "/start e1", "/start j", "/start gone"])
    async def test_starting_again_offers_to_end_a_stop(self, anna: Person, store: Store, words: str) -> None:
        """A stopped chat is told so once, and nothing is switched on silently."""
        await anna.says("/start")
        await store.chats.set_state(7, ChatState.STOPPED, NOW)
        screen = await anna.says(words)
        assert screen.text.count("Всё остановлено") == 1
        chat = await store.chats.get(7)
        assert chat is not None
        assert chat.state is ChatState.STOPPED
        await anna.presses("back")
        chat = await store.chats.get(7)
        assert chat is not None
        assert chat.state is ChatState.ACTIVE

    @pytest.mark.parametrize(
        ("link", "shown"),
        [
            ("e1", "XXVII сессия"),
            ("ckazan", "<b>Казань</b>"),
            ("w", "Электронный бюллетень"),
            ("j", "Юбилеи городов"),
            ("e999", "Здравствуйте"),
            ("e" + "9" * 60, "Здравствуйте"),
            ("cnowhere", "Здравствуйте"),
            ("-_", "Здравствуйте"),
        ],
    )
    async def test_links_open_what_they_name(self, anna: Person, link: str, shown: str) -> None:
        """An unknown link opens the first screen."""
        assert shown in (await anna.says(f"/start {link}")).text

    async def test_a_link_to_a_topic_subscribes_with_a_tap(self, anna: Person, store: Store) -> None:
        """The link subscribes to nothing. The button under it does, and then offers the opposite."""
        screen = await anna.says("/start w")
        assert await store.subscriptions.list(7) == ()
        screen = await anna.presses(screen.button("бюллетень"))
        assert screen.toasts == [
            "📰 Готово. Бюллетень придёт не чаще раза в неделю, когда есть о чём рассказать."
        ]
        assert screen.button("отключить") == "fo:bulletin::0:el"

    async def test_english_is_spoken_to_those_whose_telegram_is_english(
        self, world: ConversationWorld
    ) -> None:
        """People with any other language get Russian."""
        assert "Hello" in (await world.person(8, "en").says("/start")).text
        assert "Hello" in (await world.person(9, "en-GB").says("/start")).text
        assert "Здравствуйте" in (await world.person(10, "de").says("/start")).text

    async def test_commands_are_read_in_any_case(self, anna: Person) -> None:
        """Keyboards of telephones capitalise the first letter."""
        assert "/upcoming" in (await anna.says("/HELP")).text


class TestAgenda:
    """The agenda."""

    async def test_pages_turn_in_place(self, anna: Person) -> None:
        """One message shows the next page and the previous one."""
        screen = await anna.presses("ag:all:0:365::0:0:l")
        forth = await anna.presses(screen.button("Дальше"))
        assert len(forth.edits) == 1
        back = await anna.presses(forth.button("Назад"))
        assert back.text == screen.text

    async def test_a_row_opens_its_card(self, anna: Person) -> None:
        """The choice has a button for each row, which opens the card in the same message."""
        screen = await anna.says("/upcoming")
        assert "12 марта, чт · XXVII сессия МАГ" in screen.text
        choice = await anna.presses(screen.button("👆 Открыть…"))
        card = await anna.presses(choice.button("12 марта · XXVII сессия"))
        assert "12 марта, четверг" in card.text
        assert len(card.edits) == 1

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("/upcoming сентябрь", "📅 <b>События</b> · сентябрь 2020 г."),
            ("/upcoming 7", "📅 <b>Ближайшие события</b> · 1–8 марта"),
            ("/UPCOMING 2020 юбилеи", "📅 <b>Юбилеи городов</b> · 2020 год"),
            ("/upcoming казань", "📅 <b>Казань</b> · "),
            ("/today завтра", "📅 <b>Завтра, 2 марта</b>, понедельник"),
            ("/today 12 июня", "📅 <b>12 июня</b>, пятница"),
            ("/today сентябрь", "📅 <b>События</b> · сентябрь 2020 г."),
            ("/upcoming 31 сентября", "«31 сентября»: такого дня нет"),
            ("/upcoming 2300", "Смотреть можно с 2019 по 2030 год"),
            ("/upcoming <b>", "Не удалось понять «&lt;b&gt;»"),
        ],
    )
    async def test_arguments_are_understood_or_refused(self, anna: Person, text: str, shown: str) -> None:
        """One message answers the arguments of both commands."""
        screen = await anna.says(text)
        assert len(screen.messages) == 1
        assert shown in screen.text

    async def test_the_choices_lead_back_to_the_agenda(self, anna: Person) -> None:
        """Kind, span and month are chosen by buttons."""
        screen = await anna.says("/upcoming")
        choices = await anna.presses(screen.button("Что показать"))
        jubilees = await anna.presses(choices.button("Юбилеи"))
        assert "Нарьян-Мар" in jubilees.text
        assert "12 марта" not in jubilees.text
        month = await anna.presses(choices.button("Июль"))
        assert "июль 2020 г." in month.text
        years = await anna.presses(choices.button("2021 год"))
        assert "2021 год" in years.text

    async def test_only_the_nearest_issue_of_the_bulletin_is_listed(self, anna: Person) -> None:
        """Four Fridays would hide the events, so it stands below them."""
        text = (await anna.says("/upcoming")).text
        assert text.count("бюллетень") == 1
        assert text.index("13 марта") < text.index("Издания МАГ") < text.index("бюллетень")

    async def test_today_is_the_day_of_the_chats_own_zone(
        self, anna: Person, store: Store, clock: FrozenClock
    ) -> None:
        """At 21:30 UTC it is already tomorrow in Kamchatka and in Moscow, not in Kaliningrad."""
        clock.at = datetime(2020, 3, 11, 21, 30, tzinfo=UTC)
        assert "12 марта" in (await anna.says("/today")).text
        await store.chats.set_zone(7, "UTC", NOW)
        assert "Сегодня, 11 марта" in (await anna.says("/today")).text


class TestPlan:
    """The plan of a year."""

    @pytest.mark.parametrize("command", ["/plan", "/plan 2020"])
    async def test_plan_of_this_year_needs_no_year(self, anna: Person, command: str) -> None:
        """The command works with the year and without it."""
        assert "План мероприятий МАГ на 2020 год" in (await anna.says(command)).text

    async def test_an_absent_year_lists_the_others(self, anna: Person) -> None:
        """The answer says that the year has no plan."""
        screen = await anna.says("/plan 2021")
        assert "Плана на 2021 год пока нет" in screen.text
        assert screen.button("2020") == "pl:2020:ev:0"

    @pytest.mark.parametrize("year", ["x", "20", "20200", "-5", "२०२०", "9999"])
    async def test_a_year_that_is_none_gets_a_sentence(self, anna: Person, year: str) -> None:
        """The sentence has an example of a right year."""
        assert "/plan 2020" in (await anna.says(f"/plan {year}")).text

    async def test_standing_work_is_in_the_plan_and_not_in_the_agenda(self, anna: Person) -> None:
        """«постоянно» is no date."""
        work = await anna.presses("pl:2020:wk:0")
        assert "Виртуальные выставки" in work.text
        assert "Виртуальные выставки" not in (await anna.presses("ag:all:0:365::0:3:l")).text


class TestEvents:
    """Cards of events."""

    async def test_reminding_is_one_tap_and_shown_on_the_card(self, anna: Person, store: Store) -> None:
        """The card shows whether the event is followed."""
        card = await anna.says("/event 11")
        card = await anna.presses(card.button("Напомнить"))
        assert "🔔" in card.text
        promise = "Первое напоминание — 26 сентября в 10:00: Международная конференция МАГ"
        assert card.toasts[0].startswith(f"Готово, напомним. {promise}")
        assert len(card.toasts[0]) <= 200
        assert promise in card.text
        assert await store.subscriptions.list(7) == (Subscription(Topic.EVENT, "11"),)
        await anna.presses(card.button("Не напоминать"))
        assert await store.subscriptions.list(7) == ()

    async def test_a_number_borne_twice_is_asked_back(self, anna: Person) -> None:
        """Row 14 of the plan holds two events, which are offered."""
        screen = await anna.says("/event №14.")
        assert len(screen.buttons) == 2

    @pytest.mark.parametrize(
        ("command", "shown"), [("/event", "/event 12"), ("/event 777", "/plan"), ("/event <b>", "/plan")]
    )
    async def test_a_wrong_number_gets_a_sentence(self, anna: Person, command: str, shown: str) -> None:
        """The sentence says what to do."""
        assert shown in (await anna.says(command)).text

    async def test_the_calendar_file_is_sent_below(self, anna: Person) -> None:
        """The card stays as it is."""
        screen = await anna.presses("ei:1")
        (document,) = screen.documents
        assert isinstance(document.document, BufferedInputFile)
        assert document.document.filename == "mag-2020-1.ics"
        assert b"DTSTART;VALUE=DATE:20200312" in document.document.data
        assert screen.edits == []

    async def test_an_undated_event_has_no_calendar_file(self, anna: Person) -> None:
        """A pop-up says why."""
        assert "пока нет дат" in (await anna.presses("ei:4")).toasts[0]

    async def test_an_event_there_never_was_has_no_calendar_file(self, anna: Person) -> None:
        """It is neither in the plan nor in the recorded changes."""
        assert "в плане нет" in (await anna.presses("ei:777")).toasts[0]

    async def test_below_a_notice_the_card_is_a_fresh_message(self, anna: Person) -> None:
        """The notice stays as it is."""
        assert (await anna.presses("ev:1:1")).edits == []


class TestCities:
    """Cards of cities."""

    @pytest.mark.parametrize(
        ("query", "shown"),
        [
            ("/city Казань", "<b>Казань</b>"),
            ("/city в казани", "<b>Казань</b>"),
            ("Kazan", "<b>Казань</b>"),
            ("казонь", "Нашлось: Казань"),
            ("rfpfym", "Нашлось: Казань"),
            ("/city Нур-Султан", "<b>Астана</b>"),
            ("/city Новгород", "какой город"),
            ("/city Глупов", "в справочнике нет"),
            ("<b>&", "Не удалось понять"),
            ("я" * 4096, "ничего не нашлось"),
        ],
    )
    async def test_a_city_is_found_as_people_write_it(self, anna: Person, query: str, shown: str) -> None:
        """Any case, letters or layout, with mistakes, else the nearest are offered."""
        assert shown in (await anna.says(query)).text

    async def test_the_question_waits_for_the_answer_in_a_group(self, world: ConversationWorld) -> None:
        """Only the person asked answers. Other texts of the group are ignored."""
        asker, other = world.member(7), world.member(8)
        await asker.says("/city")
        assert (await other.says("Казань")).calls == []
        assert "<b>Казань</b>" in (await asker.says("Казань")).text
        assert (await asker.says("Казань")).calls == []

    async def test_cancel_takes_the_question_back(self, world: ConversationWorld) -> None:
        """The answer says so, or that there was no question."""
        asker = world.member(7)
        await asker.says("/city")
        assert "отменено" in (await asker.says("/cancel")).text
        assert (await asker.says("Казань")).calls == []
        assert "Отменять нечего" in (await asker.says("/cancel")).text

    async def test_a_city_can_be_followed(self, anna: Person, store: Store) -> None:
        """The card says what will be reminded of."""
        card = await anna.presses("ct:vladivostok:0")
        card = await anna.presses(card.button("Напомнить"))
        assert "во Владивостоке" in card.text
        assert await store.subscriptions.list(7) == (Subscription(Topic.CITY, "vladivostok"),)

    async def test_map_and_calendar_file_are_sent(self, anna: Person) -> None:
        """The reader gets a location, and a file with the next day."""
        (location,) = (await anna.presses("cm:kazan")).messages
        assert isinstance(location, SendLocation)
        (document,) = (await anna.presses("ci:kazan")).documents
        assert isinstance(document.document, BufferedInputFile)
        assert b"20200830" in document.document.data

    async def test_all_cities_by_the_alphabet(self, anna: Person) -> None:
        """The list names them by letter, and has pages of one line for a city."""
        screen = await anna.says("/cities")
        letters = re.findall(r"(?m)^<b>(.)</b> · ", screen.text)
        assert letters == sorted(letters)
        screen = await anna.presses(screen.button("Все А–Я"))
        screen = await anna.presses(screen.button("Дальше"))
        assert len(screen.edits) == 1
        assert "\n8. <b>" in screen.text

    async def test_buttons_of_older_lists_are_understood(self, anna: Person) -> None:
        """They name a page of 24 cities: the page opens on which its first city stands now."""
        assert "В справочнике 80 городов." in (await anna.presses("cl:0")).text
        assert "25. <b>Йошкар-Ола</b>" in (await anna.presses("cl:1")).text
        assert "80. <b>Ярославль ✦</b>" in (await anna.presses("cl:3000")).text

    @pytest.mark.parametrize(
        ("data", "shown"),
        [
            ("cg:land:atlantis:0", "Таких городов пока нет."),
            ("cg:jub::77", "Страница"),
            ("cn:99", "Страница 2 из 2"),
            ("cx:kazan", "<b>Казань</b>"),
        ],
    )
    async def test_forged_page_of_cities_does_no_harm(self, anna: Person, data: str, shown: str) -> None:
        """An unknown country is an empty list, and a page too many is the last."""
        assert shown in (await anna.presses(data)).text

    @pytest.mark.parametrize("data", ["cx:atlantis", "cg:moon::0", "cg:land:Россия:0", "cn:-1", "cx:"])
    async def test_forged_city_or_group_is_refused(self, anna: Person, data: str) -> None:
        """An unknown city, an unknown group and impossible pages are answered with a sentence."""
        screen = await anna.presses(data)
        assert screen.toasts[0]
        assert screen.edits == []


class TestPrivacy:
    """Stored data."""

    async def test_stored_rows_are_shown_exported_and_deleted(self, anna: Person, store: Store) -> None:
        """After the deletion the chat is unknown."""
        await anna.presses("fo:city:kazan:1:cd")
        screen = await anna.says("/privacy")
        assert "Города: Казань\n" in screen.text
        # a button of an older page
        assert "Города: Казань\n" in (await anna.presses("pr:show")).text
        (file,) = (await anna.presses(screen.button("Скачать"))).documents
        assert isinstance(file.document, BufferedInputFile)
        assert b'"kazan"' in file.document.data
        asked = await anna.presses(screen.button("Удалить"))
        assert await store.chats.get(7) is not None
        done = await anna.presses(asked.button("Да, удалить"))
        assert "больше ничего не хранится" in done.text
        assert await store.chats.get(7) is None
        assert await store.subscriptions.list(7) == ()

    async def test_stored_rows_of_a_group_are_for_its_admins(
        self, world: ConversationWorld, store: Store
    ) -> None:
        """A member can neither see nor delete the data."""
        member = world.member(7)
        await member.says("/privacy")
        for step in ("show", "file", "ask", "del"):
            assert "администратор" in (await member.presses(f"pr:{step}")).toasts[0]
        assert await store.chats.get(-100500) is not None
        world.session.admins.add(7)
        assert "Удалить все данные" in (await member.presses("pr:ask")).text


class TestTheRest:
    """Input that is not understood, or not for the bot."""

    @pytest.mark.parametrize("text", ["/foo", "/", "/" + "x" * 500, "/start@another_bot"])
    async def test_an_unknown_command_gets_a_sentence_in_private(self, anna: Person, text: str) -> None:
        """The answer leads to the help."""
        assert (await anna.says(text)).button("Справка") == "go:help"

    async def test_unknown_command_in_a_group_is_answered_if_it_names_the_bot(
        self, world: ConversationWorld
    ) -> None:
        """Other bots have commands too."""
        member = world.member()
        assert (await member.says("/foo")).messages == []
        assert (await member.says("/foo@other_bot")).messages == []
        assert "Такой команды нет" in (await member.says("/foo@MAG_bot")).text

    async def test_a_picture_gets_a_sentence_in_private_and_silence_in_a_group(
        self, world: ConversationWorld
    ) -> None:
        """The bot reads texts only."""
        photo = [PhotoSize(file_id="1", file_unique_id="1", width=1, height=1)]
        assert "только текст" in (await world.person().says(photo=photo)).text
        assert (await world.member().says(photo=photo)).messages == []
        document = Document(file_id="1", file_unique_id="1")
        assert "только текст" in (await world.person().says(document=document)).text

    @pytest.mark.parametrize(
        "data",
        [
            "junk",
            "",
            "ev:0:0",
            "ev:-1:0",
            "ev:1",
            "ev:99999999999999999999:0",
            "ct:../etc:0",
            "up:all:30:202013:0:0",
            "up:all:0:0:0:0",
            "up:evil:30:0:0:0",
            "ag:all:20200230:30::0:0:l",
            "ag:all:0:-1::0:0:l",
            "ag:all:0:30:../etc:0:0:l",
            "ag:all:0:30::0:0:x",
            "pl:2020:ev:-1",
            "fo:own::1:st",
            "fo:jubilees:kazan:1:st",
            "fo:bulletin::maybe:st",
            "pr:all",
            "x" * 64,
        ],
    )
    async def test_forged_or_outdated_data_is_refused_and_stores_nothing(
        self, anna: Person, store: Store, data: str
    ) -> None:
        """One pop-up says so."""
        screen = await anna.presses(data)
        assert screen.toasts == ["Эта кнопка устарела. Отправьте /start, и всё откроется заново."]
        assert screen.messages == []
        assert await store.subscriptions.list(7) == ()

    @pytest.mark.parametrize(
        "data", ["ev:777:0", "ct:atlantis:0", "fo:event:777:1:cd", "fo:city:atlantis:1:cd"]
    )
    async def test_button_to_a_removed_subject_says_so(self, anna: Person, store: Store, data: str) -> None:
        """The plan may have changed since the button was made."""
        (toast,) = (await anna.presses(data)).toasts
        assert "нет" in toast
        assert await store.subscriptions.list(7) == ()

    async def test_a_page_that_is_no_more_shows_the_last_one(self, anna: Person) -> None:
        """The list has become shorter since the button was made."""
        assert "4 из 4" in str((await anna.presses("ag:all:0:365::0:999:l")).keyboard)

    async def test_messages_without_a_sender_and_reports_are_ignored(self, world: ConversationWorld) -> None:
        """Channel posts, a new title, a pinned message: no answer and no error."""
        channel = Chat(id=-1001, type="channel", title="МАГ")
        post = Message(message_id=1, date=NOW, chat=channel, sender_chat=channel, text="Казань")
        assert (await world.feed(channel_post=post)).calls == []
        group = world.member()
        assert (await group.says(new_chat_title="Новое")).calls == []
        nameless = Person(world, None, Chat(id=7, type="private"))
        assert (await nameless.says("привет")).calls == []
        assert (await nameless.says(delete_chat_photo=True)).calls == []

    async def test_text_in_a_group_is_ignored(self, world: ConversationWorld) -> None:
        """A city's name in a conversation is not a question to the bot."""
        assert (await world.member().says("Казань")).calls == []

    async def test_in_a_group_only_admins_subscribe_it(self, world: ConversationWorld, store: Store) -> None:
        """All members may read, only admins choose what the group gets."""
        member = world.member()
        assert "12 марта" in (await member.says("/upcoming")).text
        assert "администратор" in (await member.presses("fo:jubilees::1:st")).toasts[0]
        world.session.admins.add(7)
        await member.presses("fo:jubilees::1:st")
        assert await store.subscriptions.list(-100500) == (Subscription(Topic.JUBILEES),)


async def test_every_question_has_the_date_of_its_instant(anna: Person, clock: FrozenClock) -> None:
    """A bot that has run for months must not stay in its first day."""
    clock.at = datetime(2020, 9, 12, 9, 0, tzinfo=UTC)
    assert str(date(2020, 9, 12).day) + " сентября" in (await anna.says("/today")).text
