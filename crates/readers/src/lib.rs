//! What holds for every reader of foreign input, whatever it is given.
//!
//! A link comes from a chat, a document from a colleague, a price file over the network, a row from a log, a log from
//! anywhere. Each reader has a law here: a plain function of bytes that panics where the law does not hold. The tests run
//! the laws over a corpus and seeded mutations of it; `cargo xtask fuzz` runs the same functions on what a fuzzer thinks up.

#![allow(clippy::panic, reason = "a law says by a panic that it does not hold")]

pub mod corpus;
mod laws;
pub mod memory;
pub mod mutation;

/// How much of a law is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// The reader ends, in time and within its memory.
    Reading,
    /// And what it read can be written so that it reads the same, comes to a report, and so on.
    Whole,
}

/// A reader with its law.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// Name of its folder in tests/corpus/ and of its fuzz target.
    pub name: &'static str,
    /// Inputs are tried up to this many bytes.
    pub longest: usize,
    /// Panics where the law does not hold.
    pub law: fn(&[u8], Depth),
    /// The whole law costs many times what reading does: a fuzzer tries it for one input in so many.
    pub whole_one_in: u32,
}

/// All of them.
pub const READERS: &[Reader] = &[
    Reader {
        name: "link",
        longest: 20 * 1024, // beyond what is read, so that the refusal is tried too
        law: laws::link,
        whole_one_in: 64,
    },
    Reader {
        name: "compact",
        longest: 13 * 1024,
        law: laws::compact,
        whole_one_in: 512,
    },
    Reader {
        name: "toml",
        longest: 64 * 1024,
        law: laws::toml,
        whole_one_in: 16,
    },
    Reader {
        name: "number",
        longest: 4 * 1024,
        law: laws::number,
        whole_one_in: 1,
    },
    Reader {
        name: "moment",
        longest: 1024,
        law: laws::moment,
        whole_one_in: 1,
    },
    Reader {
        name: "prices",
        longest: 64 * 1024,
        law: laws::prices,
        whole_one_in: 64,
    },
    Reader {
        name: "rows",
        longest: 64 * 1024,
        law: laws::rows,
        whole_one_in: 1,
    },
    Reader {
        name: "lines",
        longest: 16 * 1024,
        law: laws::usage::log,
        whole_one_in: 32,
    },
    Reader {
        name: "document",
        longest: 16 * 1024,
        law: laws::usage::log,
        whole_one_in: 32,
    },
    Reader {
        name: "table",
        longest: 16 * 1024,
        law: laws::usage::log,
        whole_one_in: 32,
    },
    Reader {
        name: "archive",
        longest: 16 * 1024,
        law: laws::usage::archive,
        whole_one_in: 32,
    },
];

/// A reader by its name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Reader> {
    READERS.iter().find(|reader| reader.name == name)
}

impl Reader {
    /// How much of the law a fuzzer tries for an input: the same for the same input, so that what was found is found
    /// again.
    #[must_use]
    pub fn depth(&self, input: &[u8]) -> Depth {
        let mix = |hash: u32, byte: &u8| hash.wrapping_mul(31).wrapping_add(u32::from(*byte));
        if input.iter().fold(0, mix) % self.whole_one_in == 0 {
            Depth::Whole
        } else {
            Depth::Reading
        }
    }
}
