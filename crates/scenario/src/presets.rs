//! Worked scenarios: examples, tests and gallery at once.
//!
//! Each is a TOML file in `data/examples`. The page does not read TOML, so `cargo xtask golden` writes each in
//! the link's own form to `bases.txt`, numbered. A line there never changes, because links start from it: a
//! changed file gets the next number, and the old one stays.

use crate::document::Scenario;
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

/// One line a base: its numbered id, then its fields against the blank document.
const BASES: &str = include_str!("../data/examples/bases.txt");

/// The newest number of each preset, in the order of the gallery.
#[must_use]
pub fn all() -> &'static [Preset] {
    static PRESETS: OnceLock<Vec<Preset>> = OnceLock::new();
    PRESETS.get_or_init(|| {
        let newest = |(id, group): &(&'static str, Group)| {
            let number = newest_number(id)?;
            let scenario = base(&format!("{id}~{number}"))?;
            Some(Preset {
                id,
                number,
                group: *group,
                scenario,
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
    let (_, body) = lines().find(|(id, _)| *id == numbered_id)?;
    let mut scenario = Scenario::default();
    let mut notices = Vec::new();
    crate::link::apply(&mut scenario, body, &mut notices);
    notices.is_empty().then_some(scenario)
}

/// Every base there ever was: numbered id and fields.
pub fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    BASES.lines().filter_map(|line| line.split_once(';'))
}

fn newest_number(id: &str) -> Option<u32> {
    let numbers = lines().filter_map(|(numbered, _)| {
        let (base, number) = numbered.split_once('~')?;
        (base == id).then(|| number.parse().ok())?
    });
    numbers.max()
}

/// What a document has against the blank one: its line in `bases.txt`, after the numbered id.
#[must_use]
pub fn base_fields(scenario: &Scenario) -> String {
    let mut parts = Vec::new();
    crate::link::fields(scenario, &Scenario::default(), &mut parts);
    parts.join(";")
}
