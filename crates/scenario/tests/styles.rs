//! Figures in another style of writing. The style is the whole program's, so this test has a program of its own.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use scenario::document::Scenario;
use scenario::estimate::Measure;
use scenario::field::{Datum, work};
use scenario::format::{count_full, read, share_full, usd, usd_cents, usd_full};
use scenario::number::{Style, set_style};
use scenario::{entry, link};

#[test]
fn every_figure_follows_the_style_and_reads_back_but_links_never_change() {
    let document = Scenario {
        title: "1,234.56".into(),
        ..Scenario::default()
    };
    let (compact, human) = (link::encode(&document), link::encode_human(&document));
    for style in Style::ALL {
        set_style(style);
        assert_eq!(usd_full(1_234.56), style.write("$1,234.56"));
        assert_eq!(usd_full(40_785.0), style.write("$40,785.00"));
        assert_eq!(usd_cents(40_785.0), style.write("$40,785.00"));
        assert_eq!(usd_cents(0.5), style.write("$0.50"));
        assert_eq!(count_full(1_234_567.0), style.write("1,234,567"));
        assert_eq!(share_full(0.125), style.write("12.5 %"));
        assert_eq!(usd(0.0012), style.write("$0.0012"));
        assert_eq!(read(&usd_full(1_234.56)), Some(1_234.56));
        let tasks = work::TASKS.rule;
        for number in [0.125, 1_500.0, 40_000.0, 1_234_567.891] {
            let shown = entry::shown(tasks, &Datum::Number(number), Measure::Tokens);
            let entered = entry::read(tasks, &shown, Measure::Tokens, None).unwrap();
            assert_eq!(entered.datum, Datum::Number(number), "{shown}");
        }
        assert_eq!(link::encode(&document), compact);
        assert_eq!(link::encode_human(&document), human);
    }
    set_style(Style::Point);
}
