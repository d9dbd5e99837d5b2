# Сообщения, оставшиеся без ответа из-за нашей ошибки: список для владельцев.

updates-title = 🧯 <b>Без ответа: { $count ->
        [one] { $count } сообщение
        [few] { $count } сообщения
       *[many] { $count } сообщений
    }</b>
updates-none = 🧯 Сообщений без ответа нет.
updates-line = { $number }. { $update }
updates-kind = { $kind ->
        [callback_query] нажатие кнопки
        [edited_message] исправленное сообщение
        [my_chat_member] изменение прав
       *[message] сообщение
    }
updates-chat = { $chat ->
        [private] личный чат
       *[group] группа
    }
updates-update = <code>{ $reference }</code> · { $date }, { $time } · { updates-kind }, { updates-chat } · <code>{ $error }</code>
updates-plain = { $reference }  { $date }, { $time }  { updates-kind }, { updates-chat }  { $error }
updates-what-to-do = Когда ошибка исправлена, обработайте сообщение снова: человек получит ответ. Если оно опять не пройдёт, то вернётся сюда под новым номером.
updates-button-retry = 🔁 Обработать снова
updates-button-drop = 🗑 Удалить
updates-button-back = ‹ К списку
updates-done-retry = 🔁 <code>{ $reference }</code>: обрабатываем снова.
updates-done-drop = 🗑 <code>{ $reference }</code>: удалено.
updates-unknown = Сообщения без ответа под номером { $reference } нет: его уже обработали или удалили, или прошло два дня.
cli-updates-none = Необработанных сообщений нет.
cli-updates-retried = { $reference }: бот обработает снова в течение минуты.
cli-updates-dropped = { $reference }: удалено.
command-updates = Сообщения, оставшиеся без ответа
