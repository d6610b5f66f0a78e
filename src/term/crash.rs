//! What happens when the program itself is at fault: the terminal is given back, a crash file is written, a sentence says so.
//! What never lives here: data of a debtor. A panic's text may quote one, so only texts written in our source are kept.
//! `Device` installs it once.

use std::backtrace::Backtrace;
use std::io::Write;
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::thread::{self, ThreadId};

use super::guard;
use crate::clock;

static INSTALLED: Once = Once::new();

/// Installs the hook. `folder` takes the crash files; `sentence` is said on stderr, followed by the file's path.
pub fn install(folder: PathBuf, sentence: String) {
    INSTALLED.call_once(|| {
        let main = thread::current().id();
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !guard::is_held() {
                before(info);
                return;
            }
            on_panic(info, main, &folder, &sentence);
        }));
    });
}

fn on_panic(info: &PanicHookInfo<'_>, main: ThreadId, folder: &Path, sentence: &str) {
    let at_main = thread::current().id() == main;
    if at_main {
        guard::give_back();
    }
    let path = folder.join(format!("relance-crash-{}.txt", clock::machine_now().0));
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, report(info)));
    if at_main {
        let mut err = std::io::stderr().lock();
        let _nobody_left_to_tell = match written {
            Ok(()) => writeln!(err, "{sentence} {}", path.display()),
            Err(_) => writeln!(err, "{sentence} -"),
        };
    }
}

/// Where, which version, and by which way; never what.
fn report(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map_or_else(|| "unknown place".to_owned(), ToString::to_string);
    // A literal of our source; a formatted text might quote what was on the screen.
    let said = info.payload().downcast_ref::<&'static str>().copied().unwrap_or("(text withheld: it may quote data)");
    let way = Backtrace::force_capture();
    format!("relance {}\nat {place}\n{said}\n\n{way}\n", env!("CARGO_PKG_VERSION"))
}
