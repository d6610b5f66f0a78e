//! Who is away, from which day to which, and who works their list meanwhile.
//! What never lives here: reading or writing them (see `store::absences`), whose a case is (that stays as it is).
//! The close asks it for every line; `people` shows it.
//!
//! An absence moves no case: it says for each day whose list a line stands in. The day after it ends everything is as before.

use std::collections::BTreeMap;

use super::values::{Day, Login};

/// Somebody is away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// Who.
    pub login: Login,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
    /// Who works their list; nobody: it is anyone's.
    pub cover: Option<Login>,
}

/// What was said of a person, in the order it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// They are away.
    Away(Absence),
    /// They are here again from this day on, whatever was said before.
    Back {
        /// Who.
        login: Login,
        /// First day back.
        on: Day,
    },
}

/// Absences as they stand after all that was said: of two that speak of the same day, the later word counts.
#[must_use]
pub fn standing(said: &[Said]) -> Vec<Absence> {
    let mut all: Vec<Absence> = vec![];
    for word in said {
        match word {
            Said::Away(absence) => {
                all.retain(|other| {
                    other.login != absence.login || other.from < absence.from || other.from > absence.until
                });
                cut(&mut all, &absence.login, absence.from, absence.until);
                all.push(absence.clone());
            }
            Said::Back { login, on } => {
                all.retain(|other| other.login != *login || other.from < *on);
                cut(&mut all, login, *on, Day::MAX);
            }
        }
    }
    all.sort_by(|a, b| (a.from, &a.login).cmp(&(b.from, &b.login)));
    all
}

/// Ends what began before `from` and runs into it.
fn cut(all: &mut [Absence], login: &Login, from: Day, until: Day) {
    for other in all.iter_mut().filter(|other| other.login == *login && other.until >= from && other.from <= until) {
        other.until = from.plus(-1);
    }
}

/// Whose list a line stands in on one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cover(BTreeMap<Login, Option<Login>>);

impl Cover {
    /// On a day.
    #[must_use]
    pub fn on(absences: &[Absence], day: Day) -> Self {
        let away = absences.iter().filter(|absence| absence.from <= day && day <= absence.until);
        let direct: BTreeMap<&Login, Option<&Login>> =
            away.map(|absence| (&absence.login, absence.cover.as_ref())).collect();
        let end = |login: &Login| {
            let mut at = direct.get(login).copied().flatten()?;
            // Whoever covers may be away too. A ring of people who cover each other leads nowhere: then it is anyone's.
            for _ in 0..direct.len() {
                match direct.get(at) {
                    None => return Some(at.clone()),
                    Some(next) => at = (*next)?,
                }
            }
            None
        };
        Self(direct.keys().map(|login| ((*login).clone(), end(login))).collect())
    }

    /// Whose list a line of this person stands in; `None`: nobody's.
    #[must_use]
    pub fn list_of<'a>(&'a self, login: Option<&'a Login>) -> Option<&'a Login> {
        let login = login?;
        self.0.get(login).map_or(Some(login), Option::as_ref)
    }

    /// True when everybody is here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn login(text: &str) -> Login {
        text.parse().unwrap()
    }

    fn away(who: &str, from: i32, until: i32, cover: &str) -> Absence {
        let cover = (!cover.is_empty()).then(|| login(cover));
        Absence { login: login(who), from: Day(from), until: Day(until), cover }
    }

    #[test]
    fn a_list_goes_to_whoever_covers_and_on_and_comes_back() {
        let all = [away("lea", 10, 20, "omar"), away("omar", 15, 18, "zoe"), away("zoe", 17, 17, "lea")];
        let of = |day: i32, who: &str| Cover::on(&all, Day(day)).list_of(Some(&login(who))).map(|to| to.0.clone());
        let of = |day, who| of(day, who).unwrap_or_default();
        assert_eq!(
            [of(9, "lea"), of(10, "lea"), of(15, "lea"), of(20, "lea"), of(21, "lea")],
            ["lea", "omar", "zoe", "omar", "lea"]
        );
        assert_eq!(of(17, "lea"), "", "a ring of absent people covers nobody: it is anyone's");
        assert_eq!(of(17, "yan"), "yan");
        assert_eq!(Cover::on(&[away("lea", 1, 2, "")], Day(1)).list_of(Some(&login("lea"))), None);
        assert_eq!(Cover::on(&all, Day(12)).list_of(None), None);
    }

    #[test]
    fn the_later_word_counts() {
        let said = [
            Said::Away(away("lea", 10, 20, "omar")),
            Said::Away(away("lea", 15, 30, "zoe")),
            Said::Away(away("yan", 12, 14, "")),
            Said::Back { login: login("lea"), on: Day(18) },
        ];
        assert_eq!(standing(&said), [away("lea", 10, 14, "omar"), away("yan", 12, 14, ""), away("lea", 15, 17, "zoe")]);
        let back = [said[0].clone(), Said::Back { login: login("lea"), on: Day(5) }];
        assert_eq!(standing(&back), []);
    }
}
