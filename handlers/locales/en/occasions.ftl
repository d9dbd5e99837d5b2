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
date-approximate = ≈ { $date }
date-approximate-note = { $source ->
    [plan] ≈ means approximate.
    [calculated] ≈ means approximate: the date is calculated and may move.
   *[both] ≈ means approximate: by the plan or by calculation.
}
date-approximate-in-file = { $date }, approximate
occasion-city-day = City Day — turns { GROUPED($age) }
occasion-city-day-jubilee = City Day — { anniversary }
occasion-city-day-ageless = City Day
occasion-jubilee = { anniversary }
occasion-bulletin = The Assembly’s electronic bulletin
occasion-journal = New issue of the journal “Vestnik MAG”
event-cancelled = <s>{ $title }</s>
    ❌ Cancelled
event-moved = { $title }
    🔁 Moved to another date
city-in = in { $name }
button-page = { $page } of { $pages }
button-previous = ‹ Back
button-next = Next ›
