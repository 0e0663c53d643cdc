//! Where all prices of a scenario come from, in one line below a picture.

use scenario::report::{PriceSource, Report};

/// `Prices of 2026-11-24 by genai-prices-0.2.3 as of 2026-11-10; own rates`: each date and list once, in the steps'
/// order.
#[must_use]
pub fn prices_line(report: &Report) -> String {
    let mut parts: Vec<String> = Vec::new();
    for source in &report.price_sources {
        let part = part(source);
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    super::capital(&parts.join("; "))
}

fn part(source: &PriceSource) -> String {
    if source.model.is_empty() {
        return "own rates".into();
    }
    let date = source.date.as_deref().map(|date| format!(" of {date}"));
    let own = if source.rates.iter().any(|rate| rate.own) {
        ", with own rates"
    } else {
        ""
    };
    format!(
        "prices{} by {} as of {}{own}",
        date.unwrap_or_default(),
        source.source,
        source.checked
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use catalogs::prices::Catalog;
    use scenario::presets;

    fn line(preset: &str) -> String {
        let scenario = &presets::find(preset).unwrap().scenario;
        let report = scenario::evaluate(scenario, Catalog::embedded()).report;
        prices_line(&report.unwrap())
    }

    #[test]
    fn each_source_is_told_once() {
        let one = line("software-engineering");
        assert!(one.starts_with("Prices of 2026-11-24 by "), "{one}");
        assert!(!one.contains(';'), "{one}");
        assert_eq!(line("multi-agent"), "Own rates");
    }
}
