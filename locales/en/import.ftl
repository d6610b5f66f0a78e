# Importing files: what is wrong with one, how it is read, what came of it.

# -- a file that cannot be read --
import-unknown-kind = { $value } is no kind of file. Known: { $known }.
import-open-items-kind = --open-items goes with invoices: it says that the file lists all invoices still open.
import-empty = { $file } is empty: there is nothing to import.
import-binary = { $file } is not text but { $what }. Nothing was imported.
import-binary-xlsx = a spreadsheet or an archive; save it as CSV and import that
import-binary-xls = an old spreadsheet; save it as CSV and import that
import-binary-page = a web page; if it shows a table, save that as CSV; if it asks to sign in, sign in and download the file again
import-binary-pdf = a PDF document; ask for an export as CSV
import-binary-gzip = a compressed file; unpack it first
import-binary-zip = an archive; unpack it first
import-binary-image = a picture
import-binary-binary = something a program wrote for itself
import-nul = { $file } holds a NUL byte on line { $line }, which no text does. Export it again as UTF-8 or Windows-1252. Nothing was imported.
import-row-too-long = The row that begins on line { $line } of { $file } does not end: a quote was probably left open there. Nothing was imported.
import-changed = { $file } changed while it was read. Nothing was imported; try again.
import-unknown-headers = The columns of { $file } are not known: nothing says which one is { $missing }. Nothing was imported.
import-mapping-hint = Say it in a mapping, for instance mapping.toml, and import with --map mapping.toml:

    { $draft }
import-ambiguous = { $file } can be read in two ways. Nothing was imported.
import-ambiguous-column = Column "{ $header }": "{ $value }" on line { $line } can be { $one } or { $other }, and no other value decides.
import-mixed-column = Column "{ $header }": some values are { $one }, others { $other } ("{ $value }" on line { $line }).
import-ambiguous-hint = Decide in a mapping and import with --map FILE:

    { $mapping }
import-mapping = Mapping { $file }, line { $line }, column { $column }: { $why }
import-mapping-syntax = { $what }
import-mapping-other-kind = it is written for { $what }.
import-mapping-unknown-field = there is no field { $what }.
import-mapping-field-of-other-kind = the field { $what } does not belong to this kind of file.
import-mapping-unknown-format = { $what } is no format here. Days: iso, dmy, mdy. Amounts: point, comma.
import-mapping-not-a-currency = { $what } is no currency code.
import-mapping-not-days = { $what } is not a number of days from 0 to 366.
import-mapping-not-text = the value of { $what } must stand in quotes.
import-mapping-unknown-encoding = the encoding { $what } is not known.
import-mapping-unknown-delimiter = { $what } is not one character.
import-mapping-no-such-header = the file has no column "{ $what }".
import-mapping-field-missing = no column is named for { $what }, which this kind of file needs.

# -- banks' and accountants' files --
import-bank = { $file }, line { $line }: { $why } Nothing was imported.
import-bank-too-long = a text runs over a megabyte without an end; no bank writes that. Ask for the file again.
import-bank-truncated = the file breaks off here{ $what ->
    [none] .
   *[other] , before { $what } is whole.
} Download it again.
import-bank-not-well-formed = this is not well-formed XML ({ $what }). Download it again.
import-bank-entity = it uses an entity, { $what }, which bank files never declare.
import-bank-document-type = it declares a document type, which bank files never do.
import-bank-too-deep = its elements stand too deep inside each other ({ $what }).
import-bank-too-many-details = an entry holds more than { $what } details. Ask the bank for single bookings.
import-bank-not-camt = this is no camt statement ({ $what }).
import-bank-not-cfonb = this is no CFONB record ({ $what }).
import-bank-cfonb-not-begun = record { $what } stands before any statement began.
import-bank-cfonb-not-ended = a statement begins (record { $what }) before the one before it ended.
import-bank-cfonb-detail-alone = a complement ({ $what }) stands without its operation.
import-bank-not-mt940 = this is no MT940 statement: no field of one is in it.
import-bank-not-mail = this is no e-mail message: it has no sender.
import-bank-not-ofx = this is no OFX file: no OFX element is in it.
import-bank-no-header = no row names a date and an amount column ("{ $what }" stands first). Export it with its header.
import-bank-days-ambiguous = "{ $what }" can be day first or month first, and nothing else in the file decides. Export it with dates as YYYY-MM-DD.
import-bank-unclosed-quote = a quote is left open here ({ $what }).
import-bank-no-statement = it holds no statement.
import-bank-sum-too-large = its amounts add up to more than a book can hold.
import-bank-balance = the statement does not add up: { $what } (balance before it and its entries, against balance after it). Ask the bank for it again.

# -- how it is read --
import-format-iso = year first
import-format-dmy = day first
import-format-mdy = month first
import-format-point = with a decimal point
import-format-comma = with a decimal comma
import-tab = tab
import-note-dates-read-as = Dates in "{ $header }" are read { $format }, because of "{ $value }" on line { $line }.
import-note-amounts-read-as = Amounts in "{ $header }" are read { $format }, because of "{ $value }" on line { $line }.
import-note-written-as = Read as { $encoding }, cells separated by "{ $delimiter }".
import-note-columns-not-used = Columns not used: { $headers }.
import-note-no-rows = The file has a header and no rows.
import-note-due-before-issue = { $count ->
    [one] One invoice is due before it was issued; it was taken as it is.
   *[other] { $count } invoices are due before they were issued; they were taken as they are.
}

# -- row errors --
import-row = Line { $line }, column "{ $column }": "{ $value }" { $reason }
import-row-whole = Line { $line }: "{ $value }" { $reason }
import-reason-missing = is missing, and every row needs it.
import-reason-not-an-amount = is not an amount.
import-reason-too-many-decimals = has more decimals than its currency.
import-reason-amount-too-large = is beyond what a book holds.
import-reason-not-positive = is not above zero, as a payment must be.
import-reason-not-a-date = is not a date.
import-reason-date-out-of-range = lies before 1900 or after 2200.
import-reason-not-a-currency = is not a currency code.
import-reason-key-too-long = is longer than 64 characters, too long for a key.
import-reason-not-a-channel = is no channel of contact.
import-reason-not-a-direction = is neither in nor out.
import-reason-too-long = is longer than a message may be.
import-reason-too-many-columns = stands beyond the last header.
import-reason-cut-short = is where the file breaks off: the row lacks cells and its line end. Export it again.
import-reason-unclosed-quote = goes over many lines: a quote was probably left open.
import-reason-given-twice = stands on an earlier line with other content; the first one counts.
import-reason-not-a-rate = is not a rate in percent a year (12.15, at most 100). Correct the cell, or leave it empty.
import-reason-not-a-code = is no word known here. Write one of our codes, or correct the cell.
import-reason-no-such-debtor = is no debtor of this book. Import debtors or invoices first, then this file again.
import-reason-does-not-fit = does not fit this book. Correct the row, or import what it speaks of first.

# -- what came of it --
import-progress = { $done } of { $total } rows · { $rate } a second · about { $left } s left
import-resumed = An import of this file had been interrupted; it was taken up where it stood.
import-done = { $file }: { $rows } rows, { $accepted } new or changed, { $unchanged } as they were; { $totals } in batch { $batch }.
import-nothing-new = { $file }: { $rows } rows, nothing new.
import-would = { $file }: { $rows } rows; { $accepted } would be new or changed, { $unchanged } are as they were. Nothing was written.
import-cases = { $cases ->
    [one] One debtor is new.
   *[other] { $cases } debtors are new.
}
import-settled = Open items: { $settled } settled because the file no longer lists them, { $partly } part paid, { $reopened } open again.
import-rejected = { $rejected ->
    [one] One row did not go in:
   *[other] { $rejected } rows did not go in:
}
import-more-errors = … and { $count } more: --json lists them.
import-undo-hint = To take all of it back: relance batches --undo { $batch }
import-would-vanish = { $absent } of { $open } open invoices of the source "{ $source }" are not in this file and would count as paid: more than { $percent } %. Is the file complete? Nothing was imported; if it is right, repeat with --yes.
import-would-vanish-unread = { $rejected } rows could not be read, and { $absent } open invoices would count as paid because they are not listed. Correct the rows, or repeat with --yes. Nothing was imported.
import-change-new = + { $what }
import-change-ended = ~ { $what } (ended)
import-change-new-case = + { $what } (new debtor)
import-change-corrected = ~ { $what } (was: { $held })
import-row-debtor = debtor { $debtor }: { $name }
import-row-invoice = invoice { $number } of { $debtor }: { $amount }, issued { $issued }, due { $due }
import-row-payment = payment by { $debtor }: { $amount } on { $paid } { $number }
import-row-inferred = settlement of { $number } by { $debtor } inferred: { $amount } on { $paid }
import-row-contact = contact with { $debtor }: { $channel }, { $day }

# -- batches --
batches-none = Nothing was imported yet.
batch-state-complete = complete
batch-state-loading = interrupted
batch-state-undone = undone
batch-unknown = There is no batch { $batch }.
batch-undone-before = Batch { $batch } was undone before.
batch-undone = Batch { $batch } ({ $file }) is undone: { $cases ->
    [one] one case stands
   *[other] { $cases } cases stand
} as before it. Importing the file again brings it back.

import-bank-not-fec = this is no FEC: the header lacks { $what }.

# -- what a statement held --
bank-warning-amount = Line { $line }: "{ $value }" is no amount; the entry was left out.
bank-warning-date = Line { $line }: "{ $value }" is no day.
bank-warning-currency = Line { $line }: "{ $value }" is no currency; the book's own was taken where the format names none.
bank-warning-balance = Line { $line }: "{ $value }" is no balance.
bank-warning-unchecked = Line { $line }: a statement could not be checked against its balances.
bank-warning-more = … and { $count } more.
import-statement = Account { $account }, until { $until }: { $entries ->
    [one] 1 entry
   *[other] { $entries } entries
}, { $checked ->
    [yes] they add up to the closing balance
   *[no] no balance to check them against
}.
import-bank-done = { $file }: { $accepted ->
    [one] 1 new line
   *[other] { $accepted } new lines
} ({ $totals } came in), { $unchanged } known. { $matched } payments matched, { $returned } returned, { $waiting } waiting{ $waiting ->
    [0] .
   *[other] : relance reconcile
}
import-fec-done = { $kept } lines of customers' accounts; { $unlettered } without a letter, { $balance } in all.
import-fec-unbalanced = Debtor { $debtor }, letter { $letter }: the group does not add up, { $difference } is left.
import-fec-uneven = Entry { $entry }, line { $line }, does not balance: { $left } too much in { $side ->
    [debit] debit
   *[credit] credit
}. It came in as it stands.
import-fec-uneven-more = … and { $count } more entries that do not balance.
import-fec-repeated = Entry { $entry } stands a second time on line { $line }; it counts once.
import-fec-repeated-more = … and { $count } more entries that stand twice.
import-fec-openings = { $count ->
    [one] 1 line carries
   *[other] { $count } lines carry
} over what the file tells of the year before; nothing counts twice.
import-fec-without-aux = { $count ->
    [one] 1 line of the customers' account names
   *[other] { $count } lines of the customers' account name
} no customer (CompAuxNum is empty): they stand under one debtor.
import-row-write-off = write-off for { $debtor }: { $amount } on { $paid } { $number }
import-fec-more = … and { $count } more groups.
import-terms-kind = --terms goes with fec: it says when an invoice is due that names no day.
import-map-kind = --map goes with tables of ours; a bank's file or a FEC needs none.

# -- calls of an exchange --
import-calls-nobodys = { $count ->
    [one] 1 call is with a number that no debtor has, such as { $example }.
   *[other] { $count } calls are with numbers that no debtor has, such as { $example }.
} They wait: relance tray.
import-calls-several = { $count ->
    [one] 1 call is with a number that several debtors have: { $example }. It waits: relance tray.
   *[other] { $count } calls are with numbers that several debtors have, such as { $example }. They wait: relance tray.
}
import-calls-unplaced = { $count ->
    [one] 1 call never left the exchange.
   *[other] { $count } calls never left the exchange.
}
import-cards-nobodys = { $count ->
    [one] 1 card shows no number, address or name of a debtor: { $example }.
   *[other] { $count } cards show no number, address or name of a debtor, { $example } for example.
}
import-cards-several = { $count ->
    [one] 1 card may be of several debtors: { $example }.
   *[other] { $count } cards may be of several debtors, { $example } for example.
}
import-mail-nobodys = { $count ->
    [one] 1 message is with addresses that no debtor has, from { $example }.
   *[other] { $count } messages are with addresses that no debtor has, from { $example } for one.
} They wait: relance tray.
import-mail-several = { $count ->
    [one] 1 message may be of several debtors, from { $example }. It waits: relance tray.
   *[other] { $count } messages may be of several debtors, from { $example } for one. They wait: relance tray.
}
import-sms-nobodys = { $count ->
    [one] 1 text message shows numbers that no debtor has: { $example }.
   *[other] { $count } text messages show numbers that no debtor has, { $example } for example.
} They wait: relance tray.
import-sms-several = { $count ->
    [one] 1 text message shows a number that several debtors have: { $example }. It waits: relance tray.
   *[other] { $count } text messages show numbers that several debtors have, { $example } for example. They wait: relance tray.
}
import-letters-nobodys = { $count ->
    [one] 1 letter does not tell which debtor it went to: { $example }.
   *[other] { $count } letters do not tell which debtor they went to, { $example } for example.
} They wait: relance tray. A column "customer" or "invoice" would tell.
import-letters-several = { $count ->
    [one] 1 letter may have gone to several debtors: { $example }. It waits: relance tray.
   *[other] { $count } letters may have gone to several debtors, { $example } for example. They wait: relance tray.
}
import-heard-sure = By number or reference: { $certain }; by invoice or domain, likely: { $likely }; by name, possible: { $possible }; new in the tray: { $waiting }.
import-heard-left-out = { $count ->
    [one] 1 contact is left out: a person said that its number or address is nobody's.
   *[other] { $count } contacts are left out: a person said that their numbers or addresses are nobody's.
}
import-heard-beyond = { $count ->
    [one] 1 contact more found nobody than a tray holds of one file
   *[other] { $count } contacts more found nobody than a tray holds of one file
}; import the file again once the tray is looked through.
import-heard-waits = { $file }: { $rows } rows, nothing for a debtor yet, { $waiting } new in the tray, in batch { $batch }.
import-heard-no-point = { $count ->
    [one] 1 contact shows no number or address that it could be known by.
   *[other] { $count } contacts show no number or address that they could be known by.
}
