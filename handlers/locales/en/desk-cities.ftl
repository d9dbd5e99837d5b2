# The secretariat's desk: cities.

desk-ask-city = Which city would you like to open? Write its name.
desk-which-city = Which of these cities?
desk-city-unknown = This city is not in the list of cities. Try another spelling. Changed your mind? /cancel
desk-city-day = 📅 { $year }: { $date }
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
desk-city-name-added = ✅ The city can now also be found as “{ $text }”.
desk-city-name-dropped = ✅ The name “{ $text }” has been removed.
desk-city-name-unclear = A name needs letters. Write it again. Changed your mind? /cancel
desk-city-name-known = { $city } can already be found by this name.
desk-city-name-taken = Another city has this name: { $city }.
desk-city-too-many-names = A city can have up to { $most } such names. Remove one first.
