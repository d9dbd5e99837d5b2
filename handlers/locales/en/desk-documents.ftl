# A plan that is sent as a document, and the undoing of changes.

command-import = Load a plan from a document
command-revisions = Changes to the plan and cities in 30 days, and undoing them

desk-document-send = Send the plan as a document: .docx, .xlsx, .xls, .ods, .pdf, .csv or .txt. If the document is already in this chat, reply to it with /import.
desk-document-reading = ⏳ Reading “{ $name }”…
desk-document-still-reading = ⏳ “{ $name }” is a large document and takes a few more seconds…
desk-document-not-got = Telegram did not hand over the file. Please send it again.
desk-document-year = { $reason } Which year is this plan for?
desk-document-year-button = { $year }
desk-document-known = The plan for { $year } is already in force: the document says the same as the current edition. Nothing has changed.

desk-document = 📄 <b>Plan: { $name }</b>
desk-document-title = <b>{ $title }</b>
desk-document-doubts = 🧐 Doubts to settle: { $open } of { $all }
desk-document-no-doubts = 🧐 No doubts
desk-document-settled = 🧐 Doubts settled: { $corrected } corrected, { $accepted } left as is
desk-document-known-doubts = Accepted earlier and not shown: { $count }
desk-document-first = There was no plan for { $year } before.
desk-document-same = The document does not differ from the plan in force: only footnotes or the wording of dates differ.
desk-document-changes = 🔀 <b>Changes: { $count }</b>
desk-document-change-count = { $kind }: { $count }
desk-document-reach = { $count ->
    [0] 🔔 There is no one to notify.
    [one] 🔔 { $count } subscriber will get a message.
   *[other] 🔔 { GROUPED($count) } subscribers will get a message.
}
desk-document-by-hand = ✍️ What was entered by hand stays with { $count ->
    [one] { $count } event
   *[other] { GROUPED($count) } events
}.
desk-document-losses = ⚠️ { $what }. This happens when a document is misread.
desk-document-outrun = ❗️ The plan was changed while you were looking. It has been compared again: please check once more.
desk-document-button-doubts = 🧐 Settle the doubts ({ $count })
desk-document-button-changes = 🔀 Changes ({ $count })
desk-document-button-rest = Leave everything as is
desk-document-button-reset = Settle the doubts again
desk-document-button-apply = { $count ->
    [0] ✅ Apply the plan
   *[other] ✅ Apply and notify ({ $count })
}
desk-document-button-silently = 🔇 Apply silently
desk-document-button-drop = ✖️ Discard
desk-document-button-back = ← To the document
desk-document-dropped = “{ $name }” has been discarded. The plan has not changed.
desk-document-gone = This document is no longer open: it has been applied or discarded, or came too long ago. Please send it again.
desk-document-open-doubts = First decide what to do with the doubts.

desk-change-hour = another time
desk-changes-title = 🔀 <b>Changes to the plan for { $year }: { $count }</b>
desk-changes-group = <b>{ $kind }</b>
desk-changes-row = • { $what }
desk-changes-row-turn = • { $what }: { $before } → <b>{ $after }</b>
desk-changes-row-renamed = • { $before } → <b>{ $after }</b>

desk-doubt-title = 🧐 <b>Doubt { $number } of { $count }</b>
desk-doubt-row = Read as:
desk-doubt-corrected = ✅ <b>Corrected.</b>
desk-doubt-gone = This doubt has already been settled.
desk-doubt-button-accept = ✅ Leave as is
desk-doubt-button-kind = ✅ And all others like it ({ $count })
desk-doubt-button-correct = ✏️ Correct
desk-doubt-button-suggested = 💡 Use: { $text }
desk-doubt-button-leave-out = 🗑 Leave this row out
desk-doubt-button-later = ⏭ Next
desk-doubt-ask = { $answer ->
    [date] Write the date: “5–6 June”, “October”, “to be confirmed”.
    [schedule] Write the date and the place: “5 June 15:00, Minsk”.
    [city] Write the name of the city.
    [age] Write the age as a number: “860”.
   *[row] Write the whole row, separated by semicolons: “title; place; date; organisers”; for a city: “city; age; date”.
} Changed your mind? /cancel
desk-doubt-not-understood = “{ $text }” was not understood. { $answer ->
    [date] Please give a date in the year of the plan: “5–6 June”, “October”.
    [schedule] Please give a date and a place: “5 June 15:00, Minsk”.
    [city] Please give a city from the list of cities.
    [age] Please give a number of years.
   *[row] Please give, separated by semicolons: title; place; date; organisers.
} Write it again. Changed your mind? /cancel

desk-losses-ask = ⚠️ <b>Please check once more</b>
    The document may have been misread: { $what }.
    If everything is right, write the word <b>apply</b>. Changed your mind? /cancel
desk-losses-word = apply
desk-losses-no-word = The plan has not been applied. If everything is right, write the word “apply”. Changed your mind? /cancel

desk-applied = ✅ <b>The plan for { $year } is in force: edition { $edition }.</b>
desk-applied-told = { $count ->
    [0] There is no one to notify.
    [one] { $count } subscriber will get a message within a few minutes; at night it will wait for the morning.
   *[other] { GROUPED($count) } subscribers will get a message within a few minutes; at night it will wait for the morning.
}
desk-applied-silently = Readers are not notified.
desk-applied-button-undo = ↩️ Undo

desk-revisions = 🕘 <b>Changes to the plan and cities in 30 days</b>
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
desk-revision-gone = This change cannot be undone: it is older than 30 days, has been undone already, or what was before cannot be restored.
desk-revision-no-file = The document of this edition was not kept.
desk-undo-title = ↩️ <b>Undoing changes to the plan for { $year }</b>
desk-undo-several = All later changes to the same plan will be undone with it, { $count } in all.
desk-undo-empties = The plan for { $year } will be withdrawn: there was none before this change.
desk-undo-nothing = Nothing will change in the plan.
desk-undo-untold = Messages about the changes that are still waiting will not be sent.
desk-undo-told = { $count ->
    [0] No one was notified of the changes, so there is no one to notify of the undoing.
    [one] { $count } subscriber who was notified of the change will be notified of the undoing.
   *[other] { GROUPED($count) } subscribers who were notified of the change will be notified of the undoing.
}
desk-undo-button = ↩️ Undo the changes
desk-undone = ↩️ <b>Undone: the plan for { $year } is as it was before.</b>
desk-undone-empty = ↩️ <b>The plan for { $year } has been withdrawn.</b>
desk-log-action-plan-undone = Changes undone: { $subject }
