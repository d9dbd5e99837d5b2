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
picture-approximate = Дни городов ориентировочные, пока их не назвал город.
picture-map-title = Юбилеи городов, { $year } год
picture-map-more = и ещё { $count ->
    [one] { $count } город
    [few] { $count } города
   *[many] { $count } городов
}
picture-map-row = { $city } — { $age }
picture-map-none = В этом году юбилеев нет
picture-city-day = День города
picture-city-jubilee = Юбилей города
