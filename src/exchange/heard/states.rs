//! What gateways and the post call the states of what they carried, in French and English.
//! What never lives here: words we show (see `locales`), which state is the later (see `domain::letter`).
//! `table` calls it.

use crate::domain::codes::{Channel, Outcome};
use crate::domain::values::text::fold;

/// The state of a short message, when its word is known.
pub(super) fn message_state(text: &str) -> Option<Outcome> {
    let told = fold(text);
    let says = |words: &[&str]| words.iter().any(|word| told.split(' ').any(|one| one.starts_with(word)));
    if says(&[
        "undeliv",
        "fail",
        "reject",
        "expir",
        "error",
        "blacklist",
        "invalid",
        "echec",
        "echou",
        "erreur",
        "rejet",
    ]) || says(&["non", "not"])
    {
        return Some(Outcome::NotDelivered);
    }
    if says(&["deliv", "livre", "remis", "read", "lu", "recu", "received", "distribu"]) {
        return Some(Outcome::Delivered);
    }
    let sent = [
        "sent", "send", "accept", "queue", "submit", "buffer", "enroute", "pending", "envoye", "transmis", "attente",
        "cours",
    ];
    says(&sent).then_some(Outcome::Sent)
}

/// The state of a letter, when its word is known. What ended it is looked for first: "returned: not claimed" is not claimed.
pub(super) fn letter_state(text: &str, channel: Channel) -> Option<Outcome> {
    let told = fold(text);
    let says = |words: &[&str]| words.iter().any(|word| told.contains(word));
    if says(&["non reclam", "unclaimed", "not claimed", "not collected", "neglig"]) {
        return Some(Outcome::Unclaimed);
    }
    if says(&["refus"]) {
        return Some(Outcome::DeliveryRefused);
    }
    let gone = [
        "npai",
        "inconnu",
        "n habite",
        "nhabite",
        "adress",
        "unknown",
        "gone away",
        "moved",
        "undeliver",
        "return",
        "retour",
    ];
    if says(&gone) && !says(&["return receipt", "avis de reception"]) {
        return Some(Outcome::LetterReturned);
    }
    if says(&["sign", "distribu", "remis", "deliver", "recu", "received", "accept", "livre", "reception"]) {
        return Some(if channel == Channel::Letter { Outcome::Delivered } else { Outcome::Signed });
    }
    if says(&["present", "avis", "attempt", "notice", "await", "a retirer", "en attente", "card left", "instance"]) {
        return Some(Outcome::Presented);
    }
    let sent = [
        "sent",
        "envoy",
        "depos",
        "depot",
        "pris en charge",
        "prise en charge",
        "post",
        "mail",
        "dispatch",
        "transit",
        "achemin",
        "emis",
    ];
    says(&sent).then_some(Outcome::Sent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_post_says_it_in_many_ways() {
        for (text, state) in [
            ("Pris en charge par La Poste", Some(Outcome::Sent)),
            ("déposé", Some(Outcome::Sent)),
            ("Avis de passage laissé", Some(Outcome::Presented)),
            ("presented", Some(Outcome::Presented)),
            ("Distribué contre signature", Some(Outcome::Signed)),
            ("Refusé par le destinataire", Some(Outcome::DeliveryRefused)),
            ("Pli avisé et non réclamé", Some(Outcome::Unclaimed)),
            ("Returned: unclaimed", Some(Outcome::Unclaimed)),
            ("NPAI", Some(Outcome::LetterReturned)),
            ("Destinataire inconnu à l'adresse", Some(Outcome::LetterReturned)),
            ("returned to sender", Some(Outcome::LetterReturned)),
            ("?", None),
            ("", None),
        ] {
            assert_eq!(letter_state(text, Channel::RegisteredLetter), state, "{text}");
        }
        assert_eq!(letter_state("delivered", Channel::Letter), Some(Outcome::Delivered));
    }

    #[test]
    fn gateways_too() {
        for (text, state) in [
            ("DELIVRD", Some(Outcome::Delivered)),
            ("undelivered", Some(Outcome::NotDelivered)),
            ("Non remis", Some(Outcome::NotDelivered)),
            ("Remis", Some(Outcome::Delivered)),
            ("EXPIRED", Some(Outcome::NotDelivered)),
            ("queued", Some(Outcome::Sent)),
            ("Envoyé", Some(Outcome::Sent)),
            ("received", Some(Outcome::Delivered)),
            ("42", None),
        ] {
            assert_eq!(message_state(text), state, "{text}");
        }
    }
}
