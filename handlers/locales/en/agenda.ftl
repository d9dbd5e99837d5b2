# The agenda: /upcoming and /today.

agenda-title = 📅 <b>{ $title }</b> · { $span }
agenda-next-days = Coming up
agenda-of-days = Events
agenda-day-title = { $near ->
    [today] ☀️ <b>Today, { $day }</b>, { $weekday }
    [tomorrow] 📅 <b>Tomorrow, { $day }</b>, { $weekday }
    [yesterday] 📅 <b>Yesterday, { $day }</b>, { $weekday }
   *[no] 📅 <b>{ $day }</b>, { $weekday }
}
agenda-year = { $year }
agenda-month = <b>{ $month }</b>
agenda-kind = { $kind ->
    [ev] Plan events
    [own] Assembly events
    [part] Events with the Assembly
    [ptnr] Partners’ events
    [days] City Days
    [jub] Round anniversaries of cities
   *[all] All events
}
agenda-group = { $group ->
    [running] <b>Under way</b>
    [open] <b>This period, exact day to be announced</b>
    [possible] <b>Possibly on this day</b>
    [issues] <b>Assembly periodicals</b>
    [wide] <b>Month to be announced</b>
   *[undated] <b>Date to be announced</b>
}
agenda-row = { $when } · { $what }
agenda-row-approximate = { $row } ≈
agenda-row-undated = • { $what }
agenda-city-day = { $city } turns { GROUPED($age) }
agenda-city-day-ageless = { $city }, City Day
agenda-jubilee = 🎂 <b>{ $city } turns { GROUPED($age) }</b>
agenda-jubilee-ageless = 🎂 <b>{ $city }, round anniversary</b>
agenda-cancelled = <s>{ $title }</s> (cancelled)
agenda-moved = { $title } (moved)
agenda-issue = { $kind ->
    [bulletin] Electronic bulletin
   *[journal] The journal “Vestnik MAG”
}
agenda-kind-of-nothing = { $other ->
    [yes] other{ " " }
   *[no] { "" }
}{ $kind ->
    [ev] plan events
    [own] Assembly events
    [part] events with the Assembly
    [ptnr] partners’ events
    [days] City Days
    [jub] round anniversaries
   *[all] events
}
agenda-nothing = { $span ->
    [today] No { $what } today
    [tomorrow] No { $what } tomorrow
    [day] No { $what } on this day
    [past-day] There were no { $what } on this day
    [past-days] There were no { $what } on these days
    [until] No { $what } up to { $day }
   *[days] No { $what } on these days
}
agenda-following = { $nothing }. Coming next:
agenda-following-others = { $nothing }, and nothing later is known yet. Coming next among all events:
agenda-nothing-known = { $nothing }, and nothing later is known yet.
agenda-window-note = Where only a period is named, the exact day is not set yet.
agenda-no-plan = { $count ->
    [1] There is no plan for { $years } yet
   *[other] There are no plans for { $years } yet
}{ $kind ->
    [ev] .
    [own] .
    [part] .
    [ptnr] .
   *[all] : City Days are calculated and may move.
}
agenda-years = { $first } and { $last }
agenda-filter = 🔎 <b>What to show</b>
    Now: “{ $kind }”. Choose a kind of event, a month or a year.
agenda-choice = { $list }

    Which one would you like to open?
button-filter = 🔎 What to show
button-choose-card = 👆 Open…
button-next-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
button-chosen = • { $label }
button-back = ‹ Back
button-upcoming = 📅 Coming up
button-menu = Main menu
agenda-not-understood = “{ $text }” could not be understood. Try: /upcoming September, /upcoming 90 days, /upcoming anniversaries 2027, /today tomorrow.
agenda-no-such-day = “{ $day }”: there is no such day. Try: /upcoming 30 September or /upcoming September.
agenda-days-out-of-range = The number of days can be from 1 to { $last }. Try: /upcoming 90.
agenda-unknown-city = There is no city “{ $name }” in the list. Try: /upcoming Kazan. All cities: /cities.
agenda-one-city = The list is shown for one city. Try: /upcoming { $name }.
agenda-out-of-years = You can look at the years { $first } to { $last }. What is coming: /upcoming.
