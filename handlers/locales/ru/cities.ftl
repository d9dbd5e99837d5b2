# Города.

city-guessed = Показываю: { $city }
city-title = 🏙 <b>{ $city }</b>
city-plan-spelling = В плане: { $spelling }
city-no-day = Дата Дня города пока не внесена.
city-age = В { $year } году городу исполняется { age }.
city-this-year = В этом году: { $date } ({ $what }).
city-next-jubilee = Ближайший юбилей: { $year } год, { age }.
city-calculated = Плана на { $year } год пока нет: дата рассчитана и может сместиться.
city-not-in-plan = В плане на { $year } год Дня города нет: дата рассчитана и может сместиться.
city-events = <b>Мероприятия { $city }</b>
city-mentioned = <b>Город упомянут в названии</b>
city-events-title = 📍 <b>Мероприятия { $city }</b>
city-no-events = В известных планах мероприятий в этом городе нет.
city-is-followed = 🔔 Напоминаем о Дне города и обо всём, что проходит { $city }.
city-ask = Какой город показать? Напишите название. Можно с опечаткой: «казнь», «в Казани», kazan.
city-ask-group = Какой город показать? Ответьте на это сообщение названием. Можно с опечаткой: «казнь», «в Казани», kazan.
city-which = Какой город вы имеете в виду?
city-which-one = Вы имеете в виду этот город?
city-unknown = Города «{ $query }» в справочнике нет. Похожие:
city-unknown-and-none-near = Города «{ $query }» в справочнике нет. Все города: /cities.
city-gone = Такого города в справочнике больше нет. Все города: /cities.
city-has-no-day = Дата Дня города пока не внесена, добавить в календарь нечего.
city-file-caption = 📎 Откройте файл, и День города попадёт в ваш календарь.
city-file-caption-approximate = 📎 Откройте файл, и День города попадёт в ваш календарь. Дата ориентировочная.
cities-title = 🏙 <b>Города</b>
    В справочнике { $count ->
        [one] { $count } город
        [few] { $count } города
       *[other] { $count } городов
    }. Выберите город или напишите его название.
button-city-events = 📍 Мероприятия
button-all-cities = 🏙 Все города
