# Our own faults: a reference number for the person, the facts for the owners.

fault-apology = 😔 There is no answer: the fault is ours, and we know of it. If you write to us about it, name the number <code>{ $reference }</code>.
fault-alert = ⚠️ <b>A message was left without an answer</b>
    Number: <code>{ $reference }</code>
    Error: <code>{ $error }</code>
    The bot’s log has the details under this number.
fault-flood = ✋ Too many messages at once: Telegram does not let a bot answer that fast. The first ones are answered, the rest is passed over. Wait a few minutes and ask again.
fault-letter = ⚠️ <b>A notice was not sent</b>
    Number of the notice: <code>{ $notice }</code>
    Error: <code>{ $error }</code>
    The others go out as usual. The bot’s log has the details.
fault-postponed = ⏳ The bot cannot save anything just now: there is trouble on the server. No need to repeat this: it will be done once the trouble is over. Events and cities can be looked up even now.
fault-postponed-press = ⏳ The bot cannot save anything just now: there is trouble on the server. Please press again a little later.
fault-disk = 🚨 <b>The bot cannot save anything</b>
    { $trouble ->
        [DiskFull] There is no room on the disk.
        [DatabaseReadOnly] The database file or its disk is closed to writing.
       *[other] The disk answers with an error.
    } { $free } MB are free.

    Questions are answered. Subscriptions, settings, reminders and bulletins wait: nothing is lost. When the disk takes writes again, the bot goes on by itself and tells you.
fault-disk-over = ✅ <b>The bot can save again</b>
    It now does all that has waited.
fault-no-entry = The bot cannot write into this chat: its admins have not given it the right to.
fault-summary = 📋 <b>Errors summed up</b>
    Besides those you have been told of, there { $count ->
        [one] was { $count } more failure
       *[other] were { $count } more failures
    }:
fault-summary-line = • <code>{ $fault }</code> — { $count }
fault-summary-more = • and { $count ->
        [one] { $count } more kind
       *[other] { $count } more kinds
    }
fault-summary-log = References and details are in the bot's log.
