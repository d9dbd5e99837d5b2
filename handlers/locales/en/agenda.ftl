# The agenda: /upcoming and /today.

agenda-title = 📅 <b>Coming up</b>
    { $kind }, { $span }
agenda-kind = { $kind ->
    [own] Events of the Assembly
    [part] Participations of the Assembly
    [ptnr] Partners’ events
    [days] City days
    [jub] Jubilees of cities
   *[all] All events
}
agenda-group = { $group ->
    [open] <b>Under way</b>
    [unscheduled] <b>Date to be announced</b>
   *[dated] <b>By date</b>
}
agenda-empty = Nothing on these days.
agenda-only-issues = Nothing else on these days.
agenda-next = Next after that:
    { $row }
agenda-nothing-known = Nothing is known yet about events with a later date.
agenda-no-plan = The Assembly’s plan for { $year } is not in yet. City days of that year are calculated by the bot and may move.
agenda-filter = 🔎 <b>What to show</b>
    Now: { $kind }. Choose a kind of event, a period or a month.
today-title = ☀️ <b>Today, { $day }</b>, { $weekday }
today-nothing = Nothing is set for today.
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
agenda-out-of-years = You can look at the years { $first } to { $last }. What is coming: /upcoming.
