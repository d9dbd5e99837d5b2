# Стол секретариата: поиск и правка мероприятий.

desk-title = 🗂 <b>Стол секретариата</b>
desk-choose = Выберите план, чтобы исправить или добавить мероприятие, или «Города», чтобы изменить карточку города. Найти мероприятие сразу: <code>/desk форум столиц</code> или <code>/desk 12</code>.
desk-without-plans = Планов пока нет: пришлите документ. Города можно править и без плана.
desk-button-plan = 📋 План на { $year } год
desk-button-cities = 🏙 Города
desk-button-desk = ← Стол секретариата
desk-button-search = 🔎 Найти
desk-button-add = ➕ Добавить
desk-button-back-to-plan = ← К плану
desk-no-plan = Плана на { $year } год нет: сначала пришлите документ.
desk-plan-title = 🗂 <b>План на { $year } год</b>, { $count ->
    [one] { $count } мероприятие
    [few] { $count } мероприятия
   *[other] { $count } мероприятий
}. Какое исправить?
desk-row-number = № { $number } в плане
desk-found = 🔎 { $count ->
    [one] Найдено { $count } мероприятие
    [few] Найдено { $count } мероприятия
   *[other] Найдено { $count } мероприятий
}. Какое исправить?
desk-found-first = 🔎 Показаны первые { $count }, самые похожие. Если нужного нет, добавьте слово из названия.
desk-ask-search = Напишите номер мероприятия в плане на { $year } год или слова из названия, места, организаторов.
desk-nothing-found = По запросу «{ $text }» в плане ничего не нашлось. Попробуйте другой номер или слово из названия.

desk-what-to-edit = Что исправить?
desk-by-hand = ✍️ Внесено вручную: { $fields }
desk-by-hand-when = дата
desk-by-hand-time = время
desk-by-hand-place = место
desk-by-hand-title = название
desk-by-hand-organisers = организаторы
desk-by-hand-kind = вид
desk-by-hand-status = статус
desk-by-hand-added = мероприятие целиком
desk-button-when = 📅 Дата
desk-button-time = 🕒 Время
desk-button-place = 📍 Место
desk-button-title = ✏️ Название
desk-button-organisers = 👥 Организаторы
desk-button-link = 🔗 Ссылка
desk-button-description = 📝 Описание
desk-button-files = 📎 Файлы
desk-button-registration = ⏳ Регистрация
desk-button-kind = 🏷 Чьё мероприятие
desk-button-of-kind = { $kind ->
    [own] 🏛 Мероприятие МАГ
    [participation] 🤝 С участием МАГ
   *[partner] 🌐 Мероприятие партнёров
}
desk-button-confirm = ✅ Подтвердить
desk-button-unconfirm = ↩️ Снять подтверждение
desk-button-cancel = ❌ Отменить мероприятие
desk-button-restore = ♻️ Вернуть в план
desk-button-card = 👁 Карточка
desk-button-more = ✏️ Исправить ещё
desk-button-remove-file = ❌ Убрать: { $name }

desk-which-place = <b>{ $title }</b>
    У мероприятия несколько мест или дат. Что исправить?
desk-ask-about = <b>{ $title }</b>
desk-ask-now = Сейчас: { $value }
desk-ask-when = Напишите новую дату, можно со временем: «5 июня 15:00», «5–7 июня», «октябрь», «II квартал», «дата уточняется».
desk-ask-time = Напишите местное время: «15:00» или «10:00–12:30». Убрать время — пришлите «-».
desk-ask-place = Напишите город, а через запятую площадку: «Минск, Дворец Республики». Убрать место — пришлите «-».
desk-ask-kind = Чьё это мероприятие?
desk-ask-title = Напишите новое название.
desk-ask-organisers = Напишите организаторов через запятую. Убрать всех — пришлите «-».
desk-ask-link = Пришлите подпись кнопки и адрес: «Регистрация — https://forum.by». Убрать ссылку — пришлите «-».
desk-ask-description = Напишите описание для карточки. Убрать описание — пришлите «-».
desk-ask-files = Пришлите картинку или файл, не больше 20 МБ; всего у мероприятия может быть до { $most } файлов. Первая картинка станет картинкой карточки.
desk-ask-registration = Напишите последний день регистрации: «1 июня». Убрать — пришлите «-».
desk-ask-cancel = Передумали? /cancel
desk-ask-new-event = Напишите мероприятие одним сообщением, части через запятую: «5 июня 15:00, Минск, Форум столиц, организатор МАГ». Оно попадёт в план на { $year } год.

desk-proposal = <b>Так увидят читатели:</b>
desk-proposal-new = <b>Новое мероприятие. Так увидят читатели:</b>
desk-proposal-outrun = ⚠️ Пока вы решали, мероприятие изменили. Проверьте ещё раз.
desk-proposal-link = Кнопка «{ $label }»: { $url }
desk-proposal-files = { $count ->
    [one] Файл
   *[other] Файлы
}: { $names }
desk-proposal-kind = 🏷 Было: { $before }. Станет: { $after }. Напоминания дальше получат подписчики этого вида.
desk-hint-city = ⚠️ Города «{ $city }» нет в справочнике: подписчики городов о мероприятии не узнают.
desk-hint-past = ⚠️ Эта дата уже прошла.
desk-hint-year = ⚠️ Дата не относится к { $year } году, на который составлен план.
desk-proposal-untold = Сообщения читателям не будет: изменится только карточка.
desk-proposal-nobody = Сообщать некому: за этим никто не следит, или всё уже прошло.
desk-proposal-readers = <b>Сообщение { $count ->
    [one] получит { $count } подписчик
    [few] получат { $count } подписчика
   *[other] получат { $count } подписчиков
}:</b>
desk-button-tell = ✅ Сохранить и сообщить ({ $count })
desk-button-silent = 🔇 Сохранить, не сообщая
desk-button-save = ✅ Сохранить
desk-button-drop = ✖️ Оставить как было
desk-saved = ✅ Сохранено. { $how ->
    [told] В течение пяти минут сообщение { $count ->
        [one] получит { $count } подписчик
        [few] получат { $count } подписчика
       *[other] получат { $count } подписчиков
    }; ночью оно подождёт до утра. Правки за эти минуты придут одним сообщением.
   *[silent] Читателям не сообщаем.
}
desk-dropped = Хорошо, всё осталось как было.
desk-draft-gone = Эта правка устарела. Откройте мероприятие в /desk и внесите её заново.
desk-event-gone = Этого мероприятия в плане больше нет, правка не сохранена.
desk-event-changed = Мероприятие только что изменили. Откройте его в /desk и внесите правку заново.
desk-nothing-changes = Так уже и есть, менять нечего.

desk-date-impossible = Такой даты нет, или её можно понять по-разному: «{ $text }». Напишите, например, «5 июня 15:00».
desk-date-unclear = Дату понять не удалось: «{ $text }». Напишите только её, например «5 июня 15:00», «октябрь» или «дата уточняется».
desk-weekday-wrong = День недели не совпадает с датой: «{ $text }». Проверьте и напишите ещё раз.
desk-time-unclear = Время понять не удалось: «{ $text }». Напишите, например, «15:00» или «10:00–12:30».
desk-time-of-moscow = В карточке стоит местное время. Напишите время города { $city }, без «мск».
desk-place-gone = Этого места у мероприятия больше нет. Откройте мероприятие в /desk заново.
desk-place-unclear = Место понять не удалось: «{ $text }». Напишите город, а через запятую площадку.
desk-title-unclear = В названии нужны слова.
desk-organisers-unclear = Организаторов понять не удалось. Напишите их через запятую.
desk-link-unclear = Ссылку понять не удалось. Пришлите адрес целиком, например https://forum.by/2027.
desk-link-several = Нужна одна ссылка, а в сообщении их несколько.
desk-link-scheme = Такие ссылки не открываются. Подойдут https, http, tg и адрес почты.
desk-label-too-long = Подпись кнопки слишком длинная: { $length ->
    [one] { $length } знак
    [few] { $length } знака
   *[other] { $length } знаков
}, а поместится { $longest }.
desk-registration-unclear = Нужен один последний день регистрации, например «1 июня». Понять не удалось: «{ $text }».
desk-text-too-long = Слишком длинно: { $length ->
    [one] { $length } знак
    [few] { $length } знака
   *[other] { $length } знаков
}, а поместится { $longest }.
desk-new-title = В сообщении не нашлось названия. Напишите, например: «5 июня 15:00, Минск, Форум столиц, организатор МАГ».
desk-file-wanted = Нужен файл или картинка. Передумали? /cancel
desk-file-too-large = Файл слишком большой: можно не больше { $most } МБ.
desk-file-empty = Файл пуст.
desk-file-unavailable = Telegram не отдал файл. Пришлите его ещё раз.
desk-file-known = Этот файл у мероприятия уже есть.
desk-too-many-files = У мероприятия может быть не больше { $most } файлов. Уберите лишний и пришлите этот ещё раз.

# меню и журнал
command-desk = Исправить мероприятие: /desk форум столиц
desk-help-desk = /desk форум столиц — исправить или добавить мероприятие
desk-log-action-event-added = Добавлено мероприятие: { $subject }
desk-log-action-event-edited = Исправлено мероприятие: { $subject }
desk-log-action-event-cancelled = Отменено мероприятие: { $subject }
desk-log-action-event-restored = Возвращено в план: { $subject }
desk-log-action-city-note-set = Заметка о городе: { $subject }
desk-log-action-city-name-added = Новое название города: { $subject }
desk-log-action-city-name-dropped = Убрано название города: { $subject }
desk-log-field-title = название
desk-log-field-when = дата
desk-log-field-time = время
desk-log-field-place = место
desk-log-field-organisers = организаторы
desk-log-field-kind = вид
desk-log-value-own = мероприятие МАГ
desk-log-value-participation = участие
desk-log-value-partner = мероприятие партнёров
desk-log-value-activity = постоянная работа
desk-log-field-status = статус
desk-log-field-link = ссылка
desk-log-field-description = описание
desk-log-field-files = файлы
desk-log-field-register-by = регистрация до
desk-log-field-silent = без сообщения читателям
desk-log-field-text = текст
desk-log-value-confirmed = подтверждено
