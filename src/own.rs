//! Scenarios that a person keeps in this browser: a list of titles and links.

use crate::browser::preferences;
use crate::state::{Notice, State};
use scenario::document::Scenario;
use scenario::link;

/// Where the list is kept: a line each, the link and the title with a tab between.
const PLACE: &str = "tokenomics.own";
/// Scenarios that are kept at most.
const MOST: usize = 200;

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
pub fn write(list: &[Own]) {
    let lines = to_lines(list);
    preferences::write(PLACE, (!lines.is_empty()).then_some(&lines));
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
pub fn with(list: &[Own], mut added: Own, replaces: bool) -> Vec<Own> {
    let mut list: Vec<Own> = list
        .iter()
        .filter(|own| own.link != added.link && !(replaces && own.title == added.title))
        .cloned()
        .collect();
    let title = added.title.clone();
    let mut number = 2;
    while list.iter().any(|own| own.title == added.title) {
        added.title = format!("{title} ({number})");
        number += 1;
    }
    list.insert(0, added);
    list.truncate(MOST);
    list
}

/// Opens another scenario. What was entered before and is not in the list yet is put there first, and that is said.
pub fn open(state: State, open: impl FnOnce()) {
    let (shown, opened) = (state.scenario.get_untracked(), state.opened.get_untracked());
    let list = read();
    let own = Own::of(&shown);
    let is_new = shown != opened && list.iter().all(|kept| kept.link != own.link);
    let list = is_new.then(|| with(&list, own, false));
    open();
    if let Some(list) = list
        && let Some(kept) = list.first()
    {
        write(&list);
        let message = format!(
            "What you had entered is kept as \u{201c}{}\u{201d} under Yours.",
            kept.title
        );
        state.notice.set(Some(Notice::Done(message)));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;
    use scenario::presets;

    fn own(title: &str, tasks: f64) -> Own {
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
        let list = with(&[], own("Mine", 1.0), true);
        let replaced = with(&list, own("Mine", 2.0), true);
        assert_eq!(replaced, [own("Mine", 2.0)]);
        let beside = with(&list, own("Mine", 2.0), false);
        let titles: Vec<&str> = beside.iter().map(|own| own.title.as_str()).collect();
        assert_eq!(titles, ["Mine (2)", "Mine"]);
        // The same again is in it once.
        assert_eq!(with(&list, own("Mine", 1.0), false), list);
    }
}
