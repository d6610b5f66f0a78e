//! Who acts: the user of the operating system, and the person of the book they may work as.
//! What never lives here: what a role may do (see `domain`).
//! `ctx` asks it for every book it opens.

use crate::domain::codes::Role;
use crate::domain::event::Who;
use crate::domain::person::{Authority, Person};
use crate::domain::values::Login;
use crate::i18n::Words;

use super::Fault;

/// Longest user name kept, in characters.
const OS_USER_CHARS_MAX: usize = 64;

/// The user of the operating system: by the process's user id where the system lists it, else as the environment says.
#[must_use]
pub fn os_user() -> String {
    let uid = rustix::process::getuid().as_raw();
    let listed = std::fs::read_to_string("/etc/passwd").ok().and_then(|text| listed_name(&text, uid));
    let told = || ["USER", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    let name = listed.or_else(told).unwrap_or_else(|| format!("uid-{uid}"));
    crate::domain::values::text::clean_line(&name, OS_USER_CHARS_MAX)
}

fn listed_name(passwd: &str, uid: u32) -> Option<String> {
    passwd.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)?.parse() == Ok(uid)).then(|| name.to_owned())
    })
}

/// The login a user of the operating system works under when the book does not say: what does not fit a login becomes `-`.
#[must_use]
pub fn login_of(os_user: &str) -> Login {
    let fit = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '-' };
    let name: String = os_user.to_lowercase().chars().map(fit).take(32).collect();
    name.parse().unwrap_or_else(|_| Login("anonymous".to_owned()))
}

/// Who acts. `wanted`: what `--as` says. Working as somebody else needs a person of the book that lists this user of the
/// operating system; somebody the book does not know works as a collector.
pub fn who(words: &Words, people: &[Person], os_user: &str, wanted: Option<&str>) -> Result<Who, Fault> {
    let own = login_of(os_user);
    let found = |login: &Login| people.iter().find(|person| person.login == *login);
    let as_person = |person: &Person| {
        let authority = Authority::of(&person.login, people);
        Who { authority, ..Who::new(person.login.clone(), os_user, person.role) }
    };
    let as_stranger = || Who::new(own.clone(), os_user, Role::Collector);
    let listing = |person: &&Person| person.os_users.iter().any(|user| user == os_user);
    let Some(wanted) = wanted else {
        let mut listed = people.iter().filter(listing);
        let only = listed.next().filter(|_| listed.next().is_none());
        return Ok(found(&own).or(only).map_or_else(as_stranger, as_person));
    };
    let facts = || [("login", wanted.into()), ("user", os_user.into())];
    let login: Login = wanted.parse().map_err(|_| Fault::usage(words.tf("cli-not-a-login", &facts()[..1])))?;
    match found(&login) {
        Some(person) if login == own || listing(&person) => Ok(as_person(person)),
        None if login == own => Ok(as_stranger()),
        Some(_) => Err(Fault::failed(words.tf("cli-as-not-listed", &facts()))),
        None => Err(Fault::failed(words.tf("cli-as-unknown", &facts()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    fn person(login: &str, role: Role, users: &[&str]) -> Person {
        let os_users = users.iter().map(|user| (*user).to_owned()).collect();
        Person::new(login.parse().unwrap(), role, os_users)
    }

    #[test]
    fn nobody_works_as_another_without_being_listed() {
        let words = Words::new(Lang::En);
        let people = [person("mia", Role::Supervisor, &["m.dupre"]), person("omar", Role::Collector, &["omar"])];
        let ask = |user: &str, wanted: Option<&str>| who(&words, &people, user, wanted).map(|w| (w.login.0, w.role));
        assert_eq!(ask("m.dupre", None).unwrap(), ("mia".into(), Role::Supervisor));
        assert_eq!(ask("m.dupre", Some("mia")).unwrap(), ("mia".into(), Role::Supervisor));
        assert_eq!(ask("omar", None).unwrap().1, Role::Collector);
        assert_eq!(ask("zoé", None).unwrap(), ("zoé".into(), Role::Collector));
        assert!(ask("omar", Some("mia")).is_err());
        assert!(ask("omar", Some("nobody")).is_err());
        assert!(ask("omar", Some("no body")).is_err());
    }

    #[test]
    fn the_user_list_is_read() {
        assert_eq!(listed_name("root:x:0:0::/:/bin/sh\nmia:x:1001:1001::/:/bin/sh\n", 1001).as_deref(), Some("mia"));
        assert_eq!(listed_name("broken\n", 1), None);
        assert_eq!(login_of("DOM\\Mia Durand").0, "dom-mia-durand");
    }
}
