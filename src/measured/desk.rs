//! Where logs are read and questions about them answered: in a worker, or on the page where none is to be had.

use super::told::{Shown, Wanted};
use super::{example, summary};
use crate::browser;
use crate::browser::jobs::{self, Given};
use catalogs::prices::Catalog;
use economics::price::Instant;
use scenario::number::{self, Style};
use std::cell::RefCell;
use usage::{Collected, Collector, Opened};

/// Everything that is known here.
#[derive(Default)]
pub struct Desk {
    /// What was read, as long as more comes.
    collector: Collector,
    /// What was read, once it was asked about.
    collected: Option<Collected>,
    file: Option<Opened>,
    /// The file of the makers' prices, and of those of the resellers, as far as they came.
    prices: [Vec<u8>; 2],
    catalog: Option<Catalog>,
}

/// Serves from now on.
pub fn serve() {
    let desk = RefCell::new(Desk::default());
    jobs::serve(move |what, given| {
        // Before any price is known, what has no time has none either, and that is said.
        let now = browser::today().unwrap_or(Instant { seconds: 0 });
        desk.borrow_mut().handle(what, given, now)
    });
}

impl Desk {
    /// Does what `jobs.js` and `reading.js` ask:
    ///
    /// - `open` a file of a name, a `piece` of it, a `note` on it, `close` it; a piece is answered with the number of rows so
    ///   far, or `unknown` where nothing more of the file matters;
    /// - `makers`, `prices`: the files of the makers' and of the resellers' prices;
    /// - `ask`: what was used, as [`Shown`].
    pub fn handle(&mut self, what: &str, given: Given, now: Instant) -> String {
        match (what, given) {
            ("open", Given::Text(name)) => self.file = Some(Opened::new(&name)),
            ("piece", Given::Bytes(bytes)) => return self.piece(&bytes),
            ("note", Given::Text(reason)) => {
                if let Some(file) = &mut self.file {
                    file.note(&reason);
                }
            }
            ("close", _) => {
                if let Some(file) = self.file.take() {
                    file.close(self.collector());
                }
            }
            ("makers", Given::Bytes(file)) => self.prices[0] = file,
            ("prices", Given::Bytes(file)) => self.prices[1] = file,
            ("ask", Given::Text(wanted)) => return self.answer(&wanted, now),
            _ => {}
        }
        String::new()
    }

    fn piece(&mut self, bytes: &[u8]) -> String {
        let Some(mut file) = self.file.take() else {
            return String::new();
        };
        file.push(self.collector(), bytes);
        let rows = file.rows();
        let is_unknown = file.is_unknown();
        self.file = Some(file);
        if is_unknown {
            "unknown".into()
        } else {
            rows.to_string()
        }
    }

    /// Where more goes.
    fn collector(&mut self) -> &mut Collector {
        if let Some(collected) = self.collected.take() {
            self.collector = collected.reopen();
        }
        &mut self.collector
    }

    /// All that was read.
    fn collected(&mut self) -> &Collected {
        let collector = core::mem::take(&mut self.collector);
        self.collected.get_or_insert_with(|| collector.finish())
    }

    fn answer(&mut self, wanted: &str, now: Instant) -> String {
        let wanted: Wanted = serde_json::from_str(wanted).unwrap_or_default();
        number::set_style(Style::named(&wanted.style).unwrap_or_default());
        if wanted.afresh {
            self.collector = Collector::new();
            self.collected = None;
        }
        if wanted.example {
            example::read(self.collector());
        }
        let shown = self.shown(&wanted, now);
        serde_json::to_string(&shown).unwrap_or_default()
    }

    fn shown(&mut self, wanted: &Wanted, now: Instant) -> Shown {
        let [makers, resellers] = &self.prices;
        let is_whole = !makers.is_empty() && !resellers.is_empty();
        let catalog = self
            .catalog
            .take()
            .or_else(|| Catalog::of_file(makers, resellers).ok());
        let list = catalog.as_ref().unwrap_or_else(|| Catalog::examples());
        let mut shown = summary::shown(self.collected(), list, wanted, now);
        if !is_whole {
            shown.notes.insert(0, PRICES_LACK.into());
        }
        self.catalog = catalog;
        shown
    }
}

const PRICES_LACK: &str = "The price list could not be loaded whole; are you offline? What has no price here may have one: \
    reload to try again.";

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop")]

    use super::*;
    use catalogs::prices::RESELLERS;
    use scenario::link;

    const NOW: Instant = Instant {
        seconds: 1_796_000_000,
    };

    fn asked(desk: &mut Desk, wanted: &Wanted) -> Shown {
        let text = serde_json::to_string(wanted).unwrap();
        serde_json::from_str(&desk.handle("ask", Given::Text(text), NOW)).unwrap()
    }

    fn with_prices() -> Desk {
        Desk {
            prices: [vec![1], vec![1]],
            catalog: Some(Catalog::with_resellers(RESELLERS).unwrap()),
            ..Desk::default()
        }
    }

    fn read(desk: &mut Desk, name: &str, text: &str) -> String {
        desk.handle("open", Given::Text(name.into()), NOW);
        let said = desk.handle("piece", Given::Bytes(text.into()), NOW);
        desk.handle("close", Given::Text(String::new()), NOW);
        said
    }

    #[test]
    fn the_example_shows_everything_that_can_be_shown() {
        let mut desk = with_prices();
        let wanted = Wanted {
            by: "project".into(),
            example: true,
            instead: "claude-haiku-4-5".into(),
            ..Wanted::default()
        };
        let shown = asked(&mut desk, &wanted);
        assert!(shown.notes.is_empty(), "{:?}", shown.notes);
        assert_eq!(
            (shown.problem.as_str(), shown.ways_problem.as_str()),
            ("", "")
        );
        assert!(
            shown.files.iter().all(|file| !file.is_wrong),
            "{:?}",
            shown.files
        );
        assert_eq!(shown.projects, ["/srv/billing", "/srv/search", "/srv/shop"]);
        assert_eq!(shown.days.models.len(), 5);
        let made = shown.made.unwrap();
        let scenario = link::whole(&made.link).unwrap();
        let catalog = Catalog::with_resellers(RESELLERS).unwrap();
        let report = scenario::evaluate(&scenario, &catalog).report.unwrap();
        let cost = scenario::format::usd_cents(report.cost.per_period_usd.unwrap());
        assert_eq!(made.cost, format!("{cost} a week"));
        let audit = shown.audit.unwrap();
        let differences = audit.differences.shown().unwrap();
        assert_eq!(differences.rows.len(), 1, "{differences:?}");
        assert_eq!(differences.rows[0][0], "anthropic/claude-haiku-4.5");
        // Told again, it changes nothing.
        let again = asked(&mut desk, &wanted);
        assert_eq!(again.sentence, shown.sentence);
        assert_eq!(again.groups, shown.groups);
    }

    #[test]
    fn the_guide_tells_what_the_example_shows() {
        let guide = include_str!("../../docs/guide/logs.md");
        let mut desk = with_prices();
        let wanted = Wanted {
            example: true,
            ..Wanted::default()
        };
        let shown = asked(&mut desk, &wanted);
        let made = shown.made.unwrap();
        for told in [&shown.sentence, &shown.audit.unwrap().sentence, &made.link] {
            let told = told.replace('\u{a0}', " ");
            assert!(
                guide.replace('\n', " ").contains(&told),
                "docs/guide/logs.md should say: {told}"
            );
        }
    }

    #[test]
    fn a_photo_an_empty_file_and_half_a_line_are_told_apart_and_the_rest_counts() {
        let mut desk = with_prices();
        let body =
            r#"{"id":"a","model":"gpt-4o","usage":{"prompt_tokens":9,"completion_tokens":1}}"#;
        read(&mut desk, "photo.jpg", "\u{ffd8}\0\u{1}JFIF");
        read(&mut desk, "empty.jsonl", "");
        assert_eq!(
            read(&mut desk, "notes.txt", "Dear diary,\nnothing happened."),
            "0"
        );
        read(
            &mut desk,
            "cut.jsonl",
            &format!("{body}\n{{\"id\":\"b\",\"model\":\"gp"),
        );
        let shown = asked(&mut desk, &Wanted::default());
        let told: Vec<&str> = shown.files.iter().map(|file| file.words.as_str()).collect();
        assert!(
            told[0].contains("1 request") && told[0].contains("row 2 is not JSON"),
            "{told:?}"
        );
        assert!(
            told[1].starts_with("Is empty. Nothing of it was counted."),
            "{told:?}"
        );
        assert!(
            told[2].starts_with("Is no log or export that is known."),
            "{told:?}"
        );
        assert!(told[3].starts_with("Is no text."), "{told:?}");
        assert!(
            shown.sentence.starts_with("1 request"),
            "{}",
            shown.sentence
        );
    }

    #[test]
    fn what_is_asked_wrongly_is_said_and_the_rest_is_answered() {
        let mut desk = with_prices();
        let wanted = Wanted {
            example: true,
            since: "soon".into(),
            instead: "claude-hiku".into(),
            ..Wanted::default()
        };
        let shown = asked(&mut desk, &wanted);
        assert!(
            shown.problem.contains("\"soon\" is no date"),
            "{}",
            shown.problem
        );
        assert!(
            shown.ways_problem.contains("claude-hiku"),
            "{}",
            shown.ways_problem
        );
        assert!(!shown.ways.is_empty() && !shown.groups.is_empty());
        let afresh = Wanted {
            afresh: true,
            ..Wanted::default()
        };
        assert_eq!(asked(&mut desk, &afresh).sentence, "");
    }

    #[test]
    fn a_summary_names_no_file_no_project_and_no_session() {
        let mut desk = with_prices();
        let wanted = Wanted {
            by: "session".into(),
            example: true,
            ..Wanted::default()
        };
        let shown = asked(&mut desk, &wanted);
        let kept = serde_json::to_string(&shown.summary()).unwrap();
        for name in ["session.jsonl", "search", "billing", "s0-0"] {
            assert!(!kept.contains(name), "{name} in {kept}");
        }
        assert_eq!(shown.summary().sentence, shown.sentence);
    }
}
