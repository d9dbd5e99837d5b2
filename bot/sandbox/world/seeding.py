"""Seed a world with the small cast, a lively demo, or any number of people."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import product

from bot.sandbox.world import cast
from bot.sandbox.world.cast import EVERY_RIGHT, POSTING
from bot.sandbox.world.people import Account, Json, Member, Posted, SandboxChat
from bot.sandbox.world.topics import open_topic
from bot.sandbox.world.world import World

SMALL, DEMO = "small", "demo"
MOST = 1_000_000
# first ids of the people beyond the cast: of the demo, and of a number of people
FIRST_DEMO = 700_000_101
FIRST_OF_MANY = 600_000_001
CITY_GROUP_ID = -1_001_700_000_003
CITY_CHANNEL_ID = -1_001_700_000_004

_WOMEN = (
    ("Мария", "Ольга", "Елена", "Наталья", "Татьяна", "Ирина", "Светлана", "Галина", "Дарья", "Алёна"),
    ("Соколова", "Кузнецова", "Лебедева", "Новикова", "Морозова", "Волкова", "Зайцева", "Павлова", "Орлова"),
)
_MEN = (
    ("Сергей", "Алексей", "Дмитрий", "Николай", "Михаил", "Владимир", "Пётр", "Иван", "Фёдор", "Рустам"),
    ("Соколов", "Кузнецов", "Лебедев", "Новиков", "Морозов", "Волков", "Зайцев", "Павлов", "Орлов"),
)
# women and men by turns
_NAMES = [name for pair in zip(product(*_WOMEN), product(*_MEN), strict=True) for name in pair]


class UnknownSize(ValueError):
    """There is no seed of this name or size."""

    def __init__(self, size: object) -> None:
        super().__init__(size)
        self.size = size


@dataclass(frozen=True, slots=True)
class _DemoPerson:
    """A person of the demo. `status` is theirs in the city group, None outside it."""

    first_name: str
    last_name: str | None = None
    username: str | None = None
    language: str | None = "ru"
    status: str | None = "member"


_DEMO_PEOPLE = (
    _DemoPerson("Алсу", "Галиева", "alsu_kzn", status="creator"),
    _DemoPerson("Тимур", "Сафин", "timur_safin", status="administrator"),
    _DemoPerson("Елена", "Воронцова", "e_vorontsova", status="administrator"),
    _DemoPerson("Пётр", "Ильин", "petr_ilyin"),
    _DemoPerson("Наталья Сергеевна"),
    _DemoPerson("Фёдор", "Щукин", "fedor_sch"),
    _DemoPerson("Гульнара", "Хасанова", language="tt"),
    _DemoPerson("Олена", "Шевченко", "olena_sh", "uk"),
    _DemoPerson("Айгерим", "Нурланова", "aigerim_n", "kk"),
    _DemoPerson("James", "Carter", "jcarter_arch", "en", None),
    _DemoPerson("Léa", "Moreau", "lea_moreau", "fr", None),
    _DemoPerson("李", "伟", None, "zh-hans", None),
    _DemoPerson("Давид 🏛", None, "david_architect", None, None),
)
# a topic, its colour, the first message and the answer to it
_TOPICS = (
    (
        "Юбилеи городов",
        0xFFD67E,
        "Скоро круглая дата, давайте соберём материалы заранее.",
        "Согласен, у меня есть старые фотографии.",
    ),
    (
        "Архивы и чертежи",
        0x8EEE98,
        "В архиве есть фасад 1912 года, завтра отсканирую.",
        "Спасибо! Очень ждём.",
    ),
    ("Встречи", 0xFF93B2, "Кто будет на заседании в пятницу? Собираемся у входа в 18:15.", "Буду!"),
)
_WELCOME = "Доброе утро! Здесь мы рассказываем о городах, у которых скоро юбилей."


def seed(world: World, size: str | int = SMALL) -> Json:
    """Add people and chats, and return their ids by role.

    SMALL is the cast. DEMO adds people of several languages, a forum and a channel.
    A number adds that many people who have started the bot, and returns the first id and the number.

    :raises UnknownSize: neither of the names, nor a number from 1 to MOST
    """
    if isinstance(size, int) or (size.isascii() and size.isdigit()):
        return _seed_many(world, int(size))
    if size == SMALL:
        return cast.seed(world)
    if size != DEMO:
        raise UnknownSize(size)
    return cast.seed(world) | _seed_demo(world)


def _seed_many(world: World, count: int) -> Json:
    if not 1 <= count <= MOST:
        raise UnknownSize(count)
    ids = cast.seed(world)
    for number in range(count):
        first, last = _NAMES[number % len(_NAMES)]
        world.add_person(Account(FIRST_OF_MANY + number, first, last, started=True))
    return ids | {"first": FIRST_OF_MANY, "count": count}


def _seed_demo(world: World) -> Json:
    people = [
        world.add_person(
            Account(FIRST_DEMO + number, one.first_name, one.last_name, one.username, one.language)
        )
        for number, one in enumerate(_DEMO_PEOPLE)
    ]
    group = _city_group(world, people)
    channel = SandboxChat(CITY_CHANNEL_ID, "channel", title="Города-юбиляры", username="city_jubilees")
    channel.members = {people[0].id: Member("creator"), world.bot.id: Member("administrator", POSTING)}
    channel.members |= {person.id: Member("member") for person in people[1:]}
    world.add_chat(channel)
    _backdate(world.post(channel, {"text": _WELCOME}, people[0]), 90)
    return {"guests": [person.id for person in people], "city_group": group.id, "city_channel": channel.id}


def _city_group(world: World, people: list[Account]) -> SandboxChat:
    """Create a forum with topics and administrators, the bot among them."""
    group = SandboxChat(CITY_GROUP_ID, "supergroup", title="Казань: город и люди", is_forum=True)
    for person, guest in zip(people, _DEMO_PEOPLE, strict=True):
        if guest.status:
            rights = EVERY_RIGHT if guest.status == "administrator" else frozenset()
            group.members[person.id] = Member(guest.status, rights)
    group.members[world.bot.id] = Member("administrator", EVERY_RIGHT)
    world.add_chat(group)
    for number, (name, color, text, answer) in enumerate(_TOPICS):
        opener, replier, minutes = people[number], people[number + 3], 90 - 30 * number
        topic = open_topic(world, group, opener, name, color, None)
        _backdate(group.messages[topic.number], minutes)
        place = {"message_thread_id": topic.number, "is_topic_message": True}
        _backdate(world.post(group, {"text": text} | place, opener), minutes - 5)
        _backdate(world.post(group, {"text": answer} | place, replier), minutes - 20)
    return group


def _backdate(posted: Posted, minutes: int) -> None:
    """Move a message some minutes into the past. No update is sent for it."""
    posted.at -= timedelta(minutes=minutes)
    posted.body["date"] -= minutes * 60
