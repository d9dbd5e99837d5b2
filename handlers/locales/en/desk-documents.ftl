# A plan that is sent as a document, and the undoing of changes.

command-import = Load a plan: send the document or reply to it with /import
command-revisions = Changes of plan and cities in 30 days, undo

desk-document-send = Send the plan as a document: .docx, .xlsx, .xls, .ods, .pdf, .csv or .txt. To a document that is in this chat already, reply with /import.
desk-document-reading = ⏳ Reading “{ $name }”…
desk-document-still-reading = ⏳ “{ $name }” is a large document and takes a few more seconds…
desk-document-not-got = Telegram does not give this file. Send it once more.
desk-document-year = Which year is this plan for? { $reason }
desk-document-year-button = { $year }
desk-document-known = The plan for { $year } is in force already: the document says the same as the present edition. Nothing has changed.

desk-document = 📄 <b>Plan: { $name }</b>
desk-document-title = <b>{ $title }</b>
desk-document-doubts = 🧐 Doubts: { $open } of { $all } await a decision
desk-document-no-doubts = 🧐 No doubts
desk-document-settled = 🧐 Doubts settled: { $corrected } corrected, { $accepted } left as they are
desk-document-known-doubts = Accepted earlier and not shown: { $count }
desk-document-first = There has been no plan for { $year } yet.
desk-document-same = The document does not differ from the plan in force: only footnotes or the wording of dates change.
desk-document-changes = 🔀 <b>Changes: { $count }</b>
desk-document-change-count = { $kind }: { $count }
desk-document-reach = { $count ->
    [0] 🔔 There is no one to tell.
    [one] 🔔 { $count } subscriber will be told.
   *[other] 🔔 { GROUPED($count) } subscribers will be told.
}
desk-document-by-hand = ✍️ What was entered by hand stays with { $count ->
    [one] { $count } event
   *[other] { GROUPED($count) } events
}.
desk-document-losses = ⚠️ { $what }. This happens when a document is misread.
desk-document-outrun = ❗️ The plan was changed while you were looking. It has been compared anew: check it once more.
desk-document-button-doubts = 🧐 Settle the doubts ({ $count })
desk-document-button-changes = 🔀 Changes ({ $count })
desk-document-button-rest = Leave all as they are
desk-document-button-reset = Settle the doubts anew
desk-document-button-apply = { $count ->
    [0] ✅ Put the plan in force
   *[other] ✅ Put in force and tell ({ $count })
}
desk-document-button-silently = 🤫 Put in force silently
desk-document-button-drop = ✖️ Discard
desk-document-button-back = ← The document
desk-document-dropped = “{ $name }” was discarded, the plan has not changed.
desk-document-gone = This document is no longer in hand: it is in force, discarded, or came too long ago. Send it once more.
desk-document-open-doubts = First decide what to do with the doubts.

desk-change-hour = other hour
desk-changes-title = 🔀 <b>Changes of the plan for { $year }: { $count }</b>
desk-changes-group = <b>{ $kind }</b>
desk-changes-row = • { $what }
desk-changes-row-turn = • { $what }: { $before } → <b>{ $after }</b>
desk-changes-row-renamed = • { $before } → <b>{ $after }</b>

desk-doubt-title = 🧐 <b>Doubt { $number } of { $count }</b>
desk-doubt-row = Read as:
desk-doubt-corrected = ✅ <b>Corrected.</b>
desk-doubt-gone = This doubt is settled already.
desk-doubt-button-accept = ✅ Leave as it is
desk-doubt-button-kind = ✅ And the others of the kind ({ $count })
desk-doubt-button-correct = ✏️ Correct
desk-doubt-button-suggested = 💡 Take: { $text }
desk-doubt-button-leave-out = 🗑 Leave this row out
desk-doubt-button-later = ⏭ Next
desk-doubt-ask = { $answer ->
    [date] Write the date: “5–6 June”, “October”, “to be confirmed”.
    [schedule] Write the date and the place: “5 June 15:00, Minsk”.
    [city] Write the name of the city.
    [age] Write the age as a number: “860”.
   *[row] Write the whole row, separated by semicolons: “title; place; date; organisers”, for a city “city; age; date”.
} Changed your mind? /cancel
desk-doubt-not-understood = “{ $text }” was not understood. { $answer ->
    [date] A date of this year is needed: “5–6 June”, “October”.
    [schedule] A date and a place are needed: “5 June 15:00, Minsk”.
    [city] A city of the catalogue is needed.
    [age] A number of years is needed.
   *[row] Title; place; date; organisers are needed, separated by semicolons.
} Write it once more or send /cancel.

desk-losses-ask = ⚠️ <b>Check once more</b>
    By the document, { $what }. This happens when a document is misread.
    If all is right, write the word: <b>apply</b>. Changed your mind? /cancel
desk-losses-word = apply
desk-losses-no-word = The plan is not in force. If all is right, write the word “apply”. Changed your mind? /cancel

desk-applied = ✅ <b>The plan for { $year } is in force, edition { $edition }.</b>
desk-applied-told = { $count ->
    [0] There is no one to tell.
    [one] { $count } subscriber will be told within a few minutes.
   *[other] { GROUPED($count) } subscribers will be told within a few minutes.
}
desk-applied-silently = No one is told of anything.
desk-applied-button-undo = ↩️ Undo

desk-revisions = 🕘 <b>Changes of the plan and of cities in 30 days</b>
desk-revisions-none = Neither the plan nor a city has been changed in the last 30 days.
desk-revision-row = <b>{ $number }.</b> { $day }, { $time } · { $who }
    { $what }
desk-revision-what = { $action ->
    [plan-imported] Plan for { $year }, document “{ $file }”
    [plan-undone] Plan for { $year }: changes undone
   *[other] Plan for { $year }: an edit
}{ $undone ->
    [yes] { " " }(undone)
   *[no] { "" }
}
desk-revision-done = { $what }{ $undone ->
    [yes] { " " }(undone)
   *[no] { "" }
}
desk-revision-changes = Changes: { $count }
desk-revision-title = 🕘 <b>{ $day }, { $time }</b> · { $who }
desk-revision-button-file = 📎 Document
desk-revision-button-back = ← All changes
desk-revision-gone = This change cannot be undone: it is older than 30 days, undone already, or what was before cannot be brought back.
desk-revision-no-file = The document of this edition is not kept.
desk-undo-title = ↩️ <b>Undoing changes of the plan for { $year }</b>
desk-undo-several = All later changes of this year are undone with it, { $count } altogether.
desk-undo-empties = The plan for { $year } is withdrawn: there was none before this change.
desk-undo-nothing = Nothing changes in the plan.
desk-undo-untold = What has not been told yet will not be told.
desk-undo-told = { $count ->
    [0] No one has heard of these changes: there is no one to tell that they are undone.
    [one] The { $count } subscriber that was told of the change will be told that it is undone.
   *[other] The { GROUPED($count) } subscribers that were told of the change will be told that it is undone.
}
desk-undo-button = ↩️ Undo the changes
desk-undone = ↩️ <b>Undone: the plan for { $year } is as it was.</b>
desk-undone-empty = ↩️ <b>The plan for { $year } is withdrawn.</b>
desk-log-action-plan-undone = Changes undone: { $subject }
