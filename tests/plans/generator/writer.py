"""A tool: random plans with their truth, as people type them, for the reader to be measured with.

A plan is made from a seed: columns in an order and under words of their own, rows with and without numbers,
headings, city lists, footnotes, and the habits of typing that plans have. Every event carries a word that
stands nowhere else, so that what became of it can be found again, however it was read.
"""

import random
from collections.abc import Sequence
from datetime import timedelta

from tests.plans.generator import habits
from tests.plans.generator.cities import write_cities
from tests.plans.generator.truth import YEAR, Dates, Generated, Truth
from tests.plans.generator.wordings import (
    GENITIVE,
    NOMINATIVE,
    in_figures,
    in_words,
    random_day,
    random_wording,
    window,
)
from tests.plans.generator.words import CITIES, HEADS, HOSTS, REMARKS, SECTIONS, SYLLABLES, TABLES, TITLES


def generate(seed: int, *, may_break: bool = True) -> Generated:
    """The plan of a seed. may_break: cells may be broken over lines, as only a text has it."""
    return Writer(seed, may_break=may_break).write()


class Writer:
    """Writes one plan from one seed."""

    def __init__(self, seed: int, *, may_break: bool) -> None:
        self.may_break = may_break
        self.chance = random.Random(seed)  # noqa: S311 -- a test wants the same plan again
        self.out = Generated()
        self.columns = self.chance.choice(TABLES)
        self.has_number = bool({"number", "blank"} & set(self.columns))
        self.number_style = self.chance.choice(("{}.", "{}", "{})", "{} ."))
        self.by_months = "date" in self.columns and self.has_number and self.chance.random() < 0.3
        self.words: set[str] = set()
        self.number = 0
        self.section: str | None = None
        self.month = 0

    def write(self) -> Generated:
        """The whole document."""
        out = self.out
        out.width = len(self.columns)
        out.lines += [
            ["План мероприятий"],
            [f"Международной Ассамблеи столиц и крупных городов (МАГ) на {YEAR} год"],
            [""],
        ]
        out.header = self._header()
        out.lines += out.header
        if self._happens(0.1):
            out.lines.append([str(place) for place in range(1, out.width + 1)])
        for _ in range(self.chance.randrange(4, 14)):
            self._something()
        if self._happens(0.4):
            write_cities(out, self.chance, self.number_style if self.has_number or out.width > 3 else "")
        if self._happens(0.15):
            self._stray()
        if self._happens(0.2):
            out.lines += [
                [""],
                [self.chance.choice(("Генеральный директор В. И. Иванов", "Составил: Петров"))],
            ]
        return out

    def _happens(self, share: float) -> bool:
        return self.chance.random() < share

    def _something(self) -> None:
        """A row, perhaps with something else before or after it."""
        if self.by_months and (not self.month or self._happens(0.2)):
            self._month_heading()
        elif self._happens(0.12) and not self.by_months:
            self._heading()
        if self._happens(0.04):
            self._two_under_letters()
        if self._happens(0.03):
            self._untitled()
        self._row()
        if self._happens(0.03):
            self.out.lines.append(["", f"Всего: {self.number}", *[""] * (self.out.width - 2)])
        if self._happens(0.08):
            self._page_break()

    def _header(self) -> list[list[str]]:
        """The header in one row, or in two where the column for the dates is parted below."""
        header = [self.chance.choice(HEADS[column]) for column in self.columns]
        if "start" in self.columns and self._happens(0.5):
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
        return [header]

    def _unique(self) -> str:
        while (word := "".join(self.chance.choice(SYLLABLES) for _ in range(4)).capitalize()) in self.words:
            pass
        self.words.add(word)
        return word

    def _heading(self) -> None:
        self.section = self.chance.choice(SECTIONS)
        self.out.lines.append([self.section, *[""] * (self.out.width - 1)])

    def _month_heading(self) -> None:
        self.month = min(self.month + self.chance.randrange(1, 3), 12)
        name = NOMINATIVE[self.month - 1]
        self.section = self.chance.choice((name.upper(), name.capitalize(), f"{name.capitalize()} {YEAR} г."))
        self.out.lines.append([self.section, *[""] * (self.out.width - 1)])

    def _stray(self) -> None:
        """A row outside the table, which nobody can read with certainty: it must be told."""
        word = self._unique()
        self.out.lines += [[""], [f"{self.number + 1}. Форум «{word}», Казань, 5 мая"]]
        self.out.truths.append(Truth(word, "events", str(self.number + 1), f"Форум «{word}»", "Казань"))

    def _untitled(self) -> None:
        """A numbered row without a title: it must be told."""
        if not self.has_number:
            return
        self.number += 1
        cells = self._cells(str(self.number), "", self.chance.choice(CITIES), self._date()[0])
        line = [cells[column] for column in self.columns]
        self.out.lines.append(line)
        self.out.truths.append(Truth("\0", "events", str(self.number), printed="\n".join(line)))

    def _two_under_letters(self) -> None:
        """«а) …  б) …» in the titles and the organisers: two events of one row."""
        if not self.has_number or not {"hosts", "note"} & set(self.columns):
            return
        self.number += 1
        words, hosts = (self._unique(), self._unique()), self.chance.sample(HOSTS, 2)
        city, (printed, dates) = self.chance.choice(CITIES), self._date()
        gap = self.chance.choice(("  ", " ", "; "))
        titles = [f"Форум «{words[0]}»", f"Заседание секции «{words[1]}»"]
        label = "" if "hosts" in self.columns else "Организатор: "
        lettered = gap.join(f"{letter}) {label}{host}" for letter, host in zip("аб", hosts, strict=True))
        both = gap.join(f"{letter}) {title}" for letter, title in zip("аб", titles, strict=True))
        cells = self._cells(str(self.number), both, city, printed)
        cells |= {"hosts": lettered, "note": "" if "hosts" in self.columns else lettered}
        self.out.lines.append([cells[column] for column in self.columns])
        for word, title, host in zip(words, titles, hosts, strict=True):
            row = (word, "events", str(self.number), title, self._placed(city), dates, (host,), self.section)
            self.out.truths.append(Truth(*row))

    def _placed(self, city: str) -> str | None:
        return city if {"place", "both"} & set(self.columns) else None

    def _cells(self, number: str, title: str, city: str, printed: dict[str, str]) -> dict[str, str]:
        numbered = self.number_style.format(number) if number else ""
        date = printed.get("date", "")
        both = self.chance.choice((f"{city} {date}", f"{city}, {date}", f"{date}, {city}", f"{city}\n{date}"))
        return {
            "number": numbered,
            "blank": numbered,
            "title": title,
            "place": self.chance.choice((city, city, f"г. {city}")),
            "date": date,
            "strange": date,
            "both": both.replace("\n", " "),
            "other": self.chance.choice(("", "100 000 руб.", "50")),
            "format": self.chance.choice(("очно", "очный", "")),
            "region": "",
            "hosts": "",
            "note": "",
            **printed,
        }

    def _row(self) -> None:
        chance = self.chance
        word = self._unique()
        title, city = chance.choice(TITLES).format(word), chance.choice(CITIES)
        hosts = tuple(chance.sample(HOSTS, chance.choice((1, 1, 2))))
        printed, dates = self._date()
        is_numbered = self.has_number and not (self.number and self._happens(0.06))
        self.number += is_numbered
        number = str(self.number) if is_numbered else ""
        status, mark, remark, dates = self._status(dates)
        label = f"Организатор{'ы' if len(hosts) > 1 else ''}: {', '.join(hosts)}"
        both = "\n".join(filter(None, (label, remark[:1].upper() + remark[1:])))
        cells = self._cells(number, habits.typed(title, chance) + mark, city, printed)
        cells |= {"hosts": ", ".join(hosts), "note": remark if "hosts" in self.columns else both}
        is_hosted = bool({"hosts", "note"} & set(self.columns))
        truth = Truth(word, "events", number, title.removesuffix("."), self._placed(city), dates)
        truth = _with(truth, hosts if is_hosted else (), self.section, status, "\n".join(cells.values()))
        self.out.truths.append(truth)
        self._print([cells[column] for column in self.columns], may_split=bool(number))

    def _status(self, dates: Dates) -> tuple[str, str, str, Dates]:
        """The status with the mark it leaves in the title or the note, and the dates that hold then."""
        if self._happens(0.06):
            return (
                "cancelled",
                self.chance.choice((" (отменено)", " (исключено)", " (не состоится)")),
                "",
                dates,
            )
        if "note" not in self.columns or not self._happens(0.06):
            return "planned", "", self.chance.choice(REMARKS) if "note" in self.columns else "", dates
        day = random_day(self.chance)
        if self._happens(0.5):
            return "cancelled", "", self.chance.choice(("отменено", "не состоится", "снято с плана")), dates
        moved = self.chance.choice((f"перенос на {in_words(day)}", f"перенесено на {in_figures(day)}"))
        return "moved", "", moved, (("day", day, day),)

    def _date(self) -> tuple[dict[str, str], Dates]:
        chance = self.chance
        if "start" in self.columns:
            first = random_day(chance)
            last = first + timedelta(chance.choice((0, 0, 1, 2, 9)))
            form = chance.choice((in_figures, in_words))
            return {"start": form(first), "end": form(last)}, (
                ("day" if first == last else "days", first, last),
            )
        if "month" in self.columns:
            day = random_day(chance)
            return {"month": NOMINATIVE[day.month - 1], "day": str(day.day)}, (("day", day, day),)
        printed, dates = self._lent() if self.by_months and self._happens(0.6) else random_wording(chance)
        return {"date": printed}, dates

    def _lent(self) -> tuple[str, Dates]:
        """A date that takes its month from the heading above."""
        first = window(self.month, 1)[0].replace(day=self.chance.randrange(1, 20))
        last = first + timedelta(self.chance.randrange(1, 6))
        return self.chance.choice(
            (
                (str(first.day), (("day", first, first),)),
                (f"{first.day}–{last.day}", (("days", first, last),)),
                ("в течение месяца", (("month", *window(self.month, 1)),)),
                (f"{first.day} {GENITIVE[self.month - 1]}", (("day", first, first),)),
            )
        )

    def _print(self, cells: Sequence[str], *, may_split: bool) -> None:
        """A row in one piece, or cut in two by a page break, or broken inside a cell."""
        cells = [*(cell.replace("\n", " ") for cell in cells[:-1]), cells[-1]]
        if may_split and self._happens(0.08):
            upper, lower = habits.cut(cells, self.columns, self.chance)
            self.out.lines.append(upper)
            if self._happens(0.5):
                self._page_break()
            self.out.lines.append(lower)
        elif may_split and self.may_break and self._happens(0.05):
            self.out.lines += habits.broken(cells, self.chance)
        else:
            self.out.lines.append(habits.trimmed(cells) if self._happens(0.2) else list(cells))

    def _page_break(self) -> None:
        self.out.lines.append([""])
        if self._happens(0.3):
            self.out.lines.append([f"- {self.chance.randrange(2, 9)} -"])
        if self._happens(0.5):
            self.out.lines += self.out.header


def _with(truth: Truth, hosts: tuple[str, ...], section: str | None, status: str, printed: str) -> Truth:
    return Truth(
        *(truth.word, truth.kind, truth.number, truth.title, truth.city, truth.dates),
        hosts,
        section,
        status,
        printed=printed,
    )
