//! The codes of the rules for contacts: how strict a rule is, how sure its source, what an answer comes to.
//! What never lives here: the rules (see `domain::permit`), words.
//! Any room may call, through `codes`.

use super::UnknownCode;

codes! {
    /// What a rule does with a contact that it does not allow.
    Severity { Warn = "warn" / "w", Block = "block" / "b" }
}

codes! {
    /// What all rules together say of a contact.
    Verdict { Allowed = "allowed" / "ok", Warned = "warned" / "w", Blocked = "blocked" / "b" }
}

codes! {
    /// Where a request to set a rule aside stands: unanswered, granted for that day, turned down, taken by the contact, or
    /// past its time.
    OverrideState {
        Pending = "pending" / "p", Approved = "approved" / "a", Refused = "refused" / "r", Used = "used" / "u",
        Lapsed = "lapsed" / "l",
    }
}

codes! {
    /// How sure the source of a rule is: the text itself was read, two sources tell it, one does, memory alone; or it is the
    /// house's own policy.
    Confidence {
        Text = "text" / "A", TwoSources = "two-sources" / "B", OneSource = "one-source" / "C", Memory = "memory" / "M",
        Policy = "policy" / "P",
    }
}

codes! {
    /// For whom the house collects: itself, creditors who mandated it, or itself what it bought from a creditor.
    Actor {
        FirstParty = "first-party" / "f", ThirdPartyAgency = "third-party-agency" / "t", DebtPurchaser = "debt-purchaser" / "d",
    }
}

codes! {
    /// A fact that a rule asks for and nobody told.
    Lacks { Country = "country" / "c", Kind = "kind" / "k", Zone = "zone" / "z" }
}

codes! {
    /// What a debtor is, as far as rules tell debtors apart.
    DebtorKind { Company = "company" / "co", Person = "person" / "pe" }
}
