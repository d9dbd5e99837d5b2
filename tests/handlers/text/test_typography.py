"""Titles are shown with book typography."""

import pytest

from handlers.text.typography import typeset


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ('Форум "Город"', "Форум «Город»"),
        ('"Город, где хочется жить" и IX конкурс', "«Город, где хочется жить» и IX конкурс"),
        ("Конкурс “Город”.", "Конкурс «Город»."),
        ("Конкурс „Город“", "Конкурс «Город»"),
        ('НОК "Семья"; АНО "Дом"', "НОК «Семья»; АНО «Дом»"),
        ('("Город")', "(«Город»)"),
        ("войне 1941-1945 годов", "войне 1941–1945 годов"),
        ("1941 - 45 гг.", "1941–45 гг."),
        ("Ту-154, 2020-05-12", "Ту-154, 2020-05-12"),
        ('доска 2" толщиной', 'доска 2" толщиной'),
        ("Форум-выставка «Город»", "Форум-выставка «Город»"),
    ],
)
def test_title_is_typeset(printed: str, shown: str) -> None:
    """Quotes become «» where they pair and a hyphen between years a dash. Nothing else changes."""
    assert typeset(printed) == shown
