# The agenda: /upcoming and /today.

agenda-title = 📅 <b>Coming up</b>
    { $kind }, { $span }
agenda-kind = { $kind ->
    [own] Events of the Assembly
    [part] Participations of the Assembly
    [ptnr] Partners’ events
    [days] City Days
    [jub] Round anniversaries of cities
   *[all] All events
}
agenda-group = { $group ->
    [open] <b>{ $exact ->
        [yes] Under way
       *[no] This period, exact day to be announced
    }</b>
    [unscheduled] <b>Date to be announced</b>
   *[dated] <b>By date</b>
}
agenda-empty = Nothing on these days.
agenda-only-issues = Nothing else on these days.
agenda-next = Next after that:
    { $row }
agenda-nothing-known = Nothing later is known yet.
agenda-no-plan = { $count ->
    [1] There is no plan for { $years } yet
   *[other] There are no plans for { $years } yet
}{ $kind ->
    [own] .
    [part] .
    [ptnr] .
   *[all] : City Days are calculated and may move.
}
agenda-years = { $first } and { $last }
agenda-filter = 🔎 <b>What to show</b>
    Now: { $kind }. Choose a kind of event, a period or a month.
today-title = ☀️ <b>Today, { $day }</b>, { $weekday }
today-nothing = Nothing is scheduled for today.
button-filter = 🔎 What to show
button-days = { $days ->
    [365] Year
    [one] { $days } day
   *[other] { $days } days
}
button-chosen = • { $label }
button-back = ‹ Back
button-upcoming = 📅 Coming up
button-menu = Main menu
agenda-out-of-years = The years { $first } to { $last } can be viewed. What is coming: /upcoming.
