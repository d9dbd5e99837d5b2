# План мероприятий на год.

plan-title = 📘 <b>План мероприятий МАГ на { $year } год</b>
plan-title-draft = 📘 <b>План мероприятий МАГ на { $year } год</b> (проект)
plan-part = { $part ->
    [wk] Постоянная работа
    [jub] Юбилеи городов
    [days] Дни городов-столиц
   *[ev] Мероприятия
}
plan-part-button = { $part ->
    [wk] 🗂 Постоянная работа
    [jub] 🎂 Юбилеи
    [days] 🏙 Дни городов
   *[ev] 🏛 Мероприятия
}
plan-section = <b>{ $section }</b>
plan-part-empty = В этой части плана ничего нет.
plan-approximate = Даты ориентировочные.
plan-city = { $number }. <b>{ $date }</b>: { $city }, { age }
plan-city-ageless = { $number }. <b>{ $date }</b>: { $city }
plan-absent = Плана на { $year } год пока нет. Дни и юбилеи городов известны и без него: /upcoming.
plan-years = { $count ->
    [1] Есть план на { $year } год:
   *[other] Есть планы на эти годы:
}
plan-none = Плана пока нет ни на один год. Дни и юбилеи городов известны и без него: /cities.
plan-bad-year = Напишите год четырьмя цифрами, например: /plan 2020.
button-plan-years = 📚 Планы по годам
