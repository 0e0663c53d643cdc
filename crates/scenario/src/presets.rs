//! Worked scenarios: examples, tests and gallery at once.
//!
//! Each is a TOML file in `data/examples`. The page does not read TOML, so `cargo xtask golden` writes each by its
//! fields to `bases.txt`, numbered, and all lines in the form of compact links to `bases.bin`, which rides in the
//! program. A line never changes, because links start from it: a changed file gets the next number in a line at the
//! end, and the old one stays.

use crate::document::Scenario;
use crate::wire;
use crate::wire::bytes::{take, take_bytes};
use std::sync::OnceLock;

/// What kind of example it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// A case of the paper.
    Paper,
    /// Everyday work.
    Everyday,
    /// A task profile of the paper.
    Profile,
}

impl Group {
    /// All groups, in the order of the gallery.
    pub const ALL: [Self; 3] = [Self::Paper, Self::Everyday, Self::Profile];

    /// What the gallery calls it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Paper => "Cases of the paper",
            Self::Everyday => "Everyday work",
            Self::Profile => "Task profiles of the paper",
        }
    }
}

/// Ids in the order of the gallery; the first one is what the page opens on.
pub const GALLERY: &[(&str, Group)] = &[
    ("legal-contracts", Group::Paper),
    ("software-engineering", Group::Paper),
    ("rag-research", Group::Paper),
    ("multi-agent", Group::Paper),
    ("support-chat", Group::Everyday),
    ("coding-agent", Group::Everyday),
    ("nightly-classification", Group::Everyday),
    ("rag-assistant", Group::Everyday),
    ("internal-pricing", Group::Everyday),
    ("own-machines", Group::Everyday),
    ("cheap-first", Group::Everyday),
    ("profile-chat", Group::Profile),
    ("profile-summary", Group::Profile),
    ("profile-code", Group::Profile),
    ("profile-proof", Group::Profile),
    ("profile-planning", Group::Profile),
    ("profile-multi-agent", Group::Profile),
];

/// A worked scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Preset {
    /// Its id.
    pub id: &'static str,
    /// Its newest number.
    pub number: u32,
    /// Its place among all bases there ever were, from 1: what a compact link names.
    pub base: u64,
    /// Where it stands in the gallery.
    pub group: Group,
    /// The document.
    pub scenario: Scenario,
}

impl Preset {
    /// Id and number, as a link names its base: `legal-contracts~1`.
    #[must_use]
    pub fn numbered_id(&self) -> String {
        format!("{}~{}", self.id, self.number)
    }
}

/// Every base there ever was, in the order of their numbers: length and numbered id, length and entries.
const BASES: &[u8] = include_bytes!("../data/examples/bases.bin");

/// The newest number of each preset, in the order of the gallery.
#[must_use]
pub fn all() -> &'static [Preset] {
    static PRESETS: OnceLock<Vec<Preset>> = OnceLock::new();
    PRESETS.get_or_init(|| {
        let newest = |(id, group): &(&'static str, Group)| {
            let of_id = |numbered: &str| numbered.split_once('~').is_some_and(|(of, _)| of == *id);
            // A later record of an id has the larger number.
            let (place, (numbered, entries)) = records()
                .enumerate()
                .filter(|(_, (numbered, _))| of_id(numbered))
                .last()?;
            Some(Preset {
                id,
                number: numbered.split_once('~')?.1.parse().ok()?,
                base: place as u64 + 1,
                group: *group,
                scenario: from_entries(entries)?,
            })
        };
        GALLERY.iter().filter_map(newest).collect()
    })
}

/// The preset of an id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Preset> {
    all().iter().find(|preset| preset.id == id)
}

/// A base by its numbered id.
#[must_use]
pub fn base(numbered_id: &str) -> Option<Scenario> {
    let (_, entries) = records().find(|(id, _)| *id == numbered_id)?;
    from_entries(entries)
}

/// A base by its number in compact links; 0 is the blank document.
#[must_use]
pub fn numbered(number: u64) -> Option<Scenario> {
    match usize::try_from(number).ok()?.checked_sub(1) {
        None => Some(Scenario::default()),
        Some(place) => from_entries(records().nth(place)?.1),
    }
}

fn from_entries(entries: &[u8]) -> Option<Scenario> {
    let (mut scenario, mut is_whole) = (Scenario::default(), true);
    wire::apply(entries, &mut scenario, &mut |_| is_whole = false);
    is_whole.then_some(scenario)
}

fn records() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let mut rest = BASES;
    core::iter::from_fn(move || {
        let mut part = || {
            let count = take(&mut rest)?;
            take_bytes(&mut rest, count)
        };
        Some((core::str::from_utf8(part()?).ok()?, part()?))
    })
}
