# The log: who changed what.
# The words of an action are desk-log-action-<code>, of a field desk-log-field-<code>, of a value desk-log-value-<code>.

desk-log = 🗒 <b>Log</b>
desk-log-who = Who: <b>{ $name }</b>
desk-log-about = About: <b>{ $name }</b>
desk-log-empty = { $narrowed ->
    [1] No entries match this filter.
   *[0] No entries yet.
}
desk-log-head = <b>{ $day }, { $time }</b> · { $who }
desk-log-detail = • { $text }
desk-log-more = …and { $count } more (all are in the file)
desk-log-fact = { $field }: { $value }
desk-log-fact-changed = { $field }: { $before } → { $after }
desk-log-quiet = { $published ->
    [1] { $name } came out
   *[0] { $name }: number, organisers, note or card
}
desk-log-nothing = empty
desk-log-bool = { $on ->
    [1] yes
   *[0] no
}
desk-log-erased = data deleted
desk-log-command-line = Command line
desk-log-subject = { $kind ->
    [plan] Plan { $name }
    [bulletin] Issue of { $name }
    [event] “{ $name }”
   *[other] { $name }
}

desk-log-action = { $code }: { $subject }
desk-log-action-plan-imported = Document imported: { $subject }
desk-log-action-plan-edited = Edited: { $subject }
desk-log-action-city-day-set = City Day set: { $subject }
desk-log-action-city-day-reset = City Day no longer set: { $subject }
desk-log-action-bulletin-approved = Bulletin approved: { $subject }
desk-log-action-bulletin-skipped = Bulletin skipped: { $subject }
desk-log-action-editor-named = Editor added: { $subject }
desk-log-action-editor-rights = Editor’s rights changed: { $subject }
desk-log-action-editor-dismissed = Editor removed: { $subject }
desk-log-field-edition = edition
desk-log-field-events = events
desk-log-field-file = file
desk-log-field-first-day = first day
desk-log-field-last-day = last day
desk-log-field-edit-plan = change the plan
desk-log-field-send = write to readers
desk-log-value-planned = as planned
desk-log-value-moved = moved
desk-log-value-cancelled = cancelled

desk-log-people = Whose entries?
desk-log-subjects = Entries about what?
desk-log-button-people = 👤 Who
desk-log-button-subjects = 📌 About
desk-log-button-all = ✖️ Show all
desk-log-button-file = 📄 .csv file
desk-log-button-back = ← Log
desk-log-unknown = Neither an event nor a city was found: “{ $text }”. Write the number in the plan, words from the title, or a city.
desk-log-nothing-to-send = There are no entries, the file would be empty.
desk-log-file = { $count ->
    [one] 🗒 Log: { $count } entry.
   *[other] 🗒 Log: { $count } entries.
}
desk-log-file-delimiter = ,
desk-log-column = { $column ->
    [at] When
    [who] Who
    [id] id
    [what] What was done
    [subject] About
    [before] Before
   *[after] After
}
