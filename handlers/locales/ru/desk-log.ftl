# Журнал: кто что изменил.
# Слова действия — desk-log-action-<код>, поля — desk-log-field-<код>, значения — desk-log-value-<код>.

desk-log = 🗒 <b>Журнал</b>
desk-log-who = Кто: <b>{ $name }</b>
desk-log-about = О чём: <b>{ $name }</b>
desk-log-empty = { $narrowed ->
    [1] По этому отбору записей нет.
   *[0] Записей пока нет.
}
desk-log-head = <b>{ $day }, { $time }</b> · { $who }
desk-log-detail = • { $text }
desk-log-more = …и ещё { $count } (все — в файле)
desk-log-fact = { $field }: { $value }
desk-log-fact-changed = { $field }: { $before } → { $after }
desk-log-quiet = { $published ->
    [1] { $name } вышел
   *[0] { $name }: номер, организаторы, примечание или карточка
}
desk-log-nothing = пусто
desk-log-bool = { $on ->
    [1] да
   *[0] нет
}
desk-log-erased = данные удалены
desk-log-command-line = Командная строка
desk-log-subject = { $kind ->
    [plan] План { $name }
    [bulletin] Выпуск от { $name }
    [event] «{ $name }»
   *[other] { $name }
}

desk-log-action = { $code }: { $subject }
desk-log-action-plan-imported = Загружен документ: { $subject }
desk-log-action-plan-edited = Правка: { $subject }
desk-log-action-city-day-set = Назначен День города: { $subject }
desk-log-action-city-day-reset = Снята назначенная дата Дня города: { $subject }
desk-log-action-bulletin-approved = Бюллетень утверждён: { $subject }
desk-log-action-bulletin-skipped = Бюллетень пропущен: { $subject }
desk-log-action-editor-named = Назначен редактор: { $subject }
desk-log-action-editor-rights = Изменены права редактора: { $subject }
desk-log-action-editor-dismissed = Снят редактор: { $subject }
desk-log-field-edition = редакция
desk-log-field-events = мероприятий
desk-log-field-file = файл
desk-log-field-first-day = первый день
desk-log-field-last-day = последний день
desk-log-field-edit-plan = изменять план
desk-log-field-send = писать читателям
desk-log-value-planned = по плану
desk-log-value-moved = перенесено
desk-log-value-cancelled = отменено

desk-log-people = Чьи записи показать?
desk-log-subjects = О чём показать записи?
desk-log-button-people = 👤 Кто
desk-log-button-subjects = 📌 О чём
desk-log-button-all = ✖️ Показать всё
desk-log-button-file = 📄 Файл .csv
desk-log-button-back = ← Журнал
desk-log-unknown = Не нашлось ни мероприятия, ни города: «{ $text }». Напишите номер в плане, слова названия или город.
desk-log-nothing-to-send = Записей нет, файл был бы пустым.
desk-log-file = { $count ->
    [one] 🗒 Журнал: { $count } запись.
    [few] 🗒 Журнал: { $count } записи.
   *[many] 🗒 Журнал: { $count } записей.
}
desk-log-file-delimiter = ;
desk-log-column = { $column ->
    [at] Когда
    [who] Кто
    [id] id
    [what] Что сделано
    [subject] О чём
    [before] Было
   *[after] Стало
}
