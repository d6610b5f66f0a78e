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
    /// Eight bytes of the key after what all keys share: most comparisons end here.
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

    /// Sorts by key, then line; in two halves side by side when it is worth it.
    pub(super) fn sort(&mut self) {
        if std::mem::replace(&mut self.sorted, true) {
            return;
        }
        let shared = self.shared_prefix();
        let mut index = std::mem::take(&mut self.index);
        if index.len() < SORT_APART_MIN {
            self.sort_part(&mut index, shared);
        } else {
            let half = index.len() / 2;
            let (one, two) = index.split_at_mut(half);
            std::thread::scope(|scope| {
                scope.spawn(|| self.sort_part(two, shared));
                self.sort_part(one, shared);
            });
            // two sorted halves: what a stable sort merges in one walk
            index.sort_by(|a, b| self.order(a, b));
        }
        self.index = index;
    }

    fn sort_part(&self, index: &mut [Place], shared: usize) {
        for place in &mut *index {
            let key = self.at(place.at).key;
            let mut head = [0; 8];
            for (to, from) in head.iter_mut().zip(key.iter().skip(shared)) {
                *to = *from;
            }
            place.head = u64::from_be_bytes(head);
        }
        index.sort_unstable_by(|a, b| self.order(a, b));
    }

    fn order(&self, a: &Place, b: &Place) -> std::cmp::Ordering {
        a.head.cmp(&b.head).then_with(|| {
            let (a, b) = (self.at(a.at), self.at(b.at));
            a.key.cmp(b.key).then(a.line.cmp(&b.line))
        })
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

    fn shared_prefix(&self) -> usize {
        let Some(first) = self.index.first() else { return 0 };
        let first = self.at(first.at).key;
        self.index.iter().fold(first.len(), |shared, place| {
            let key = self.at(place.at).key;
            first.iter().zip(key).take(shared).take_while(|(a, b)| a == b).count()
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
}
