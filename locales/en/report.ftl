# Reports: figures as of a day, as known at an instant.

help-report = Figures as of a day, as known at an instant
help-report-ageing = The aged balance, with the books it adds up to
help-report-ageing-as-of = The day it speaks of (default: today)
help-report-ageing-known-at = As it was known at this moment (default: now)
help-report-ageing-csv = Write it to this CSV file
help-report-ageing-xlsx = Write it to this workbook (XLSX)
help-report-ageing-html = Write it to this page (HTML), pictures included
help-report-ageing-by = One line a segment, a collector, or a reason of dispute
help-report-ageing-buckets = Last day past due of each bucket, such as 30,60,90

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
