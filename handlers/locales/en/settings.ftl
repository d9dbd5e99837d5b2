# Settings: how long ahead, at what hour, where, how often, in which language; pause.

choice-on = ✅ { $label }
choice-off = ▫️ { $label }
choice-back = ← Back

settings-title = ⚙️ <b>Settings</b>
settings-zone-line = Time zone: { $zone }
settings-hour-line = Hour of reminders: { settings-hour-button }
settings-frequency-line = How often: { settings-frequency }
settings-language-line = Language: English
settings-clock = { $time }, { $weekday }, { $date }
settings-now = It is { $clock } where you are. If not, change the time zone.
settings-paused-until = ⏸ Paused: nothing will be sent up to and including { $date }.
settings-paused-open = ⏸ Paused: nothing will be sent until you end the pause.
settings-stopped = ⛔ Reminders are stopped: nothing will come until you bring them back.

settings-button-leads = 🗓 How long ahead
settings-button-hour = 🕙 Hour
settings-button-zone = 🌍 Time zone
settings-button-frequency = 📬 How often
settings-button-language = 🌐 Язык / Language
settings-button-pause = ⏸ Pause
settings-button-resume = ▶️ End the pause
settings-button-subscriptions = 🔔 Subscriptions

settings-leads-title = 🗓 <b>How long ahead to remind you</b>
    Choose what it is about. Each topic has its own times.
settings-leads-line = { $topic }: { $leads }
settings-leads-none = no reminders
settings-leads-topic = 🗓 <b>{ $topic }</b>
    How many days ahead? You may tick several.
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

settings-hour-title = 🕙 <b>At what hour to remind you?</b>
    Reminders come at { settings-hour-button }. It is { $clock } where you are.

settings-zone-title = 🌍 <b>Time zone</b>
    Chosen: { $zone }. It is { $clock } where you are.
    If that is not your time, choose another zone or name your city.
settings-zone-button-city = 🏙 Name a city
settings-zone-ask = Write a city or the distance from UTC or from Moscow, for example: “Omsk”, “UTC+7”, “MSK+3”. Changed your mind? /cancel.
settings-zone-ask-group = Reply to this message with a city or the distance from UTC or from Moscow, for example: “Omsk”, “UTC+7”, “MSK+3”. Changed your mind? /cancel.
settings-zone-set = Done. Time zone: { $zone }. It is { $clock } where you are.
settings-zone-unknown = “{ $name }” could not be understood. Name a large city nearby or the distance from UTC or from Moscow (“UTC+7”, “MSK+3”), or choose a zone from the list.
settings-zone-not-known = There is no such time zone in the list. Open /settings again.
settings-zone-offset = { $place }, UTC{ $offset }
settings-zone-utc = UTC{ $offset }
zone-place = { $zone ->
    [Yekaterinburg] Yekaterinburg
   *[other] { $name }
}

settings-frequency-title = 📬 <b>How often to write?</b>
    “As it comes”: reminders come at your hour, news of new dates and cancellations at once.
    “Once a day”: all that has come up in a day in one message at your hour.
    “Bulletin only”: one message a week and nothing else.
    It is quiet from 21:00 to 9:00: what can wait comes at your hour, what cannot comes without a sound.
settings-frequency = { $frequency ->
    [each] as it comes
    [daily] once a day, in one message
   *[weekly] the weekly bulletin only
}
settings-frequency-button = { $frequency ->
    [each] As it comes
    [daily] Once a day
   *[weekly] Bulletin only
}

settings-language-title = 🌐 <b>Язык / Language</b>
settings-language-button = { $language ->
    [ru] Русский
   *[en] English
}

settings-pause-title = ⏸ <b>Pause</b>
    For that time we will be silent. Subscriptions and settings stay, but what falls into the pause will not be sent afterwards.
settings-pause-button = { $period ->
    [week] For a week
    [month] For a month
   *[open] Until I end it
}

settings-saved = Saved
settings-bulletin-followed = Saved. The bulletin is among your subscriptions now
settings-hour-button = { $hour }:00
settings-button-back = ⚙️ Settings
group-admins-only = Only the group’s administrators change its subscriptions and settings.
