# День города, который назначает секретариат.

named-day-title = 🏙 <b>{ $city }: День города</b>
named-day-ask = 🏙 <b>{ $city }</b>: напишите день или дни праздника, например «29 августа» или «5–6 сентября 2027». Передумали? /cancel
named-day-known = Сейчас: { $date }
named-day-known-approximate = Сейчас: { $date } (ориентировочно)
named-day-wanted = Станет: <b>{ $date }</b>
named-day-confirm = Подтвердить эту дату? Пометка «ориентировочно» исчезнет.
named-day-confirm-exact = Подтвердить эту дату?
named-day-will-tell = Всем, кого это касается, придёт сообщение о переносе.
named-day-will-tell-set = Всем, кого это касается, придёт сообщение о назначенной дате.
named-day-will-tell-first = Подписчикам города придёт сообщение о дате.
named-day-readers = { $count ->
    [0] Сейчас таких подписчиков нет
    [one] Сейчас это { $count } подписчик
    [few] Сейчас это { $count } подписчика
   *[other] Сейчас это { $count } подписчиков
}.
named-day-button-silent = 🔇 Назначить, не сообщая
named-day-button-confirm = ✅ Подтвердить
named-day-button-set = ✅ Назначить
named-day-button-leave = ← Оставить как есть
named-day-button-card = 🏙 Карточка города
named-day-set = ✅ { $city }: День города — { $date }
named-day-outrun = Пока вы решали, дату изменили. Проверьте ещё раз.
named-day-usage = Напишите город и дату: <code>/cityday Казань 29 августа 2027</code>. Без даты команда подтвердит ту, что уже известна.
named-day-unclear = Нужен день или несколько дней подряд, например «29 августа» или «5–6 сентября 2027». Понять не удалось: «{ $text }».
named-day-impossible = Такого дня нет: «{ $text }». Нужен день или несколько дней подряд, например «29 августа» или «5–6 сентября 2027».
named-day-over = Эти дни уже прошли.
named-day-none = { $city }: дата пока не внесена, подтверждать нечего. Напишите её после названия города.
