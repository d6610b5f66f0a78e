# Why something asked for was not done: what happened, what to do. Nothing was recorded when one of these is said.

refusal-no-such-case = There is no case { $case }. Look for it by name or reference.
refusal-no-such-entry = { $entry } is not on this case. Choose it from the list of the case.
refusal-no-such-person = Nobody here is called { $login }. Those who work here: relance people
refusal-case-merged = This case was merged into { $case }. Work on that one.
refusal-stale = { $by ->
    [none] The amounts changed while you were typing. Look again, then record.
   *[other] { $by } changed this case while you were typing. Look again, then record.
}
refusal-amount-not-positive = The amount must be above zero.
refusal-above-open = This is more than what is open: { $open }. Lower the amount.
refusal-batch-rests-on-it = Batch { $batch } gave lines of this one to their debtors. Nothing was taken back. Take that one back first: relance batches --undo { $batch }.
refusal-beyond-line = Only { $left } of this bank line is left to give. Nothing was recorded. Lower the amount, or undo what somebody else was given.
refusal-above-undisputed = Only { $free } of invoice { $number } can still be disputed. Lower the amount.
refusal-rejected-before = The same was contested on this invoice and rejected on { $day }. Reopen that dispute with a reason, or record a refusal to pay.
refusal-above-authority = You may credit { $max } at most. Propose the credit: a supervisor decides.
refusal-not-decided = This dispute is not decided yet. Decide it first.
refusal-reopened-once = This dispute was reopened once already. If the debtor still refuses, record a refusal to pay.
refusal-credit-note-awaited = An accepted dispute is closed by its credit note. Import the credit note.
refusal-nothing-open = Nothing is open in this currency. Choose another.
refusal-no-point = This is neither a phone number nor an e-mail address. Write the whole number.
refusal-parts-differ = The parts add up to { $parts }, which is not the amount. Correct one or the other.
refusal-day-in-the-past = { $day } has passed. Choose a day to come.
refusal-day-in-the-future = { $day } has not come yet. Choose today or a day before.
refusal-beyond-terms = Too late a day: the last one allowed is { $last }.
refusal-over-limit = Beyond what anyone may accept: { $limit }. Agree on something else.
refusal-nothing-to-approve = Nothing in act { $act } waits for approval. Look at the promises of the case.
refusal-too-many = Too many: { $most } at most. Take fewer.
refusal-already-settled = It is settled already. Nothing is left to decide.
refusal-already-undone = This was undone or moved already.
refusal-others-rest-on-it = Something recorded later rests on this ({ $act }). Undo that first.
refusal-cannot-merge = These two cases cannot be merged: one is merged already, holds merged cases, or it is the same case.
refusal-not-merged = This case is not merged into another.
refusal-not-allowed = { $names ->
    [none] Your role does not allow this. Ask a { $ask }.
   *[other] Your role does not allow this. Ask a { $ask }: { $names }.
  }
refusal-not-your-team = This case is { $holder }'s, of another team. Ask their supervisor.
refusal-too-many-instalments = You may agree { $most } instalments at most. Fewer, or let a supervisor record the plan.
refusal-contact-blocked = A rule for contacts blocks this one, and only a { $ask } may set it aside. Nothing was recorded; what is typed is kept.
refusal-already-asked = { $by } has already asked for this contact, and nobody has answered yet. Wait for the answer, or speak to a supervisor.
refusal-nothing-said = There is nothing to record yet. Write or choose something first.
refusal-too-long = The text is too long: at most { $max } characters. Shorten it.
refusal-read-only = The book is open for reading only. Nothing was recorded.
refusal-clock-behind = The clock stands before the last entry of this case ({ $last }). Set the clock right, then record.
refusal-held-by-other = { $login } is working on this case. You can look at it, not record.

# -- whose a bank line is --
reconcile-proposal = { $certainty }: { $why }
reconcile-proposal-for = { $certainty }: { $why } ({ $invoices })
reconcile-proposal-back = { $certainty }: { $why } (takes back the payment of { $day })
reconcile-proposal-back-for = { $certainty }: { $why } (takes back the payment of { $day } for { $invoices })
bank-fee = plus a bank fee of { $fee } (not owed)
match-number = its invoice number stands in the text
match-recorded = a payment of this amount was recorded by hand
match-exact-invoice = exactly what one of its invoices has open
match-exact-promise = exactly what it promised
match-exact-set = exactly the sum of some of its invoices
match-payer-account = it paid from this account before
match-payer-reference = its reference stands in the text
match-payer-name = the payer bears its name
match-amount = the amount alone
match-mandate = it was collected under the same mandate
match-end-to-end = it bears the reference of that payment
certainty-certain = certain
certainty-likely = likely
certainty-possible = possible
tray-why = { $sure }: { $why }
tray-why-shared = has this number or address, as others have
tray-why-domain = has addresses of this domain
tray-why-called = is called the same

right-record = record on a case
right-correct = take back or move an act
right-merge = merge and part cases
right-assign = give files to others
right-approve = approve beyond limits
right-override-rule = contact against a rule, with a reason
right-write-off = write off
right-import = bring files in
right-close-day = close the day
right-manage-people = name people and rights
right-change-card = choose the score card
reach-nothing = –
reach-own = own files
reach-team = team
reach-book = whole book

desk-title = Team of { $day }
desk-nobodys = (nobody's)
desk-now = { $span } { $name }
desk-load = { $load } of { $hours }
desk-beyond = { $count ->
    [one] One call of today does not fit into the hours ({ $value }).
   *[other] { $count } calls of today do not fit into the hours ({ $value }).
  }
desk-ahead = { $day }: { $count } calls, { $load }
desk-alert = { $name }: { $count ->
    [0] nothing
    [one] one case, { $overdue } overdue
   *[other] { $count } cases, { $overdue } overdue
  }
desk-alerts = Alerts
desk-alerts-none = No alert is set: [[alert]] in the book's config says when to be told.
desk-no-list = There is no list for this day yet: close-day makes it. What is done is shown all the same.
desk-away = away to { $day }
desk-head-who = who
desk-head-now = now
desk-head-done = done
desk-head-left = left
desk-head-calls = calls
desk-head-reached = reached
desk-head-talk = talk
desk-head-promises = promises
desk-head-callbacks = late c-b
desk-head-disputes = late disp
desk-head-idle = idle
desk-head-marked = marked
desk-head-load = load
span-minutes = { $minutes } min
span-hours = { $hours } h { $minutes }
