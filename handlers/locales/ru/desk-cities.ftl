# Стол секретариата: города.

desk-ask-city = Какой город открыть? Напишите название.
desk-which-city = Какой из этих городов?
desk-city-unknown = Такого города в справочнике нет. Напишите иначе. Передумали? /cancel
desk-city-day = 📅 { $year }: { $date }
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
desk-city-name-added = ✅ Теперь город находится и по названию «{ $text }».
desk-city-name-dropped = ✅ Название «{ $text }» убрано.
desk-city-name-unclear = В названии нужны буквы. Напишите ещё раз. Передумали? /cancel
desk-city-name-known = Город { $city } уже находится по этому названию.
desk-city-name-taken = Так называется другой город: { $city }.
desk-city-too-many-names = У города может быть не больше { $most } таких названий. Уберите лишнее.
