//! Rows out of bytes that come in pieces: lines, the values of a JSON document, records of a table. The size of the pieces
//! changes nothing, and memory is bounded by the longest row that is allowed.

pub mod lines;
pub mod table;
pub mod values;

/// A line or value beyond this is left out, and said to be.
pub const LONGEST_ROW: usize = 64 << 20;

/// What a splitter found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'bytes> {
    /// A row.
    Row(&'bytes [u8]),
    /// A row that was longer than [`LONGEST_ROW`].
    TooLong,
    /// What stood at the end and is no whole row.
    CutOff,
}
