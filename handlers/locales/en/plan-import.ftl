# What was read of a plan, and putting it in force.

plan-read-summary = { $year }{ $draft ->
    [yes] , draft
   *[no] { "" }
  }: { $events ->
    [one] { $events } event
   *[other] { $events } events
  }, { $jubilees ->
    [one] { $jubilees } jubilee
   *[other] { $jubilees } jubilees
  }, { $days ->
    [one] { $days } city day
   *[other] { $days } city days
  }
plan-read-kind = { $kind ->
    [own] the Assembly's event
    [participation] participation
    [partner] partners' event
   *[activity] standing work
}
plan-read-status = { $status ->
    [cancelled] cancelled
    [moved] moved
   *[planned] { "" }
}
plan-read-no-date = no date
plan-read-invalid = “{ $raw }”: there is no such date
plan-read-days = { $raw } [{ $start }]
plan-read-span = { $raw } [{ $start } … { $end }]
plan-read-until = { $raw } [… { $end }]
plan-read-jubilees = Jubilees of cities
plan-read-city-days = City days
plan-read-approximate = approximate
plan-read-footnotes = Footnotes
plan-read-warnings = Warnings: { $count }
plan-read-no-warnings = No warnings.
plan-read-unread = Not understood: { $count }
plan-doubts = Held against the catalogue and other plans: { $count }
plan-no-doubts = Held against the catalogue and other plans: nothing differs.
plan-changes-first = There was no plan for { $year } yet.
plan-changes-none = It does not differ from the plan in force for { $year }.
plan-changes = Changes against the plan in force for { $year }: { $count }
plan-change-kind = { $kind ->
    [new] new
    [removed] gone
    [cancelled] cancelled
    [restored] restored
    [moved] moved
    [relocated] another place
    [renamed] renamed
    [renumbered] another number
    [edited] edited
    [city_added] city added
    [city_removed] city gone
    [city_moved] city day moved
   *[city_age_changed] another age
}
plan-change-row = { $kind }: { $what }
plan-change-row-turn = { $kind }: { $what }: { $before } → { $after }
plan-import-known = The plan for { $year } is in force from this very document. Nothing has changed.
plan-import-ask = Put the plan for { $year } in force?
plan-import-left = The plan was not put in force.
plan-import-done = The plan for { $year } is in force, revision { $revision }.
plan-list-row = { $summary }; edition { $edition }, { $source }
