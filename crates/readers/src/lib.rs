//! What holds for every reader of foreign input, whatever it is given.
//!
//! A link comes from a chat, a document from a colleague, a price file over the network, a row from a log. Each reader
//! has a law here: a plain function of bytes that panics where the law does not hold. The tests run the laws over a
//! corpus and seeded mutations of it; `cargo xtask fuzz` runs the same functions on what a fuzzer thinks up.

#![allow(clippy::panic, reason = "a law says by a panic that it does not hold")]

pub mod corpus;
mod laws;
pub mod memory;
pub mod mutation;

/// A reader with its law.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// Name of its folder in tests/corpus/ and of its fuzz target.
    pub name: &'static str,
    /// Inputs are tried up to this many bytes.
    pub longest: usize,
    /// Panics where the law does not hold.
    pub law: fn(&[u8]),
}

/// All of them.
pub const READERS: &[Reader] = &[
    Reader {
        name: "link",
        longest: 20 * 1024, // beyond what is read, so that the refusal is tried too
        law: laws::link,
    },
    Reader {
        name: "toml",
        longest: 64 * 1024,
        law: laws::toml,
    },
    Reader {
        name: "number",
        longest: 4 * 1024,
        law: laws::number,
    },
    Reader {
        name: "moment",
        longest: 1024,
        law: laws::moment,
    },
    Reader {
        name: "prices",
        longest: 64 * 1024,
        law: laws::prices,
    },
    Reader {
        name: "rows",
        longest: 64 * 1024,
        law: laws::rows,
    },
];

/// A reader by its name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Reader> {
    READERS.iter().find(|reader| reader.name == name)
}
