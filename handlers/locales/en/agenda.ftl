# What is coming, and today.

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
    [open] <b>Under way, no exact day named</b>
    [ahead] <b>No exact day named yet</b>
    [unscheduled] <b>Date to be announced</b>
   *[days] <b>By day</b>
}
agenda-empty = Nothing of the kind is scheduled for these days.
agenda-next = Next after that:
    { $row }
agenda-nothing-known = Nothing is known yet about later events.
agenda-no-plan = The Assembly’s plan for { $year } is not in yet. City days of that year are calculated by the bot and may move.
agenda-filter = 🔎 <b>What to show</b>
    Now: { $kind }. Choose a kind of event, a period or a month.
today-title = ☀️ <b>Today, { $day }</b>, { $weekday }
today-nothing = There is nothing in the plan for today.
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
