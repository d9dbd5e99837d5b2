# План, присланный документом, и отмена правок.

command-import = Загрузить план документом
command-revisions = Правки плана и городов за 30 дней, их отмена

desk-document-send = Пришлите план документом: .docx, .xlsx, .xls, .ods, .pdf, .csv или .txt. На документ, который уже в этом чате, ответьте командой /import.
desk-document-reading = ⏳ Читаю «{ $name }»…
desk-document-still-reading = ⏳ «{ $name }» — большой документ, чтение займёт ещё несколько секунд…
desk-document-not-got = Telegram не отдаёт этот файл. Пришлите его ещё раз.
desk-document-year = { $reason } На какой год этот план?
desk-document-year-button = { $year } год
desk-document-known = План на { $year } год уже внесён: в документе то же самое, что в действующей редакции. Ничего не изменено.

desk-document = 📄 <b>План: { $name }</b>
desk-document-title = <b>{ $title }</b>
desk-document-doubts = 🧐 Замечания ждут решения: { $open } из { $all }
desk-document-no-doubts = 🧐 Замечаний нет
desk-document-settled = 🧐 Замечания разобраны: исправлено { $corrected }, оставлено как есть { $accepted }
desk-document-known-doubts = Приняты раньше и не показаны: { $count }
desk-document-first = Плана на { $year } год ещё не было.
desk-document-same = От действующего плана документ не отличается: меняются только сноски или запись дат.
desk-document-changes = 🔀 <b>Изменений: { $count }</b>
desk-document-change-count = { $kind }: { $count }
desk-document-reach = { $count ->
    [0] 🔔 Сообщать некому.
    [one] 🔔 Сообщение получит { $count } подписчик.
    [few] 🔔 Сообщение получат { $count } подписчика.
   *[many] 🔔 Сообщение получат { $count } подписчиков.
}
desk-document-by-hand = ✍️ Внесённое вручную останется у { $count ->
    [one] { $count } мероприятия
   *[other] { $count } мероприятий
}.
desk-document-losses = ⚠️ { $what }. Так бывает, когда документ прочитан с ошибкой.
desk-document-outrun = ❗️ Пока вы смотрели, план изменили. Сравнение сделано заново: проверьте его ещё раз.
desk-document-button-doubts = 🧐 Разобрать замечания ({ $count })
desk-document-button-changes = 🔀 Изменения ({ $count })
desk-document-button-rest = Оставить все как есть
desk-document-button-reset = Разобрать замечания заново
desk-document-button-apply = { $count ->
    [0] ✅ Внести план
   *[other] ✅ Внести и сообщить ({ $count })
}
desk-document-button-silently = 🔇 Внести, не сообщая
desk-document-button-drop = ✖️ Не вносить
desk-document-button-back = ← К документу
desk-document-dropped = Документ «{ $name }» не внесён, план не изменился.
desk-document-gone = Этого документа уже нет в работе: он внесён, отклонён или прислан слишком давно. Пришлите его ещё раз.
desk-document-open-doubts = Сначала решите, что делать с замечаниями.

desk-change-hour = другое время
desk-changes-title = 🔀 <b>Изменения плана на { $year } год: { $count }</b>
desk-changes-group = <b>{ $kind }</b>
desk-changes-row = • { $what }
desk-changes-row-turn = • { $what }: { $before } → <b>{ $after }</b>
desk-changes-row-renamed = • { $before } → <b>{ $after }</b>

desk-doubt-title = 🧐 <b>Замечание { $number } из { $count }</b>
desk-doubt-row = Прочитано так:
desk-doubt-corrected = ✅ <b>Исправлено.</b>
desk-doubt-gone = Это замечание уже решено.
desk-doubt-button-accept = ✅ Так и оставить
desk-doubt-button-kind = ✅ И остальные такие же ({ $count })
desk-doubt-button-correct = ✏️ Исправить
desk-doubt-button-suggested = 💡 Взять: { $text }
desk-doubt-button-leave-out = 🗑 Не вносить эту строку
desk-doubt-button-later = ⏭ Следующее
desk-doubt-ask = { $answer ->
    [date] Напишите дату: «5–6 июня», «октябрь», «уточняется».
    [schedule] Напишите дату и место: «5 июня 15:00, Минск».
    [city] Напишите название города.
    [age] Напишите возраст числом: «860».
   *[row] Напишите строку целиком через точку с запятой: «название; место; дата; организаторы», для города — «город; возраст; дата».
} Передумали? /cancel
desk-doubt-not-understood = Не получилось понять «{ $text }». { $answer ->
    [date] Нужна дата этого года: «5–6 июня», «октябрь».
    [schedule] Нужны дата и место: «5 июня 15:00, Минск».
    [city] Нужен город из справочника.
    [age] Нужно число лет.
   *[row] Нужны через точку с запятой: название; место; дата; организаторы.
} Напишите ещё раз. Передумали? /cancel

desk-losses-ask = ⚠️ <b>Проверьте ещё раз</b>
    Возможно, документ прочитан с ошибкой: { $what }.
    Если всё верно, напишите слово <b>вношу</b>. Передумали? /cancel
desk-losses-word = вношу
desk-losses-no-word = План не внесён. Если всё верно, напишите слово «вношу». Передумали? /cancel

desk-applied = ✅ <b>План на { $year } год внесён, редакция { $edition }.</b>
desk-applied-told = { $count ->
    [0] Сообщать некому.
    [one] В течение нескольких минут сообщение получит { $count } подписчик; ночью оно подождёт до утра.
    [few] В течение нескольких минут сообщение получат { $count } подписчика; ночью оно подождёт до утра.
   *[many] В течение нескольких минут сообщение получат { $count } подписчиков; ночью оно подождёт до утра.
}
desk-applied-silently = Читателям не сообщаем.
desk-applied-button-undo = ↩️ Отменить

desk-revisions = 🕘 <b>Правки плана и городов за 30 дней</b>
desk-revisions-none = За последние 30 дней ни план, ни города не меняли.
desk-revision-row = <b>{ $number }.</b> { $day }, { $time } · { $who }
    { $what }
desk-revision-what = { $action ->
    [plan-imported] План на { $year } год, документ «{ $file }»
    [plan-undone] План на { $year } год: правки отменены
   *[other] План на { $year } год: правка
}{ $undone ->
    [yes] { " " }(отменено)
   *[no] { "" }
}
desk-revision-done = { $what }{ $undone ->
    [yes] { " " }(отменено)
   *[no] { "" }
}
desk-revision-changes = Изменений: { $count }
desk-revision-title = 🕘 <b>{ $day }, { $time }</b> · { $who }
desk-revision-button-file = 📎 Документ
desk-revision-button-back = ← Все правки
desk-revision-gone = Эту правку нельзя отменить: ей больше 30 дней, она уже отменена, или прежнее состояние уже не вернуть.
desk-revision-no-file = Документ этой редакции не сохранился.
desk-undo-title = ↩️ <b>Отмена правок плана на { $year } год</b>
desk-undo-several = Вместе с этой правкой отменятся все более поздние правки того же плана. Всего отменится: { $count }.
desk-undo-empties = План на { $year } год будет снят: до этой правки его не было.
desk-undo-nothing = В плане ничего не изменится.
desk-undo-untold = Ещё не ушедшие сообщения о правках не уйдут.
desk-undo-told = { $count ->
    [0] О правках никому не сообщали, поэтому и об отмене сообщать некому.
    [one] Об отмене сообщим { $count } подписчику, который получил сообщение о правке.
   *[other] Об отмене сообщим { $count } подписчикам, которые получили сообщение о правке.
}
desk-undo-button = ↩️ Отменить правки
desk-undone = ↩️ <b>Правки отменены: план на { $year } год снова прежний.</b>
desk-undone-empty = ↩️ <b>План на { $year } год снят.</b>
desk-log-action-plan-undone = Отменены правки: { $subject }
