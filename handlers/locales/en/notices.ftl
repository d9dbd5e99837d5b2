# Reminders, windows, changes of the plan.

notice-day = 🔔 <b>{ $days ->
    [0] Today
    [1] Tomorrow
   *[other] In { $days } days
}, { $date }, { $weekday }</b>
notice-expected = 🗓 <b>{ $count ->
    [1] Expected
   *[other] Expected
}{ $form ->
    [when] { " " }{ $when }
    [printed] : “{ $when }”
   *[other] : { $when }
}</b>
notice-no-day-yet = { $count ->
    [1] The exact date is to be announced.
   *[other] The exact dates are to be announced.
}
notice-approximate = { $count ->
    [1] The date is approximate.
   *[other] The dates of City Days are approximate.
}
notice-approximate-undated = { $count ->
    [1] The time is approximate.
   *[other] The times of City Days are approximate.
}
notice-note = <i>{ $note }</i>
notice-numbered = { $number }. { $line }

notice-event = { $mark } { $title }
notice-jubilee = 🎂 { $city } turns { GROUPED($age) }
notice-city-day = 🏙 City Day: { $city } turns { GROUPED($age) }
notice-celebration = { $kind ->
    [jubilee] 🎂 { $city }: { anniversary }
   *[city_day] 🏙 City Day: { $city } turns { GROUPED($age) }
}
notice-city-day-ageless = 🏙 City Day: { $city }
notice-dated = { $line } ({ $date })
notice-dated-calculated = { $line } ({ $date }, calculated date)
notice-timed = { $line }, { $time }
notice-calculated = { $line } (calculated date)
notice-place = 📍 { $place }

change-heading-event = { $sign } <b>{ $title }</b>
change-heading-city-day = { $sign } <b>City Day: { $city }</b>
change-sign = { $change ->
    [cancelled] ❌
    [removed] ❌
    [added] 🆕
    [dated] 📅
    [set] 📅
    [renamed] ✏️
    [placed] 📍
    [retimed] 🕙
   *[moved] 🔁
}
change-moved = { $what ->
    [city] Moved from { $before } to { $after }.
   *[event] Moved from { $before } to { $after }.
}
change-moved-to = { $date } ({ $weekday })
change-rescheduled = New date: { $after } (was { $before }).
change-set = Date set: { $after } (our estimate was { $before }).
change-withdrawn = No longer in the plan (was { $before }). Our estimate: { $after }.
change-dated = Date set: { $after }.
change-dated-from = Date set: { $after } (was { $before }).
change-undated = Date to be confirmed again (was { $before }).
change-planned = { $what ->
    [city] It
   *[event] It
} was planned{ $form ->
    [days] { " " }for { $before }
    [when] { " " }{ $before }
    [printed] : “{ $before }”
   *[other] : { $before }
}.
change-cancelled = { $what ->
    [city] Cancelled.
   *[event] Cancelled.
}
change-removed = { $what ->
    [city] Removed from the plan.
   *[event] Removed from the plan.
}
change-restored = Back in the plan: { $after }.
change-added = New in the plan: { $after }.
change-renamed = Former title: { $before }.
change-timed = New time: { $after } (was { $before }).
change-timed-first = Time set: { $after }.
change-untimed = Time to be confirmed again (was { $before }).
change-placed = New place: { $after } (was { $before }).
change-placed-first = Place set: { $after }.
change-unplaced = Place to be confirmed again (was { $before }).
change-approximate = { $line } The date is approximate.

notice-button-open = 📋 Details
notice-button-open-numbered = { $number }. Details
notice-button-file = 📎 Add to calendar
notice-button-file-numbered = { $number }. 📎
notice-button-mute = 🔕 No more reminders of this
notice-button-mute-numbered = { $number }. 🔕
notice-button-unmute = ↩️ Undo
notice-button-subscriptions = 🔔 Subscriptions
notice-button-stop = ⛔ Stop everything
