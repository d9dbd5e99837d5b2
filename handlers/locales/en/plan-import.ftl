# The preview of a plan that was read, and its import.

plan-read-summary = { $year }{ $draft ->
    [yes] , draft
   *[no] { "" }
  }: { $events ->
    [one] { $events } event
   *[other] { $events } events
  }, { $jubilees ->
    [0] no round anniversaries
    [one] { $jubilees } round anniversary
   *[other] { $jubilees } round anniversaries
  }, { $days ->
    [0] no City Days
    [one] { $days } City Day
   *[other] { $days } City Days
  }
plan-read-kind = { $kind ->
    [own] Assembly event
    [participation] participation
    [partner] partners’ event
   *[activity] ongoing work
}
plan-read-status = { $status ->
    [cancelled] cancelled
    [moved] moved
    [confirmed] confirmed
   *[planned] { "" }
}
plan-read-no-date = no date
plan-read-invalid = “{ $raw }”: there is no such date
plan-read-days = { $raw } [{ $days }]
plan-read-until = { $raw } [… { $end }]
plan-read-jubilees = Round anniversaries of cities
plan-read-city-days = City Days
plan-read-approximate = approximate
plan-read-footnotes = Footnotes
plan-read-counts = Rows read: { $read }, doubtful: { $doubted }, not read: { $unread }
plan-doubts = Doubts: { $count }
plan-no-doubts = No doubts.
plan-doubts-accepted = Doubts accepted earlier and not shown: { $count }
plan-losses = The plan was not applied and no one was notified: { $what }. This happens when a document is misread, so compare it with the changes and doubts. If everything is right, repeat with --accept-losses.
plan-losses-events = { $count } of { $of } events are missing ({ $names }{ $more ->
    [yes] { " " }and others
   *[no] { "" }
  })
plan-losses-cities = { $count } of { $of } cities are missing ({ $names }{ $more ->
    [yes] { " " }and others
   *[no] { "" }
  })
plan-losses-lines = { $count } of { $of } numbered lines were not read
plan-changes-first = There was no plan for { $year } yet.
plan-changes-none = The document does not differ from the plan in force for { $year }.
plan-changes = Changes compared with the plan in force for { $year }: { $count }
plan-change-kind = { $kind ->
    [new] new
    [removed] removed
    [cancelled] cancelled
    [restored] restored
    [moved] moved
    [relocated] another place
    [renamed] renamed
    [renumbered] another number
    [edited] edited
    [city_added] city added
    [city_removed] city removed
    [city_moved] City Day moved
   *[city_age_changed] another age
}
plan-change-row = { $kind }: { $what }
plan-change-row-renamed = { $kind }: { $before } → { $after }
plan-change-row-turn = { $kind }: { $what }: { $before } → { $after }
plan-import-known = The plan for { $year } is already in force: the document says the same as the current edition. Nothing has changed.
plan-import-ask = Apply the plan for { $year }? [yes/no]
plan-import-yes = yes y
plan-import-no = no n
plan-import-ask-again = Answer “yes” or “no”
plan-import-whole = To see the whole plan row by row: --full.
plan-import-left = The plan was not applied.
plan-import-done = The plan for { $year } is in force, edition { $edition }.
plan-list-row = { $summary }; edition { $edition }, { $source }
plan-import-unanswered = The plan was not applied: the question was not answered. With --yes nothing is asked.
plan-import-outrun = The plan was not applied: the document or the plan in force changed before you answered. Look at the changes again.
plan-undo-what = Undoing the last change to the plan for { $year } ({ $at }):
plan-undo-ask = Undo this change to the plan for { $year }? [yes/no]
plan-undo-left = The plan has not changed.
plan-undo-done = Undone: the plan for { $year } is as it was before. Messages about the change that are still waiting will not be sent.
plan-undo-none = There is nothing to undo: no plan was changed in the last 30 days, or the state before it was not kept.
plan-undo-outrun = Nothing was undone: the plan was changed elsewhere before you answered. Run the command again.
plan-undo-unanswered = Nothing was undone: the question was not answered. With --yes nothing is asked.
plan-flag-row-split-into-events = the row was split into events
plan-flag-row-joined-across-page-break = the row was joined across a page break
plan-flag-compound-title = the title names two events
plan-flag-bullet-list = the title contains a list
plan-flag-label-without-colon = the organisers’ label has no colon
plan-flag-full-stop-as-separator = organisers are separated by a full stop
plan-flag-line-break-as-separator = organisers are separated by a line break
plan-flag-several-organiser-groups = several groups of organisers
plan-flag-unknown-city = the city is not in the list of cities
plan-flag-several-occurrences = several places or dates
plan-flag-invalid-date = there is no such date
plan-flag-unread-words = part of the date or place was not understood
plan-flag-hybrid = on site and online
plan-flag-weekday-mismatch = the weekday is wrong
plan-flag-date-outside-year = the date is not of this year
plan-flag-no-date = no date is given
plan-flag-age-word-mismatch = the age is misprinted
plan-age-misprinted = the age is misprinted: “{ $raw }”
plan-flag-no-age = no age is given
plan-flag-not-multiple-of-5 = the age is not a multiple of 5
plan-flag-in-both-lists = the city is in both lists
plan-flag-twice-in-list = the city is in the list twice
