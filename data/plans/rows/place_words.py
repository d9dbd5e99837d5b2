"""Recognise the words by which a place cell names a region, a venue, a route, or «онлайн»."""

import re
from collections.abc import Mapping

ONLINE = re.compile(
    r"\bон-?\s?лайн\w*|\bonline\b|\bвкс\b|\bвидео-?конференц\w*(?:-?связ\w+)?|\bдистанционн\w*|\bzoom\b|\bвебинар\w*"
    r"|\bинтернет\w*|\bудал[её]нн\w*|\bвиртуальн\w*|\bтелемост\w*",
    re.IGNORECASE,
)
HYBRID = re.compile(
    r"\bгибридн\w*|\bhybrid\b|\bсмешанн\w*|\bочно-(?:заочн|дистанционн)\w*|\bочно-онлайн\b", re.IGNORECASE
)
ONLINE_PHRASE = re.compile(
    rf"(?:{ONLINE.pattern}|{HYBRID.pattern}|\bочн(?:о|ый|ая|ое)\b|\bформат\w*|\bрежим\w*|\bв\s+(?=формат|режим))",
    re.IGNORECASE,
)
"""«в онлайн-формате», «очно»: words on the way to take part, with those around them."""

REGION = re.compile(
    r"\bреспублик|\bобласт|\bобл\b|\bкра[йяюе]\b|\bокруг|\bрегион|\bрайон|\bр-н\b|\bстран|\bгосударств[ао]?\b|"
    r"\bгорода\b|\bснг\b|\bеаэс\b|\bевраз|\bповолж|\bсибир|\bурал|\bкавказ|\bпо городам|\bподмосков|"
    r"\bзабайкаль|\bприморь|"
    r"\bприбалтик|\bкузбасс|\bюгр[аые]\b|\b[цюсдп]фо\b|\bмуниципальн\w+ образовани|\bресп\b"
)
_STATE = re.compile(r"(?:област|обл\b|кра[йяюе]\b|респ|автономн|\bао\b)")
_COUNTRIES: Mapping[str, str] = {
    word: country
    for country, words in {
        "Россия": "россия россии российская рф",
        "Беларусь": "беларусь беларуси белоруссия белоруссии",
        "Казахстан": "казахстан казахстана рк",
        "Кыргызстан": "киргизия кыргызстан кыргызстана кр",
        "Таджикистан": "таджикистан таджикистана",
        "Узбекистан": "узбекистан узбекистана",
        "Армения": "армения армении",
        "Азербайджан": "азербайджан азербайджана",
        "Грузия": "грузия грузии",
        "Молдавия": "молдавия молдова молдовы приднестровье",
        "Украина": "украина украины",
    }.items()
    for word in words.split()
}
_OTHER_COUNTRIES = frozenset(
    """туркменистан туркмения абхазия монголия федерация китай кнр индия иран турция сербия болгария германия
    франция италия испания греция израиль египет вьетнам латвия литва эстония польша чехия словакия венгрия
    румыния финляндия швеция норвегия австрия швейцария япония корея кндр оаэ куба бразилия сша канада катар
    англия великобритания нидерланды бельгия португалия хорватия словения македония черногория кипр мексика
    аргентина индонезия малайзия таиланд сингапур пакистан афганистан сирия ливан марокко алжир тунис эфиопия
    юар нигерия саудовская аравия бахрейн кувейт оман йемен ирак иордания""".split()  # noqa: SIM905
)
_REPUBLICS = frozenset(
    """крым татарстан башкортостан чувашия мордовия дагестан якутия бурятия удмуртия карелия коми хакасия тува
    адыгея калмыкия ингушетия чечня алтай осетия саха башкирия""".split()  # noqa: SIM905 -- a list of words
)
VENUE = re.compile(
    r"\bдом[ае]?\b|\bдворец|\bдворц|\bзал[ае]?\b|\bгостиниц|\bотел|\bцентр|\bуниверситет|\bинститут|\bакадеми|"
    r"\bмузе|\bтеатр|\bбиблиотек|\bпосольств|\bпарк|\bстадион|\bплощад|\bулиц|\bул\.|\bпросп|\bпр-т|\bздани|"
    r"\bэкспо|\w*экспо\b|\w*центр\b|\bвднх\b|\bмэри|\bадминистрац|\bправительств|\bдум[аеы]\b|\bминистерств|"
    r"\bмид\b|\bпавильон|\bофис|\bсекретариат|\bштаб-квартир|\bсовет|\bхолл|\bкомплекс|\bбизнес|\bаэропорт|"
    r"\bтеплоход|\bсанатори|\bкремл|\bвокзал|\bсобор|\bкинотеатр|\bтц\b|\bтрц\b|\bдк\b|\bкц\b|\bшкол|\bгимнази|"
    r"\bлице[йяе]|\bколледж|\bнабережн|\bсквер|\bаллея|\bмонастыр|\bхрам|\bфилармони|\bгалере|\bманеж|\bратуш|"
    r"\bклуб|\bарен[аеы]|\bусадьб|\bпристань|\bресторан|\bкафе|\bтехнопарк|\bкампус|\bвокзал|\bбульвар"
)
TRAVEL = re.compile(
    r"\bтеплоход\w*|\bавтопробег\w*|\bвелопробег\w*|\bпробег\w*|\bпо(?:езд|езда)\b|\bмаршрут\w*|\bкруиз\w*|"
    r"\bэкспедици\w*|\bкольцо\b|\bпутешестви\w*|\bавтобус\w*|\bречн\w+ поход\w*|\bпо маршруту\b|\bпоезд\w*",
    re.IGNORECASE,
)
AUTHORITY = re.compile(
    r"^(?:в\s+)?(?:здани[ея]\s+)?(?:мэри[яеи]|администраци[яеи]|правительств[оае]|горисполком[е]?|акимат[е]?|"
    r"(?:городская\s+|гор)?дум[ае]|ратуш[ае]|городской\s+совет|горсовет|хокимият|исполком)\s+(?:г\.\s*|города\s+)?",
    re.IGNORECASE,
)
"""The seat of a city's authorities is in that city: «Мэрия Казани»."""

UNNAMED = re.compile(
    r"\bуточн|\bсогласован|\bопредел|\bназначен|\bместу\b|\bпроведени|\bместо\b|\bграфик|\bвыбор|\bназначени"
)
_WORD = re.compile(r"\w+")


def is_region(text: str) -> bool:
    """Return whether a text names a region or a country."""
    lowered = text.lower()
    words = set(_WORD.findall(lowered))
    named = not words.isdisjoint(_COUNTRIES) or not words.isdisjoint(_OTHER_COUNTRIES | _REPUBLICS)
    return named or REGION.search(lowered) is not None


def contradicts_region(text: str, country: str | None, region: str | None) -> bool:
    """Return whether a text names another region or country than the city's, as far as known."""
    lowered = text.lower()
    words = _WORD.findall(lowered)
    if country is not None and any(word in _OTHER_COUNTRIES for word in words):
        return True
    countries = {_COUNTRIES[word] for word in words if word in _COUNTRIES}
    if countries:
        return country is not None and country not in countries
    if region is None or not _STATE.search(region.lower()) or not _STATE.search(lowered):
        return False
    named = [word[:3] for word in words if len(word) > 3 and not _STATE.match(word)]
    return bool(named) and not any(stem in region.lower() for stem in named)
