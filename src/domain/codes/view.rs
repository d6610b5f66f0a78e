//! What a view of the queue can ask of a line.
//! What never lives here: how it is asked (see `domain::view`), words.
//! Any room may call, through `codes`.

use super::UnknownCode;

codes! {
    /// A field of a line; the short form is another word for it.
    ViewField {
        Segment = "segment" / "seg", Kind = "type" / "kind", Status = "status" / "statut", Action = "action" / "next",
        Amount = "amount" / "montant", Score = "score" / "sc", Days = "days" / "retard", Name = "name" / "nom",
    }
}
