# Еженедельный бюллетень: выпуск, черновик, отправка, отчёт.

bulletin-heading = 📰 <b>Бюллетень МАГ · { $date }</b>
bulletin-date = { $day } { month-genitive } { $year }
bulletin-section = { $name ->
    [this-week] 📅 <b>На этой неделе</b>
    [next-week] 🗓 <b>На следующей неделе</b>
    [month] 🔭 <b>В ближайший месяц</b>
    [changed] 🔁 <b>Что изменилось</b>
    [jubilees] 🎂 <b>Скоро юбилеи</b>
    [still-ahead] 📌 <b>Об этом уже писали</b>
    [quiet] 🍃 <b>Тихая неделя.</b> Что дальше:
    [coming] ⏭ <b>Что дальше</b>
   *[past] ✅ <b>Прошло за неделю</b>
}
bulletin-more = …и ещё { $count }{ $section ->
    [past] { "" }
    [changed] : /plan
   *[other] : /upcoming
}
bulletin-fact-jubilees = 💡 Городов-юбиляров в { $year } году — { $count }. Старше всех — { $city }, { age }.
bulletin-fact-founding = 💡 { $city } ведёт счёт лет с { $year } года.
bulletin-until = { $when }, { $until }

bulletin-change = { $sign } { $name }: { $what }
bulletin-change-city-day = { $city }, День города
bulletin-change-arrow = { $before } → { $after }
bulletin-change-open = уточняется
bulletin-change-ended = { $effect ->
    [cancelled] отменено
   *[removed] исключено из плана
}{ $before ->
    [none] { "" }
   *[other] { " " }(было: { $before })
}
bulletin-change-renamed = прежнее название — «{ $before }»
bulletin-change-in-plan = { $effect ->
    [restored] снова в плане, { $after }
   *[added] { $after }
}
bulletin-changes-counted = { $effect ->
    [added] 🆕 Нового в плане — { $count ->
        [one] { $count } пункт
        [few] { $count } пункта
       *[many] { $count } пунктов
    }: /plan
    [estimated] 📅 Уточнены ориентировочные даты Дней городов ({ $count }): /upcoming
   *[set] 📅 Назначены даты Дней городов ({ $count }): /upcoming
}

bulletin-none-yet = 📰 <b>Бюллетень МАГ</b>
    События двух недель, изменения плана и юбилеи — одним сообщением. Выходит { $when }, когда есть о чём рассказать.

    Выпусков ещё не было, первый может выйти { $date }.
bulletin-older = ◀ { $date }
bulletin-newer = { $date } ▶
bulletin-subscribe = 📰 Подписаться на бюллетень
bulletin-at = { $weekday ->
    [0] по понедельникам
    [1] по вторникам
    [2] по средам
    [3] по четвергам
    [4] по пятницам
    [5] по субботам
   *[6] по воскресеньям
  } в { $hour }:00 { $zone }

bulletin-draft-title = 📝 <b>Черновик бюллетеня</b>: { $date } в { $time } { $zone }
bulletin-draft-audience = { $count ->
    [0] Подписчиков у бюллетеня пока нет.
    [one] Получит { $count } подписчик.
    [few] Получат { $count } подписчика.
   *[many] Получат { $count } подписчиков.
  }
bulletin-draft-default = Если ничего не нажать, выпуск уйдёт в срок таким, как ниже.
bulletin-draft-approved = ✅ Выпуск утверждён и уйдёт в срок.
bulletin-draft-quiet = Новостей нет, поэтому это тихий выпуск: такой бывает не чаще раза в месяц.
bulletin-draft-empty = 🔕 Этот выпуск будет пропущен: на две недели вперёд нет ничего нового, за последнюю неделю ничего не изменилось. { $reason ->
    [recent] Для тихого выпуска рано: предыдущий вышел { $date }.
    [told] Что будет дальше, уже сказано в выпуске от { $date }.
   *[unknown] О более поздних событиях пока ничего не известно.
  }
    Добавьте текст, и выпуск уйдёт в срок.
bulletin-draft-preview = Так его увидят читатели:

bulletin-send-now = 🚀 Отправить сейчас
bulletin-at-its-hour = ✅ Утвердить
bulletin-edit = ✏️ Добавить текст
bulletin-skip = ⏭ Пропустить выпуск
bulletin-back = ← Назад
bulletin-send-confirm = { $count ->
    [0] Подписчиков у бюллетеня пока нет: выпуск будет сохранён, но никому не придёт. Отправить?
    [one] Отправить выпуск сейчас? Его получит { $count } подписчик. Отозвать его будет нельзя.
    [few] Отправить выпуск сейчас? Его получат { $count } подписчика. Отозвать его будет нельзя.
   *[many] Отправить выпуск сейчас? Его получат { $count } подписчиков. Отозвать его будет нельзя.
  }
bulletin-send-yes = Да, отправить
bulletin-accepted = 📤 Принято: выпуск уходит. О ходе отправки и об итоге сообщим.
bulletin-skip-confirm = Пропустить выпуск от { $date }? Подписчики на этой неделе бюллетеня не получат.
bulletin-skip-yes = Да, пропустить
bulletin-skipped = ⏭ Выпуск от { $date } пропущен.
bulletin-text-not-text = Нужен именно текст, одним сообщением. Передумали? /cancel
bulletin-too-late = Этот выпуск уже { $state ->
    [sending] отправляется
    [paused] отправляется
    [sent] отправлен
    [skipped] пропущен
   *[empty] закрыт
  }, изменить его нельзя.
bulletin-nothing-yet = Пока отправлять нечего: сначала добавьте текст.
bulletin-unknown = Такого выпуска нет.

bulletin-sending = 📤 Бюллетень от { $date } отправляется: { $done } из { $total }.
bulletin-report-title = 📬 <b>Бюллетень от { $date } отправлен</b>
bulletin-report-counts = Доставлено: { $delivered }
    Заблокировали бота: { $blocked }
    Не доставлено: { $failed }
bulletin-report-unknown = Неизвестно, дошло ли: { $unknown }
bulletin-report-left = Успели отписаться: { $left }
bulletin-report-nobody = 📬 <b>Бюллетень от { $date } сохранён</b>
    Подписчиков не было, поэтому он никому не отправлен. Прочесть его можно по команде /bulletin.
