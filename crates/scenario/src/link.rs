//! A scenario as the fragment of an address, and back.
//!
//! ```text
//! v1.K3xQ;b=legal-contracts~1;prices=genai-prices-0.2.3;steps.0.reasoning_tokens=150000
//! ```
//!
//! A version, four check characters, then fields by name that differ from a base. The check stands in front, so
//! that what a chat program cuts off at the end cannot take it along; a link that a person writes by hand may
//! leave it out and opens as not checked. The base is a numbered preset that never changes; without one it is
//! the blank document. The price snapshot is always named, so that a link shows the same figures for ever.
//! Only unreserved characters and `;`, `=` are used; `~` starts an escape. First-version links open for ever.

mod difference;
mod repair;
mod value;

pub(crate) use difference::{apply, fields};

use crate::catalog::Catalog;
use crate::document::Scenario;
use crate::presets::{self, Preset};
use crate::problem::Problem;

/// Longest fragment that is read.
pub const MAX_BYTES: usize = 16 * 1024;
/// Version that this code writes.
const VERSION: &str = "v1";
/// Characters of the check, six bits each.
const CHECK_CHARACTERS: u32 = 4;

/// A link that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The scenario, its ranges checked field by field.
    pub scenario: Scenario,
    /// Whether the link carried check characters and they matched.
    pub checked: bool,
    /// What a person should know: repairs, fields that are not known here, values that are not allowed.
    pub notices: Vec<Problem>,
}

/// Why a link cannot be opened.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkError {
    /// It is no link of this calculator.
    NotALink,
    /// It was cut or changed on its way.
    Damaged {
        /// What could be read, if anything.
        readable: Option<Box<Scenario>>,
    },
    /// It was made by a newer version.
    Newer {
        /// The version that it names.
        version: String,
    },
    /// It starts from a preset that is not known here.
    UnknownBase {
        /// The preset that it names.
        base: String,
    },
    /// It is longer than any link that is read.
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
}

impl core::fmt::Display for LinkError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::NotALink => f.write_str("this is not a link of Tokenomics; one begins with v1"),
            Self::Damaged { .. } => f.write_str(
                "this link was cut off or changed on its way; ask for it again, or open what could be read of it",
            ),
            Self::Newer { version } => {
                write!(f, "this link was made by a newer version ({version}); reload the page to get it")
            }
            Self::UnknownBase { base } => write!(
                f,
                "this link starts from \"{base}\", which is not known here; ask for the scenario as a file"
            ),
            Self::TooLong { bytes } => {
                write!(f, "this link has {bytes} bytes; at most {MAX_BYTES} are read")
            }
        }
    }
}

/// The fragment of a scenario, without `#`: the shortest over all bases. The same scenario gives the same link.
#[must_use]
pub fn encode(scenario: &Scenario) -> String {
    let mut best = body(scenario, None);
    for preset in presets::all() {
        let candidate = body(scenario, Some(preset));
        if candidate.len() < best.len() {
            best = candidate;
        }
    }
    format!("{VERSION}.{};{best}", check_characters(&best))
}

/// What differs from a base, by name.
fn body(scenario: &Scenario, base: Option<&Preset>) -> String {
    let blank = Scenario::default();
    let from = base.map_or(&blank, |preset| &preset.scenario);
    let mut parts: Vec<String> = base
        .iter()
        .map(|preset| format!("b={}", preset.numbered_id()))
        .collect();
    let newest = &Catalog::embedded().snapshot().name;
    let snapshot = scenario.prices.as_ref().unwrap_or(newest);
    parts.push(format!("prices={}", value::escape(snapshot)));
    fields(scenario, from, &mut parts);
    parts.join(";")
}

/// Reads a fragment, with or without `#`.
///
/// # Errors
/// Why it cannot be opened, with what could be read.
pub fn decode(fragment: &str) -> Result<Opened, LinkError> {
    if fragment.len() > MAX_BYTES {
        return Err(LinkError::TooLong {
            bytes: fragment.len(),
        });
    }
    let candidates = repair::candidates(fragment);
    let mut failure = LinkError::NotALink;
    for (index, candidate) in candidates.iter().enumerate() {
        let Some(parts) = Parts::of(candidate) else {
            continue;
        };
        let repaired = index > 0;
        if parts.version != VERSION {
            failure = LinkError::Newer {
                version: parts.version.into(),
            };
        } else if parts
            .check
            .is_none_or(|check| check == check_characters(parts.body))
        {
            return open(parts.body, parts.check.is_some(), repaired);
        } else if failure == LinkError::NotALink {
            let readable = open(parts.body, false, true).ok();
            failure = LinkError::Damaged {
                readable: readable.map(|opened| Box::new(opened.scenario)),
            };
        }
    }
    Err(failure)
}

/// The parts of a fragment.
struct Parts<'a> {
    version: &'a str,
    check: Option<&'a str>,
    body: &'a str,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let (head, body) = text.split_once(';').unwrap_or((text, ""));
        let (version, check) = match head.split_once('.') {
            Some((version, check)) => (version, Some(check)),
            None => (head, None),
        };
        let digits = version.strip_prefix('v')?;
        let is_version =
            (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        is_version.then_some(Self {
            version,
            check,
            body,
        })
    }
}

fn open(body: &str, checked: bool, repaired: bool) -> Result<Opened, LinkError> {
    let mut notices = Vec::new();
    if repaired {
        let message = "the link was changed on its way and has been repaired";
        notices.push(Problem::warning("", message));
    }
    let base = body.split(';').find_map(|part| part.strip_prefix("b="));
    let mut scenario = match base {
        None => Scenario::default(),
        Some(base) => {
            presets::base(base).ok_or_else(|| LinkError::UnknownBase { base: base.into() })?
        }
    };
    apply(&mut scenario, body, &mut notices);
    if scenario.prices.as_ref() == Some(&Catalog::embedded().snapshot().name) {
        scenario.prices = None; // the newest one is what an open document means
    }
    Ok(Opened {
        scenario,
        checked,
        notices,
    })
}

/// CRC-24 as OpenPGP defines it: finds every single changed character and every change within three.
fn crc24(bytes: &[u8]) -> u32 {
    const START: u32 = 0x00B7_04CE;
    const POLYNOMIAL: u32 = 0x0186_4CFB;
    bytes.iter().fold(START, |mut crc, byte| {
        crc ^= u32::from(*byte) << 16;
        for _ in 0..8 {
            crc <<= 1;
            if crc & 0x0100_0000 != 0 {
                crc ^= POLYNOMIAL;
            }
        }
        crc & 0x00FF_FFFF
    })
}

/// The 24 bits as four characters of base64url.
fn check_characters(body: &str) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let crc = crc24(body.as_bytes());
    let six_bits = |place: u32| (crc >> (6 * place)) as usize & 63;
    (0..CHECK_CHARACTERS)
        .rev()
        .map(|place| char::from(ALPHABET[six_bits(place)]))
        .collect()
}
