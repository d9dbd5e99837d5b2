# Ближайшие события и сегодняшний день.

agenda-title = 📅 <b>{ $title }</b> · { $span }
agenda-next-days = Ближайшие события
agenda-of-days = События
agenda-day-title = { $near ->
    [today] ☀️ <b>Сегодня, { $day }</b>, { $weekday }
    [tomorrow] 📅 <b>Завтра, { $day }</b>, { $weekday }
    [yesterday] 📅 <b>Вчера, { $day }</b>, { $weekday }
   *[no] 📅 <b>{ $day }</b>, { $weekday }
}
agenda-year = { $year } год
agenda-month = <b>{ $month }</b>
agenda-kind = { $kind ->
    [ev] Мероприятия
    [own] Мероприятия МАГ
    [part] Участие МАГ
    [ptnr] Мероприятия партнёров
    [days] Дни городов
    [jub] Юбилеи городов
   *[all] Все события
}
agenda-group = { $group ->
    [running] <b>Сейчас идёт</b>
    [open] <b>Срок идёт, точной даты нет</b>
    [possible] <b>Возможно, в этот день</b>
    [issues] <b>Издания МАГ</b>
    [wide] <b>Точного месяца пока нет</b>
   *[undated] <b>Дата уточняется</b>
}
agenda-row = { $when } · { $what }
agenda-row-approximate = { $row } ≈
agenda-row-undated = • { $what }
agenda-city-day = { $city } — { age }
agenda-city-day-ageless = { $city } — День города
agenda-jubilee = 🎂 <b>{ $city } — { age }</b>
agenda-jubilee-ageless = 🎂 <b>{ $city } — юбилей</b>
agenda-cancelled = <s>{ $title }</s> (отменено)
agenda-moved = { $title } (перенесено)
agenda-issue = { $kind ->
    [bulletin] Электронный бюллетень
   *[journal] Журнал «Вестник МАГ»
}
agenda-kind-of-nothing = { $other ->
    [yes] других{ " " }
   *[no] { "" }
}{ $kind ->
    [ev] мероприятий
    [own] мероприятий МАГ
    [part] мероприятий с участием МАГ
    [ptnr] мероприятий партнёров
    [days] Дней городов
    [jub] юбилеев
   *[all] событий
}
agenda-nothing = { $span ->
    [today] Сегодня { $what } нет
    [tomorrow] Завтра { $what } нет
    [day] В этот день { $what } нет
    [past-day] В этот день { $what } не было
    [past-days] В эти дни { $what } не было
    [until] До { $day } { $what } нет
   *[days] В эти дни { $what } нет
}
agenda-following = { $nothing }. Ближайшие:
agenda-following-others = { $nothing }, о более поздних пока ничего не известно. Ближайшие события:
agenda-nothing-known = { $nothing }, о более поздних пока ничего не известно.
agenda-window-note = Где назван только срок, точного дня пока нет.
agenda-no-plan = { $count ->
    [1] Плана на { $years } год пока нет
   *[other] Планов на { $years } годы пока нет
}{ $kind ->
    [ev] .
    [own] .
    [part] .
    [ptnr] .
   *[all] : Дни городов рассчитаны и могут сместиться.
}
agenda-years = { $first } и { $last }
agenda-filter = 🔎 <b>Что показать</b>
    Сейчас: «{ $kind }». Выберите вид событий, месяц или год.
agenda-choice = { $list }

    Что открыть?
button-filter = 🔎 Что показать
button-choose-card = 👆 Открыть…
button-next-days = { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[other] { $days } дней
}
button-chosen = • { $label }
button-back = ‹ Назад
button-upcoming = 📅 Ближайшие события
button-menu = В начало
agenda-not-understood = Не удалось понять «{ $text }». Можно так: /upcoming сентябрь, /upcoming 90 дней, /upcoming юбилеи 2027, /today завтра.
agenda-no-such-day = «{ $day }»: такого дня нет. Можно так: /upcoming 30 сентября или /upcoming сентябрь.
agenda-days-out-of-range = Дней может быть от 1 до { $last }. Можно так: /upcoming 90.
agenda-unknown-city = Города «{ $name }» в справочнике нет. Можно так: /upcoming Казань. Все города: /cities.
agenda-one-city = Список показываем для одного города. Можно так: /upcoming { $name }.
agenda-out-of-years = Смотреть можно с { $first } по { $last } год. Ближайшие события: /upcoming.
