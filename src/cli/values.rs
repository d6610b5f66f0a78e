//! Reading what stands behind an option: codes for clap, amounts and dates as people write them, invoices with amounts.
//! What never lives here: the reading itself (see `i18n::read`), rules (see `domain`).
//! The verbs use it.

use std::str::FromStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::domain::case::CaseState;
use crate::domain::codes::{
    Channel, Direction, DisputeKind, DisputeReason, Every, HoldReason, IdentityCheck, Language, Method, Outcome,
    PartyRole, QueueMark, Resolution, Right, Role,
};
use crate::domain::event::Part;
use crate::domain::ledger::ItemKey;
use crate::domain::values::{ActId, Currency, Day, EntryId, Instant, Login, Money, Now};
use crate::i18n::read;

use super::{Book, Ctx, Fault};

macro_rules! code {
    ($(#[$meta:meta])* $name:ident, $code:ty) => {
        $(#[$meta])*
        pub fn $name() -> impl TypedValueParser<Value = $code> {
            let possible = <$code>::ALL.iter().map(|code| {
                PossibleValue::new(code.name()).alias(code.short())
            });
            PossibleValuesParser::new(possible.collect::<Vec<_>>()).try_map(|text| text.parse::<$code>())
        }
    };
}
code!(/// A channel, by name or short form.
    channel, Channel);
code!(/// A direction.
    direction, Direction);
code!(/// An outcome.
    outcome, Outcome);
code!(/// A means of payment.
    method, Method);
code!(/// A reason of a dispute.
    dispute_reason, DisputeReason);
code!(/// A kind of dispute.
    dispute_kind, DisputeKind);
code!(/// A reason of a hold.
    hold_reason, HoldReason);
code!(/// A role.
    role, Role);
code!(/// A place in the queue that a person decided.
    queue_mark, QueueMark);
code!(/// A right.
    right, Right);
code!(/// How often an instalment falls due.
    every, Every);
code!(/// What a person is to the debt.
    party_role, PartyRole);
code!(/// A language spoken at a number or address.
    language, Language);
code!(/// What was checked of who spoke.
    identity_check, IdentityCheck);
code!(/// How a dispute is settled.
    resolution, Resolution);

/// Reads values behind options, and says which option it was when one cannot be read.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    ctx: &'a Ctx,
    book: &'a Book,
}

impl<'a> Reader<'a> {
    /// For a verb at work on a book.
    #[must_use]
    pub fn new(ctx: &'a Ctx, book: &'a Book) -> Self {
        Self { ctx, book }
    }

    /// The moment a decision is made at.
    #[must_use]
    pub fn now(&self) -> Now {
        self.book.now()
    }

    /// Who acts.
    #[must_use]
    pub fn own_login(&self) -> Login {
        self.book.who.login.clone()
    }

    /// The book's day of an instant.
    #[must_use]
    pub fn day_of(&self, at: Instant) -> Day {
        self.book.clock.zone().day_of(at)
    }

    /// An option that had to be there.
    #[must_use]
    pub fn missing(&self, option: &str) -> Fault {
        Fault::usage(self.ctx.words.tf("usage-missing", &[("what", option.into())]))
    }

    /// A code where clap cannot read it itself.
    pub fn code<T: FromStr + Copy>(
        &self,
        option: &str,
        text: &str,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Result<T, Fault> {
        text.parse().map_err(|_| {
            let known = all.iter().map(|code| name(*code)).collect::<Vec<_>>().join(", ");
            let facts = [("what", option.into()), ("value", text.into()), ("known", known.into())];
            Fault::usage(self.ctx.words.tf("usage-not-among", &facts))
        })
    }

    /// A whole number, one at least.
    pub fn count<T: FromStr + PartialOrd + From<u8>>(&self, option: &str, text: &str) -> Result<T, Fault> {
        let read = text.parse().ok().filter(|count| *count >= T::from(1));
        read.ok_or_else(|| self.fault(option, text, &self.ctx.words.t("cli-not-a-count")))
    }

    fn bad(&self, option: &str, text: &str, why: read::ReadError) -> Fault {
        self.fault(option, text, &why.say(&self.ctx.words))
    }

    fn fault(&self, option: &str, text: &str, why: &str) -> Fault {
        let facts = [("option", option.into()), ("value", text.into()), ("why", why.into())];
        Fault::usage(self.ctx.words.tf("cli-bad-option", &facts))
    }

    /// A day still to come or today.
    pub fn day(&self, option: &str, text: &str) -> Result<Day, Fault> {
        read::day(text, self.book.today()).map_err(|why| self.bad(option, text, why))
    }

    /// A day already past or today.
    pub fn past_day(&self, option: &str, text: &str) -> Result<Day, Fault> {
        read::past_day(text, self.book.today()).map_err(|why| self.bad(option, text, why))
    }

    /// A moment still to come.
    pub fn moment(&self, option: &str, text: &str) -> Result<Instant, Fault> {
        let read = read::moment(text, self.book.now(), self.book.clock.zone());
        read.map_err(|why| self.bad(option, text, why))
    }

    /// A moment already past.
    pub fn past_moment(&self, option: &str, text: &str) -> Result<Instant, Fault> {
        let read = read::past_moment(text, self.book.now(), self.book.clock.zone());
        read.map_err(|why| self.bad(option, text, why))
    }

    /// A currency code; nothing said: the only one the case has open, else the book's.
    pub fn currency(&self, given: Option<&str>, state: &CaseState) -> Result<Currency, Fault> {
        if let Some(text) = given {
            let bad = || Fault::usage(self.ctx.words.tf("cli-bad-currency", &[("value", text.into())]));
            return text.parse().map_err(|_| bad());
        }
        let mut open = state.balance.open.iter().map(|money| money.currency);
        let only = open.next().filter(|_| open.next().is_none());
        Ok(only.unwrap_or(self.book.store.settings().currency))
    }

    /// An amount in a currency.
    pub fn amount(&self, option: &str, text: &str, currency: Currency) -> Result<Money, Fault> {
        read::amount(text, currency).map_err(|why| self.bad(option, text, why))
    }

    /// A login.
    pub fn login(&self, text: &str) -> Result<Login, Fault> {
        text.parse().map_err(|_| Fault::usage(self.ctx.words.tf("cli-not-a-login", &[("login", text.into())])))
    }

    /// An act's number.
    pub fn act(&self, text: &str) -> Result<ActId, Fault> {
        text.parse().map_err(|_| Fault::usage(self.ctx.words.tf("cli-not-an-act", &[("value", text.into())])))
    }

    /// A promise's, dispute's, hold's or payment's number.
    pub fn entry(&self, text: &str) -> Result<EntryId, Fault> {
        text.parse().map_err(|_| Fault::usage(self.ctx.words.tf("cli-not-an-act", &[("value", text.into())])))
    }

    /// The invoice of a number, among the case's. The same number may stand there from two sources: the open one is
    /// meant, and when both are open the person is asked to say `SOURCE/NUMBER`.
    pub fn item(&self, text: &str, state: &CaseState) -> Result<ItemKey, Fault> {
        let words = &self.ctx.words;
        let named = |number: &str| state.items.iter().filter(|i| i.key.number == number).collect::<Vec<_>>();
        let mut found = named(text);
        if found.is_empty()
            && let Some((source, number)) = text.split_once('/')
        {
            found = named(number).into_iter().filter(|i| i.key.source.0.to_string() == source).collect();
        }
        if found.len() > 1 {
            let open: Vec<_> = found.iter().copied().filter(|i| i.open_minor != 0).collect();
            found = if open.is_empty() { found } else { open };
        }
        match found.as_slice() {
            [] => Err(Fault::failed(words.tf("cli-no-such-invoice", &[("number", text.into())]))),
            [only] => Ok(only.key.clone()),
            several => {
                let choices = several.iter().map(|i| format!("{}/{}", i.key.source.0, i.key.number));
                let choices = choices.collect::<Vec<_>>().join(", ");
                let facts = [("number", text.into()), ("choices", choices.into())];
                Err(Fault::failed(words.tf("cli-invoice-twice", &facts)))
            }
        }
    }

    /// `NUMBER` or `NUMBER:AMOUNT`, and whether the amount was given. Without one: what is open of it, less what is
    /// disputed when `free` says so.
    pub fn part(&self, text: &str, state: &CaseState, free: bool) -> Result<(Part, bool), Fault> {
        let whole = self.item(text, state);
        let (item, amount) = match (whole, text.rsplit_once(':')) {
            (Ok(item), _) => (item, None),
            (Err(_), Some((number, amount))) => (self.item(number, state)?, Some(amount)),
            (Err(fault), None) => return Err(fault),
        };
        let held = state.items.iter().find(|i| i.key == item);
        let currency = held.map_or(self.book.store.settings().currency, |i| i.amount.currency);
        let given = amount.is_some();
        let amount = match amount {
            Some(amount) => self.amount("--invoice", amount, currency)?,
            None => {
                let open = held.map_or(0, |i| i.open_minor - if free { i.disputed_minor } else { 0 });
                Money::new(open.max(0), currency)
            }
        };
        Ok((Part { item, amount }, given))
    }
}
