# The screen: actions, queue, case.

action-open-case = open
action-open-case-help = Open the case
action-record-contact = contact
action-record-contact-help = Record a call or other contact with its outcome
action-call = call
action-call-help = Call: the number, what to check, what to speak of, then the outcome
action-take-call = take a call
action-take-call-help = Take a call: find who calls, then come back to where you were
action-record-promise = promise
action-record-promise-help = Record a promise to pay
action-record-plan = plan
action-record-plan-help = Agree a payment plan
action-open-dispute = dispute
action-open-dispute-help = Open a dispute on an invoice
action-set-callback = call back
action-set-callback-help = Agree a call-back
action-write-note = note
action-write-note-help = Write a note
action-pin-case = put first
action-pin-case-help = Call the case first, with a reason
action-skip-case = pass over
action-skip-case-help = Pass the case over until a day, with a reason
action-assign-case = give away
action-assign-case-help = Give the case to somebody, for good or for a while
action-write-off = write off
action-write-off-help = Write off what nobody will pay
action-snooze-case = snooze
action-snooze-case-help = Put the case off until a day, with a reason
action-place-hold = hold
action-place-hold-help = Stop work on the case until a day
action-record-point = contact detail
action-record-point-help = Add or correct a number or an address
action-record-consent = contact wish
action-record-consent-help = Record what the debtor said about being contacted
action-record-payment = payment
action-record-payment-help = Record a payment seen elsewhere
action-decide-dispute = decide
action-decide-dispute-help = Decide a dispute
action-follow-dispute = follow up
action-follow-dispute-help = Note what happened to a dispute: checked, evidence, given away, credit proposed, closed, reopened
action-decide-marked = decide marked
action-decide-marked-help = Decide all disputes that are marked, one act a case
action-accept-match = accept
action-accept-match-help = Take the proposal for the bank's line
action-pick-invoices = invoices
action-pick-invoices-help = Pick the invoices that the bank's line pays, or the payment it takes back
action-pick-debtor = other debtor
action-pick-debtor-help = Give the bank's line to another debtor
action-put-on-account = on account
action-put-on-account-help = Leave the bank's line on account of the debtor proposed: the oldest debts are paid first
action-see-nobodys = set aside
action-see-nobodys-help = Lines of the bank that were set aside: why, who, when; Enter takes one back
action-set-aside = nobody's
action-set-aside-help = Take the bank's line out of the list, for a reason; X lists those set aside
action-next-proposal = next proposal
action-next-proposal-help = Next proposal for the bank's line
action-previous-proposal = previous proposal
action-previous-proposal-help = Proposal before for the bank's line
action-see-debtor = see case
action-see-debtor-help = Open the case proposed for the bank's line
action-release-hold = release
action-release-hold-help = Lift a hold before its day
action-withdraw-promise = withdraw
action-withdraw-promise-help = Withdraw a promise: the debtor does, or it was our error
action-reverse-payment = reverse
action-reverse-payment-help = Note that a payment recorded here came back
action-undo = undo
action-undo-help = Take back what was just recorded, or the line chosen
action-move-down = down
action-move-down-help = One line down
action-move-up = up
action-move-up-help = One line up
action-line-down = down
action-line-down-help = One line down
action-line-up = up
action-line-up-help = One line up
action-half-down = ½ page down
action-half-down-help = Half a page down
action-half-up = ½ page up
action-half-up-help = Half a page up
action-page-down = page down
action-page-down-help = A page down
action-page-up = page up
action-page-up-help = A page up
action-first = first
action-first-help = First line
action-last = last
action-last-help = Last line
action-go-queue = queue
action-go-queue-help = Go to the call queue
action-go-case = case
action-go-case-help = Go to the case seen last
action-go-day = my day
action-go-day-help = Go to my day
action-go-disputes = disputes
action-go-disputes-help = All disputes that wait
action-what-if = what if
action-what-if-help = The next lists under another card or other numbers, beside the real ones; nothing is written
action-go-reconcile = bank
action-go-reconcile-help = What the bank told of and nobody has
action-next-case = next
action-next-case-help = Next case of the queue
action-previous-case = previous
action-previous-case-help = Case before in the queue
action-find = find
action-find-help = Find a case: name, reference, invoice, phone
action-find-case = find
action-find-case-help = Find a case: name, reference, invoice, phone
action-back = back
action-back-help = One step back
action-filter-list = filter
action-filter-list-help = Filter the list while typing
action-toggle-all = everyone
action-toggle-all-help = My queue, or everybody's
action-mark = mark
action-mark-help = Mark the line under the hand, or take its mark off
action-mark-all = mark all
action-mark-all-help = Mark all lines shown, or take all marks off
action-change-order = order
action-change-order-help = Order by due day, by who settles it, or by reason
action-toggle-mine = mine
action-toggle-mine-help = Only what I settle, or all
action-toggle-score = why
action-toggle-score-help = The points behind the rank
action-zoom = zoom
action-zoom-help = One pane over the whole screen
action-next-tab = panes
action-next-tab-help = Next tab
action-previous-tab = tab
action-previous-tab-help = Tab before
action-tab-history = history
action-tab-history-help = Contact history
action-tab-invoices = invoices
action-tab-invoices-help = Invoices
action-tab-promises = promises
action-tab-promises-help = Promises
action-tab-disputes = disputes
action-tab-disputes-help = Disputes
action-tab-contacts = contacts
action-tab-contacts-help = Contact details, call-backs and holds
action-copy = copy
action-copy-help = Copy what is under the hand
action-start-demo = demo
action-start-demo-help = Try it on an invented book
action-start-import = import
action-start-import-help = Import a file
action-start-empty = empty book
action-start-empty-help = Make an empty book
action-save = save
action-save-help = Save
action-accept = accept
action-accept-help = Accept
action-next-field = next field
action-next-field-help = Next field
action-previous-field = field before
action-previous-field-help = Field before
action-leave = close
action-leave-help = Close; what was typed is kept
action-yes = yes
action-yes-help = Yes
action-no = no
action-no-help = No
action-help = help
action-help-help = What can be done here
action-help-key = help
action-help-key-help = What can be done here
action-palette = commands
action-palette-help = Every command by its name
action-close-day = close the day
action-close-day-help = Close the day and prepare tomorrow's queue
action-refresh = refresh
action-refresh-help = Read the book again
action-tour = tour
action-tour-help = Leave the tour of the demo, or go on with it
action-redraw = redraw
action-redraw-help = Draw the screen again
action-quit = quit
action-quit-help = Go back, or quit from the queue
action-suspend = shell
action-suspend-help = To the shell; fg comes back
action-force-quit = force quit
action-force-quit-help = Twice: out, whatever is open

# Scopes and groups.
scope-global = everywhere
scope-list = lists
scope-queue = queue
scope-case = case
scope-day = my day
scope-disputes = disputes
scope-what-if = what if
scope-approvals = approvals
scope-reconcile = bank lines
scope-start = first screen
scope-mapping = mapping
scope-form = form
scope-overlay = box
scope-confirm = question
scope-filter = filter
group-record = Record
group-move = Move
group-go = Go
group-view = View
group-type = Type
group-program = Program
keys-head-key = Key
keys-head-does = Does
keys-head-where = Where

# Why an action is off.
off-read-only = this book is open for reading only
off-not-demo = the tour is for a demo: relance demo --tour
off-no-case = no case is chosen
off-leased = a colleague is working on this case
off-merged = this case was merged into another
off-no-book = there is no book yet
off-nothing-open = nothing is open on this case
off-no-dispute = no dispute is open on this case
off-no-hold = no hold is in force on this case
off-no-promise = no promise is running on this case
off-no-payment = no payment recorded here counts on this case
off-no-plan = no plan is proposed or in force on this case
off-no-approval = nothing on this case waits for approval
off-nothing-to-undo = there is nothing to take back here
off-not-assigning = only a supervisor gives cases to others
off-not-writing-off = only a supervisor writes off: ask one
off-not-supervisor = only a supervisor tries other numbers

# Header.
crumb-queue = Call queue
crumb-queue-all = Everybody's queue
crumb-case = { $name }
crumb-start = Welcome
header-demo = demo
header-old = old queue
header-read-only = read only
header-bank = bank as of { $day }
header-ledger = ledger as of { $day }
header-queue = { $day } · { $count ->
    [0] no call
    [one] 1 call
   *[other] { $count } calls
}
header-closing = closing { $done }/{ $total }, { $rate }/s, { $seconds } s left
too-small = The terminal is too small: { $columns }×{ $rows } are needed, there are { $have_columns }×{ $have_rows }. Make it larger; nothing is lost.

# The queue.
queue-head-rank = no
queue-head-name = Debtor
queue-head-reference = Reference
queue-head-amount = Overdue
queue-head-days = Days
queue-head-why = Why
queue-news = New queue for { $day }: { $count ->
    [one] 1 change
   *[other] { $count } changes
}, Enter to see it.
queue-filter-part = looked through the first { $count } lines
filter-count = { $shown } of { $total }
queue-trouble = The queue could not be read
queue-trouble-next = Nothing is lost. ctrl-r tries again; q quits.
queue-empty-filter = No line matches
queue-empty-filter-next = Esc clears the filter. f looks through all cases, beyond the queue.
queue-empty-segment = Nobody in this list is in segment “{ $segment }”.
views-title = Views of the queue
views-none = None yet: filter the list with /, come back here and press s.
views-how = a digit or Enter shows one · s saves the filter of the list · r renames · d deletes · Esc closes; in the list Esc shows everything again
views-of-house = (house)
views-house = This one is the house's: it is changed in the book's config.
views-nothing = There is no filter to save: close this, type / and what you want to see.
views-name-of = Save the filter under which name?
views-name-new = Which new name?
views-no-name = A name of its own is needed, and room: at most 20 views.
views-kept = View “{ $name }” saved: v shows the list of views
action-views = views
action-views-help = Saved views of the queue
queue-empty-none = No call queue yet
queue-empty-none-next = Import your invoices from a shell: relance import invoices FILE
queue-empty-none-close = Then type :close-day here to prepare the queue.
queue-empty-made = The call queue is being made
queue-empty-made-next = It comes up by itself. Meanwhile f finds a case.
queue-empty-mine = Your queue is empty
queue-empty-mine-next = a shows everybody's queue. f finds a case. g e shows your day.
queue-empty-all = No call to make
queue-empty-all-next = Every case has a reason and a day of return: relance queue --excluded shows them. f finds a case.
preview-why = Why now
preview-last = Last contacts
preview-excluded = Not in the queue: { $why }, until { $until }
sum-overdue = overdue { $sums }
sum-open = open { $sums }
sum-promised = promised { $sums }
sum-disputed = disputed { $sums }
sum-unallocated = unallocated { $sums }
next-on = { $action } on { $day }

# The case.
case-rank = rank { $rank }
case-trouble = The case could not be read
case-trouble-next = Nothing is lost. ctrl-r tries again; Esc goes back to the queue.
ribbon-lease = { $who } has been on it since { $since }
ribbon-handed = from { $by }: { $note }
ribbon-merged = merged into { $case }
ribbon-returned = payment came back { $day }
ribbon-linked = { $cases ->
    [1] 1 linked debtor
   *[other] { $cases } linked debtors
}
ribbon-hold = on hold: { $reason }, until { $until }
ribbon-dispute = dispute to be decided since { $day } ({ $owner })
ribbon-excluded = not in the queue: { $why }, until { $until }
tab-history = History
tab-invoices = Invoices
tab-promises = Promises
tab-disputes = Disputes
tab-contacts = Contacts
tab-history-empty = No contact yet. c records the first call.
tab-invoices-empty = No invoice on this case.
tab-promises-empty = No promise. p records one.
tab-disputes-empty = No dispute. d opens one.
tab-contacts-empty = Neither phone nor address. Import the debtors: relance import debtors FILE
side-signals = Weak signals
side-contact = Contact details
side-contact-none = neither phone nor address
side-callbacks = Call-backs agreed
side-past = This debtor
side-linked = Linked debtors
side-score = Total: { $score } points
past-paid = { $paid } invoices paid, { $late } late, { $days } d late on average
past-promises = promises: { $kept } kept, { $broken } broken
past-talk = last spoken to on { $day }
past-payment = last payment on { $day }
past-nothing = no past known
days-short = { $days } d
invoice-number = Invoice
invoice-due = Due
invoice-late = Late
invoice-amount = Amount
invoice-open = Open
invoice-disputed = Disputed
invoice-promised = Promised
invoice-settled = paid
promise-state = State
promise-due = Due
promise-amount = Promised
promise-paid = Paid
promise-who = Taken by
promise-detail = Promised { $day } for { $due }{ $by ->
    [none] {""}
   *[other] , by { $by }
}
promise-covers-account = on account: the oldest first
promise-kept-on = kept { $day }
promise-kept-in-grace = kept in grace, { $day }
promise-broken-since = broken since { $day }: { $cause }
promise-ended-on = ended { $day }
promise-verify-by = said to be paid: to be seen by { $day }
promise-grace-to = kept if paid by { $day }
promise-level = { $level ->
    [0] first promise on this debt
    [one] this debt had broken 1 promise before
   *[other] this debt had broken { $level } promises before
}
promise-over = beyond the limits: { $limits }
promise-replaces = takes the place of { $amount } for { $due }
promise-rest = { $rest } left: { $key } promises the rest
promise-may = { $key } takes another one in its place, { $back } withdraws it
plan-kept = plan, { $kept } of { $count } kept
plan-detail = Plan of { $day }, by { $who }
plan-awaits-word = the debtor's word is awaited: nothing is covered yet
plan-defaulted-on = in default since { $day }: what it covered can be asked for
plan-line-paid = { $paid } paid
plan-may = { $key }: accepted, a line changed, given up
action-follow-plan = plan
action-follow-plan-help = What becomes of a payment plan: accepted, a line changed, given up
action-approve = approve
action-approve-help = Approve what goes beyond its author's limits
action-refuse = refuse
action-refuse-help = Refuse what goes beyond its author's limits, with a reason
action-go-approvals = approvals
action-go-approvals-help = What waits for a supervisor
action-ask-override = ask a supervisor
action-ask-override-help = Ask a supervisor to set a rule aside for this one contact
dispute-state = State
dispute-due = Due
dispute-amount = Disputed
dispute-about = Reason
disputes-by-due = by due day
disputes-by-owner = by who settles it
disputes-by-reason = by reason
disputes-cause = { $name } { $count } · { $sums } · { $days } d
disputes-head = { $count ->
    [one] 1 dispute
   *[other] { $count } disputes
} · { $sums } · { $order }{ $marked ->
    [0] {""}
    [one] {" · "}1 marked
   *[other] {" · "}{ $marked } marked
}
disputes-trouble = The disputes could not be read
disputes-empty = No dispute waits
disputes-empty-next = d on a case opens one.
disputes-empty-filter = No dispute fits
disputes-empty-filter-next = Esc takes the filter off; a shows those of everybody.
disputes-decided-already = It is decided already: v closes it once the debtor was told.
disputes-nothing-marked = Nothing that waits for a decision is marked or under the hand.
approvals-trouble = What waits could not be read
approvals-empty = Nothing waits for approval
approvals-empty-next = Promises beyond a collector's limits, credits beyond their authority and contacts that a rule blocks come here.
approvals-amount = Asked
approvals-why = Beyond
approvals-who = By
approvals-promise = promise: { $limits }
approvals-plan = { $count } instalments: more than its author may agree alone
approvals-credit = credit: { $reason }, of { $of }
approvals-told = { $name } { $reference }: { $amount } for { $day }, asked by { $who }
approvals-override-told = { $name } { $reference }: a contact that a rule blocks, asked for by { $who }
approvals-override-rules = Against { $rules }. { $next ->
    [none] The calendar alone does not allow it again.
   *[other] Allowed again from { $next } on.
}
override-detail = Asked by { $who } on { $day }
approvals-hint = Accept one with: relance approve ACT; turn it down with --refuse --reason "…".
bulk-title = { $count ->
    [one] Decide 1 dispute, { $sums }
   *[other] Decide { $count } disputes, { $sums }
}
bulk-more = { $count ->
    [one] … and 1 more
   *[other] … and { $count } more
}
bulk-how = A letter says how, enter decides; each case can be undone.
bulk-missing = Choose a decision first: one letter does.
toast-many = { $done ->
    [one] 1 case recorded
   *[other] { $done } cases recorded
}
toast-many-partly = { $done } recorded, { $refused } refused: they are still marked. Look at them one by one.
dispute-detail = { $kind } · { $reason } · opened { $day }{ $department ->
    [none] {""}
   *[other] {" · "}{ $department }
}
dispute-evidence = Evidence
dispute-evidence-asked = asked { $day }
dispute-evidence-here = received { $day }
dispute-check-on = looked at again { $day }
dispute-proposed = credit proposed: { $credit }
dispute-credited = credited: { $credit }
dispute-closed-on = closed { $day }
contact-phone = phone
contact-email = e-mail
contact-callback = call-back
contact-hold = hold
callback-anyone = anyone

# History.
history-kind-invoice = invoice
history-kind-credit-note = credit note
history-kind-payment = payment
history-invoice = { $number } · { $amount } · due { $due }
history-credit-note = { $number } · { $amount }
history-payment = { $amount }{ $invoice ->
    [none] {""}
   *[other] {" · "}{ $invoice }
}
history-payment-inferred = { $amount } · { $invoice }, inferred: the invoice is no longer in the export
history-promise = { $amount } for { $due }
history-promise-over = { $amount } for { $due }, a supervisor has to approve it
history-verify-by = to be seen by { $day }
history-withdrawn-by-debtor = by the debtor
history-withdrawn-error = entered by mistake
history-until = until { $day }
history-talk = { $minutes } min { $seconds }
history-undone = taken back

# What is said.
toast-saved = Recorded: { $name }
toast-recorded = Recorded.
toast-undone = Taken back; once more brings it back.
toast-copied = Copied.
toast-taste-read = Your settings were read again.
toast-taste-broken = { $what } Kept as it was.
toast-dialled = Number dialled
toast-draft-kept = Draft kept: the same key opens it again.
toast-draft-back = Your draft is back as it was.
toast-draft-restored = Your draft of { $at } is back as it was: { $name }
toast-force-quit = ctrl-c once more to get out. Drafts are kept.
toast-queue-end = That was the last call of the queue.
toast-queue-start = This is the first call of the queue.
toast-closed = The day is closed.
toast-house-changed = The house’s terms have changed: they hold from now on.
toast-new-card = The score card { $card } speaks now (before: { $before }; relance score back).
toast-imported = Read as { $kind }: { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}{ $rejected ->
    [0] .
    [one] , 1 refused (import --dry-run says which).
   *[other] , { $rejected } refused (import --dry-run lists them).
}
confirm-undo-title = Take back?
confirm-undo = The act chosen on { $case } will be taken back. The history shows both; undoing the undo brings it back.
confirm-close-title = Close the day?
confirm-close = Tomorrow's queue will be made. You can go on working meanwhile.
confirm-quit-title = Quit?
confirm-quit = { $count ->
    [one] 1 draft is not recorded. It is kept and will come back.
   *[other] { $count } drafts are not recorded. They are kept and will come back.
}
help-title = Help
help-filter = filter:
help-nothing = No key matches.
form-note = Note
form-note-empty = The note is empty: there is nothing to record.
form-saving = saving…
form-moved = The case changed meanwhile; what you type is kept.
start-title = Welcome to relance
start-lead = There is no book yet. To begin:

# What waits at the bank.
reconcile-head = { $count ->
    [one] 1 line of the bank waits
   *[other] { $count } lines of the bank wait
}
reconcile-trouble = What waits at the bank could not be read
reconcile-empty = Nothing waits
reconcile-empty-next = Every payment of the bank has found its debtor. Import the next statement: relance import camt FILE.
reconcile-empty-filter = No line fits
reconcile-empty-filter-next = Esc takes the filter off.
reconcile-looking = Looking for whose it is …
reconcile-no-proposals = Nothing tells whose this is. o gives it to a debtor you know.
reconcile-return-account = This money went back: it takes a payment back and cannot stand on account. i lists the payments it may be.
reconcile-given = Left of { $whole }; given away:
reconcile-reason = went back: { $reason }
pick-title = Whose is { $amount }?
pick-how = space marks an invoice, enter pays those marked (or the one under the hand) and leaves { $rest } on account; a: all of it on account; an amount: only so much is theirs.
pick-how-share = { $share } is theirs, of it { $rest } on account; { $left } goes on waiting for somebody else. enter gives it; a: all of it on account.
pick-share = share: { $typed }
pick-how-back = Which payment went back? enter takes it back from that day on.
pick-no-payment = This debtor has no payment of that amount, nor of a little less (a bank's fee). esc, then o: another debtor.
pick-nothing-open = Nothing is open here in this currency. enter leaves the money on account; an amount: only so much of it.
history-none = No entry fits. Esc shows all again.
history-burst = { $count } × { $text } ({ $from }–{ $to })
history-thread = { $count } e-mails since { $since } · { $text }
entry-lines = { $from }–{ $to } of { $all }
entry-quoted = … { $count ->
    [one] 1 line quoted
   *[other] { $count } lines quoted
} (enter shows)
sift-all = all
sift-calls = calls
sift-mail = e-mail
sift-messages = messages
sift-letters = letters
sift-money = invoices and payments
sift-agreed = promises
sift-disputes = disputes
sift-notes = notes and hands
action-open-entry = whole text
action-open-entry-help = Show what the hand is on whole: an entry of the history, or the tries folded into one line
action-fold-history = thread
action-fold-history-help = Open the messages of a thread, or the tries of a day, that are folded into one line; fold them again
action-sift-history = kind
action-sift-history-help = Show only the next kind of entries of the history, then all again
action-jump-to-day = to a day
action-jump-to-day-help = Go to a day of the history
jump-prompt = Go to a day of the history
jump-prompt-how = As you write it: 2026-03-12, 12/03, fri, -30
jump-missing = This is no day. As you write it: 2026-03-12, 12/03, fri, -30
crumb-tray = Tray
scope-tray = tray
tray-trouble = The tray could not be read
tray-empty = Nothing waits
tray-empty-next = Every contact that was imported has found its debtor. Import the next ones: relance import cdr, mail, sms or letters.
tray-head = { $count ->
    [one] 1 number or address that no debtor has
   *[other] { $count } numbers and addresses that no debtor has
}
tray-no-proposals = Nothing tells whose this is. o gives it to a debtor you know, x leaves it out for good.
tray-toast-given = { $count ->
    [one] 1 contact stands
   *[other] { $count } contacts stand
} with { $case } now; what comes later goes there too. U takes it back.
tray-toast-left-out = Left out, and what comes later too. U takes it back.
tray-toast-back = Taken back: it waits again.
tray-nothing-given = Nothing was given away here yet. relance tray --settled lists what was said before.
owner-title = Whose is { $point }?
action-give-contacts = give
action-give-contacts-help = Give what waits under the number to the debtor proposed, else to one looked for
action-pick-owner = other
action-pick-owner-help = Give what waits under the number to another debtor
action-leave-out = nobody's
action-leave-out-help = Leave the number out for good: it is nobody's
action-take-back-given = take back
action-take-back-given-help = Take back what was given or left out last
crumb-report = reports
scope-report = reports
action-go-report = reports
action-go-report-help = The aged balance, figures, cash to come and pictures, as of any day
action-open-bucket = open
action-open-bucket-help = The cases of the bucket under the hand, or the case
action-next-report = next
action-next-report-help = The next report
action-previous-report = before
action-previous-report-help = The report before
action-day-before = day before
action-day-before-help = The same report as of the day before
action-day-after = day after
action-day-after-help = The same report as of the day after
action-month-before = 30 days before
action-month-before-help = The same report as of thirty days before
action-month-after = 30 days after
action-month-after-help = The same report as of thirty days after
report-page-ageing = Ageing
report-page-figures = Figures
report-page-forecast = To come
report-page-pictures = Pictures
report-as-of = as of { $day }
report-trouble = There is no report
report-again = Ctrl-R asks again.
report-asking = It is being added up …
report-stop = Esc stops it.
report-not-here = a book in memory has no reports
report-failed = the report could not be made: { $detail }
action-go-tray = tray
action-go-tray-help = Contacts that an import could not attach
action-see-owner = case
action-see-owner-help = Open the case proposed for the number
action-next-owner = next debtor
action-next-owner-help = The next debtor proposed for the number

## The tour of a demo: what to press, and what it is for.
tour-1 = The day's calls, the most worthwhile first. { $key } goes down a line.
tour-2 = Each case tells why it is there. { $key } shows the points behind its place.
tour-3 = { $key } opens the case under the hand: its whole history, what it owes, what to say.
tour-4 = You have called. { $key } writes it down: choose what came of it, then save with ctrl-s.
tour-5 = They promise to pay. { $key }, an amount, a day (fri, +7, 15/12), ctrl-s.
tour-6 = A slip? { $key } takes back what was just recorded (enter if asked); nothing is deleted.
tour-7 = Somebody calls in. { $key } finds them by name, number or invoice, even mid-form; enter opens.
tour-8 = { $key } shows your day: what is done, promised, and to be called back.
tour-9 = That is the day. { $key } leaves; { $tour } puts this line away.
tour-strip = Tour { $step }/{ $of } · { $text }
tour-strip-leave = { $tour } leaves it

action-go-desk = team
action-go-desk-help = The team today: who works on what, done and left, what is late, load; the alerts
action-next-figure = next figure
action-next-figure-help = The next figure of the team
action-previous-figure = figure before
action-previous-figure-help = The figure of the team before
action-open-figure = its cases
action-open-figure-help = The cases behind the figure under the hand; of what is left: the list itself
scope-desk = team
scope-cases = cases of a figure
crumb-desk = Team
crumb-cases = Cases
crumb-queue-of = Queue of { $who }
desk-trouble = The team cannot be read
desk-alert-how = Enter opens its cases, the largest first.
cases-none = There are no cases behind this figure.
cases-of = { $figure }: { $who }
cases-alert = { $name }
cases-left-off = the first { $shown } of { $total }

## By what an imported contact is known to be this debtor's.
known-by-number = Known by the number: certain.
known-by-address = Known by the address: certain.
known-by-invoice = Known by an invoice it names: likely.
known-by-domain = Known by the domain of the address: likely.
known-by-other = Known by a reference, a name, the message it answers, or as somebody gave it.
known-by-invoice-short = invoice?
known-by-domain-short = domain?
known-by-other-short = given?
