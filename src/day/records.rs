//! Records one after the other in a few large pieces of memory: nothing is lost between them, and nothing is moved.
//! What never lives here: what a record says.
//! `lines` keeps a new list in them.

/// Bytes of a piece. One that is not full costs nothing beyond what was written to it: the system gives pages as they are
/// first touched.
const PIECE: usize = 1 << PIECE_BITS;
const PIECE_BITS: u32 = 22;

/// The records.
#[derive(Debug, Default)]
pub(super) struct Records {
    pieces: Vec<Vec<u8>>,
}

impl Records {
    /// Takes a record in, of at most [`PIECE`] bytes, and says where it is.
    pub(super) fn push(&mut self, record: &[u8]) -> u32 {
        let fits = |piece: &Vec<u8>| piece.len() + record.len() <= PIECE;
        if !self.pieces.last().is_some_and(fits) {
            self.pieces.push(Vec::with_capacity(PIECE));
        }
        let last = self.pieces.len() - 1;
        let piece = &mut self.pieces[last];
        let at = (last << PIECE_BITS) | piece.len();
        piece.extend_from_slice(record);
        // Four thousand million bytes are forty million lines.
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    /// What begins at a place.
    pub(super) fn at(&mut self, at: u32) -> &mut [u8] {
        let (piece, from) = (at >> PIECE_BITS, at & (u32::MAX >> (u32::BITS - PIECE_BITS)));
        &mut self.pieces[usize::try_from(piece).unwrap_or(usize::MAX)][usize::try_from(from).unwrap_or(usize::MAX)..]
    }

    /// The pieces in their order, each with whole records one after the other.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &[u8]> {
        self.pieces.iter().map(Vec::as_slice)
    }

    /// Bytes in use.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        self.pieces.iter().map(Vec::len).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_found_again_over_many_pieces() {
        let mut records = Records::default();
        let length = |number: u32| usize::try_from(1_000 + number % 700).unwrap();
        let record = |number: u32| vec![u8::try_from(number % 251).unwrap(); length(number)];
        let places: Vec<u32> = (0..9_000).map(|number| records.push(&record(number))).collect();
        assert!(records.pieces().count() > 2 && places.is_sorted());
        for (number, at) in (0..).zip(&places) {
            assert_eq!(records.at(*at)[..length(number)], record(number));
        }
        assert_eq!(records.bytes(), (0..9_000).map(length).sum::<usize>());
    }
}
