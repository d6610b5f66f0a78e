//! Lines of a bank that wait, always the same: what the reconciliation screen is drawn from without a store.
//! What never lives here: an assertion. All names and accounts are invented.
//! `stage` answers with it.

use relance::domain::bank::{BankLine, LineKind};
use relance::domain::event::Part;
use relance::domain::ledger::ItemKey;
use relance::domain::matching::{Certainty, OpenItem, Paid, Proposal, Why};
use relance::domain::values::{CaseId, Login, SourceId};
use relance::store::read::{Aside, Choices, Proposed, Waiting};

use super::samples::{eur, today};

fn line(key: &str, ago: i32, minor: i64, payer: &str, text: &str) -> BankLine {
    BankLine {
        reference: key.into(),
        account: "FR7630001000010000000000000".into(),
        booked_on: today().plus(-ago),
        value_on: today().plus(-ago),
        amount: eur(minor),
        kind: if minor < 0 { LineKind::Return } else { LineKind::Payment },
        payer: payer.into(),
        payer_account: "FR7699999000010000000012345".into(),
        end_to_end: "NOTPROVIDED".into(),
        mandate: String::new(),
        structured: vec![],
        text: text.into(),
        reason: if minor < 0 { "AM04".into() } else { String::new() },
        code: String::new(),
    }
}

/// Four lines: two with proposals, one that went back, one that nothing tells of.
/// Two lines that are nobody's.
pub fn aside() -> Vec<Aside> {
    let one = |line, reason: &str, who: &str, ago: i32| Aside {
        line,
        reason: reason.into(),
        who: Login(who.into()),
        on: today().plus(-ago),
    };
    vec![
        one(
            line("a1", 9, 31_250, "CAISSE PRIMAIRE", "INDEMNITES JOURNALIERES"),
            "nobody owes us this: sick pay",
            "mia",
            8,
        ),
        one(line("a2", 6, 4_200, "", "REMB TROP PERCU ELECTRICITE"), "refund of the electricity", "omar", 5),
    ]
}

pub fn lines() -> Vec<BankLine> {
    vec![
        line("b1", 4, 120_000, "HOLDING TY-COZ", "VIREMENT SEPA ACOMPTE FACTURES MAI"),
        line("b2", 3, 84_000, "BOULANGERIE LEFEVRE", "FACTURE F-2013-0456"),
        line("b3", 2, -45_050, "GARAGE DU VIEUX PONT", "REJET PRLV SEPA"),
        line("b4", 1, 9_900, "", "REMISE CHEQUES 3 BORDEREAU 0004471"),
    ]
}

fn item(case: CaseId, n: i64, minor: i64) -> OpenItem {
    let key = ItemKey { case, source: SourceId(1), number: format!("F-2013-04{n}") };
    OpenItem {
        key,
        issued_on: today().plus(-70),
        due_on: today().plus(-40 + i32::try_from(n).unwrap()),
        claim: relance::domain::ledger::Claim::PLAIN,
        open: eur(minor),
    }
}

fn paid(key: &str, ago: i32, minor: i64, number: &str) -> Paid {
    Paid {
        key: key.into(),
        line: key.into(),
        amount: eur(minor),
        others: 0,
        on: today().plus(-ago),
        invoices: vec![number.into()],
    }
}

/// A line with its proposals.
pub fn proposed(key: &str) -> Option<Waiting> {
    let line = lines().into_iter().find(|line| line.reference == key)?;
    let case = CaseId(102);
    let parts = |n: i64, minor| vec![Part { item: item(case, n, minor).key, amount: eur(minor) }];
    let one = |case, parts, why, certainty, back| Proposal { case, parts, why, certainty, back };
    let whose = |proposal: Proposal, name: &str, reference: &str| {
        let (name, reference) = (name.to_owned(), reference.to_owned());
        Proposed { proposal, name, reference }
    };
    let proposals = match key {
        "b1" => vec![
            whose(
                one(case, parts(56, 120_000), Why::ExactInvoice, Certainty::Likely, None),
                "Établissements Œuvrard & Fils",
                "D2",
            ),
            whose(one(CaseId(103), vec![], Why::PayerName, Certainty::Possible, None), "Hôtel de la Gare", "D3"),
        ],
        "b2" => vec![whose(
            one(case, parts(56, 84_000), Why::Number, Certainty::Certain, None),
            "Boulangerie Lefèvre",
            "D1",
        )],
        "b3" => vec![
            whose(
                one(case, vec![], Why::PayerName, Certainty::Likely, Some(paid("bank:p2", 12, 45_050, "F-2013-0442"))),
                "Garage du Vieux-Pont",
                "D2",
            ),
            whose(
                one(case, vec![], Why::PayerName, Certainty::Likely, Some(paid("bank:p1", 42, 43_250, "F-2013-0433"))),
                "Garage du Vieux-Pont",
                "D2",
            ),
        ],
        _nothing => vec![],
    };
    let (whole, given) = (line.amount, vec![]);
    Some(Waiting { line, whole, given, proposals })
}

/// What a line may be given to.
pub fn choices(case: CaseId, line: &BankLine) -> Choices {
    let back = line.kind == LineKind::Return;
    Choices {
        case,
        name: "Établissements Œuvrard & Fils".into(),
        reference: "D2".into(),
        items: if back { vec![] } else { vec![item(case, 11, 45_000), item(case, 12, 60_000), item(case, 13, 31_000)] },
        paid: if back {
            vec![paid("bank:p2", 12, 45_050, "F-2013-0442"), paid("bank:p1", 42, 43_250, "F-2013-0433")]
        } else {
            vec![]
        },
    }
}
