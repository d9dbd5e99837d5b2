# Статистика и диагностика для владельцев бота.

command-stats = Сколько подписчиков и что им доставлено
command-diagnose = Работает ли бот

arrival-kind = { $kind ->
    [city] карточка города
    [event] карточка мероприятия
    [bulletin] ссылка на бюллетень
   *[jubilees] ссылка на юбилеи
}

stats-title = 📊 <b>Статистика</b> · { $date }
stats-subscribers = 👥 Подписчиков: <b>{ $count }</b>{ $change ->
    [none] { "" }
   *[other] { " " }({ $change })
}
stats-change = { $sign ->
    [more] на { $by } больше, чем { $date }
    [less] на { $by } меньше, чем { $date }
   *[same] столько же, сколько { $date }
}
stats-chats = Чатов: { $all } (активны { $active }, отписались { $stopped }, заблокировали бота { $blocked }, удалены { $gone })
stats-topics-title = 🔔 <b>На что подписаны</b>
stats-topic = { $topic ->
    [event] Отдельные мероприятия
    [city] Отдельные города
   *[other] { $name }
}
stats-row = { $name } — { $count }
stats-named = { $name } — { $count }
stats-cities = 🏙 <b>Города</b>: { $names }
stats-cities-title = 🏙 <b>Какие города выбирают</b>
stats-deliveries-title = 📨 <b>Уведомления за { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}</b>
stats-kind = { $kind ->
    [reminder] Напоминания
    [window] События без точной даты
    [change] Изменения плана
    [bulletin] Бюллетень
    [message] Служебные сообщения
    [announcement] Объявления
    [amendment] Исправления
   *[other] Другие
}
stats-delivered = { $kind }: доставлено { $sent } из { $all }
stats-outcomes = { $kind }: { $outcomes }
stats-outcome = { $state ->
    [sent] доставлено
    [gone] заблокировали бота
    [failed] не доставлено
    [expired] опоздало
    [unknown] без ответа Telegram
    [void] отменено
    [held] приостановлено
   *[pending] ждут отправки
} { $count }
stats-sources = 🔗 <b>Откуда пришли</b>: { $names }
stats-sources-title = 🔗 <b>Откуда пришли</b>
stats-other-sources = по другим ссылкам
stats-no-source = без метки
stats-label-hint = Чтобы видеть, откуда приходят, дайте каждой площадке свою ссылку на бота: t.me/{ $bot }?start=from-site. Вместо site — любая метка латиницей. Ссылка на карточку с меткой: t.me/{ $bot }?start=ckazan_from-site.
stats-button-all = 🔢 Все цифры
stats-button-again = 🔄 Обновить

stats-picture-title = Статистика МАГ
stats-picture-subscribers = Подписчиков: { $count }
stats-picture-chats = Чатов: { $count }
stats-picture-blocked = Заблокировали бота: { $count }
stats-picture-too-short = Линия появится завтра: история ведётся по дням.
stats-picture-none = Пока нет
stats-picture-topics = На что подписаны
stats-picture-cities = Города
stats-picture-deliveries = Уведомления за { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}
stats-picture-sources = Откуда пришли
stats-picture-outcome = { $outcome ->
    [delivered] доставлено
    [waiting] ждут отправки
    [late] опоздало
   *[failed] не доставлено
}

diagnose-title = 🩺 <b>Диагностика</b> · { $clock } ({ $zone })
diagnose-line = { $well ->
    [1] ✅
   *[0] ❌
} { $name }: { $found }
diagnose-size = 💾 База данных занимает { $size } МБ
diagnose-latency = ⚡️ Telegram ответил за { $milliseconds } мс
diagnose-next = 🔜 Ближайшие напоминания: { $reminders ->
    [none] пока некому
   *[other] { $reminders }
}; бюллетень: { $bulletin }
diagnose-jobs = ⏱ <b>Задания</b>: последний запуск → следующий
diagnose-job = { $outcome ->
    [ok] ✅
   *[other] ❌
} { $job ->
    [changes] изменения плана
    [reminders] напоминания
    [bulletin] бюллетень
    [counts] подсчёт статистики
    [purge] удаление старого
    [faults] сводка ошибок
    [erasure] стирание удалённого
    [disk] место на диске
    [profile] меню команд
    [staff] приветствия и меню редакторов
    [feedback] переписка с читателями
    [backup] резервная копия
    [backup-age] проверка резервных копий
   *[other] { $job }
}: { $last } → { $next }{ $outcome ->
    [ok] { "" }
   *[other] , ошибка { $outcome }
}
diagnose-no-chats = 👥 Групп и каналов пока нет.
diagnose-chats = 👥 <b>Группы и каналы: { $count }</b>{ $elsewhere ->
    [1] , на следующих страницах
   *[0] { "" }
}
diagnose-chat = { $well ->
    [1] ✅
   *[0] ❌
} { $title ->
    [none] { $number }
   *[other] «{ $title }» ({ $number })
}, { $kind ->
    [channel] канал
   *[group] группа
}: { $lacks ->
    [chat] недоступен боту, ответ Telegram: { $trouble }
    [messages] { $status ->
        [left] бот вышел
        [kicked] бот исключён
        [none] писать нельзя
       *[other] писать нельзя
    }
    [photos] писать можно, картинки нельзя
   *[nothing] { $status ->
        [administrator] администратор, писать можно
        [creator] владелец, писать можно
       *[other] участник, писать можно
    }
}{ $stopped ->
    [stopped] ; уведомления остановлены
   *[other] { "" }
}
diagnose-refused = ⚠️ сообщения туда не проходят с { $since }
diagnose-settings = ⚙️ <b>Настройки</b>
    <blockquote expandable>{ $lines }</blockquote>
diagnose-setting = { $name } = { $value ->
    [none] не задано
   *[other] { $value }
}
diagnose-versions = 🧩 Версии: { $versions }
diagnose-button-again = 🔄 Проверить снова
