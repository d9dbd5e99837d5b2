# Переписка читателей с секретариатом.

feedback-ask = ✉️ <b>Напишите секретариату</b>
    { $reference ->
        [none] { "" }
       *[other] Что вы делали, когда случилась ошибка <code>{ $reference }</code>?{ " " }
    }Пришлите одно сообщение: текст, фото, файл или голосовое. Передадим его с вашим именем, ответ придёт сюда.
    Передумали? /cancel
feedback-taken = ✉️ Передаём секретариату. Ответ придёт сюда.
feedback-edit-taken = ✉️ Исправленное сообщение тоже передаём секретариату.
feedback-button-more = ✏️ Дописать
feedback-button-write = ✉️ Написать в секретариат
feedback-button-answer = ✉️ Ответить секретариату
feedback-button-private = ✉️ Открыть личный чат
feedback-in-private = Секретариату можно написать в личном чате: там же придёт и ответ.
feedback-muted = Секретариат больше не принимает от вас сообщений здесь.
feedback-too-many = За сутки секретариату передаём не больше { $most ->
        [one] { $most } сообщения
       *[other] { $most } сообщений
    }. Напишите завтра.
feedback-nowhere = Секретариат пока не принимает сообщений здесь.
feedback-not-copyable = Такое сообщение Telegram передать не даёт. Пришлите текст, фото, файл или голосовое.
feedback-not-carried = 😔 Передать это сообщение секретариату не получилось. Попробуйте отправить его ещё раз.

feedback-header = ✉️ <b>{ $name }</b> · { $language ->
        [en] английский
       *[ru] русский
    }
feedback-about-fault = Об ошибке <code>{ $reference }</code>
feedback-about-issue = В ответ на бюллетень
feedback-about-announcement = В ответ на объявление
feedback-about-edit = Исправленное сообщение
feedback-state = { $state ->
        [answered] ✅ Отвечено
        [closed] ☑️ Закрыто
       *[open] Ответьте на это сообщение или на следующее — ответ получит читатель.
    }
feedback-state-muted = 🔇 Новые сообщения не принимаем
feedback-button-close = ☑️ Закрыть
feedback-button-open = ↩️ Открыть снова
feedback-button-mute = 🔇 Не принимать
feedback-button-hear = 🔔 Принимать снова
feedback-toast-close = Закрыто. Если читатель напишет снова, разговор откроется.
feedback-toast-open = Снова открыто.
feedback-toast-mute = Новые сообщения этого читателя не принимаем.
feedback-toast-hear = Сообщения этого читателя снова принимаем.
feedback-answer-taken = ✅ Отправляем ответ: { $name }
feedback-answer-edited = ✅ Ответ исправлен: { $name }
feedback-not-delivered = ⚠️ Ответ не доставлен: { $name }. { $reason ->
        [blocked] Читатель заблокировал бота.
        [gone] Этого чата больше нет.
        [deleted] Сообщение удалено раньше, чем удалось его передать.
        [kind] Сообщения такого вида Telegram передать не даёт.
        [unknown] Telegram не ответил, и неизвестно, дошло ли сообщение.
       *[other] Telegram его не принял.
    }
feedback-reader-gone = Ответить уже нельзя: читатель удалил свои данные.
feedback-copy-stays = ⚠️ У читателя осталась прежняя версия ответа: Telegram не дал её исправить ({ $name }).
