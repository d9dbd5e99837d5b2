# Напоминания, сроки, перемены в плане.

notice-day = 🔔 <b>{ $until }, { $date }, { $weekday }</b>
notice-expected = 🗓 <b>{ $count ->
    [1] Ожидается
   *[other] Ожидаются
}{ $form ->
    [when] { " " }{ $when }
    [printed] : «{ $when }»
   *[other] : { $when }
}</b>
notice-no-day-yet = { $count ->
    [1] Точный день назовём, когда он станет известен.
   *[other] Точные дни назовём, когда они станут известны.
}
notice-doubt = Дата ориентировочная{ $source ->
    [calculated] : рассчитана и может сместиться
   *[plan] { "" }
}.
notice-note = <i>{ $note }</i>

# Одно напоминание — целое сообщение, понятное и тому, кому его переслали.
notice-soon = Скоро:
notice-when = { $when }.
starts-in-hours = { $hours ->
    [1] через час
    [one] через { $hours } час
    [few] через { $hours } часа
   *[other] через { $hours } часов
}
starts-in-both = через { $hours } ч { $minutes } мин
starts-in-minutes = { $minutes ->
    [0] сейчас
    [one] через { $minutes } минуту
    [few] через { $minutes } минуты
   *[other] через { $minutes } минут
}
notice-window = { $form ->
    [printed] «{ $when }»
   *[other] { $when }
}
notice-alone-city = { $kind ->
    [known-jubilee] 🎂 <b>{ $until } { $city } исполнится { age }</b>
    [printed-jubilee] 🎂 <b>{ $until } юбилей: { $city }, { age }</b>
    [printed-city_day] 🏙 <b>{ $until } День города: { $city }, { age }</b>
   *[known-city_day] 🏙 <b>{ $until } День города: { $city } { age }</b>
} — { $when }{ $founded }
notice-alone-ageless = 🏙 <b>{ $until } День города: { $city }</b> — { $when }
notice-alone-event = { $mark } { $when } — { $title }
notice-alone-window = { $mark } { $until } { $title } — { $when }
notice-alone-journal = 📖 <b>{ $until } новый номер журнала «Вестник МАГ»</b> — { $when }
notice-title = <b>{ $title }</b>
notice-title-at = { $title }, { $place }
city-made = Город с { $year } года.
city-founded = { $agreement ->
    [f] Основана
    [n] Основано
    [pl] Основаны
   *[m] Основан
} в { $year } году.
city-counted = Возраст считают с { $year } года.

greeting = 🎉 <b>{ $form ->
    [printed] Сегодня празднует { $city }: { age }!
   *[known] Сегодня { $city } { age }!
}</b>
greeting-ageless = 🎉 <b>Сегодня День города: { $city }!</b>
greeting-wish = { $kind ->
    [jubilee] Юбилей города
   *[city_day] День города
} — { $date }.{ $founded }
    С праздником, { $city }!
greeting-wish-ageless = { $date }.
    С праздником, { $city }!
greeting-day = 🎉 <b>{ $until }, { $date }, { $weekday }</b>
greeting-wish-all = С праздником!
greetings-switch = 🎉 Поздравление в сам день
greetings-on = Поздравим в сам день
greetings-off = Поздравлять в сам день не будем

notice-event = { $mark } { $title }
notice-jubilee = 🎂 { $city } исполнится { age }
notice-jubilee-today = 🎂 { $city } исполняется { age }
notice-city-day = 🏙 День города: { $city } { age }
notice-celebration = { $kind ->
    [jubilee] 🎂 { $city }: { age } — юбилей
   *[city_day] 🏙 День города: { $city }, { age }
}
notice-city-day-ageless = 🏙 День города: { $city }
notice-dated = { $line } ({ $date })
notice-timed = { $line }, { $time }
notice-marked = { $line } ≈
notice-place = 📍 { $place }

change-heading-event = { $sign } <b>{ $title }</b>
change-heading-city-day = { $sign } <b>День города: { $city }</b>
change-sign = { $change ->
    [cancelled] ❌
    [removed] ❌
    [added] 🆕
    [dated] 📅
    [set] 📅
    [estimated] 📅
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
change-set = { $certainty ->
    [approximate] Ориентировочная дата
   *[named] Дата Дня города назначена
}: { $after } (раньше предполагалось { $before }).
change-estimated = { $is ->
    [day] Уточнена ориентировочная дата
   *[window] Уточнён срок
}: { $after } (раньше { $was ->
    [day] предполагалось
   *[window] —
} { $before }).
change-estimate-gone = Дата пока неизвестна (раньше { $was ->
    [day] предполагалось
   *[window] —
} { $before }).
change-withdrawn = Дата снова уточняется (была назначена: { $before }). По расчёту — { $after }.
change-dated = { $certainty ->
    [approximate] Ориентировочная дата
   *[named] Назначена дата
}: { $after }.
change-dated-from = { $certainty ->
    [approximate] Ориентировочная дата
   *[named] Назначена дата
}: { $after } (раньше — { $before }).
change-undated = Дата снова уточняется (было: { $before }).
change-undated-to = Дата снова уточняется: { $after } (было: { $before }).
change-day-of-month = { $day }-е
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

new-plan = 📘 <b>Вышел план на { $year } год</b>: { $counts }
new-plan-empty = 📘 <b>Вышел план на { $year } год</b>
new-plan-events = { $count ->
    [one] { $count } мероприятие
    [few] { $count } мероприятия
   *[other] { $count } мероприятий
}
new-plan-jubilees = { $count ->
    [one] { $count } юбилей
    [few] { $count } юбилея
   *[other] { $count } юбилеев
}
new-plan-button-open = 📘 Открыть план
new-plan-button-mute = 🔕 Не сообщать о планах
new-plan-muted = О новых планах больше не сообщаем

notice-button-open = 📋 Подробнее
notice-button-open-several = 📋 Подробнее…
notice-button-file = 📎 В календарь
notice-button-out-of-calendar = 📎 Убрать из календаря: { $title }
notice-button-opt-out = 🔕 Отключить…
notice-button-mute = 🔕 Больше не напоминать
notice-button-mute-numbered = { $number }. 🔕
notice-button-unmute = ↩️ Вернуть
notice-button-subscriptions = 🔔 Подписки
notice-button-stop = ⛔ Остановить всё

opt-out-ask = 🔕 <b>Что отключить?</b>
    Нажмите, чтобы отключить; нажмёте ещё раз — вернём.
opt-out-nothing = 🔕 По этому сообщению отключать уже нечего. Остальное — в подписках.
opt-out-topic = Тема: { $topic }
opt-out-city = Всё о городе: { $city }
open-item-ask = 📋 Что показать?
open-item-nothing = Эти мероприятия исключены из плана. Ближайшие — /upcoming.
