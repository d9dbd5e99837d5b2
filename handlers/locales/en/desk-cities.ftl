# The secretariat's desk: cities.

desk-ask-city = Which city would you like to edit? Write its name.
desk-which-city = Which of these cities?
desk-city-unknown = There is no such city in the catalogue. Write another name or /cancel.
desk-city-day = 📅 { $year }: { $date }
desk-city-note = ℹ️ { $note }
desk-city-no-note = ℹ️ There is no note.
desk-city-names = 🔤 Also found by: { $names }
desk-city-no-names = 🔤 The secretariat has given no other names.
desk-button-city-day = 📅 City Day
desk-button-city-note = 📝 Note
desk-button-city-name = 🔤 Add a name
desk-ask-city-note = Write a note for the card of { $city }. To remove the note, send “-”.
desk-ask-city-name = Write another name by which to find { $city }.
desk-city-note-set = ✅ The note is saved: { $text }
desk-city-note-removed = ✅ The note is removed.
desk-city-name-added = ✅ The city is now found by the name “{ $text }”, too.
desk-city-name-dropped = ✅ The name “{ $text }” is removed.
desk-city-name-unclear = A name needs letters.
desk-city-name-known = { $city } is found by this name already.
desk-city-name-taken = Another city has this name: { $city }.
desk-city-too-many-names = A city can have up to { $most } such names. Remove one first.
