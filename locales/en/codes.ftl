# Names of the codes of the trade.
