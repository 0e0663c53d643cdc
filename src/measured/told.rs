//! What the page asks of where logs are read, and what it is told: plain texts and tables, because a worker hands over
//! nothing else.

use serde::{Deserialize, Serialize};
use telling::table::Table;

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Wanted {
    /// What the table has a line for: a dimension of usage.
    pub by: String,
    /// Only events of this model; all where it is empty.
    pub model: String,
    /// Only events of this project; all where it is empty.
    pub project: String,
    /// Only from this day on.
    pub since: String,
    /// Only until the end of this day.
    pub until: String,
    /// Whose days are counted: `UTC`, or an offset.
    pub zone: String,
    /// Another model to price it with, or `all`.
    pub instead: String,
    /// The style in which numbers are written.
    pub style: String,
    /// A made log is read first.
    pub example: bool,
    /// What was read before is forgotten first.
    pub afresh: bool,
}

/// A table on its way.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    caption: String,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl From<Table> for Grid {
    fn from(table: Table) -> Self {
        Self {
            caption: table.caption,
            head: table.head,
            rows: table.rows,
        }
    }
}

impl Grid {
    /// Without lines.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// As tables are shown; one without lines is not.
    pub fn shown(&self) -> Option<Table> {
        (!self.is_empty()).then(|| Table {
            caption: self.caption.clone(),
            head: self.head.clone(),
            rows: self.rows.clone(),
        })
    }
}

/// What became of a file, or of many alike.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileTold {
    /// Its name.
    pub name: String,
    /// What was found, and where nothing was, what is allowed and what to do.
    pub words: String,
    /// Whether something of it was not counted.
    pub is_wrong: bool,
}

/// What each day cost, by model.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Days {
    /// The first day, counted from 1970.
    pub first: f64,
    /// Name of each model and what it cost on each day, USD; the dearest first.
    pub models: Vec<(String, Vec<f64>)>,
    /// What is to be seen.
    pub takeaway: String,
    /// The same in numbers.
    pub table: Grid,
}

/// What an audit found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Audited {
    /// The whole in a sentence.
    pub sentence: String,
    /// What differs, and why.
    pub differences: Grid,
    /// Days and models whose charges stand on lines of their own.
    pub days: Grid,
}

/// A scenario of what was measured.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Made {
    /// Its link, behind `#`.
    pub link: String,
    /// What a period of the log cost, as text.
    pub cost: String,
    /// How it was made.
    pub words: String,
    /// Its steps, each figure with its spread.
    pub steps: Grid,
    /// What the document has no place for, and what is in no step.
    pub beside: Vec<String>,
}

/// What was used, as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// Everything in a sentence; empty where nothing was counted.
    pub sentence: String,
    /// What is wrong in what was asked.
    pub problem: String,
    /// What became of the files.
    pub files: Vec<FileTold>,
    /// What somebody should know.
    pub notes: Vec<String>,
    /// What each day cost.
    pub days: Days,
    /// All figures.
    pub totals: Grid,
    /// The figures by what was asked for.
    pub groups: Grid,
    /// The dearest requests.
    pub largest: Grid,
    /// What caches saved and missed.
    pub cache: String,
    /// What nobody saw.
    pub hidden: String,
    /// Other ways to price it.
    pub ways: Grid,
    /// What is wrong with the other model.
    pub ways_problem: String,
    /// What was charged beside the list.
    pub audit: Option<Audited>,
    /// A scenario of it.
    pub made: Option<Made>,
    /// Models that were used.
    pub models: Vec<String>,
    /// Projects that were worked on.
    pub projects: Vec<String>,
    /// Models that it may be priced with.
    pub listed: Vec<String>,
}

impl Shown {
    /// What may be kept: sums alone, and no name of a file, a project or a session.
    pub fn summary(&self) -> Self {
        Self {
            sentence: self.sentence.clone(),
            days: self.days.clone(),
            totals: self.totals.clone(),
            cache: self.cache.clone(),
            hidden: self.hidden.clone(),
            ways: self.ways.clone(),
            made: self.made.clone(),
            ..Self::default()
        }
    }
}
