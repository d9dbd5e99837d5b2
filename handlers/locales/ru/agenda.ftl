# Ближайшие события и сегодняшний день.

agenda-title = 📅 <b>Ближайшие события</b>
    { $kind }, { $span }
agenda-kind = { $kind ->
    [own] Мероприятия МАГ
    [part] Участие МАГ
    [ptnr] Мероприятия партнёров
    [days] Дни городов
    [jub] Юбилеи городов
   *[all] Все события
}
agenda-group = { $group ->
    [open] <b>{ $exact ->
        [yes] Идёт сейчас
       *[no] Срок идёт, точной даты нет
    }</b>
    [unscheduled] <b>Дата уточняется</b>
   *[dated] <b>По датам</b>
}
agenda-empty = В эти дни событий нет.
agenda-only-issues = Других событий в эти дни нет.
agenda-next = Ближайшее после этого:
    { $row }
agenda-nothing-known = О событиях с более поздней датой пока ничего не известно.
agenda-no-plan = { $count ->
    [1] Плана на { $years } год пока нет
   *[other] Планов на { $years } годы пока нет
}{ $kind ->
    [own] .
    [part] .
    [ptnr] .
   *[all] : дни городов рассчитаны и могут сместиться.
}
agenda-years = { $first } и { $last }
agenda-filter = 🔎 <b>Что показать</b>
    Сейчас: { $kind }. Выберите вид событий, срок или месяц.
today-title = ☀️ <b>Сегодня, { $day }</b>, { $weekday }
today-nothing = На сегодня ничего не назначено.
button-filter = 🔎 Что показать
button-days = { $days ->
    [365] Год
    [one] { $days } день
    [few] { $days } дня
   *[other] { $days } дней
}
button-chosen = • { $label }
button-back = ‹ Назад
button-upcoming = 📅 Ближайшие события
button-menu = В начало
agenda-out-of-years = Смотреть можно с { $first } по { $last } год. Ближайшие события: /upcoming.
