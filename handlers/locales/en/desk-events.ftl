# The secretariat's desk: finding and editing events.

desk-title = 🗂 <b>Secretariat desk</b>
desk-choose = Choose a plan to edit or add an event, or “Cities” to change the card of a city. To find an event at once: <code>/desk forum</code> or <code>/desk 12</code>.
desk-without-plans = There are no plans yet: send a document. Cities can be edited without a plan.
desk-button-plan = 📋 Plan for { $year }
desk-button-cities = 🏙 Cities
desk-button-desk = ← The desk
desk-button-search = 🔎 Find
desk-button-add = ➕ Add
desk-button-back-to-plan = ← To the plan
desk-no-plan = There is no plan for { $year } yet: send the document first.
desk-plan-title = 🗂 <b>Plan for { $year }</b>, { $count ->
    [one] { $count } event
   *[other] { $count } events
}. Which one would you like to edit?
desk-row-number = No. { $number } in the plan
desk-found = 🔎 { $count ->
    [one] { $count } event found
   *[other] { $count } events found
}. Which one would you like to edit?
desk-found-first = 🔎 The first { $count } are shown, the best matches. If yours is not here, add a word from its title.
desk-ask-search = Write the number of the event in the plan for { $year }, or words from its title, place or organisers.
desk-nothing-found = Nothing in the plan matches “{ $text }”. Try another number or word from the title.

desk-what-to-edit = What would you like to edit?
desk-by-hand = ✍️ Entered by hand: { $fields }
desk-by-hand-when = date
desk-by-hand-time = time
desk-by-hand-place = place
desk-by-hand-title = title
desk-by-hand-organisers = organisers
desk-by-hand-kind = kind
desk-by-hand-status = status
desk-by-hand-added = the whole event
desk-button-when = 📅 Date
desk-button-time = 🕒 Time
desk-button-place = 📍 Place
desk-button-title = ✏️ Title
desk-button-organisers = 👥 Organisers
desk-button-link = 🔗 Link
desk-button-description = 📝 Description
desk-button-files = 📎 Files
desk-button-registration = ⏳ Registration
desk-button-kind = 🏷 Whose event
desk-button-of-kind = { $kind ->
    [own] 🏛 Assembly event
    [participation] 🤝 Participation
   *[partner] 🌐 Partners’ event
}
desk-button-confirm = ✅ Confirm
desk-button-unconfirm = ↩️ Take the confirmation back
desk-button-cancel = ❌ Cancel the event
desk-button-restore = ♻️ Restore to the plan
desk-button-card = 👁 Card
desk-button-more = ✏️ Edit more
desk-button-remove-file = ❌ Remove: { $name }

desk-which-place = <b>{ $title }</b>
    The event has several places or dates. Which one would you like to edit?
desk-ask-about = <b>{ $title }</b>
desk-ask-now = Now: { $value }
desk-ask-when = Write the new date, with a time if you like: “5 June 15:00”, “5–7 June”, “October”, “Q2”, “to be confirmed”.
desk-ask-time = Write the local time: “15:00” or “10:00–12:30”. To remove the time, send “-”.
desk-ask-place = Write the city and, after a comma, the venue, as readers will see them: “Минск, Дворец Республики”. To remove the place, send “-”.
desk-ask-kind = Whose event is it?
desk-ask-title = Write the new title, in Russian as in the plan.
desk-ask-organisers = Write the organisers, separated by commas. To remove them all, send “-”.
desk-ask-link = Send the button’s label and the address: “Register — https://forum.by”. To remove the link, send “-”.
desk-ask-description = Write a description for the card. To remove it, send “-”.
desk-ask-files = Send a picture or a file of up to 20 MB. An event can have up to { $most } files. The first picture becomes the picture of the card.
desk-ask-registration = Write the last day of registration: “1 June”. To remove it, send “-”.
desk-ask-cancel = Changed your mind? /cancel
desk-ask-new-event = Write the event in one message, in Russian as in the plan, its parts separated by commas: “5 июня 15:00, Минск, Форум столиц, организатор МАГ”. It will be added to the plan for { $year }.

desk-proposal = <b>What readers will see:</b>
desk-proposal-new = <b>A new event. What readers will see:</b>
desk-proposal-outrun = ⚠️ The event was changed while you were deciding. Please check once more.
desk-proposal-link = Button “{ $label }”: { $url }
desk-proposal-files = { $count ->
    [one] File
   *[other] Files
}: { $names }
desk-proposal-kind = 🏷 Was: { $before }. Becomes: { $after }. From now on the followers of that kind are reminded.
desk-hint-city = ⚠️ “{ $city }” is not in the list of cities: followers of cities will not hear of the event.
desk-hint-past = ⚠️ This date has already passed.
desk-hint-year = ⚠️ The date is not in { $year }, the year of the plan.
desk-proposal-untold = Readers will not be notified: only the card changes.
desk-proposal-nobody = There is no one to notify: no reader follows this, or it is all over.
desk-proposal-readers = <b>{ $count ->
    [one] { $count } subscriber will get this message:
   *[other] { $count } subscribers will get this message:
}</b>
desk-button-tell = ✅ Save and notify ({ $count })
desk-button-silent = 🔇 Save silently
desk-button-save = ✅ Save
desk-button-drop = ✖️ Leave as it was
desk-saved = ✅ Saved. { $how ->
    [told] { $count ->
        [one] { $count } subscriber will get
       *[other] { $count } subscribers will get
    } the message within five minutes; at night it will wait for the morning. Edits made meanwhile will come as one message.
   *[silent] Readers are not notified.
}
desk-dropped = All right, everything stays as it was.
desk-draft-gone = This edit is out of date. Open the event in /desk and make it again.
desk-event-gone = The event is no longer in the plan. The edit was not saved.
desk-event-changed = The event has just been changed. Open it in /desk and make the edit again.
desk-nothing-changes = It is already so: there is nothing to change.

desk-date-impossible = There is no such date, or it is ambiguous: “{ $text }”. Write, for example, “5 June 15:00”.
desk-date-unclear = This could not be read as a date: “{ $text }”. Write the date alone, such as “5 June 15:00”, “October” or “to be confirmed”.
desk-weekday-wrong = The weekday does not match the date: “{ $text }”. Check it and write it again.
desk-time-unclear = This could not be read as a time: “{ $text }”. Write, for example, “15:00” or “10:00–12:30”.
desk-time-of-moscow = The card shows local time. Write the time in { $city }, without “MSK”.
desk-place-gone = The event no longer has this place. Open the event in /desk again.
desk-place-unclear = This could not be read as a place: “{ $text }”. Write the city and, after a comma, the venue.
desk-title-unclear = A title needs words.
desk-organisers-unclear = The organisers could not be read. Write them separated by commas.
desk-link-unclear = The link could not be read. Send the whole address, such as https://forum.by/2027.
desk-link-several = Please send one link: the message has several.
desk-link-scheme = Such links cannot be opened. Use https, http, tg or an e-mail address.
desk-label-too-long = The button’s label is too long: { $length } characters, and { $longest } fit.
desk-registration-unclear = Please give one last day of registration, such as “1 June”. This could not be read: “{ $text }”.
desk-text-too-long = Too long: { $length } characters, and { $longest } fit.
desk-new-title = No title was found in the message. Write, for example: “5 июня 15:00, Минск, Форум столиц, организатор МАГ”.
desk-file-wanted = Please send a file or a picture. Changed your mind? /cancel
desk-file-too-large = The file is too large: { $most } MB at most.
desk-file-empty = The file is empty.
desk-file-unavailable = Telegram did not hand over the file. Please send it again.
desk-file-known = The event already has this file.
desk-too-many-files = An event can have up to { $most } files. Remove one, then send this one again.

# menu and log
command-desk = Edit an event: /desk forum
desk-help-desk = /desk forum — edit or add an event
desk-log-action-event-added = Event added: { $subject }
desk-log-action-event-edited = Event edited: { $subject }
desk-log-action-event-cancelled = Event cancelled: { $subject }
desk-log-action-event-restored = Event restored: { $subject }
desk-log-action-city-note-set = Note on a city: { $subject }
desk-log-action-city-name-added = City name added: { $subject }
desk-log-action-city-name-dropped = City name removed: { $subject }
desk-log-field-title = title
desk-log-field-when = date
desk-log-field-time = time
desk-log-field-place = place
desk-log-field-organisers = organisers
desk-log-field-kind = kind
desk-log-value-own = Assembly event
desk-log-value-participation = participation
desk-log-value-partner = partners’ event
desk-log-value-activity = ongoing work
desk-log-field-status = status
desk-log-field-link = link
desk-log-field-description = description
desk-log-field-files = files
desk-log-field-register-by = register by
desk-log-field-silent = readers not notified
desk-log-field-text = text
desk-log-value-confirmed = confirmed
