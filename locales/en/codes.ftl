# Names of the codes of the trade: TABLE-CODE, the short form (PTP, QUA …) stays as it is.

# Channels, directions, methods
channel-call = call
channel-email = e-mail
channel-sms = text message
channel-letter = letter
channel-registered-letter = registered letter
channel-im = chat
channel-visit = visit
channel-portal = portal
direction-out = outgoing
direction-in = incoming
nature-principal = principal
nature-interest = interest
nature-costs = costs
late-rate = { $rate }% late rate
method-transfer = transfer
method-cheque = cheque
method-direct-debit = direct debit
method-card = card
method-cash = cash
contact-class-right-party = debtor reached
contact-class-third-party = third party
contact-class-no-contact = nobody reached
contact-class-bad-point = bad number or address
contact-class-other = other

# Outcomes of a contact
outcome-promise = promise to pay
outcome-plan = payment plan agreed
outcome-paid = paid, proof seen
outcome-says-paid = says it is paid
outcome-in-payment-run = in the payment run
outcome-dispute = disputes
outcome-invoice-not-received = invoice not received
outcome-waiting-approval = waiting for approval
outcome-refuses = refuses to pay
outcome-unable-to-pay = unable to pay
outcome-call-back-requested = asks for a call-back
outcome-no-commitment = talked, no commitment
outcome-hung-up = hung up
outcome-information = information given or obtained
outcome-represented = represented by a lawyer
outcome-stop-contact = asks to stop contact
outcome-third-party-message = third party, message left
outcome-third-party-no-message = third party, no message
outcome-gatekeeper = blocked by the switchboard
outcome-voicemail = left a voicemail
outcome-no-answer = no answer
outcome-busy = busy
outcome-machine-no-message = machine, no message
outcome-absent = not in the office
outcome-quick-hang-up = hung up at once
outcome-wrong-number = wrong number
outcome-disconnected = number not in service
outcome-wrong-party = wrong person
outcome-language-barrier = language barrier
outcome-insolvency = insolvency proceedings
outcome-over-indebtedness = over-indebtedness file
outcome-deceased = deceased
outcome-ceased-trading = ceased trading
outcome-vulnerable = vulnerable person
outcome-complaint = complaint about us
outcome-portal-visit = visited the portal
outcome-reply-received = reply received
outcome-letter-returned = letter returned
outcome-note-only = note
outcome-skipped = skipped
outcome-sent = sent
outcome-delivered = delivered
outcome-not-delivered = not delivered
outcome-presented = presented, notice left
outcome-signed = signed for
outcome-delivery-refused = refused on delivery
outcome-unclaimed = not claimed, sent back
letter-step = { $state } { $day }

# Disputes
dispute-reason-price = price
dispute-reason-quantity = short quantity
dispute-reason-quality = quality
dispute-reason-delivery = delivery
dispute-reason-invoice-not-received = invoice not received
dispute-reason-purchase-order = purchase order missing
dispute-reason-duplicate = duplicate
dispute-reason-wrong-entity = wrong company or address
dispute-reason-discount = discount missing
dispute-reason-tax = tax
dispute-reason-credit-note-expected = credit note expected
dispute-reason-already-paid = already paid
dispute-reason-terms = payment terms
dispute-reason-contract = breach of contract
dispute-reason-service-not-done = service not done
dispute-reason-not-my-debt = not my debt
dispute-reason-fraud = fraud
dispute-reason-other = other
dispute-decision-accepted = accepted
dispute-decision-partly-accepted = partly accepted
dispute-decision-rejected = rejected
dispute-decision-withdrawn = withdrawn by the debtor
resolution-credit = credit note
resolution-re-invoice = invoiced again
resolution-proof-sent = proof sent
resolution-replacement = goods replaced
resolution-deduction = deduction allowed
resolution-other = otherwise
dispute-kind-complaint = complaint
dispute-kind-dispute = dispute
dispute-kind-refusal = refusal to pay
dispute-step-logged = logged
dispute-step-assigned = assigned
dispute-step-investigating = investigating
dispute-step-waiting-debtor = waiting for the debtor
dispute-step-waiting-internal = waiting internally
dispute-step-proposed = credit proposed
dispute-step-pending-approval = waiting for approval
dispute-step-decided = decided
dispute-step-closed = closed
dispute-step-reopened = reopened
dispute-follow-assigned = given to { $owner }
dispute-follow-check = next look { $day }
dispute-follow-evidence-asked = asked for: { $name }
dispute-follow-evidence-received = received: { $name }
dispute-follow-proposed = credit proposed: { $credit }
dispute-follow-pending = credit proposed, to be approved: { $credit }
dispute-follow-closed = debtor informed
dispute-follow-reopened = reopened
dispute-state-open = open
dispute-state-overdue = decision overdue
dispute-state-accepted = accepted
dispute-state-partly-accepted = partly accepted
dispute-state-rejected = rejected
dispute-state-withdrawn = withdrawn
dispute-state-void = nothing left of it

# Promises and holds
plan-state-proposed = proposed
plan-state-accepted = accepted
plan-state-active = running
plan-state-completed = completed
plan-state-defaulted = in default
plan-state-cancelled = given up
plan-in-short = { $amount } in { $count } instalments, { $first } to { $last }
plan-signed = signed { $day }{ $by ->
    [none] {""}
   *[other] {" "}by { $by }
}: debt acknowledged
plan-agreed = agreed { $day }{ $by ->
    [none] {""}
   *[other] {" "}by { $by }
}, not signed
plan-line = instalment { $number }
plan-missed = { $missed ->
    [one] 1 instalment missed, { $allowed } allowed
   *[other] { $missed } instalments missed, { $allowed } allowed
}
promise-state-pending-approval = to be approved
promise-state-refused = refused
promise-state-open = open
promise-state-in-grace = in grace
promise-state-reported-paid = said to be paid
promise-state-kept = kept
promise-state-partially-kept = partially kept
promise-state-broken = broken
promise-state-withdrawn = withdrawn
promise-state-superseded = replaced
promise-state-void = void
queue-mark-pin = put first
queue-mark-skip = passed over
queue-mark-snooze = put off
promise-limit-longest-days = too far away
promise-limit-smallest-amount = too small an amount
promise-limit-open-per-invoice = too many promises on one invoice
promise-limit-level = too many promises already broken
promise-cause-unpaid = unpaid
promise-cause-reversal = payment came back
party-role-debtor = the debtor
party-role-management = management
party-role-accounts = accounts payable
party-role-representative = a representative
party-role-colleague = a colleague
party-role-relative = a relative
party-role-other = somebody else
hold-reason-stop-contact = no contact wanted
hold-reason-represented = represented by a lawyer
hold-reason-insolvency = insolvency proceedings
hold-reason-over-indebtedness = over-indebtedness file
hold-reason-deceased = deceased
hold-reason-vulnerable = vulnerable person
hold-reason-agreement = agreement
hold-reason-snooze = put off
hold-reason-other = other

# The queue
band-callback-due = call-back due
band-pinned = put first
band-promise-broken = promise broken
band-promise-due = promise to follow
band-deadline = answer due
band-new-case = new case
band-index = by risk and amount
exclusion-contact-cap = contacted often enough
exclusion-contact-pause = pause after a talk
exclusion-quiet-day = no calls on that day
exclusion-opted-out = asked not to be called
exclusion-fact-missing = a fact the rules ask for is missing
exclusion-letter-first = a letter goes out first
exclusion-open-promise = open promise
exclusion-disputed = disputed
exclusion-hold = on hold
exclusion-future-callback = call-back agreed
exclusion-rest-after-contact = contacted recently
exclusion-below-minimum = below the minimum
exclusion-nothing-overdue = nothing overdue
exclusion-merged = merged into another case
exclusion-credit-covers = covered by unallocated money
exclusion-skipped = passed over
exclusion-snoozed = put off
exclusion-linked = goes with the call to a linked debtor
exclusion-linked-to = same group as { $case }, one call for both
exclusion-no-rate = no exchange rate
exclusion-same-weekday = would be the same weekday again
change-new = new
change-up = up
change-down = down
change-same = unchanged
because-first-seen = first seen
because-came-due = an invoice came due
because-payment-arrived = a payment arrived
because-promise-made = a promise was made
because-promise-broke = a promise was broken
because-promise-due = a promise is due
because-dispute-opened = a dispute was opened
because-dispute-decided = a dispute was decided
because-callback-due = a call-back is due
because-hold-ended = a hold has ended
because-rest-ended = the rest after contact is over
because-contacted = contacted since
because-amount-grew = more is owed
because-amount-shrank = less is owed
because-risk-rose = the risk rose
because-risk-fell = the risk fell
because-deadline-near = an answer is due
because-pinned = put first
because-skip-ended = passed over until now
because-snooze-ended = put off until now
because-link-ended = went with a linked debtor
because-drawn = drawn at random
because-others-moved = others moved
because-reassigned = given to someone else
because-nothing = nothing changed
next-action-call = call
next-action-call-back = call back
next-action-remind-promise = remind of the promise
next-action-check-promise = check the promise
next-action-formal-notice = send a formal notice
next-action-await-payment = await payment
next-action-settle-dispute = settle the dispute
next-action-escalate = take the refusal further
next-action-review-hold = review the hold
next-action-wait-due = wait for the due date
next-action-write = write
next-action-nothing = nothing to do
role-collector = collector
role-supervisor = supervisor
role-auditor = auditor

# What the journal says happened
event-contact-recorded = contact
event-promise-recorded = promise
event-promise-withdrawn = promise withdrawn
event-plan-proposed = payment plan
event-plan-accepted = plan accepted
event-plan-changed = plan changed
event-plan-cancelled = plan given up
event-promise-approved = promise approved
event-promise-refused = promise refused
event-promise-reported-paid = said to be paid
event-dispute-opened = dispute
event-dispute-decided = dispute decided
event-dispute-followed = dispute followed up
event-callback-set = call-back
event-note-written = note
event-consent-said = contact wish
event-point-told = contact detail
event-contact-checked = contact rules asked
event-queue-marked = place in the queue
event-hold-placed = hold
event-hold-released = hold lifted
event-payment-recorded = payment
event-payment-reversed = payment returned
event-payment-returned = payment returned by the bank
event-written-off = written off
event-plan-approved = plan approved
event-assigned = assigned
event-act-undone = undone
event-act-moved-out = moved to another case
event-act-moved-in = moved from another case
event-merged-into = merged into another case
event-absorbed = another case merged in
event-unmerged = stands alone again
event-released = a merged case left
# Why a case stands where it stands. $points carries its sign; $fact is a whole number of days, invoices, promises …
# (-1: unknown), $tenths a share in tenths, $word what a word stands for, $side tells on which side of the usual delay the payer is.
reason-callback-agreed = { $fact ->
    [0] call-back agreed for today
    [one] call-back agreed, due yesterday
   *[other] call-back agreed, due { $fact } days ago
}
reason-pinned = { $fact ->
    [one] put first by hand, for { $fact } more day
   *[other] put first by hand, for { $fact } more days
}
reason-promise-broken = { $fact ->
    [0] promise broken today
    [one] promise broken yesterday
   *[other] promise broken { $fact } days ago
}
reason-promise-due = { $side ->
    [ahead] { $fact ->
        [one] promise due tomorrow, to be reminded of
       *[other] promise due in { $fact } days, to be reminded of
    }
   *[within] { $fact ->
        [0] promise due today
        [one] promise due yesterday, not paid yet
       *[other] promise due { $fact } days ago, not paid yet
    }
}
reason-deadline-near = { $fact ->
    [0] answer to a dispute due today
   *[other] answer to a dispute due tomorrow
}
reason-new-case = { $fact ->
    [0] never contacted since it came due
    [one] never contacted, { $fact } day past due
   *[other] never contacted, { $fact } days past due
}
reason-late-ratio = { $fact ->
    [-1] no invoice settled yet ({ $points })
   *[other] pays late { $tenths } times in 10 ({ $points })
}
reason-excess-days = { $side ->
    [past] { $fact ->
        [one] { $fact } day later than usual ({ $points })
       *[other] { $fact } days later than usual ({ $points })
    }
   *[within] { $fact ->
        [0] right at its usual delay ({ $points })
        [one] usually pays { $fact } day later than this ({ $points })
       *[other] usually pays { $fact } days later than this ({ $points })
    }
}
reason-last-late-days = { $fact ->
    [-1] no invoice settled yet ({ $points })
    [0] last invoice settled on time ({ $points })
    [one] last invoice settled { $fact } day late ({ $points })
   *[other] last invoice settled { $fact } days late ({ $points })
}
reason-overdue-items = { $fact ->
    [one] { $fact } invoice overdue ({ $points })
   *[other] { $fact } invoices overdue ({ $points })
}
reason-promises-kept = { $fact ->
    [0] no promise kept ({ $points })
    [one] { $fact } promise kept ({ $points })
   *[other] { $fact } promises kept ({ $points })
}
reason-promises-broken = { $fact ->
    [0] no promise broken ({ $points })
    [one] { $fact } promise not kept ({ $points })
   *[other] { $fact } promises not kept ({ $points })
}
reason-silence-days = { $fact ->
    [-1] never contacted ({ $points })
    [0] contacted today ({ $points })
    [one] last contact yesterday ({ $points })
   *[other] no contact for { $fact } days ({ $points })
}
reason-disputes = { $fact ->
    [0] no dispute so far ({ $points })
    [one] { $fact } dispute so far ({ $points })
   *[other] { $fact } disputes so far ({ $points })
}
reason-mean-late-days = { $fact ->
    [-1] no invoice settled yet ({ $points })
    [0] settles on time on average ({ $points })
    [one] settles { $fact } day late on average ({ $points })
   *[other] settles { $fact } days late on average ({ $points })
}
reason-days-late = { $fact ->
    [one] { $fact } day past due ({ $points })
   *[other] { $fact } days past due ({ $points })
}
reason-dispute-days = { $fact ->
    [-1] never disputed anything ({ $points })
    [0] dispute opened today ({ $points })
    [one] last dispute opened yesterday ({ $points })
   *[other] last dispute opened { $fact } days ago ({ $points })
}
reason-limit-use = { $fact ->
    [-1] no credit limit known ({ $points })
   *[other] { $percent }% of the credit limit used ({ $points })
}
reason-channel = { $fact ->
    [-1] no channel known ({ $points })
   *[other] last contact by { $word } ({ $points })
}
reason-segment = { $fact ->
    [-1] in no segment ({ $points })
   *[other] segment { $word } ({ $points })
}
reason-country = { $fact ->
    [-1] no country of a company known ({ $points })
   *[other] company in { $word } ({ $points })
}
reason-base = starting points of the card ({ $points })
reason-payment-returned = { $fact ->
    [0] a payment came back today
    [one] a payment came back yesterday
   *[other] a payment came back { $fact } days ago
}
reason-linked = { $fact ->
    [one] the call is for { $fact } linked debtor as well
   *[other] the call is for { $fact } linked debtors as well
}
reason-linked-value = to be asked for there: { $fact }, in the book's currency
# The same in few words, for the list: at most 28 characters. $time is the hour of a call-back, "none" when it has none.
reason-short-callback-agreed = { $fact ->
    [0] { $time ->
        [none] call back today
       *[other] call back { $time }
    }
    [1] call-back due yesterday
   *[other] call-back due { $fact } d ago
}
reason-short-pinned = put first by hand
reason-short-promise-broken = { $fact ->
    [0] promise broken today
    [1] promise broken yesterday
   *[other] promise broken { $fact } d ago
}
reason-short-promise-due = { $side ->
    [ahead] { $fact ->
        [1] promise due tomorrow
       *[other] promise due in { $fact } d
    }
   *[within] { $fact ->
        [0] promise due today
        [1] promise due yesterday
       *[other] promise due { $fact } d ago
    }
}
reason-short-deadline-near = { $fact ->
    [0] dispute: answer today
   *[other] dispute: answer tomorrow
}
reason-short-new-case = never contacted
reason-short-late-ratio = { $fact ->
    [-1] nothing settled yet
   *[other] pays late { $tenths } times in 10
}
reason-short-excess-days = { $side ->
    [past] { $fact } d later than usual
   *[within] { $fact ->
        [0] right at its usual delay
       *[other] usually pays { $fact } d later
    }
}
reason-short-last-late-days = { $fact ->
    [-1] nothing settled yet
    [0] last settled on time
   *[other] last settled { $fact } d late
}
reason-short-overdue-items = { $fact ->
    [one] { $fact } invoice overdue
   *[other] { $fact } invoices overdue
}
reason-short-promises-kept = { $fact ->
    [0] no promise kept
    [one] { $fact } promise kept
   *[other] { $fact } promises kept
}
reason-short-promises-broken = { $fact ->
    [0] no promise broken
    [one] { $fact } promise not kept
   *[other] { $fact } promises not kept
}
reason-short-silence-days = { $fact ->
    [-1] never contacted
    [0] contacted today
    [1] last contact yesterday
   *[other] no contact for { $fact } d
}
reason-short-disputes = { $fact ->
    [0] no dispute so far
    [one] { $fact } dispute so far
   *[other] { $fact } disputes so far
}
reason-short-mean-late-days = { $fact ->
    [-1] nothing settled yet
    [0] on time on average
   *[other] { $fact } d late on average
}
reason-short-days-late = { $fact } d past due
reason-short-dispute-days = { $fact ->
    [-1] never disputed anything
    [0] dispute opened today
   *[other] last dispute { $fact } d ago
}
reason-short-limit-use = { $fact ->
    [-1] no credit limit known
   *[other] { $percent }% of credit limit used
}
reason-short-channel = { $fact ->
    [-1] no channel known
   *[other] last by { $word }
}
reason-short-segment = { $fact ->
    [-1] in no segment
   *[other] segment { $word }
}
reason-short-country = { $fact ->
    [-1] no country known
   *[other] company in { $word }
}
reason-short-base = starting points
reason-short-payment-returned = { $fact ->
    [0] payment back today
    [1] payment back yesterday
   *[other] payment back { $fact } d ago
}
reason-short-linked = with { $fact } of its group
reason-short-linked-value = group: { $fact } more
reason-short-amount = mostly the amount
# The factors of a line, each as it is multiplied: shares in percent, $part a part of the day, $attempt a whole number.
factors = { $value } × { $unpaid } % still unpaid in 7 days × { $reach } % reached { $part } × { $decay } % at call { $attempt } of 14 days × { $effect } % won by talking × { $word } % word kept ÷ { $minutes } min = { $index } a minute
factors-from = { $reach ->
    [0] chance to reach: default
    [one] chance to reach: learnt from one call of this book
   *[other] chance to reach: learnt from { $reach } calls of this book
} · { $minutes ->
    [0] minutes: default
    [one] minutes: learnt from one call
   *[other] minutes: learnt from { $minutes } calls
} · won by talking: default
factors-drawn = drawn at random, whatever its index: such calls tell what a call changes
factors-card = points by the card { $card }
factors-untouched = left alone for { $days } days
day-part-morning = in the morning
day-part-midday = around noon
day-part-afternoon = in the afternoon
# What fits into a day: $fits calls in $minutes minutes; $beyond lines beyond, with $value to ask for; $price a minute there.
capacity-line = below this, not today: { $beyond ->
    [one] { $beyond } case
   *[other] { $beyond } cases
}, { $value } · a minute is worth { $price }
capacity-all = { $fits } calls fit into the day ({ $minutes } min); not today: { $beyond ->
    [one] { $beyond } case
   *[other] { $beyond } cases
}, { $value }
# The rules for contacts: what a debtor said about them, what was asked and answered, why not.
consent-refused = refuses: { $how }
consent-allowed = allows: { $how }
consent-any = any contact
verdict-allowed = allowed
verdict-warned = to be weighed
verdict-blocked = blocked
checked-overridden = { $answer }; made all the same: { $reason }
checked-allowed = { $answer }; { $who } allowed it: { $reason }
override-asked = { $how }, against { $rules }: { $reason }
override-state-pending = to be approved
override-state-approved = allowed today
override-state-refused = not allowed
override-state-used = allowed and made
override-state-lapsed = time is up
override-told-pending = Nobody has answered yet; it waits until { $until }.
override-told-approved = { $who } allows one contact, on { $day } only.
override-told-refused = { $who } says no: { $reason }
override-told-used = { $who } allowed it on { $day }, and the contact was made.
override-told-lapsed = It can no longer be used: the last word was { $who }'s, on { $day }.
event-override-asked = contact asked for against a rule
event-override-approved = contact against a rule allowed
event-override-refused = contact against a rule not allowed
permit-finding = { $why }{ $until } — { $source } [{ $rule }]
why-until = , until { $day }
why-hours = only from { $from } to { $to }, the debtor's time
why-weekday = not on this day of the week
why-holiday = a public holiday there
why-cap = { $made } contacts in { $days ->
    [one] one day
   *[other] { $days } days
}, { $count } are allowed
why-pause = spoken to { $day }, { $days } days of rest from then
why-held = on hold: { $reason }
why-refused = the debtor does not want it
why-disputed = what is owed is contested
why-no-letter = no letter went out yet
why-lacks = nobody told { $fact }
lacks-country = the debtor's country
lacks-kind = whether the debtor is a company or a person
lacks-zone = the debtor's time zone
# Numbers and addresses: whose, in which language, what the contacts say of them, why this one.
language-fr = speaks French
language-en = speaks English
language-de = speaks German
language-nl = speaks Dutch
language-es = speaks Spanish
language-it = speaks Italian
language-pt = speaks Portuguese
language-other = speaks another language
point-quality-untried = not tried yet
point-quality-reached = reached
point-quality-failed = never reached
point-quality-wrong = no longer in use
point-tried = { $reached } of { $tried }
point-preferred = use first
point-gone = no longer in use
point-use-usual = like the others
point-use-first = first
point-use-gone = no more
why-point-preferred = the number to use first
why-point-answered-now = answered { $part } { $reached } of { $made } times
why-point-answered = answered { $reached } of { $made } times
why-point-untried = not tried yet
why-point-failed = nobody so far ({ $made ->
    [one] { $made } try
   *[other] { $made } tries
})
# What is checked of who speaks.
identity-name = name
identity-position = position
identity-birth-date = date of birth
identity-address = address
identity-reference = reference
identity-invoice = invoice
identity-company-number = company number
identity-checked = checked: { $what }
# Weak signals.
signal-repeated-lateness = paid late so far: { $fact } invoices in 10
signal-silence = { $fact } calls without a talk
signal-growing-delay = the last invoice was settled { $fact } days later than usual
signal-repeated-disputes = { $fact } disputes opened so far
signal-bounced-mail = { $fact ->
    [one] an e-mail address bounces
   *[other] { $fact } e-mail addresses bounce
}
signal-letter-returned = { $fact ->
    [one] a letter came back
   *[other] { $fact } letters came back
}
signal-broken-plan = plan: { $fact ->
    [one] an instalment missed
   *[other] { $fact } instalments missed
}
signal-limit-near = credit limit { $fact }% used
