# Карточка мероприятия.

event-card-title = { $mark } <b>{ $title }</b>
event-card-cancelled = { $mark } <b><s>{ $title }</s></b>
event-when = 🗓 { $when }
event-where = 📍 { $place }
date-with-weekday = { $date }, { $weekday }
date-with-weekdays = { $date }, { $first } { $days ->
    [2] и
   *[other] –
} { $last }
event-organisers = { $count ->
    [1] Организатор
   *[other] Организаторы
}: { $names }
event-note = Примечание: { $note }
event-kind = { $kind ->
    [own] Мероприятие МАГ
    [participation] МАГ участвует
    [partner] Мероприятие партнёров МАГ
   *[activity] Постоянная работа
}
event-number = № { $number } в плане на { $year } год
event-part = Мероприятие { $part } из { $parts } в этом пункте плана
event-is-cancelled = ❌ <b>Мероприятие отменено.</b>
event-is-over = Мероприятие прошло.
event-is-moved = { $form ->
    [days] 🔁 Перенесено с { $before }.
    [other] 🔁 Перенесено (раньше — { $before }).
   *[unknown] 🔁 Дата перенесена.
}
event-is-confirmed = ✅ Мероприятие подтверждено.
event-registration = ⏳ Регистрация до { $day }
event-registration-over = ⏳ Регистрация закрыта { $day }
event-link = 🔗 <a href="{ $url }">{ $label }</a>
event-link-label = Подробнее
event-mail = ✉️ { $address }
event-mail-labelled = ✉️ { $label }: { $address }
event-file-unnamed = { $kind ->
    [picture] Изображение
   *[document] Файл
}
button-event-link = 🔗 { $label }
button-event-file = 📄 { $name }
event-file-title = 📎 { $title }
event-attachment-gone = Этого файла в карточке больше нет.
event-is-unscheduled = Дата ещё не назначена. Нажмите «Напомнить» — сообщим, как только она появится.
event-is-followed = 🔔 Напомним об этом мероприятии и сообщим, если дата изменится.
event-which = Под номером { $number } в плане несколько мероприятий. Какое открыть?
event-choice = { $year }: { $title }
event-missing-number = Укажите номер мероприятия в плане, например: /event 12. Номера есть в /plan.
event-unknown = Такого мероприятия в плане нет. Возможно, его исключили; весь список — /plan.
event-has-no-days = У этого мероприятия пока нет дат, добавить в календарь нечего.
event-cancelled-without-days = Мероприятие отменено. Дат у него не было, убирать из календаря нечего.
event-file-caption = { $what ->
    [cancelled] 📎 Мероприятие отменено. Откройте файл, и оно исчезнет из вашего календаря.
    [removed] 📎 Мероприятия в плане больше нет. Откройте файл, и оно исчезнет из вашего календаря.
    [undated] 📎 Дата снова уточняется. Откройте файл, и прежняя дата исчезнет из вашего календаря.
   *[dated] 📎 Откройте файл, и мероприятие попадёт в ваш календарь.
}
event-follow-cancelled = Мероприятие отменено, напоминать не о чем.
event-follow-over = Мероприятие прошло, напоминать не о чем.
button-follow = 🔔 Напомнить
button-unfollow = 🔕 Не напоминать
button-calendar = 📎 В календарь
button-out-of-calendar = 📎 Убрать из календаря
button-city = 🏙 { $city }
button-map = 🗺 На карте
