# Редактор рассылок: оформление выпуска, объявления, исправления, ход отправки.

desk-tools = 🛠 Оформление и время
desk-back = ← Назад
desk-tools-title = { $kind ->
    [issue] 🛠 <b>Оформление выпуска</b>
    [announcement] 🛠 <b>Оформление объявления</b>
   *[amendment] 🛠 <b>Исправление</b>: картинку и файл изменить нельзя.
}
desk-tool-text = ✏️ Добавить текст
desk-tool-text-again = ✏️ Заменить текст
desk-tool-picture = 🖼 Картинка
desk-tool-file = 📎 Файл
desk-tool-links = 🔗 Кнопки со ссылками
desk-tool-sections = ☑️ Разделы выпуска
desk-tool-place = { $place ->
    [before] ⬆️ Текст в начало
   *[after] ⬇️ Текст в конец
}
desk-tool-time = 🕘 День и час
desk-preview = 👁 Как у читателей
desk-test = 📨 Пробная отправка
desk-test-sent = Пробное сообщение придёт в личный чат.
desk-remove = { $part ->
    [text] 🗑 Убрать текст
    [file] 🗑 Убрать файл
   *[time] 🗑 Сбросить время
}

desk-part-picture = { $source ->
    [own] 🖼 своя картинка
    [year] 🖼 год картинкой
    [map] 🖼 карта юбилеев
   *[card] 🖼 открытка города
}
desk-part-file = 📎 { $name }
desk-part-links = 🔗 { $count ->
    [one] { $count } кнопка
    [few] { $count } кнопки
   *[many] { $count } кнопок
}
desk-draft-apart = Сообщение целиком покажет кнопка «👁 Как у читателей».
desk-draft-held = ⏸ Время выпуска прошло, а он не утверждён. После утверждения он уйдёт сразу.
desk-draft-needs-approval = Без утверждения выпуск не уйдёт.
desk-bulletin-held = ⏸ <b>Бюллетень от { $date } ждёт утверждения</b>
    { $count ->
        [0] Подписчиков у бюллетеня пока нет.
        [one] Его ждёт { $count } подписчик.
        [few] Его ждут { $count } подписчика.
       *[many] Его ждут { $count } подписчиков.
    }
desk-prepare-hint = Следующий выпуск можно подготовить заранее, в любой день недели.
desk-prepare = 📝 Подготовить следующий выпуск

desk-picture-title = 🖼 <b>Картинка</b>
    В сообщение с картинкой помещается 1024 знака{ $kind ->
        [issue] : автоматическая часть выпуска сократится.
       *[other] .
    }
desk-picture-none = Без картинки
desk-picture-own = Своя картинка
desk-picture-year = Год картинкой
desk-picture-map = Карта юбилеев
desk-picture-card = Открытка города
desk-sections-title = ☑️ <b>Разделы выпуска</b>
    Отключённых разделов читатели не увидят. Всё, что в них есть, войдёт в следующий выпуск как новое.
desk-section = { $name ->
    [this-week] На этой неделе
    [next-week] На следующей неделе
    [month] В ближайший месяц
    [changed] Что изменилось
    [jubilees] Скоро юбилеи
    [still-ahead] Об этом уже писали
    [coming] Что дальше
    [past] Прошло за неделю
   *[fact] Факт
}
desk-links-title = 🔗 <b>Кнопки со ссылками</b>: { $count } из { $most }
desk-link-line = • { $label } — { $url }
desk-link-add = ➕ Добавить кнопку
desk-link-remove = 🗑 { $label }

desk-ask = { $what ->
    [text] Пришлите текст одним сообщением: жирный шрифт, ссылки и цитаты сохранятся{ $kind ->
        [amendment] . Картинка и файл останутся прежними. Исправите своё сообщение — исправится и этот текст.
        [announcement] , можно сразу с картинкой или файлом. Исправите своё сообщение — исправится и объявление.
       *[other] , можно сразу с картинкой или файлом. Исправите своё сообщение — исправится и выпуск. Убрать добавленное — пришлите «-».
    }
    [picture] Пришлите одну картинку, как фото.
    [card] Открытку какого города добавить? Напишите название.
    [file] Пришлите один файл.
    [link] Пришлите подпись кнопки и адрес: «Программа — https://example.org/day».
   *[time] Когда отправить? Напишите день и час: «среда 15:00», «12 марта 10:00», «завтра в 9».
} Передумали? /cancel
desk-links-lost = { $count ->
    [one] ⚠️ Одна ссылка стала обычным текстом: читателям можно отправлять только ссылки http, https, tg и mailto.
   *[other] ⚠️ Ссылок, которые стали обычным текстом: { $count }. Читателям можно отправлять только ссылки http, https, tg и mailto.
}
desk-album-cut = ⚠️ Альбом целиком отправить читателям нельзя: взята только первая картинка или первый файл.

desk-too-long = Не помещается: лишних знаков — { $over }. { $picture ->
    [yes] В сообщение с картинкой помещается 1024 знака.
   *[no] В сообщение помещается 4096 знаков.
} Сократите текст и пришлите ещё раз.
desk-picture-needed = Нужна картинка, отправленная как фото. Передумали? /cancel
desk-file-needed = Нужен файл, отправленный как документ. Передумали? /cancel
desk-card-city = Такого города в справочнике нет. Напишите иначе. Передумали? /cancel
desk-text-stays = Совсем без текста отправлять нечего: замените его новым.
desk-attachments-stay = Картинку, файл и время отправленного сообщения изменить нельзя.
desk-link-form = Нужны подпись кнопки и адрес: «Программа — https://example.org/day». Передумали? /cancel
desk-link-wrong = Адрес «{ $url }» не подходит для кнопки. Нужен полный адрес http, https или tg: «https://example.org/day».
desk-link-long = Подпись кнопки слишком длинная: помещается { $longest } знаков.
desk-links-full = Кнопок со ссылками может быть не больше { $most }.
desk-time-form = Нужны день и час: «среда 15:00», «12 марта 10:00», «завтра в 9». Передумали? /cancel
desk-time-past = Это время уже прошло: выберите другое.
desk-time-late = { $issue ->
    [yes] Это слишком поздно: к тому времени будет готовиться следующий выпуск.
   *[no] Это слишком далеко: объявление можно назначить на год вперёд.
}
desk-draft-unknown = Такого черновика нет.
desk-draft-closed = Изменить это уже нельзя.
desk-announcement-late = Это объявление уже { $state ->
    [sending] отправляется
    [paused] отправляется
    [sent] отправлено
   *[cancelled] отменено
}, изменить его нельзя.
desk-amendment-late = Это исправление уже { $state ->
    [dropped] отменено
   *[other] отправлено
}.
desk-amendment-under-way = Предыдущее исправление ещё отправляется. Дождитесь отчёта о нём.
desk-not-under-way = Сейчас это не отправляется.

desk-pause = ⏸ Приостановить
desk-resume = ▶️ Продолжить
desk-stop = 🛑 Остановить
desk-steered = { $act ->
    [pause] Отправка приостановлена.
   *[resume] Отправка продолжается.
}
desk-confirm-stop = Остановить отправку? Кому сообщение ещё не ушло, тот его не получит. Отозвать отправленное или продолжить потом будет нельзя.
desk-confirm-stop-yes = Да, остановить
desk-confirm-stop-no = Нет, пусть идёт
desk-kept = Хорошо, не останавливаем.
desk-stopped = 🛑 Отправка остановлена. Отчёт придёт отдельно.
desk-bulletin-paused = ⏸ Бюллетень от { $date } приостановлен: { $done } из { $total }.
desk-bulletin-stopping = 🛑 Бюллетень от { $date } остановлен: { $done } из { $total }.
desk-bulletin-stopped = 🛑 <b>Бюллетень от { $date } остановлен</b>
desk-report-not-sent = Не отправлено: { $left }

desk-announce-title = 📣 <b>Объявление</b>
    Кому его отправить? Выберите, на что подписаны читатели.
desk-audience-button = { $topic ->
    [bulletin] 📰 Всем, кто получает бюллетень
    [event] Об одном мероприятии
   *[city] Об одном городе
}
desk-audience = { $topic ->
    [bulletin] всем, кто получает бюллетень
    [event] тем, кто следит за мероприятием «{ $name }»
    [city] тем, кто следит за городом { $name }
   *[other] подписчикам темы «{ $name }»
}
desk-announce-ask = { $topic ->
    [event] О каком мероприятии? Напишите номер в плане или слова из названия.
   *[city] О каком городе? Напишите название.
} Передумали? /cancel
desk-announce-which = { $topic ->
    [event] Какое мероприятие?
   *[city] Какой город?
}
desk-announce-none = { $topic ->
    [event] Такого мероприятия нет в планах.
   *[city] Такого города нет в справочнике.
} Напишите иначе. Передумали? /cancel
desk-announcement-line = { $state ->
    [draft] 📝
    [approved] 🕘
    [sending] 📤
    [paused] ⏸
    [sent] ✅
   *[cancelled] 🛑
} { $text }
desk-announcement-draft = 📣 <b>Объявление</b> { $to }
desk-announcement-reach = { $count ->
    [0] Получателей пока нет.
    [one] Получит { $count } подписчик.
    [few] Получат { $count } подписчика.
   *[many] Получат { $count } подписчиков.
}
desk-announcement-due = { $approved ->
    [yes] ✅ Утверждено и уйдёт { $when }.
   *[no] 🕘 Назначено на { $when }; чтобы оно ушло, утвердите его.
}
desk-announcement-empty = Текста ещё нет: добавьте его в разделе «🛠 Оформление и время».
desk-announcement-sent = 📣 { $state ->
    [sending] <b>Отправляется</b>
    [paused] <b>Приостановлено</b>
    [sent] <b>Отправлено</b>
   *[cancelled] <b>Отменено</b>
} { $to }, { $when }
desk-moment = { $date } в { $time } { $zone }
desk-send = 🚀 Отправить сейчас
desk-drop = 🗑 Отказаться
desk-confirm-send = { $kind ->
    [amendment] Исправить отправленное? { $count ->
        [0] Доставленных сообщений пока нет, новые уйдут исправленными.
        [one] Изменится { $count } сообщение, без звука.
        [few] Изменятся { $count } сообщения, без звука.
       *[many] Изменится { $count } сообщений, без звука.
    }
   *[announcement] Отправить объявление сейчас? { $count ->
        [0] Получателей пока нет.
        [one] Его получит { $count } подписчик.
        [few] Его получат { $count } подписчика.
       *[many] Его получат { $count } подписчиков.
    }
}
desk-confirm-send-yes = Да, отправить
desk-confirm-second = ⚠️ С разницей меньше суток всем уже отправлено или назначено другое объявление. Отправить ещё одно? { $count ->
    [one] Его получит { $count } подписчик.
    [few] Его получат { $count } подписчика.
   *[many] Его получат { $count } подписчиков.
}
desk-confirm-second-yes = Да, ещё одно за сутки
desk-confirm-drop = { $kind ->
    [amendment] Отказаться от исправления? Отправленное останется как есть.
   *[announcement] Отказаться от объявления? Оно никому не придёт.
}
desk-confirm-drop-yes = Да, отказаться
desk-accepted = { $kind ->
    [amendment] 📤 Принято: сообщения исправляются. О ходе и об итоге сообщим.
   *[announcement] 📤 Принято: объявление уходит. О ходе отправки и об итоге сообщим.
}
desk-draft-dropped = { $kind ->
    [amendment] Исправление отменено.
   *[announcement] Объявление отменено.
}
desk-announcing = { $state ->
    [paused] ⏸ Объявление приостановлено: { $done } из { $total }.
    [cancelled] 🛑 Объявление остановлено: { $done } из { $total }.
   *[sending] 📤 Объявление отправляется: { $done } из { $total }.
}
desk-announced = { $total ->
    [0] 📣 Объявление никому не отправлено: получателей не было.
   *[other] { $state ->
        [stopped] 🛑 <b>Объявление остановлено</b>
       *[sent] 📣 <b>Объявление отправлено</b>
    }
}

desk-amend = ✏️ Исправить отправленное
desk-amended-what = { $kind ->
    [bulletin] выпуска бюллетеня
   *[announcement] объявления
}
desk-amendment-draft = ✏️ <b>Исправление { $what }</b>
    { $count ->
        [0] Доставленных сообщений пока нет.
        [one] { $count } доставленное сообщение изменится на месте, без звука.
        [few] { $count } доставленных сообщения изменятся на месте, без звука.
       *[many] { $count } доставленных сообщений изменятся на месте, без звука.
    }{ $waiting ->
        [0] { "" }
        [one] { " " }Ещё { $waiting } уйдёт исправленным.
       *[other] { " " }Ещё { $waiting } уйдут исправленными.
    }
desk-amending = ✏️ { $kind ->
    [bulletin] Бюллетень
   *[announcement] Объявление
} исправляется: { $done } из { $total }.
desk-amended = ✏️ <b>{ $kind ->
    [bulletin] Бюллетень исправлен
   *[announcement] Объявление исправлено
}</b>
    Исправлено сообщений: { $corrected }
    Не удалось исправить: { $failed }

# Команда и слова журнала
command-announce = Объявление читателям
desk-log-action-bulletin-sending = Бюллетень отправляется: { $subject }
desk-log-action-bulletin-paused = Бюллетень приостановлен: { $subject }
desk-log-action-bulletin-amended = Бюллетень исправлен: { $subject }
desk-log-action-announcement-approved = Объявление утверждено: { $subject }
desk-log-action-announcement-sending = Объявление отправляется: { $subject }
desk-log-action-announcement-paused = Объявление приостановлено: { $subject }
desk-log-action-announcement-cancelled = Объявление отменено: { $subject }
desk-log-action-announcement-amended = Объявление исправлено: { $subject }
desk-log-field-state = состояние
desk-log-field-week = неделя
desk-log-field-to = кому
desk-log-value-draft = черновик
desk-log-value-approved = утверждено
desk-log-value-held = ждёт утверждения
desk-log-value-sending = отправляется
desk-log-value-paused = приостановлено
desk-log-value-sent = отправлено
desk-log-value-skipped = пропущено
desk-log-value-empty = без новостей
desk-confirm-amend-yes = Да, исправить
