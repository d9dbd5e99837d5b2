"""A tool: writes random plans with their truth, as people type them.

A plan is made from a seed: columns in an order and under words of its own, rows with and without numbers,
headings, city lists, footnotes, and the typing habits of plans. Every event has a word that stands nowhere
else, so that it can be found again after reading.
"""

import random
from collections.abc import Sequence
from datetime import timedelta

from tests.plans.generator import habits
from tests.plans.generator.cities import write_cities
from tests.plans.generator.truth import YEAR, Dates, GeneratedPlan, Truth
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


def generate(seed: int, *, may_break: bool = True) -> GeneratedPlan:
    """Return the plan of a seed.

    may_break: cells may be broken over lines, as only a text has it.
    """
    return Writer(seed, may_break=may_break).write()


class Writer:
    """A writer of one plan from one seed."""

    def __init__(self, seed: int, *, may_break: bool) -> None:
        self.may_break = may_break
        self.rng = random.Random(seed)  # noqa: S311 -- a test wants the same plan again
        self.out = GeneratedPlan()
        self.columns = self.rng.choice(TABLES)
        self.has_number = bool({"number", "blank"} & set(self.columns))
        self.number_style = self.rng.choice(("{}.", "{}", "{})", "{} ."))
        self.by_months = "date" in self.columns and self.has_number and self.rng.random() < 0.3
        self.words: set[str] = set()
        self.number = 0
        self.section: str | None = None
        self.month = 0

    def write(self) -> GeneratedPlan:
        """Write the whole document."""
        out = self.out
        out.width = len(self.columns)
        out.lines += [
            ["План мероприятий"],
            [f"Международной Ассамблеи столиц и крупных городов (МАГ) на {YEAR} год"],
            [""],
        ]
        out.header = self._header()
        out.lines += out.header
        if self._with_probability(0.1):
            out.lines.append([str(place) for place in range(1, out.width + 1)])
        for _ in range(self.rng.randrange(4, 14)):
            self._add_something()
        if self._with_probability(0.4):
            write_cities(out, self.rng, self.number_style if self.has_number or out.width > 3 else "")
        if self._with_probability(0.15):
            self._add_stray_row()
        if self._with_probability(0.2):
            out.lines += [
                [""],
                [self.rng.choice(("Генеральный директор В. И. Иванов", "Составил: Петров"))],
            ]
        return out

    def _with_probability(self, share: float) -> bool:
        return self.rng.random() < share

    def _add_something(self) -> None:
        """Add a row, at random with headings, special rows, a total or a page break around it."""
        if self.by_months and (not self.month or self._with_probability(0.2)):
            self._add_month_heading()
        elif self._with_probability(0.12) and not self.by_months:
            self._add_heading()
        if self._with_probability(0.04):
            self._add_lettered_row()
        if self._with_probability(0.03):
            self._add_untitled_row()
        self._add_row()
        if self._with_probability(0.03):
            self.out.lines.append(["", f"Всего: {self.number}", *[""] * (self.out.width - 2)])
        if self._with_probability(0.08):
            self._add_page_break()

    def _header(self) -> list[list[str]]:
        """Return the header in one row, or in two where the date column is divided below."""
        header = [self.rng.choice(HEADS[column]) for column in self.columns]
        if "start" in self.columns and self._with_probability(0.5):
            place = self.columns.index("start")
            upper = [
                *header[:place],
                self.rng.choice(("Сроки проведения", "Срок")),
                "",
                *header[place + 2 :],
            ]
            lower = ["" for _ in header]
            lower[place : place + 2] = self.rng.choice((["начало", "окончание"], ["с", "по"]))
            return [upper, lower]
        return [header]

    def _unique_word(self) -> str:
        while (word := "".join(self.rng.choice(SYLLABLES) for _ in range(4)).capitalize()) in self.words:
            pass
        self.words.add(word)
        return word

    def _add_heading(self) -> None:
        self.section = self.rng.choice(SECTIONS)
        self.out.lines.append([self.section, *[""] * (self.out.width - 1)])

    def _add_month_heading(self) -> None:
        self.month = min(self.month + self.rng.randrange(1, 3), 12)
        name = NOMINATIVE[self.month - 1]
        self.section = self.rng.choice((name.upper(), name.capitalize(), f"{name.capitalize()} {YEAR} г."))
        self.out.lines.append([self.section, *[""] * (self.out.width - 1)])

    def _add_stray_row(self) -> None:
        """Add a row outside the table, which cannot be read with certainty and must be reported."""
        word = self._unique_word()
        self.out.lines += [[""], [f"{self.number + 1}. Форум «{word}», Казань, 5 мая"]]
        self.out.truths.append(Truth(word, "events", str(self.number + 1), f"Форум «{word}»", "Казань"))

    def _add_untitled_row(self) -> None:
        """Add a numbered row without a title, which must be reported."""
        if not self.has_number:
            return
        self.number += 1
        cells = self._cells(str(self.number), "", self.rng.choice(CITIES), self._date()[0])
        line = [cells[column] for column in self.columns]
        self.out.lines.append(line)
        self.out.truths.append(Truth("\0", "events", str(self.number), printed="\n".join(line)))

    def _add_lettered_row(self) -> None:
        """Add two events in one row, under «а)» and «б)» in titles and organisers."""
        if not self.has_number or not {"hosts", "note"} & set(self.columns):
            return
        self.number += 1
        words, hosts = (self._unique_word(), self._unique_word()), self.rng.sample(HOSTS, 2)
        city, (printed, dates) = self.rng.choice(CITIES), self._date()
        gap = self.rng.choice(("  ", " ", "; "))
        titles = [f"Форум «{words[0]}»", f"Заседание секции «{words[1]}»"]
        label = "" if "hosts" in self.columns else "Организатор: "
        lettered = gap.join(f"{letter}) {label}{host}" for letter, host in zip("аб", hosts, strict=True))
        both = gap.join(f"{letter}) {title}" for letter, title in zip("аб", titles, strict=True))
        cells = self._cells(str(self.number), both, city, printed)
        cells |= {"hosts": lettered, "note": "" if "hosts" in self.columns else lettered}
        self.out.lines.append([cells[column] for column in self.columns])
        for word, title, host in zip(words, titles, hosts, strict=True):
            row = (
                word,
                "events",
                str(self.number),
                title,
                self._city_if_printed(city),
                dates,
                (host,),
                self.section,
            )
            self.out.truths.append(Truth(*row))

    def _city_if_printed(self, city: str) -> str | None:
        return city if {"place", "both"} & set(self.columns) else None

    def _cells(self, number: str, title: str, city: str, printed: dict[str, str]) -> dict[str, str]:
        numbered = self.number_style.format(number) if number else ""
        date = printed.get("date", "")
        both = self.rng.choice((f"{city} {date}", f"{city}, {date}", f"{date}, {city}", f"{city}\n{date}"))
        return {
            "number": numbered,
            "blank": numbered,
            "title": title,
            "place": self.rng.choice((city, city, f"г. {city}")),
            "date": date,
            "strange": date,
            "both": both.replace("\n", " "),
            "other": self.rng.choice(("", "100 000 руб.", "50")),
            "format": self.rng.choice(("очно", "очный", "")),
            "region": "",
            "hosts": "",
            "note": "",
            **printed,
        }

    def _add_row(self) -> None:
        rng = self.rng
        word = self._unique_word()
        title, city = rng.choice(TITLES).format(word), rng.choice(CITIES)
        hosts = tuple(rng.sample(HOSTS, rng.choice((1, 1, 2))))
        printed, dates = self._date()
        is_numbered = self.has_number and not (self.number and self._with_probability(0.06))
        self.number += is_numbered
        number = str(self.number) if is_numbered else ""
        status, mark, remark, dates = self._status(dates)
        label = f"Организатор{'ы' if len(hosts) > 1 else ''}: {', '.join(hosts)}"
        both = "\n".join(filter(None, (label, remark[:1].upper() + remark[1:])))
        cells = self._cells(number, habits.with_typing_habit(title, rng) + mark, city, printed)
        cells |= {"hosts": ", ".join(hosts), "note": remark if "hosts" in self.columns else both}
        is_hosted = bool({"hosts", "note"} & set(self.columns))
        truth = Truth(word, "events", number, title.removesuffix("."), self._city_if_printed(city), dates)
        truth = _with(truth, hosts if is_hosted else (), self.section, status, "\n".join(cells.values()))
        self.out.truths.append(truth)
        self._add_printed([cells[column] for column in self.columns], may_split=bool(number))

    def _status(self, dates: Dates) -> tuple[str, str, str, Dates]:
        """Return the status, its mark in the title or the note, and the dates that hold then."""
        if self._with_probability(0.06):
            return (
                "cancelled",
                self.rng.choice((" (отменено)", " (исключено)", " (не состоится)")),
                "",
                dates,
            )
        if "note" not in self.columns or not self._with_probability(0.06):
            return "planned", "", self.rng.choice(REMARKS) if "note" in self.columns else "", dates
        day = random_day(self.rng)
        if self._with_probability(0.5):
            return "cancelled", "", self.rng.choice(("отменено", "не состоится", "снято с плана")), dates
        moved = self.rng.choice((f"перенос на {in_words(day)}", f"перенесено на {in_figures(day)}"))
        return "moved", "", moved, (("day", day, day),)

    def _date(self) -> tuple[dict[str, str], Dates]:
        rng = self.rng
        if "start" in self.columns:
            first = random_day(rng)
            last = first + timedelta(rng.choice((0, 0, 1, 2, 9)))
            form = rng.choice((in_figures, in_words))
            return {"start": form(first), "end": form(last)}, (
                ("day" if first == last else "days", first, last),
            )
        if "month" in self.columns:
            day = random_day(rng)
            return {"month": NOMINATIVE[day.month - 1], "day": str(day.day)}, (("day", day, day),)
        printed, dates = (
            self._date_in_month() if self.by_months and self._with_probability(0.6) else random_wording(rng)
        )
        return {"date": printed}, dates

    def _date_in_month(self) -> tuple[str, Dates]:
        """Return a date that takes its month from the heading above."""
        first = window(self.month, 1)[0].replace(day=self.rng.randrange(1, 20))
        last = first + timedelta(self.rng.randrange(1, 6))
        return self.rng.choice(
            (
                (str(first.day), (("day", first, first),)),
                (f"{first.day}–{last.day}", (("days", first, last),)),
                ("в течение месяца", (("month", *window(self.month, 1)),)),
                (f"{first.day} {GENITIVE[self.month - 1]}", (("day", first, first),)),
            )
        )

    def _add_printed(self, cells: Sequence[str], *, may_split: bool) -> None:
        """Add a row in one piece, or cut in two by a page break, or broken inside a cell."""
        cells = [*(cell.replace("\n", " ") for cell in cells[:-1]), cells[-1]]
        if may_split and self._with_probability(0.08):
            upper, lower = habits.cut_by_page_break(cells, self.columns, self.rng)
            self.out.lines.append(upper)
            if self._with_probability(0.5):
                self._add_page_break()
            self.out.lines.append(lower)
        elif may_split and self.may_break and self._with_probability(0.05):
            self.out.lines += habits.broken_inside_cell(cells, self.rng)
        else:
            self.out.lines.append(
                habits.without_trailing_cells(cells) if self._with_probability(0.2) else list(cells)
            )

    def _add_page_break(self) -> None:
        self.out.lines.append([""])
        if self._with_probability(0.3):
            self.out.lines.append([f"- {self.rng.randrange(2, 9)} -"])
        if self._with_probability(0.5):
            self.out.lines += self.out.header


def _with(truth: Truth, hosts: tuple[str, ...], section: str | None, status: str, printed: str) -> Truth:
    return Truth(
        *(truth.word, truth.kind, truth.number, truth.title, truth.city, truth.dates),
        hosts,
        section,
        status,
        printed=printed,
    )
