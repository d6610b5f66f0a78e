# Refusals and rules of the trade.
