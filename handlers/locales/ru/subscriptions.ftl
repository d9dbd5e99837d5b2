# Подписки на темы, города и события, отключённые напоминания.

topic-name = { $topic ->
    [own] Мероприятия МАГ
    [participation] Мероприятия с участием МАГ
    [partner] Мероприятия партнёров
    [event] Отдельные мероприятия
    [city] Отдельные города
    [jubilees] Юбилеи городов
    [city_days] Дни городов
    [bulletin] Еженедельный бюллетень
    [journal] «Вестник МАГ»
   *[changes] Переносы и отмены
}

subscriptions-title = 🔔 <b>Подписки</b>
subscriptions-group-title = 🔔 <b>Подписки этой группы</b>
    Менять подписки могут только администраторы.
subscriptions-none = Пока ничего не выбрано.
subscriptions-weekly-only = Сейчас выбрано «Только бюллетень»: напоминания придут, когда вы смените «Как присылать» в настройках.
subscriptions-button-topic = { $topic ->
    [own] 🏛 Мероприятия МАГ
    [participation] 🤝 Мероприятия с участием МАГ
    [partner] 🌐 Мероприятия партнёров
    [jubilees] 🎂 Юбилеи городов
    [city_days] 🏙 Дни городов
    [bulletin] 📰 Еженедельный бюллетень
    [journal] 📖 «Вестник МАГ»
   *[changes] 🔁 Все переносы и отмены
}
subscriptions-button-new-plans = 📘 Выход нового плана
subscriptions-button-cities = 🏙 Города: { $count }
subscriptions-button-events = 📌 Мероприятия: { $count }
subscriptions-button-mutes = 🔕 Отключённые: { $count }
subscriptions-button-add-city = ➕ Добавить город
subscriptions-button-settings = ⚙️ Настройки
subscriptions-button-stop = ⛔ Остановить всё

subscriptions-cities-title = 🏙 <b>Отдельные города</b>
    Напоминаем о Дне города, его юбилее и мероприятиях, которые в нём проходят. Нажмите на город, чтобы убрать его.
subscriptions-cities-none = 🏙 <b>Отдельные города</b>
    Пока ни одного. Добавьте город — напомним о Дне города, юбилее и мероприятиях, которые в нём проходят.
subscriptions-events-title = 📌 <b>Отдельные мероприятия</b>
    О предстоящих напомним заранее и сообщим, если их перенесут или отменят. Нажмите на мероприятие, чтобы убрать его.
subscriptions-events-none = 📌 <b>Отдельные мероприятия</b>
    Пока ни одного. Откройте карточку мероприятия через /upcoming или /plan и нажмите «Напомнить».
subscriptions-mutes-title = 🔕 <b>Отключённые напоминания</b>
    Об этом больше не напоминаем. Нажмите, чтобы вернуть.
subscriptions-mutes-none = 🔕 <b>Отключённые напоминания</b>
    Ничего не отключено.
subscriptions-button-unmute = 🔔 { $label }
subscriptions-button-restore = ↩️ Вернуть: { $label }
subscriptions-event-cancelled = Отменено: { $title }
subscriptions-event-over = Прошло: { $title }
subscriptions-event-gone = Исключено из плана (№ { $id })
subscriptions-city-gone = Исключён из справочника ({ $id })

subscriptions-ask-city = Напишите название города. Можно с опечаткой, в любом падеже, латиницей: «козань», «в Казани», kazan. Передумали? /cancel
subscriptions-ask-city-group = Ответьте на это сообщение названием города. Можно с опечаткой, в любом падеже, латиницей: «козань», «в Казани», kazan. Передумали? /cancel
subscriptions-city-unknown = Города «{ $name }» в справочнике нет. Проверьте название и напишите ещё раз или выберите город из списка: /cities.
subscriptions-city-added = ✅ { $city }: напомним о Дне города, юбилее и мероприятиях, которые там проходят.
subscriptions-city-added-without-day = ✅ { $city }: напомним о мероприятиях, которые там проходят. Дата Дня города пока не внесена; когда она появится, сообщим.
subscriptions-city-known = ✅ { $city }: подписка уже есть.
subscriptions-subject-unknown = Этого больше нет ни в плане, ни в справочнике.

subscriptions-followed = Подписка включена
subscriptions-unfollowed = Подписка выключена
subscriptions-muted = Больше не напомним
subscriptions-unmuted = Снова будем напоминать
subscriptions-nothing-to-mute = Об этом напоминаний и так не будет: всё прошло, отменено или исключено из плана.
subscriptions-full = Подписаться можно не больше чем на { $most ->
    [one] { $most } город или мероприятие
    [few] { $most } города и мероприятия
   *[other] { $most } городов и мероприятий
}. Уберите ненужные{ $chat ->
    [channel] { " " }в списке городов канала
   *[own] : /subscribe
}.
subscriptions-mutes-full = Отключить можно не больше { $most ->
    [one] { $most } напоминания
   *[other] { $most } напоминаний
}. Верните какие-нибудь из отключённых: /subscribe.

first-reminder = Первое напоминание — { $date } в { $time }: { $what }.
first-reminder-without-leads = Ни один срок не отмечен, поэтому напоминаний не будет. Выбрать сроки { $chat ->
    [channel] можно кнопкой «Когда напоминать»
   *[own] — /settings
}.
first-reminder-awaited = { $what ->
    [event] Дата пока не назначена. Сообщим, как только она появится.
    [late] Сроки напоминаний уже прошли. Если дата изменится, сообщим.
    [city] Дат впереди пока нет. Напомним, когда они появятся.
   *[plan] Дат впереди пока нет. Напомним, когда они появятся в плане.
}
next-reminders = 🔔 { $count ->
    [1] Ближайшее напоминание:
   *[other] Ближайшие напоминания:
}
next-reminder = • { $date }, { $time } — { $what }
reminder-of-city = { $city }, { age }
reminder-of-city-day = { $city }, День города
reminder-of-journal = «Вестник МАГ»
button-sample = 👁 Образец
sample-title = <i>👁 Образец. Такое сообщение придёт { $date } в { $time }.</i>
sample-none = Показать пока нечего: ближайших напоминаний нет.
subscriptions-marks = ✅ — присылаем, ▫️ — нет. Нажмите на тему, чтобы переключить её.
