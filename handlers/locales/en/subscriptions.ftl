# Subscriptions to topics, cities and events, and muted occasions.

topic-name = { $topic ->
    [own] Assembly events
    [participation] Events with the Assembly
    [partner] Partners’ events
    [event] Events I follow
    [city] Cities I follow
    [jubilees] Round anniversaries
    [city_days] City Days
    [bulletin] Weekly bulletin
    [journal] The journal “Vestnik MAG”
   *[changes] New dates and cancellations
}

subscriptions-title = 🔔 <b>Subscriptions</b>
subscriptions-group-title = 🔔 <b>This group’s subscriptions</b>
    Only administrators can change the subscriptions.
subscriptions-none = Nothing is chosen yet.
subscriptions-weekly-only = “Bulletin only” is chosen: reminders will come when you change “How to send” in the settings.
subscriptions-button-topic = { $topic ->
    [own] 🏛 Assembly events
    [participation] 🤝 Events with the Assembly
    [partner] 🌐 Partners’ events
    [jubilees] 🎂 Round anniversaries
    [city_days] 🏙 City Days
    [bulletin] 📰 Weekly bulletin
    [journal] 📖 “Vestnik MAG”
   *[changes] 🔁 All new dates and cancellations
}
subscriptions-button-new-plans = 📘 A new plan is out
subscriptions-button-cities = 🏙 Cities: { $count }
subscriptions-button-events = 📌 Events: { $count }
subscriptions-button-mutes = 🔕 Muted: { $count }
subscriptions-button-add-city = ➕ Add a city
subscriptions-button-settings = ⚙️ Settings
subscriptions-button-stop = ⛔ Stop everything

subscriptions-cities-title = 🏙 <b>Cities I follow</b>
    We remind you of the City Day, the round anniversary and the events of each city. Tap a city to remove it.
subscriptions-cities-none = 🏙 <b>Cities I follow</b>
    None yet. Add a city to be reminded of its City Day, its round anniversary and the events held there.
subscriptions-events-title = 📌 <b>Events I follow</b>
    We remind you of those still ahead and tell you if they are moved or cancelled. Tap an event to remove it.
subscriptions-events-none = 📌 <b>Events I follow</b>
    None yet. Open the card of an event from /upcoming or /plan and press “Remind me”.
subscriptions-mutes-title = 🔕 <b>Muted reminders</b>
    We no longer remind you of these. Tap one to turn it on again.
subscriptions-mutes-none = 🔕 <b>Muted reminders</b>
    Nothing is muted.
subscriptions-button-unmute = 🔔 { $label }
subscriptions-button-restore = ↩️ Undo: { $label }
subscriptions-event-cancelled = Cancelled: { $title }
subscriptions-event-over = Over: { $title }
subscriptions-event-gone = Removed from the plan (no. { $id })
subscriptions-city-gone = Removed from the list of cities ({ $id })

subscriptions-ask-city = Write the name of a city. Typos and Russian names are fine: “kazn”, “Казань”, “в Казани”. Changed your mind? /cancel
subscriptions-ask-city-group = Reply to this message with the name of a city. Typos and Russian names are fine: “kazn”, “Казань”, “в Казани”. Changed your mind? /cancel
subscriptions-city-unknown = There is no city “{ $name }” in the list. Check the name and write it again, or choose a city: /cities.
subscriptions-city-added = ✅ { $city }: we will remind you of its City Day, its round anniversary and the events held there.
subscriptions-city-added-without-day = ✅ { $city }: we will remind you of the events held there. The date of its City Day has not been entered yet; once it is, we will tell you.
subscriptions-city-known = ✅ { $city }: you already follow it.
subscriptions-subject-unknown = This is no longer in the plan or in the list of cities.

subscriptions-followed = Subscribed
subscriptions-unfollowed = Unsubscribed
subscriptions-muted = No more reminders of this
subscriptions-unmuted = Reminders are back
subscriptions-nothing-to-mute = There will be no reminders of this anyway: it is over, cancelled or removed from the plan.
subscriptions-full = You can follow at most { $most ->
    [one] one city or event
   *[other] { $most } cities and events
}. Remove some first{ $chat ->
    [channel] { " " }in the channel’s list of cities
   *[own] : /subscribe
}.
subscriptions-mutes-full = You can mute at most { $most ->
    [one] one reminder
   *[other] { $most } reminders
}. Unmute some first: /subscribe.

first-reminder = First reminder: { $date } at { $time } — { $what }.
first-reminder-without-leads = No time is ticked, so no reminder will come. Choose when { $chat ->
    [channel] by “How long ahead”
   *[own] in /settings
}.
first-reminder-awaited = { $what ->
    [event] There is no date yet. We will tell you as soon as there is one.
    [late] It is too late for the chosen reminders. If the date changes, we will tell you.
    [city] No dates are known yet. We will remind you once there are some.
   *[plan] No dates are known yet. We will remind you once the plan has some.
}
next-reminders = 🔔 { $count ->
    [1] Next reminder:
   *[other] Next reminders:
}
next-reminder = • { $date }, { $time } — { $what }
reminder-of-city = { $city } turns { GROUPED($age) }
reminder-of-city-day = { $city }, City Day
reminder-of-journal = “Vestnik MAG”
button-sample = 👁 Sample
sample-title = <i>👁 Sample. A message like this will come on { $date } at { $time }.</i>
sample-none = There is nothing to show yet: no reminder lies ahead.
subscriptions-marks = ✅ — on, ▫️ — off. Tap a topic to switch it.
