//! E-mail as people keep it: one message (`.eml`), a box (mbox), a Maildir, a folder of messages.
//! What never lives here: whose address it is; sending.
//! `cli` calls it.
//!
//! Of a message stay its day, its parties, and what a collector reads: subject, the words written in it, the names of what
//! was attached. What it quotes of earlier messages is kept apart: they stand in the history themselves.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use mail_parser::{Address, HeaderValue, Message, MessageParser, MimeHeaders};
use sha2::{Digest, Sha256};

use super::super::bank::{PIECE_BYTES_MAX, broken};
use super::super::error::{ImportError, Reason, RowError};
use super::super::rows::WalkError;
use super::super::source::magic;
use super::{Counts, Heard, SUBJECT, numbers};
use crate::domain::codes::{Channel, Outcome};
use crate::domain::values::text::{NAME_CHARS_MAX, NOTE_CHARS_MAX, REFERENCE_CHARS_MAX, clean_line, clean_note, fold};
use crate::domain::values::{Day, Instant};
use crate::zone::Zone;

/// Longest message read, in bytes, what is attached included: mail servers take no more.
const MESSAGE_BYTES_MAX: u64 = 64 << 20;
/// Earlier messages of a thread that are looked for.
const THREAD_MAX: usize = 20;
/// Longest text kept of what a message quotes, in bytes: some ten screens.
const QUOTED_BYTES_MAX: usize = 16 << 10;
/// Attachments named.
const ATTACHED_MAX: usize = 10;
/// What separates the parts of what is kept of a message.
const BETWEEN: &str = " · ";

/// Reads the messages at a path one after another; one that is none is told to `refused`. Answers the counts and a digest
/// of everything read.
pub fn messages<E>(
    path: &Path,
    zone: Zone,
    each: &mut dyn FnMut(Heard) -> Result<(), E>,
    refused: &mut dyn FnMut(RowError),
) -> Result<(Counts, [u8; 32]), WalkError<E>> {
    let mut reader = Reader { zone, counts: Counts::default(), digest: Sha256::new(), each, refused };
    if path.is_dir() {
        for (at, file) in letters(path).map_err(WalkError::File)?.iter().enumerate() {
            reader.file(at as u64 + 1, file)?;
        }
    } else if is_box(path).map_err(WalkError::File)? {
        reader.mailbox(path)?;
    } else {
        let raw = letter(path).map_err(WalkError::File)?;
        whole(&raw).map_err(WalkError::File)?;
        reader.message(1, &raw)?;
    }
    if reader.counts.rows == 0 {
        return Err(WalkError::File(ImportError::Empty));
    }
    Ok((reader.counts, reader.digest.finalize().into()))
}

/// The messages of a folder, in order of name: those of a Maildir (`cur`, `new`), or files that end in `.eml`.
fn letters(folder: &Path) -> Result<Vec<PathBuf>, ImportError> {
    let mut all = vec![];
    let maildir = ["cur", "new"].map(|name| folder.join(name));
    let is_maildir = maildir.iter().any(|part| part.is_dir());
    let folders =
        if is_maildir { maildir.into_iter().filter(|part| part.is_dir()).collect() } else { vec![folder.to_owned()] };
    for part in folders {
        for entry in std::fs::read_dir(part)? {
            let path = entry?.path();
            let is_letter = is_maildir || path.extension().is_some_and(|end| end.eq_ignore_ascii_case("eml"));
            if is_letter && path.is_file() {
                all.push(path);
            }
        }
    }
    all.sort();
    Ok(all)
}

/// True for a box of many messages: each begins with a line of its own.
fn is_box(path: &Path) -> Result<bool, ImportError> {
    let mut first = [0; 5];
    let read = File::open(path)?.take(5).read(&mut first)?;
    Ok(&first[..read] == b"From ")
}

/// A file of one message, and one byte more than a message may have when it is longer.
fn letter(path: &Path) -> Result<Vec<u8>, ImportError> {
    let mut raw = vec![];
    File::open(path)?.take(MESSAGE_BYTES_MAX + 1).read_to_end(&mut raw)?;
    Ok(raw)
}

/// Refuses a file that was named alone and is no message.
fn whole(raw: &[u8]) -> Result<(), ImportError> {
    if raw.trim_ascii().is_empty() {
        return Err(ImportError::Empty);
    } else if let Some(what) = magic(raw) {
        return Err(ImportError::Binary(what));
    }
    let has_sender = |raw: &[u8]| MessageParser::default().parse_headers(raw).is_some_and(|head| head.from().is_some());
    if raw.len() as u64 > MESSAGE_BYTES_MAX || has_sender(raw) { Ok(()) } else { Err(broken(1, "not-mail", "")) }
}

struct Reader<'r, E> {
    zone: Zone,
    counts: Counts,
    digest: Sha256,
    each: &'r mut dyn FnMut(Heard) -> Result<(), E>,
    refused: &'r mut dyn FnMut(RowError),
}

impl<E> Reader<'_, E> {
    fn file(&mut self, at: u64, path: &Path) -> Result<(), WalkError<E>> {
        let raw = letter(path).map_err(WalkError::File)?;
        self.message(at, &raw)
    }

    /// A message begins at a line `From …` after an empty one; lines like it inside a message have a `>` before them.
    fn mailbox(&mut self, path: &Path) -> Result<(), WalkError<E>> {
        let wrong = |error: std::io::Error| WalkError::File(error.into());
        let mut text = BufReader::new(File::open(path).map_err(wrong)?);
        let (mut line, mut raw, mut begun, mut at, mut blank) = (vec![], vec![], 0, 0, true);
        loop {
            // a long line is read in pieces
            at += u64::from(line.is_empty() || line.ends_with(b"\n"));
            line.clear();
            let read = (&mut text).take(PIECE_BYTES_MAX).read_until(b'\n', &mut line).map_err(wrong)?;
            let begins = blank && line.starts_with(b"From ");
            if (read == 0 || begins) && begun > 0 {
                self.message(begun, &raw)?;
                raw.clear();
            }
            if read == 0 {
                return Ok(());
            }
            if begins {
                begun = at;
                blank = false;
                continue;
            }
            blank = matches!(line.as_slice(), b"\n" | b"\r\n");
            if raw.len() as u64 <= MESSAGE_BYTES_MAX {
                let quoted = line.iter().position(|byte| *byte != b'>').filter(|at| *at > 0);
                let quoted = quoted.is_some_and(|at| line[at..].starts_with(b"From "));
                raw.extend_from_slice(if quoted { &line[1..] } else { &line });
            }
        }
    }

    fn message(&mut self, at: u64, raw: &[u8]) -> Result<(), WalkError<E>> {
        self.counts.rows += 1;
        self.digest.update(raw);
        match heard(at, raw, self.zone) {
            Ok(heard) => (self.each)(heard).map_err(WalkError::Sink),
            Err(error) => {
                self.counts.rejected += 1;
                (self.refused)(error);
                Ok(())
            }
        }
    }
}

/// What is kept of one message.
fn heard(line: u64, raw: &[u8], zone: Zone) -> Result<Heard, RowError> {
    let refuse = |column: &str, value: &str, reason| RowError {
        line,
        column: column.to_owned(),
        field: None,
        value: clean_line(value, REFERENCE_CHARS_MAX),
        reason,
    };
    if raw.len() as u64 > MESSAGE_BYTES_MAX {
        return Err(refuse("", "", Reason::TooLong));
    }
    let message = MessageParser::default().parse(raw).filter(|message| message.from().is_some());
    let message = message.ok_or_else(|| refuse("From", "", Reason::Missing))?;
    let written = message.date().filter(|date| date.is_valid());
    let written = written.ok_or_else(|| refuse("Date", message.header_raw("Date").unwrap_or(""), Reason::NotADate))?;
    let at = Instant(written.to_timestamp().saturating_mul(1_000));
    let day = zone.day_of(at);
    if !(Day::MIN..=Day::MAX).contains(&day) {
        return Err(refuse("Date", message.header_raw("Date").unwrap_or(""), Reason::DateOutOfRange));
    }
    let (text, quoted) = words_written(&message);
    let numbers = numbers(message.subject().unwrap_or(""), &text);
    let key = match message.message_id() {
        Some(id) if fits(id) => id.to_owned(),
        Some(_) | None => hex(&Sha256::digest(raw)),
    };
    let answered = [message.in_reply_to(), message.references()].into_iter().flat_map(ids_last_first);
    let mut thread: Vec<String> = vec![];
    for id in answered.filter(|id| fits(id)) {
        let key = key_of(id);
        if thread.len() < THREAD_MAX && !thread.contains(&key) {
            thread.push(key);
        }
    }
    Ok(Heard {
        line,
        key: key_of(&key),
        at,
        day,
        channel: Channel::Email,
        from: addresses(message.from()),
        to: [message.to(), message.cc()].into_iter().flat_map(addresses).collect(),
        seconds: 0,
        outcome_in: Some(Outcome::ReplyReceived),
        outcome_out: None,
        note: note(&message, &text),
        numbers,
        debtor: String::new(),
        name: String::new(),
        thread,
        conversation: conversation(&message),
        quoted,
        called: sender(message.from()),
    })
}

/// True for an id that is kept whole in a key.
fn fits(id: &str) -> bool {
    !id.is_empty() && id.chars().count() <= REFERENCE_CHARS_MAX - 5
}

/// The key of the message of an id.
fn key_of(id: &str) -> String {
    clean_line(&format!("mail {id}"), REFERENCE_CHARS_MAX)
}

/// Ids of earlier messages: a list is written with the oldest first.
fn ids_last_first<'m>(header: &'m HeaderValue<'_>) -> Vec<&'m str> {
    match (header.as_text_list(), header.as_text()) {
        (Some(list), _) => list.iter().rev().map(AsRef::as_ref).collect(),
        (None, Some(one)) => vec![one],
        (None, None) => vec![],
    }
}

/// Half of a digest: enough to tell messages apart, short enough for a key.
fn hex(digest: &[u8]) -> String {
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn addresses(of: Option<&Address<'_>>) -> Vec<String> {
    let all = of.into_iter().flat_map(Address::iter).filter_map(|one| one.address());
    all.map(|address| clean_line(address, REFERENCE_CHARS_MAX * 4)).collect()
}

/// What the sender is called.
fn sender(from: Option<&Address<'_>>) -> String {
    clean_line(from.and_then(Address::first).and_then(|one| one.name()).unwrap_or(""), NAME_CHARS_MAX)
}

/// The text of a message, and what it quotes, which is all from the line that introduces it and whatever has a `>` before it; of
/// a page, what a person sees of it.
fn words_written(message: &Message<'_>) -> (String, String) {
    let text = message.body_text(0).unwrap_or_default();
    let mut history = false;
    let (quoted, own): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| {
        history |= begins_history(line);
        history || line.trim_start().starts_with('>')
    });
    let quoted = quoted.join("\n");
    let mut end = quoted.len().min(QUOTED_BYTES_MAX);
    while !quoted.is_char_boundary(end) {
        end -= 1;
    }
    (clean_line(&own.join(" "), NOTE_CHARS_MAX), clean_note(&quoted[..end], QUOTED_BYTES_MAX))
}

/// The thread of a message: the oldest one it refers to, else the one it answers, else itself. Where there is no id at all
/// its subject tells.
fn conversation(message: &Message<'_>) -> String {
    let oldest = ids_last_first(message.references()).into_iter().rev();
    let answered = ids_last_first(message.in_reply_to()).into_iter().rev();
    let id = oldest.chain(answered).chain(message.message_id()).find(|id| fits(id));
    match id {
        Some(id) => clean_line(id, REFERENCE_CHARS_MAX),
        None => match bare_subject(message.subject().unwrap_or("")) {
            subject if subject.is_empty() => String::new(),
            subject => clean_line(&format!("{SUBJECT}{subject}"), REFERENCE_CHARS_MAX),
        },
    }
}

/// Before a subject: it is an answer, or handed on.
const ANSWERS: [&str; 8] = ["re", "r", "rép", "rép.", "tr", "fw", "fwd", "aw"];

/// A subject without what answering puts before it, folded.
fn bare_subject(subject: &str) -> String {
    let mut rest = subject.trim();
    while let Some((before, after)) = rest.split_once(':') {
        if !ANSWERS.contains(&before.trim().to_lowercase().as_str()) {
            break;
        }
        rest = after.trim_start();
    }
    fold(rest)
}

/// The line by which mail programs introduce what they quote.
fn begins_history(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    let introduces = |start: &str, end: &str| line.starts_with(start) && line.ends_with(end);
    let marks = [
        "-----original message",
        "-----message d'origine",
        "-----message d’origine",
        "________________________________",
    ];
    marks.iter().any(|mark| line.starts_with(mark))
        || introduces("on ", "wrote:")
        || introduces("le ", "a écrit :")
        || introduces("le ", "a écrit\u{a0}:")
}

fn note(message: &Message<'_>, text: &str) -> String {
    let subject = message.subject().unwrap_or("");
    let attached = message.attachments().filter_map(|part| part.attachment_name()).take(ATTACHED_MAX);
    let attached: Vec<String> = attached.map(|name| format!("[{name}]")).collect();
    let parts = [subject, text, &attached.join(" ")].map(str::to_owned);
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    clean_line(&parts.join(BETWEEN), NOTE_CHARS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, text: &str) -> (Vec<Heard>, Counts, Vec<RowError>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let (mut all, mut errors) = (vec![], vec![]);
        let mut each = |heard| {
            all.push(heard);
            Ok::<_, std::convert::Infallible>(())
        };
        let (counts, _) = messages(&path, Zone::PARIS, &mut each, &mut |error| errors.push(error)).unwrap();
        (all, counts, errors)
    }

    const REPLY: &str = "From: =?utf-8?q?Compta_Lef=C3=A8vre?= <compta@lefevre.example>\r\nTo: relances@maison.example\r\n\
        Date: Thu, 28 May 2026 09:30:00 +0200\r\nMessage-ID: <m1@lefevre.example>\r\n\
        Subject: =?iso-8859-1?Q?Facture_F-2013-0519_=E0_v=E9rifier?=\r\nContent-Type: text/plain; charset=windows-1252\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\nNous r=E9glons vendredi.\r\n\r\nLe 27 mai, Mia a =E9crit :\r\n\
        > o=F9 en est F-9 ?\r\n";

    #[test]
    fn a_message_keeps_what_was_written_and_not_what_it_quotes() {
        let (all, counts, errors) = read("m.eml", REPLY);
        assert_eq!((counts.rows, errors.len()), (1, 0));
        let one = &all[0];
        assert_eq!((one.from[0].as_str(), one.to[0].as_str()), ("compta@lefevre.example", "relances@maison.example"));
        assert_eq!(one.note, "Facture F-2013-0519 à vérifier · Nous réglons vendredi.");
        assert_eq!(one.quoted, "Le 27 mai, Mia a écrit :\n> où en est F-9 ?");
        assert_eq!(
            (one.at.to_string().as_str(), one.numbers.as_slice()),
            ("2026-05-28T07:30:00.000Z", &["F-2013-0519".to_owned()][..])
        );
    }

    #[test]
    fn a_box_holds_many_and_a_folder_too() {
        let second = REPLY.replace("<m1@", "<m2@").replace("vendredi.", "vendredi.\r\n>From now on");
        let (all, counts, _) = read("box", &format!("From a Thu\r\n{REPLY}\r\nFrom b Thu\r\n{second}"));
        assert_eq!((all.len(), counts.rows), (2, 2));
        assert!(all[1].note.ends_with("vendredi. From now on"), "{}", all[1].note);
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("new")).unwrap();
        std::fs::write(folder.path().join("new/1.host"), REPLY).unwrap();
        let mut found = 0;
        let mut each = |_| {
            found += 1;
            Ok::<_, std::convert::Infallible>(())
        };
        messages(folder.path(), Zone::PARIS, &mut each, &mut |_| {}).unwrap();
        assert_eq!(found, 1);
    }

    #[test]
    fn a_page_is_read_as_text_and_what_is_attached_is_named() {
        let text = "From: a@b.example\nDate: Thu, 28 May 2026 09:30:00 +0200\nSubject: x\nMIME-Version: 1.0\n\
            Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: text/html; charset=utf-8\n\n\
            <p>Pay&eacute; <b>hier</b></p>\n--B\nContent-Type: application/pdf; name=\"avis.pdf\"\n\
            Content-Disposition: attachment; filename=\"avis.pdf\"\n\nJVBERi0=\n--B--\n";
        let (all, _, _) = read("m.eml", text);
        assert_eq!(all[0].note, "x · Payé hier · [avis.pdf]");
    }

    #[test]
    fn a_message_names_those_it_answers_the_nearest_first() {
        let reply = REPLY.replace("Subject:", "In-Reply-To: <c@x>\r\nReferences: <a@x> <b@x>\r\n <c@x>\r\nSubject:");
        let (all, _, _) = read("m.eml", &reply);
        assert_eq!(all[0].thread, ["mail c@x", "mail b@x", "mail a@x"]);
        assert_eq!(read("m.eml", REPLY).0[0].thread, Vec::<String>::new());
    }

    #[test]
    fn a_thread_is_the_oldest_message_it_names_else_its_own_or_its_subject() {
        let of = |text: &str| read("m.eml", text).0[0].conversation.clone();
        assert_eq!(of(REPLY), "m1@lefevre.example");
        assert_eq!(of(&REPLY.replace("Subject:", "In-Reply-To: <c@x>\r\nSubject:")), "c@x");
        let long = "In-Reply-To: <c@x>\r\nReferences: <a@x> <b@x>\r\nSubject:";
        assert_eq!(of(&REPLY.replace("Subject:", long)), "a@x");
        let bare = |subject: &str| {
            format!("From: a@b.example\nDate: Thu, 28 May 2026 09:30:00 +0200\nSubject: {subject}\n\nx\n")
        };
        assert_eq!(of(&bare("RE: Tr: Échéance 12")), of(&bare("échéance 12")));
        assert_eq!((of(&bare("Échéance 12")).as_str(), of(&bare("Re: ")).as_str()), ("subject echeance 12", ""));
    }

    #[test]
    fn what_is_quoted_is_kept_to_a_bound() {
        let long = format!("{REPLY}{}", "> é\r\n".repeat(20_000));
        let quoted =
            read("m.eml", &long.replace("charset=windows-1252", "charset=utf-8").replace("quoted-printable", "8bit")).0
                [0]
            .quoted
            .clone();
        assert!(quoted.len() <= QUOTED_BYTES_MAX && quoted.len() > QUOTED_BYTES_MAX - 100, "{}", quoted.len());
    }

    #[test]
    fn what_is_no_message_is_refused_with_its_line() {
        let (all, counts, errors) = read("box", &format!("From a\nSubject: nobody\n\nx\n\nFrom b\n{REPLY}"));
        assert_eq!((all.len(), counts.rejected, errors[0].line, errors[0].reason), (1, 1, 1, Reason::Missing));
        let (_, _, errors) = read("m.eml", "From: a@b.example\nSubject: x\n\ny\n");
        assert_eq!((errors[0].column.as_str(), errors[0].reason), ("Date", Reason::NotADate));
    }
}
