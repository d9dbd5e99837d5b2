# Settings: how long ahead, at what hour, where, how often, in which language; pause.

choice-on = ✅ { $label }
choice-off = ▫️ { $label }
choice-back = ← Back

settings-title = ⚙️ <b>Settings</b>
settings-zone-line = Time zone: { $zone }
settings-hour-line = We remind you at { settings-hour-button }
settings-frequency-line = Notices: { settings-frequency }
settings-language-line = Language: English
settings-clock = { $time }, { $weekday }, { $date }
settings-now = It is { $clock } where you are. If not, change the time zone.
settings-paused-until = ⏸ Paused up to and including { $date }: reminders will come when the pause is over.
settings-paused-open = ⏸ Paused: reminders will come when you end the pause.
settings-stopped = ⛔ Everything is stopped: reminders will come when you turn them on again.

settings-button-leads = 🗓 When to remind me
settings-button-hour = 🕙 Hour
settings-button-zone = 🌍 Time zone
settings-button-frequency = 📬 How to send
settings-button-language = 🌐 Язык / Language
settings-button-pause = ⏸ Pause
settings-button-resume = ▶️ End the pause
settings-button-subscriptions = 🔔 Subscriptions

settings-leads-title = 🗓 <b>When to remind me</b>
    Choose a topic: each has its own times.
settings-leads-line = { $topic }: { $leads }
settings-leads-none = no reminders
settings-leads-topic = 🗓 <b>{ $topic }</b>
    When should we remind you?
settings-leads-several = You may tick several.
settings-leads-topic-none = Nothing is ticked: there will be no reminders on this topic. You will still be told of new dates and cancellations.
settings-lead = { $days ->
    [0] On the day itself
    [one] { $days } day ahead
   *[other] { $days } days ahead
}
settings-lead-short = { $days ->
    [0] on the day itself
    [one] { $days } day ahead
   *[other] { $days } days ahead
}
settings-leads-preset = { $preset ->
    [month] A month and a day before
    [week] A week and a day before
    [day] A day before
   *[same] On the day itself
}
settings-leads-own = My own choice…
settings-hour-lead = { $hours ->
    [1] An hour before
   *[other] { $hours } hours before
}
settings-hour-lead-short = { $hours ->
    [1] an hour
   *[other] { $hours } hours
}
settings-hour-leads = { $days ->
    [none] { $hours } before the start
   *[other] { $days }, and { $hours } before the start
}
settings-hour-leads-note = If the start time is known, we can also remind you a few hours before: right on time, without a sound at night.
settings-leads-list = { $first } and { $last }

settings-hour-title = { $chat ->
    [channel] 🕙 <b>At what hour should we post?</b>
        We now post at { settings-hour-button }. By the channel’s clock it is { $clock }.
   *[own] 🕙 <b>At what hour should we remind you?</b>
        We now remind you at { settings-hour-button }. It is { $clock } where you are.
}

settings-zone-title = { $chat ->
    [channel] 🌍 <b>Time zone of the channel</b>
        Chosen: { $zone }. There it is { $clock }.
        If that is not the right time, choose another zone or name a city.
   *[own] 🌍 <b>Time zone</b>
        Chosen: { $zone }. It is { $clock } where you are.
        If that is not your time, choose another zone or write your city.
}
settings-zone-button-city = 🏙 Name a city
settings-zone-ask = Write your city, and we will find its time zone. The difference from UTC or from Moscow works too: “UTC+7”, “MSK+3”. Changed your mind? /cancel
settings-zone-ask-group = Reply to this message with a city, and we will find its time zone. The difference from UTC or from Moscow works too: “UTC+7”, “MSK+3”. Changed your mind? /cancel
settings-zone-set = Done. Time zone: { $zone }. It is { $clock } where you are.
settings-zone-unknown = “{ $name }” was not understood. Write a large city nearby or the difference from UTC or from Moscow (“UTC+7”, “MSK+3”), or choose a zone from the list.
settings-zone-far = 📍 The nearest city in the list is { $city }, { $km } km away: too far to take its time. Write a large city nearby or the difference from UTC (“UTC+7”), or choose a zone from the list.
settings-zone-not-known = There is no such time zone in the list. Open /settings again.
settings-zone-offset = { $place }, UTC{ $offset }
settings-zone-utc = UTC{ $offset }
settings-zone-clock = { $zone ->
    [Moscow] Moscow time
   *[other] { $place } time
}
zone-place = { $zone ->
    [Yekaterinburg] Yekaterinburg
   *[other] { $name }
}

settings-frequency-title = 📬 <b>How should we send notices?</b>
    “Each separately”: reminders at your hour, new dates and cancellations within a few minutes.
    “Once a day”: everything that has come up in a day, in one message at your hour; changes to events of the next 24 hours at once. Reminders a few hours before the start come at their own time.
    “Bulletin only”: at most one message a week and nothing else.
    It is quiet from 21:00 to 9:00: ordinary notices wait until the morning, urgent ones come without a sound.
settings-frequency = { $frequency ->
    [each] each separately
    [daily] once a day, in one message
   *[weekly] the weekly bulletin only
}
settings-frequency-button = { $frequency ->
    [each] Each separately
    [daily] Once a day
   *[weekly] Bulletin only
}

settings-language-title = 🌐 <b>Язык / Language</b>
settings-language-button = { $language ->
    [ru] Русский
   *[en] English
}

settings-pause-title = ⏸ <b>Pause</b>
    During this time we will send nothing; what you miss during the pause will not come later. Subscriptions and settings stay.
settings-pause-button = { $period ->
    [week] For a week
    [month] For a month
   *[open] Until I end it
}

settings-saved = Saved
settings-bulletin-followed = Saved. The bulletin has been added to your subscriptions
settings-hour-button = { $hour }:00
settings-button-back = ⚙️ Settings
group-admins-only = Only the group’s administrators can change its subscriptions and settings.
