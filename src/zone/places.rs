//! The time zones a debtor may be in, by country and, where a country has several, as far as a postcode tells.
//! What never lives here: a guess: where the place decides nothing there is more than one zone, or none.
//! Whoever asks about contacts calls it. Source: the zones of the IANA database by country (`zone1970.tab`).

use super::Zone;

/// Country code → its zones, those of its far places left out where its postcodes tell them apart (see [`FAR`]).
const COUNTRIES: &[(&str, &[&str])] = &[
    ("AD", &["Europe/Andorra"]),
    ("AE", &["Asia/Dubai"]),
    ("AR", &["America/Argentina/Buenos_Aires"]),
    ("AT", &["Europe/Vienna"]),
    ("AU", &["Australia/Perth", "Australia/Adelaide", "Australia/Darwin", "Australia/Brisbane", "Australia/Sydney"]),
    ("BE", &["Europe/Brussels"]),
    ("BG", &["Europe/Sofia"]),
    ("BR", &["America/Rio_Branco", "America/Manaus", "America/Sao_Paulo", "America/Noronha"]),
    (
        "CA",
        &[
            "America/Vancouver",
            "America/Edmonton",
            "America/Regina",
            "America/Winnipeg",
            "America/Toronto",
            "America/Halifax",
            "America/St_Johns",
        ],
    ),
    ("CH", &["Europe/Zurich"]),
    ("CI", &["Africa/Abidjan"]),
    ("CN", &["Asia/Shanghai"]),
    ("CY", &["Asia/Nicosia"]),
    ("CZ", &["Europe/Prague"]),
    ("DE", &["Europe/Berlin"]),
    ("DK", &["Europe/Copenhagen"]),
    ("DZ", &["Africa/Algiers"]),
    ("EE", &["Europe/Tallinn"]),
    ("EG", &["Africa/Cairo"]),
    ("ES", &["Europe/Madrid"]),
    ("FI", &["Europe/Helsinki"]),
    ("FR", &["Europe/Paris"]),
    ("GB", &["Europe/London"]),
    ("GF", &["America/Cayenne"]),
    ("GP", &["America/Guadeloupe"]),
    ("GR", &["Europe/Athens"]),
    ("HK", &["Asia/Hong_Kong"]),
    ("HR", &["Europe/Zagreb"]),
    ("HU", &["Europe/Budapest"]),
    ("IE", &["Europe/Dublin"]),
    ("IL", &["Asia/Jerusalem"]),
    ("IN", &["Asia/Kolkata"]),
    ("IS", &["Atlantic/Reykjavik"]),
    ("IT", &["Europe/Rome"]),
    ("JP", &["Asia/Tokyo"]),
    ("KR", &["Asia/Seoul"]),
    ("LI", &["Europe/Vaduz"]),
    ("LT", &["Europe/Vilnius"]),
    ("LU", &["Europe/Luxembourg"]),
    ("LV", &["Europe/Riga"]),
    ("MA", &["Africa/Casablanca"]),
    ("MC", &["Europe/Monaco"]),
    ("MQ", &["America/Martinique"]),
    ("MT", &["Europe/Malta"]),
    ("MX", &["America/Tijuana", "America/Hermosillo", "America/Mexico_City", "America/Cancun"]),
    ("NC", &["Pacific/Noumea"]),
    ("NL", &["Europe/Amsterdam"]),
    ("NO", &["Europe/Oslo"]),
    ("NZ", &["Pacific/Auckland"]),
    ("PF", &["Pacific/Tahiti"]),
    ("PL", &["Europe/Warsaw"]),
    ("PM", &["America/Miquelon"]),
    ("PT", &["Europe/Lisbon"]),
    ("RE", &["Indian/Reunion"]),
    ("RO", &["Europe/Bucharest"]),
    ("RS", &["Europe/Belgrade"]),
    ("SE", &["Europe/Stockholm"]),
    ("SG", &["Asia/Singapore"]),
    ("SI", &["Europe/Ljubljana"]),
    ("SK", &["Europe/Bratislava"]),
    ("SN", &["Africa/Dakar"]),
    ("TN", &["Africa/Tunis"]),
    ("TR", &["Europe/Istanbul"]),
    ("UA", &["Europe/Kyiv"]),
    (
        "US",
        &[
            "Pacific/Honolulu",
            "America/Anchorage",
            "America/Los_Angeles",
            "America/Phoenix",
            "America/Denver",
            "America/Chicago",
            "America/New_York",
        ],
    ),
    ("YT", &["Indian/Mayotte"]),
    ("ZA", &["Africa/Johannesburg"]),
];

/// Places of a country whose postcodes begin so, and their zone.
const FAR: &[(&str, &str, &str)] = &[
    ("FR", "971", "America/Guadeloupe"),
    ("FR", "972", "America/Martinique"),
    ("FR", "973", "America/Cayenne"),
    ("FR", "974", "Indian/Reunion"),
    ("FR", "975", "America/Miquelon"),
    ("FR", "976", "Indian/Mayotte"),
    ("FR", "977", "America/Guadeloupe"),
    ("FR", "978", "America/Guadeloupe"),
    ("FR", "987", "Pacific/Tahiti"),
    ("FR", "988", "Pacific/Noumea"),
    ("ES", "35", "Atlantic/Canary"),
    ("ES", "38", "Atlantic/Canary"),
    ("PT", "9", "Atlantic/Azores"),
];

/// The zones a place may be in; none when the country is not known here.
#[must_use]
pub fn zones_of(country: &str, postcode: &str) -> Vec<Zone> {
    let far = FAR.iter().find(|(of, begins, _)| *of == country && postcode.starts_with(begins));
    let names = match far {
        // Madeira and the Azores share the first digit: either.
        Some(("PT", ..)) => &["Atlantic/Madeira", "Atlantic/Azores"],
        Some((_, _, zone)) => std::slice::from_ref(zone),
        None => COUNTRIES.iter().find(|(code, _)| *code == country).map_or(&[] as &[&str], |(_, zones)| zones),
    };
    names.iter().filter_map(|name| name.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_a_zone_and_countries_stand_in_order() {
        assert!(COUNTRIES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (country, zones) in COUNTRIES {
            assert_eq!(zones_of(country, "").len(), zones.len(), "{country}");
        }
        assert!(FAR.iter().all(|(_, _, zone)| zone.parse::<Zone>().is_ok()));
    }

    #[test]
    fn far_places_are_told_by_their_postcode() {
        let name = |country, postcode| zones_of(country, postcode).iter().map(|zone| zone.name()).collect::<Vec<_>>();
        assert_eq!(name("FR", "97400"), ["Indian/Reunion"]);
        assert_eq!(name("FR", "44000"), ["Europe/Paris"]);
        assert_eq!(name("PT", "9000-001"), ["Atlantic/Madeira", "Atlantic/Azores"]);
        assert_eq!((name("US", "10001").len(), name("", "").len(), name("XX", "1").len()), (7, 0, 0));
    }
}
