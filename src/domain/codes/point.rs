//! The codes of numbers and addresses: how good one is, which language is spoken there.
//! What never lives here: what makes it so (see `case::points`), words.
//! Any room may call, through `codes`.

use super::UnknownCode;

codes! {
    /// What the contacts so far say of a number or address: somebody was reached there, nobody was, nobody tried, or it is not
    /// the debtor's (any more).
    PointQuality { Untried = "untried" / "new", Reached = "reached" / "ok", Failed = "failed" / "none", Wrong = "wrong" / "bad" }
}

codes! {
    /// A language spoken by whoever is to be had at a number or address.
    Language {
        French = "fr" / "fra", English = "en" / "eng", German = "de" / "deu", Dutch = "nl" / "nld", Spanish = "es" / "spa",
        Italian = "it" / "ita", Portuguese = "pt" / "por", Other = "other" / "oth",
    }
}

codes! {
    /// What can be asked of whoever speaks, before anything of the debt is disclosed.
    IdentityCheck {
        Name = "name" / "nam", Position = "position" / "pos", BirthDate = "birth-date" / "bth", Address = "address" / "adr",
        Reference = "reference" / "ref", Invoice = "invoice" / "inv", Company = "company-number" / "cmp",
    }
}

codes! {
    /// What a case shows before it goes wrong (see `domain::signal`).
    SignalCode {
        RepeatedLateness = "repeated-lateness" / "late", Silence = "silence" / "sil", GrowingDelay = "growing-delay" / "grow",
        RepeatedDisputes = "repeated-disputes" / "dsp", BouncedMail = "bounced-mail" / "mail", LetterReturned = "letter-returned" / "npai",
        LimitNear = "limit-near" / "lim", BrokenPlan = "broken-plan" / "plan",
    }
}
