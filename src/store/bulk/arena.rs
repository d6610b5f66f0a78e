//! Rows waiting to be written, packed into one block of bounded size and sorted by key outside any lock.
//! What never lives here: SQL, what a row means (see `codec`).
//! `bulk` fills it, sorts it, walks it, empties it.

/// Bytes of packed rows held at once: about a million invoices, so that most ledgers are sorted as a whole;
/// with its index, the keys to find by and SQLite's cache a load stays below 192 MiB.
pub(super) const ARENA_BYTES_MAX: usize = 56 << 20;

/// Rows held at once (the index takes 16 bytes a row).
pub(super) const ARENA_ROWS_MAX: usize = 1_100_000;

/// Rows from which on two threads sort.
const SORT_APART_MIN: usize = 50_000;

/// Rows with equal heads up to which they are compared as they are.
const SHORT_RUN: usize = 32;

/// One packed row: `key` decides the order (reference, 0, kind, key, 0), ties go by line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Packed<'a> {
    /// Sort key.
    pub(super) key: &'a [u8],
    /// Line of the file it came from.
    pub(super) line: u64,
    /// The packed fields.
    pub(super) body: &'a [u8],
}

/// The block and its index.
#[derive(Debug, Default)]
pub(super) struct Arena {
    bytes: Vec<u8>,
    index: Vec<Place>,
    sorted: bool,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    /// Eight bytes of the key after what the keys around it share: most comparisons end here.
    head: u64,
    at: u32,
}

impl Arena {
    /// Rows held.
    pub(super) fn len(&self) -> usize {
        self.index.len()
    }

    /// True when another row should wait until this block was written.
    pub(super) fn is_full(&self) -> bool {
        self.holds(ARENA_BYTES_MAX)
    }

    /// True when so many bytes are held, or as many rows as may be.
    pub(super) fn holds(&self, bytes: usize) -> bool {
        self.bytes.len() >= bytes || self.index.len() >= ARENA_ROWS_MAX
    }

    /// Adds a row.
    pub(super) fn push(&mut self, key: &[u8], line: u64, body: &[u8]) {
        let at = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        self.index.push(Place { head: 0, at });
        self.sorted = false;
        self.bytes.extend_from_slice(&u16::try_from(key.len()).unwrap_or(u16::MAX).to_le_bytes());
        self.bytes.extend_from_slice(&u32::try_from(body.len()).unwrap_or(u32::MAX).to_le_bytes());
        self.bytes.extend_from_slice(&line.to_le_bytes());
        self.bytes.extend_from_slice(key);
        self.bytes.extend_from_slice(body);
    }

    /// Sorts by key, then line; the rows below and above a middle one side by side when it is worth it.
    pub(super) fn sort(&mut self) {
        if std::mem::replace(&mut self.sorted, true) {
            return;
        }
        let mut index = std::mem::take(&mut self.index);
        let known = self.head(&mut index, 0);
        if index.len() < SORT_APART_MIN {
            self.sort_headed(&mut index, known);
        } else {
            let (below, rest) = around_the_middle(&mut index);
            std::thread::scope(|scope| {
                scope.spawn(|| self.sort_headed(rest, known));
                self.sort_headed(below, known);
            });
        }
        self.index = index;
    }

    /// Gives each place the eight bytes of its key after what all keys share, which is `from` bytes at least. Returns up
    /// to where the keys are told by that.
    fn head(&self, index: &mut [Place], from: usize) -> usize {
        let shared = self.shared_prefix(index, from);
        for place in &mut *index {
            let key = self.at(place.at).key.get(shared..).unwrap_or_default();
            place.head = match key.first_chunk() {
                Some(head) => u64::from_be_bytes(*head),
                None => key
                    .iter()
                    .rev()
                    .enumerate()
                    .fold(0, |head, (at, byte)| head | u64::from(*byte) << (8 * (8 - key.len() + at))),
            };
        }
        shared + 8
    }

    /// Sorts places whose heads tell their keys up to `known`. The rows themselves are looked at for heads that are equal
    /// only, once for each eight bytes: they lie all over the memory.
    fn sort_headed(&self, index: &mut [Place], known: usize) {
        index.sort_unstable_by_key(|place| place.head);
        for run in index.chunk_by_mut(|a, b| a.head == b.head).filter(|run| run.len() > 1) {
            let rows = || run.iter().map(|place| self.at(place.at));
            if run.len() > SHORT_RUN && rows().all(|row| row.key.len() > known) {
                let known = self.head(run, known);
                self.sort_headed(run, known);
            } else {
                run.sort_unstable_by(|a, b| {
                    let (a, b) = (self.at(a.at), self.at(b.at));
                    a.key.cmp(b.key).then(a.line.cmp(&b.line))
                });
            }
        }
    }

    /// The row at a place of the order.
    pub(super) fn get(&self, place: usize) -> Packed<'_> {
        self.at(self.index[place].at)
    }

    /// Forgets all rows, keeps the memory.
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.index.clear();
        self.sorted = false;
    }

    fn shared_prefix(&self, index: &[Place], from: usize) -> usize {
        let Some(first) = index.first() else { return from };
        let first = self.at(first.at).key;
        index.iter().fold(first.len(), |shared, place| {
            let key = self.at(place.at).key;
            match (first.get(from..shared), key.get(from..shared)) {
                (Some(one), Some(other)) if one == other => shared,
                _ => from + first.iter().zip(key).skip(from).take(shared - from).take_while(|(a, b)| a == b).count(),
            }
        })
    }

    fn at(&self, at: u32) -> Packed<'_> {
        let start = at as usize;
        let head = &self.bytes[start..start + 14];
        let key_len = usize::from(u16::from_le_bytes([head[0], head[1]]));
        let body_len = u32::from_le_bytes([head[2], head[3], head[4], head[5]]) as usize;
        let mut line = [0; 8];
        line.copy_from_slice(&head[6..14]);
        let (key, rest) = self.bytes[start + 14..].split_at(key_len);
        Packed { key, line: u64::from_le_bytes(line), body: &rest[..body_len] }
    }
}

/// Splits places with heads into those below the head of the middle one, and the rest.
fn around_the_middle(index: &mut [Place]) -> (&mut [Place], &mut [Place]) {
    let half = index.len() / 2;
    let (below, middle, _) = index.select_nth_unstable_by_key(half, |place| place.head);
    // those equal to it that stand before it belong to the rest
    let head = middle.head;
    let mut to = 0;
    for from in 0..below.len() {
        if below[from].head < head {
            below.swap(from, to);
            to += 1;
        }
    }
    index.split_at_mut(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_sorted_by_key_then_line() {
        let mut arena = Arena::default();
        for (key, line) in [("D10\0b", 4), ("D2\0a", 3), ("D10\0b", 2), ("D10\0", 9), ("D100\0", 1)] {
            arena.push(key.as_bytes(), line, &line.to_be_bytes());
        }
        arena.sort();
        let seen: Vec<(&[u8], u64)> = (0..arena.len()).map(|i| (arena.get(i).key, arena.get(i).line)).collect();
        let due: [(&[u8], u64); 5] = [(b"D10\0", 9), (b"D10\0b", 2), (b"D10\0b", 4), (b"D100\0", 1), (b"D2\0a", 3)];
        assert_eq!(seen, due);
        assert_eq!(arena.get(1).body, 2u64.to_be_bytes());
    }

    #[test]
    fn many_rows_are_in_the_order_of_their_keys_whatever_the_keys_share() {
        let mut seed = 7_u64;
        let mut next = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        for (rows, debtors) in
            [(1, 1), (2, 1), (400, 3), (3_000, 1), (SORT_APART_MIN + 500, 2), (SORT_APART_MIN, 9_000)]
        {
            let mut arena = Arena::default();
            let mut all: Vec<(Vec<u8>, u64)> = vec![];
            for line in 0..rows as u64 {
                let mut key = match next(9) {
                    // short, padded with what a longer one goes on with, and the same twice
                    0 => vec![],
                    1 => vec![0; next(12) as usize],
                    _ => format!("D{:06}\0\u{2}F-2026-{:05}\0", next(debtors), next(rows as u64)).into_bytes(),
                };
                key.truncate(next(40) as usize + 8);
                arena.push(&key, rows as u64 - line, b"body");
                all.push((key, rows as u64 - line));
            }
            arena.sort();
            all.sort();
            let seen = (0..arena.len()).map(|at| (arena.get(at).key.to_vec(), arena.get(at).line));
            assert!(seen.eq(all), "{rows} rows");
        }
    }
}
