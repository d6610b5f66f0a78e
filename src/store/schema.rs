//! The tables, as numbered migrations that are only ever added to.
//! What never lives here: a query (see the other files of `store`), a rule.
//! `engine` runs them; types and table options of another engine would be chosen here.

/// Every migration in order; its place in the list is the schema number it leads to. A released one never changes.
pub const MIGRATIONS: &[&str] = &[
    FIRST,
    CALLS_AND_FACTORS,
    DISPUTES,
    MARKS,
    CARD_FACTS,
    BANK,
    PACKED,
    GROUPS,
    CREDIT_LIMITS,
    HEARD_KEYS,
    SHARES,
    CLAIMS,
    TO_APPROVE,
    TRAY,
    PEOPLE,
    AGED,
    TEAM,
    TALLIES,
    THREADS,
];

/// The schema number of a book made today.
pub const SCHEMA: i64 = MIGRATIONS.len() as i64;

/// The calls of a case by part of the week, and what the value of a line is multiplied with.
const CALLS_AND_FACTORS: &str = "
ALTER TABLE case_row ADD COLUMN calls TEXT NOT NULL DEFAULT '';
ALTER TABLE queue_entry ADD COLUMN factors TEXT NOT NULL DEFAULT '';
";

/// The group of debtors a debtor belongs to, found by its code.
const GROUPS: &str = "
ALTER TABLE debtor ADD COLUMN group_code TEXT NOT NULL DEFAULT '';
CREATE INDEX debtor_group ON debtor (group_code, case_id) WHERE group_code <> '';
";

/// What a debtor may owe at most, by the house or its insurer; both null where no file told.
const CREDIT_LIMITS: &str = "
ALTER TABLE debtor ADD COLUMN credit_limit INTEGER;
ALTER TABLE debtor ADD COLUMN limit_currency TEXT;
";

/// Contacts that other systems kept, found by their key there (`cdr …`, `letter …`, `mail …`, `sms …`): whoever's number it
/// is by now, none stands twice.
const HEARD_KEYS: &str = "
CREATE INDEX contact_heard ON contact (reference, case_id) WHERE reference >= 'cdr ' AND reference < 'sms!';
";

/// What of a bank line each case has, minor units; null: all of it, as before lines were shared out. Lines by mandate.
const SHARES: &str = "
ALTER TABLE bank_pick ADD COLUMN amount INTEGER;
CREATE INDEX bank_line_mandate ON bank_line (mandate, reference) WHERE mandate <> '';
";

/// What an invoice claims (empty: its price) and the late rate agreed for it, hundredths of a percent a year.
const CLAIMS: &str = "
ALTER TABLE invoice ADD COLUMN nature TEXT NOT NULL DEFAULT '';
ALTER TABLE invoice ADD COLUMN late_rate INTEGER;
";

/// Cases of which something waits for a supervisor. Until its case is derived again, any promise that went beyond a limit
/// counts: whether it still waits, the case tells.
const TO_APPROVE: &str = "
ALTER TABLE case_row ADD COLUMN to_approve INTEGER NOT NULL DEFAULT 0;
UPDATE case_row SET to_approve = 1 WHERE case_id IN
  (SELECT case_id FROM case_dispute WHERE step = 'pending-approval'
   UNION SELECT stream_id FROM journal WHERE kind = 1 AND event = 'promise-recorded' AND body IS NOT NULL
     AND replace(body, '\"over\":[', '') <> body);
CREATE INDEX case_row_to_approve ON case_row (case_id) WHERE to_approve = 1;
";

/// Contacts that are nobody's yet, under the number or address outside; whose such a point is, as a person said (case 0:
/// nobody's, leave it out). Debtors are found by the domain of their addresses too.
const TRAY: &str = "
CREATE TABLE heard (
  kind INTEGER NOT NULL, point TEXT NOT NULL, reference TEXT NOT NULL, batch_id INTEGER NOT NULL, called TEXT NOT NULL,
  at INTEGER NOT NULL, day INTEGER NOT NULL, channel TEXT NOT NULL, direction TEXT NOT NULL, outcome TEXT NOT NULL,
  collector TEXT NOT NULL, shown TEXT NOT NULL, seconds INTEGER NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY (kind, point, reference, batch_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX heard_reference ON heard (reference);
CREATE TABLE point_owner (
  kind INTEGER NOT NULL, point TEXT NOT NULL, case_id INTEGER NOT NULL, batch_id INTEGER NOT NULL,
  PRIMARY KEY (kind, point, case_id, batch_id)
) STRICT, WITHOUT ROWID;
INSERT INTO find_key (key, kind, case_id)
  SELECT DISTINCT substr(key, instr(key, char(64)) + 1), 6, case_id FROM find_key WHERE kind = 4;
";

/// What is known of a person beside their role: empty or null where nothing is.
const PEOPLE: &str = "
ALTER TABLE person ADD COLUMN team TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN hours TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN given TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN promise_days INTEGER;
ALTER TABLE person ADD COLUMN instalments INTEGER;
ALTER TABLE person ADD COLUMN credit INTEGER;
ALTER TABLE person ADD COLUMN write_off INTEGER;
";

/// What the aged balance reads of a case, packed: every row is derived again by the next close.
const AGED: &str = "
ALTER TABLE case_row ADD COLUMN aged BLOB NOT NULL DEFAULT x'';
";

/// What each list had before it on its day, and what the alerts found, as the close counted it; empty once the list is gone.
const TEAM: &str = "
ALTER TABLE generation ADD COLUMN team TEXT NOT NULL DEFAULT '';
";

/// What the first contacts of a case with very many come to, and all of them in order of time, packed: derived, and of other
/// cases nothing.
const TALLIES: &str = "
CREATE TABLE contact_tally (
  case_id INTEGER PRIMARY KEY, formula INTEGER NOT NULL, until INTEGER NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE TABLE contact_order (
  case_id INTEGER NOT NULL, first INTEGER NOT NULL, packed BLOB NOT NULL, PRIMARY KEY (case_id, first)
) STRICT, WITHOUT ROWID;
";

/// Of a message: its thread, and what it quotes; empty of those that came before.
const THREADS: &str = "
ALTER TABLE contact ADD COLUMN thread TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN quoted TEXT NOT NULL DEFAULT '';
ALTER TABLE heard ADD COLUMN thread TEXT NOT NULL DEFAULT '';
ALTER TABLE heard ADD COLUMN quoted TEXT NOT NULL DEFAULT '';
";

/// A place in the queue that a person decided.
const MARKS: &str = "
ALTER TABLE case_row ADD COLUMN mark TEXT NOT NULL DEFAULT '';
ALTER TABLE case_row ADD COLUMN mark_until INTEGER;
";

/// Lines of bank statements (they have no case until somebody says whose they are), the days statements reach to, and
/// what persons picked. Payments that a bank told of are found by their key, and by no other.
const BANK: &str = "
CREATE TABLE bank_line (
  reference TEXT NOT NULL, batch_id INTEGER NOT NULL, account TEXT NOT NULL, booked_on INTEGER NOT NULL,
  value_on INTEGER NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, kind TEXT NOT NULL, payer TEXT NOT NULL,
  payer_account TEXT NOT NULL, end_to_end TEXT NOT NULL, mandate TEXT NOT NULL, structured TEXT NOT NULL,
  text TEXT NOT NULL, reason TEXT NOT NULL, code TEXT NOT NULL,
  PRIMARY KEY (reference, batch_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bank_line_account ON bank_line (payer_account, reference) WHERE payer_account <> '';
CREATE INDEX bank_line_end_to_end ON bank_line (end_to_end, reference) WHERE end_to_end <> '';

CREATE TABLE bank_until (
  batch_id INTEGER NOT NULL, account TEXT NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (batch_id, account)
) STRICT, WITHOUT ROWID;

CREATE TABLE bank_pick (
  reference TEXT NOT NULL, case_id INTEGER NOT NULL, PRIMARY KEY (reference, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bank_pick_case ON bank_pick (case_id, reference);

CREATE INDEX payment_bank ON payment (reference, batch_id, case_id) WHERE reference >= 'bank:' AND reference < 'bank;';
";

/// Days are counted from 1970-01-01, instants are milliseconds UTC, amounts are minor units.
const FIRST: &str = "
CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE source (source_id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE batch (
  batch_id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL, kind TEXT NOT NULL, file TEXT NOT NULL, sha256 BLOB NOT NULL,
  mapping TEXT NOT NULL, who TEXT NOT NULL, os_user TEXT NOT NULL, day INTEGER NOT NULL, recorded_at INTEGER NOT NULL,
  state TEXT NOT NULL, undone_at INTEGER, undone_by TEXT,
  row_count INTEGER NOT NULL, accepted INTEGER NOT NULL, unchanged INTEGER NOT NULL, rejected INTEGER NOT NULL,
  settled_by_absence INTEGER NOT NULL, totals TEXT NOT NULL, digest BLOB NOT NULL
) STRICT;

CREATE TABLE case_key (
  source_id INTEGER NOT NULL, reference TEXT NOT NULL, case_id INTEGER NOT NULL,
  PRIMARY KEY (source_id, reference)
) STRICT, WITHOUT ROWID;

CREATE TABLE debtor (
  case_id INTEGER NOT NULL, source_id INTEGER NOT NULL, batch_id INTEGER NOT NULL,
  reference TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, address TEXT NOT NULL, postcode TEXT NOT NULL,
  city TEXT NOT NULL, country TEXT NOT NULL, phones TEXT NOT NULL, emails TEXT NOT NULL, language TEXT NOT NULL,
  segment TEXT NOT NULL, collector TEXT NOT NULL,
  PRIMARY KEY (case_id, source_id, batch_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE invoice (
  case_id INTEGER NOT NULL, source_id INTEGER NOT NULL, number TEXT NOT NULL, batch_id INTEGER NOT NULL,
  issued_on INTEGER NOT NULL, due_on INTEGER NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL,
  PRIMARY KEY (case_id, source_id, number, batch_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE payment (
  case_id INTEGER NOT NULL, source_id INTEGER NOT NULL, reference TEXT NOT NULL, batch_id INTEGER NOT NULL,
  paid_on INTEGER NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, invoice TEXT NOT NULL, method TEXT NOT NULL,
  inferred INTEGER NOT NULL,
  PRIMARY KEY (case_id, source_id, reference, batch_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact (
  case_id INTEGER NOT NULL, source_id INTEGER NOT NULL, reference TEXT NOT NULL, batch_id INTEGER NOT NULL,
  at INTEGER NOT NULL, day INTEGER NOT NULL, channel TEXT NOT NULL, direction TEXT NOT NULL, outcome TEXT NOT NULL,
  collector TEXT NOT NULL, point TEXT NOT NULL, seconds INTEGER NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY (case_id, source_id, reference, batch_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  kind INTEGER NOT NULL, stream_id INTEGER NOT NULL, seq INTEGER NOT NULL,
  act BLOB NOT NULL, act_index INTEGER NOT NULL, event TEXT NOT NULL, version INTEGER NOT NULL,
  day INTEGER NOT NULL, recorded_at INTEGER NOT NULL, who TEXT NOT NULL, os_user TEXT NOT NULL,
  salt BLOB, body TEXT, digest BLOB NOT NULL, prev BLOB NOT NULL, hash BLOB NOT NULL,
  PRIMARY KEY (kind, stream_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_act ON journal (act, kind, stream_id);
CREATE INDEX journal_time ON journal (recorded_at);
CREATE INDEX journal_who ON journal (who, day);

CREATE TABLE stream_head (
  kind INTEGER NOT NULL, stream_id INTEGER NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, recorded_at INTEGER NOT NULL,
  PRIMARY KEY (kind, stream_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX stream_head_time ON stream_head (recorded_at);

CREATE TABLE unsealed (
  kind INTEGER NOT NULL, stream_id INTEGER NOT NULL, PRIMARY KEY (kind, stream_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE seal (
  seal_no INTEGER PRIMARY KEY, day INTEGER NOT NULL, recorded_at INTEGER NOT NULL, prev BLOB NOT NULL,
  heads TEXT NOT NULL, batches TEXT NOT NULL, hash BLOB NOT NULL
) STRICT;

CREATE TABLE person (
  login TEXT NOT NULL PRIMARY KEY, role TEXT NOT NULL, os_users TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE case_row (
  case_id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, rev INTEGER NOT NULL, stale INTEGER NOT NULL,
  derived_rev INTEGER NOT NULL DEFAULT 0, amount_rev INTEGER NOT NULL DEFAULT 0,
  formula INTEGER NOT NULL, as_of INTEGER NOT NULL, next_flip INTEGER, merged_into INTEGER,
  reference TEXT NOT NULL, name TEXT NOT NULL, sort_key BLOB NOT NULL, collector TEXT NOT NULL,
  overdue_items INTEGER NOT NULL, oldest_due INTEGER, next_due INTEGER,
  callback_id TEXT, callback_at INTEGER, callback_on INTEGER, callback_for TEXT,
  promise_due_on INTEGER, promise_ends_on INTEGER, dispute_due_on INTEGER, held_until INTEGER, held_whole INTEGER NOT NULL,
  paid_count INTEGER NOT NULL, late_count INTEGER NOT NULL, late_days_sum INTEGER NOT NULL, last_late_days INTEGER,
  kept INTEGER NOT NULL, broken INTEGER NOT NULL, disputes INTEGER NOT NULL, contacts INTEGER NOT NULL,
  attempts_since_talk INTEGER NOT NULL, last_contact_on INTEGER, last_outcome TEXT, last_talk_on INTEGER,
  last_paid_on INTEGER, broken_on INTEGER, never_worked INTEGER NOT NULL,
  next_action TEXT NOT NULL, next_on INTEGER
) STRICT;
CREATE INDEX case_row_flip ON case_row (next_flip) WHERE next_flip IS NOT NULL;
CREATE INDEX case_row_stale ON case_row (case_id) WHERE stale = 1;
CREATE INDEX case_row_callback ON case_row (callback_on) WHERE callback_on IS NOT NULL;
CREATE INDEX case_row_merged ON case_row (merged_into, case_id) WHERE merged_into IS NOT NULL;

CREATE TABLE case_money (
  case_id INTEGER NOT NULL, currency TEXT NOT NULL, open INTEGER NOT NULL, overdue INTEGER NOT NULL, disputed INTEGER NOT NULL,
  promised INTEGER NOT NULL, unallocated INTEGER NOT NULL, collectable INTEGER NOT NULL,
  PRIMARY KEY (case_id, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE find_key (
  key TEXT NOT NULL, kind INTEGER NOT NULL, case_id INTEGER NOT NULL, PRIMARY KEY (kind, key, case_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE generation (
  generation INTEGER PRIMARY KEY, day INTEGER NOT NULL, closed_day INTEGER NOT NULL, planned_at INTEGER NOT NULL,
  card TEXT NOT NULL, versions TEXT NOT NULL, state TEXT NOT NULL, queued INTEGER NOT NULL, excluded INTEGER NOT NULL
) STRICT;

CREATE TABLE queue_entry (
  generation INTEGER NOT NULL, case_id INTEGER NOT NULL, band TEXT NOT NULL, score INTEGER NOT NULL, probability INTEGER NOT NULL,
  value INTEGER NOT NULL, action TEXT NOT NULL, call_at INTEGER, reasons TEXT NOT NULL, seq INTEGER NOT NULL, rev INTEGER NOT NULL,
  PRIMARY KEY (generation, case_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE queue_rank (
  generation INTEGER NOT NULL, rank INTEGER NOT NULL, case_id INTEGER NOT NULL, collector TEXT NOT NULL,
  change TEXT NOT NULL, because TEXT NOT NULL,
  PRIMARY KEY (generation, rank, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX queue_rank_case ON queue_rank (case_id, generation, rank);
CREATE INDEX queue_rank_collector ON queue_rank (generation, collector, rank);

CREATE TABLE queue_excluded (
  generation INTEGER NOT NULL, case_id INTEGER NOT NULL, collector TEXT NOT NULL, reason TEXT NOT NULL, until INTEGER NOT NULL,
  PRIMARY KEY (generation, case_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE lease (
  case_id INTEGER PRIMARY KEY, login TEXT NOT NULL, host TEXT NOT NULL, process INTEGER NOT NULL,
  since INTEGER NOT NULL, renewed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE task (
  name TEXT NOT NULL PRIMARY KEY, login TEXT NOT NULL, host TEXT NOT NULL, process INTEGER NOT NULL,
  since INTEGER NOT NULL, renewed_at INTEGER NOT NULL, done INTEGER NOT NULL, total INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIEW v_invoice AS
  SELECT i.case_id, i.number, date(i.issued_on * 86400, 'unixepoch') AS issued_on, date(i.due_on * 86400, 'unixepoch') AS due_on,
         i.amount AS amount_minor, i.currency, i.batch_id
  FROM invoice i JOIN batch b ON b.batch_id = i.batch_id WHERE b.state = 'complete';
CREATE VIEW v_payment AS
  SELECT p.case_id, p.reference, date(p.paid_on * 86400, 'unixepoch') AS paid_on, p.amount AS amount_minor, p.currency, p.invoice, p.batch_id
  FROM payment p JOIN batch b ON b.batch_id = p.batch_id WHERE b.state = 'complete';
CREATE VIEW v_case AS
  SELECT r.case_id, r.reference, r.name, r.collector, m.currency, m.open AS open_minor, m.overdue AS overdue_minor,
         m.disputed AS disputed_minor, m.promised AS promised_minor, m.unallocated AS unallocated_minor
  FROM case_row r LEFT JOIN case_money m ON m.case_id = r.case_id;
";

/// The disputes that wait, one derived row each. `currency` is null where no invoice is named.
const DISPUTES: &str = "
CREATE TABLE case_dispute (
  case_id INTEGER NOT NULL, place INTEGER NOT NULL, dispute TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL,
  step TEXT NOT NULL, decision TEXT, owner TEXT NOT NULL, department TEXT NOT NULL, opened_on INTEGER NOT NULL,
  due_on INTEGER NOT NULL, check_on INTEGER, supervisor_on INTEGER, currency TEXT, amount INTEGER, credit INTEGER,
  PRIMARY KEY (case_id, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_dispute_due ON case_dispute (due_on, case_id, place);
";

/// What the score card reads besides: the channel of the last contact, the last dispute's day, segment and country as
/// folded words, and what may be asked for by due day. Rows of the formula before are derived afresh.
const CARD_FACTS: &str = "
ALTER TABLE case_row ADD COLUMN last_channel TEXT;
ALTER TABLE case_row ADD COLUMN last_dispute_on INTEGER;
ALTER TABLE case_row ADD COLUMN segment INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_row ADD COLUMN country INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_money ADD COLUMN dues TEXT NOT NULL DEFAULT '';
";

/// What is derived, packed: one narrow row a case that the night can read quickly, and lists in blocks of some hundred
/// lines instead of three rows a case. Every row is derived again by the next close; lists made before are gone, what
/// they were made from stays.
const PACKED: &str = "
DROP VIEW v_case;
CREATE TABLE case_before AS
  SELECT case_id, seq, rev, as_of, merged_into, collector, derived_rev, amount_rev, callback_at, callback_on, callback_for,
    reference, name, sort_key FROM case_row;
DROP TABLE case_row;
CREATE TABLE case_row (
  case_id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, rev INTEGER NOT NULL, stale INTEGER NOT NULL, formula INTEGER NOT NULL,
  as_of INTEGER NOT NULL, next_flip INTEGER, merged_into INTEGER, collector TEXT NOT NULL,
  packed BLOB NOT NULL DEFAULT x'', derived_rev INTEGER NOT NULL DEFAULT 0, amount_rev INTEGER NOT NULL DEFAULT 0,
  callback_at INTEGER, callback_on INTEGER, callback_for TEXT,
  reference TEXT NOT NULL, name TEXT NOT NULL, sort_key BLOB NOT NULL
) STRICT;
INSERT INTO case_row (case_id, seq, rev, stale, formula, as_of, merged_into, collector, derived_rev, amount_rev,
    callback_at, callback_on, callback_for, reference, name, sort_key)
  SELECT case_id, seq, rev, 1, 0, as_of, merged_into, collector, derived_rev, amount_rev,
    callback_at, callback_on, callback_for, reference, name, sort_key FROM case_before ORDER BY case_id;
DROP TABLE case_before;
CREATE INDEX case_row_stale ON case_row (case_id) WHERE stale = 1;
CREATE INDEX case_row_callback ON case_row (callback_on) WHERE callback_on IS NOT NULL;
CREATE INDEX case_row_merged ON case_row (merged_into, case_id) WHERE merged_into IS NOT NULL;
CREATE INDEX case_money_due ON case_money (case_id) WHERE overdue > disputed;
CREATE VIEW v_case AS
  SELECT r.case_id, r.reference, r.name, r.collector, m.currency, m.open AS open_minor, m.overdue AS overdue_minor,
         m.disputed AS disputed_minor, m.promised AS promised_minor, m.unallocated AS unallocated_minor
  FROM case_row r LEFT JOIN case_money m ON m.case_id = r.case_id;

DROP TABLE queue_entry;
DROP TABLE queue_rank;
DROP TABLE queue_excluded;
ALTER TABLE generation ADD COLUMN format INTEGER NOT NULL DEFAULT 0;
DELETE FROM generation WHERE state = 'building';
UPDATE generation SET state = 'dropped';
CREATE TABLE queue_list (
  generation INTEGER NOT NULL, collector TEXT NOT NULL, list INTEGER NOT NULL, line_count INTEGER NOT NULL,
  PRIMARY KEY (generation, collector)
) STRICT, WITHOUT ROWID;
CREATE TABLE queue_line (
  generation INTEGER NOT NULL, list INTEGER NOT NULL, first_own INTEGER NOT NULL, packed BLOB NOT NULL,
  PRIMARY KEY (generation, list, first_own)
) STRICT, WITHOUT ROWID;
CREATE TABLE queue_order (
  generation INTEGER NOT NULL, first_rank INTEGER NOT NULL, packed BLOB NOT NULL, PRIMARY KEY (generation, first_rank)
) STRICT, WITHOUT ROWID;
CREATE TABLE queue_case (
  generation INTEGER NOT NULL, first_case INTEGER NOT NULL, packed BLOB NOT NULL, PRIMARY KEY (generation, first_case)
) STRICT, WITHOUT ROWID;
";
