# Строки списков: событие, день города, юбилей, выпуск.

occasion-mark = { $kind ->
    [own] 🏛
    [participation] 🤝
    [partner] 🌐
    [activity] 🗂
    [city_day] 🏙
    [jubilee] 🎂
    [bulletin] 📰
   *[journal] 📖
}
occasion-numbered = { $number }. { $mark }
occasion-undated = { $mark } { $title }
occasion-head = { $mark } <b>{ $when }</b>
occasion-head-at = { $mark } <b>{ $when }</b>, { $place }
date-approximate = { $date }, ориентировочно
date-calculated = { $date }, ориентировочно (расчётная дата)
date-calculated-window = { $date }, ориентировочно (точный день не назначен)
occasion-city-day = День города, { $age }
occasion-city-day-jubilee = День города, юбилей: { $age }
occasion-city-day-ageless = День города
occasion-jubilee = Юбилей города: { $age }
occasion-bulletin = Электронный бюллетень МАГ
occasion-journal = Новый номер журнала «Вестник МАГ»
event-cancelled = <s>{ $title }</s>
    ❌ Отменено
event-moved = { $title }
    🔁 Дата изменена
city-in = { $preposition } { $locative }
button-page = { $page } из { $pages }
button-previous = ‹ Назад
button-next = Дальше ›
