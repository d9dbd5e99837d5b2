"""Tool for tests: play the scenes of the pictures in the secretariat's guide."""

import io
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass

import docx

from bot.sandbox.client.client import Person, ReceivedMessage
from tests.world.running_bot import BotWorld, ask, tap

START = "2027-02-25 11:00"
"""A Thursday. The draft of the bulletin comes on Sunday at nine."""

HEADER = ("№ п/п", "Мероприятие", "Место", "Дата", "Организатор")
EVENTS = (
    ("1", "XXXIV сессия МАГ", "Москва", "17–18 марта", "МАГ, Правительство Москвы"),
    ("2", "Семинар о городском транспорте", "Казань", "31 апреля", "МАГ, Мэрия Казани"),
    ("3", "Форум молодёжи столиц", "Минск", "5–6 июня", "МАГ, Мингорисполком"),
    ("4", "Круглый стол о городских парках", "Урюпинск", "август", "МАГ, Администрация города"),
    ("5", "Форум городов-побратимов", "Ереван", "октябрь", "МАГ, Мэрия Еревана"),
    ("6", "Конференция «Умный город»", "Астана", "12 ноября", "МАГ, Акимат Астаны"),
)
ADDED = ("7", "Слёт краеведов", "Тверь", "3 декабря", "МАГ")
CHANGED = {"2": (3, "29 апреля"), "5": (3, "отменено"), "6": (3, "19 ноября")}
"""What differs in the second document: the number of a row, its column and what stands there."""

JUBILEES = (("1", "Москва", "880 лет", "4–5 сентября"), ("2", "Минск", "960 лет", "11 сентября"))
CITY_DAYS = (("1", "Казань", "1022 года", "30 августа"),)
READERS = ("Вера", "Глеб", "Дарья")
NEWS = "Запись на форум открыта: программа и карта проезда."
SPANS = (
    {"type": "bold", "offset": 0, "length": 23},
    {"type": "text_link", "offset": 25, "length": 9, "url": "https://example.org/forum"},
)


@dataclass(frozen=True, slots=True)
class Scene:
    """The content of one picture: the last messages of the secretariat's chat, oldest first."""

    name: str
    messages: tuple[ReceivedMessage, ...]


@dataclass(frozen=True, slots=True)
class GuideStory:
    """A bot in its first week with a plan, its secretariat and three readers."""

    world: BotWorld
    owner: Person
    readers: Sequence[Person]

    async def scenes(self) -> AsyncIterator[Scene]:
        """Play the scenes in the order of the guide. A scene is in sight when it is yielded."""
        scenes: tuple[tuple[str, int, Callable[[], Awaitable[object]]], ...] = (
            ("document", 2, self._send_the_plan),
            ("doubt", 1, self._open_a_doubt),
            ("changes", 2, self._send_the_changed_plan),
            ("undo", 1, self._open_the_way_back),
            ("event", 2, self._open_an_event),
            ("proposal", 3, self._move_the_event),
            ("bulletin", 1, self._add_a_text),
            ("tools", 1, self._choose_a_picture),
            ("feedback", 4, self._answer_a_reader),
        )
        for name, count, play in scenes:
            await play()
            await self.world.sandbox.settled()
            yield Scene(name, tuple((await self.owner.messages())[-count:]))

    async def _send_the_plan(self) -> None:
        await self._send("План 2027.docx", plan_document())

    async def _open_a_doubt(self) -> None:
        await self._tap_last("🧐 Разобрать замечания")

    async def _send_the_changed_plan(self) -> None:
        await self.owner.press("✏️ Исправить")
        await ask(self.owner, "30 апреля")
        await self._tap_last("✅ Так и оставить", "✅ Внести")
        # a picture shows the minute of the next step, in which even a slow run completes it
        await self.world.move_to("2027-02-25 11:20")
        await self._send("План 2027, уточнённый.docx", plan_document(CHANGED, ADDED))

    async def _open_the_way_back(self) -> None:
        await self._tap_last("✅ Внести и сообщить", "↩️ Отменить")

    async def _open_an_event(self) -> None:
        await self._tap_last("↩️ Отменить правки")
        await ask(self.owner, "/desk молодёжи")

    async def _move_the_event(self) -> None:
        await self.owner.press("📅 Дата")
        await self.owner.sees("Напишите новую дату")
        await ask(self.owner, "12–13 июня, 15:00")

    async def _add_a_text(self) -> None:
        await self._tap_last("✅ Сохранить и сообщить")
        await self.world.move_to("2027-02-28 09:01")
        await self.owner.sees("Черновик бюллетеня")
        await self.owner.press("✏️ Добавить текст")
        await self.owner.sees("Пришлите текст одним сообщением")
        await self.owner.unread()
        await self.owner.say(NEWS, entities=list(SPANS))
        await self.owner.reply()

    async def _choose_a_picture(self) -> None:
        await self._tap_last("🛠 Оформление и время", "🖼 Картинка", "Карта юбилеев", "← Назад")

    async def _answer_a_reader(self) -> None:
        reader = self.readers[0]
        await ask(reader, "/feedback")
        await reader.say("Можно ли приехать на форум без приглашения?")
        question = await self.owner.sees("без приглашения")
        await self.owner.say("Да, нужна только запись. Ссылка — в бюллетене.", reply_to=question.id)
        await self.owner.sees("✅ Отправляем ответ: Вера")
        await self.owner.sees("✅ Отвечено")
        await reader.sees("нужна только запись")

    async def _send(self, name: str, content: bytes) -> None:
        await self.owner.send_file(name, content)
        await self.owner.sees(f"План: {name}")

    async def _tap_last(self, *labels: str) -> None:
        await tap(self.owner, (await self.owner.messages())[-1], *labels)


async def begin_story(world: BotWorld) -> GuideStory:
    """Open the chats of the secretariat and of the readers, who follow events and the bulletin."""
    owner = await world.owner()
    readers = [await world.person(name) for name in READERS]
    for reader in readers:
        topics = await ask(reader, "/subscribe")
        await tap(reader, topics, "🏛 Мероприятия МАГ", "📰 Еженедельный бюллетень")
    return GuideStory(world, owner, readers)


def plan_document(changed: dict[str, tuple[int, str]] | None = None, *more: tuple[str, ...]) -> bytes:
    """Return the plan as a Word document, with some cells changed and rows added."""
    rows = [list(row) for row in (*EVENTS, *more)]
    for row in rows:
        column, text = (changed or {}).get(row[0], (0, row[0]))
        row[column] = text
    document = docx.Document()
    document.add_paragraph("План мероприятий МАГ на 2027 год")
    for heading, table in (
        ("", [HEADER, *rows]),
        ("Юбилеи городов МАГ", JUBILEES),
        ("Дни городов", CITY_DAYS),
    ):
        if heading:
            document.add_paragraph(heading)
        _add_table(document, table)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _add_table(document: "docx.document.Document", rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
