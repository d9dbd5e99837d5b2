# Дни, месяцы, сроки и возрасты словами.

month-genitive = { $month ->
    [1] января
    [2] февраля
    [3] марта
    [4] апреля
    [5] мая
    [6] июня
    [7] июля
    [8] августа
    [9] сентября
    [10] октября
    [11] ноября
   *[12] декабря
}
month-nominative = { $month ->
    [1] январь
    [2] февраль
    [3] март
    [4] апрель
    [5] май
    [6] июнь
    [7] июль
    [8] август
    [9] сентябрь
    [10] октябрь
    [11] ноябрь
   *[12] декабрь
}
month-prepositional = { $month ->
    [1] январе
    [2] феврале
    [3] марте
    [4] апреле
    [5] мае
    [6] июне
    [7] июле
    [8] августе
    [9] сентябре
    [10] октябре
    [11] ноябре
   *[12] декабре
}
month-title = { $month ->
    [1] Январь
    [2] Февраль
    [3] Март
    [4] Апрель
    [5] Май
    [6] Июнь
    [7] Июль
    [8] Август
    [9] Сентябрь
    [10] Октябрь
    [11] Ноябрь
   *[12] Декабрь
}{ $year ->
    [0] { "" }
   *[other] { " " }{ $year }
}

# $year равен 0, когда год не называется.
date-day = { $day } { month-genitive }{ year-after-day }
date-days = { $first }–{ $last } { month-genitive }{ year-after-day }
days-of-month = { $first ->
    [0] { $last }
   *[other] { $first }–{ $last }
}
date-span = { $first } – { $last }
date-deadline = до { $day }
date-window = в один из дней { $span }
date-printed = { $raw }{ year-after-day }
date-invalid = «{ $raw }» (так в плане)
date-unscheduled = дата уточняется
date-at-time = { $date }, { $time }
# Время события: по месту и у читателя. Формат — как его пишет Telegram, none — оставить наш текст.
date-time-entity = { $form ->
    [none] <tg-time unix="{ $unix }">{ $text }</tg-time>
   *[other] <tg-time unix="{ $unix }" format="{ $form }">{ $text }</tg-time>
}
event-hour-abroad = { $hour } по { $place }, у вас { $own }
event-hour-on-day = { $day }, { $time }
event-hour-of-plan = Москве
event-hour-of-city = { $city }
clock-time = { $start }
clock-span = { $start }–{ $end }
date-to-be-confirmed = { $date } (уточняется)
year-after-day = { $year ->
    [0] { "" }
   *[other] { " " }{ $year } г.
}

month = { month-nominative }{ year-after-day }
month-when = в { month-prepositional }{ year-after-in }
months = { $first }–{ $last }{ year-after-day }
months-when = в { $first }–{ $last }{ year-after-in }
year-after-in = { $year ->
    [0] { "" }
   *[other] { " " }{ $year } года
}
quarter-number = { $quarter ->
    [1] I
    [2] II
    [3] III
   *[4] IV
}
quarter = { quarter-number } квартал{ year-after-day }
quarter-when = { $quarter ->
    [2] во
   *[other] в
} { quarter-number } квартале{ year-after-in }
half-year = { $half }-е полугодие{ year-after-day }
whole-year = { $year ->
    [0] в течение года
   *[other] в течение { $year } года
}
part-of-month = { $part ->
    [early] начало
    [middle] середина
    [late] конец
    [first-half] первая половина
   *[second-half] вторая половина
} { month-genitive }{ year-after-day }
season = { $month ->
    [3] весна
    [6] лето
   *[9] осень
}{ year-after-day }
half-when = { $half ->
    [2] во
   *[other] в
} { $half }-м полугодии{ year-after-in }
season-when = { $month ->
    [3] весной
    [6] летом
   *[9] осенью
}{ year-after-in }
part-when = { $part ->
    [early] в начале
    [middle] в середине
    [late] в конце
    [first-half] в первой половине
   *[second-half] во второй половине
} { month-genitive }{ year-after-day }
recurring = { $how ->
    [daily] ежедневно
    [weekly] еженедельно
    [monthly] ежемесячно
    [quarterly] ежеквартально
    [yearly] ежегодно
   *[constant] постоянно
}

weekday = { $weekday ->
    [0] понедельник
    [1] вторник
    [2] среда
    [3] четверг
    [4] пятница
    [5] суббота
   *[6] воскресенье
}
weekday-short = { $weekday ->
    [0] пн
    [1] вт
    [2] ср
    [3] чт
    [4] пт
    [5] сб
   *[6] вс
}
weekdays-short = { $first }–{ $last }
weekday-when = { $weekday ->
    [0] в понедельник
    [1] во вторник
    [2] в среду
    [3] в четверг
    [4] в пятницу
    [5] в субботу
   *[6] в воскресенье
}
days-ahead = { $days ->
    [0] сегодня
    [1] завтра
    [2] послезавтра
    [one] через { $days } день
    [few] через { $days } дня
   *[other] через { $days } дней
}
age = { $age ->
    [one] { $age } год
    [few] { $age } года
   *[other] { $age } лет
}

until-weeks = { $weeks ->
    [1] через неделю
    [one] через { $weeks } неделю
    [few] через { $weeks } недели
   *[other] через { $weeks } недель
}
until-months = { $months ->
    [1] через месяц
    [one] через { $months } месяц
    [few] через { $months } месяца
   *[other] через { $months } месяцев
}
until-years = { $years ->
    [1] через год
    [one] через { $years } год
    [few] через { $years } года
   *[other] через { $years } лет
}
until-year-and-months = { $months ->
    [1] через год и месяц
    [one] через год и { $months } месяц
    [few] через год и { $months } месяца
   *[other] через год и { $months } месяцев
}
until-window = { $until }, { $window }
until-deadline = не позже чем { $until }
until-any-day = уже скоро
until-begun = идёт сейчас
