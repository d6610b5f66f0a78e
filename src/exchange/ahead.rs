//! Rows of a file read ahead by a thread of their own, so that cutting a file into cells and reading the cells overlap.
//! What never lives here: what a cell means.
//! `detect` and `rows` walk files through it.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};

use csv::StringRecord;

use super::error::ImportError;
use super::source::{Line, Rows, Written};

/// Rows handed over at a time: enough that handing over costs nothing beside reading them.
const BLOCK_ROWS: usize = 512;
/// … or fewer, when they hold this many bytes.
const BLOCK_BYTES_MAX: usize = 1 << 20;
/// Blocks read ahead.
const BLOCKS_AHEAD: usize = 2;
/// A record that once held more than this is not kept for another row.
const KEPT_BYTES_MAX: usize = 16 << 10;

/// Rows on their way; the records behind `filled` are memory to use again.
#[derive(Default)]
struct Block {
    rows: Vec<Row>,
    filled: usize,
}

#[derive(Default)]
struct Row {
    line: u64,
    unclosed: bool,
    record: StringRecord,
}

/// Hands each row of a file to `each`, in order, until it fails.
pub(super) fn each_row<E: From<ImportError>>(
    path: &Path,
    written: &Written,
    mut each: impl FnMut(Line<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let (full, blocks) = sync_channel(BLOCKS_AHEAD);
    let (back, used) = channel();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            if let Err(error) = read(path, written, &full, &used) {
                let _nobody_asks_any_more = full.send(Err(error));
            }
        });
        // given up with this closure, before the thread is waited for: a reader nobody listens to ends
        take(blocks, &back, &mut each)
    })
}

fn take<E: From<ImportError>>(
    blocks: Receiver<Result<Block, ImportError>>,
    back: &Sender<Block>,
    each: &mut impl FnMut(Line<'_>) -> Result<(), E>,
) -> Result<(), E> {
    for block in blocks {
        let block = block?;
        for row in &block.rows[..block.filled] {
            each(Line { line: row.line, record: &row.record, unclosed: row.unclosed })?;
        }
        let _reader_is_done = back.send(block);
    }
    Ok(())
}

/// Reads to the end, or until nobody takes the rows.
fn read(
    path: &Path,
    written: &Written,
    full: &SyncSender<Result<Block, ImportError>>,
    used: &Receiver<Block>,
) -> Result<(), ImportError> {
    let mut rows = Rows::open(path, written)?;
    let mut more = true;
    while more {
        let mut block = used.try_recv().unwrap_or_default();
        let mut failed = None;
        let mut bytes = 0;
        block.filled = 0;
        while block.filled < BLOCK_ROWS && bytes < BLOCK_BYTES_MAX {
            if block.rows.len() == block.filled {
                block.rows.push(Row::default());
            }
            let row = &mut block.rows[block.filled];
            if row.record.as_slice().len() > KEPT_BYTES_MAX {
                row.record = StringRecord::new();
            }
            match rows.next_into(&mut row.record) {
                Ok(Some((line, unclosed))) => (row.line, row.unclosed) = (line, unclosed),
                Ok(None) => more = false,
                Err(error) => failed = Some(error),
            }
            if !more || failed.is_some() {
                break;
            }
            bytes += row.record.as_slice().len();
            block.filled += 1;
        }
        // what stands before a row that cannot be read comes first
        if full.send(Ok(block)).is_err() {
            return Ok(());
        }
        if let Some(error) = failed {
            return Err(error);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::source::look;
    use super::*;

    fn file(text: &str) -> (tempfile::TempDir, std::path::PathBuf, Written) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        std::fs::write(&path, text).unwrap();
        let written = look(&path, None, None).unwrap();
        (folder, path, written)
    }

    #[test]
    fn every_row_comes_once_and_in_order() {
        let rows = BLOCK_ROWS * 5 + 7;
        let text: String = (0..rows).map(|n| format!("a{n};b{}\n", "x".repeat(n % 50))).collect();
        let (_folder, path, written) = file(&text);
        let mut seen = 0;
        each_row::<ImportError>(&path, &written, |row| {
            assert_eq!((row.line, &row.record[0]), (seen as u64 + 1, format!("a{seen}").as_str()));
            assert_eq!(row.record[1].len(), 1 + seen % 50);
            seen += 1;
            Ok(())
        })
        .unwrap();
        assert_eq!(seen, rows);
    }

    #[test]
    fn whoever_takes_rows_may_stop_and_a_row_too_long_is_told_after_those_before_it() {
        let text = format!("a;b\n1;2\n3;\"{}\"\n", "words\n".repeat(1 << 20));
        let (_folder, path, written) = file(&text);
        let mut seen = 0;
        let ended = each_row::<ImportError>(&path, &written, |_row| {
            seen += 1;
            Ok(())
        });
        assert!(matches!(ended, Err(ImportError::RowTooLong { .. })), "{ended:?}");
        assert_eq!(seen, 2);
        let (_folder, path, written) = file(&"a;b\n".repeat(BLOCK_ROWS * 20));
        let ended = each_row(&path, &written, |_row| Err(ImportError::Changed));
        assert!(matches!(ended, Err(ImportError::Changed)));
    }
}
