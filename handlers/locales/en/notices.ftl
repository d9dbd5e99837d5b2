# Reminders, windows, changes of the plan.

notice-day = 🔔 <b>{ $until }, { $weekday }, { $date }</b>
notice-expected = 🗓 <b>{ $count ->
    [1] Expected
   *[other] Expected
}{ $form ->
    [when] { " " }{ $when }
    [printed] : “{ $when }”
   *[other] : { $when }
}</b>
notice-no-day-yet = { $count ->
    [1] We will name the exact day once it is known.
   *[other] We will name the exact days once they are known.
}
notice-doubt = The date is approximate{ $source ->
    [calculated] : it is calculated and may move
   *[plan] { "" }
}.
notice-note = <i>{ $note }</i>

# One reminder is a whole message, clear to anyone it is forwarded to.
notice-soon = Coming up:
notice-when = { $when }.
starts-in-hours = { $hours ->
    [1] in an hour
   *[other] in { $hours } hours
}
starts-in-both = in { $hours } h { $minutes } min
starts-in-minutes = { $minutes ->
    [0] right now
   *[other] in { $minutes } minutes
}
notice-window = { $form ->
    [printed] “{ $when }”
   *[other] { $when }
}
notice-alone-city = { $kind ->
    [known-jubilee] 🎂 <b>{ $until } { $city } turns { GROUPED($age) }</b>
    [printed-jubilee] 🎂 <b>{ $until } { $city } turns { GROUPED($age) }</b>
    [printed-city_day] 🏙 <b>{ $until } it is City Day: { $city } turns { GROUPED($age) }</b>
   *[known-city_day] 🏙 <b>{ $until } it is City Day: { $city } turns { GROUPED($age) }</b>
} — { $when }{ $founded }
notice-alone-ageless = 🏙 <b>{ $until } it is City Day: { $city }</b> — { $when }
notice-alone-event = { $mark } { $when } — { $title }
notice-alone-window = { $mark } { $until } { $title } — { $when }
notice-alone-journal = 📖 <b>{ $until } a new issue of the journal “Vestnik MAG”</b> — { $when }
notice-title = <b>{ $title }</b>
notice-title-at = { $title }, { $place }
city-made = A city since { $year }.
city-founded = { $agreement ->
    [m] Founded
   *[other] Founded
} in { $year }.
city-counted = Its age is counted from { $year }.

greeting = 🎉 <b>{ $form ->
    [printed] { $city } turns { GROUPED($age) } today!
   *[known] { $city } turns { GROUPED($age) } today!
}</b>
greeting-ageless = 🎉 <b>Today is City Day: { $city }!</b>
greeting-wish = { $kind ->
    [jubilee] The anniversary
   *[city_day] City Day
}: { $date }.{ $founded }
    Congratulations, { $city }!
greeting-wish-ageless = { $date }.
    Congratulations, { $city }!
greeting-day = 🎉 <b>{ $until }, { $weekday }, { $date }</b>
greeting-wish-all = Congratulations!
greetings-switch = 🎉 Greeting on the day itself
greetings-on = You will get a greeting on the day
greetings-off = No more greetings on the day

notice-event = { $mark } { $title }
notice-jubilee = 🎂 { $city } turns { GROUPED($age) }
notice-jubilee-today = 🎂 { $city } turns { GROUPED($age) }
notice-city-day = 🏙 City Day: { $city } turns { GROUPED($age) }
notice-celebration = { $kind ->
    [jubilee] 🎂 { $city }: { anniversary }
   *[city_day] 🏙 City Day: { $city } turns { GROUPED($age) }
}
notice-city-day-ageless = 🏙 City Day: { $city }
notice-dated = { $line } ({ $date })
notice-timed = { $line }, { $time }
notice-marked = { $line } ≈
notice-place = 📍 { $place }

change-heading-event = { $sign } <b>{ $title }</b>
change-heading-city-day = { $sign } <b>City Day: { $city }</b>
change-sign = { $change ->
    [cancelled] ❌
    [removed] ❌
    [added] 🆕
    [dated] 📅
    [set] 📅
    [estimated] 📅
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
change-rescheduled = New date: { $after } (earlier: { $before }).
change-set = { $certainty ->
    [approximate] Approximate date
   *[named] The date of City Day is set
}: { $after } (earlier estimate: { $before }).
change-estimated = New estimate{ $is ->
    [day] { "" }
   *[window] { "" }
}: { $after } ({ $was ->
    [day] earlier estimate: { $before }
   *[window] earlier: { $before }
}).
change-estimate-gone = The date is no longer known ({ $was ->
    [day] earlier estimate: { $before }
   *[window] earlier: { $before }
}).
change-withdrawn = Date to be confirmed again (was { $before }). Our estimate: { $after }.
change-dated = { $certainty ->
    [approximate] Approximate date
   *[named] Date set
}: { $after }.
change-dated-from = { $certainty ->
    [approximate] Approximate date
   *[named] Date set
}: { $after } (earlier: { $before }).
change-undated = Date to be confirmed again (earlier: { $before }).
change-undated-to = Date to be confirmed again: { $after } (earlier: { $before }).
change-day-of-month = the { $day }{ $day ->
    [1] st
    [21] st
    [31] st
    [2] nd
    [22] nd
    [3] rd
    [23] rd
   *[other] th
}
change-planned = { $what ->
    [city] It
   *[event] It
} was { $form ->
    [when] to take place { $before }
    [printed] planned for “{ $before }”
   *[other] planned for { $before }
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

new-plan = 📘 <b>The plan for { $year } is out</b>: { $counts }
new-plan-empty = 📘 <b>The plan for { $year } is out</b>
new-plan-events = { $count ->
    [one] { $count } event
   *[other] { $count } events
}
new-plan-jubilees = { $count ->
    [one] { $count } round anniversary
   *[other] { $count } round anniversaries
}
new-plan-button-open = 📘 Open the plan
new-plan-button-mute = 🔕 No notices of new plans
new-plan-muted = No more notices of new plans

notice-button-open = 📋 Details
notice-button-open-several = 📋 Details…
notice-button-file = 📎 Add to calendar
notice-button-out-of-calendar = 📎 Remove from calendar: { $title }
notice-button-opt-out = 🔕 Turn off…
notice-button-mute = 🔕 No more reminders of this
notice-button-mute-numbered = { $number }. 🔕
notice-button-unmute = ↩️ Undo
notice-button-subscriptions = 🔔 Subscriptions
notice-button-stop = ⛔ Stop everything

opt-out-ask = 🔕 <b>What would you like to turn off?</b>
    Tap to turn off, tap again to bring back.
opt-out-nothing = 🔕 Nothing from this message is left to turn off. For the rest, see your subscriptions.
opt-out-topic = Topic: { $topic }
opt-out-city = All about { $city }
open-item-ask = 📋 Which one?
open-item-nothing = These events have been removed from the plan. What is next: /upcoming.
