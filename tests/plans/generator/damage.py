"""A tool: damages plans by cutting, doubling, joining, garbling and dropping lines."""

import random

_PLAN = (
    "\t \n | № 1. 2. 14. 1.1 Мероприятия Место, дата Примечание Москва Нарьян-Мар Нур-Султан Мар "
    '12 марта сентябрь октябрь-ноябрь 31 февраля – - ; / ( ) « » " ** <b> </b> <sup>1</sup> * • по графику '
    "Организатор: Организаторы Участие в XIII ХХ Юбилей городов Дни 85 лет 953 год ориентировочно "
    "План на 2020 год проект от 18 декабря 2025 г. отменено перенесено с |---|---| \\| онлайн Урюпинск \ufeff"
)
WORDS = tuple(_PLAN.split(" "))


def damage(text: str, rng: random.Random, damages: int) -> str:
    """Return the text with this number of damages, and perhaps shuffled."""
    lines = text.split("\n")
    for _ in range(damages):
        place = rng.randrange(len(lines))
        line = lines[place]
        cut = rng.randrange(len(line) + 1)
        lines[place : place + 1] = rng.choice(
            [
                [line[:cut], line[cut:]],
                [line, line],
                [line[:cut] + line[cut + 1 :]],
                [line[:cut] + "\t" + line[cut:]],
                [line[:cut] + rng.choice(WORDS) + line[cut:]],
                [line.replace("\t", "|")],
                [],
            ]
        ) or [""]
    if rng.random() < 0.3:
        rng.shuffle(lines)
    return "\n".join(lines)
