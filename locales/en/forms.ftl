# Forms and boxes.

form-contact = Call
form-promise = Promise
form-dispute = Dispute
form-callback = Call-back
form-pin = Put first
form-skip = Pass over
form-snooze = Put off
form-hold = Hold
form-payment = Payment
form-decide = Decide a dispute
form-follow = Dispute: follow-up
form-release = Lift a hold
form-withdraw = Withdraw a promise
form-reverse = Payment that came back
form-proposed = { $what }
form-call = Call
form-point = Contact detail
form-consent = Contact wish

# Fields.
field-outcome = Outcome
field-note = Note
field-then = Then
field-channel = Channel
field-direction = Direction
field-point = Number
field-override = Override
field-seconds = Talk time
field-at = When
field-amount = Amount
field-on = Due on
field-method = Method
field-parts = Invoices
field-along = With a call
field-reason = Reason
field-owner = Settled by
field-when = Call back
field-whom = For
field-to = To
field-until = Until
field-paid-on = Value date
field-reference = Reference
field-decision = Decision
field-credit = Credit
field-dispute = Dispute
field-hold = Hold
field-withdrawn-by = Why
field-promise = Promise
field-payment = Payment
field-back-on = Came back
field-kind = Kind
field-justified = Justified
field-resolution = Settled with
field-follow = What
field-stands = It is
field-check-on = Look again
field-name = Document
field-here = It was
field-department = Department
field-number = Number, e-mail
field-language = Language
field-use = Use it
field-said = They say
field-origin = Said how
field-said-on = Said on

# The call outcome.
outcome-group-right = Debtor reached
outcome-group-third = Third party
outcome-group-nobody = Nobody reached
outcome-group-bad = Bad number or address
outcome-group-special = Special situations
outcome-group-other = Other
form-contact-how = { $channel } { $direction }{ $point ->
    [none] {""}
   *[other] {" · "}{ $point }
}
form-contact-grid = A letter chooses the outcome. 1–8: channel, space: direction, tab: details.
form-pin-why = Why first? It stays so until it was called, or until the day below.
form-skip-why = Why not now? It comes back on the day below.
form-snooze-why = What is waited for? It comes back on the day below, or when a promise breaks.
form-mark-reason = Say why: whoever looks at the queue next will ask.
form-note-how = Enter starts a new line; ctrl-s saves.
form-outcome-missing = Choose an outcome first: one letter does.
form-outcome-retry = { $days ->
    [one] To be tried again tomorrow; Then › Call-back sets a time.
   *[other] To be tried again in { $days } days; Then › Call-back sets a time.
}
form-point-several = ← and → change the number; or type another.
form-permit = { $finding }
form-permit-next = allowed from { $at } on
form-permit-reason = A rule blocks this contact: say why it is made all the same, or leave with Esc.
form-permit-allowed = { $who } allows this one contact today: { $reason }
form-permit-asked = { $who } has asked a supervisor; no answer yet: { $reason }
form-permit-refused = { $who } has already said no: { $reason }
form-permit-ask = A supervisor may allow it: say why here, then ask.
form-permit-ask-reason = Say why it should be made all the same: the supervisor decides on that.
form-permit-nothing = There is nothing to ask here: no rule blocks it, you may decide it yourself, or somebody has asked already.
form-seconds-unread = This is not a talk time. Write for example 95, 2m or 2:30.
along-call-out = outbound call
along-call-in = inbound call
along-email-in = e-mail received
along-none = none
then-nothing = save

# Amounts, days, invoices.
form-amount-missing = The amount is missing.
form-amount-read = Read as { $amount }.
form-day-missing = The date is missing.
form-method-unknown = not said
form-parts-empty = no open invoice
form-parts-none = the account, the oldest first
form-parts-account = Space ticks, an amount takes a part, a ticks all. Nothing: the account.
form-parts-sum = { $count ->
    [one] 1 invoice, { $sum }
   *[other] { $count } invoices, { $sum }
}
form-parts-lost = { $count ->
    [one] 1 ticked invoice is no longer open and will not be taken.
   *[other] { $count } ticked invoices are no longer open and will not be taken.
}
form-parts-currencies = One currency at a time.

# Promise.
form-promise-rest = { $rest } overdue would remain; read as { $amount }.
form-promise-all = Read as { $amount }, of { $open } outstanding.
form-promise-on = Read as { $day }. Kept if paid by { $grace }.
form-promise-on-closed = { $day } is no working day. Kept if paid by { $grace }.

# Dispute.
form-reason-letters = A letter chooses the reason.
form-reason-missing = Choose a reason first: one letter does.
form-dispute-due = To be decided by { $day }.
form-dispute-parts = Which invoices? Space ticks, an amount takes a part, a ticks all.
form-dispute-parts-missing = Tick at least one invoice.
form-dispute-nothing = Nothing is open that is not disputed already.
form-dispute-desk = Settled by { $name }.
form-kind-complaint = About us: no amount is held back by it.
form-kind-dispute = The disputed amount is not asked for until it is decided.
form-kind-refusal = Will not pay, whatever the reason: to be taken further.
form-complaint-missing = Say in the note what the complaint is about, or tick an invoice.
form-login-unread = This is not a login: letters, digits, a dot or a dash.

# Call-back, hold, payment.
form-callback-mine = me
form-callback-anyone = anyone
form-callback-at = Read as { $at }.
form-callback-closed = { $at }: this is no working day.
form-hold-until = The case comes back on { $day }.
form-payment-amount = Type the amount, or tick invoices.
form-write-off = Write-off
form-write-off-amount = Type how much of { $open }, or tick invoices.
form-write-off-oldest = No invoice ticked: it takes the oldest down.
form-write-off-why = Say why: it stands in the history for good.
form-write-off-leaves = Open { $open }; after it { $left }.
form-write-off-nothing-left = Nothing is left: no list shows the case, promises and disputes on it are void.
form-write-off-undo = No payment, and no figure counts it as one. u takes it back.
form-payment-on = Read as { $day }.

# The decision of a dispute.
form-decision-letters = A letter chooses the decision.
form-decision-missing = Choose a decision first: one letter does.
form-credit-above = This is more than what is disputed: { $all }. Lower the amount.
form-dispute-gone = There is no dispute left to decide here.
form-justified-unsaid = not said
form-justified-yes = yes
form-justified-no = no
form-follow-check = checked
form-follow-evidence = evidence
form-follow-assign = given to
form-follow-propose = credit proposed
form-follow-close = debtor informed
form-follow-reopen = reopened
form-follow-letters = A letter chooses what happened.
form-follow-missing = Choose what happened first: one letter does.
form-follow-check-help = Where it stands, and when it is looked at next.
form-follow-evidence-help = A document asked for, or received.
form-follow-assign-help = Somebody else settles it.
form-follow-propose-help = A credit for the supervisor, or for yourself, to decide.
form-follow-close-help = The debtor was told how it ended.
form-follow-reopen-help = Taken up again, once; the note says why.
form-evidence-asked = asked for
form-evidence-received = received
form-evidence-missing = Which document? Type its name.
form-reopen-missing = The note says why it is reopened.
form-check-read = Looked at again on { $day }.
form-check-none = No day: it is looked at when it falls due.
form-credit-pending = Read as { $amount }: above your authority, a supervisor approves.
form-dispute-line = { $reason }, { $amount }, opened { $day }
form-decided-accepted = The disputed amount is credited.
form-decided-partly-accepted = A part is credited, the rest can be asked for again.
form-decided-rejected = The debt is confirmed: all of it can be asked for again.
form-decided-withdrawn = The debtor gives it up: all of it can be asked for again.

# A hold lifted, a promise withdrawn, a payment that came back.
form-hold-line = { $reason }, until { $day }
form-promise-line = { $amount } for { $day }, promised { $made }
form-payment-line = { $amount } of { $day }{ $reference ->
    [none] {""}
   *[other] , { $reference }
}
form-hold-gone = There is no hold left to lift here.
form-promise-gone = There is no running promise left to withdraw here.
form-payment-gone = No payment recorded here counts any more.
form-release-means = Enter lifts the hold: the case can be called from the next queue on.
form-withdraw-means = Enter withdraws the promise: what it covered can be asked for again.
form-reverse-means = Enter notes that it came back: what it had paid is owed again.
form-withdrawn-debtor = the debtor withdraws it
form-withdrawn-error = our error
form-withdrawn-letters = A letter says why: d, the debtor withdraws it; e, it was recorded in error.
form-withdrawn-missing = Say why first: d (the debtor withdraws it) or e (our error).
form-withdrawn-debtor-means = It counts as not kept.
form-withdrawn-error-means = It does not count: neither kept nor broken.
form-back-on = Read as { $day }. The amount is owed again from that day.
form-back-before = It cannot come back before it was paid, on { $day }: give that day or a later one.

# A payment plan.
form-plan = Payment plan
field-count = Instalments
field-each = Of each
field-every = Every
field-first = First on
field-lines = Lines
field-agreed = Debtor's word
field-role = Who
field-person = Name
field-agreed-on = Given on
every-week = weekly
every-fortnight = fortnightly
every-month = monthly
every-month-end = end of month
every-free = free
form-count-unread = This is not a number of instalments: 1 to { $most }.
form-lines-none = Such an amount cannot be shared so: 1 to { $most } instalments of a cent at least.
form-day-read = Read as { $day }.
form-day-closed = { $day } is no working day.
form-lines-how = ← → day or amount; type over one line and the last ones bear the difference.
form-lines-free = ← → day or amount; each line takes what you type, the last one what is left.
form-line-days = { $day } would not follow the line before, or come after the next one.
form-line-last = The last line takes what is left: change another one.
form-line-above = No more than { $left } is left for this line.
form-plan-sum = { $count ->
    [one] 1 line, { $sum }
   *[other] { $count } lines, { $sum }
}
form-plan-rounding = last line { $amount }, the rounding
form-plan-rest = last line { $amount }, the rest
form-plan-end = ends { $day }
form-plan-last = { $day } at the latest
form-plan-misses = { $count ->
    [0] no instalment may be missed
    [one] 1 instalment may be missed
   *[other] { $count } instalments may be missed
}
form-plan-proposed = not yet
form-plan-agreed = agreed
form-plan-signed = signed
form-plan-proposed-means = The plan waits for the debtor: nothing leaves the calls until then.
form-plan-agreed-means = Agreed, not signed: what it covers leaves the calls.
form-plan-signed-means = Signed: the debtor acknowledges the debt on that day.
form-role-unsaid = not said
form-role-missing = Say what this person is to the debt: one letter does.
form-role-messenger = This person passes a message on and cannot bind the debtor.
form-role-binds = This person may bind the debtor.
form-follow-plan = Payment plan: what becomes of it
field-step = What
field-word = Debtor's word
field-why = Why
field-plan = Plan
field-replaces = Replaces
form-plan-step-accept = the debtor agrees
form-plan-step-change = a line changes
form-plan-step-cancel = given up
form-plan-step-letters = A letter chooses what happened: a, the debtor agrees; c, a line changes; k, given up.
form-plan-step-accept-help = The plan runs from now on: what it covers leaves the calls.
form-plan-step-change-help = One line changes, the last ones bear the difference; the sum stays.
form-plan-step-cancel-help = What it covered can be asked for again.
form-plan-line = { $amount } in { $count } lines, proposed { $day }: { $state }
form-plan-gone = There is no plan left to follow here.
form-plan-why = Say why it is given up.
form-plan-end-was = it ended { $day }
form-lines-same = No line is changed yet: type over one.
form-hands = Other hands
form-hands-to = To { $login }.
form-hands-several = Several people begin like that: type more of the login.
form-hands-nobody = Nobody here is called that.
form-hands-for-good = Left empty: for good.
form-hands-until = Until { $day }; the day after it is back by itself.
form-refuse = Refuse
field-asked = What
form-refuse-why = Say why: whoever asked will read it.
form-refuse-gone = Nothing waits for approval here any more.
form-plan-asked = plan of { $count } instalments, { $amount }
form-override-line = { $channel } against { $rules }
form-plan-approval = More than the { $most } instalments you may agree alone: a supervisor approves it first.
form-credit-line = credit of { $amount }: { $reason }
form-replaces-none = none
form-replaces-why = Say why it takes the place of the other one.
form-promise-approval = Beyond your limits ({ $limit }): goes to a supervisor for approval.
form-limit-last = { $day } at the latest
form-limit-least = { $amount } at least
form-limit-open-per-invoice = { $now ->
    [0] running promises an invoice: { $most } at most
   *[other] running promise { $now } of { $most } on an invoice
}
form-limit-level = promises broken on this debt: { $now } of { $most }

# What moved while typing.
form-moved-open = The case has changed: outstanding { $before } → { $after }. What you type is kept.
form-moved-disputed = The case has changed: disputed { $before } → { $after }. What you type is kept.
form-moved-promised = The case has changed: promised { $before } → { $after }. What you type is kept.
form-moved-assigned = The case has just been given to { $to }. What you type is kept.

# Boxes.
find-title = Find a case
find-label = find:
find-how = Name, reference, case number, invoice, phone or e-mail. Enter opens; Esc goes back to where you were.
find-nothing = Nothing matches. Try the beginning of the name, the reference, an invoice or a phone number.
matched-name = name
matched-reference = reference
matched-phone = phone
matched-email = e-mail
matched-invoice = invoice
palette-title = Commands
palette-nothing = No command of that name.
closing-title = Closing the day
closing-begins = It begins…
closing-stopping = Asked to stop…
closing-progress = { $done } of { $total } cases, { $rate } a second, { $seconds } s left
closing-how = Enter: go on working, it runs beside you. Esc: stop it; nothing will have changed.
prompt-title = Which file to import?
prompt-how = Type or paste its path, then Enter. A CSV export of invoices, debtors, payments or contacts will do; what was understood is said before it is recorded.
what-if-prompt = What if the lists went by which file?
what-if-prompt-how = Type or paste its path, then Enter. It says some numbers of the book's config (card, bands, minimum, hours …); all others stay. Nothing is written.
prompt-missing = The path of the file is missing.
nobodys-title = Set aside: { $count ->
    [one] 1 line of the bank
   *[other] { $count } lines of the bank
}
nobodys-told = { $reason } ({ $who }, { $day })
nobodys-how = enter takes the line back: it waits again
nobodys-empty = No line is set aside.
set-aside-prompt = Why is this line nobody's?
set-aside-prompt-how = A few words, then Enter: it no longer waits. X lists what was set aside and takes a line back.
set-aside-missing = Say why it is nobody's.

# Undo: what will be taken back.
undo-contact = – { $channel }: { $outcome }
undo-plan = – plan of { $amount } in { $count } instalments
undo-promise = – promise of { $amount } for { $day }
undo-dispute = – dispute, { $reason }: { $sums }
undo-callback = – call-back agreed for { $at }
undo-text = – note: { $text }
undo-hold = – hold, { $reason }, until { $day }
undo-payment = – payment of { $amount } on { $day }
undo-write-off = – write-off of { $amount } on { $day }
undo-event = – { $event }

# My day, first hour.
crumb-day = My day
crumb-disputes = Disputes
crumb-what-if = What if
crumb-approvals = Approvals
crumb-reconcile = Bank
day-done = { $calls ->
    [0] No call
    [one] 1 call
   *[other] { $calls } calls
} · { $reached } reached · { $promises ->
    [0] no promise
    [one] 1 promise, { $sums }
   *[other] { $promises } promises, { $sums }
}
day-left = { $count ->
    [0] No call left to make today.
    [one] 1 call left to make.
   *[other] { $count } calls left to make.
}
day-callbacks = Call-backs still due
day-callbacks-none = none
day-disputes = Disputes to look at
day-drafts = Drafts not saved
day-drafts-none = none
day-tomorrow = Tomorrow, to begin with
day-tomorrow-none = not known yet: the day's close will tell
start-making = Reading the file: it is read whole before anything is written. Esc stops.
start-progress = { $done } rows of { $total }, { $rate } a second, { $seconds } s left. Esc stops; nothing will be kept.
start-after = Nothing is sent anywhere: a book is a file on this machine, yours.

# The mapping of an unknown file.
crumb-mapping = Mapping
mapping-title = { $kind }: what do the columns of { $file } hold?
mapping-how = ← → change the field; ↑ ↓ another column; d and n say how to read.
mapping-formats = dates: { $dates }   amounts: { $numbers }
mapping-format-file = as the file shows
mapping-format-dmy = day/month/year
mapping-format-mdy = month/day/year
mapping-format-iso = year-month-day
mapping-format-comma = decimal comma
mapping-format-point = decimal point
mapping-no-field = –
mapping-still = Still missing: { $fields }.
mapping-missing = No column is yet: { $field }.
mapping-complete = All is there. Enter imports; the mapping is kept beside the file.
action-map-next = next field
action-map-next-help = Another field for this column
action-map-previous = field before
action-map-previous-help = The field before for this column
action-map-clear = no field
action-map-clear-help = Do not read this column
action-map-kind = kind of file
action-map-kind-help = Say what the file holds: invoices, debtors, payments or contacts
action-map-dates = dates
action-map-dates-help = Say the order of day and month
action-map-numbers = amounts
action-map-numbers-help = Say the decimal mark
action-map-save = import
action-map-save-help = Keep the mapping and import the file
map-field-debtor = debtor reference
map-field-number = invoice number
map-field-issued-on = invoice date
map-field-due-on = due date
map-field-amount = amount
map-field-open = amount outstanding
map-field-currency = currency
map-field-document = document type
map-field-settled-on = settled on
map-field-name = debtor name
map-field-kind = company or person
map-field-address = address
map-field-postcode = postcode
map-field-city = city
map-field-country = country
map-field-phone = phone
map-field-mobile = mobile phone
map-field-email = e-mail
map-field-language = language
map-field-segment = segment
map-field-group = group of debtors
map-field-credit_limit = credit limit
map-field-collector = collector
map-field-paid-on = payment date
map-field-invoice = invoice paid
map-field-method = means of payment
map-field-reference = reference
map-field-at = date of contact
map-field-channel = channel
map-field-direction = direction
map-field-outcome = outcome
map-field-seconds = duration
map-field-point = phone or address
map-field-from = from
map-field-to = to
map-field-state_on = day of its state
map-field-note = note
import-kind-invoices = invoices
import-kind-debtors = debtors
import-kind-payments = payments
import-kind-contacts = contacts

# Contact details and wishes.
form-point-another = This number is no longer used. Is another known? Enter on nothing: no.
form-point-which = A phone number or an e-mail address.
form-point-known = Known: what is said here replaces what was known of it.
form-point-new = New to this case.
form-point-use = first: proposed before the others; no more: not proposed any more.
consent-say-refuse = no, no more contact so
consent-say-allow = yes, contact so is wanted
form-consent-said = n: no more contact so; o: contact is wanted.
form-consent-missing = Say first whether it is yes or no.
form-consent-point = ← and →: one number or address only; empty: all.
form-consent-origin = A call, an e-mail, a form…: the trace of what was said.

# The call.
call-number = Call
call-known = Known
call-checks = Check
call-clock = { $time }
call-clock-in = incoming · { $time }
call-copied = copied
call-dialled = dialled
call-unknown = a number that this case does not know
call-known-nothing = no usable number: N adds one
call-checks-done = { $done } of { $needed }
call-known-more = nothing more
call-override-how = tab: why call all the same
form-call-no-number = no usable number
form-call-how = space: copy · ← →: another · 1 to 4: checked · enter or a letter: outcome
form-call-how-dial = space: dial · ← →: another · 1 to 4: checked · enter or a letter: outcome
form-call-unchecked = Identity: { $done } of { $needed } checked. Shift-tab goes back to the call to note it.
talk-broken = Broken promise: { $amount } for { $day }, made on { $made }; paid { $paid }.
talk-returned = A payment came back on { $day }: { $amount }.
talk-returned-day = A payment came back on { $day }.
talk-promised = Running promise: { $amount } for { $day }.
talk-plan = Running plan: { $amount }{ $missed ->
    [0] .
    [one] , { $missed } instalment missed.
   *[other] , { $missed } instalments missed.
}
talk-disputed = Open dispute ({ $reason }): { $amount }, to be decided by { $day }; do not ask for it.
talk-complaint = Open complaint ({ $reason }), to be answered by { $day }.
talk-paid = Last payment: { $amount } on { $day }.
talk-overdue = To ask for: { $sums } overdue, { $count ->
    [one] { $count } invoice
   *[other] { $count } invoices
}{ $days ->
    [0] .
   *[other] , { $days } d late.
}
talk-unallocated = { $sums } received and not allocated yet: ask what they are for.
talk-note = Noted on { $day }: { $text }
dial-failed = The number could not be dialled by { $program }: { $detail }. The setting is "dial" in settings.toml.
form-retry-minutes = Try { $nth } without a talk: try again in { $minutes } min ({ $at }); "then: call back" puts it on the agenda.
form-retry-day = Try { $nth } without a talk: try again { $day }.
form-retry-part = Try { $nth } without a talk: try again { $day }, { $part }.

# Whoever collects for others recalls it in every later step.
call-recall-letter = Recall our first letter, of { $day }.
