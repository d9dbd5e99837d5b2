# Что хранится о чате.

privacy-title = 🔒 <b>Ваши данные</b>
privacy-folded = <blockquote expandable>{ $terms }</blockquote>
privacy-terms =
    Что хранится и как долго:
    • номер чата, его настройки и город, подписки и отключённые напоминания — пока вы их не удалите;
    • отметки о том, какие уведомления отправлены, — { $notices ->
        [one] { $notices } день
        [few] { $notices } дня
       *[other] { $notices } дней
    } после того, как уведомление устарело;
    • вопрос, на который ждём ответа, и номер того, кому он задан, — до двух часов;
    • ваше сообщение, каким его прислал Telegram, — пока на него не отвечено, и ещё до часа в служебном журнале базы; если ответить помешала наша ошибка, — { $aside ->
        [one] { $aside } день
        [few] { $aside } дня
       *[other] { $aside } дней
    }, чтобы её исправить;
    • номера вашего сообщения и ответа на него — { $answers ->
        [one] { $answers } день
        [few] { $answers } дня
       *[other] { $answers } дней
    }: если вы исправите сообщение, исправится и ответ;
    • номер редактора рядом с каждой его правкой — бессрочно.

    Больше ничего: имён, телефонов и переписки не собираем. Данные нужны, чтобы напоминать вовремя и не повторяться; они никому не передаются. «Удалить всё» стирает их сразу, в том числе из служебных файлов базы; остаются лишь номера редакторов при правках.
privacy-known = { $chat ->
    [private] О вас хранится:
   *[group] Об этом чате хранится:
}
privacy-language = Язык: русский
privacy-hour = Час: { settings-hour-button }
privacy-city = Мой город: { $city ->
    [none] не указан
   *[other] { $city }
}
privacy-topics = Подписки: { $names }
privacy-cities = Города: { $names }
privacy-events = Мероприятия: { $names }
privacy-leads = Когда напоминать ({ $topic }): { $leads }
privacy-greetings = Поздравления в сам день: { $on ->
    [1] да
   *[other] нет
}
privacy-muted = Отключённые напоминания: { $count ->
    [0] нет
   *[other] { $count }
}
privacy-sent = Отметки об уведомлениях: { $count ->
    [0] нет
   *[other] { $count }
}
privacy-since = С нами с { $date }
privacy-number = Номер чата: { $number }
privacy-none = нет
privacy-more = { $names } и ещё { $count }
privacy-file = Всё, что хранится об этом чате, одним файлом.
privacy-file-name = mag-bot-moi-dannye.json
privacy-delete-sure = <b>Удалить все данные этого чата?</b>
    Настройки и подписки пропадут, уведомления перестанут приходить. Отменить это будет нельзя.
privacy-deleted = Готово: об этом чате больше ничего не хранится. Напишете снова — начнём с чистого листа.
button-kept = 👁 Показать
button-export = 📎 Скачать файлом
button-delete = 🗑 Удалить всё
button-delete-sure = 🗑 Да, удалить всё
button-keep = ‹ Нет, оставить
