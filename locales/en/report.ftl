# Reports: figures as of a day, as known at an instant.

help-report = Figures as of a day, as known at an instant
help-report-ageing = The aged balance, with the books it adds up to
help-report-ageing-as-of = The day it speaks of (default: today)
help-report-ageing-known-at = As it was known at this moment (default: now)
help-report-ageing-csv = Write it to this CSV file
help-report-ageing-xlsx = Write it to this workbook (XLSX)
help-report-ageing-html = Write it to this page (HTML), pictures included
help-report-ageing-sheets = Print tables and pictures as JSON, as people read them, for a program that draws them
help-report-ageing-progress = Tell on standard error how far it is, as JSON
help-report-ageing-by = One line a segment, a collector, a reason of dispute, or a currency
help-report-ageing-buckets = Last day past due of each bucket, such as 30,60,90
help-report-ageing-cases = List the cases behind one bucket: 0 is what is not due, 1 the first one past due
help-report-figures = The figures of a period, each with the two numbers behind it
help-report-figures-as-of = Last day of the period (default: today)
help-report-figures-from = First day of the period (default: 90 days in all)
help-report-figures-known-at = As it was known at this moment (default: now)
help-report-figures-csv = Write it to this CSV file
help-report-figures-xlsx = Write it to this workbook (XLSX)
help-report-figures-html = Write it to this page (HTML)
help-report-figures-sheets = Print tables and pictures as JSON, as people read them, for a program that draws them
help-report-figures-progress = Tell on standard error how far it is, as JSON
help-report-figures-formulas = Print the formula beside each figure
help-report-figures-by = One block a segment, a collector (of calls and promises: who made or took them) or a reason of dispute (what is open at the end and how long disputes took; an invoice with several reasons is shared between them by amount, so that all blocks together are what is open); money is told apart by currency anyway
help-report-forecast = Cash to come, week by week, from promises and from what payers do by habit
help-report-forecast-as-of = The day it speaks of (default: today)
help-report-forecast-known-at = As it was known at this moment (default: now)
help-report-forecast-csv = Write it to this CSV file
help-report-forecast-xlsx = Write it to this workbook (XLSX)
help-report-forecast-html = Write it to this page (HTML)
help-report-forecast-sheets = Print tables and pictures as JSON, as people read them, for a program that draws them
help-report-forecast-progress = Tell on standard error how far it is, as JSON
help-report-forecast-weeks = Weeks ahead (default: 8)
help-report-workload = Who has what to do
help-report-workload-as-of = The day it speaks of (default: today)
help-report-workload-known-at = As it was known at this moment (default: now)
help-report-workload-csv = Write it to this CSV file
help-report-workload-xlsx = Write it to this workbook (XLSX)
help-report-workload-html = Write it to this page (HTML)
help-report-workload-sheets = Print tables and pictures as JSON, as people read them, for a program that draws them
help-report-workload-progress = Tell on standard error how far it is, as JSON
help-report-pictures = What one would look at rather than read: bars, lines, heat maps
help-report-pictures-as-of = The day they speak of (default: today)
help-report-pictures-known-at = As it was known at this moment (default: now)
help-report-pictures-csv = Write their tables to this CSV file
help-report-pictures-xlsx = Write their tables to this workbook (XLSX)
help-report-pictures-html = Write them to this page (HTML)
help-report-pictures-sheets = Print tables and pictures as JSON, as people read them, for a program that draws them
help-report-pictures-progress = Tell on standard error how far it is, as JSON

report-times = As of { $day }, as known on { $moment }
report-written = Written to { $path }.
report-bad-buckets = Buckets are days past due that rise, from 1 to 1827, eight at most: --buckets 30,60,90.
report-ageing = Aged balance
report-ageing-chart = Open by days past due, { $currency }
report-nothing = Nothing was invoiced up to this day. `relance import invoices FILE` brings invoices in.
report-not-due = not due
report-bucket = { $from } to { $to } days
report-bucket-last = over { $days } days
report-all = all
report-none = (none)
report-undisputed = not disputed
report-total = open
report-percent = { $whole }.{ $tenth }%
report-counts = { $items ->
    [one] one invoice
   *[other] { $items } invoices
}, { $cases ->
    [one] one case
   *[other] { $cases } cases
}
report-group = Group
report-currency = Currency
report-open = Open
report-overdue = Overdue
report-late-share = Share overdue
report-disputed = Disputed
report-promised = Promised
report-unallocated = Unallocated
report-items = Invoices
report-cases = Cases
report-adds-up = It adds up: invoiced { $invoiced } − paid { $allocated } − credited { $credited } = open { $open }.
report-adds-up-written-off = It adds up: invoiced { $invoiced } − paid { $allocated } − credited { $credited } − written off { $writtenoff } = open { $open }.
report-differs = It does not add up: { $amount } are missing. Run `relance verify`.
report-beside = Of it disputed { $disputed }, promised { $promised }. Beside it, money not allocated: { $unallocated }.
report-later-batch = Came later: { $rows ->
    [one] one row
   *[other] { $rows } rows
} of batch { $batch } ({ $amounts }).
report-later-entries = Recorded later: { $count ->
    [one] one entry
   *[other] { $count } entries
} about days up to this one.

report-figures = Figures
report-figure = Figure
report-value = Value
report-above = Above the line
report-below = Below the line
report-formula = Formula
report-no-figure = –
report-days = { $whole }.{ $tenth } d
report-number = { $whole }.{ $tenth }
report-period = From { $from } to { $to }, { $days } days.
report-bad-period = The period ends before it begins, or is longer than five years: --from 2026-01-01 --as-of 2026-03-31.
report-roll = Roll rates, { $currency }
report-roll-head = { $title }: of what stood at the start in each row, the share that stands at the end in each column.
report-roll-from = At the start
report-roll-amount = Amount
report-roll-settled = settled
report-money-days = { $money } × days
report-minutes = { $minutes } min
report-forecast = Cash to come, { $currency }
report-weeks = Week
report-week = { $from } to { $to }
report-promised-weighed = Promised, weighed
report-habit = By habit
report-expected = Expected
report-kept-share = Promises are weighed by what was paid of those of the last year: { $share }.
report-not-in-weeks = Not in these weeks: { $beyond } later, { $past } later already than the payer's habit, { $withheld } in dispute or on hold.
report-workload = Workload
report-collector = Collector
report-overdue-cases = Overdue cases
report-queued = In the list
report-callbacks = Call-backs, 7 d
report-promises-due = Promises, 7 d
report-disputes-late = Disputes late

figure-dso = Days sales outstanding (simple)
figure-dso-formula = open at the end ÷ sales of the period, tax included × days of the period
figure-dso-count-back = Days sales outstanding (count-back)
figure-dso-count-back-formula = months of sales taken off what is open, going back; the last month pro rata
figure-best-possible-dso = Best possible DSO
figure-best-possible-dso-formula = not due at the end ÷ sales of the period × days of the period
figure-average-days-delinquent = Average days delinquent
figure-average-days-delinquent-formula = DSO (simple) − best possible DSO
figure-weighted-delay = Weighted delay of payments
figure-weighted-delay-formula = sum of (paid × days late) ÷ paid, payments of the period; early counts 0
figure-collection-effectiveness = Collection effectiveness (CEI)
figure-collection-effectiveness-formula = (open at start + sales − open at end) ÷ (open at start + sales − not due at end)
figure-recovery-rate = Recovery rate (of what was open)
figure-recovery-rate-formula = paid in the period on invoices open at the start ÷ open on the first day
figure-recovery-rate-overdue = Recovery rate (of what was overdue)
figure-recovery-rate-overdue-formula = paid in the period on invoices overdue at the start ÷ overdue on the first day
figure-liquidation-rate = Liquidation rate
figure-liquidation-rate-formula = paid in the period ÷ (open at start + sales of the period)
figure-unpaid-rate = Unpaid rate
figure-unpaid-rate-formula = overdue at the end ÷ open at the end
figure-current-share = Share not due
figure-current-share-formula = not due at the end ÷ open at the end
figure-beyond-90-share = Share over 90 days
figure-beyond-90-share-formula = more than 90 days past due at the end ÷ open at the end
figure-dispute-rate = Dispute rate
figure-dispute-rate-formula = disputed at the end ÷ open at the end
figure-dispute-days = Time to resolve a dispute
figure-dispute-days-formula = median of the business days from opening to the last decision, disputes decided in the period (below: how many)
figure-cure-rate = Cure rate
figure-cure-rate-formula = cases overdue at the start with nothing overdue at the end ÷ cases overdue at the start
figure-kept-rate = Kept promises, by number
figure-kept-rate-formula = kept ÷ (kept + partly kept + broken + withdrawn by the debtor), grace ended in the period
figure-kept-rate-amount = Kept promises, by amount
figure-kept-rate-amount-formula = paid towards these promises ÷ promised
figure-right-party-rate = Right-party contact rate
figure-right-party-rate-formula = calls that reached the debtor ÷ calls out
figure-contact-rate = Contact rate
figure-contact-rate-formula = calls that reached the debtor or a third party ÷ calls out
figure-promise-rate = Promise rate
figure-promise-rate-formula = calls that ended in a promise or a plan ÷ calls that reached the debtor
figure-calls-per-debtor = Calls out per debtor called
figure-calls-per-debtor-formula = calls out of the period ÷ debtors called
figure-contact-pressure = Contact pressure
figure-contact-pressure-formula = the most calls out within seven days running that each debtor called had, added up ÷ debtors called
figure-at-cap-share = Debtors at the cap
figure-at-cap-share-formula = overdue debtors whom a cap of the rules in force leaves no further contact on the last day ÷ overdue debtors
figure-blocked-attempts = Attempts blocked
figure-blocked-attempts-formula = journalled questions of the period that a rule answered with no and nobody went past ÷ (these + contacts out)
figure-calls-per-hour = Calls per hour
figure-calls-per-hour-formula = calls out ÷ minutes at the queue × 60; minutes: the house's hours, on each day on which the person called
figure-right-party-per-hour = Debtors reached per hour
figure-right-party-per-hour-formula = calls that reached the debtor ÷ minutes at the queue × 60
figure-promised-per-hour = Promised per hour
figure-promised-per-hour-formula = promised in the period ÷ minutes at the queue × 60
figure-collected-per-hour = Collected per hour
figure-collected-per-hour-formula = paid in the period on invoices ÷ minutes at the queue × 60
figure-cost-to-collect = Cost to collect
figure-cost-to-collect-formula = (salaries + tools + legal fees − fees got back, by the day, + letters sent) ÷ paid in the period; costs from [report.cost] of the book's config
figure-activation-rate = Paying cases
figure-activation-rate-formula = cases with a payment in the period ÷ cases with something open at the start
figure-coverage = Cases with a next step
figure-coverage-formula = overdue cases with a dated next step at the end ÷ overdue cases
report-pictures = Pictures
report-trend = A year by month, { $currency }
report-month = Month
report-sold = Sold
report-paid = Paid
report-heat = Debtors reached per hundred calls out, by weekday and hour, a year back
report-weekday = Weekday
report-hour = Hour
report-calls = Calls out
report-reached = Reached
report-reached-share = Share reached
report-callers = Debtors reached week by week, the last twelve weeks
report-caller = Who called
report-case = Case
report-reference = Reference
report-name = Name
report-no-bucket = There is no such bucket: 0 is what is not due, { $last } the last one.
report-cases-of = { $bucket }: { $count ->
    [one] one case
   *[other] { $count } cases
}, { $shown } shown, the largest amounts first.
