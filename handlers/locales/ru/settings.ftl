# Настройки: за сколько дней, в котором часу, где, как часто, на каком языке; пауза.

choice-on = ✅ { $label }
choice-off = ▫️ { $label }
choice-back = ← Назад

settings-title = ⚙️ <b>Настройки</b>
settings-zone-line = Часовой пояс: { $zone }
settings-hour-line = Час напоминаний: { settings-hour-button }
settings-frequency-line = Как часто: { settings-frequency }
settings-language-line = Язык: русский
settings-clock = { $time }, { $weekday }, { $date }
settings-now = Сейчас у вас { $clock }. Если это не так, смените часовой пояс.
settings-paused-until = ⏸ Пауза: ничего не присылаем по { $date } включительно.
settings-paused-open = ⏸ Пауза: ничего не присылаем, пока вы её не снимете.
settings-stopped = ⛔ Напоминания остановлены: пока не вернёте, ничего не придёт.

settings-button-leads = 🗓 За сколько дней
settings-button-hour = 🕙 Час
settings-button-zone = 🌍 Часовой пояс
settings-button-frequency = 📬 Как часто
settings-button-language = 🌐 Язык / Language
settings-button-pause = ⏸ Пауза
settings-button-resume = ▶️ Снять паузу
settings-button-subscriptions = 🔔 Подписки

settings-leads-title = 🗓 <b>За сколько дней напоминать</b>
    Выберите, о чём речь. У каждой темы сроки свои.
settings-leads-line = { $topic }: { $leads }
settings-leads-none = не напоминать
settings-leads-topic = 🗓 <b>{ $topic }</b>
    За сколько дней напоминать? Можно отметить несколько сроков.
settings-leads-topic-none = Ни один срок не отмечен: напоминаний по этой теме не будет. О переносах и отменах сообщим всё равно.
settings-lead = { $days ->
    [0] В тот же день
    [one] За { $days } день
    [few] За { $days } дня
   *[other] За { $days } дней
}
settings-lead-short = { $days ->
    [0] в тот же день
    [one] за { $days } день
    [few] за { $days } дня
   *[other] за { $days } дней
}

settings-hour-title = 🕙 <b>В котором часу напоминать?</b>
    Напоминания приходят в { $hour }:00. Сейчас у вас { $clock }.

settings-zone-title = 🌍 <b>Часовой пояс</b>
    Выбран: { $zone }. Сейчас у вас { $clock }.
    Если время не ваше, выберите другой пояс или назовите свой город.
settings-zone-button-city = 🏙 Назвать город
settings-zone-ask = Напишите город или разницу с Москвой или с UTC, например: «Омск», «МСК+3», «UTC+7». Передумали — /cancel.
settings-zone-ask-group = Ответьте на это сообщение названием города или разницей с Москвой или с UTC, например: «Омск», «МСК+3», «UTC+7». Передумали — /cancel.
settings-zone-set = Готово. Часовой пояс: { $zone }. Сейчас у вас { $clock }.
settings-zone-unknown = Не получилось понять «{ $name }». Назовите крупный город поблизости или разницу с Москвой или с UTC («МСК+3», «UTC+7»), а можно выбрать пояс из списка.
settings-zone-not-known = Такого часового пояса в списке нет. Откройте /settings ещё раз.
settings-zone-offset = { $place }, UTC{ $offset }
settings-zone-utc = UTC{ $offset }
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

settings-frequency-title = 📬 <b>Как часто писать?</b>
    «Сразу» — напоминания приходят в ваш час, а вести о переносах и отменах — сразу.
    «Раз в день» — всё, что накопилось за день, одним сообщением в ваш час.
    «Только бюллетень» — одно сообщение в неделю и больше ничего.
    С 21:00 до 9:00 тихо: что не спешит, подождёт до вашего часа, а что спешит, придёт без звука.
settings-frequency = { $frequency ->
    [each] сразу
    [daily] раз в день, одним сообщением
   *[weekly] только еженедельный бюллетень
}
settings-frequency-button = { $frequency ->
    [each] Сразу
    [daily] Раз в день
   *[weekly] Только бюллетень
}

settings-language-title = 🌐 <b>Язык / Language</b>
settings-language-button = { $language ->
    [ru] Русский
   *[en] English
}

settings-pause-title = ⏸ <b>Пауза</b>
    На это время мы замолчим. Подписки и настройки останутся, но то, что выпадет на паузу, вдогонку не придёт.
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
