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
date-approximate = ≈ { $date }
date-approximate-note = { $source ->
    [plan] ≈ — ориентировочно.
    [calculated] ≈ — ориентировочно: дата рассчитана и может сместиться.
   *[both] ≈ — ориентировочно: по плану или по расчёту.
}
date-approximate-in-file = { $date }, ориентировочно
occasion-city-day = День города: городу { age }
occasion-city-day-jubilee = День города: { age } — юбилей
occasion-city-day-ageless = День города
occasion-jubilee = { age } — юбилей города
occasion-bulletin = Электронный бюллетень МАГ
occasion-journal = Новый номер журнала «Вестник МАГ»
event-cancelled = <s>{ $title }</s>
    ❌ Отменено
event-moved = { $title }
    🔁 Дата перенесена
city-in = { $preposition } { $locative }
button-page = { $page } из { $pages }
button-previous = ‹ Назад
button-next = Дальше ›
