# Statistics and diagnosis for the owners of the bot.

arrival-kind = { $kind ->
    [city] a city card
    [event] an event card
    [bulletin] the link to the bulletin
   *[jubilees] the link to anniversaries
}

stats-title = 📊 <b>Statistics</b> · { $date }
stats-subscribers = 👥 Subscribers: <b>{ $count }</b>{ $change ->
    [none] { "" }
   *[other] { " " }({ $change })
}
stats-change = { $sign ->
    [more] { $by } more than on { $date }
    [less] { $by } fewer than on { $date }
   *[same] as many as on { $date }
}
stats-chats = Chats: { $all } (active { $active }, unsubscribed { $stopped }, blocked the bot { $blocked }, deleted { $gone })
stats-topics-title = 🔔 <b>What they follow</b>
stats-topic = { $topic ->
    [event] Single events
    [city] Single cities
   *[other] { $name }
}
stats-row = { $name } — { $count }
stats-named = { $name } — { $count }
stats-cities = 🏙 <b>Cities</b>: { $names }
stats-cities-title = 🏙 <b>Cities they chose</b>
stats-deliveries-title = 📨 <b>Notices of { $days ->
    [one] { $days } day
   *[other] { $days } days
}</b>
stats-kind = { $kind ->
    [reminder] Reminders
    [window] Events without an exact date
    [change] Changes to the plan
    [bulletin] Bulletin
    [message] To the secretariat
   *[other] Others
}
stats-delivered = { $kind }: { $sent } of { $all } delivered
stats-outcomes = { $kind }: { $outcomes }
stats-outcome = { $state ->
    [sent] delivered
    [gone] blocked the bot
    [failed] failed
    [expired] too late
    [unknown] no answer from Telegram
    [void] cancelled
    [held] on hold
   *[pending] waiting
} { $count }
stats-sources = 🔗 <b>Where they came from</b>: { $names }
stats-sources-title = 🔗 <b>Where they came from</b>
stats-other-sources = other links
stats-no-source = no label
stats-label-hint = To see where people come from, give each place its own link to the bot: t.me/{ $bot }?start=from-site. Replace site by any label in Latin letters. A link to a card with a label: t.me/{ $bot }?start=ckazan_from-site.
stats-button-all = 🔢 All figures
stats-button-again = 🔄 Refresh

stats-picture-title = IAC statistics
stats-picture-subscribers = Subscribers: { $count }
stats-picture-chats = Chats: { $count }
stats-picture-blocked = Blocked the bot: { $count }
stats-picture-too-short = The line begins tomorrow: history is kept day by day.
stats-picture-none = None yet
stats-picture-topics = What they follow
stats-picture-cities = Cities
stats-picture-deliveries = Notices of { $days ->
    [one] { $days } day
   *[other] { $days } days
}
stats-picture-sources = Where they came from
stats-picture-outcome = { $outcome ->
    [delivered] delivered
    [waiting] waiting
    [late] too late
   *[failed] not delivered
}
