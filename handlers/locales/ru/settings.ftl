# Настройки: за сколько дней, в котором часу, где, как часто, на каком языке; пауза.

choice-on = ✅ { $label }
choice-off = ▫️ { $label }
choice-back = ← Назад

settings-title = ⚙️ <b>Настройки</b>
settings-zone-line = Часовой пояс: { $zone }
settings-hour-line = Напоминаем в { settings-hour-button }
settings-frequency-line = Присылаем: { settings-frequency }
settings-language-line = Язык: русский
settings-clock = { $time }, { $weekday }, { $date }
settings-now = Сейчас у вас { $clock }. Если это не так, смените часовой пояс.
settings-paused-until = ⏸ Пауза по { $date } включительно: напоминания придут, когда она закончится.
settings-paused-open = ⏸ Пауза: напоминания придут, когда вы её снимете.
settings-stopped = ⛔ Всё остановлено: напоминания придут, когда вы включите их снова.

settings-button-leads = 🗓 Когда напоминать
settings-button-hour = 🕙 Час
settings-button-zone = 🌍 Часовой пояс
settings-button-frequency = 📬 Как присылать
settings-button-language = 🌐 Язык / Language
settings-button-pause = ⏸ Пауза
settings-button-resume = ▶️ Снять паузу
settings-button-subscriptions = 🔔 Подписки

settings-leads-title = 🗓 <b>Когда напоминать</b>
    Выберите тему: у каждой свои сроки.
settings-leads-line = { $topic }: { $leads }
settings-leads-none = не напоминать
settings-leads-topic = 🗓 <b>{ $topic }</b>
    Когда напоминать?
settings-leads-several = Можно отметить несколько сроков.
settings-leads-topic-none = Ни один срок не отмечен: напоминаний по этой теме не будет. О переносах и отменах сообщим всё равно.
settings-lead = { $days ->
    [0] В тот же день
    [1] За день
    [one] За { $days } день
    [few] За { $days } дня
   *[other] За { $days } дней
}
settings-lead-short = { $days ->
    [0] в тот же день
    [1] за день
    [one] за { $days } день
    [few] за { $days } дня
   *[other] за { $days } дней
}
settings-leads-preset = { $preset ->
    [month] За месяц и за день
    [week] За неделю и за день
    [day] За день
   *[same] В тот же день
}
settings-leads-own = Свой выбор…
settings-hour-lead = { $hours ->
    [1] За час
    [one] За { $hours } час
    [few] За { $hours } часа
   *[other] За { $hours } часов
}
settings-hour-lead-short = { $hours ->
    [1] за час
    [one] за { $hours } час
    [few] за { $hours } часа
   *[other] за { $hours } часов
}
settings-hour-leads = { $days ->
    [none] { $hours } до начала
   *[other] { $days }, а также { $hours } до начала
}
settings-hour-leads-note = Если известно время начала, можно получить напоминание и за несколько часов до него — точно в срок, ночью без звука.
settings-leads-list = { $first } и { $last }

settings-hour-title = { $chat ->
    [channel] 🕙 <b>В котором часу публиковать?</b>
        Сейчас публикуем в { settings-hour-button }. По часам канала { $clock }.
   *[own] 🕙 <b>В котором часу напоминать?</b>
        Сейчас напоминаем в { settings-hour-button }. У вас { $clock }.
}

settings-zone-title = { $chat ->
    [channel] 🌍 <b>Часовой пояс канала</b>
        Выбран: { $zone }. По нему сейчас { $clock }.
        Если время не то, выберите другой пояс или назовите город.
   *[own] 🌍 <b>Часовой пояс</b>
        Выбран: { $zone }. Сейчас у вас { $clock }.
        Если время не ваше, выберите другой пояс или напишите свой город.
}
settings-zone-button-city = 🏙 Назвать город
settings-zone-ask = Напишите свой город: определим часовой пояс по нему. Можно и разницу с Москвой или с UTC: «МСК+3», «UTC+7». Передумали? /cancel
settings-zone-ask-group = Ответьте на это сообщение названием города: определим часовой пояс по нему. Можно и разницу с Москвой или с UTC: «МСК+3», «UTC+7». Передумали? /cancel
settings-zone-set = Готово. Часовой пояс: { $zone }. Сейчас у вас { $clock }.
settings-zone-unknown = Не получилось понять «{ $name }». Напишите крупный город поблизости или разницу с Москвой или с UTC («МСК+3», «UTC+7») либо выберите пояс из списка.
settings-zone-far = 📍 Ближайший город справочника — { $city }, до него { $km } км: слишком далеко, чтобы взять его время. Напишите крупный город поблизости или разницу с UTC («UTC+7») либо выберите пояс из списка.
settings-zone-not-known = Такого часового пояса в списке нет. Откройте /settings ещё раз.
settings-zone-offset = { $place }, UTC{ $offset }
settings-zone-utc = UTC{ $offset }
settings-zone-clock = { $zone ->
    [Moscow] по московскому времени
   *[other] (часовой пояс: { $place })
}
zone-place = { $zone ->
    [Almaty] Алматы
    [Anadyr] Анадырь
    [Aqtau] Актау
    [Aqtobe] Актобе
    [Ashgabat] Ашхабад
    [Astrakhan] Астрахань
    [Atyrau] Атырау
    [Baku] Баку
    [Barnaul] Барнаул
    [Belgrade] Белград
    [Berlin] Берлин
    [Bishkek] Бишкек
    [Chisinau] Кишинёв
    [Chita] Чита
    [Dubai] Дубай
    [Dushanbe] Душанбе
    [Irkutsk] Иркутск
    [Istanbul] Стамбул
    [Jerusalem] Иерусалим
    [Kaliningrad] Калининград
    [Kamchatka] Камчатка
    [Kiev] Киев
    [Kirov] Киров
    [Kolkata] Калькутта
    [Krasnoyarsk] Красноярск
    [Kyiv] Киев
    [London] Лондон
    [Magadan] Магадан
    [Minsk] Минск
    [Moscow] Москва
    [Novokuznetsk] Новокузнецк
    [Novosibirsk] Новосибирск
    [Omsk] Омск
    [Oral] Уральск
    [Paris] Париж
    [Qostanay] Костанай
    [Qyzylorda] Кызылорда
    [Riga] Рига
    [Sakhalin] Сахалин
    [Samara] Самара
    [Samarkand] Самарканд
    [Saratov] Саратов
    [Seoul] Сеул
    [Shanghai] Шанхай
    [Simferopol] Симферополь
    [Sofia] София
    [Tallinn] Таллин
    [Tashkent] Ташкент
    [Tbilisi] Тбилиси
    [Tehran] Тегеран
    [Tokyo] Токио
    [Tomsk] Томск
    [Ulaanbaatar] Улан-Батор
    [Ulyanovsk] Ульяновск
    [Vilnius] Вильнюс
    [Vladivostok] Владивосток
    [Volgograd] Волгоград
    [Warsaw] Варшава
    [Yakutsk] Якутск
    [Yekaterinburg] Екатеринбург
    [Yerevan] Ереван
   *[other] { $name }
}

settings-frequency-title = 📬 <b>Как присылать уведомления?</b>
    «Каждое отдельно» — напоминания в ваш час, сообщения о переносах и отменах — через несколько минут.
    «Раз в день» — всё, что накопилось за день, одним сообщением в ваш час; о переменах в событиях ближайших суток — сразу. Напоминания за несколько часов до начала — в свой срок.
    «Только бюллетень» — не больше одного сообщения в неделю.
    С 21:00 до 9:00 тихо: обычное подождёт до утра, срочное придёт без звука.
settings-frequency = { $frequency ->
    [each] каждое уведомление отдельно
    [daily] раз в день, одним сообщением
   *[weekly] только еженедельный бюллетень
}
settings-frequency-button = { $frequency ->
    [each] Каждое отдельно
    [daily] Раз в день
   *[weekly] Только бюллетень
}

settings-language-title = 🌐 <b>Язык / Language</b>
settings-language-button = { $language ->
    [ru] Русский
   *[en] English
}

settings-pause-title = ⏸ <b>Пауза</b>
    На это время ничего присылать не будем; то, что пройдёт за паузу, потом не придёт. Подписки и настройки останутся.
settings-pause-button = { $period ->
    [week] На неделю
    [month] На месяц
   *[open] До отмены
}

settings-saved = Сохранено
settings-bulletin-followed = Сохранено. Бюллетень добавлен в подписки
settings-hour-button = { $hour }:00
settings-button-back = ⚙️ Настройки
group-admins-only = Подписки и настройки группы меняют только её администраторы.
