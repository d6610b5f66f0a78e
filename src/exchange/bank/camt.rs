//! ISO 20022 statements: camt.052 (within the day), 053 (end of day) and 054 (notices), every version alike.
//! What never lives here: what an element means (see `camt_path`), balances that do not add up (see `check`).
//! `bank::read` calls it. Elements are known by name and place, whatever their namespace; a document type is refused, so
//! that no entity can be declared, let alone expanded.

use std::io::BufRead;

use quick_xml::errors::{Error as XmlError, IllFormedError, SyntaxError};
use quick_xml::events::{BytesStart, Event as Xml};

use super::camt_path::Statement;
use super::text::Bounded;
use super::{Event, PIECE_BYTES_MAX, broken};
use crate::exchange::error::ImportError;

/// Elements inside each other: the schema needs fewer than twenty.
const DEPTH_MAX: usize = 64;

/// Reads a document; the names of open elements stand in one string, so that nothing is allocated for each.
pub(super) fn read<R: BufRead, E: From<ImportError>>(
    text: R,
    each: &mut dyn FnMut(Event) -> Result<(), E>,
) -> Result<(), E> {
    let mut xml = quick_xml::Reader::from_reader(Bounded::new(text));
    xml.config_mut().check_end_names = true;
    xml.config_mut().expand_empty_elements = true;
    let mut state = State::default();
    let mut buffer = vec![];
    loop {
        buffer.clear();
        if buffer.capacity() > 64 << 10 {
            buffer = vec![];
        }
        xml.get_mut().refill();
        let line = xml.get_ref().line();
        let event = match xml.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(error) => return Err(wrong(error, xml.get_ref()).into()),
        };
        match event {
            Xml::Start(start) => state.start(&start, line)?,
            Xml::Text(part) => state.text(&part.xml10_content(), line)?,
            Xml::CData(part) => state.text(&part, line)?,
            Xml::GeneralRef(part) => {
                let known = part.resolve_char_ref().ok().flatten();
                let name: &str = &part;
                match known.or_else(|| predefined(name)) {
                    Some(c) => state.text(c.encode_utf8(&mut [0; 4]), line)?,
                    None => return Err(broken(line, "entity", name).into()),
                }
            }
            Xml::End(_) => {
                for event in state.end(line) {
                    each(event)?;
                }
            }
            Xml::DocType(_) => return Err(broken(line, "document-type", "").into()),
            Xml::Eof => return state.finish(line).map_err(E::from),
            Xml::Empty(_) | Xml::Comment(_) | Xml::Decl(_) | Xml::PI(_) => {}
        }
    }
}

fn predefined(name: &str) -> Option<char> {
    [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')]
        .iter()
        .find(|(n, _)| *n == name)
        .map(|f| f.1)
}

fn wrong<R: BufRead>(error: XmlError, text: &Bounded<R>) -> ImportError {
    match error {
        XmlError::Io(error) => text.explain(std::io::Error::new(error.kind(), error.to_string())),
        XmlError::IllFormed(IllFormedError::MissingEndTag(name)) => broken(text.line(), "truncated", &name),
        XmlError::IllFormed(IllFormedError::MismatchedEndTag { expected, .. }) => {
            broken(text.line(), "not-well-formed", &expected)
        }
        XmlError::IllFormed(other) => broken(text.line(), "not-well-formed", &other.to_string()),
        XmlError::Syntax(SyntaxError::InvalidBangMarkup) => broken(text.line(), "not-well-formed", "<!"),
        XmlError::Syntax(
            SyntaxError::UnclosedPI
            | SyntaxError::UnclosedXmlDecl
            | SyntaxError::UnclosedComment
            | SyntaxError::UnclosedDoctype
            | SyntaxError::UnclosedCData
            | SyntaxError::UnclosedTag
            | SyntaxError::UnclosedSingleQuotedAttributeValue
            | SyntaxError::UnclosedDoubleQuotedAttributeValue,
        ) => broken(text.line(), "truncated", "none"),
        XmlError::InvalidAttr(_) | XmlError::Encoding(_) | XmlError::Escape(_) | XmlError::Namespace(_) => {
            broken(text.line(), "not-well-formed", "")
        }
    }
}

/// Where the reader stands.
#[derive(Default)]
struct State {
    path: String,
    ends: Vec<usize>,
    text: String,
    currency: String,
    seen_document: bool,
    statement: Option<Statement>,
}

impl State {
    fn start(&mut self, start: &BytesStart<'_>, line: u64) -> Result<(), ImportError> {
        let name = start.local_name();
        let name: &str = name.as_ref();
        if self.ends.len() >= DEPTH_MAX {
            return Err(broken(line, "too-deep", name));
        }
        if self.ends.is_empty() && !name.eq_ignore_ascii_case("Document") && !name.starts_with("BkToCstmr") {
            return Err(broken(line, "not-camt", name));
        }
        self.seen_document = true;
        self.ends.push(self.path.len());
        self.path.push('/');
        self.path.push_str(name);
        self.text.clear();
        self.currency.clear();
        if name == "Amt" || name == "TtlAmt" {
            for attribute in start.attributes().flatten() {
                if attribute.key.local_name().as_ref() == "Ccy" {
                    self.currency.push_str(&attribute.value);
                }
            }
        }
        match (name, &mut self.statement) {
            ("Stmt" | "Rpt" | "Ntfctn", None) => self.statement = Some(Statement::new(self.path.len(), line)),
            (_, Some(statement)) => statement.opened(self.path.get(statement.root..).unwrap_or(""), line)?,
            (_, None) => {}
        }
        Ok(())
    }

    fn text(&mut self, part: &str, line: u64) -> Result<(), ImportError> {
        if self.statement.is_some() {
            self.text.push_str(part);
        } else if self.ends.is_empty() && !part.trim().trim_start_matches('\u{feff}').is_empty() {
            return Err(broken(line, "not-camt", part.trim()));
        }
        if self.text.len() as u64 > PIECE_BYTES_MAX { Err(broken(line, "too-long", "")) } else { Ok(()) }
    }

    fn end(&mut self, line: u64) -> Vec<Event> {
        let mut events = vec![];
        if let Some(statement) = &mut self.statement {
            if self.path.len() == statement.root {
                events = statement.close();
                self.statement = None;
            } else {
                let inner = self.path.get(statement.root..).unwrap_or("");
                statement.value(inner, self.text.trim(), &self.currency, line, &mut events);
            }
        }
        if let Some(at) = self.ends.pop() {
            self.path.truncate(at);
        }
        self.text.clear();
        events
    }

    fn finish(&self, line: u64) -> Result<(), ImportError> {
        match self.ends.last() {
            Some(at) => Err(broken(line, "truncated", self.path.get(at + 1..).unwrap_or(""))),
            None if self.seen_document => Ok(()),
            None => Err(broken(line, "not-camt", "")),
        }
    }
}
