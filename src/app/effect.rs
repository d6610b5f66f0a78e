//! What the app asks the world to do, and what the world answers: plain data both ways.
//! What never lives here: doing it (see `runtime`), a widget, a connection.
//! `app` makes effects, `runtime` carries them out and hands the replies to `App::reply`.

use crate::domain::bank::BankLine;
use crate::domain::command::Command;
use crate::domain::team::Team;
use crate::domain::terms::Policy;
use crate::domain::values::{ActId, CaseId, Day, Login};
use crate::domain::view::OwnViews;
use crate::store::read::{ApprovalRow, Aside, CaseView, Choices, DisputeRow, FindHit, MyDay, QueuePage, Waiting};
use crate::store::types::Recorded;

use super::draft::Draft;
use super::say::Trouble;
use super::screen::mapping::Sample;
use super::screen::report::{ReportAsk, Sheets};
use super::screen::tray::{TrayAnswer, TrayAsk};
use super::screen::what_if::Comparison;
use super::toast::Progress;

/// Please do. Carried out in order, each answered by at most one reply, before the next frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Read a window of the newest generation that is for today, else the newest of all.
    LoadQueue {
        /// Whose; nobody named: everybody's.
        collector: Option<Login>,
        /// Lines to pass over.
        from: u32,
        /// Lines wanted at most.
        limit: u32,
    },
    /// Read a case as of today, with the newest lines of its history.
    LoadCase {
        /// The case.
        case: CaseId,
        /// Lines of history wanted at most.
        history: u32,
    },
    /// Find cases.
    Find {
        /// What was typed.
        query: String,
        /// Matches wanted at most.
        limit: u32,
    },
    /// Read my day.
    LoadDay,
    /// Read the disputes that wait.
    LoadDisputes,
    /// Read what waits for a supervisor.
    LoadApprovals,
    /// Reads the team's day.
    LoadTeam,
    /// Read up to which day the figures tell.
    LoadFresh,
    /// Read what waits at the bank.
    LoadWaiting {
        /// Lines wanted at most.
        limit: u64,
    },
    /// Read the tray, or do something with a line of it.
    Tray(TrayAsk),
    /// Take a bank line out of what waits; what still waits comes back.
    SetAside {
        /// Its key.
        line: String,
        /// Why it is nobody's.
        reason: String,
    },
    /// Read the bank's lines that are nobody's.
    LoadAside,
    /// Put a bank line that was set aside among those that wait again; what is still aside comes back.
    TakeLineBack {
        /// Its key.
        line: String,
    },
    /// Look for whose a bank line may be.
    LoadProposals {
        /// Its key.
        line: String,
    },
    /// Read what a bank line may be given to within a case.
    LoadChoices {
        /// The case.
        case: CaseId,
        /// The line.
        line: Box<BankLine>,
    },
    /// Carry out a command.
    Execute(Command),
    /// Take or renew the lease of a case.
    TakeLease(CaseId),
    /// Let go of every lease.
    ReleaseLeases,
    /// Keep a draft. Written off the key path; the last one given for an act wins.
    SaveDraft(Draft),
    /// Forget a draft: it was recorded, or thrown away.
    DropDraft(ActId),
    /// Keep one's own views of the queue.
    KeepViews(OwnViews),
    /// Put text on the clipboard.
    Copy(String),
    /// Hand a number to the telephone; where there is none, put it on the clipboard.
    Offer(String),
    /// Close the day beside the screen; its progress comes as replies.
    CloseDay,
    /// Stop the close that runs.
    StopClose,
    /// Make the next lists as this file would have them, beside the screen; nothing is written.
    WhatIf(String),
    /// Stop making them.
    StopWhatIf,
    /// Make a report beside the screen; the one that runs is dropped.
    Report(ReportAsk),
    /// Stop making it.
    StopReport,
    /// The first hour: make a book; its progress comes as replies when it takes time.
    MakeBook(FirstBook),
    /// Stop making it; nothing of it is left.
    StopMaking,
    /// Draw the whole screen again.
    Repaint,
    /// To the shell; `fg` comes back.
    Suspend,
    /// The end: drafts written, leases released, terminal given back.
    Quit,
}

/// Up to which day the figures of other systems tell, as far as any were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fresh {
    /// The bank: last day of the newest statement.
    pub bank: Option<Day>,
    /// The ledger: day of the newest import of invoices.
    pub ledger: Option<Day>,
}

/// Which first book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FirstBook {
    /// An invented one, thrown away afterwards.
    Demo,
    /// An empty one.
    Empty,
    /// An empty one with this file imported: of what kind, its headers tell.
    Import(String),
    /// … read by this mapping, which is kept beside the file.
    Mapped {
        /// The file.
        file: String,
        /// Its kind, by name.
        kind: String,
        /// The mapping as a file.
        mapping: String,
    },
}

/// Done, or why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// The queue; `None`: no generation was ever written.
    Queue(Result<Option<QueuePage>, Trouble>),
    /// A case.
    Case {
        /// Which was asked for.
        case: CaseId,
        /// What it looks like.
        answer: Result<Box<CaseView>, Trouble>,
    },
    /// Matches.
    Found {
        /// For what.
        query: String,
        /// Which.
        answer: Result<Vec<FindHit>, Trouble>,
    },
    /// My day.
    Day(Result<Box<MyDay>, Trouble>),
    /// The disputes that wait, and how many there are in all.
    Disputes(Result<(Vec<DisputeRow>, u32), Trouble>),
    /// What waits for a supervisor.
    Approvals(Result<Vec<ApprovalRow>, Trouble>),
    /// The team's day.
    Team(Result<Box<Team>, Trouble>),
    /// Up to which day the figures tell.
    Fresh(Fresh),
    /// What the tray holds now.
    Tray(Result<Box<TrayAnswer>, Trouble>),
    /// Lines of the bank that wait, oldest first, and how many there are in all.
    Waiting(Result<(Vec<BankLine>, u64), Trouble>),
    /// Lines of the bank that are nobody's, by booking day.
    Aside(Result<Vec<Aside>, Trouble>),
    /// A line with its proposals; `None`: it waits no longer.
    Proposals(Result<Option<Box<Waiting>>, Trouble>),
    /// What a line may be given to.
    Choices(Result<Box<Choices>, Trouble>),
    /// A command was carried out: it is on disk. Or not.
    Recorded {
        /// The act of the command.
        act: ActId,
        /// The answer.
        answer: Result<Recorded, Trouble>,
    },
    /// The lease of a case was taken, or somebody else has it.
    Lease {
        /// Which case.
        case: CaseId,
        /// The answer.
        answer: Result<(), Trouble>,
    },
    /// Somebody else committed something to the book (looked at once a second by `runtime`).
    Changed,
    /// The house goes by these numbers from now on, and these people work here.
    House(Box<Policy>, Vec<Login>),
    /// How far the close has come.
    Closing {
        /// Cases done.
        done: u64,
        /// Cases in all.
        total: u64,
        /// Cases a second.
        rate: u64,
        /// Seconds left, as far as the rate tells.
        seconds_left: u64,
    },
    /// The close ended.
    Closed(Result<(), Trouble>),
    /// The lists under other numbers.
    WhatIf {
        /// By which file.
        file: String,
        /// `None`: they are being made.
        answer: Option<Result<Box<Comparison>, Trouble>>,
    },
    /// How far these are.
    Comparing(Progress),
    /// A report that was asked for.
    Report {
        /// What was asked.
        ask: ReportAsk,
        /// The answer.
        answer: Result<Box<Sheets>, Trouble>,
    },
    /// How far it is.
    Reporting(Progress),
    /// Another card speaks: a close brought it up to date, or somebody chose it.
    NewCard {
        /// Its name.
        card: String,
        /// The one that spoke before.
        before: String,
    },
    /// A first book was made and is open: everything is read from it from now on.
    Opened(Box<super::session::Session>),
    /// The file of the first book was not understood: its columns are asked.
    Unmapped(Box<Sample>),
    /// How far the making of the first book has come.
    Making(Progress),
    /// What was read into the first book, told after it was opened.
    Imported {
        /// The kind of file, by name.
        kind: String,
        /// Data rows of the file.
        rows: u64,
        /// … of these refused.
        rejected: u64,
    },
    /// The first book could not be made.
    NotOpened(Trouble),
    /// What was being typed could not be written beside the book.
    DraftsLost,
    /// A number was handed to the telephone, or could not be; also when that turns out later.
    Dialled(Result<(), Trouble>),
    /// Text was put on the clipboard (or handed to the terminal, which does not say).
    Copied,
}
