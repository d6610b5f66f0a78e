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
