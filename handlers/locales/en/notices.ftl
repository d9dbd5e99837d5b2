# Reminders, windows, changes of the plan.

notice-day = 🔔 <b>{ $days ->
    [0] Today
    [1] Tomorrow
   *[other] In { $days } days
}, { $date }, { $weekday }</b>
notice-expected = 🗓 <b>{ $count ->
    [1] Expected
   *[other] Expected
} { $when }</b>
notice-expected-printed = 🗓 <b>{ $count ->
    [1] Expected
   *[other] Expected
} ({ $when })</b>
notice-no-day-yet = { $count ->
    [1] The exact date has not been named yet.
   *[other] The exact dates have not been named yet.
}
notice-approximate = { $count ->
    [1] The date of the city day is approximate: { $date }.
   *[other] The dates of city days are approximate.
}
notice-approximate-undated = { $count ->
    [1] The time of the city day is approximate.
   *[other] The times of city days are approximate.
}
notice-note = <i>{ $note }</i>
notice-numbered = { $number }. { $line }

notice-event = { $mark } { $title }
notice-jubilee = 🎂 { $city } — { $age }, jubilee
notice-city-day = 🏙 { $city } — { $age }, city day
notice-celebration = { $kind ->
    [jubilee] 🎂 { $city }: { $age }, jubilee
   *[city_day] 🏙 { $city }: { $age }, city day
}
notice-city-day-ageless = 🏙 City day: { $city }
notice-dated = { $line } ({ $date })
notice-dated-calculated = { $line } ({ $date }, calculated date)
notice-timed = { $line }, { $time }
notice-calculated = { $line } (calculated date)
notice-place = 📍 { $place }

change-heading-event = { $sign } <b>{ $title }</b>
change-heading-city-day = { $sign } <b>City day: { $city }</b>
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
    [city] Moved: was { $before }, now { $after }.
   *[event] Moved: was { $before }, now { $after }.
}
change-set = Date set: { $after }; our estimate was { $before }.
change-withdrawn = No longer in the plan (was { $before }). Our estimate: { $after }.
change-dated = The date has been named: { $after }.
change-dated-from = The date has been named: { $after } (was expected { $before }).
change-undated = The date is open again (it was { $before }).
change-cancelled = { $what ->
    [city] Cancelled (had been planned: { $before }).
   *[event] Cancelled (had been planned: { $before }).
}
change-cancelled-undated = { $what ->
    [city] Cancelled.
   *[event] Cancelled.
}
change-removed = { $what ->
    [city] Taken out of the plan (had been planned: { $before }).
   *[event] Taken out of the plan (had been planned: { $before }).
}
change-removed-undated = { $what ->
    [city] Taken out of the plan.
   *[event] Taken out of the plan.
}
change-restored = Back in the plan: { $after }.
change-added = New in the plan: { $after }.
change-renamed = Former title: { $before }.
change-timed = New time: { $after } (was { $before }).
change-timed-first = The time is set: { $after }.
change-untimed = The time is to be confirmed again (was { $before }).
change-placed = New place: { $after } (before: { $before }).
change-placed-first = The place has been named: { $after }.
change-unplaced = The place is open again (before: { $before }).
change-approximate = { $date } (approximate)

notice-button-open = 📋 Details
notice-button-open-numbered = { $number }. Details
notice-button-file = 📎 Add to calendar
notice-button-file-numbered = { $number }. 📎
notice-button-mute = 🔕 No more reminders of this
notice-button-mute-numbered = { $number }. 🔕
notice-button-unmute = ↩️ Bring back
notice-button-subscriptions = 🔔 Subscriptions
notice-button-stop = ⛔ Stop everything
