# An event's card.

event-card-title = { $mark } <b>{ $title }</b>
event-card-cancelled = { $mark } <b><s>{ $title }</s></b>
event-when = 🗓 { $when }
event-where = 📍 { $place }
date-with-weekday = { $date }, { $weekday }
event-organisers = { $count ->
    [1] Organiser
   *[other] Organisers
}: { $names }
event-note = Note: { $note }
event-kind = { $kind ->
    [own] Event of the Assembly
    [participation] The Assembly takes part
    [partner] Event of the Assembly’s partners
   *[activity] Standing work
}
event-number = No. { $number } in the plan for { $year }
event-part = Event { $part } of { $parts } in this row of the plan
event-joint = This row of the plan names several events at once.
event-is-cancelled = ❌ <b>The event is cancelled.</b>
event-is-over = The event is over.
event-is-moved = 🔁 The date differs from the one first planned.
event-is-unscheduled = No date is set yet. Press “Remind me” and we will tell you as soon as there is one.
event-is-followed = 🔔 We will remind you of this event and tell you if its date changes.
event-which = Several events bear the number { $number }. Which one shall I open?
event-choice = { $year }: { $title }
event-missing-number = Give the event’s number in the plan, for example: /event 12. The numbers are in /plan.
event-unknown = There is no such event in the plan. It may have been removed; the whole list: /plan.
event-has-no-days = This event has no dates yet, so there is nothing to put into a calendar.
event-cancelled-without-days = The event is cancelled. It had no dates, so there is nothing to remove from a calendar.
event-file-caption = { $what ->
    [cancelled] 📎 The event is cancelled. Open the file to remove it from your calendar.
    [removed] 📎 The event is no longer in the plan. Open the file to remove it from your calendar.
    [undated] 📎 The date is to be announced again. Open the file to remove the old one from your calendar.
   *[dated] 📎 Open the file to put the event into your calendar.
}
event-follow-cancelled = The event is cancelled, there is nothing to remind you of.
event-follow-over = The event is over, there is nothing to remind you of.
button-follow = 🔔 Remind me
button-unfollow = 🔕 Do not remind me
button-calendar = 📎 To calendar
button-out-of-calendar = 📎 Remove from calendar
button-city = 🏙 { $city }
button-map = 🗺 On the map
