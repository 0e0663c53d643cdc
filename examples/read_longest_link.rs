//! What `cargo xtask bench links` times in WebAssembly: a link of nearly 16 KiB, read many times.
//!
//! Without input and output, so that it runs in a bare engine; the time is taken outside.

use scenario::document::{Scenario, Step};
use scenario::link;
use std::hint::black_box;

/// How often one run reads; xtask/src/bench/links.rs divides by it.
const TIMES: usize = 200;

fn main() {
    let step = |place: usize| Step {
        name: format!("{place} {}", "long name ".repeat(5)),
        provider: "a provider of one's own".into(),
        model: format!("{place} {}", "a model with a long name ".repeat(2)),
        input_tokens: 123_456.789 + place as f64,
        success_rate: Some(0.123_456_789),
        ..Step::default()
    };
    // As many steps as still fit into a link that is read.
    let links = (1..100).map(|count| {
        link::encode(&Scenario {
            steps: (0..count).map(step).collect(),
            ..Scenario::default()
        })
    });
    let longest = links
        .take_while(|link| link.len() <= link::MAX_BYTES)
        .last();
    // A trap here, and the bench fails instead of timing nothing.
    let longest = longest.filter(|link| link.len() > link::MAX_BYTES - 1_000);
    assert!(longest.is_some());
    for _ in 0..TIMES {
        let opened = longest.as_deref().map(|link| link::decode(black_box(link)));
        assert!(black_box(opened).is_some_and(|opened| opened.is_ok()));
    }
}
