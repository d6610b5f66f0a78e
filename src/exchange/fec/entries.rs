//! The accounting entries of a FEC: what stands against a customer's line tells what that line is.
//! What never lives here: reading a line (see `lines`), what a letter pairs (see `pair`).
//! `fec` calls it.
//!
//! The lines of one entry may stand apart (files sorted by account), so nothing is judged before the last one is read.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::lines::Row;
use super::{Asked, Held, Kind, Move, Odd};
use crate::domain::ledger::WRITE_OFF_KEY;
use crate::domain::values::Day;
use crate::domain::values::text::{REFERENCE_CHARS_MAX, clean_line, fold};

/// Accounts of customers begin so.
const CUSTOMERS: &str = "411";
/// Accounts of customers whose payment is in doubt.
const DOUBTFUL: &str = "416";
/// Money: banks and what lies at them, cash, transfers between them.
const MONEY: [&str; 3] = ["51", "53", "58"];
/// Bad debts given up: of trade, and beyond it.
const GIVEN_UP: [&str; 2] = ["654", "6714"];
/// Tax on sales.
const SALES_TAX: &str = "4457";
/// Entries named one by one in what is said of a file.
const ODD_MAX: usize = 1_000;

/// One accounting entry.
#[derive(Debug, Clone)]
struct Entry {
    /// Journal and number.
    name: String,
    line: u64,
    on: Day,
    /// Debits less credits of all its lines.
    left: i64,
    /// … of its accounts of money.
    money: i64,
    /// … of what is given up, and of the tax on sales.
    given_up: i64,
    tax: i64,
    has_money: bool,
    has_sale: bool,
    has_charge: bool,
    /// It carries what was open into a new year.
    opens: bool,
    /// What its first lines in a row held.
    first: Option<u64>,
}

/// Lines of one entry that follow each other.
#[derive(Debug)]
struct Block {
    at: usize,
    line: u64,
    hash: DefaultHasher,
    /// The entry and the customers' lines before it.
    before: Option<Entry>,
    rows: usize,
}

/// All entries of a file, and the customers' lines.
#[derive(Debug, Default)]
pub(super) struct Entries {
    all: Vec<Entry>,
    places: HashMap<String, usize>,
    rows: Vec<(usize, Row)>,
    block: Option<Block>,
    repeated: Vec<Odd>,
}

impl Entries {
    /// Takes the next line.
    pub(super) fn add(&mut self, row: Row, cells: &[String]) {
        let place = self.places.get(&row.entry).copied();
        if self.block.as_ref().is_none_or(|block| Some(block.at) != place) {
            self.end_block();
            let at = place.unwrap_or(self.all.len());
            let before = self.all.get(at).cloned();
            self.block = Some(Block { at, line: row.line, hash: DefaultHasher::new(), before, rows: self.rows.len() });
            if place.is_none() {
                self.places.insert(row.entry.clone(), at);
                self.all.push(Entry::new(&row));
            }
        }
        let Some(block) = &mut self.block else { return };
        cells.hash(&mut block.hash);
        let at = block.at;
        self.all[at].take(&row);
        if row.account.starts_with(CUSTOMERS) || row.account.starts_with(DOUBTFUL) {
            self.rows.push((at, row));
        }
    }

    /// An entry that balanced and comes again word for word was exported twice: it counts once.
    fn end_block(&mut self) {
        let Some(block) = self.block.take() else { return };
        let hash = block.hash.finish();
        match block.before {
            Some(before) if before.left == 0 && before.first == Some(hash) => {
                if self.rows.len() > block.rows && self.repeated.len() < ODD_MAX {
                    self.repeated.push(Odd { entry: before.name.clone(), line: block.line, left: 0 });
                }
                self.rows.truncate(block.rows);
                self.all[block.at] = before;
            }
            Some(_) => {}
            None => self.all[block.at].first = Some(hash),
        }
    }

    /// Turns the customers' lines into moves; `names` gets what each debtor is called.
    pub(super) fn close(mut self, asked: Asked, names: &mut BTreeMap<String, String>, held: &mut Held) -> Vec<Move> {
        self.end_block();
        self.leave_openings(held);
        let with_customers: BTreeSet<usize> = self.rows.iter().map(|(at, _)| *at).collect();
        let odd = with_customers.iter().map(|at| &self.all[*at]).filter(|entry| entry.left != 0);
        held.uneven = odd.take(ODD_MAX).map(Entry::odd).collect();
        held.repeated = std::mem::take(&mut self.repeated);
        let mut by_entry: BTreeMap<usize, Vec<Row>> = BTreeMap::new();
        for (at, row) in self.rows.drain(..) {
            by_entry.entry(at).or_default().push(row);
        }
        let mut moves = vec![];
        for (at, rows) in by_entry {
            self.all[at].judge(rows, asked, names, held, &mut moves);
        }
        moves.sort_by_key(|one| one.line);
        moves
    }

    /// Lines that carry over what the same file told of the year before say nothing new, save a letter given since.
    fn leave_openings(&mut self, held: &mut Held) {
        let first = self.rows.iter().filter(|(at, _)| !self.all[*at].opens).map(|(_, row)| row.on).min();
        let Some(first) = first else { return };
        let repeats = |at: usize| self.all[at].opens && self.all[at].on > first;
        let (left_out, mut kept): (Vec<_>, Vec<_>) = self.rows.drain(..).partition(|(at, _)| repeats(*at));
        held.openings = left_out.len() as u64;
        let mut letters: HashMap<(String, String), String> = HashMap::new();
        for (_, row) in left_out.into_iter().filter(|(_, row)| !row.letter.is_empty() && row.has_piece()) {
            letters.insert((row.debtor().to_owned(), row.piece), row.letter);
        }
        for (_, row) in kept.iter_mut().filter(|(_, row)| row.letter.is_empty() && row.has_piece()) {
            if let Some(letter) = letters.get(&(row.debtor().to_owned(), row.piece.clone())) {
                row.letter.clone_from(letter);
            }
        }
        self.rows = kept;
    }
}

impl Entry {
    fn new(row: &Row) -> Self {
        let (code, title) = (fold(&row.journal), fold(&row.journal_name));
        let opens = ["an", "ran", "ano", "anv", "anouv"].contains(&code.as_str())
            || ["nouveau", "nouveaux", "ouverture"].iter().any(|word| title.split(' ').any(|one| one == *word));
        Self {
            name: format!("{} {}", row.journal, row.number).trim().to_owned(),
            line: row.line,
            on: row.on,
            left: 0,
            money: 0,
            given_up: 0,
            tax: 0,
            has_money: false,
            has_sale: false,
            has_charge: false,
            opens,
            first: None,
        }
    }

    fn take(&mut self, row: &Row) {
        let of = |classes: &[&str]| classes.iter().any(|class| row.account.starts_with(class));
        self.left = self.left.saturating_add(row.net);
        if of(&MONEY) {
            self.has_money = true;
            self.money = self.money.saturating_add(row.net);
        }
        if of(&GIVEN_UP) {
            self.given_up = self.given_up.saturating_add(row.net);
        }
        if of(&[SALES_TAX]) {
            self.tax = self.tax.saturating_add(row.net);
        }
        self.has_sale |= of(&["7", SALES_TAX]);
        self.has_charge |= of(&["6"]);
    }

    fn odd(&self) -> Odd {
        Odd { entry: clean_line(&self.name, REFERENCE_CHARS_MAX), line: self.line, left: self.left }
    }

    /// A debt moved between the accounts of one customer is still owed.
    fn only_moves(&self, rows: &[Row]) -> bool {
        let within = self.left == 0 && !self.has_money && !self.has_sale && !self.has_charge;
        let doubtful = rows.iter().any(|row| row.account.starts_with(DOUBTFUL));
        let sum: i64 = rows.iter().map(|row| row.net).sum();
        within && doubtful && sum == 0 && rows.iter().all(|row| row.debtor() == rows[0].debtor())
    }

    /// What of a credit of a customer is given up rather than paid; the rest of it was paid.
    fn given_up_of(&self, credit: i64, alone: bool) -> i64 {
        let with_tax = self.given_up.saturating_add(self.tax.max(0));
        if self.given_up <= 0 {
            0
        } else if !self.has_money || self.money <= 0 {
            credit
        } else if alone {
            (credit - self.money).clamp(0, with_tax)
        } else if credit == self.given_up || credit == with_tax {
            credit
        } else {
            0
        }
    }

    fn judge(
        &self,
        rows: Vec<Row>,
        asked: Asked,
        names: &mut BTreeMap<String, String>,
        held: &mut Held,
        moves: &mut Vec<Move>,
    ) {
        if self.only_moves(&rows) {
            return;
        }
        let (several, alone) = (rows.len() > 1, rows.iter().filter(|row| row.net < 0).count() == 1);
        for (at, row) in rows.into_iter().enumerate().filter(|(_, row)| row.net != 0) {
            let debtor = clean_line(row.debtor(), REFERENCE_CHARS_MAX);
            if row.aux.is_empty() && row.account.trim_end_matches('0') == CUSTOMERS {
                held.without_aux += 1;
            }
            let said = names.entry(debtor.clone()).or_default();
            if said.is_empty() {
                row.called().clone_into(said);
            }
            let given_up = if row.net < 0 { self.given_up_of(-row.net, alone) } else { 0 };
            let kind = match (row.net > 0, self.has_money, self.has_sale, self.has_charge) {
                (true, _, _, _) => Kind::Invoice,
                (false, false, true, _) | (false, false, false, true) => Kind::CreditNote,
                (false, true, _, _) | (false, false, false, false) => Kind::Payment,
            };
            for (kind, minor) in [(kind, row.net.abs() - given_up), (Kind::WriteOff, given_up)] {
                if minor > 0 {
                    moves.push(row.moved(kind, minor, debtor.clone(), (at, several), asked));
                }
            }
        }
    }
}

impl Row {
    /// The customer: its own account, or the one all share.
    fn debtor(&self) -> &str {
        if self.aux.is_empty() { &self.account } else { &self.aux }
    }

    fn called(&self) -> &str {
        if self.aux.is_empty() { &self.account_name } else { &self.aux_name }
    }

    fn has_piece(&self) -> bool {
        self.piece.chars().any(char::is_alphanumeric)
    }

    /// Its move; `place`: which of the customers' lines of its entry, and whether there are several.
    fn moved(&self, kind: Kind, minor: i64, debtor: String, (at, several): (usize, bool), asked: Asked) -> Move {
        let own = || format!("fec:{}:{}:{}:{}", self.journal, self.number, self.on, at + 1);
        let number = match kind {
            Kind::Payment => own(),
            Kind::WriteOff => format!("{WRITE_OFF_KEY}{}", own()),
            Kind::Invoice | Kind::CreditNote if self.has_piece() => self.piece.clone(),
            Kind::Invoice | Kind::CreditNote if self.number.is_empty() => own(),
            Kind::Invoice | Kind::CreditNote if several => format!("{}:{}", self.number, at + 1),
            Kind::Invoice | Kind::CreditNote => self.number.clone(),
        };
        let on = match kind {
            Kind::Payment | Kind::WriteOff => self.on,
            Kind::Invoice | Kind::CreditNote => self.issued_on,
        };
        Move {
            line: self.line,
            debtor,
            number: clean_line(&number, REFERENCE_CHARS_MAX),
            piece: clean_line(&self.piece, REFERENCE_CHARS_MAX),
            kind,
            nature: self.nature,
            on,
            due_on: self.due_on.unwrap_or_else(|| on.plus(asked.terms_days)),
            minor,
            letter: self.letter.clone(),
        }
    }
}
