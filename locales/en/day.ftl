# The day and the queue.

# -- close-day --
help-close-day = Close the day: make the queue of the next working day, and seal the book
help-close-day-for = The day to close (default: today)
day-closed = { $closed } is closed.
day-unchanged = { $closed } was closed already, and nothing is new: nothing was changed.
day-queue-made = Queue for { $next } (list { $generation }): { $queued ->
    [one] { $queued } call
   *[other] { $queued } calls
} out of { $cases ->
    [one] { $cases } case
   *[other] { $cases } cases
}.
day-left-out = Left out: { $parts }.
day-left-out-part = { $cases } { $reason }
day-promises = Promises settled since the last close: { $kept } kept, { $partly } partly kept, { $broken } broken.
day-orphans = { $orphans } cases with something overdue are neither listed nor left out. Please report this: it must not happen.
day-seal = Seal { $seal }. Keep a copy of it elsewhere: without one it proves nothing.
day-progress = { $done } of { $total } cases, { $rate } a second, { $left } s left.
day-not-yet = { $day } has not come yet. Close it when it is over.
day-closed-later = { $last } is closed already, so { $day } cannot be closed any more. One close covers all days before it.
day-being-closed = { $who } is closing the day: { $done } of { $total } cases done. Work goes on meanwhile; the new list appears when it is whole.
day-stopped = The close was stopped. The list stays as it was; start it again whenever you like.

# -- queue --
help-queue = Show the calls of the day in order, each with the reason it is there
help-queue-day = The day of the list (default: today, else the next working day)
help-queue-collector = Only the list of this person
help-queue-limit = At most so many lines (default: 50; all of them with --json)
help-queue-why = Show the points of every line
help-queue-view = Only the lines of a saved view, in its order
help-queue-filter = Only these lines: words, segment:, type:, status:, action:, amount>, score>, days>, sort:-amount
view-unknown = { $known ->
    [none] There is no view yet. Save one in the workstation: / and a line, then v.
   *[other] There is no view “{ $name }”. There are: { $known }.
}
help-queue-excluded = Show what was left out too, and until when
help-queue-known-at = As it was known at this moment: the list is made again from what was known then
day-queue-title = Queue for { $day } - list { $generation }, made on { $planned } at { $time } with the card { $card }: { $total ->
    [0] no call
    [one] { $total } call
   *[other] { $total } calls
}
day-queue-of = Queue of { $collector } for { $day } - list { $generation }, made on { $planned } at { $time } with the card { $card }: { $total ->
    [0] no call
    [one] { $total } call
   *[other] { $total } calls
}
day-queue-instead = No list was made for { $day }; this is the newest one, for { $shown }.
day-queue-again = The list of { $day } made again, as things were known on { $moment }.
day-queue-empty = Nobody to call. See who was left out, and until when: relance queue --excluded
day-no-queue = There is no list for { $day }. Make one: relance close-day
day-queue-more = { $more ->
    [one] { $more } more line
   *[other] { $more } more lines
}: relance queue --limit N
day-line-done = done
day-line-moved = { $kind }: { $because }
day-days-late = { $days } d
day-score = { $score ->
    [one] { $score } point
   *[other] { $score } points
}
day-excluded-title = Left out: { $cases ->
    [one] { $cases } case
   *[other] { $cases } cases
}
day-excluded = { $reason }, until { $until }
help-queue-progress = Tell progress as lines of JSON on standard error, for a program that reads along
help-queue-what-if = Nothing is written: the next lists as FILE (card, order, capacity, minimum …) would make them, beside today's
help-replay = Play the book's own past day by day under several orders
help-replay-from = The first day
help-replay-to = The last day
help-replay-calls = Calls a day (default: 3)
help-replay-reach = Assumed: a call reaches the debtor (default: 35 %)
help-replay-settle = Assumed: a debtor who was reached settles what is overdue (default: 60 %)
help-replay-within = … within so many days (default: 3)
help-replay-runs = How often the days are played (default: 60)
help-replay-seed = What chance begins from (default: 1)
replay-backwards = The last day lies before the first.
replay-empty = Nothing was overdue on any working day of these. Try other days, or import more of the past.
replay-too-long = That is too much to play at once: fewer days, please.
replay-stopped = The replay was stopped; nothing was written. Fewer days take less time.
replay-title = { $from } to { $to } with the card { $card }: { $days } days with { $lines } lines, { $risk } at risk, the first { $calls } of each day
replay-model = Late money-days removed, if a call reaches { $reach } % and a debtor who was reached settles within { $within } days in { $settle } %; no call for { $reached } days after one that reached, for { $missed } after one that did not; mean of { $runs } runs.
replay-head-order = Order
replay-head-cash = At-risk cash reached
replay-head-needless = Needless calls
replay-head-removed = Late money-days removed
replay-order-index = by the index
replay-order-oldest = oldest first
replay-order-biggest = biggest first
replay-order-random = random
replay-order-best = best possible, knowing the future
what-if-title = Lists for { $day }: as things are (card { $now }), and as they would be (card { $then })
what-if-moves = Calls that would change: { $moves }; others that only change their rank: { $shifted }
what-if-head-list = List
what-if-head-calls = Calls
what-if-head-minutes = Minutes
what-if-head-gain = Expected gain
what-if-head-beyond = Not today
what-if-now = now
what-if-then = then
what-if-nobody = nobody's
what-if-today = { $rank } of { $who }
what-if-beyond = { $rank } of { $who }, not today
day-was-listed = { $text } (was in the list before)

# The screen that tries other numbers.
what-if-beside = The lists of { $day } as they are (card { $now }) and as { $file } would have them (card { $then })
what-if-asking = The lists are being made under the other numbers …
what-if-stop = Esc stops it; nothing is written either way.
what-if-why = See who would be called, by whom and for how much, before anything is changed.
what-if-ask = Enter asks for a file.
what-if-trouble = The lists could not be made
what-if-failed = { $detail }
what-if-not-here = This book has no file of its own that another run of the program could read.
what-if-more-lists = … and { $count } more lists
