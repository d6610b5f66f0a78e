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
cli-no-verb = The workstation is not open yet. Type `relance --help` for what can be done from here.
cli-no-home = This system names no home folder. Say where the book is: --book PATH.
cli-bad-today = { $value } is not a day. Write --today 2026-12-15.
cli-bad-zone = { $value } is not a time zone. Write for example Europe/Paris.
cli-bad-currency = { $value } is not a currency. Write three letters, such as EUR.
cli-bad-language = { $value } is not a language known here. Write fr or en.
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
config-not-a-number = "{ $key }" cannot be { $value }.
config-number-range = "{ $key }" is { $value }; it must lie between { $low } and { $high }.
config-not-among = "{ $key }" cannot be "{ $value }"; known: { $known }.
config-not-a-currency = "{ $value }" is not a currency: three letters, such as USD.
config-missing-key = "{ $key }" is missing here.
config-too-long = this is too long; the most is { $most }.
