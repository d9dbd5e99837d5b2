# An event's card.

event-card-title = { $mark } <b>{ $title }</b>
event-card-cancelled = { $mark } <b><s>{ $title }</s></b>
event-when = 🗓 { $when }
event-where = 📍 { $place }
date-with-weekday = { $weekday }, { $date }
date-with-weekdays = { $date }, { $first } { $days ->
    [2] and
   *[other] to
} { $last }
event-organisers = { $count ->
    [1] Organiser
   *[other] Organisers
}: { $names }
event-note = Note: { $note }
event-kind = { $kind ->
    [own] Event of the Assembly
    [participation] The Assembly takes part
    [partner] Event of the Assembly’s partners
   *[activity] Ongoing work
}
event-number = No. { $number } in the plan for { $year }
event-part = Event { $part } of { $parts } in this row of the plan
event-is-cancelled = ❌ <b>The event is cancelled.</b>
event-is-over = The event is over.
event-is-moved = { $form ->
    [days] 🔁 Moved from { $before }.
    [other] 🔁 Moved (earlier: { $before }).
   *[unknown] 🔁 The date has moved.
}
event-is-confirmed = ✅ The event is confirmed.
event-registration = ⏳ Register by { $day }
event-registration-over = ⏳ Registration closed on { $day }
event-link = 🔗 <a href="{ $url }">{ $label }</a>
event-link-label = Details
event-mail = ✉️ { $address }
event-mail-labelled = ✉️ { $label }: { $address }
event-file-unnamed = { $kind ->
    [picture] Picture
   *[document] File
}
button-event-link = 🔗 { $label }
button-event-file = 📄 { $name }
event-file-title = 📎 { $title }
event-attachment-gone = The card no longer has this file.
event-is-unscheduled = No date has been set yet. Press “Remind me” to hear as soon as there is one.
event-is-followed = 🔔 We will remind you of this event and tell you if its date changes.
event-which = Several events have number { $number }. Which one would you like to see?
event-choice = { $year }: { $title }
event-missing-number = Give the number of the event in the plan, for example: /event 12. The numbers are in /plan.
event-unknown = There is no such event in the plan. It may have been removed. The whole list: /plan.
event-has-no-days = This event has no date yet, so there is nothing to add to a calendar.
event-cancelled-without-days = The event is cancelled. It had no date, so there is nothing to remove from a calendar.
event-file-caption = { $what ->
    [cancelled] 📎 The event is cancelled. Open the file to remove it from your calendar.
    [removed] 📎 The event is no longer in the plan. Open the file to remove it from your calendar.
    [undated] 📎 The date is to be confirmed again. Open the file to remove the old date from your calendar.
   *[dated] 📎 Open the file to add the event to your calendar.
}
event-follow-cancelled = The event is cancelled, so there is nothing to remind you of.
event-follow-over = The event is over, so there is nothing to remind you of.
button-follow = 🔔 Remind me
button-unfollow = 🔕 Do not remind me
button-calendar = 📎 Add to calendar
button-out-of-calendar = 📎 Remove from calendar
button-city = 🏙 { $city }
button-map = 🗺 On the map
