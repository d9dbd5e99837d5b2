# Statistics and diagnosis for the owners of the bot.

command-stats = Subscribers and what was delivered to them
command-diagnose = Is the bot working?

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
stats-deliveries-title = 📨 <b>Notices in { $days ->
    [one] { $days } day
   *[other] { $days } days
}</b>
stats-kind = { $kind ->
    [reminder] Reminders
    [window] Events without an exact date
    [change] Changes to the plan
    [bulletin] Bulletin
    [message] Service messages
    [announcement] Announcements
    [amendment] Corrections
   *[other] Others
}
stats-delivered = { $kind }: { $sent } of { $all } delivered
stats-outcomes = { $kind }: { $outcomes }
stats-outcome = { $state ->
    [sent] delivered
    [gone] blocked the bot
    [failed] not delivered
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
stats-label-hint = To see where people come from, give each place its own link to the bot: t.me/{ $bot }?start=from-site. Replace “site” with any label in Latin letters. A link to a card with a label: t.me/{ $bot }?start=ckazan_from-site.
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
stats-picture-deliveries = Notices in { $days ->
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

diagnose-title = 🩺 <b>Diagnosis</b> · { $clock } ({ $zone })
diagnose-line = { $well ->
    [1] ✅
   *[0] ❌
} { $name }: { $found }
diagnose-size = 💾 The database takes up { $size } MB
diagnose-latency = ⚡️ Telegram answered in { $milliseconds } ms
diagnose-next = 🔜 Next reminders: { $reminders ->
    [none] no one to remind yet
   *[other] { $reminders }
}; bulletin: { $bulletin }
diagnose-jobs = ⏱ <b>Jobs</b>: last run → next run
diagnose-job = { $outcome ->
    [ok] ✅
   *[other] ❌
} { $job ->
    [changes] changes to the plan
    [reminders] reminders
    [bulletin] bulletin
    [counts] statistics
    [purge] deletion of old data
    [faults] summary of errors
    [erasure] erasure of deleted data
    [disk] disk space
    [profile] command menus
    [staff] greetings and menus of editors
    [feedback] letters from readers
    [backup] backup
    [backup-age] check of backups
   *[other] { $job }
}: { $last } → { $next }{ $outcome ->
    [ok] { "" }
   *[other] , error { $outcome }
}
diagnose-no-chats = 👥 No groups or channels yet.
diagnose-chats = 👥 <b>Groups and channels: { $count }</b>{ $elsewhere ->
    [1] , on the next pages
   *[0] { "" }
}
diagnose-chat = { $well ->
    [1] ✅
   *[0] ❌
} { $title ->
    [none] { $number }
   *[other] “{ $title }” ({ $number })
}, { $kind ->
    [channel] channel
   *[group] group
}: { $lacks ->
    [chat] out of the bot’s reach, Telegram says: { $trouble }
    [messages] { $status ->
        [left] the bot has left
        [kicked] the bot was removed
        [none] may not write
       *[other] may not write
    }
    [photos] may write, but not send pictures
   *[nothing] { $status ->
        [administrator] administrator, may write
        [creator] owner, may write
       *[other] member, may write
    }
}{ $stopped ->
    [stopped] ; notices are stopped
   *[other] { "" }
}
diagnose-refused = ⚠️ messages have not been accepted since { $since }
diagnose-settings = ⚙️ <b>Settings</b>
    <blockquote expandable>{ $lines }</blockquote>
diagnose-setting = { $name } = { $value ->
    [none] not set
   *[other] { $value }
}
diagnose-versions = 🧩 Versions: { $versions }
diagnose-button-again = 🔄 Check again
