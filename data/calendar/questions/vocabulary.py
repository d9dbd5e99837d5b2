"""The words of questions in Russian and English, by what they ask for."""

import re

from rapidfuzz.distance import OSA

from data.calendar.city_search.spelling import Word
from data.calendar.questions.wishes import AskedKind, Wish


def _words(listed: str) -> re.Pattern[str]:
    """Return a pattern for words and phrases separated by «, ». «*» stands for any ending."""
    phrases = (phrase.replace("*", r"\w*").replace(" ", r"\s+") for phrase in listed.split(", "))
    return re.compile(rf"\b(?:{'|'.join(phrases)})(?!-?\w)", re.IGNORECASE)


WISHES: tuple[tuple[Wish, re.Pattern[str]], ...] = (
    (
        Wish.PRIVACY,
        _words(
            "приватност*, конфиденциальн*, персональн* данн*, privacy, personal data, "
            "(?:какие )?данны[ех] (?:* ){0,3}(?:хран*|собира*), (?:хран*|собира*) (?:* ){0,3}данны*, "
            "что (?:вы |ты |бот )?(?:знае*|хран*) обо мне, what (?:data|do you know) *.*, my data, "
            "удали* (?:мои|все) данн*"
        ),
    ),
    (Wish.ZONE, _words("часов* пояс*, час* пояс*, time ?zone*, мо[её] время, смени* пояс, пояс*")),
    (
        Wish.LANGUAGE,
        _words(
            "язык*, language, по-английски, (?:на )?английск*, (?:in |to )?english, "
            "(?:in |to )?russian, по-русски"
        ),
    ),
    (Wish.PAUSE, _words("пауз*, pause, не беспоко*, отпуск*")),
    (
        Wish.STOP,
        _words(
            "(?<!не\\s)(?:стоп|хватит|отпи(?:шите|сать|саться|шись|ска)*), надоел*, не присылай*, "
            "(?<!not\\s)(?<!n't\\s)stop, unsubscribe, "
            "(?:от|вы)ключи* (?:вс[её]|уведомлени*|напоминани*)"
        ),
    ),
    (
        Wish.SETTINGS,
        _words(
            "настро*, settings?, preferences, во сколько (?:* )?(?:присыла*|приход*|напомина*), "
            "час напоминани*, поменя* (?:час|время)"
        ),
    ),
    (Wish.CALENDAR_FILE, _words("ics, в (?:мой )?календар*, (?:to|into) (?:my )?calendar")),
    (
        Wish.SUBSCRIPTIONS,
        _words("подпис*, подпиши*, напомина*, напомни*, уведомл*, оповещ*, subscri*, remind*, notif*"),
    ),
    (
        Wish.FEEDBACK,
        _words("секретариат*, обратн* связ*, написать вам, связаться, контакт*, feedback, contact*"),
    ),
    (Wish.BULLETIN, _words("бюл+ет[еи]н*, выпуск*, рассылк*, bulletins?, newsletters?, digest")),
    (
        Wish.CITIES,
        _words(
            "список город*, (?:все|какие|перечень|города) (?:ваши )?(?:город*|участник*|член*), "
            "города(?:-| )?(?:участник*|член*), cities list, list of (?:the )?cities, "
            "(?:all|which|what) cities, (?:member )?cities, города"
        ),
    ),
    (Wish.PLAN, _words("план(?:а|у|ы|ом|е)?(?: (?:на )?год*)?, plans?, программ* (?:на )?год*")),
    (Wish.MY_CITY, _words("мой город, my city, (?:смени*|поменя*|выбра*|укаж*) город")),
    (Wish.START, _words("(?:главное )?меню, (?:main )?menu, старт, start, начать, в начало, home")),
    (Wish.SEARCH, _words("поиск*, search, find")),
    (
        Wish.HELP,
        _words(
            "помощь, помоги*, справк*, help, команд*, commands?, что (?:ты |вы )?(?:уме*|може*), "
            "как (?:тобой|этим|ботом) пользоваться, инструкци*, what can you do, кто ты, who are you"
        ),
    ),
)
"""What people want of the bot beside occasions and cities, surest first."""

GREETINGS: tuple[tuple[Wish, re.Pattern[str]], ...] = (
    (
        Wish.THANKS,
        _words(
            "(?:большое )?спасиб*(?: (?:больш|огромн)*)?, благодар*, пасиб*, спс, thanks?, "
            "thank you, thx, отлично, "
            "супер, круто, молодец, ок, окей, ok, okay, понятно, ясно, great, cool, рахмет, дякую"
        ),
    ),
    (
        Wish.FAREWELL,
        _words(
            "до свидани*, пока, прощай*, до (?:встречи|завтра|скорого), всего (?:доброго|хорошего), "
            "(?:good)?bye, good ?night, спокойной ночи, see you"
        ),
    ),
    (
        Wish.GREETING,
        _words(
            "привет*, здравств*, здрас*, с нов* годом, с наступающ*, "
            "добр(?:ый|ое|ого|ой) (?:день|дня|утро|утра|вечер|вечера|ночи|время суток), хай, салют, hello, "
            "hi, hey, good (?:morning|day|evening|afternoon), доброго времени, как дела, how are you, ку"
        ),
    ),
)

KINDS: tuple[tuple[AskedKind, re.Pattern[str]], ...] = (
    (
        AskedKind.JUBILEES,
        _words(
            "юбил*, кругл* дат*, кругл* годовщин*, (?:кому|которому) исполн*, jubilees?, "
            "(?:round )?anniversar*, "
            "round (?:dates?|birthdays?)"
        ),
    ),
    (
        AskedKind.CITY_DAYS,
        _words(
            "дн(?:и|ей|ям|ями|ях) город*, день город*, дня город*, дню город*, городск* праздник*, "
            "city days?, days? of (?:the )?cit(?:y|ies), празд*, celebrat*"
        ),
    ),
    (AskedKind.PARTNERS, _words("партн[её]р*, partners?")),
    (AskedKind.OWN, _words("собственн* мероприяти*, own events")),
)

AGE = _words(
    "сколько лет, сколько (?:* )?исполн*, возраст*, какой год основания, год* основани*, основан*, "
    "когда (?:* )?(?:основ|появил|возник|постро)*, (?:в каком году|когда) основан*, (?:кто |что )?старше, "
    "how old, age, founded, лет городу"
)
"""Words that ask for a city's age or founding."""

SOON = _words(
    "скоро, ближайш*, предстоящ*, грядущ*, upcoming, soon, coming up, next, следующ*, дальше, "
    "впереди, нового, "
    "новости, news, ahead"
)
"""Words that ask for what comes next without naming a span."""

OCCASIONS = _words(
    "событи*, мероприяти*, событ, events?, календар*, calendar, agenda, афиш*, расписани*, schedule, "
    "повестк*, даты?"
)
"""Words for occasions of any kind."""

PLAN_EVENTS = _words("мероприяти*, plan events?")
"""Words for the events of a plan, which city days are not."""

FILLERS = _words(
    "что, чего, че, чё, чо, шо, какие, какой, какая, какое, каких, каком, кто, кого, кому, ком, где, "
    "когда, куда, сколько, "
    "как, там, тут, здесь, у, вас, нас, меня, мне, мной, нам, вам, вы, ты, мы, я, он, она, оно, они, "
    "его, ее, их, и, а, но, или, либо, же, ли, ль, бы, не, ни, ну, вот, это, эти, "
    "эт(?:от|а|ой|ом|им|их), то, та, "
    "те, тот, так, уж, уже, еще, только, всего, вообще, в, во, на, по, за, из, с, со, к, ко, о, об, "
    "обо, от, до, для, про, при, под, над, через, после, между, насчет, касательно, есть, был[аои]?, "
    "буд(?:ет|ут|у), бывает, ждет, ждут, прошл*, прош[её]л, прошло, прошли, про(?:йд|ход|вод|вед)*, "
    "состо*, намеча*, намечен*, планиру*, запланирован*, происход*, начина*, начнет*, празд*, "
    "отмеча*, отметит, отметят, исполн*, скаж*, подскаж*, расскаж*, покаж*, показать, узнать, знать, "
    "знаете, знаешь, известно, интерес*, хо(?:чу|тел*|тим|тят), можно, нужн*, надо, дай*, получ*, "
    "найди*, найти, ищу, ищи*, искать, поиск*, search, looking, organis*, organiz*, "
    "организ(?:атор|у)*, открой*, открыть, посмотреть, напиш*, давай*, сообщ*, интересует, пожалуйста, "
    "плиз, pls, please, маг, ассамбле[яиею]*(?= маг), бот*, город*, г, год*, лет, день, дня, дней, "
    "дни, числ*, дат*, все, весь, всех, всё, список, перечень, информаци*, инфо, пару, кругл*, what, "
    "which, when, where, who, whats, what's, is, are, was, were, will, be, do, does, did, there, the, "
    "a, an, of, in, on, at, to, for, from, by, about, and, or, any, all, me, my, i, you, your, we, "
    "us, it, its, s, tell, show, give, find, open, want, know, can, could, would, like, see, get, "
    "this, that, these, those, anything, something, some, "
    "happening, happen, happened, going, place, take, list, city, town, day, date, year, lot, very, "
    "much, have, has, with, celebrat*"
)
"""Words that say nothing of what is asked for."""

_TYPO_WORDS = {
    "юбилеи": AskedKind.JUBILEES,
    "юбилей": AskedKind.JUBILEES,
    "юбилеев": AskedKind.JUBILEES,
    "юбиляры": AskedKind.JUBILEES,
    "jubilees": AskedKind.JUBILEES,
    "anniversaries": AskedKind.JUBILEES,
}


def mistyped_kind(word: Word) -> AskedKind | None:
    """Return the kind a word of at least six letters names with one slip: «юбелеи», “jubiless”."""
    if len(word.text) < 6:
        return None
    near = (
        kind for known, kind in _TYPO_WORDS.items() if OSA.distance(word.text, known, score_cutoff=1) <= 1
    )
    return next(near, None)
