# The editor of broadcasts: layout of an issue, announcements, corrections, progress.

desk-tools = 🛠 Layout and time
desk-back = ← Back
desk-tools-title = { $kind ->
    [issue] 🛠 <b>Layout of the issue</b>
    [announcement] 🛠 <b>Layout of the announcement</b>
   *[amendment] 🛠 <b>Correction</b>: the picture and the file cannot be changed.
}
desk-tool-text = ✏️ Add text
desk-tool-text-again = ✏️ Replace text
desk-tool-picture = 🖼 Picture
desk-tool-file = 📎 File
desk-tool-links = 🔗 Link buttons
desk-tool-sections = ☑️ Sections
desk-tool-place = { $place ->
    [before] ⬆️ Move text to the top
   *[after] ⬇️ Move text to the end
}
desk-tool-time = 🕘 Day and time
desk-preview = 👁 As readers see it
desk-test = 📨 Send a test
desk-test-sent = The test message will arrive in your private chat.
desk-remove = { $part ->
    [text] 🗑 Remove text
    [file] 🗑 Remove file
   *[time] 🗑 Reset time
}

desk-part-picture = { $source ->
    [own] 🖼 your own picture
    [year] 🖼 the year as a picture
    [map] 🖼 anniversary map
   *[card] 🖼 city card
}
desk-part-file = 📎 { $name }
desk-part-links = 🔗 { $count ->
    [one] { $count } button
   *[other] { $count } buttons
}
desk-draft-apart = To see the whole message, press “👁 As readers see it”.
desk-draft-held = ⏸ The time of this issue has passed, and it is not approved. It will go out as soon as it is.
desk-draft-needs-approval = The issue will not go out without approval.
desk-bulletin-held = ⏸ <b>The bulletin of { $date } is waiting for approval</b>
    { $count ->
        [0] The bulletin has no subscribers yet.
        [one] { $count } subscriber is waiting for it.
       *[other] { $count } subscribers are waiting for it.
    }
desk-prepare-hint = The next issue can be prepared in advance, on any day of the week.
desk-prepare = 📝 Prepare the next issue

desk-picture-title = 🖼 <b>Picture</b>
    A message with a picture holds 1,024 characters{ $kind ->
        [issue] : the automatic part of the issue will be shortened.
       *[other] .
    }
desk-picture-none = No picture
desk-picture-own = Your own picture
desk-picture-year = Year as a picture
desk-picture-map = Anniversary map
desk-picture-card = City card
desk-sections-title = ☑️ <b>Sections of the issue</b>
    Readers will not see sections that are off. What is in them will come as new in the next issue.
desk-section = { $name ->
    [this-week] This week
    [next-week] Next week
    [month] In the coming month
    [changed] What has changed
    [jubilees] Round anniversaries soon
    [still-ahead] As announced before
    [coming] What comes next
    [past] Over the past week
   *[fact] Fact
}
desk-links-title = 🔗 <b>Link buttons</b>: { $count } of { $most }
desk-link-line = • { $label } — { $url }
desk-link-add = ➕ Add a button
desk-link-remove = 🗑 { $label }

desk-ask = { $what ->
    [text] Send the text in one message: bold, links and quotes are kept{ $kind ->
        [amendment] . The picture and the file stay as they are. If you edit your message, this text changes too.
        [announcement] , and you can attach a picture or a file. If you edit your message, the announcement changes too.
       *[other] , and you can attach a picture or a file. If you edit your message, the issue changes too. To remove what was added, send “-”.
    }
    [picture] Send one picture, as a photo.
    [card] Which city’s card? Send its name.
    [file] Send one file.
    [link] Send the button’s label and the address: “Programme — https://example.org/day”.
   *[time] When should it go out? Send a day and a time: “Wednesday 15:00”, “12 March 10:00”, “tomorrow at 9”.
} Changed your mind? /cancel
desk-links-lost = { $count ->
    [one] ⚠️ One link has become plain text: only http, https, tg and mailto links can be sent to readers.
   *[other] ⚠️ { $count } links have become plain text: only http, https, tg and mailto links can be sent to readers.
}
desk-album-cut = ⚠️ An album cannot be sent to readers as a whole: only its first picture or file was taken.

desk-too-long = It does not fit: { $over ->
    [one] { $over } character
   *[other] { $over } characters
} too many. { $picture ->
    [yes] A message with a picture holds 1,024 characters.
   *[no] A message holds 4,096 characters.
} Shorten the text and send it again.
desk-picture-needed = Please send a picture, as a photo. Changed your mind? /cancel
desk-file-needed = Please send a file, as a document. Changed your mind? /cancel
desk-card-city = This city is not in the list of cities. Try another spelling. Changed your mind? /cancel
desk-text-stays = Without any text there is nothing to send: replace it with a new one.
desk-attachments-stay = The picture, file and time of a message that has been sent cannot be changed.
desk-link-form = Please send the button’s label and the address: “Programme — https://example.org/day”. Changed your mind? /cancel
desk-link-wrong = The address “{ $url }” does not work in a button. It must be a full http, https or tg address, such as “https://example.org/day”.
desk-link-long = The button’s label is too long: { $longest } characters at most.
desk-links-full = A message can have { $most } link buttons at most.
desk-time-form = Please send one day and a time: “Wednesday 15:00”, “12 March 10:00”, “tomorrow at 9”. Changed your mind? /cancel
desk-time-past = This time has already passed: choose another one.
desk-time-late = { $issue ->
    [yes] That is too late: the next issue will be in preparation by then.
   *[no] That is too far ahead: an announcement can be scheduled up to a year in advance.
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
    [dropped] discarded
   *[other] sent
}.
desk-amendment-under-way = The previous correction is still being sent. Wait for its report.
desk-not-under-way = This is not being sent now.

desk-pause = ⏸ Pause
desk-resume = ▶️ Resume
desk-stop = 🛑 Stop
desk-steered = { $act ->
    [pause] Sending is paused.
   *[resume] Sending continues.
}
desk-confirm-stop = Stop sending? Those who do not have the message yet will not get it. What has been sent cannot be taken back, and sending cannot be resumed.
desk-confirm-stop-yes = Yes, stop
desk-confirm-stop-no = No, carry on
desk-kept = All right, sending has not been stopped.
desk-stopped = 🛑 Sending is stopped. A report will follow.
desk-bulletin-paused = ⏸ The bulletin of { $date } is paused: { $done } of { $total }.
desk-bulletin-stopping = 🛑 The bulletin of { $date } is stopped: { $done } of { $total }.
desk-bulletin-stopped = 🛑 <b>The bulletin of { $date } was stopped</b>
desk-report-not-sent = Not sent: { $left }

desk-announce-title = 📣 <b>Announcement</b>
    Who is it for? Choose what these readers follow.
desk-audience-button = { $topic ->
    [bulletin] 📰 Everyone who gets the bulletin
    [event] About one event
   *[city] About one city
}
desk-audience = { $topic ->
    [bulletin] to everyone who gets the bulletin
    [event] to those who follow the event “{ $name }”
    [city] to those who follow { $name }
   *[other] to subscribers of “{ $name }”
}
desk-announce-ask = { $topic ->
    [event] About which event? Send its number in the plan or words of its title.
   *[city] About which city? Send its name.
} Changed your mind? /cancel
desk-announce-which = { $topic ->
    [event] Which event?
   *[city] Which city?
}
desk-announce-none = { $topic ->
    [event] There is no such event in the plans.
   *[city] This city is not in the list of cities.
} Try another wording. Changed your mind? /cancel
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
    [yes] ✅ Approved: it will go out on { $when }.
   *[no] 🕘 Set for { $when }. It will go out once you approve it.
}
desk-announcement-empty = There is no text yet: add it in “🛠 Layout and time”.
desk-announcement-sent = 📣 { $state ->
    [sending] <b>Being sent</b>
    [paused] <b>Paused</b>
    [sent] <b>Sent</b>
   *[cancelled] <b>Cancelled</b>
} { $to }, { $when }
desk-moment = { $date } at { $time } { $zone }
desk-send = 🚀 Send now
desk-drop = 🗑 Discard
desk-confirm-send = { $kind ->
    [amendment] Correct what was sent? { $count ->
        [0] No message has been delivered yet; the rest will go out corrected.
        [one] { $count } message will change, silently.
       *[other] { $count } messages will change, silently.
    }
   *[announcement] Send the announcement now? { $count ->
        [0] There are no recipients yet.
        [one] { $count } subscriber will get it.
       *[other] { $count } subscribers will get it.
    }
}
desk-confirm-send-yes = Yes, send
desk-confirm-second = ⚠️ Another announcement to everyone has been sent or is set within a day of this one. Send one more? { $count ->
    [one] { $count } subscriber will get it.
   *[other] { $count } subscribers will get it.
}
desk-confirm-second-yes = Yes, one more within a day
desk-confirm-drop = { $kind ->
    [amendment] Discard the correction? What was sent will stay as it is.
   *[announcement] Discard the announcement? Readers will not get it.
}
desk-confirm-drop-yes = Yes, discard
desk-accepted = { $kind ->
    [amendment] 📤 Messages are being corrected. We will report the progress and the result.
   *[announcement] 📤 The announcement is being sent. We will report its progress and the result.
}
desk-draft-dropped = { $kind ->
    [amendment] The correction has been discarded.
   *[announcement] The announcement has been cancelled.
}
desk-announcing = { $state ->
    [paused] ⏸ The announcement is paused: { $done } of { $total }.
    [cancelled] 🛑 The announcement is stopped: { $done } of { $total }.
   *[sending] 📤 The announcement is being sent: { $done } of { $total }.
}
desk-announced = { $total ->
    [0] 📣 The announcement was not sent: there were no recipients.
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
desk-amendment-draft = ✏️ <b>Correction of { $what }</b>
    { $count ->
        [0] No message has been delivered yet.
        [one] { $count } delivered message will change in place, silently.
       *[other] { $count } delivered messages will change in place, silently.
    }{ $waiting ->
        [0] { "" }
       *[other] { " " }Another { $waiting } will go out corrected.
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
    Not corrected: { $failed }

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
desk-log-value-held = waiting for approval
desk-log-value-sending = being sent
desk-log-value-paused = paused
desk-log-value-sent = sent
desk-log-value-skipped = skipped
desk-log-value-empty = no news
desk-confirm-amend-yes = Yes, correct
