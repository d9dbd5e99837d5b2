# What is said about a plan document that was read: one sentence for every warning and every refusal.
# $list is events, jubilees or city_days; $row is the number printed in that list.

plan-reading-row = { $list ->
    [jubilees] round anniversaries, no. { $row }
    [city_days] City Days, no. { $row }
   *[events] row { $row }
}
plan-reading-list = { $list ->
    [jubilees] jubilee
    [city_days] city-day
   *[events] event
}
plan-reading-numbers = { $list ->
    [jubilees] round anniversaries
    [city_days] City Days
   *[events] events
}
plan-reading-first = { $first_list ->
    [jubilees] jubilee list
    [city_days] city-day list
   *[events] row { $first_row }
}
plan-reading-second = { $second_list ->
    [jubilees] jubilee list
    [city_days] city-day list
   *[events] row { $second_row }
}
plan-reading-usual = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
plan-reading-usual-last = { $last_day } { $last_month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}

plan-warning-rows-out-of-order = rows { $first }-{ $second } are not in date order
plan-warning-cities-out-of-order = { $count ->
    [one] { $city } ({ $date }) stands
   *[other] { $cities } and { $city } ({ $date }) stand
} after { $after } ({ $after_date })
plan-warning-number-missing = { plan-reading-numbers }: no. { $row } is missing after no. { $after }
plan-warning-number-repeated = { plan-reading-numbers }: no. { $row } appears twice
plan-warning-title-missing = row { $row } has no title and was not read as an event (“{ $text }”)
plan-warning-line-unread = line { $line } of the document was not understood: { $text }
plan-warning-column-unread = the column “{ $column }” was not read
plan-warning-column-guessed = the heading “{ $column }” of a column is unknown; by its content it was read as { $role ->
    [title] the title
    [place_and_when] place and date
   *[when] the date
  }
plan-warning-row-continues = row { $row }: the row “{ $text }” without a number was joined to it; it may be an event of its own
plan-warning-heading-assumed = line { $line } of the document has no number and no date and was taken for the heading of a section: “{ $text }”
plan-warning-sum-row = line { $line } of the document only sums up and was left out: “{ $text }”
plan-warning-extra-cell = { plan-reading-row }: “{ $text }” is beyond the last column and was not read
plan-warning-odd-number = the number “{ $row }” was not understood; its row was read as an event: “{ $text }”
plan-warning-status-unclear = { plan-reading-row }: it is not clear what became of the event (“{ $text }”)
plan-warning-struck-text = { plan-reading-row }: struck-out text was left out (“{ $text }”)
plan-warning-date-columns-differ = { plan-reading-row }: the columns name different dates (“{ $text }”)
plan-warning-year-differs = the title names { $printed }, but the plan was read as the plan for { $year }
plan-warning-several-organiser-groups = row { $row } has several groups of organisers but one title; it was not split (“{ $text }”)
plan-warning-no-date = { plan-reading-row }: no date is given (“{ $text }”)
plan-warning-invalid-date = { plan-reading-row }: the date “{ $text }” is wrong or ambiguous; it was kept as printed
plan-warning-date-outside-heading = { plan-reading-row }: the date “{ $text }” does not fit the heading “{ $heading }” above the row
plan-warning-unread-words = { plan-reading-row }: “{ $text }” was not understood; check the date and the place
plan-warning-weekday-mismatch = { plan-reading-row }: in “{ $text }” the weekday does not match the date
plan-warning-date-outside-year = { plan-reading-row }: the date “{ $text }” is not in { $year }
plan-warning-unknown-city = { plan-reading-row }: “{ $city }” is not in the list of cities
plan-warning-city-under-two-names = { $first } ({ plan-reading-first }) and { $second } ({ plan-reading-second }) are one city
plan-warning-no-age = { plan-reading-row }: { $city } has no age
plan-warning-not-multiple-of-5 = { plan-reading-row }: { $city } is among the round anniversaries, but its age { $age } is not a multiple of 5
plan-warning-in-both-lists = { $city } is in both the list of round anniversaries and the list of City Days
plan-warning-twice-in-list = { plan-reading-row }: { $city } is in this list twice
plan-warning-footnote-mark-without-text = footnote mark «{ $mark }» on the { plan-reading-list } heading has no text of its own
plan-warning-footnote-without-mark = no heading refers to the footnote “{ $text }”; it was applied to both city lists
plan-warning-footnote-ref-misread = { $list } (printed as «{ $mark }», read as the same mark)
plan-warning-city-proposal = “{ $printed }” may be { $city }
plan-warning-date-differs-from-rule = { plan-reading-row }: the plan gives { $city } the date { $date }, its usual City Day is { plan-reading-usual }
plan-warning-date-outside-window = { plan-reading-row }: the plan gives { $city } the date { $date }, its City Day usually falls between { plan-reading-usual } and { plan-reading-usual-last }
plan-warning-age-differs-from-plan = { plan-reading-row }: the plan gives { $city } the age { $age }, by the { $year } plan it is { $expected }
plan-warning-age-differs-from-founding = { plan-reading-row }: the plan gives { $city } the age { $age }, by its known founding it is { $expected }
plan-warning-hand-edit-differs = { plan-reading-row }: { $field ->
    [when] the date was corrected by hand (“{ $before }”), the document has “{ $after }”
    [time] the time was corrected by hand ({ $before }), the document has { $after }
    [place] the place was corrected by hand (“{ $before }”), the document has “{ $after }”
    [title] the title was corrected by hand (“{ $before }”), the document has “{ $after }”
    [organisers] the organisers were corrected by hand (“{ $before }”), the document has “{ $after }”
   *[status] the event was kept in the plan by hand, the document cancels it
}; the document’s version will be used
plan-warning-hand-cancellation-kept = { plan-reading-row }: “{ $text }” was cancelled by hand, the document does not cancel it; it will stay cancelled
plan-warning-hand-added-kept = “{ $text }” was added by hand and is not in the document; it will stay in the plan
plan-warning-hand-city-day-kept = { plan-reading-row }: { $city }, the document has the City Day on { $date }, the secretariat has set { plan-reading-usual }; the set day will stay

plan-unreadable-missing = The file { $found } does not exist or cannot be read.
plan-unreadable-empty = The document is empty.
plan-unreadable-too-large = The document is too large: up to { $expected } MB can be read, and it has { $found } MB.
plan-unreadable-too-long = The document is too long: up to { $expected } lines can be read, and it has { $found }.
plan-unreadable-too-many-pages = The document is too long: up to { $expected } pages can be read, and it has { $found }.
plan-unreadable-unsupported = Files such as { $found } cannot be read: save the document as .docx or .xlsx. These can be read: { $expected }.
plan-unreadable-scanned = The document holds pictures of pages and no text: save the plan as .docx or .xlsx.
plan-unreadable-not-certain = The table of this document cannot be read with certainty: save the plan as .docx or .xlsx.
plan-unreadable-wrong-type = The content of the file is not what its name says: it is { $found ->
    [word] a Word document
    [excel] an Excel table
    [open-document] a LibreOffice document
    [old-office] a Word or Excel document of the old format or with a password
    [macros] a document with macros
    [pdf] a PDF document
    [rtf] an RTF document
    [picture] a picture
    [web-page] a web page
    [archive] an archive
    [text] plain text
   *[other] neither a document nor a table
}; save the document as .docx or .xlsx.
plan-unreadable-broken = The document is damaged and cannot be opened.
plan-unreadable-too-heavy = The document takes too much time or memory to read.
plan-unreadable-not-text = The document is not text in a known encoding. Expected: { $expected }.
plan-unreadable-no-table = No table of events was found. Expected a header such as “{ $expected }”; found: { $found }.
plan-unreadable-no-rows = The table of events has no numbered row. Expected: { $expected }; found: { $found }.
plan-unreadable-no-year = The title does not say which year the plan is for. Expected: “{ $expected }”; found: { $found }.
plan-unreadable-several-years = The title names several years. Expected: one; found: { $found }.
