# The plan of a year.

plan-title = 📘 <b>The Assembly’s plan for { $year }</b>
plan-title-draft = 📘 <b>The Assembly’s plan for { $year }</b> (draft)
plan-part = { $part ->
    [wk] Standing work
    [jub] Jubilees of cities
    [days] City days of the capitals
   *[ev] Events
}
plan-part-button = { $part ->
    [wk] 🗂 Standing work
    [jub] 🎂 Jubilees
    [days] 🏙 City days
   *[ev] 🏛 Events
}
plan-section = <b>{ $section }</b>
plan-part-empty = This part of the plan is empty.
plan-approximate = The dates are approximate.
plan-city = { $number }. <b>{ $date }</b>: { $city }, { $age }
plan-city-ageless = { $number }. <b>{ $date }</b>: { $city }
plan-absent = There is no plan for { $year } yet.
plan-years = These plans can be read:
plan-none = No plan is in yet. City days and ages are known all the same: /cities.
plan-bad-year = I could not read the year. Write it in four digits, for example: /plan 2020.
button-plan-years = 📚 Plans by year
