# Напоминания, сроки, перемены в плане.

notice-day = 🔔 <b>{ $days ->
    [0] Сегодня
    [1] Завтра
    [2] Послезавтра
    [one] Через { $days } день
    [few] Через { $days } дня
   *[other] Через { $days } дней
}, { $date }, { $weekday }</b>
notice-expected = 🗓 <b>{ $count ->
    [1] Ожидается
   *[other] Ожидаются
}{ $form ->
    [when] { " " }{ $when }
    [printed] : «{ $when }»
   *[other] : { $when }
}</b>
notice-no-day-yet = { $count ->
    [1] Точной даты пока нет.
   *[other] Точных дат пока нет.
}
notice-approximate = { $count ->
    [1] Дата ориентировочная.
   *[other] Даты дней городов ориентировочные.
}
notice-approximate-undated = { $count ->
    [1] Срок ориентировочный.
   *[other] Сроки дней городов ориентировочные.
}
notice-note = <i>{ $note }</i>
notice-numbered = { $number }. { $line }

notice-event = { $mark } { $title }
notice-jubilee = 🎂 { $city } исполняется { age }
notice-city-day = 🏙 День города: { $city } { age }
notice-celebration = { $kind ->
    [jubilee] 🎂 { $city }: { age } — юбилей
   *[city_day] 🏙 День города: { $city }, { age }
}
notice-city-day-ageless = 🏙 День города: { $city }
notice-dated = { $line } ({ $date })
notice-dated-calculated = { $line } ({ $date }, дата рассчитана)
notice-timed = { $line }, { $time }
notice-calculated = { $line } (дата рассчитана)
notice-place = 📍 { $place }

change-heading-event = { $sign } <b>{ $title }</b>
change-heading-city-day = { $sign } <b>День города: { $city }</b>
change-sign = { $change ->
    [cancelled] ❌
    [removed] ❌
    [added] 🆕
    [dated] 📅
    [set] 📅
    [renamed] ✏️
    [placed] 📍
    [retimed] 🕙
   *[moved] 🔁
}
change-moved = { $what ->
    [city] Перенесён
   *[event] Перенесено
} с { $before } на { $after }.
change-moved-to = { $date }, { $weekday }
change-rescheduled = Новый срок: { $after } (было: { $before }).
change-set = Дата уточнена: { $after } (по расчёту было { $before }).
change-withdrawn = В плане этой даты больше нет (было: { $before }). По расчёту — { $after }.
change-dated = Назначена дата: { $after }.
change-dated-from = Назначена дата: { $after } (раньше — { $before }).
change-undated = Дата снова уточняется (было: { $before }).
change-planned = { $what ->
    [city] Планировался
   *[event] Планировалось
}{ $form ->
    [days] { " " }на { $before }
    [when] { " " }{ $before }
    [printed] : «{ $before }»
   *[other] : { $before }
}.
change-cancelled = { $what ->
    [city] Отменён.
   *[event] Отменено.
}
change-removed = { $what ->
    [city] Исключён
   *[event] Исключено
} из плана.
change-restored = Снова в плане: { $after }.
change-added = Новое в плане: { $after }.
change-renamed = Прежнее название: { $before }.
change-timed = Новое время: { $after } (было: { $before }).
change-timed-first = Время назначено: { $after }.
change-untimed = Время снова уточняется (было: { $before }).
change-placed = Новое место: { $after } (было: { $before }).
change-placed-first = Место названо: { $after }.
change-unplaced = Место снова уточняется (было: { $before }).
change-approximate = { $line } Дата ориентировочная.

notice-button-open = 📋 Подробнее
notice-button-open-numbered = { $number }. Подробнее
notice-button-file = 📎 В календарь
notice-button-file-numbered = { $number }. 📎
notice-button-mute = 🔕 Больше не напоминать
notice-button-mute-numbered = { $number }. 🔕
notice-button-unmute = ↩️ Вернуть
notice-button-subscriptions = 🔔 Подписки
notice-button-stop = ⛔ Остановить всё
