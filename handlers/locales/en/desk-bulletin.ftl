# The editor of broadcasts: layout of an issue, announcements, corrections, progress.

desk-tools = 🛠 Layout and time
desk-back = ← Back
desk-tools-title = { $kind ->
    [issue] 🛠 <b>Layout of the issue</b>
    [announcement] 🛠 <b>Layout of the announcement</b>
   *[amendment] 🛠 <b>Correction</b>: picture and file stay as they are.
}
desk-tool-text = ✏️ Add a text
desk-tool-text-again = ✏️ Replace the text
desk-tool-picture = 🖼 Picture
desk-tool-file = 📎 File
desk-tool-links = 🔗 Buttons with links
desk-tool-sections = ☑️ Sections of the issue
desk-tool-place = { $place ->
    [before] ⬆️ Text to the beginning
   *[after] ⬇️ Text to the end
}
desk-tool-time = 🕘 Day and hour
desk-preview = 👁 As readers see it
desk-test = 📨 Test send
desk-test-sent = The test message comes into your private chat.
desk-remove = { $part ->
    [text] 🗑 Remove the text
    [file] 🗑 Remove the file
   *[time] 🗑 Reset the time
}

desk-part-picture = { $source ->
    [own] 🖼 own picture
    [year] 🖼 sheet of the year
    [map] 🖼 map of anniversaries
   *[card] 🖼 card of a city
}
desk-part-file = 📎 { $name }
desk-part-links = 🔗 { $count ->
    [one] { $count } button
   *[other] { $count } buttons
}
desk-draft-apart = The button “👁 As readers see it” shows the whole message.
desk-draft-held = ⏸ The issue waits for approval: its hour has passed. Once approved, it goes out at once.
desk-draft-needs-approval = The issue does not go out without approval.
desk-bulletin-held = ⏸ <b>The bulletin of { $date } waits for approval</b>
    { $count ->
        [0] The bulletin has no subscribers yet.
        [one] { $count } subscriber is waiting for it.
       *[other] { $count } subscribers are waiting for it.
    }
desk-prepare-hint = The next issue can be prepared ahead, on any day of the week.
desk-prepare = 📝 Prepare the next issue

desk-picture-title = 🖼 <b>Picture</b>
    A message with a picture holds 1024 characters: the automatic part of an issue gets shorter.
desk-picture-none = No picture
desk-picture-own = Own picture
desk-picture-year = Sheet of the year
desk-picture-map = Map of anniversaries
desk-picture-card = Card of a city
desk-sections-title = ☑️ <b>Sections of the issue</b>
    Readers do not see sections that are off. What is in them comes as new in the next issue.
desk-section = { $name ->
    [this-week] This week
    [next-week] Next week
    [month] In the coming month
    [changed] What has changed
    [jubilees] Round anniversaries soon
    [still-ahead] Told before
    [coming] What comes next
    [past] Over this week
   *[fact] Fact
}
desk-links-title = 🔗 <b>Buttons with links</b>: { $count } of { $most }
desk-link-line = • { $label } — { $url }
desk-link-add = ➕ Add a button
desk-link-remove = 🗑 { $label }

desk-ask = { $what ->
    [text] Send the text in one message: bold, links and quotes are kept, and a picture or a file may come with it.{ $kind ->
        [announcement] { " " }Editing this message edits the announcement.
       *[other] { " " }Editing this message edits the issue. To remove what was added, send “-”.
    }
    [picture] Send the picture in one message, as a photo.
    [card] The card of which city? Send its name.
    [file] Send the file in one message.
    [link] Send a label and an address: “Programme — https://example.org/day”.
   *[time] When should it go out? Send a day and an hour: “Wednesday 15:00”, “12 March 10:00”, “tomorrow at 9”.
} Changed your mind? /cancel
desk-links-lost = { $count ->
    [one] ⚠️ One link has become plain text: readers may be sent http, https, tg and mailto only.
   *[other] ⚠️ { $count } links have become plain text: readers may be sent http, https, tg and mailto only.
}

desk-too-long = It does not fit: { $over ->
    [one] { $over } character
   *[other] { $over } characters
} too many. { $picture ->
    [yes] A message with a picture holds 1024 characters.
   *[no] A message holds 4096 characters.
} Shorten the text and send it again.
desk-picture-needed = A picture sent as a photo is needed. Changed your mind? /cancel
desk-file-needed = A file sent as a document is needed. Changed your mind? /cancel
desk-card-city = No such city is known. Send the name again. Changed your mind? /cancel
desk-text-stays = Without a text there is nothing to send: send a new one.
desk-attachments-stay = Picture, file and time of a message that was sent stay as they are.
desk-link-form = A label and an address are needed: “Programme — https://example.org/day”. Changed your mind? /cancel
desk-link-wrong = The address “{ $url }” does not suit a button: http, https or tg is needed.
desk-link-long = The label of the button is too long: { $longest } characters fit.
desk-links-full = There may be { $most } buttons with links at most.
desk-time-form = One day and an hour are needed: “Wednesday 15:00”, “12 March 10:00”, “tomorrow at 9”. Changed your mind? /cancel
desk-time-past = This time has passed: choose another one.
desk-time-late = { $issue ->
    [yes] That is too late: the next issue is being prepared by then.
   *[no] That is too far: an announcement can be scheduled a year ahead.
}
desk-draft-unknown = There is no such draft.
desk-draft-closed = This can no longer be changed.
desk-announcement-late = This announcement { $state ->
    [sending] is being sent
    [paused] is being sent
    [sent] has been sent
   *[cancelled] has been cancelled
} and cannot be changed.
desk-amendment-late = This correction has been { $state ->
    [dropped] given up
   *[other] sent
}.
desk-amendment-under-way = The previous correction is still being sent. Wait for its report.
desk-not-under-way = This is not being sent now.

desk-pause = ⏸ Pause
desk-resume = ▶️ Resume
desk-stop = 🛑 Stop
desk-steered = { $act ->
    [pause] The sending is paused.
   *[resume] The sending goes on.
}
desk-confirm-stop = Stop the sending? Those who still wait do not get the message. What was sent cannot be taken back.
desk-confirm-stop-yes = Yes, stop
desk-confirm-stop-no = No, let it go on
desk-kept = All right, the sending takes its course.
desk-stopped = 🛑 The sending is stopped. A report follows.
desk-bulletin-paused = ⏸ The bulletin of { $date } is paused: { $done } of { $total }.
desk-bulletin-stopping = 🛑 The bulletin of { $date } is stopped: { $done } of { $total }.
desk-bulletin-stopped = 🛑 <b>The bulletin of { $date } was stopped</b>
desk-report-not-sent = Not sent: { $left }

desk-announce-title = 📣 <b>Announcement</b>
    Whom is it for?
desk-audience-button = { $topic ->
    [bulletin] 📰 All who take the bulletin
    [event] About one event
   *[city] About one city
}
desk-audience = { $topic ->
    [bulletin] to all who take the bulletin
    [event] to those who follow the event “{ $name }”
    [city] to those who follow the city { $name }
   *[other] to subscribers of “{ $name }”
}
desk-announce-ask = { $topic ->
    [event] About which event? Send words of its title or its number.
   *[city] About which city? Send its name.
} Changed your mind? /cancel
desk-announce-which = { $topic ->
    [event] Which event?
   *[city] Which city?
}
desk-announce-none = { $topic ->
    [event] There is no such event in the plans.
   *[city] There is no such city in the directory.
} Put it differently. Changed your mind? /cancel
desk-announcement-line = { $state ->
    [draft] 📝
    [approved] 🕘
    [sending] 📤
    [paused] ⏸
    [sent] ✅
   *[cancelled] 🛑
} { $text }
desk-announcement-draft = 📣 <b>Announcement</b> { $to }
desk-announcement-reach = { $count ->
    [0] There are no recipients yet.
    [one] { $count } subscriber will get it.
   *[other] { $count } subscribers will get it.
}
desk-announcement-due = { $approved ->
    [yes] ✅ Approved, it goes out { $when }.
   *[no] 🕘 Set for { $when }; approve it to let it go out.
}
desk-announcement-empty = There is no text yet: add it in “🛠 Layout and time”.
desk-announcement-sent = 📣 { $state ->
    [sending] <b>Being sent</b>
    [paused] <b>Paused</b>
    [sent] <b>Sent</b>
   *[cancelled] <b>Cancelled</b>
} { $to }, { $when }
desk-moment = { $date }, { $time } { $zone }
desk-send = 🚀 Send now
desk-drop = 🗑 Give up
desk-confirm-send = { $kind ->
    [amendment] Correct what was sent? { $count ->
        [0] No message has arrived yet, new ones go out corrected.
        [one] { $count } message changes, without a sound.
       *[other] { $count } messages change, without a sound.
    }
   *[announcement] Send the announcement now? { $count ->
        [0] There are no recipients yet.
        [one] { $count } subscriber will get it.
       *[other] { $count } subscribers will get it.
    }
}
desk-confirm-send-yes = Yes, send
desk-confirm-second = ⚠️ Another announcement went to all readers within a day, or is set for then. Send one more? { $count ->
    [one] { $count } subscriber will get it.
   *[other] { $count } subscribers will get it.
}
desk-confirm-second-yes = Yes, one more within a day
desk-confirm-drop = { $kind ->
    [amendment] Give the correction up? What was sent stays as it is.
   *[announcement] Give the announcement up? Readers will not get it.
}
desk-confirm-drop-yes = Yes, give up
desk-accepted = { $kind ->
    [amendment] 📤 Accepted: messages are being corrected. Progress and report follow.
   *[announcement] 📤 Accepted: the announcement is going out. Progress and report follow.
}
desk-draft-dropped = { $kind ->
    [amendment] The correction is given up.
   *[announcement] The announcement is cancelled.
}
desk-announcing = { $state ->
    [paused] ⏸ The announcement is paused: { $done } of { $total }.
    [cancelled] 🛑 The announcement is stopped: { $done } of { $total }.
   *[sending] 📤 The announcement is being sent: { $done } of { $total }.
}
desk-announced = { $total ->
    [0] 📣 The announcement went to no chat: there were no recipients.
   *[other] { $state ->
        [stopped] 🛑 <b>The announcement was stopped</b>
       *[sent] 📣 <b>The announcement was sent</b>
    }
}

desk-amend = ✏️ Correct what was sent
desk-amended-what = { $kind ->
    [bulletin] an issue of the bulletin
   *[announcement] an announcement
}
desk-amendment-draft = ✏️ <b>Correction</b>: { $what }
    Messages that have arrived change in place, without a sound: { $count }.{ $waiting ->
        [0] { "" }
       *[other] { " " }Those not sent yet go out corrected: { $waiting }.
    }
desk-amending = ✏️ { $kind ->
    [bulletin] The bulletin
   *[announcement] The announcement
} is being corrected: { $done } of { $total }.
desk-amended = ✏️ <b>{ $kind ->
    [bulletin] The bulletin was corrected
   *[announcement] The announcement was corrected
}</b>
    Messages corrected: { $corrected }
    Could not be corrected: { $failed }

# The command and the words of the log
command-announce = Announcement to readers
desk-log-action-bulletin-sending = Bulletin is being sent: { $subject }
desk-log-action-bulletin-paused = Bulletin paused: { $subject }
desk-log-action-bulletin-amended = Bulletin corrected: { $subject }
desk-log-action-announcement-approved = Announcement approved: { $subject }
desk-log-action-announcement-sending = Announcement is being sent: { $subject }
desk-log-action-announcement-paused = Announcement paused: { $subject }
desk-log-action-announcement-cancelled = Announcement cancelled: { $subject }
desk-log-action-announcement-amended = Announcement corrected: { $subject }
desk-log-field-state = state
desk-log-field-week = week
desk-log-field-to = to
desk-log-value-draft = draft
desk-log-value-approved = approved
desk-log-value-held = waits for approval
desk-log-value-sending = being sent
desk-log-value-paused = paused
desk-log-value-sent = sent
desk-log-value-skipped = skipped
desk-log-value-empty = no news
