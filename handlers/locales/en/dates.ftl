# Days, months, spans and ages in words.

month-genitive = { month-nominative }
month-nominative = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
month-prepositional = { month-nominative }
month-title = { month-nominative }{ year-after-day }

# $year is 0 where the year is not named.
date-day = { $day } { month-genitive }{ year-after-day }
date-days = { $first }–{ $last } { month-genitive }{ year-after-day }
days-of-month = { $first ->
    [0] { $last }
   *[other] { $first }–{ $last }
}
date-span = { $first } – { $last }
date-deadline = by { $day }
date-window = on one of the days { $span }
date-printed = { $raw }{ year-after-day }
date-invalid = “{ $raw }” (as printed in the plan)
date-unscheduled = date to be announced
date-at-time = { $date }, { $time }
# The hour of an event, at its place and for the reader. The form is Telegram's, none keeps our text.
date-time-entity = { $form ->
    [none] <tg-time unix="{ $unix }">{ $text }</tg-time>
   *[other] <tg-time unix="{ $unix }" format="{ $form }">{ $text }</tg-time>
}
event-hour-abroad = { $hour } { $place }, { $own } your time
event-hour-on-day = { $day }, { $time }
event-hour-of-plan = Moscow time
event-hour-of-city = { $city } time
clock-time = { $start }
clock-span = { $start }–{ $end }
date-to-be-confirmed = { $date } (to be confirmed)
year-after-day = { $year ->
    [0] { "" }
   *[other] { " " }{ $year }
}

month = { month-nominative }{ year-after-day }
month-when = in { month-prepositional }{ year-after-in }
months = { $first }–{ $last }{ year-after-day }
months-when = in { $first }–{ $last }{ year-after-in }
year-after-in = { year-after-day }
quarter = Q{ $quarter }{ year-after-day }
quarter-when = in Q{ $quarter }{ year-after-day }
half-year = { $half ->
    [1] first
   *[2] second
} half of { $year ->
    [0] the year
   *[other] { $year }
}
whole-year = { $year ->
    [0] throughout the year
   *[other] throughout { $year }
}
part-of-month = { $part ->
    [early] early
    [middle] mid-
    [late] late
    [first-half] first half of
   *[second-half] second half of
}{ $part ->
    [middle] { "" }
   *[other] { " " }
}{ month-genitive }{ year-after-day }
season = { $month ->
    [3] spring
    [6] summer
   *[9] autumn
}{ year-after-day }
half-when = in the { $half ->
    [1] first
   *[2] second
} half of { $year ->
    [0] the year
   *[other] { $year }
}
season-when = in { $month ->
    [3] spring
    [6] summer
   *[9] autumn
}{ year-after-in }
part-when = in { $part ->
    [early] early
    [middle] mid-
    [late] late
    [first-half] the first half of
   *[second-half] the second half of
}{ $part ->
    [middle] { "" }
   *[other] { " " }
}{ month-genitive }{ year-after-day }
recurring = { $how ->
    [daily] daily
    [weekly] weekly
    [monthly] monthly
    [quarterly] quarterly
    [yearly] yearly
   *[constant] ongoing
}

weekday = { $weekday ->
    [0] Monday
    [1] Tuesday
    [2] Wednesday
    [3] Thursday
    [4] Friday
    [5] Saturday
   *[6] Sunday
}
weekday-short = { $weekday ->
    [0] Mon
    [1] Tue
    [2] Wed
    [3] Thu
    [4] Fri
    [5] Sat
   *[6] Sun
}
weekdays-short = { $first }–{ $last }
weekday-when = on { weekday }
days-ahead = { $days ->
    [0] today
    [1] tomorrow
    [2] the day after tomorrow
    [one] in { $days } day
   *[other] in { $days } days
}
age = { GROUPED($age) } { $age ->
    [one] year
   *[other] years
}
ordinal = { GROUPED($age) }{ ORDINAL($age) ->
    [one] st
    [two] nd
    [few] rd
   *[other] th
}
anniversary = { ordinal } anniversary

until-weeks = { $weeks ->
    [1] in a week
    [one] in { $weeks } week
   *[other] in { $weeks } weeks
}
until-months = { $months ->
    [1] in a month
    [one] in { $months } month
   *[other] in { $months } months
}
until-years = { $years ->
    [1] in a year
    [one] in { $years } year
   *[other] in { $years } years
}
until-year-and-months = { $months ->
    [1] in a year and a month
    [one] in a year and { $months } month
   *[other] in a year and { $months } months
}
until-window = { $until }, { $window }
until-deadline = at the latest { $until }
until-any-day = any day now
until-begun = under way now
