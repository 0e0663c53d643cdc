//! Scenarios that a person keeps in this browser: a list of titles and links. What is in it leaves it only when a person
//! deletes it.

pub mod file;

use crate::browser::preferences;
use crate::state::{Notice, State};
use scenario::document::Scenario;
use scenario::link;

/// Where the list is kept: a line each, the link and the title with a tab between.
const PLACE: &str = "tokenomics.own";
/// Scenarios that are kept at most.
pub const MOST: usize = 200;

/// Why something is not in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// There is no room for one more.
    Full,
    /// The browser's storage is full, or switched off.
    Refused,
}

impl NotKept {
    /// What to tell a person: `what` has not been done, and why.
    pub fn words(self, what: &str) -> String {
        match self {
            Self::Full => format!(
                "{what}: {MOST} scenarios are kept at most. Save all of them as a file and delete some, both under Yours."
            ),
            Self::Refused => format!(
                "{what}: this browser\u{2019}s storage is full or switched off. A link holds all of a scenario, too: copy it."
            ),
        }
    }
}

/// A scenario of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// What it is called, as no other.
    pub title: String,
    /// Its link.
    pub link: String,
}

impl Own {
    /// A scenario under its title.
    pub fn of(scenario: &Scenario) -> Self {
        let title = scenario.title.trim();
        Self {
            title: if title.is_empty() { "Untitled" } else { title }.into(),
            link: link::encode(scenario),
        }
    }
}

/// The list, as it is now: another tab may have changed it.
pub fn read() -> Vec<Own> {
    from_lines(&preferences::read(PLACE).unwrap_or_default())
}

/// Keeps the list.
///
/// # Errors
/// Where the browser refuses to.
pub fn write(list: &[Own]) -> Result<(), NotKept> {
    let lines = to_lines(list);
    let is_kept = preferences::write(PLACE, (!lines.is_empty()).then_some(&lines));
    is_kept.then_some(()).ok_or(NotKept::Refused)
}

fn to_lines(list: &[Own]) -> String {
    let line = |own: &Own| {
        let title = own.title.replace(['\t', '\n', '\r'], " ");
        format!("{}\t{title}", own.link)
    };
    list.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What is no line of the list is left out.
fn from_lines(lines: &str) -> Vec<Own> {
    let own = |line: &str| {
        let (link, title) = line.split_once('\t')?;
        Some(Own {
            title: title.into(),
            link: link.into(),
        })
    };
    lines.lines().filter_map(own).collect()
}

/// The list with one more in front, in the place of one of the same title if that is wanted, else under a title of its own.
///
/// # Errors
/// Where there is no room for it.
pub fn with(list: &[Own], added: Own, replaces: bool) -> Result<Vec<Own>, NotKept> {
    let mut list: Vec<Own> = list
        .iter()
        .filter(|own| own.link != added.link && !(replaces && own.title == added.title))
        .cloned()
        .collect();
    if list.len() >= MOST {
        return Err(NotKept::Full);
    }
    let added = named_apart(added, &|title| list.iter().any(|own| own.title == title));
    list.insert(0, added);
    Ok(list)
}

/// Under a title that is not taken.
fn named_apart(mut own: Own, is_taken: &dyn Fn(&str) -> bool) -> Own {
    let title = own.title.clone();
    let mut number = 2;
    while is_taken(&own.title) {
        own.title = format!("{title} ({number})");
        number += 1;
    }
    own
}

/// Opens another scenario. What was entered before and is not in the list yet is put there first, and that is said, or why
/// it is not.
pub fn open(state: State, open: impl FnOnce()) {
    let notice = kept_before(state);
    state.notice.set(None);
    open();
    // What is wrong with the other one is more to know.
    if state.notice.with_untracked(Option::is_none) {
        state.notice.set(notice);
    }
}

/// Keeps what was entered, and what is said of that; nothing where nothing was entered that is not in the list.
fn kept_before(state: State) -> Option<Notice> {
    let (shown, opened) = (state.scenario.get_untracked(), state.opened.get_untracked());
    let (list, own) = (read(), Own::of(&shown));
    if shown == opened || list.iter().any(|kept| kept.link == own.link) {
        return None;
    }
    let kept = with(&list, own, false).and_then(|list| {
        write(&list)?;
        Ok(list.first().map(|own| own.title.clone()))
    });
    Some(match kept {
        Ok(title) => Notice::Done(format!(
            "What you had entered is kept as \u{201c}{}\u{201d} under Yours.",
            title.unwrap_or_default()
        )),
        Err(why) => {
            Notice::Warning(why.words("What you had entered is not kept") + " Undo brings it back.")
        }
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;
    use scenario::presets;

    pub(super) fn own(title: &str, tasks: f64) -> Own {
        let mut made = presets::all()[0].scenario.clone();
        made.title = title.into();
        made.work.tasks = tasks;
        Own::of(&made)
    }

    #[test]
    fn a_list_comes_back_as_it_was_written_whatever_the_titles_hold() {
        let list = [own("A\tb\nc", 1.0), own("  ", 2.0), own("Ü – \"d\"", 3.0)];
        let back = from_lines(&to_lines(&list));
        let titles: Vec<&str> = back.iter().map(|own| own.title.as_str()).collect();
        assert_eq!(titles, ["A b c", "Untitled", "Ü – \"d\""]);
        assert!(
            back.iter()
                .zip(&list)
                .all(|(back, own)| back.link == own.link)
        );
        assert_eq!(from_lines("no tab\n\n"), []);
    }

    #[test]
    fn what_is_kept_replaces_its_title_and_what_is_put_aside_gets_one_of_its_own() {
        let list = with(&[], own("Mine", 1.0), true).unwrap();
        let replaced = with(&list, own("Mine", 2.0), true).unwrap();
        assert_eq!(replaced, [own("Mine", 2.0)]);
        let beside = with(&list, own("Mine", 2.0), false).unwrap();
        let titles: Vec<&str> = beside.iter().map(|own| own.title.as_str()).collect();
        assert_eq!(titles, ["Mine (2)", "Mine"]);
        // The same again is in it once.
        assert_eq!(with(&list, own("Mine", 1.0), false).unwrap(), list);
    }

    #[test]
    fn a_full_list_lets_none_go_for_one_more() {
        let full: Vec<Own> = (0..MOST)
            .map(|index| own(&format!("Number {index}"), index as f64))
            .collect();
        assert_eq!(with(&full, own("More", 1e6), false), Err(NotKept::Full));
        assert_eq!(with(&full, own("More", 1e6), true), Err(NotKept::Full));
        // What takes a place that there is has room.
        let replaced = with(&full, own("Number 7", 1e6), true).unwrap();
        assert_eq!(replaced.len(), MOST);
        let words = NotKept::Full.words("\u{201c}More\u{201d} is not kept");
        assert!(
            words.starts_with("\u{201c}More\u{201d} is not kept: 200 "),
            "{words}"
        );
    }
}
