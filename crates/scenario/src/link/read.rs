//! Opening a link: what it is, whether it is whole, and what can be read of it if not.

use super::check::{CHECK_CHARACTERS, check_characters};
use super::compact;
use super::human::apply_or_keep;
use super::{MAX_BYTES, VERSION, newest, repair};
use crate::document::Scenario;
use crate::field::{Datum, about};
use crate::presets;
use crate::problem::Problem;
use crate::wire::bytes::from_text;
use crate::wire::{self, Left};

/// A link that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The scenario, its ranges checked field by field.
    pub scenario: Scenario,
    /// Whether the link carried check characters and they matched.
    pub checked: bool,
    /// The version that it names, where that is newer than this one.
    pub newer: Option<String>,
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
        /// Whether it is of the human form, which a person may have changed.
        human: bool,
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
            Self::NotALink => {
                f.write_str("this is not a link of Tokenomics; one begins with 1. or v1")
            }
            Self::Damaged { readable, human } => {
                f.write_str("this link was cut off or changed on its way; ask for it again")?;
                if *human {
                    f.write_str(", or, if you changed it yourself, take out its check: what stands between v1 and the first semicolon")?;
                }
                match readable {
                    Some(_) => f.write_str("; or open what could be read of it"),
                    None => Ok(()),
                }
            }
            Self::Newer { version } => {
                write!(
                    f,
                    "this link was made by a newer version ({version}), or was changed on its way; reload the page to get the newest version"
                )
            }
            Self::UnknownBase { base } if !base.contains([' ', '~']) => write!(
                f,
                "this link starts from \"{base}\" without its number; write {base}~1, or a later number"
            ),
            Self::UnknownBase { base } => write!(
                f,
                "this link starts from \"{base}\", which is not known here; reload the page to get the newest version, or ask for the scenario as a file"
            ),
            Self::TooLong { bytes } => {
                write!(
                    f,
                    "this link has {bytes} bytes; at most {MAX_BYTES} are read"
                )
            }
        }
    }
}

/// Reads a compact link of this version that came whole: what the page and its modules write themselves. Parts of a
/// newer version stay in [`Scenario::unknown`]; anything else that is not plain is a matter for [`decode`].
#[must_use]
pub fn whole(fragment: &str) -> Option<Scenario> {
    let (check, body) = fragment
        .strip_prefix(VERSION)?
        .strip_prefix('.')?
        .split_at_checked(CHECK_CHARACTERS)?;
    if fragment.len() > MAX_BYTES || check != check_characters(VERSION, body) {
        return None;
    }
    let bytes = from_text(body);
    let mut entries = &bytes[..];
    let (base, prices) = compact::start(&mut entries)?;
    let mut scenario = presets::numbered(base)?;
    set_prices(&mut scenario, prices).ok()?;
    let (mut is_whole, mut texts) = (true, Vec::new());
    wire::apply(entries, &mut scenario, &mut |left| match left {
        Left::Text(part) => texts.push(part),
        Left::Unknown(_) => {}
        Left::Refused(_) | Left::Rest => is_whole = false,
    });
    scenario.unknown.extend(texts);
    is_whole.then_some(scenario)
}

/// The name of the snapshot, checked as any text of a field is.
fn set_prices(scenario: &mut Scenario, name: Option<String>) -> Result<(), Problem> {
    scenario.prices = None;
    match name {
        Some(name) => scenario.set(&about::PRICES.place(), Datum::Text(name)),
        None => Ok(()),
    }
}

fn left_as_it_was(problem: Problem) -> Problem {
    let message = format!("{} (left as it was)", problem.message);
    Problem::warning(problem.path, message)
}

/// Reads a fragment of either form, with or without `#`, and undoes what mail and chat programs did to it.
///
/// # Errors
/// Why it cannot be opened, with what could be read.
pub fn decode(fragment: &str) -> Result<Opened, LinkError> {
    if fragment.len() > MAX_BYTES {
        return Err(LinkError::TooLong {
            bytes: fragment.len(),
        });
    }
    let mut failure = LinkError::NotALink;
    let mut best: Option<Result<Opened, LinkError>> = None;
    let repaired = core::iter::once_with(|| repair::candidates(fragment)).flatten();
    let as_it_stands = core::iter::once(repair::as_it_stands(fragment).to_string());
    for (index, candidate) in as_it_stands.chain(repaired).enumerate() {
        let Some(parts) = Parts::of(&candidate) else {
            continue;
        };
        if parts
            .check
            .is_some_and(|check| check != parts.right_check())
        {
            if failure == LinkError::NotALink {
                failure = parts.damaged();
            }
            continue;
        }
        let opened = parts.open().map(|mut opened| {
            if index > 0 {
                let message = "This link was changed on its way and has been repaired";
                opened.notices.insert(0, Problem::warning("", message));
            }
            opened
        });
        // Without a check nothing says which repair is right: the one that leaves the least to say of its parts.
        let is_of_part = |notice: &&Problem| !notice.path.is_empty();
        let to_say = |opened: &Opened| opened.notices.iter().filter(is_of_part).count();
        match (&opened, &best) {
            (Ok(found), _) if found.checked => return opened,
            (Ok(found), Some(Ok(before))) if to_say(found) >= to_say(before) => {}
            (Err(_), Some(_)) => {}
            _ => best = Some(opened),
        }
    }
    best.unwrap_or(Err(failure))
}

/// The parts of a fragment.
struct Parts<'a> {
    is_compact: bool,
    version: &'a str,
    check: Option<&'a str>,
    body: &'a str,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let human = text.strip_prefix('v');
        let rest = human.unwrap_or(text);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (version, rest) = rest.split_at(digits);
        if !(1..=3).contains(&digits) || version.starts_with('0') {
            return None;
        }
        if human.is_none() {
            let rest = rest.strip_prefix('.')?;
            // What is shorter than its check was cut.
            let (check, body) = rest
                .split_at_checked(CHECK_CHARACTERS)
                .unwrap_or((rest, ""));
            return Some(Self {
                is_compact: true,
                version,
                check: Some(check),
                body,
            });
        }
        let (head, body) = rest.split_once(';').unwrap_or((rest, ""));
        let check = match head.strip_prefix('.') {
            Some(check) => Some(check),
            None if head.is_empty() && !body.is_empty() => None,
            None => return None,
        };
        Some(Self {
            is_compact: false,
            version,
            check,
            body,
        })
    }

    fn right_check(&self) -> String {
        check_characters(if self.is_compact { self.version } else { "" }, self.body)
    }

    fn is_newer(&self) -> bool {
        self.version != VERSION
    }

    fn open(&self) -> Result<Opened, LinkError> {
        let mut opened = Opened {
            scenario: Scenario::default(),
            checked: self.check.is_some(),
            newer: self.is_newer().then(|| self.version.into()),
            notices: Vec::new(),
        };
        if self.is_compact {
            self.open_compact(&mut opened)?;
        } else {
            self.open_human(&mut opened)?;
        }
        if opened.scenario.prices.as_deref() == Some(newest()) {
            opened.scenario.prices = None; // the newest one is what an open document means
        }
        Ok(opened)
    }

    fn open_human(&self, opened: &mut Opened) -> Result<(), LinkError> {
        let parts = || self.body.split(';').filter(|part| !part.is_empty());
        if let Some(base) = parts().find_map(|part| part.strip_prefix("b=")) {
            opened.scenario =
                presets::base(base).ok_or_else(|| LinkError::UnknownBase { base: base.into() })?;
        }
        for part in parts().filter(|part| !part.starts_with("b=")) {
            apply_or_keep(&mut opened.scenario, part, &mut opened.notices);
        }
        Ok(())
    }

    fn open_compact(&self, opened: &mut Opened) -> Result<(), LinkError> {
        let bytes = from_text(self.body);
        let newer = || LinkError::Newer {
            version: self.version.into(),
        };
        let damaged = || LinkError::Damaged {
            readable: None,
            human: false,
        };
        let mut entries = &bytes[..];
        let (base, prices) = compact::start(&mut entries)
            .ok_or_else(|| if self.is_newer() { newer() } else { damaged() })?;
        opened.scenario = presets::numbered(base).ok_or_else(|| LinkError::UnknownBase {
            base: format!("number {base}"),
        })?;
        let mut texts = Vec::new();
        let notices = &mut opened.notices;
        if let Err(problem) = set_prices(&mut opened.scenario, prices) {
            notices.push(left_as_it_was(problem));
        }
        wire::apply(entries, &mut opened.scenario, &mut |left| match left {
            Left::Text(part) => texts.push(part),
            Left::Unknown(name) => {
                notices.push(Problem::warning(name, "is not known here and was left out"));
            }
            Left::Refused(problem) => notices.push(left_as_it_was(problem)),
            Left::Rest => notices.push(Problem::warning("", "the rest of the link cannot be read")),
        });
        for part in texts {
            apply_or_keep(&mut opened.scenario, &part, &mut opened.notices);
        }
        Ok(())
    }

    /// What is left of a link whose check does not match.
    fn damaged(&self) -> LinkError {
        if self.is_newer() {
            return LinkError::Newer {
                version: self.version.into(),
            };
        }
        let opened = self.open().ok().filter(|_| !self.body.is_empty());
        LinkError::Damaged {
            readable: opened.map(|opened| Box::new(opened.scenario)),
            human: !self.is_compact,
        }
    }
}
