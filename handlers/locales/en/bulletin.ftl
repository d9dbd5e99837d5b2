# The weekly bulletin: issue, draft, sending, report.

bulletin-heading = 📰 <b>Assembly Bulletin · { $date }</b>
bulletin-date = { $day } { month-genitive } { $year }
bulletin-section = { $name ->
    [this-week] 📅 <b>This week</b>
    [next-week] 🗓 <b>Next week</b>
    [month] 🔭 <b>In the coming month</b>
    [changed] 🔁 <b>What has changed</b>
    [jubilees] 🎂 <b>Round anniversaries soon</b>
    [still-ahead] 📌 <b>As announced before</b>
    [quiet] 🍃 <b>A quiet week.</b> What comes next:
    [coming] ⏭ <b>What comes next</b>
   *[past] ✅ <b>Over the past week</b>
}
bulletin-more = …and { $count } more{ $section ->
    [past] { "" }
    [changed] : /plan
   *[other] : /upcoming
}
bulletin-fact-jubilees = 💡 Cities with a round anniversary in { $year }: { $count }. The oldest is { $city }, { age }.
bulletin-fact-founding = 💡 { $city } counts its years from { $year }.
bulletin-until = { $when }, { $until }

bulletin-change = { $sign } { $name }: { $what }
bulletin-change-city-day = { $city }, City Day
bulletin-change-arrow = { $before } → { $after }
bulletin-change-open = to be confirmed
bulletin-change-ended = { $effect ->
    [cancelled] cancelled
   *[removed] removed from the plan
}{ $before ->
    [none] { "" }
   *[other] { " " }(earlier: { $before })
}
bulletin-change-renamed = formerly “{ $before }”
bulletin-change-in-plan = { $effect ->
    [restored] back in the plan, { $after }
   *[added] { $after }
}
bulletin-changes-counted = { $effect ->
    [added] 🆕 { $count ->
        [one] { $count } new item
       *[other] { $count } new items
    } in the plan: /plan
    [estimated] 📅 Estimated dates of City Days corrected ({ $count }): /upcoming
   *[set] 📅 Dates of City Days set ({ $count }): /upcoming
}

bulletin-none-yet = 📰 <b>Assembly Bulletin</b>
    The events of two weeks, changes to the plan and round anniversaries in one message. It comes out { $when } when there is something to report.

    There has been no issue yet. The first may come out on { $date }.
bulletin-older = ◀ { $date }
bulletin-newer = { $date } ▶
bulletin-subscribe = 📰 Subscribe to the bulletin
bulletin-at = { $weekday ->
    [0] on Mondays
    [1] on Tuesdays
    [2] on Wednesdays
    [3] on Thursdays
    [4] on Fridays
    [5] on Saturdays
   *[6] on Sundays
  } at { $hour }:00 { $zone }

bulletin-draft-title = 📝 <b>Draft of the bulletin</b>: { $date } at { $time } { $zone }
bulletin-draft-audience = { $count ->
    [0] The bulletin has no subscribers yet.
    [one] { $count } subscriber will get it.
   *[other] { $count } subscribers will get it.
  }
bulletin-draft-default = If you press nothing, the issue will go out on time as shown below.
bulletin-draft-approved = ✅ The issue is approved and will go out on time.
bulletin-draft-quiet = There is no news, so this is a quiet issue. There is at most one a month.
bulletin-draft-empty = 🔕 This issue will be skipped: there is nothing new for the next two weeks, and nothing changed in the last. { $reason ->
    [recent] It is too early for a quiet issue: the last one went out on { $date }.
    [told] What comes next was already in the issue of { $date }.
   *[unknown] Nothing later is known yet.
  }
    Add text, and the issue will go out on time.
bulletin-draft-preview = This is what readers will see:

bulletin-send-now = 🚀 Send now
bulletin-at-its-hour = ✅ Approve
bulletin-edit = ✏️ Add text
bulletin-skip = ⏭ Skip this issue
bulletin-back = ← Back
bulletin-send-confirm = { $count ->
    [0] The bulletin has no subscribers yet: the issue will be saved but sent to no one. Send it?
    [one] Send the issue now? { $count } subscriber will get it. It cannot be recalled.
   *[other] Send the issue now? { $count } subscribers will get it. It cannot be recalled.
  }
bulletin-send-yes = Yes, send
bulletin-accepted = 📤 The issue is being sent. We will report its progress and the result.
bulletin-skip-confirm = Skip the issue of { $date }? Subscribers will get no bulletin this week.
bulletin-skip-yes = Yes, skip
bulletin-skipped = ⏭ The issue of { $date } is skipped.
bulletin-text-not-text = Please send one text message. Changed your mind? /cancel
bulletin-too-late = This issue { $state ->
    [sending] is already going out
    [paused] is already going out
    [sent] has already gone out
    [skipped] has been skipped
   *[empty] is closed
  } and cannot be changed.
bulletin-nothing-yet = There is nothing to send yet: add text first.
bulletin-unknown = There is no such issue.

bulletin-sending = 📤 The bulletin of { $date } is going out: { $done } of { $total }.
bulletin-report-title = 📬 <b>The bulletin of { $date } has gone out</b>
bulletin-report-counts = Delivered: { $delivered }
    Blocked the bot: { $blocked }
    Not delivered: { $failed }
bulletin-report-unknown = Delivery not confirmed: { $unknown }
bulletin-report-left = Unsubscribed meanwhile: { $left }
bulletin-report-nobody = 📬 <b>The bulletin of { $date } is saved</b>
    There were no subscribers, so it was sent to no one. You can read it with /bulletin.
