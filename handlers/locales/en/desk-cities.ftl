# The secretariat's desk: cities.

desk-ask-city = Which city would you like to open? Write its name.
desk-which-city = Which of these cities?
desk-city-unknown = This city is not in the list of cities. Try another spelling. Changed your mind? /cancel
desk-city-day = 📅 { $year }: { $date }{ $set ->
    [1] { " " }(set by the secretariat)
   *[0] { "" }
}
desk-city-note = ℹ️ { $note }
desk-city-no-note = ℹ️ No note.
desk-city-names = 🔤 Added names: { $names }
desk-city-no-names = 🔤 No names have been added.
desk-button-city-day = 📅 City Day
desk-button-city-note = 📝 Note
desk-button-city-name = 🔤 Add a name
desk-ask-city-note = 🏙 <b>{ $city }</b>: write a note for the card. To remove the note, send “-”.
desk-ask-city-name = 🏙 <b>{ $city }</b>: write another name by which to find this city.
desk-city-note-set = ✅ The note is saved: { $text }
desk-city-note-removed = ✅ The note has been removed.
desk-city-note-gone = This edit is out of date. Open the city in /desk and make it again.
desk-city-name-added = ✅ The city can now also be found as “{ $text }”.
desk-city-name-dropped = ✅ The name “{ $text }” has been removed.
desk-city-name-unclear = A name needs letters. Write it again. Changed your mind? /cancel
desk-city-name-known = { $city } can already be found by this name.
desk-city-name-taken = Another city has this name: { $city }.
desk-city-too-many-names = A city can have up to { $most } such names. Remove one first.

# undoing, and taking a set day back
desk-undo-city-title = ↩️ <b>{ $city }: undoing brings this back</b>
desk-undo-city-several = All later changes to the same thing will be undone with it, { $count } in all.
desk-undo-city-day = City day: <b>{ $date }</b>{ $approximate ->
    [1] { " " }(approximate)
   *[0] { "" }
}
desk-undo-city-no-day = City day: no date is known.
desk-undo-city-text = { $fact ->
    [name] { $set ->
        [1] The city is found by the name “{ $text }” again.
       *[0] The city is no longer found by the name “{ $text }”.
    }
   *[note] { $set ->
        [1] Note: { $text }
       *[0] There is no note.
    }
}
desk-undo-city-untold = Readers are not told of this.
desk-undone-city = ↩️ <b>{ $city }: the change is undone.</b>
desk-log-action-city-day-undone = Change of a city day undone: { $subject }
desk-log-action-city-note-undone = Change of a note undone: { $subject }
desk-log-action-city-name-undone = Change of city names undone: { $subject }
desk-button-day-reset = ↩️ Take back the set day: { $year }
desk-day-reset = ↩️ <b>{ $city }: take back the set day, { $year }</b>
desk-day-reset-now = Now: { $date }
desk-day-reset-then = Afterwards. { $day }
desk-day-reset-reach = { $count ->
    [0] There is no reader to tell.
    [one] { $count } subscriber will be told.
   *[other] { GROUPED($count) } subscribers will be told.
}
desk-button-day-reset-tell = { $count ->
    [0] ↩️ Take back
   *[other] ↩️ Take back and tell ({ $count })
}
desk-button-day-reset-silent = 🔇 Take back silently
desk-day-reset-done = ✅ <b>{ $city }: the set day is taken back, { $year }.</b>
desk-day-reset-unset = The city has no set day for this year: it has been taken back already.
desk-city-outrun = ⚠️ The city was edited while you were deciding. Please check once more.
