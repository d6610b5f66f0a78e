//! A stage for the screen: the app, a world that answers from the samples, and a screen of cells to look at.
//! What never lives here: the real loop (see `world`), an assertion.
//! The tests of screens, flows and the monkey drive it.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use relance::app::draft::Draft;
use relance::app::effect::{Effect, Fresh, Reply};
use relance::app::keymap::Keymap;
use relance::app::say::Trouble;
use relance::app::screen::tray::TrayAnswer;
use relance::app::session::{Session, Tick};
use relance::app::{App, Setup};
use relance::domain::codes::{NextAction, Role};
use relance::domain::command::{Command, Refusal};
use relance::domain::event::Who;
use relance::domain::terms::Policy;
use relance::domain::values::{Currency, Login, Now};
use relance::domain::view::OwnViews;
use relance::i18n::{Lang, Words};
use relance::input::{Input, keys};
use relance::store::types::Recorded;
use relance::ui::theme::Theme;
use relance::zone::Zone;

use super::{bank_samples, samples};

/// How the world answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum World {
    /// From the samples.
    #[default]
    Sample,
    /// No generation was ever written.
    Empty,
    /// A generation with no line.
    NoLine,
    /// The store is broken.
    Broken,
    /// Every command is refused.
    Refusing(Refusal),
}

/// The app with its world and its screen.
pub struct Stage {
    pub app: App,
    pub words: Words,
    pub theme: Theme,
    pub world: World,
    /// Every effect asked for, in order.
    pub asked: Vec<Effect>,
    /// Drafts as the disk holds them.
    pub disk: Vec<Draft>,
    /// True once the app asked to quit.
    pub ended: bool,
    /// Up to which day the figures tell.
    pub fresh: Fresh,
    size: (u16, u16),
    ms: u64,
}

/// The session of the samples.
pub fn session(lang: Lang) -> Session {
    Session {
        who: Who::new(Login("mia".into()), "mia", Role::Collector),
        host: "poste-4".into(),
        lang,
        zone: Zone::PARIS,
        currency: Currency::EUR,
        company: "Exemple SA".into(),
        policy: Policy::default(),
        people: ["lea", "omar", "zoe"].map(|login| login.parse().unwrap()).to_vec(),
        read_only: false,
        book: true,
        demo: false,
        dials: false,
    }
}

impl Stage {
    /// A stage of a size in a language.
    pub fn new(size: (u16, u16), lang: Lang) -> Self {
        Self::open(size, session(lang), World::Sample, vec![])
    }

    /// A stage of any session, world and drafts.
    pub fn open(size: (u16, u16), session: Session, world: World, drafts: Vec<Draft>) -> Self {
        let words = Words::new(session.lang);
        let tick = Tick { now: Now { at: samples::at(), today: samples::today() }, mono_ms: 1_000 };
        let setup = Setup {
            session,
            keymap: Keymap::default(),
            drafts: drafts.clone(),
            views: OwnViews::default(),
            seed: 7,
            size,
            tick,
            tour: false,
        };
        let (app, effects) = App::new(setup);
        let theme = Theme::named("terminal", true, false).unwrap();
        let mut stage = Self {
            app,
            words,
            theme,
            world,
            asked: vec![],
            disk: drafts,
            ended: false,
            fresh: Fresh::default(),
            size,
            ms: 1_000,
        };
        stage.carry_out(effects);
        stage.settle();
        stage
    }

    fn tick(&self) -> Tick {
        Tick { now: Now { at: samples::at(), today: samples::today() }, mono_ms: self.ms }
    }

    /// One input, with everything it leads to.
    pub fn input(&mut self, input: Input) {
        if let Input::Resize(columns, rows) = input {
            self.size = (columns, rows);
        }
        let tick = self.tick();
        let effects = self.app.update(input, tick);
        self.carry_out(effects);
    }

    /// The moment it is on this stage.
    pub fn moment(&self) -> Tick {
        self.tick()
    }

    /// An answer of the world that nobody asked for.
    pub fn tell(&mut self, reply: Reply) -> &mut Self {
        let tick = self.tick();
        let effects = self.app.reply(reply, tick);
        self.carry_out(effects);
        self
    }

    /// Keys written as text.
    pub fn press(&mut self, text: &str) -> &mut Self {
        for press in keys(text).unwrap() {
            self.ms += 20;
            self.input(Input::Key(press));
        }
        self
    }

    /// Time passes without a key: whatever wants to be woken is.
    pub fn rest(&mut self, ms: u64) -> &mut Self {
        let end = self.ms + ms;
        loop {
            let wake = self.app.wake_in_ms(self.tick());
            if self.ms + wake > end {
                break;
            }
            self.ms += wake.max(1);
            self.input(Input::Wake);
        }
        self.ms = end;
        self
    }

    /// The hand rests long enough for the case beside the list to come.
    pub fn settle(&mut self) -> &mut Self {
        self.draw();
        self.rest(200);
        self
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.asked.push(effect.clone());
            if let Some(reply) = self.answer(effect) {
                let tick = self.tick();
                let more = self.app.reply(reply, tick);
                self.carry_out(more);
            }
        }
    }

    fn answer(&mut self, effect: Effect) -> Option<Reply> {
        let broken = || Trouble::Broke { id: "store-io".into(), facts: vec![("cause", "disk".into())] };
        Some(match effect {
            Effect::LoadQueue { from, limit, .. } => Reply::Queue(match self.world {
                World::Sample | World::Refusing(_) => Ok(Some(samples::page(from, limit))),
                World::Empty => Ok(None),
                World::NoLine => {
                    let mut page = samples::page(0, 0);
                    page.total = 0;
                    Ok(Some(page))
                }
                World::Broken => Err(broken()),
            }),
            Effect::LoadCase { case, .. } => Reply::Case {
                case,
                answer: if self.world == World::Broken { Err(broken()) } else { Ok(Box::new(samples::case(case))) },
            },
            Effect::Execute(Command { act, case, .. }) => Reply::Recorded {
                act,
                answer: match &self.world {
                    World::Refusing(refusal) => Err(Trouble::Refused(refusal.clone())),
                    World::Sample | World::Empty | World::NoLine | World::Broken => {
                        Ok(Recorded { act, case, entries: vec![], next_action: NextAction::Call, next_on: None })
                    }
                },
            },
            Effect::SaveDraft(draft) => {
                self.disk.retain(|kept| kept.act != draft.act);
                self.disk.push(draft);
                return None;
            }
            Effect::DropDraft(act) => {
                self.disk.retain(|kept| kept.act != act);
                return None;
            }
            Effect::TakeLease(case) => Reply::Lease { case, answer: Ok(()) },
            Effect::Find { query, .. } => Reply::Found { answer: Ok(samples::found(&query)), query },
            Effect::LoadDay => Reply::Day(Ok(Box::default())),
            Effect::LoadDisputes => Reply::Disputes(Ok((samples::dispute_rows(), 4))),
            Effect::LoadFresh => Reply::Fresh(self.fresh),
            Effect::LoadTeam => Reply::Team(Ok(Box::new(super::teams::team()))),
            Effect::LoadApprovals => Reply::Approvals(Ok(super::agreed::approvals())),
            Effect::LoadWaiting { .. } | Effect::SetAside { .. } => Reply::Waiting(Ok((bank_samples::lines(), 4))),
            Effect::LoadAside => Reply::Aside(Ok(bank_samples::aside())),
            Effect::TakeLineBack { line } => {
                let left = bank_samples::aside().into_iter().filter(|one| one.line.reference != line);
                Reply::Aside(Ok(left.collect()))
            }
            Effect::Tray(_) => Reply::Tray(Ok(Box::new(TrayAnswer { lines: vec![], total: 0, done: None }))),
            Effect::LoadProposals { line } => Reply::Proposals(Ok(bank_samples::proposed(&line).map(Box::new))),
            Effect::LoadChoices { case, line } => Reply::Choices(Ok(Box::new(bank_samples::choices(case, &line)))),
            Effect::Copy(_) | Effect::Offer(_) => Reply::Copied,
            Effect::WhatIf(file) => Reply::WhatIf { file, answer: Some(Ok(Box::new(samples::comparison()))) },
            Effect::Quit => {
                self.ended = true;
                return None;
            }
            Effect::ReleaseLeases
            | Effect::KeepViews(_)
            | Effect::CloseDay
            | Effect::StopClose
            | Effect::StopWhatIf
            | Effect::Report(_)
            | Effect::StopReport
            | Effect::MakeBook(_)
            | Effect::StopMaking
            | Effect::Repaint
            | Effect::Suspend => return None,
        })
    }

    /// Draws and hands back the cells.
    pub fn draw(&mut self) -> Buffer {
        let backend = TestBackend::new(self.size.0, self.size.1);
        let mut terminal = Terminal::new(backend).unwrap();
        let mut seen = relance::app::Seen::default();
        terminal.draw(|frame| seen = relance::ui::draw(&self.app, &self.theme, &self.words, frame)).unwrap();
        self.app.saw(seen);
        terminal.backend().buffer().clone()
    }

    /// The screen as text, ends of lines trimmed.
    pub fn screen(&mut self) -> String {
        let buffer = self.draw();
        let mut out = String::new();
        for y in 0..buffer.area.height {
            let mut row = String::new();
            let mut skip = 0;
            for x in 0..buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                skip = unicode_width::UnicodeWidthStr::width(symbol).saturating_sub(1);
                row.push_str(symbol);
            }
            out.push_str(row.trim_end());
            out.push('\n');
        }
        out
    }
}
