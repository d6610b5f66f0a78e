//! What goes to the terminal, read back through an emulator: the right cells, in few bytes, and none when nothing changed.
//! What never lives here: the real screens' budgets (see `budgets`).

use proptest::prelude::*;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::widgets::Widget;
use relance::term::{Depth, Screen};

use crate::support::fake_term::emulator;

/// A widget that copies a buffer.
struct Copy<'a>(&'a Buffer);

impl Widget for Copy<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        for at in area.positions() {
            if let Some(cell) = self.0.cell(at) {
                buffer[at] = cell.clone();
            }
        }
    }
}

fn show(frame: &mut Frame<'_>, buffer: &Buffer) {
    let area = frame.area();
    frame.render_widget(Copy(buffer), area);
}

#[allow(clippy::wildcard_enum_match_arm, reason = "ratatui's own list; these tests use four of it")]
fn vt_colour(colour: Color) -> vt100::Color {
    match colour {
        Color::Reset => vt100::Color::Default,
        Color::Red => vt100::Color::Idx(1),
        Color::LightBlue => vt100::Color::Idx(12),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        other => panic!("not used here: {other:?}"),
    }
}

/// Every cell of the emulator looks like the buffer's.
fn assert_shows(parser: &vt100::Parser, buffer: &Buffer) {
    let mut covered = 0;
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let (cell, seen) = (&buffer[(x, y)], parser.screen().cell(y, x).unwrap());
            if covered > 0 {
                covered -= 1;
                continue;
            }
            let text = if seen.has_contents() { seen.contents() } else { " " };
            assert_eq!(text, cell.symbol(), "at {x},{y}\n{}", parser.screen().contents());
            assert_eq!(seen.bgcolor(), vt_colour(cell.bg), "background at {x},{y}");
            assert_eq!(seen.inverse(), cell.modifier.contains(Modifier::REVERSED), "reverse at {x},{y}");
            if text != " " {
                assert_eq!(seen.fgcolor(), vt_colour(cell.fg), "foreground at {x},{y}");
                assert_eq!(seen.bold(), cell.modifier.contains(Modifier::BOLD), "bold at {x},{y}");
            }
            covered = unicode_width::UnicodeWidthStr::width(cell.symbol()).saturating_sub(1);
        }
    }
}

fn style(n: usize) -> Style {
    let plain = Style::default();
    match n % 7 {
        0..=2 => plain,
        3 => plain.fg(Color::Red),
        4 => plain.add_modifier(Modifier::BOLD),
        5 => plain.fg(Color::LightBlue).add_modifier(Modifier::REVERSED),
        _ => plain.bg(Color::Rgb(1, 2, 3)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn the_terminal_shows_every_frame(
        size in (1_u16..30, 1_u16..8),
        frames in prop::collection::vec(
            prop::collection::vec((0_u16..30, 0_u16..8, prop::sample::select(vec![
                "Facture", " ", "            ", "日本", "é", "a", "Müller & Söhne GmbH", "..", "──────"]), 0_usize..7), 0..12),
            1..6),
        cursor in prop::option::of((0_u16..30, 0_u16..8)),
    ) {
        let (width, height) = size;
        let mut screen = Screen::new(vec![], width, height, Depth::True);
        let mut parser = emulator(width, height);
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        for texts in frames {
            for (x, y, text, look) in texts {
                if x < width && y < height {
                    buffer.set_string(x, y, text, style(look));
                }
            }
            // A wide character cut by a later text leaves half of itself in ratatui's buffer: not a frame a widget makes.
            for y in 0..height {
                for x in 0..width.saturating_sub(1) {
                    let wide = unicode_width::UnicodeWidthStr::width(buffer[(x, y)].symbol()) > 1;
                    if wide && buffer[(x + 1, y)].symbol() != " " {
                        buffer[(x, y)].set_symbol(" ");
                    }
                }
            }
            let at = cursor.filter(|(x, y)| *x < width && *y < height);
            let bytes = screen.draw(|frame| {
                show(frame, &buffer);
                if let Some((x, y)) = at { frame.set_cursor_position(Position { x, y }); }
            }).unwrap();
            let out = std::mem::take(screen.wire_mut().out_mut());
            prop_assert_eq!(out.len(), bytes);
            parser.process(&out);
            assert_shows(&parser, &buffer);
            if let Some((x, y)) = at {
                prop_assert_eq!(parser.screen().cursor_position(), (y, x));
            }
            // The same frame again says nothing at all.
            let again = screen.draw(|frame| {
                show(frame, &buffer);
                if let Some((x, y)) = at { frame.set_cursor_position(Position { x, y }); }
            }).unwrap();
            prop_assert_eq!(again, 0);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn scrolled_parts_are_shown_right(
        height in 8_u16..24, steps in prop::collection::vec((0_usize..40, 0_u16..24), 1..8), fixed in 0_u16..5,
    ) {
        let width = 24;
        let mut screen = Screen::new(vec![], width, height, Depth::Sixteen);
        let mut parser = emulator(width, height);
        for (offset, chosen) in steps {
            let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
            for y in 0..height {
                let look = if y == chosen { style(5) } else { style(usize::from(y % 2) * 3) };
                if y < fixed {
                    buffer.set_string(0, y, format!("fixed {y}"), style(6));
                } else if y + fixed < height {
                    let line = offset + usize::from(y);
                    // Lines come again, and some are blank.
                    let text = if line % 5 == 0 { String::new() } else { format!("{line:>3} é {}", line % 9) };
                    buffer.set_string(0, y, text, if y == chosen { look } else { style(line) });
                } else {
                    buffer.set_string(0, y, format!("foot {offset}"), style(4));
                }
            }
            // Colours of 24 bits are not kept at this depth: only plain looks here.
            for cell in &mut buffer.content {
                if matches!(cell.bg, Color::Rgb(..)) { cell.bg = Color::Red; }
            }
            screen.draw(|frame| show(frame, &buffer)).unwrap();
            parser.process(&std::mem::take(screen.wire_mut().out_mut()));
            assert_shows(&parser, &buffer);
        }
    }
}

#[test]
fn a_list_that_scrolls_is_moved_by_the_terminal() {
    let mut screen = Screen::new(vec![], 80, 24, Depth::Sixteen);
    let frame_of = |first: usize| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        for y in 1..23_u16 {
            let line = first + usize::from(y);
            buffer.set_string(0, y, format!("{line:>5} Établissements numéro {line:<44} {:>8}", line * 37), style(0));
        }
        buffer
    };
    screen.draw(|frame| show(frame, &frame_of(0))).unwrap();
    let bytes = screen.draw(|frame| show(frame, &frame_of(11))).unwrap();
    assert!(bytes < 900, "{bytes} bytes for half a page of {} each", 11 * 80);
}

#[test]
fn a_frame_is_one_write() {
    #[derive(Default)]
    struct Counting(Vec<usize>);
    impl std::io::Write for Counting {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.push(bytes.len());
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut screen = Screen::new(Counting::default(), 80, 24, Depth::Sixteen);
    let full =
        Buffer::with_lines(vec!["Dossier C-000123  Établissements Lefèvre                     1 234,50 €"; 24]);
    let mut wide = Buffer::empty(Rect::new(0, 0, 80, 24));
    Copy(&full).render(full.area, &mut wide);
    screen.draw(|frame| show(frame, &wide)).unwrap();
    assert_eq!(screen.wire_mut().out_mut().0.len(), 1);
    screen.draw(|frame| show(frame, &wide)).unwrap();
    assert_eq!(screen.wire_mut().out_mut().0.len(), 1, "nothing changed, nothing is written");
    screen.repaint();
    screen.draw(|frame| show(frame, &wide)).unwrap();
    assert_eq!(screen.wire_mut().out_mut().0.len(), 2);
}

#[test]
fn large_frames_are_held_together() {
    let mut screen = Screen::new(vec![], 80, 24, Depth::Sixteen);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    for y in 0..24 {
        buffer.set_string(0, y, "x".repeat(80), Style::default());
    }
    screen.draw(|frame| show(frame, &buffer)).unwrap();
    let out = std::mem::take(screen.wire_mut().out_mut());
    assert!(out.starts_with(b"\x1b[?2026h") && out.ends_with(b"\x1b[?2026l"));
    buffer.set_string(10, 3, "y", Style::default());
    let bytes = screen.draw(|frame| show(frame, &buffer)).unwrap();
    assert!(bytes < 12, "{bytes} bytes for one letter");
}

#[test]
fn control_characters_never_get_through() {
    let mut screen = Screen::new(vec![], 20, 2, Depth::Mono);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 2));
    buffer[(0, 0)].set_symbol("\u{1b}");
    buffer[(1, 0)].set_symbol("a\u{7}");
    buffer[(2, 0)].set_symbol("\u{9b}");
    buffer[(3, 0)].set_symbol("b");
    screen.draw(|frame| show(frame, &buffer)).unwrap();
    let out = String::from_utf8(std::mem::take(screen.wire_mut().out_mut())).unwrap();
    let text = out.replace("\u{1b}[m", "").replace("\u{1b}[2J", "").replace("\u{1b}[H", "");
    assert!(!text.contains('\u{7}') && !text.contains('\u{9b}') && !text.contains("\u{1b}b"), "{text:?}");
}

#[test]
fn no_colour_keeps_the_selection() {
    let mut screen = Screen::new(vec![], 20, 1, Depth::Mono);
    let mut parser = emulator(20, 1);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
    let chosen = Style::default().fg(Color::Red).bg(Color::Blue).add_modifier(Modifier::BOLD | Modifier::REVERSED);
    buffer.set_string(0, 0, "chosen", chosen);
    screen.draw(|frame| show(frame, &buffer)).unwrap();
    parser.process(&std::mem::take(screen.wire_mut().out_mut()));
    let cell = parser.screen().cell(0, 0).unwrap();
    assert!(cell.inverse() && cell.bold() && cell.fgcolor() == vt100::Color::Default);
}

#[test]
fn another_size_is_painted_whole() {
    let mut screen = Screen::new(vec![], 20, 2, Depth::Mono);
    let draw = |frame: &mut Frame<'_>| {
        let area = frame.area();
        frame.buffer_mut().set_string(0, area.height - 1, "bottom", Style::default());
    };
    screen.draw(draw).unwrap();
    screen.resize(30, 5);
    screen.wire_mut().out_mut().clear();
    screen.draw(draw).unwrap();
    let mut parser = emulator(30, 5);
    parser.process(&std::mem::take(screen.wire_mut().out_mut()));
    assert_eq!(parser.screen().contents().trim(), "bottom");
    assert_eq!(parser.screen().rows(0, 30).nth(4).as_deref(), Some("bottom"));
}

#[test]
fn a_number_is_a_link_where_the_terminal_takes_links_and_plain_text_elsewhere() {
    use ratatui::style::{Modifier, Style};
    let sent = |links: bool, number: &str| {
        let mut screen = Screen::new(vec![], 40, 1, Depth::Mono);
        if links {
            screen.wire_mut().take_links();
        }
        screen
            .draw(|frame| {
                frame.buffer_mut().set_string(0, 0, "Call ", Style::new());
                frame.buffer_mut().set_string(5, 0, number, Style::new().add_modifier(Modifier::RAPID_BLINK));
            })
            .unwrap();
        let first = String::from_utf8(std::mem::take(screen.wire_mut().out_mut())).unwrap();
        screen
            .draw(|frame| {
                frame.buffer_mut().set_string(0, 0, "Call ", Style::new());
                frame.buffer_mut().set_string(5, 0, number, Style::new().add_modifier(Modifier::RAPID_BLINK));
                frame.buffer_mut().set_string(30, 0, "0:10", Style::new());
            })
            .unwrap();
        (first, String::from_utf8(screen.wire_mut().out_mut().clone()).unwrap())
    };
    let (first, second) = sent(true, "+33 (0)6 12");
    assert!(first.contains("\u{1b}]8;;tel:+33612\u{1b}\\+33 (0)6 12\u{1b}]8;;\u{1b}\\"), "{first:?}");
    assert!(!second.contains("tel:") && second.contains("0:10"), "what stays is not sent again: {second:?}");
    let (first, _) = sent(false, "+33 (0)6 12");
    assert!(first.contains("+33 (0)6 12") && !first.contains("]8;"), "{first:?}");
    assert!(!first.contains("6m"), "the mark is no look: {first:?}");
}
