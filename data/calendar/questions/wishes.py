"""Name what questions ask for: things the bot does, and kinds of occasions."""

from enum import StrEnum


class Wish(StrEnum):
    """What a question wants of the bot that is neither an occasion nor a city."""

    HELP = "help"
    SETTINGS = "settings"
    ZONE = "zone"
    PRIVACY = "privacy"
    SUBSCRIPTIONS = "subscriptions"
    PAUSE = "pause"
    LANGUAGE = "language"
    BULLETIN = "bulletin"
    CITIES = "cities"
    PLAN = "plan"
    CALENDAR_FILE = "calendar_file"
    FEEDBACK = "feedback"
    START = "start"
    MY_CITY = "my_city"
    SEARCH = "search"
    STOP = "stop"
    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"


class AskedKind(StrEnum):
    """Which occasions a question asks for."""

    ALL = "all"
    OWN = "own"
    PARTNERS = "partners"
    CITY_DAYS = "city_days"
    JUBILEES = "jubilees"
