# Subscriptions to topics, cities and events, and muted occasions.

topic-name = { $topic ->
    [own] MAG events
    [participation] Events MAG takes part in
    [partner] Partners’ events
    [event] Single events
    [city] Single cities
    [jubilees] City jubilees
    [city_days] City days
    [bulletin] Weekly bulletin
    [journal] The journal “Vestnik MAG”
   *[changes] New dates and cancellations
}

subscriptions-title = 🔔 <b>Subscriptions</b>
    Tick what to be reminded of: a press switches a topic on or off at once.
subscriptions-group-title = 🔔 <b>This group’s subscriptions</b>
    Tick what to be reminded of: a press switches a topic on or off at once. Only administrators can change them.
subscriptions-none = Nothing is chosen yet, so there is nothing to send.
subscriptions-weekly-only = “Bulletin only” is chosen: there will be no reminders until you change “How often” in the settings.
subscriptions-button-topic = { $topic ->
    [own] 🏛 MAG events
    [participation] 🤝 Events MAG takes part in
    [partner] 🌐 Partners’ events
    [jubilees] 🎂 City jubilees
    [city_days] 🏙 City days
    [bulletin] 📰 Weekly bulletin
    [journal] 📖 “Vestnik MAG”
   *[changes] 🔁 All new dates and cancellations
}
subscriptions-button-cities = 🏙 Cities: { $count }
subscriptions-button-events = 📌 Events: { $count }
subscriptions-button-mutes = 🔕 Muted: { $count }
subscriptions-button-add-city = ➕ Add a city
subscriptions-button-settings = ⚙️ Settings
subscriptions-button-stop = ⛔ Stop everything

subscriptions-cities-title = 🏙 <b>Single cities</b>
    You are told everything of each city: its day, its jubilee and the events held there. A press takes the city off the list.
subscriptions-cities-none = 🏙 <b>Single cities</b>
    None yet. Add a city to be reminded of its day, its jubilee and the events held there.
subscriptions-events-title = 📌 <b>Single events</b>
    You are reminded of those to come and told if they are moved or cancelled. A press takes the event off the list.
subscriptions-events-none = 📌 <b>Single events</b>
    None yet. Open an event’s card by way of /upcoming or /plan and press “Remind me”.
subscriptions-mutes-title = 🔕 <b>Muted reminders</b>
    You are no longer reminded of these. A press brings the reminders back.
subscriptions-mutes-none = 🔕 <b>Muted reminders</b>
    Nothing here: nothing has been muted.
subscriptions-button-unmute = 🔔 { $label }
subscriptions-button-restore = ↩️ Bring back: { $label }
subscriptions-event-cancelled = Cancelled: { $title }
subscriptions-event-over = Over: { $title }
subscriptions-event-gone = Taken out of the plan (no. { $id })
subscriptions-city-gone = Taken out of the catalogue ({ $id })

subscriptions-ask-city = Write the name of a city. Changed your mind? /cancel.
subscriptions-ask-city-group = Reply to this message with the name of a city. Changed your mind? /cancel.
subscriptions-city-unknown = There is no city “{ $name }” in the catalogue. Check the name and write it again, or choose a city from the list: /cities.
subscriptions-city-added = ✅ { $city }: you will be reminded of the city’s day, its jubilee and the events held there.
subscriptions-city-known = ✅ { $city }: you are subscribed already.
subscriptions-subject-unknown = This is no longer in the plan or in the catalogue of cities.

subscriptions-followed = Subscribed
subscriptions-unfollowed = Unsubscribed
subscriptions-muted = No more reminders of this
subscriptions-unmuted = Reminders are back
subscriptions-nothing-to-mute = There will be no reminders of this anyway: it is over, cancelled or out of the plan.
subscriptions-full = You can follow at most { $most ->
    [one] one city or event
   *[other] { $most } cities and events
}. Remove some first: /subscribe.
subscriptions-mutes-full = You can mute at most { $most ->
    [one] one reminder
   *[other] { $most } reminders
}. Unmute some first: /subscribe.
