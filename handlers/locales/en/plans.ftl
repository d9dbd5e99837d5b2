# The plan of a year.

plan-title = 📘 <b>The Assembly’s plan for { $year }</b>
plan-title-draft = 📘 <b>The Assembly’s plan for { $year }</b> (draft)
plan-part = { $part ->
    [wk] Ongoing work
    [jub] Round anniversaries of cities
    [days] City Days of the capitals
   *[ev] Events
}
plan-part-button = { $part ->
    [wk] 🗂 Ongoing work
    [jub] 🎂 Round anniversaries
    [days] 🏙 City Days
   *[ev] 🏛 Events
}
plan-section = <b>{ $section }</b>
plan-part-empty = This part of the plan is empty.
plan-approximate = The dates are approximate.
plan-city = { $number }. <b>{ $date }</b>: { $city } turns { GROUPED($age) }
plan-city-ageless = { $number }. <b>{ $date }</b>: { $city }
plan-absent = There is no plan for { $year } yet. City Days and round anniversaries are known without it: /upcoming.
plan-years = { $count ->
    [1] There is a plan for { $year }:
   *[other] There are plans for these years:
}
plan-none = There is no plan for any year yet. City Days and round anniversaries are known without it: /cities.
plan-bad-year = Write the year in four digits, for example: /plan 2020.
button-plan-years = 📚 Plans by year
