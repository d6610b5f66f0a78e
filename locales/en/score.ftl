# The score card: `score` and what it prints.
help-score = Which card speaks; fit one on the book's own past, try it, explain a case, go back
help-score-train = Fit a card on the book's own past and let it speak; the old one is kept
help-score-train-dry-run = Print the card and change nothing
help-score-evaluate = Try it on the past: each month told by a fit on what was known before it
help-score-evaluate-calls = Calls a morning that the orders are compared by (10)
help-score-explain = The points of a case, and the nearest change that would move its risk
help-score-explain-case = Case number (C-000123) or the debtor's reference
help-score-explain-known-at = As it was known at this moment (default: now)
help-score-use = Let another card speak
help-score-use-name = Its name, or "default" for the one that comes with the program
help-score-back = Let the card speak that spoke before
score-speaks = The card { $card } speaks.
score-speaks-file = The card { $card } speaks: the book's config names its file.
score-none-kept = No card has been fitted here yet. `relance score train` fits one on the book's own past.
score-shipped = comes with the program
score-fitted-on = { $rows ->
    [one] fitted on { $rows } morning, { $from } to { $to }; before: { $before }
   *[other] fitted on { $rows } mornings of { $cases ->
        [one] one debtor
       *[other] { $cases } debtors
    }, { $from } to { $to }; before: { $before }
}
score-recalibrated-on = told anew by the last weeks, to { $to }; before: { $before }
score-speaks-now = The card { $card } speaks from the next close on. Before: { $before }.
score-file-speaks = The book's config names a card ({ $path }), and that file speaks. Take the line `card` out of the config first.
score-no-such-card = There is no card called { $value }. `relance score` lists those that are kept.
score-nothing-before = No card was chosen before the one that speaks.
score-too-few = Too little has happened to fit a card: { $unpaid } mornings on which an overdue invoice was still unpaid a week later, { $paid } on which it was not; { $least } of each are needed. The card { $card } goes on speaking.
score-too-short = The past is too short to try a card on: no month has enough before it. Import older invoices with their payments.
score-forbidden = "{ $value }" may never weigh on anybody's place; nothing was fitted.
score-trained = Fitted on { $rows ->
    [one] one morning
   *[other] { $rows } mornings
} of { $cases ->
    [one] one debtor
   *[other] { $cases } debtors
} from { $from } to { $to }, { $every ->
    [one] every morning
    [2] every second morning
   *[other] one morning in { $every }
} of an overdue invoice, each with what was known then; { $percent } % were still unpaid a week later. On these same rows AUC { $auc }; `relance score evaluate` tells what holds on later ones.
score-trained-speaks = The card { $card } speaks from the next close on. Before: { $before }; `relance score back` goes back to it.
score-trained-dry = Nothing was changed: { $before } goes on speaking.
score-refitted = The card was fitted again on { $rows ->
    [one] one new morning
   *[other] { $rows } new mornings
} and all before: { $card } speaks now. Before: { $before }; `relance score back` goes back to it.
score-recalibrated = The card's probabilities were told anew by the last weeks: { $card } speaks now. Before: { $before }; `relance score back` goes back to it.
score-tried = { $rows ->
    [one] One morning
   *[other] { $rows } mornings
} of overdue invoices from { $from } to { $to }, told by { $months ->
    [one] one fit
   *[other] { $months } monthly fits
} on what was known before; { $percent } % were still unpaid a week later.
score-tried-auc = AUC { $auc } (95 %: { $low } to { $high }); the card in use, { $card }: { $in_use }; oldest first: { $oldest }.
score-tried-calibration = Brier { $brier }, calibration error { $ece }, lift of the first tenth { $lift }.
score-tried-segments = By segment:
score-tried-orders = In the first { $calls ->
    [one] call
   *[other] { $calls } calls
} of every morning (nobody was called differently for it: what the orders would have met):
score-said = said
score-seen = seen
score-rows = rows
score-no-segment = (none)
score-cash = at-risk cash
score-needless = needless
score-order-random = by chance
score-order-oldest-first = oldest first
score-order-biggest-first = biggest first
score-order-fitted = sum × chance, fitted
score-order-in-use = sum × chance, { $card }
score-order-best = the unreachable best
risk-low = low risk
risk-moderate = moderate risk
risk-high = high risk
risk-very-high = very high risk
score-explained = { $case } { $name }, { $card }{ $due ->
    [none] : nothing is overdue
   *[other] : the invoice due { $due } leads
}
score-explained-sum = Together { $score }: { $percent } % to be still unpaid in 7 days, { $risk }. To be asked for { $value }, of it at risk { $at_risk }.
score-fixed = No single fact would move it to another band.
score-nearest = If it were "{ $reason }": score { $score }, { $risk }.
card-shipped = points by the card { $card }, which comes with the program
card-fitted = points by the card { $card }, fitted on this book's own past
card-file = points by the card { $card }, the house's own file
score-not-known-then = { $case } was not in the book at that moment. Leave --known-at out, or give a later one.
score-listed = In list { $generation } for { $day }, made on { $moment }: place { $place }, score { $score }, { $value }. Made from { $versions }.
score-listed-otherwise = Things were known otherwise then (add --known-at with that moment). Its points in that list:
score-calls-learnt = The chance to reach somebody and the minutes of a call are told by { $calls ->
    [one] one call
   *[other] { $calls } calls
} of this book from tomorrow on ({ $timed } with their hour).
