# Rows of lists: an event, a city day, a jubilee, an issue.

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
date-approximate = { $date }, approximate
date-calculated = { $date }, approximate (calculated)
date-calculated-window = { $date }, approximate (the exact day is not set yet)
occasion-city-day = City day, { $age }
occasion-city-day-jubilee = City day, jubilee: { $age }
occasion-city-day-ageless = City day
occasion-jubilee = Jubilee of the city: { $age }
occasion-bulletin = The Assembly’s electronic bulletin
occasion-journal = New issue of the journal “Vestnik MAG”
event-cancelled = <s>{ $title }</s>
    ❌ Cancelled
event-moved = { $title }
    🔁 Date changed
city-in = in { $name }
button-page = { $page } of { $pages }
button-previous = ‹ Back
button-next = Next ›
