# Города.

city-guessed = Нашлось: { $city }
city-title = 🏙 <b>{ $city }</b>
city-plan-spelling = В плане: { $spelling }
city-note = ℹ️ { $note }
city-is-capital = столица
city-is-member = член МАГ
city-day = { $mark } <b>{ $when }</b> — { $until }
city-celebrates = { $kind ->
    [jubilee] Юбилей города:
    [both] День города, юбилей:
   *[day] День города:
} { $now ->
    [0] исполнится { age }
   *[1] исполняется { age }
}.
city-celebrates-ageless = День города.
city-no-day = Дата Дня города пока не внесена.
city-no-day-yet = Дата Дня города пока не внесена. Подписчикам города сообщим, когда она появится.
city-age = В { $year } году городу исполняется { age }{ $jubilee ->
    [0] .
   *[1] , это юбилей.
}
city-next-jubilee = Ближайший юбилей — { age }, { $until }, в { $year } году.
city-calculated = ≈ — ориентировочно: плана на { $year } год пока нет, дата рассчитана и может сместиться.
city-not-in-plan = ≈ — ориентировочно: в плане на { $year } год Дня города нет, дата рассчитана и может сместиться.
city-day-window = Точный день город назначает каждый год. Когда он станет известен, сообщим подписчикам города.
city-festivities = 🎉 Праздничные гуляния: { $date }
city-event = { $mark } <b>{ $when }</b> · { $title }
city-event-cancelled = { $mark } <b>{ $when }</b> · <s>{ $title }</s> ❌ отменено
city-event-moved = { city-event } 🔁 дата перенесена
city-more-events = И ещё { $count ->
    [one] { $count } мероприятие
    [few] { $count } мероприятия
   *[other] { $count } мероприятий
}.
city-past = <blockquote expandable><b>Прошло</b>
    { $rows }</blockquote>
city-past-day = { $mark } <b>{ $date }</b> · { $what }
city-events = <b>Мероприятия { $city }</b>
city-mentioned = <b>Город упомянут в названии</b>
city-events-title = 📍 <b>Мероприятия { $city }</b>
city-no-events = В известных планах мероприятий в этом городе нет.
city-is-followed = 🔔 Напоминаем о Дне города и обо всём, что проходит { $city }.
city-is-followed-without-day = 🔔 Напоминаем обо всём, что проходит { $city }. Когда станет известна дата Дня города, сообщим.
city-ask = Какой город показать? Напишите название. Можно с опечаткой, в любом падеже, латиницей: «козань», «в Казани», kazan.
city-ask-group = Какой город показать? Ответьте на это сообщение названием. Можно с опечаткой, в любом падеже, латиницей: «козань», «в Казани», kazan.
city-which = Уточните, пожалуйста, какой город вы имеете в виду:
city-which-one = Вы имеете в виду этот город?
city-several = Названо несколько городов. Какой показать?
city-territory = 🗺 <b>{ $name }</b>: в справочнике { $count ->
    [one] { $count } город
    [few] { $count } города
   *[other] { $count } городов
}.
city-unknown = Города «{ $query }» в справочнике нет. Похожие:
city-unknown-and-none-near = Такого города в справочнике нет: «{ $query }».
city-gone = Такого города в справочнике больше нет. Все города: /cities.
city-has-no-day = Дата Дня города пока не внесена, добавить в календарь нечего.
city-file-caption = 📎 Откройте файл, и День города попадёт в ваш календарь.
city-file-caption-approximate = 📎 Откройте файл, и День города попадёт в ваш календарь. Дата ориентировочная.
city-file-caption-window = 📎 Откройте файл: в календарь попадут все дни, в один из которых город празднует. Точный день пока не назначен.
cities-title = 🏙 <b>Города</b>
    В справочнике { $count ->
        [one] { $count } город
        [few] { $count } города
       *[other] { $count } городов
    }. Напишите название или выберите список.
cities-letter = <b>{ $letter }</b> · { $names }
cities-name = { $city }
cities-member = { $city } ✦
cities-legend = ✦ — член МАГ.
cities-none = Таких городов пока нет.
cities-group = { $group ->
    [jub] 🎂 <b>Юбилеи { $year } года</b>
    [day] 📅 <b>С известным днём</b>, по порядку дат
    [land] 🌍 <b>{ $country }</b>
   *[all] 🏙 <b>Все города</b>, по алфавиту
}: { $count }
cities-row = { $number }. <b>{ $city }</b> · { $when }
cities-row-aged = { $row } · { $jubilee ->
    [0] городу { age }
   *[1] { age }, юбилей
}
cities-no-date = дата не внесена
cities-page = Страница { $page } из { $pages }
cities-countries = 🌍 <b>Страны</b>
cities-country = { $number }. { $country } — { $count ->
    [one] { $count } город
    [few] { $count } города
   *[other] { $count } городов
}
cities-button-own = 🏠 Мой город: { $city }
cities-button-no-own = 🏠 Мой город
cities-button-jubilees = 🎂 Юбилеи { $year } · { $count }
cities-button-dated = 📅 С известным днём · { $count }
cities-button-all = 🔤 Все А–Я
cities-button-countries = 🌍 Страны
cities-button-letters = { $first }–{ $last }
cities-button-groups = 🏙 Города
button-city-events = 📍 События здесь
button-city-more = Ещё…
button-city-unfollow = ✅ Напоминаем · отключить
button-city-day = ✏️ Назначить день
button-all-cities = 🏙 Все города
