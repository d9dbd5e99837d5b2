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
} { $when }</b>
notice-expected-printed = 🗓 <b>{ $count ->
    [1] Ожидается
   *[other] Ожидаются
} ({ $when })</b>
notice-no-day-yet = { $count ->
    [1] Точная дата пока не названа.
   *[other] Точные даты пока не названы.
}
notice-approximate = { $count ->
    [1] День города отмечается ориентировочно { $date }.
   *[other] Дни городов указаны ориентировочно.
}
notice-approximate-undated = { $count ->
    [1] Срок указан ориентировочно.
   *[other] Сроки дней городов указаны ориентировочно.
}
notice-note = <i>{ $note }</i>
notice-numbered = { $number }. { $line }

notice-event = { $mark } { $title }
notice-jubilee = 🎂 { $city } — { $age }, юбилей
notice-city-day = 🏙 { $city } — { $age }, день города
notice-celebration = { $kind ->
    [jubilee] 🎂 { $city }: { $age }, юбилей
   *[city_day] 🏙 { $city }: { $age }, день города
}
notice-city-day-ageless = 🏙 День города: { $city }
notice-dated = { $line } ({ $date })
notice-dated-calculated = { $line } ({ $date }, расчётная дата)
notice-timed = { $line }, { $time }
notice-calculated = { $line } (расчётная дата)
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
    [city] Перенесён: был { $before }, стал { $after }.
   *[event] Перенесено: было { $before }, стало { $after }.
}
change-set = Дата уточнена: { $after }, по расчёту было { $before }.
change-withdrawn = В плане этой даты больше нет (было { $before }). По расчёту: { $after }.
change-dated = Дата названа: { $after }.
change-dated-from = Дата названа: { $after } (ожидалось { $before }).
change-undated = Дата снова уточняется (прежде { $before }).
change-cancelled = { $what ->
    [city] Отменён: планировался { $before }.
   *[event] Отменено: планировалось { $before }.
}
change-cancelled-undated = { $what ->
    [city] Отменён.
   *[event] Отменено.
}
change-removed = { $what ->
    [city] Исключён из плана: планировался { $before }.
   *[event] Исключено из плана: планировалось { $before }.
}
change-removed-undated = { $what ->
    [city] Исключён
   *[event] Исключено
} из плана.
change-restored = Снова в плане: { $after }.
change-added = Новое в плане: { $after }.
change-renamed = Прежнее название: { $before }.
change-timed = Новое время: { $after } (было: { $before }).
change-timed-first = Время названо: { $after }.
change-untimed = Время снова уточняется (было: { $before }).
change-placed = Новое место: { $after } (прежде { $before }).
change-placed-first = Место названо: { $after }.
change-unplaced = Место снова уточняется (прежде { $before }).
change-approximate = { $date } (ориентировочно)

notice-button-open = 📋 Подробнее
notice-button-open-numbered = { $number }. Подробнее
notice-button-file = 📎 В календарь
notice-button-file-numbered = { $number }. 📎
notice-button-mute = 🔕 Больше не напоминать
notice-button-mute-numbered = { $number }. 🔕
notice-button-unmute = ↩️ Вернуть
notice-button-subscriptions = 🔔 Подписки
notice-button-stop = ⛔ Остановить всё
