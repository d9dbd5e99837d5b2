"""A tool: random plans with their truth, as people type them, for the reader to be measured with.

A plan is made from a seed: columns in an order and under words of their own, rows with and without numbers,
headings, city lists, footnotes, and the habits of typing that plans have. Every row carries a word that
stands nowhere else, so that what became of it can be found again, however it was read.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

YEAR = 2026
GENITIVE = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()  # noqa: SIM905 -- a list of words
NOMINATIVE = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()  # noqa: SIM905 -- a list of words
PREPOSITIONAL = "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре".split()  # noqa: SIM905 -- a list of words
CITIES = [
    "Москва",
    "Казань",
    "Тверь",
    "Рязань",
    "Минск",
    "Вологда",
    "Уфа",
    "Пермь",
    "Астана",
    "Бишкек",
    "Ереван",
    "Самара",
    "Тула",
    "Саратов",
    "Волгоград",
    "Нарьян-Мар",
    "Санкт-Петербург",
    "Владивосток",
    "Ижевск",
    "Барнаул",
    "Элиста",
    "Сочи",
]
SYLLABLES = [
    "ба",
    "во",
    "га",
    "ду",
    "жи",
    "ка",
    "ле",
    "му",
    "но",
    "пи",
    "ро",
    "су",
    "та",
    "фе",
    "хо",
    "це",
    "чи",
    "ша",
    "бер",
    "ван",
    "гор",
    "дин",
    "лат",
    "мол",
    "нор",
    "пар",
    "тул",
]
TITLES = (
    "Форум «{}»",
    "Мероприятия ко Дню города «{}»",
    "Мероприятия города {}",
    "Участие в Международном форуме «{}»",
    "Конференция МАГ «{}: опыт, место и время»",
    "Совещание мэров городов по теме «{}»",
    "XIV Международный конгресс «{}»",
    "Организация выставки «{}»",
    "{}: дата основания и примечания",
    "Дни культуры «{}», посвящённые 80-летию Победы",
    "Срок сдачи проектов «{}»",
    "Заседание Правления МАГ ({})",
    "Конкурс «Город {}»",
    "Семинар «{}». Подведение итогов",
    "выездное заседание «{}»",
    "8 марта: приём «{}»",
    "3 дня в городе {}",
    "День столицы «{}»",
    "Всероссийский форум «{}» в городе Казани",
    "Мероприятия по плану {}",
    "IV Слёт «{}», г. Москва",
    "Итоги года «{}»",
)
REMARKS = (
    "",
    "",
    "",
    "по плану Правительства Москвы",
    "очно",
    "требуется регистрация до 1 мая",
    "см. приложение 2",
    "совместно с АСДГ",
    "бюджет уточняется",
)
HOSTS = ("МАГ", "Мэрия Казани", "АСДГ", "Администрация Тулы", "Союз мастеров", "Музей")


@dataclass(frozen=True, slots=True)
class Truth:
    """What a row says: dates as (precision, first, last), in order; kind is events, jubilees or city_days."""

    word: str
    kind: str
    number: str
    title: str = ""
    city: str | None = None
    dates: tuple[tuple[str, date | None, date | None], ...] = ()
    organisers: tuple[str, ...] = ()
    section: str | None = None
    status: str = "planned"
    age: int | None = None
    printed: str = ""


@dataclass(slots=True)
class Generated:
    """A document as rows of cells and loose lines, with the truth of each row."""

    lines: list[list[str]] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    width: int = 0

    def as_text(self) -> str:
        """The document with tabs between the cells; a loose line has one cell."""
        return "\n".join("\t".join(line) for line in self.lines) + "\n"  # a note may hold line breaks

    def as_markdown(self) -> str:
        """The document as a table of pipes, which has no broken cells."""
        rows = [
            "| " + " | ".join(line).replace("\n", "<br>") + " |" if len(line) > 1 else line[0]
            for line in self.lines
        ]
        return "\n".join(rows) + "\n"


Wording = tuple[str, tuple[tuple[str, date | None, date | None], ...]]


def wording(chance: random.Random) -> Wording:
    """A date as it is printed, and what it means."""
    return chance.choice(_WORDINGS)(chance)


def _day(chance: random.Random) -> date:
    return date(YEAR, 1, 10) + timedelta(chance.randrange(330))


def _in_figures(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _in_words(day: date) -> str:
    return f"{day.day} {GENITIVE[day.month - 1]}"


def _one_day(chance: random.Random) -> Wording:
    day = _day(chance)
    month = GENITIVE[day.month - 1]
    printed = chance.choice(
        (
            f"{day.day} {month}",
            f"{day:%d.%m.%Y}",
            f"{day.day} {month} {YEAR} г.",
            f"{day:%d.%m.%y}",
            f"{day.day:02} {month} {YEAR} года",
        )
    )
    return printed, (("day", day, day),)


def _days(chance: random.Random) -> Wording:
    first = _day(chance).replace(day=chance.randrange(1, 20))
    last = first + timedelta(chance.randrange(1, 8))
    month = GENITIVE[first.month - 1]
    dash = chance.choice("-–—")
    printed = chance.choice(
        (
            f"{first.day}{dash}{last.day} {month}",
            f"{first.day} {dash} {last.day} {month}",
            f"с {first.day} по {last.day} {month}",
            f"{first:%d.%m}{dash}{last:%d.%m.%Y}",
        )
    )
    return printed, (("days", first, last),)


def _month(chance: random.Random) -> Wording:
    number = chance.randrange(12)
    printed = chance.choice(
        (NOMINATIVE[number], f"{NOMINATIVE[number]} {YEAR}", f"в {PREPOSITIONAL[number]}")
    )
    return printed, (("month", *_window(number + 1, 1)),)


def _window(month: int, count: int) -> tuple[date, date]:
    following = month + count
    return date(YEAR, month, 1), date(YEAR + (following > 12), (following - 1) % 12 + 1, 1) - timedelta(1)


def _quarter(chance: random.Random) -> Wording:
    number = chance.randrange(1, 5)
    printed = chance.choice(
        (f"{['I', 'II', 'III', 'IV'][number - 1]} квартал", f"{number} квартал", f"{number}-й квартал")
    )
    return printed, (("quarter", *_window(3 * number - 2, 3)),)


def _undated(chance: random.Random) -> Wording:
    return chance.choice(
        (
            ("по отдельному графику", (("unscheduled", None, None),)),
            ("дата уточняется", (("unscheduled", None, None),)),
            ("срок уточняется", (("unscheduled", None, None),)),
            ("постоянно", (("recurring", None, None),)),
            ("ежеквартально", (("recurring", None, None),)),
            ("в течение года", (("year", date(YEAR, 1, 1), date(YEAR, 12, 31)),)),
        )
    )


_WORDINGS: tuple[Callable[[random.Random], Wording], ...] = (
    *([_one_day] * 5),
    *([_days] * 3),
    _month,
    _quarter,
    _undated,
)
_HEADS = {
    "number": ("№ п/п", "№", "N п/п", "№№ п/п", "П№", "Nr", "#", "п/п", "Номер", "№ пп"),
    "title": (
        "Мероприятие",
        "Мероприятия",
        "Наименование мероприятия",
        "Название",
        "Содержание",
        "Событие",
        "Тема",
    ),
    "both": ("Место, дата", "Дата и место проведения", "Место и сроки проведения", "Место, сроки"),
    "date": ("Дата", "Сроки проведения", "Срок", "Дата проведения", "Когда", "Период", "Время проведения"),
    "place": ("Место", "Город", "Место проведения", "Населённый пункт", "Где"),
    "hosts": (
        "Организатор",
        "Организаторы",
        "Проводящая организация",
        "Инициатор",
        "Ответственные",
        "Исполнитель",
    ),
    "note": ("Примечание", "Примечания"),
    "start": ("Начало", "Дата начала", "Начало проведения"),
    "end": ("Окончание", "Дата окончания", "Завершение"),
    "month": ("Месяц",),
    "day": ("Число", "День"),
    "other": ("Бюджет", "Финансирование", "Количество участников", "Контакты"),
    "blank": ("",),
    "format": ("Формат", "Форма проведения"),
    "region": ("Регион", "Субъект РФ"),
}
_TABLES = (
    ("number", "title", "both", "note"),
    ("number", "title", "both", "hosts"),
    ("number", "title", "date", "place", "hosts"),
    ("number", "date", "title", "place"),
    ("number", "title", "place", "date", "hosts", "note"),
    ("date", "title", "place"),
    ("title", "date", "place", "hosts"),
    ("title", "both", "hosts"),
    ("number", "title", "start", "end", "place"),
    ("number", "title", "start", "end", "place", "hosts"),
    ("number", "month", "day", "title", "place"),
    ("number", "place", "date", "title", "hosts", "note"),
    ("number", "title", "date", "place", "other"),
    ("number", "title", "other", "date", "place", "hosts"),
    ("blank", "title", "both", "note"),
    ("number", "title", "date", "place", "format"),
    ("number", "title", "date", "region", "place", "hosts"),
)


class _Writer:
    """Writes one plan from one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 -- a test wants the same plan again
        self.out = Generated()
        self.columns = self.chance.choice(_TABLES)
        self.has_number = "number" in self.columns or "blank" in self.columns
        self.sub = ""
        self.number_style = self.chance.choice(("{}.", "{}", "{})", "{} ."))
        self.words: set[str] = set()
        self.number = 0
        self.section: str | None = None

    def write(self) -> Generated:
        """The whole document."""
        chance, out = self.chance, self.out
        out.lines += [
            ["План мероприятий"],
            [f"Международной Ассамблеи столиц и крупных городов (МАГ) на {YEAR} год"],
            [""],
        ]
        out.header = [chance.choice(_HEADS[column]) for column in self.columns]
        out.width = len(self.columns)
        out.lines += self._header()
        if chance.random() < 0.1:
            out.lines.append([str(place) for place in range(1, out.width + 1)])
        for _ in range(chance.randrange(3, 14)):
            if chance.random() < 0.12:
                self._heading()
            if chance.random() < 0.04:
                self._two_under_letters()
            self._row()
            if chance.random() < 0.03:
                self._sum()
            if chance.random() < 0.08:
                self._page_break()
        if chance.random() < 0.4:
            self._cities()
        if chance.random() < 0.15:
            self._stray()
        if chance.random() < 0.2:
            out.lines += [[""], [chance.choice(("Генеральный директор В. И. Иванов", "Составил: Петров"))]]
        return out

    def _header(self) -> list[list[str]]:
        """The header in one row, or in two where a column for the dates is parted below."""
        header = self.out.header
        if "start" in self.columns and self.chance.random() < 0.5:
            place = self.columns.index("start")
            upper = [
                *header[:place],
                self.chance.choice(("Сроки проведения", "Срок")),
                "",
                *header[place + 2 :],
            ]
            lower = ["" for _ in header]
            lower[place : place + 2] = self.chance.choice((["начало", "окончание"], ["с", "по"]))
            return [upper, lower]
        return [list(header)]

    def _sum(self) -> None:
        self.out.lines.append(["", f"Всего: {self.number}", *[""] * (self.out.width - 2)])

    def _stray(self) -> None:
        """A row outside the table, which nobody can read with certainty: it must be told."""
        word = self._unique()
        self.out.lines += [[""], [f"{self.number + 1}. Форум «{word}», Казань, 5 мая"]]
        self.out.truths.append(Truth(word, "events", str(self.number + 1), f"Форум «{word}»", "Казань"))

    def _two_under_letters(self) -> None:
        """«а) …  б) …» in the titles and the organisers: two events of one row."""
        if not self.has_number or not {"hosts", "note"} & set(self.columns):
            return
        self.number += 1
        words, hosts = (self._unique(), self._unique()), self.chance.sample(HOSTS, 2)
        city = self.chance.choice(CITIES)
        printed, dates = self._date()
        gap = self.chance.choice(("  ", " ", "; "))
        titles = [f"Форум «{words[0]}»", f"Заседание секции «{words[1]}»"]
        label = "" if "hosts" in self.columns else "Организатор: "
        lettered = gap.join(f"{letter}) {label}{host}" for letter, host in zip("аб", hosts, strict=True))
        cells = self._cells(
            str(self.number),
            gap.join(f"{letter}) {title}" for letter, title in zip("аб", titles, strict=True)),
            city,
            printed,
        )
        cells |= {"hosts": lettered, "note": "" if "hosts" in self.columns else lettered}
        self.out.lines.append([cells[column] for column in self.columns])
        placed = "place" in self.columns or "both" in self.columns
        for word, title, host in zip(words, titles, hosts, strict=True):
            self.out.truths.append(
                Truth(
                    word,
                    "events",
                    str(self.number),
                    title,
                    city if placed else None,
                    dates,
                    (host,),
                    self.section,
                )
            )

    def _cells(self, number: str, title: str, city: str, printed: dict[str, str]) -> dict[str, str]:
        numbered = self.number_style.format(number) if number else ""
        return {
            "number": numbered,
            "blank": numbered,
            "title": title,
            "place": city,
            "date": printed.get("date", ""),
            "both": f"{city} {printed.get('date', '')}",
            "other": self.chance.choice(("", "100 000 руб.", "50")),
            "format": self.chance.choice(("очно", "очный", "")),
            "region": "",
            **printed,
        }

    def _unique(self) -> str:
        while True:
            word = "".join(self.chance.choice(SYLLABLES) for _ in range(4)).capitalize()
            if word not in self.words:
                self.words.add(word)
                return word

    def _heading(self) -> None:
        text = self.chance.choice(
            (
                "Мероприятия МАГ",
                "Участие в мероприятиях партнёров",
                "II. Выездные заседания",
                "Раздел 3. Конкурсы",
            )
        )
        self.section = text
        self.out.lines.append([text, *[""] * (self.out.width - 1)])

    def _row(self) -> None:
        chance = self.chance
        word = self._unique()
        title = chance.choice(TITLES).format(word)
        city = chance.choice(CITIES)
        hosts = tuple(chance.sample(HOSTS, chance.choice((1, 1, 2))))
        printed, dates = self._date()
        unnumbered = self.has_number and chance.random() < 0.06 and self.number > 0
        if not unnumbered:
            self.number += 1
        number = str(self.number) if self.has_number and not unnumbered else ""
        status, mark = "planned", ""
        if chance.random() < 0.06:
            status, mark = chance.choice((("cancelled", " (отменено)"), ("cancelled", " (исключено)")))
        remark = chance.choice(REMARKS) if "note" in self.columns else ""
        if remark == "" and "note" in self.columns and chance.random() < 0.08:
            status, remark, dates = self._noted(dates)
        label = f"Организатор{'ы' if len(hosts) > 1 else ''}: {', '.join(hosts)}"
        note = (
            remark
            if "hosts" in self.columns
            else "\n".join(filter(None, (label, remark[:1].upper() + remark[1:])))
        )
        cells = self._cells(number, self._typed(title) + mark, city, printed)
        cells |= {"hosts": ", ".join(hosts), "note": note}
        placed = "place" in self.columns or "both" in self.columns
        is_hosted = "hosts" in self.columns or "note" in self.columns
        self.out.truths.append(
            Truth(
                word,
                "events",
                number,
                title.removesuffix("."),
                city if placed else None,
                dates,
                hosts if is_hosted else (),
                self.section,
                status,
                printed="\n".join(cells.values()),
            )
        )
        self._print([cells[column] for column in self.columns], may_split=bool(number))

    def _noted(
        self, dates: tuple[tuple[str, date | None, date | None], ...]
    ) -> tuple[str, str, tuple[tuple[str, date | None, date | None], ...]]:
        """A word of status in the note, and the date that it gives."""
        day = _day(self.chance)
        moved = (("day", day, day),)
        return self.chance.choice(
            (
                ("cancelled", "отменено", dates),
                ("cancelled", "не состоится", dates),
                ("cancelled", "снято с плана", dates),
                ("moved", f"перенос на {day.day} {GENITIVE[day.month - 1]}", moved),
                ("moved", f"перенесено на {day:%d.%m.%Y}", moved),
            )
        )

    def _date(self) -> tuple[dict[str, str], tuple[tuple[str, date | None, date | None], ...]]:
        chance = self.chance
        if "start" in self.columns:
            first = _day(chance)
            last = first + timedelta(chance.choice((0, 0, 1, 2, 9)))
            form = chance.choice((_in_figures, _in_words))
            if last.year > YEAR:
                last = first
            return {"start": form(first), "end": form(last)}, (
                ("day" if first == last else "days", first, last),
            )
        if "month" in self.columns:
            day = _day(chance)
            return {"month": NOMINATIVE[day.month - 1], "day": str(day.day)}, (("day", day, day),)
        printed, dates = wording(chance)
        return {"date": printed}, dates

    def _typed(self, title: str) -> str:
        """The title with a habit of typing that changes nothing."""
        return self.chance.choice(
            (
                title,
                title,
                title,
                title + ".",
                f" {title}",
                title.replace(" ", "  ", 1),
                title.replace(" ", "\u00a0", 1),
            )
        )

    def _print(self, cells: Sequence[str], *, may_split: bool) -> None:
        """A row in one piece, or cut in two by a page break, as the plan of 2020 has it."""
        chance = self.chance
        cells = [
            cell if place in {0, len(cells) - 1} else cell.replace("\n", " ")
            for place, cell in enumerate(cells)
        ]
        if may_split and chance.random() < 0.08:
            upper, lower = _cut(cells, self.columns, chance)
            self.out.lines.append(upper)
            if chance.random() < 0.5:
                self._page_break()
            self.out.lines.append(lower)
        else:
            line = list(cells)
            if may_split and chance.random() < 0.05:
                self.out.lines += _broken(line, chance)
                return
            if chance.random() < 0.2:
                while len(line) > 2 and not line[-1]:
                    line.pop()
            self.out.lines.append(line)

    def _page_break(self) -> None:
        chance = self.chance
        self.out.lines.append([""])
        if chance.random() < 0.3:
            self.out.lines.append([f"- {chance.randrange(2, 9)} -"])
        if chance.random() < 0.5:
            self.out.lines.append(list(self.out.header))

    def _cities(self) -> None:
        chance = self.chance
        kind, heading = chance.choice(
            (("jubilees", "Юбилеи городов МАГ"), ("city_days", "Дни городов-столиц членов МАГ"))
        )
        self.out.lines.append([heading, *[""] * (self.out.width - 1)] if self.out.width > 3 else [heading])
        mark = partial(self.number_style.format)
        for number, city in enumerate(chance.sample(CITIES, chance.randrange(1, 6)), 1):
            day, age = _day(chance), chance.randrange(20, 1200)
            if kind == "jubilees":
                age -= age % 5
            cells = [mark(number), city, f"{age} {_years(age)}", f"{day.day} {GENITIVE[day.month - 1]}"]
            if not self.has_number and self.out.width == 3:
                cells = cells[1:]
            self.out.lines.append(cells)
            self.out.truths.append(
                Truth(
                    city,
                    kind,
                    str(number) if len(cells) == 4 else "",
                    city=city,
                    dates=(("day", day, day),),
                    age=age,
                )
            )


def _cut(cells: Sequence[str], columns: Sequence[str], chance: random.Random) -> tuple[list[str], list[str]]:
    """Two pieces of a row: the title is cut between words; what else there is goes below or is cut at a hyphen."""
    upper, lower = [""] * len(cells), [""] * len(cells)
    for place, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        words = cell.split(" ")
        if column in {"number", "blank"}:
            upper[place] = cell
        elif column == "title" and len(words) > 2:
            at = chance.randrange(1, len(words))
            upper[place], lower[place] = " ".join(words[:at]), " ".join(words[at:])
        elif column == "title":
            upper[place] = cell
        else:
            lower[place] = cell
    return upper, lower


def _broken(cells: list[str], chance: random.Random) -> list[list[str]]:
    """A row with a stray line break inside one of its cells, as copied from a document."""
    places = [place for place, cell in enumerate(cells) if " " in cell and place and not cell.endswith(" ")]
    if not places:
        return [cells]
    place = chance.choice(places)
    blanks = [at for at, sign in enumerate(cells[place]) if sign == " "]
    at = chance.choice(blanks)
    upper, lower = cells[place][:at].rstrip(), cells[place][at + 1 :].lstrip()
    if not upper or not lower:
        return [cells]
    return [[*cells[:place], upper], [lower, *cells[place + 1 :]]]


def _years(age: int) -> str:
    if age % 10 == 1 and age % 100 != 11:
        return "год"
    return "года" if age % 10 in {2, 3, 4} and age % 100 not in {12, 13, 14} else "лет"


def generate(seed: int) -> Generated:
    """The plan of a seed."""
    return _Writer(seed).write()
