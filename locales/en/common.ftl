# What every room says: what was typed and could not be read.

read-empty = Nothing was typed.
read-not-an-amount = This is not an amount. Write for example 1,234.50 or 12k.
read-too-many-decimals = { $digits ->
    [0] This currency has no decimals.
    [one] This currency has only one decimal.
   *[other] This currency has only { $digits } decimals.
}
read-too-large = This amount is more than a book can hold.
read-other-currency = This amount is in another currency.
read-ambiguous = This can be read in two ways. Write it in full.
read-not-a-day = This is not a date. Write for example 15/12, fri, +5 or eom.
read-no-such-day = There is no such day. The day comes before the month: 15/12.
read-not-a-time = This is not a time. Write for example 14:30 or fri 10h.

# The book does not open, or does not keep what it was given.
store-no-book = There is no book at { $path }. Try the demo (relance demo) or make one: relance init.
store-exists = There is a file at { $path } already, and it was left as it is. Name another: --book PATH.
store-not-a-book = { $path } is not a book of relance. It was left as it is.
store-damaged = The book is damaged ({ $cause }). Nothing was written. Put a backup back: relance restore FILE.
store-newer = The book was written by a newer version of relance (form { $theirs }; this one knows { $ours }). It was left as it is: update the program.
store-older = The book was written by an older version of relance (form { $theirs }; this one writes { $ours }). Open it once for writing, and it is brought up to date.
store-busy = { $by ->
    [none] Somebody else holds the book just now. Nothing was written; try again in a moment.
   *[other] { $by } holds the book just now. Nothing was written; try again in a moment.
}
store-read-only = The book can only be read here. Nothing was written.
store-denied = The rights of { $path } do not let you in. Ask whoever made the book.
store-disk-full = The disk is full. Nothing was written; make room and try again.
store-network = { $path } lies on a network file system, where a book can be damaged. Keep it on a disk of this machine.
store-stopped = Stopped. Nothing of this load can be seen; import the same file again to finish it.
store-io = Reading or writing the book failed: { $cause }. Nothing was written.
store-corrupt = The book does not agree with itself: { $cause }. Nothing was written; run relance verify.
store-engine = The book's engine failed: { $cause }. Nothing was written.

# The loop of the workstation
crash-said = relance stopped on an internal error. What was recorded is recorded; what you were typing comes back at the next start. Report, without any debtor's data:
close-failed = The close failed; yesterday's queue stays on screen. { $detail }
close-stopped = The close was stopped; nothing changed. It can be started again.
close-not-here = This book cannot be closed from here.
drafts-lost = What you are typing could not be kept safe (disk full?). Record it before you leave.
start-all-refused = No row of the file could be read. { $row }
start-failed = The book could not be made. { $detail }
start-stopped = The import was stopped; nothing of it is kept. It can be started again.
