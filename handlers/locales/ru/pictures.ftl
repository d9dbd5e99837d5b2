# Слова на картинках и подписи к ним.

picture-assembly = МАГ
picture-year-title = Календарь { $year }
picture-events = Мероприятия: { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}
picture-city-days = Дни городов: { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}
picture-jubilees = Юбилеи: { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}
picture-without-day = без даты: { $count }
picture-approximate = Дни городов ориентировочные, пока города их не назначат.
picture-map-title = Юбилеи городов, { $year } год
picture-map-more = и ещё { $count ->
    [one] { $count } город
    [few] { $count } города
   *[many] { $count } городов
}
picture-map-row = { $city } — { $age }
picture-map-none = В этом году юбилеев нет.
picture-card-heading = { $kind ->
    [jubilee] Юбилей города
    [age] Возраст города
   *[day] День города
}
picture-card-year = { $year } год
picture-card-founded = Год основания: { $year }
picture-card-approximate = Дата ориентировочная
picture-card-window = Точный день назовёт город
picture-caption-year = 🗓 <b>{ $year } год: дни с событиями</b>
picture-caption-count = { $kind ->
    [event] 🔵 Мероприятия
    [jubilee] 🟠 Юбилеи городов
   *[city_day] 🟢 Дни городов
}: { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}
picture-caption-no-plan = Плана МАГ на { $year } год нет: мероприятия не показаны, Дни городов рассчитаны.
picture-caption-windows = Ещё без точной даты: { $count }. Сколько их в каждом месяце, написано над ним.
picture-caption-map = 🗺 <b>Юбилеи городов, { $year } год</b>
picture-caption-cities = На карте { $count ->
    [one] { $count } город
    [few] { $count } города
   *[many] { $count } городов
}, от старших к младшим.
picture-caption-next = Ближайший юбилей: { $city }, { $date }, { $age }.
picture-caption-age = В { $year } году городу исполняется { $age }.
year-not-understood = Не получилось понять, какой это год. Напишите его числом, например: /year { $year }.
map-not-understood = Не получилось понять, какой это год. Напишите его числом, например: /map { $year }.
year-out-of-range = Картинки есть с { $first } по { $last } год.
city-has-no-card = Ни день, ни год основания этого города пока не известны, открытку нарисовать не из чего.
button-year-sheet = 🗓 Год картинкой
button-jubilee-map = 🗺 Карта юбилеев
button-year-list = 📋 Список
button-year-before = ◀ { $year }
button-year-after = { $year } ▶
button-card = 🖼 Открытка
button-about-city = 🏙 О городе
