# Стол секретариата: города.

desk-ask-city = Какой город открыть? Напишите название.
desk-which-city = Какой из этих городов?
desk-city-unknown = Такого города в справочнике нет. Напишите иначе. Передумали? /cancel
desk-city-day = 📅 { $year }: { $date }{ $set ->
    [1] { " " }(назначено секретариатом)
   *[0] { "" }
}
desk-city-note = ℹ️ { $note }
desk-city-no-note = ℹ️ Заметки нет.
desk-city-names = 🔤 Добавленные названия: { $names }
desk-city-no-names = 🔤 Добавленных названий нет.
desk-button-city-day = 📅 День города
desk-button-city-note = 📝 Заметка
desk-button-city-name = 🔤 Добавить название
desk-ask-city-note = 🏙 <b>{ $city }</b>: напишите заметку для карточки. Убрать заметку — пришлите «-».
desk-ask-city-name = 🏙 <b>{ $city }</b>: напишите ещё одно название, по которому искать этот город.
desk-city-note-set = ✅ Заметка сохранена: { $text }
desk-city-note-removed = ✅ Заметка убрана.
desk-city-note-gone = Эта правка устарела. Откройте город в /desk и внесите её заново.
desk-city-name-added = ✅ Теперь город находится и по названию «{ $text }».
desk-city-name-dropped = ✅ Название «{ $text }» убрано.
desk-city-name-unclear = В названии нужны буквы. Напишите ещё раз. Передумали? /cancel
desk-city-name-known = Город { $city } уже находится по этому названию.
desk-city-name-taken = Так называется другой город: { $city }.
desk-city-too-many-names = У города может быть не больше { $most } таких названий. Уберите лишнее.

# отмена правок и снятие назначенного дня
desk-undo-city-title = ↩️ <b>{ $city }: отмена вернёт прежнее</b>
desk-undo-city-several = Вместе с этой правкой отменятся и более поздние правки того же самого. Всего отменится: { $count }.
desk-undo-city-day = День города: <b>{ $date }</b>{ $approximate ->
    [1] { " " }(ориентировочно)
   *[0] { "" }
}
desk-undo-city-no-day = День города: дата не внесена.
desk-undo-city-text = { $fact ->
    [name] { $set ->
        [1] Город снова находится по названию «{ $text }».
       *[0] По названию «{ $text }» город больше не находится.
    }
   *[note] { $set ->
        [1] Заметка: { $text }
       *[0] Заметки нет.
    }
}
desk-undo-city-untold = Читателям об этом не сообщается.
desk-undone-city = ↩️ <b>{ $city }: правка отменена.</b>
desk-log-action-city-day-undone = Отменена правка Дня города: { $subject }
desk-log-action-city-note-undone = Отменена правка заметки: { $subject }
desk-log-action-city-name-undone = Отменена правка названий: { $subject }
desk-button-day-reset = ↩️ Снять назначенный день: { $year }
desk-day-reset = ↩️ <b>{ $city }: снять назначенный день, { $year } год</b>
desk-day-reset-now = Сейчас: { $date }
desk-day-reset-then = После снятия. { $day }
desk-day-reset-reach = { $count ->
    [0] Сообщать некому.
    [one] Сообщение получит { $count } подписчик.
    [few] Сообщение получат { $count } подписчика.
   *[other] Сообщение получат { $count } подписчиков.
}
desk-button-day-reset-tell = { $count ->
    [0] ↩️ Снять
   *[other] ↩️ Снять и сообщить ({ $count })
}
desk-button-day-reset-silent = 🔇 Снять, не сообщая
desk-day-reset-done = ✅ <b>{ $city }: назначенный день снят, { $year } год.</b>
desk-day-reset-unset = Назначенного дня у города на этот год нет: его уже сняли.
desk-city-outrun = ⚠️ Пока вы решали, данные города изменили. Проверьте ещё раз.
