//! A setting at a place of a document, by its path.

use super::{Setting, rows};
use crate::document::{MAX_ROWS, Scenario, Set};
use crate::field::Datum;
use crate::problem::Problem;

/// A setting, in a row of its list where it stands in one.
#[derive(Clone, Copy, Debug)]
pub struct SettingPlace {
    /// The row of the table.
    pub setting: &'static Setting,
    /// Which row of the list.
    pub index: usize,
}

impl core::fmt::Display for SettingPlace {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.setting.path.split_once("[]") {
            Some((list, name)) => write!(f, "{list}[{}]{name}", self.index),
            None => f.write_str(self.setting.path),
        }
    }
}

impl SettingPlace {
    /// By path with its index: `technical.batch`, `alternatives.models[1].model`; dots for brackets are read, too.
    ///
    /// ```
    /// use scenario::setting::SettingPlace;
    /// let place = SettingPlace::parse("alternatives.models[1].model").expect("it is a setting");
    /// assert_eq!((place.setting.name(), place.index), ("model", 1));
    /// assert_eq!(SettingPlace::parse("alternatives.models.1.model").map(|place| place.index), Some(1));
    /// assert!(SettingPlace::parse("alternatives.modles[1].model").is_none());
    /// ```
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let mut index = 0;
        let is_index = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let dotted = path.replace('[', ".").replace(']', "");
        let mut pattern = String::new();
        for part in dotted.split('.') {
            if is_index(part) {
                index = part.parse().ok().filter(|index| *index < MAX_ROWS)?;
                pattern.push_str("[]");
            } else {
                if !pattern.is_empty() {
                    pattern.push('.');
                }
                pattern.push_str(part);
            }
        }
        Self::of(&pattern, index)
    }

    /// By pattern and index.
    #[must_use]
    pub fn of(pattern: &str, index: usize) -> Option<Self> {
        let setting = rows::all().find(|setting| setting.path == pattern)?;
        Some(Self { setting, index })
    }

    /// By the number in links.
    #[must_use]
    pub fn numbered(number: u64, index: usize) -> Option<Self> {
        let setting = rows::all().find(|setting| setting.number == number)?;
        (index == 0 || setting.is_in_list()).then_some(Self { setting, index })
    }

    /// The place of one that is set, and what it holds; nothing where it is not known here, or holds what nobody can set
    /// there: that is carried along by its number.
    pub(crate) fn held(set: &Set) -> Option<(Self, Datum)> {
        let place = Self::numbered(set.number, set.index)?;
        let is_allowed = place.setting.rule.check(&set.datum).is_ok();
        let is_held = is_allowed && set.datum != place.setting.usual_datum();
        is_held.then(|| (place, set.datum.clone()))
    }

    /// Sets it, if the value is allowed; what is usual is as good as left open.
    ///
    /// # Errors
    /// The problem, at the path; the document is unchanged then.
    pub fn set(&self, scenario: &mut Scenario, datum: Datum) -> Result<(), Problem> {
        let setting = self.setting;
        if let Datum::Range(_) = datum {
            let message = format!("{datum} is of no use here yet; write one number");
            return Err(Problem::error(self.to_string(), message));
        }
        if datum != Datum::Unset {
            let checked = setting.rule.check(&datum);
            checked.map_err(|message| Problem::error(self.to_string(), message))?;
        }
        let kept = if datum == setting.usual_datum() {
            Datum::Unset
        } else {
            datum
        };
        scenario.settings.keep(setting.number, self.index, &kept);
        Ok(())
    }
}

/// What is wrong with the settings of a document; those of a newer version are named.
#[must_use]
pub fn problems(scenario: &Scenario) -> Vec<Problem> {
    let of = |set: &Set| match SettingPlace::numbered(set.number, set.index) {
        Some(place) => {
            let message = place.setting.rule.check(&set.datum).err()?;
            Some(Problem::error(place.to_string(), message))
        }
        None => Some(Problem::warning(
            format!("x{}", set.number),
            "comes from a newer version and is not known here, so it is not counted; it stays in links and files",
        )),
    };
    scenario.settings.iter().filter_map(of).collect()
}
