# The command line: help, sentences, tables.

# -- what clap is asked to say --
usage-usage = Usage:
usage-options = Options
usage-options-anywhere = Options anywhere
usage-arguments = Arguments
usage-verbs = Verbs
usage-verb = VERB
usage-help = Show this help
usage-version = Show the version
usage-after = Exit codes: 0 done, 1 refused or failed (one sentence on standard error), 2 wrong usage, 3 done in part.
usage-unknown-argument = There is no option { $what } here.
usage-unknown-verb = There is no verb { $what }.
usage-missing = Something is missing: { $what }.
usage-conflict = { $what } and { $other } do not go together.
usage-no-value = { $what } needs a value.
usage-bad-value = { $value } cannot be read as a value of { $what }.
usage-not-among = { $value } is not a value of { $what }. Known: { $known }.
usage-wrong = This command cannot be read.
usage-perhaps = Did you mean { $what }?
usage-see-help = See --help.

# -- help: the whole program --
help = Collect unpaid invoices: today's calls in order and why, one key to record what was said.
help-book = The book to work on (or RELANCE_BOOK; default: the one in your data folder)
help-as = Work as this person of the book (or RELANCE_AS; default: the user of the operating system)
help-today = Stop the clock at 09:00 of this day, YYYY-MM-DD (or RELANCE_TODAY)
help-lang = Language of the screen and of what is printed (or RELANCE_LANG, else your settings and the locale)
help-json = Print one JSON object instead of text
help-linear = Say changes as lines added below, for a screen reader: no drawing, no cursor moved
help-read-only = Only look: whatever would write is refused
help-no-input = Never ask anything

help-init = Make an empty book and a commented config beside it
help-init-shared = Share the book with this group of the system
help-init-zone = Time zone of the book, such as Europe/Paris
help-init-currency = Currency of the reports, and of files that name none
help-init-language = Language of the house
help-init-company = Name of the company
help-init-login = Who you are: your login in the book
help-completions = Print what a shell needs to complete commands
help-completions-shell = bash, zsh, fish, elvish or powershell
help-man = Print the manual page

# -- the program and the book --
cli-unexpected = Something unexpected happened, and nothing more was written: { $cause }. `relance doctor` may tell more.
cli-no-terminal = The workstation needs a terminal. Type `relance --help` for what can be done without one.
cli-no-screen = The screen could not be opened: { $cause }.
cli-no-home = This system names no home folder. Say where the book is: --book PATH.
cli-bad-today = { $value } is not a day. Write --today 2026-12-15.
cli-bad-zone = { $value } is not a time zone. Write for example Europe/Paris.
cli-bad-currency = { $value } is not a currency. Write three letters, such as EUR.
cli-bad-language = { $value } is not a language known here. Write fr or en.
cli-not-a-count = a whole number, 1 or more
cli-not-a-login = { $login } cannot be a login: 1 to 32 letters, digits, dots, dashes.
cli-as-unknown = Nobody here is called { $login }. `relance people` lists who is.
cli-as-not-listed = You ({ $user }) are not listed as { $login }. A supervisor can add you: relance people add { $login } --user { $user }.
cli-no-such-group = This system has no group { $group }.
cli-no-answer = Nothing was made: a question stayed without an answer. Give the options instead, see relance init --help.
cli-file-failed = { $path }: { $cause }.
cli-bad-option = { $option } { $value }: { $why }
cli-not-an-act = { $value } is not the number of an act: 16 letters and digits, as printed when it was recorded.
cli-no-such-case = There is no case { $value }. Look for it: relance find WORDS.
cli-no-such-invoice = This case has no invoice { $number }.
cli-invoice-twice = { $number } stands twice in this case, from two sources. Say which: { $choices }.

# -- init --
cli-ask-language = Language of the house (fr or en)?
cli-ask-zone = Time zone?
cli-ask-currency = Currency of the reports?
cli-ask-company = Name of the company?
cli-ask-login = Your login here?
cli-init-done =
    Made { $path }; you are { $login }, supervisor.
    The house's numbers are in { $config }.
    Next: relance import debtors FILE, relance import invoices FILE, relance close-day.

# -- config files --
config-broken = { $path } cannot be used, and nothing was done:
config-at = line { $line }, column { $column }: { $what }
config-syntax = this is not TOML: { $detail }.
config-unknown-key = there is no setting "{ $key }" here; known: { $known }.
config-unknown-key-near = there is no setting "{ $key }" here; did you mean "{ $near }"?
config-expects-table = "{ $key }" must be a group of settings.
config-expects-text = "{ $key }" must be text between quotes.
config-expects-number = "{ $key }" must be a number.
config-expects-switch = "{ $key }" must be true or false.
config-expects-date = "{ $key }" must be a date, such as 2026-01-31.
config-expects-list = "{ $key }" must be a list.
config-not-a-colour = "{ $key }" is no colour: "{ $value }". A name ({ $near }, light-blue …), "#rrggbb" or a number from 0 to 255.
config-not-a-number = "{ $key }" cannot be { $value }.
config-number-range = "{ $key }" is { $value }; it must lie between { $low } and { $high }.
config-not-among = "{ $key }" cannot be "{ $value }"; known: { $known }.
config-not-a-currency = "{ $value }" is not a currency: three letters, such as USD.
config-missing-key = "{ $key }" is missing here.
config-too-long = this is too long; the most is { $most }.

# -- help: verbs on cases --
help-import = Read exports into the ledger; the same file again changes nothing
help-import-kind = invoices, debtors, payments, contacts, promises, disputes, a bank statement (camt, cfonb, mt940, ofx, bank-csv), fec, the calls of an Asterisk or FreePBX exchange (cdr), e-mail (mail: a message, an mbox, a Maildir or a folder), text messages of a gateway (sms) letters with what the post told of them (letters) or visiting cards (vcard)
help-import-files = CSV files, one after another
help-import-map = A mapping: which column is which field, in which format
help-import-dry-run = Show exactly what would change and write nothing
help-import-open-items = The files list every invoice still open on this day: what is absent was paid
help-import-yes = Import even if more than a fifth of the open invoices would vanish
help-import-progress = Tell progress as lines of JSON on standard error, for a program that reads along
help-batches = What was imported; take a batch back whole
help-batches-undo = The batch to take back

help-find = Find cases by number, reference, invoice, phone, e-mail or name
help-find-query = What to look for
help-may = May this debtor be contacted now? With the rule, its source and the next allowed moment
help-may-case = Case number (C-000123) or the debtor's reference
help-may-channel = call (if nothing is said), email, sms, letter, registered-letter, im, visit, portal
help-may-point = The number or address meant
help-may-at = At this moment instead of now (14:30, fri 10h)
help-may-reason = Go on although it is blocked, for this reason (supervisor)
help-may-ask-override = Ask a supervisor to allow this one contact, for this reason
help-show = Show one case: balance, invoices, promises, disputes, history, score
help-show-case = Case number (C-000123) or the debtor's reference
help-show-timeline = The whole history
help-record = Record what was said or done on a case
help-record-contact = A call, an e-mail, a letter, a visit, with its outcome
help-record-contact-case = Case number (C-000123) or the debtor's reference
help-record-contact-channel = call (if nothing is said), email, sms, letter, registered-letter, im, visit, portal
help-record-contact-direction = out (if nothing is said) or in
help-record-contact-outcome = What came of it, by name or short form (promise or PTP, no-answer or NA …)
help-record-contact-point = The number or address used
help-record-contact-seconds = Seconds of talk
help-record-contact-checked = What was checked of who spoke (name,position,invoice …)
help-record-contact-note = A few words
help-record-contact-at = When, if not now (14:30, fri 10h)
help-record-contact-also = Other cases it was made on too; all of them are one act
help-record-contact-also-in = … from a file, a reference a line (-: standard input)
help-record-promise = A promise to pay, or its withdrawal
help-record-promise-case = Case number (C-000123) or the debtor's reference
help-record-promise-amount = How much (1,234.50)
help-record-promise-currency = In which currency, when the case has several
help-record-promise-on = When (15/12, fri, +5, eom)
help-record-promise-invoice = An invoice it covers, with an amount if only in part; again for more
help-record-promise-method = transfer, cheque, direct-debit, card or cash
help-record-promise-by = Who promises: debtor, management, accounts, representative, colleague, relative or other
help-record-promise-name = Their name
help-record-promise-replaces = The running promise it takes the place of
help-record-promise-reason = Why it takes its place
help-record-promise-note = A few words
help-record-promise-withdraw = Withdraw the promise of this number: our error, unless --by-debtor
help-record-promise-by-debtor = The debtor withdraws it: it counts as not kept
help-record-plan = A payment plan, its acceptance, one instalment changed, or giving it up
help-record-plan-case = Case number (C-000123) or the debtor's reference
help-record-plan-amount = The whole (1,234.50)
help-record-plan-currency = In which currency, when the case has several
help-record-plan-instalments = In how many parts; the last one takes the rounding
help-record-plan-first = The first instalment (15/12, fri, +5, eom)
help-record-plan-every = week, fortnight, month or month-end
help-record-plan-line = An instalment of its own; repeat
help-record-plan-invoice = An invoice it covers, with an amount when only in part; repeat
help-record-plan-method = transfer, cheque, direct-debit, card or cash
help-record-plan-note = A few words
help-record-plan-accepted = Accepted at once
help-record-plan-signed = Signed: the debt is acknowledged on that day
help-record-plan-by = Who accepts it
help-record-plan-role = What they are to the debt: debtor, management, accounts, representative, colleague, relative or other
help-record-plan-on = When it was accepted (today unless said)
help-record-plan-accept = The plan the debtor accepts
help-record-plan-change = The plan of which an instalment changes
help-record-plan-number = Which one, from 1
help-record-plan-to = Its new amount; the last instalments bear the difference
help-record-plan-due = Its new day
help-record-plan-cancel = The plan that is given up
help-record-plan-reason = Why
help-record-dispute = A dispute over invoices, or the decision on one
help-record-dispute-case = Case number (C-000123) or the debtor's reference
help-record-dispute-reason = Why, by name or short form (quality or QUA …)
help-record-dispute-invoice = A disputed invoice, with an amount if only in part; again for more
help-record-dispute-owner = Who settles it, if not you
help-record-dispute-note = A few words
help-record-dispute-decide = Decide the dispute of this number: accepted, partly-accepted, rejected or withdrawn
help-record-dispute-credit = The amount credited
help-record-dispute-kind = What it is: a complaint, a dispute over an amount, or a refusal to pay
help-record-dispute-justified = With --decide: was the debtor right?
help-record-dispute-resolution = How it is settled: credit, re-invoice, proof-sent, replacement, deduction or other
help-record-dispute-assign = Give the dispute of this number to somebody
help-record-dispute-department = With --assign: their department
help-record-dispute-state = Where it stands: investigating, waiting-debtor or waiting-internal
help-record-dispute-check = With --state: when it is looked at next
help-record-dispute-evidence = A piece of evidence asked for
help-record-dispute-received = With --evidence: it has come
help-record-dispute-propose = Propose the credit given with --credit
help-record-dispute-close = The debtor was told how it ended
help-record-dispute-reopen = Take it up again, once; the reason is the note
help-desk = The team on a day: who works on what, done and left, promises, what is late, load against hours; the alerts of the house
help-disputes = List the disputes that wait to be decided or closed, by due day
help-disputes-owner = Only those this person settles
help-disputes-department = Only those of this department
help-disputes-reason = Only those of this reason
help-disputes-kind = Only complaints, disputes or refusals to pay
help-disputes-overdue = Only those that should have been decided by now
help-disputes-by = Where they come from and how long they take, open and decided: reason, owner, department or kind
help-record-payment = A payment seen before any file brought it, or one that came back
help-record-payment-case = Case number (C-000123) or the debtor's reference
help-record-payment-amount = How much
help-record-payment-currency = In which currency, when the case has several
help-record-payment-on = Value date
help-record-payment-invoice = An invoice it pays, with an amount if only in part; again for more
help-record-payment-method = transfer, cheque, direct-debit, card or cash
help-record-payment-reference = Reference on the statement
help-record-payment-reverse = The payment of this number came back
help-record-write-off = An amount that nobody will pay, given up (supervisors)
help-record-write-off-case = Case number (C-000123) or the debtor's reference
help-record-write-off-amount = How much (1,234.50)
help-record-write-off-currency = In which currency, when the case has several
help-record-write-off-on = The day it is off the books (today if nothing is said)
help-record-write-off-invoice = An invoice it is of, with an amount if only in part; again for more; none: the account
help-record-write-off-reason = Why
help-record-callback = A call-back
help-record-callback-case = Case number (C-000123) or the debtor's reference
help-record-callback-at = When (14:30, fri 10h, tomorrow 9h)
help-record-callback-for = For whom, if not you: a login, or anyone
help-record-note = A note
help-record-note-case = Case number (C-000123) or the debtor's reference
help-record-note-text = The text
help-record-consent = What the debtor said about being contacted: no or yes
help-record-consent-case = Case number (C-000123) or the debtor's reference
help-record-consent-refuse = No more contact so
help-record-consent-allow = Contact so is wanted, or wanted again
help-record-consent-channel = By this channel only (call, email, sms …); if not given, by any
help-record-consent-point = At this number or address only
help-record-consent-on = The day it was said (default: today)
help-record-consent-origin = How it was said: an e-mail, a call, a form
help-record-point = A number or address of the debtor, and what is known of it
help-record-point-case = Case number (C-000123) or the debtor's reference
help-record-point-phone = The phone number
help-record-point-email = The e-mail address
help-record-point-name = Who is to be had there
help-record-point-role = What they are to the debt (accounts, management …)
help-record-point-language = The language they speak (fr, en, de …)
help-record-point-prefer = To use before the others
help-record-point-gone = No longer used
help-record-pin = Call a case first, with a reason
help-record-pin-case = Case number or reference
help-record-pin-reason = Why
help-record-pin-until = Until this day (default: a week, or until it was called)
help-record-skip = Pass a case over, with a reason
help-record-skip-case = Case number or reference
help-record-skip-reason = Why
help-record-skip-until = Until this day (default: the next working day)
help-record-snooze = Put a case off until a day, with a reason
help-record-snooze-case = Case number or reference
help-record-snooze-until = Until this day; the house says how far it may lie ahead
help-record-snooze-reason = Why
help-record-hold = Stop work on the case, or on some invoices, for a reason; or go on again
help-record-hold-case = Case number (C-000123) or the debtor's reference
help-record-hold-reason = Why, by name or short form (insolvency or BKR …)
help-record-hold-until = First day of work again; if not given, the reason's review date
help-record-hold-invoice = Only this invoice; again for more
help-record-hold-release = Lift the hold of this number
help-undo = Take an act back, as a new act
help-undo-act = The act's number, as printed when it was recorded
help-move = Move an act to the case it belongs to
help-move-act = The act's number
help-move-to = The right case
help-merge = Merge a case into another of the same debtor
help-merge-case = The case that ends
help-merge-into = The case that goes on
help-unmerge = Let a merged case stand alone again
help-unmerge-case = The merged case
help-assign = Give files to somebody, one by one or by filter
help-assign-cases = Case numbers or references
help-assign-to = To whom
help-assign-until = Last day, when for a while only
help-assign-note = What whoever takes them should know; it stands on each case
help-assign-from = Files of these people
help-assign-score-min = Called today with at least this score
help-assign-score-max = Called today with at most this score
help-assign-postcode = Of places whose postcode begins like this
help-assign-marked = Pinned, skipped or snoozed by somebody
help-assign-nobodys = Files that nobody has
help-assign-segment = Files of this segment
help-assign-country = Files of this country
help-assign-overdue-min = With at least this much overdue
help-assign-overdue-max = With at most this much overdue
help-assign-late = Whose oldest invoice is at least so many days past due
help-assign-due-by = With a call-back, promise or dispute due by this day
help-assign-even = Even out the desks named by --to, with few moves
help-assign-by = What is shared evenly: cases, money or minutes of today's calls
help-assign-most = Most files a desk may have afterwards
help-assign-dry-run = Show what would move, write nothing
help-assign-yes = Do not ask
help-approve = List what goes beyond a collector's limits, or decide on it (supervisor)
help-approve-act = The act's number, as listed or as printed when it was recorded; none: the list
help-approve-refuse = Turn it down instead
help-approve-reason = Why it is turned down
help-people = List who works here
help-people-absent = Say that somebody is away: their list goes to whoever covers, day by day, and comes back by itself
help-people-absent-login = Who
help-people-absent-from = First day; today when nothing is said
help-people-absent-until = Last day
help-people-absent-cover = Who works their list meanwhile; nobody said: it is anyone's
help-people-back = Say that somebody is here again before the last day said
help-people-back-login = Who
help-people-back-on = First day back; today when nothing is said
help-people-add = Name a person, their role, their users of the system
help-people-add-login = Login
help-people-add-role = collector (at first), supervisor or auditor
help-people-add-user = A user of the system who may work as this person; again for more
help-people-add-team = Team; an empty text: none
help-people-add-hours = When they work, like "mon-fri 09:00-12:30 14:00-18:00, sat 09:00-12:00"; house: as long as the house says
help-people-add-give = A right beyond the role (people rights lists them); again for more
help-people-add-take = Take such a right back
help-people-add-promise-days = Longest delay of a promise they accept alone, in days; house: as the role
help-people-add-instalments = Most instalments they agree to; house: no limit of their own
help-people-add-credit = Most they credit alone in one dispute; house: as the role
help-people-add-write-off = Most they write off at once; house: no limit of their own
help-people-rights = Who may do what: right by right, for each role, or for one person
help-people-rights-login = Of this person
help-journal = Print what was written, by whom, when
help-journal-case = Only this case
help-journal-limit = So many of the latest entries

# -- what was recorded, found, shown --
cli-recorded-many = { $cases } cases recorded in act { $act }; { $refused } were left alone. To take all of it back: relance undo { $act }
cli-recorded =
    { $case }: { $events }. Next: { $next }.
    To take it back: relance undo { $act }
cli-next-on = { $next } ({ $day })
cli-nothing-found = Nothing was found for "{ $query }". Try part of the name, an invoice number, a phone number.
cli-matched-reference = reference
cli-matched-invoice = invoice
cli-matched-phone = phone
cli-matched-email = e-mail
cli-matched-name = name
cli-seconds = { $count ->
    [one] 1 second
   *[other] { $count } seconds
}
cli-invoice = Invoice { $number }
cli-credit-note = Credit note { $number }
cli-due = due { $day }
cli-until = until { $day }
cli-payment = Payment
cli-payment-inferred = Settled by absence from an open-items file
cli-anyone = anyone
cli-undone = (taken back)
cli-open = Outstanding
cli-overdue = Overdue
cli-disputes-none = No dispute waits.
cli-disputes-never = There never was a dispute.
cli-disputes-nobody = nobody named
cli-disputes-head-cause = Cause
cli-disputes-head-open = Open
cli-disputes-head-overdue = Late
cli-disputes-head-sums = Contested
cli-disputes-head-age = Mean age
cli-disputes-head-decided = Decided
cli-disputes-head-justified = Justified
cli-disputes-head-credited = Credited
cli-disputes-head-took = Median to resolve
cli-disputes-late = { $day }, overdue
cli-disputed = Disputed
cli-promised = Promised
cli-unallocated = Unallocated
cli-days-late = { $days ->
    [one] 1 day late
   *[other] { $days } days late
}
cli-part-disputed = { $amount } disputed
cli-promise-residue = { $rest } missing
cli-part-promised = { $amount } promised
cli-part-held = on hold until { $day }
cli-show-merged = Merged into { $case }.
cli-show-assigned = Collector: { $login } { $until }
cli-show-lease = { $login } is working on this case.
cli-show-next = Next: { $next }.
cli-show-excluded = Not in today's queue: { $rule }, until { $day }.
cli-credit-limit = credit limit, { $percent }% used
cli-may = { $channel } to { $case }, { $at }: { $verdict }
cli-may-next = Allowed from { $at } on, as things stand.
cli-may-asked = A supervisor is asked: relance approve { $act }
cli-show-linked = Linked debtors (group { $group })
cli-show-balance = Balance
cli-show-invoices = Invoices still open: number, issued, due, amount, open
cli-show-agreements = Promises, disputes, call-backs, holds
cli-show-why = Score
cli-show-score = in all
cli-show-history = History, latest first
cli-show-more = { $count ->
    [one] One more line: --timeline
   *[other] { $count } more lines: --timeline
}
config-not-whole = "{ $key }" must be a whole number, not { $value }.
config-too-fine = "{ $key }" has more decimals than the book's currency ({ $digits }).
config-card-syntax = this card cannot be read: { $detail }.
config-card-unknown-feature = there is no feature "{ $value }".
config-card-twice = the feature "{ $value }" stands here twice.
config-card-bounds-not-rising = the bounds of the bins must rise.
config-card-forbidden-feature = "{ $value }" may never weigh on anybody's place; take it off the card.
config-card-bins-or-words = a feature that counts has "bins", one that is a word has "words" and "other".
config-card-last-bin-open = the last bin has no bound ("below"), all others have one.
config-card-points-too-large = these points are too many: -500 to 500.
config-alert-count = at most { $most } alerts: more are a report.
config-alert-nothing = this alert says of nothing when: name overdue, late_days, silent_days, broken, disputes or segment.
config-view-count = at most { $most } views: more are not found again.
config-view-word = "{ $word }" asks for nothing a line of the queue has: fields are segment, type, status, action, amount, score, days, name; sort:FIELD or sort:-FIELD puts in order.
config-card-bin-count = there must be 1 to 64 of these.
config-card-knots-not-rising = points must rise from knot to knot, and probabilities must not fall.
config-card-probability-range = a probability lies between 0 and 1,000,000 millionths.
config-card-name = a card needs a name of 1 to 40 characters.
config-rule-twice = the rule "{ $value }" stands there already; give this one another id.
config-rule-without = a rule needs "{ $key }".
config-rule-hours = "from" must come before "to".
config-rule-time = "{ $value }" is no time of day; write it as 08:30.
config-rule-pack-twice = the pack "{ $value }" comes with the program too; leave it out of packs, or call this one otherwise.
config-dial-number = "dial" is a list: the program, then its arguments, one of them with { $number }.
config-same-weekday = "{ $key }" = { $value } always falls on the same day of the week; write { $less } or { $more }.
config-one-of-two = "{ $first }" and "{ $second }" exclude each other; keep one.
config-calls-syntax = what the calls told cannot be read: { $detail }.
event-person-away = person away
event-person-back = person back
event-person-named = person named
event-bank-line-set-aside = bank line set aside
event-bank-line-taken-back = bank line waits again
event-config-adopted = house settings
event-rules-adopted = rules for contacts
event-card-adopted = score card
event-calls-learnt = what the calls told
cli-adopted = { $what }: { $name }, from { $day } (sha256 { $digest }…)

# -- help: the book as a whole --
help-verify = Check that the book agrees with itself: chains, seals, batches, derived rows
help-verify-seal = A seal kept elsewhere, which the book must hold
help-doctor = Check the book's place, rights, disk, clock, the terminal and the locale
help-backup = Copy the book while people work, and verify the copy
help-backup-file = The file to make
help-restore = Put a backup back where no book is, verified first
help-restore-file = The backup

# -- verify, backup, restore --
cli-verify-ok = The book agrees with itself: { $entries } entries, { $rows } imported rows in { $batches } batches, { $cases } cases, { $seals } seals.
cli-verify-faults = { $count ->
    [one] The book does not agree with itself in one place. Keep this file, and put a backup back beside it.
   *[other] The book does not agree with itself in { $count } places. Keep this file, and put a backup back beside it.
}
cli-backup-done = Copied { $from } to { $to } and verified the copy ({ $entries } entries).
cli-restore-done = Put { $from } back as { $to }, verified ({ $entries } entries).
fault-file = the file itself is damaged
fault-setting = a setting is not what the book was made with
fault-chain = the entry does not follow from the one before
fault-body = what the entry says was changed
fault-body-missing = what the entry said is gone
fault-unreadable = the entry cannot be read
fault-gap = an entry is missing
fault-head = the end of the stream is not where it was
fault-clock = the entry lies before the one it follows
fault-person = the person is not what was written of them
fault-row = the row cannot be read
fault-no-batch = it belongs to no batch, or to no source
fault-batch = the rows are not those that were loaded
fault-no-case = there is no such case
fault-seal = the seal does not follow from the one before, or from what it names
fault-seal-unknown = the seal kept elsewhere is not in this book: an older copy, or another book
fault-unsealed = what moved since the last seal is not what the book says
fault-derived = the balances are not what the facts say
fault-find-key = it cannot be found by what it is known by
fault-queue = the list of the day is not as it was written

# -- doctor --
doctor-book = Book { $path }: form { $schema }, { $cases } cases, { $kib } KiB.
doctor-local = It lies on a disk of this machine.
doctor-network = It lies on a network file system, where a book can be damaged. Move it to a disk of this machine.
doctor-rights = Rights { $mode }: closed to others.
doctor-rights-open = Rights { $mode }: others on this machine can get at it. Close it: chmod o= FILE.
doctor-disk = { $mib } MiB free on its disk.
doctor-disk-low = Only { $mib } MiB free on its disk. Make room.
doctor-clock = The clock says { $now } ({ $zone }).
doctor-clock-behind = The clock stands before the last entry ({ $last }). Set it right before recording anything.
doctor-waiting = { $stale } cases wait to be derived, { $loading } imports were left unfinished.
doctor-settings = Your settings and keys can be read.
doctor-colours = colours
doctor-no-colours = no colours (NO_COLOR)
doctor-terminal = Terminal { $name }, { $size }, { $colours }.
doctor-terminal-small = Terminal { $name }, { $size }: the workstation needs 60×15 and more than TERM=dumb.
doctor-terminal-none = Nothing is shown on a terminal just now.
doctor-locale = Locale { $value }.
doctor-locale-not-utf8 = The locale ({ $value }) is not UTF-8: accents may not show. Set LANG, for example en_GB.UTF-8.

# -- demo --
help-demo = Make a throw-away book of invented debtors and look at its calls of today
help-demo-debtors = How many debtors (120 if nothing is said)
help-demo-seed = Which of all demos: the same number tells the same
help-demo-tour = Teach the day in eight steps, inside the real screen
help-demo-files = Write the demo's import files into this folder instead
cli-demo-company = Demonstration
cli-demo-made =
    This is an invented book: { $path }
    Work on it: relance --book { $path }
    Everything goes away when you delete its folder.
config-keys-action = there is no action "{ $action }"; the ? key shows them all.
config-keys-action-near = there is no action "{ $action }"; do you mean "{ $near }"?
config-keys-scope = there is no place "{ $scope }"; keys hold in: { $known }.
config-keys-key = "{ $key }" is no key (for { $action }); write for example p, ctrl-p or f5.
config-keys-twice = the key { $key } would do two things: { $first } and { $second }.
man-keys = KEYS
man-keys-own = Keys of the screen, as they come with the program; the ? key shows those in force. Your own stand in keymap.toml in your config folder.

# -- reconcile --
cli-fresh = Bank as of { $bank }, ledger as of { $ledger }{ $waiting ->
    [0] .
   *[other] ; { $waiting } payments wait: relance reconcile
}
help-reconcile = Payments from the bank that wait: list them, accept a proposal, pick another debtor
help-reconcile-line = The line, as the list shows it
help-reconcile-accept = Take this proposal (the first when no number is given)
help-reconcile-case = Give the line to this case
help-reconcile-invoice = The invoices it pays there
help-reconcile-amount = Only so much of the line is theirs: the rest goes on waiting
help-reconcile-payment = The payment that a return takes back there
help-reconcile-set-aside = Nobody's: take the line out of the list, for this reason
help-reconcile-take-back = Put a line that was set aside back in the list
help-reconcile-aside = List the lines set aside, with their reasons
help-reconcile-again = Search again for all that wait, and apply what is certain
help-reconcile-limit = How many lines to list
reconcile-nothing = Nothing waits: every payment of the bank has found its debtor.
reconcile-no-line = No line { $value } waits. relance reconcile lists those that do.
reconcile-no-proposal = There is no proposal { $value } for this line. Name the debtor: --case CASE.
reconcile-no-payment = { $case } has no payment of { $amount } that this return could take back, nor one of up to { $fee } less (a bank's fee). relance show { $case } lists its payments.
reconcile-which-payment = { $case } has { $count } payments that this return of { $amount } may take back: { $payments }. Say which one went back: --payment KEY.
reconcile-hint = { $shown } of { $total } lines. relance reconcile LINE --accept takes the first proposal, --case CASE picks another debtor.
reconcile-again = { $matched } payments matched, { $returned } returned, { $waiting } still wait.
reconcile-set-aside = Line { $line } is set aside. relance reconcile { $line } --take-back brings it back.
reconcile-taken-back = Line { $line } waits again.
reconcile-not-aside = No line { $value } is set aside, or several are. relance reconcile --aside lists them.
reconcile-aside-nothing = Nothing is set aside.
help-import-terms = With fec: days from issue to due where the file names no due day (30 when not given)

assign-nothing-meant = Name cases, say which files with --from, --nobodys, --segment, --country, --overdue-min, --overdue-max, --late or --due-by, or even desks out with --even.
assign-one-only = Cases named one by one go to one person: give --to one login.
assign-plan = { $cases } of { $meant } files that are meant change hands; { $hidden } others of the same desks are left out by the filter; { $left } stay where they are.
assign-head-desk = Desk
assign-head-cases = files
assign-head-money = to ask for today
assign-head-minutes = minutes today
assign-becomes = →
assign-sample = The first of { $cases }:
assign-say-yes = { $cases } files would change hands. Nothing was written; if that is right, repeat it with --yes.
assign-ask = Give { $cases } files to other hands? Type "yes":
assign-yes = yes
assign-done = { $cases } files changed hands in act { $act }; { $refused } were left alone. To take all of it back: relance undo { $act }
assign-given-back = { $cases } files are with whom they were before, by act { $act }; { $refused } were left alone.
assign-stopped = Stopped before the end: what was written holds. Repeat the same command for the rest.
assign-progress = { $done } of { $total } files
people-away = away { $from } to { $until }, { $cover }
people-alone = alone: { $limits }
people-credit = credits to { $amount }
people-given = may also: { $rights }
people-hours = works { $hours }
people-instalments = { $count } instalments
people-not-hours = “{ $text }” is not read as hours. Write like: mon-fri 09:00-12:30 14:00-18:00, sat 09:00-12:00
people-promise-days = promises to { $count } days
people-team = team { $team }
people-write-off = write-offs to { $amount }
people-backwards = The last day away lies before the first. Nothing was written.
people-covered = list with { $login }
people-uncovered = list open to anyone

# -- tray --
help-tray = Contacts that an import could not attach, by number or address: list them, give them to a debtor, leave them out
help-tray-point = The number, address or name, as the list shows it
help-tray-case = Give what waits under it to this case, and what comes later too
help-tray-dismiss = Nobody's: leave out what waits under it, and what comes later
help-tray-take-back = Take back what was said of it: its contacts wait again
help-tray-settled = List the numbers and addresses that persons gave away or left out
help-tray-limit = How many lines to list
tray-nothing = Nothing waits: every contact that was imported has found its debtor.
tray-no-line = Nothing waits under { $value }. relance tray lists what does.
tray-not-settled = Nobody spoke of { $value }. relance tray --settled lists what was said.
tray-hint = { $shown } of { $total } numbers and addresses. relance tray POINT --case CASE gives one away, --dismiss leaves it out.
tray-attached = { $point }: { $count ->
    [one] 1 contact now stands
   *[other] { $count } contacts now stand
} with { $case }; what comes later goes there too. relance tray { $point } --take-back takes it back.
tray-dismissed = { $point } is nobody's: { $count ->
    [one] 1 contact is left out
   *[other] { $count } contacts are left out
}, and what comes later. relance tray { $point } --take-back takes it back.
tray-taken-back = { $point }: { $count ->
    [one] 1 contact waits again.
   *[other] { $count } contacts wait again.
}
tray-nobodys = nobody's
tray-settled-nothing = Nobody spoke of a number or address yet.
