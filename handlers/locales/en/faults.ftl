# Our own faults: a reference number for the person, the facts for the owners.

fault-apology = 😔 Something went wrong on our side and has been logged. Reference: <code>{ $reference }</code>.
fault-alert = ⚠️ <b>A message was left without an answer</b>
    Reference: <code>{ $reference }</code>
    Error: <code>{ $error }</code>
    The server log has the details under this reference. Fixed? Handle it again: /updates
fault-flood = ✋ Too many messages at once: Telegram does not let us answer that fast. The first ones will be answered, the rest will be skipped. Wait a few minutes and ask again.
fault-letter = ⚠️ <b>A notice was not sent</b>
    Number of the notice: <code>{ $notice }</code>
    Error: <code>{ $error }</code>
    The others go out as usual. The server log has the details.
fault-postponed = ⏳ Nothing can be saved right now: there is a problem on the server. No need to repeat this: it will be done once the problem is solved. Events and cities can be viewed all the same.
fault-postponed-press = ⏳ Nothing can be saved right now: there is a problem on the server. Please press again a little later.
fault-disk = 🚨 <b>Writing to the database does not work</b>
    { $trouble ->
        [DiskFull] The disk is full.
        [DatabaseReadOnly] The database file or its disk is read-only.
       *[other] The disk reports an error.
    } { $free } MB are free.

    Questions are answered. Subscriptions, settings, reminders and bulletins wait: nothing is lost. When the disk accepts writes again, work will go on by itself and a message will say so.
fault-disk-over = ✅ <b>Writing to the database works again</b>
    Everything that was waiting is being done now.
fault-no-entry = We may not write in this chat: its administrators have not given the bot the right.
fault-summary = 📋 <b>Summary of errors</b>
    Besides those already reported, there { $count ->
        [one] was { $count } more failure
       *[other] were { $count } more failures
    }:
fault-summary-line = • <code>{ $fault }</code> — { $count }
fault-summary-more = • and { $count ->
        [one] { $count } more kind
       *[other] { $count } more kinds
    }
fault-summary-log = References and details are in the server log.
