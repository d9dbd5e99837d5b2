"""A tool: the bulletin that every client sends, of 2,000 characters and sixty entities."""

TOKEN = "1:letter-letter-letter-letter-letter-l"
FIRST_ID = 1_000_000

_TOWNS = ("Казань", "Владивосток", "Уфа", "Минск", "Ереван")
_LINES = tuple(
    f"• <b>{day} декабря</b>: день города в городе <i>{_TOWNS[day % len(_TOWNS)]}</i>, ориентировочно"
    for day in range(1, 31)
)
# An answer to a question has this length and this many entities.
ANSWER = "📅 <b>Ближайшие события</b>\n\n" + "\n".join(_LINES[:4])
TEXT = "🗞 <b>Бюллетень МАГ</b>\n\n" + "\n".join(_LINES)
