//! What can be imported, and the fields of each kind: the names a mapping uses.
//! What never lives here: header texts (see `headers`), reading.
//! All of `exchange` reads it, `cli` too.

use std::fmt;
use std::str::FromStr;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Invoices and credit notes; a row may carry its debtor and its settlement.
    Invoices,
    /// Debtors.
    Debtors,
    /// Payments received.
    Payments,
    /// Contacts of the past.
    Contacts,
    /// Promises made in another system.
    Promises,
    /// Disputes of another system.
    Disputes,
    /// Short messages of a gateway.
    Sms,
    /// Letters with what the post told of them.
    Letters,
}

impl Kind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Invoices,
        Self::Debtors,
        Self::Payments,
        Self::Contacts,
        Self::Promises,
        Self::Disputes,
        Self::Sms,
        Self::Letters,
    ];

    /// True for what others kept without knowing our debtors: whose each row is must be found.
    #[must_use]
    pub const fn is_heard(self) -> bool {
        matches!(self, Self::Sms | Self::Letters)
    }

    /// Its name on the command line and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Invoices => "invoices",
            Self::Debtors => "debtors",
            Self::Payments => "payments",
            Self::Contacts => "contacts",
            Self::Promises => "promises",
            Self::Disputes => "disputes",
            Self::Sms => "sms",
            Self::Letters => "letters",
        }
    }

    /// Groups of fields of which each needs one column (or constant): without it the file is not of this kind.
    #[must_use]
    pub const fn required(self) -> &'static [&'static [Field]] {
        match self {
            Self::Invoices => {
                &[&[Field::Debtor], &[Field::Number], &[Field::DueOn, Field::IssuedOn], &[Field::Amount, Field::Open]]
            }
            Self::Debtors => &[&[Field::Debtor], &[Field::Name]],
            Self::Payments => &[&[Field::Debtor], &[Field::PaidOn], &[Field::Amount]],
            Self::Contacts => &[&[Field::Debtor], &[Field::At]],
            Self::Promises => &[&[Field::Debtor], &[Field::MadeOn], &[Field::DueOn], &[Field::Amount]],
            Self::Disputes => &[&[Field::Debtor], &[Field::OpenedOn], &[Field::Cause, Field::Category]],
            Self::Sms => &[&[Field::At], &[Field::To, Field::Point, Field::From]],
            Self::Letters => &[&[Field::Reference], &[Field::At, Field::StateOn]],
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Text that names no kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not-a-kind")]
pub struct NotAKind;

impl FromStr for Kind {
    type Err = NotAKind;
    fn from_str(text: &str) -> Result<Self, NotAKind> {
        Self::ALL.iter().copied().find(|kind| kind.name() == text).ok_or(NotAKind)
    }
}

macro_rules! fields {
    ($($(#[$meta:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// A field a column can carry.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($(#[$meta])* #[doc = $name] $variant),+ }

        impl Field {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in a mapping and in row errors.
            #[must_use]
            pub const fn name(self) -> &'static str { match self { $(Self::$variant => $name),+ } }
        }
    };
}

fields! {
    /// The debtor's reference in its source.
    Debtor = "debtor",
    /// Number of an invoice or credit note.
    Number = "number",
    IssuedOn = "issued_on",
    DueOn = "due_on",
    /// Amount as issued, or paid.
    Amount = "amount",
    /// What is still open of an invoice.
    Open = "open",
    Currency = "currency",
    /// Invoice or credit note.
    Document = "document",
    /// What an invoice claims: principal, interest or costs.
    Claim = "claim",
    /// Late rate agreed for an invoice, percent a year.
    LateRate = "late_rate",
    /// The day an invoice was settled in full.
    SettledOn = "settled_on",
    Name = "name",
    /// Company or person.
    Kind = "kind",
    Address = "address",
    Postcode = "postcode",
    City = "city",
    Country = "country",
    Phone = "phone",
    /// A second phone number.
    Mobile = "mobile",
    Email = "email",
    Language = "language",
    Segment = "segment",
    Collector = "collector",
    /// The group of debtors it belongs to.
    Group = "group",
    /// What it may owe at most.
    CreditLimit = "credit_limit",
    PaidOn = "paid_on",
    /// The invoice a payment is for.
    Invoice = "invoice",
    Method = "method",
    /// Key of a payment or contact in its source.
    Reference = "reference",
    /// When a contact took place.
    At = "at",
    Channel = "channel",
    Direction = "direction",
    Outcome = "outcome",
    /// Talk time.
    Seconds = "seconds",
    /// Phone or address used.
    Point = "point",
    /// The number or address a message came from, and the one it went to.
    From = "from",
    To = "to",
    /// When a letter came to the state it is in.
    StateOn = "state_on",
    Note = "note",
    MadeOn = "made_on",
    WithdrawnOn = "withdrawn_on",
    OpenedOn = "opened_on",
    /// The invoices a promise covers or a dispute contests, `NUMBER` or `NUMBER:AMOUNT`, apart by `;`.
    Invoices = "invoices",
    /// Complaint, dispute or refusal.
    Category = "category",
    /// The reason of a dispute.
    Cause = "reason",
    /// Who settles a dispute.
    Owner = "owner",
    Department = "department",
    Decision = "decision",
    DecidedOn = "decided_on",
    /// What was credited.
    Credit = "credit",
    /// Was the debtor right?
    Justified = "justified",
    ClosedOn = "closed_on",
}

/// Fields of a file of promises, and of disputes.
const PROMISE: &[Field] = &[
    Field::Debtor,
    Field::Reference,
    Field::MadeOn,
    Field::DueOn,
    Field::Amount,
    Field::Currency,
    Field::Method,
    Field::Invoices,
    Field::WithdrawnOn,
    Field::Note,
];
const DISPUTE: &[Field] = &[
    Field::Debtor,
    Field::Reference,
    Field::Category,
    Field::Cause,
    Field::OpenedOn,
    Field::DueOn,
    Field::Amount,
    Field::Currency,
    Field::Invoices,
    Field::Owner,
    Field::Department,
    Field::Decision,
    Field::DecidedOn,
    Field::Credit,
    Field::Justified,
    Field::ClosedOn,
    Field::Note,
];

/// Fields of a file of short messages, and of letters.
const SMS: &[Field] =
    &[Field::At, Field::From, Field::To, Field::Point, Field::Direction, Field::Outcome, Field::Reference, Field::Note];
const LETTER: &[Field] = &[
    Field::Debtor,
    Field::Reference,
    Field::At,
    Field::StateOn,
    Field::Outcome,
    Field::Channel,
    Field::Name,
    Field::Invoice,
    Field::Note,
];

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Text.
    Text,
    /// An amount.
    Amount,
    /// A day.
    Day,
    /// A moment.
    Moment,
}

impl Field {
    /// What it holds.
    #[must_use]
    pub const fn content(self) -> Content {
        match self {
            Self::Amount | Self::Open | Self::Credit | Self::CreditLimit => Content::Amount,
            Self::IssuedOn
            | Self::DueOn
            | Self::SettledOn
            | Self::PaidOn
            | Self::MadeOn
            | Self::WithdrawnOn
            | Self::OpenedOn
            | Self::DecidedOn
            | Self::ClosedOn => Content::Day,
            Self::At | Self::StateOn => Content::Moment,
            Self::Debtor
            | Self::Number
            | Self::Currency
            | Self::Document
            | Self::Claim
            | Self::LateRate
            | Self::Name
            | Self::Kind
            | Self::Address
            | Self::Postcode
            | Self::City
            | Self::Country
            | Self::Phone
            | Self::Mobile
            | Self::Email
            | Self::Language
            | Self::Segment
            | Self::Collector
            | Self::Group
            | Self::Invoice
            | Self::Method
            | Self::Reference
            | Self::Channel
            | Self::Direction
            | Self::Outcome
            | Self::Seconds
            | Self::Point
            | Self::From
            | Self::To
            | Self::Note
            | Self::Invoices
            | Self::Category
            | Self::Cause
            | Self::Owner
            | Self::Department
            | Self::Decision
            | Self::Justified => Content::Text,
        }
    }

    /// The fields a file of this kind may carry.
    #[must_use]
    pub fn belongs_to(self, kind: Kind) -> bool {
        const DEBTOR: &[Field] = &[
            Field::Debtor,
            Field::Name,
            Field::Kind,
            Field::Address,
            Field::Postcode,
            Field::City,
            Field::Country,
            Field::Phone,
            Field::Mobile,
            Field::Email,
            Field::Language,
            Field::Segment,
            Field::Collector,
            Field::Group,
            Field::CreditLimit,
            Field::Currency,
        ];
        const INVOICE: &[Field] = &[
            Field::Number,
            Field::IssuedOn,
            Field::DueOn,
            Field::Amount,
            Field::Open,
            Field::Currency,
            Field::Document,
            Field::Claim,
            Field::LateRate,
            Field::SettledOn,
        ];
        const PAYMENT: &[Field] = &[
            Field::Debtor,
            Field::PaidOn,
            Field::Amount,
            Field::Currency,
            Field::Invoice,
            Field::Method,
            Field::Reference,
        ];
        const CONTACT: &[Field] = &[
            Field::Debtor,
            Field::At,
            Field::Channel,
            Field::Direction,
            Field::Outcome,
            Field::Collector,
            Field::Seconds,
            Field::Reference,
            Field::Point,
            Field::Note,
        ];
        match kind {
            Kind::Invoices => DEBTOR.contains(&self) || INVOICE.contains(&self),
            Kind::Debtors => DEBTOR.contains(&self),
            Kind::Payments => PAYMENT.contains(&self),
            Kind::Contacts => CONTACT.contains(&self),
            Kind::Promises => PROMISE.contains(&self),
            Kind::Disputes => DISPUTE.contains(&self),
            Kind::Sms => SMS.contains(&self),
            Kind::Letters => LETTER.contains(&self),
        }
    }
}

impl FromStr for Field {
    type Err = NotAKind;
    fn from_str(text: &str) -> Result<Self, NotAKind> {
        Self::ALL.iter().copied().find(|field| field.name() == text).ok_or(NotAKind)
    }
}
