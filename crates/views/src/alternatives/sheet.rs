//! The table of all ways for a file.

use super::{AlternativeReport, AlternativesReport, FiguresReport};
use crate::Subject;
use telling::sheet::{Cell, Sheet, Shown, rounded_beside};

/// Today's way, then every other in the order that the scenario asks for: what it comes to, on what it depends whether it
/// wins, and what is missing.
///
/// ```
/// use catalogs::prices::Catalog;
/// use views::{Viewed, alternatives};
/// let legal = scenario::presets::find("legal-contracts").expect("it is there").scenario.clone();
/// let viewed = Viewed::new(legal, Catalog::embedded()).expect("it has no errors");
/// let found = alternatives::alternatives(&viewed.subject());
/// assert_eq!(alternatives::sheet(&viewed.subject(), &found).rows.len(), 1 + found.rows.len());
/// ```
#[must_use]
pub fn sheet(subject: &Subject, found: &AlternativesReport) -> Sheet {
    let task = &subject.report.task_name;
    let period = subject.scenario.work.period.word();
    let head = [
        "way",
        &format!("net against today, US dollars a {period}"),
        &format!("cost of a {task}, US dollars"),
        &format!("cost of a right {task}, US dollars"),
        "ends right",
        "ends wrong, unnoticed",
        &format!("tries a {task}"),
        &format!("cost of a {period}, US dollars"),
        &format!("net of a {period}, US dollars"),
        "hours later",
        "wins if",
        "what is missing",
    ];
    let mut sheet = Sheet::new("Alternatives", "Other ways to do the same work", &head);
    sheet.rows.extend(found.today.as_ref().map(|today| {
        let mut row = vec!["Today".into(), Cell::usd(0.0)];
        row.extend(figures(Some(today)));
        row.extend([Cell::plain(0.0), Cell::Unknown, Cell::Unknown]);
        row
    }));
    sheet.rows.extend(found.rows.iter().map(way));
    sheet
}

fn way(way: &AlternativeReport) -> Vec<Cell> {
    let words = |words: Option<&String>| words.map_or(Cell::Unknown, |words| words.as_str().into());
    let net = way.figures.as_ref().map_or(0.0, |of| of.net_usd);
    let difference = way
        .difference_usd
        .map(|usd| rounded_beside(usd, net.abs().max((net - usd).abs())));
    let mut row = vec![way.name.as_str().into(), Cell::usd(difference)];
    row.extend(figures(way.figures.as_ref()));
    let waits = way.figures.as_ref().map(|_| way.waits_hours);
    row.push(Cell::known(waits, Shown::Plain));
    row.push(words(way.wins_if.as_ref().map(|wins| &wins.words)));
    row.push(words(way.missing.as_ref()));
    row
}

fn figures(of: Option<&FiguresReport>) -> [Cell; 7] {
    [
        Cell::usd(of.map(|of| of.per_task_usd)),
        Cell::usd(of.and_then(|of| of.per_success_usd)),
        Cell::share(of.map(|of| of.right)),
        Cell::share(of.map(|of| of.wrong)),
        Cell::known(of.map(|of| of.attempts), Shown::Plain),
        Cell::usd(of.map(|of| of.per_period_usd)),
        Cell::usd(of.map(|of| of.net_usd)),
    ]
}
