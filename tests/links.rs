//! Links of every version open for ever, with the figures that they showed when they were made. A line of
//! `tests/links/v1.txt` is a link, a tab, and the cost of a try in the shortest digits that read back as the same
//! number. Lines are added, never changed.

#![allow(clippy::unwrap_used)]

use scenario::link;
use tokenomics_cli::document::catalog_of;

const VERSION_1: &str = include_str!("links/v1.txt");

#[test]
fn first_version_links_show_their_figures() {
    let mut seen = 0;
    for line in VERSION_1.lines().filter(|line| !line.starts_with('#')) {
        let (fragment, expected) = line.split_once('\t').unwrap();
        let opened = link::decode(fragment).unwrap();
        assert_eq!(opened.notices, [], "{fragment}");
        let catalog = catalog_of(&opened.scenario).map_err(|_| ()).unwrap();
        let report = scenario::evaluate(&opened.scenario, &catalog)
            .report
            .unwrap();
        assert_eq!(
            report.cost.per_attempt_usd.to_string(),
            expected,
            "{fragment}"
        );
        seen += 1;
    }
    assert!(seen >= 14, "only {seen} links were found");
}
