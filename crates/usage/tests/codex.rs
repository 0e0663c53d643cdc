//! Traps of Codex' logs: counts that only grow, rows told again, forks.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::needless_pass_by_value,
    reason = "a test may stop"
)]

mod reading;

use reading::{catalog, figures, five, now, report_of};
use serde_json::{Value, json};
use usage::Collector;
use usage::report::{Ask, report};

#[derive(Clone, Copy, Default)]
struct Counts {
    input: u64,
    cached: u64,
    output: u64,
    reasoning: u64,
}

impl Counts {
    fn plus(self, other: Counts) -> Counts {
        Counts {
            input: self.input + other.input,
            cached: self.cached + other.cached,
            output: self.output + other.output,
            reasoning: self.reasoning + other.reasoning,
        }
    }

    fn json(self) -> Value {
        json!({"input_tokens": self.input, "cached_input_tokens": self.cached, "output_tokens": self.output,
            "reasoning_output_tokens": self.reasoning, "total_tokens": self.input + self.output})
    }
}

fn meta(id: &str, parent: Option<&str>) -> Value {
    json!({"timestamp": "2026-08-20T10:00:00Z", "type": "session_meta",
        "payload": {"id": id, "forked_from_id": parent, "cwd": "/srv/project", "model_provider": "openai"}})
}

fn context() -> Value {
    json!({"timestamp": "2026-08-20T10:00:00Z", "type": "turn_context", "payload": {"model": "gpt-5"}})
}

fn count(last: Option<Counts>, total: Option<Counts>) -> Value {
    json!({"timestamp": "2026-08-20T10:00:01Z", "type": "event_msg", "payload": {"type": "token_count",
        "info": {"last_token_usage": last.map(Counts::json), "total_token_usage": total.map(Counts::json)}}})
}

fn text(lines: &[Value]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

const ONE: Counts = Counts {
    input: 100,
    cached: 60,
    output: 20,
    reasoning: 5,
};
const TWO: Counts = Counts {
    input: 210,
    cached: 90,
    output: 31,
    reasoning: 0,
};
const THREE: Counts = Counts {
    input: 330,
    cached: 200,
    output: 42,
    reasoning: 7,
};

#[test]
fn totals_that_did_not_change_are_told_again_and_do_not_count() {
    let log = text(&[
        meta("t", None),
        context(),
        count(Some(ONE), Some(ONE)),
        count(Some(ONE), Some(ONE)),
        count(Some(TWO), Some(ONE.plus(TWO))),
        count(Some(TWO), Some(ONE.plus(TWO))),
    ]);
    let figures = figures(&log);
    assert_eq!(five(&figures), (Some(2), 160, 150, 0, 51));
    assert_eq!(figures.reasoning_tokens, Some(5));
}

#[test]
fn totals_alone_are_enough_and_a_drop_begins_anew() {
    let log = text(&[
        meta("t", None),
        context(),
        count(None, Some(ONE)),
        count(None, Some(ONE.plus(THREE))),
        count(Some(TWO), Some(TWO)),
        count(None, Some(TWO.plus(ONE))),
    ]);
    let sum = ONE.plus(THREE).plus(TWO).plus(ONE);
    let figures = figures(&log);
    let expected = (Some(4), sum.input, sum.output);
    assert_eq!(
        (
            figures.requests,
            figures.input_tokens,
            figures.output_tokens
        ),
        expected
    );
}

#[test]
fn what_a_fork_copied_counts_once_whatever_the_order_of_the_files() {
    let parent = text(&[
        meta("parent", None),
        context(),
        count(Some(ONE), Some(ONE)),
        count(Some(TWO), Some(ONE.plus(TWO))),
    ]);
    let child = text(&[
        meta("child", Some("parent")),
        meta("parent", None),
        context(),
        count(Some(ONE), Some(ONE)),
        count(Some(ONE), Some(ONE)),
        count(Some(THREE), Some(ONE.plus(THREE))),
    ]);
    let sum = ONE.plus(TWO).plus(THREE);
    for files in [
        [("p", &*parent), ("c", &*child)],
        [("c", &*child), ("p", &*parent)],
    ] {
        let total = report_of(&files).total;
        assert_eq!(
            (total.requests, total.input_tokens, total.output_tokens),
            (Some(3), sum.input, sum.output)
        );
    }
    // Nor does it matter that something was told in between.
    for [first, second] in [[&parent, &child], [&child, &parent]] {
        let mut collector = Collector::new();
        for text in [first, second, first] {
            collector.read("a log", [text]);
            collector = collector.finish().reopen();
        }
        let collected = collector.finish();
        let total = report(&collected, catalog(), &Ask::new(now()))
            .unwrap()
            .total;
        assert_eq!(
            (total.requests, total.input_tokens, collected.store().len()),
            (Some(3), sum.input, 3)
        );
    }
    // Without the parent nothing is lost: the fork's own first rows are all that is known of it.
    let alone = figures(&child);
    assert_eq!(
        (alone.requests, alone.input_tokens),
        (Some(2), ONE.plus(THREE).input)
    );
}

#[test]
fn two_forks_of_a_parent_that_is_missing_share_what_both_copied() {
    let fork = |id: &str, own: Counts| {
        text(&[
            meta(id, Some("gone")),
            context(),
            count(Some(ONE), Some(ONE)),
            count(Some(own), Some(ONE.plus(own))),
        ])
    };
    let (one, other) = (fork("a", TWO), fork("b", THREE));
    let total = report_of(&[("a", &one), ("b", &other)]).total;
    assert_eq!(
        (total.requests, total.input_tokens),
        (Some(3), ONE.plus(TWO).plus(THREE).input)
    );
}

#[test]
fn two_threads_that_are_no_family_keep_what_they_have_alike() {
    let log = |id: &str| text(&[meta(id, None), context(), count(Some(ONE), Some(ONE))]);
    let (one, other) = (log("a"), log("b"));
    assert_eq!(
        report_of(&[("a", &one), ("b", &other)]).total.requests,
        Some(2)
    );
}

#[test]
fn a_forks_fork_finds_its_grandparent() {
    let parent = text(&[meta("a", None), context(), count(Some(ONE), Some(ONE))]);
    let child = text(&[
        meta("b", Some("a")),
        context(),
        count(Some(ONE), Some(ONE)),
        count(Some(TWO), Some(ONE.plus(TWO))),
    ]);
    let all = ONE.plus(TWO).plus(THREE);
    let grandchild = text(&[
        meta("c", Some("b")),
        context(),
        count(Some(ONE), Some(ONE)),
        count(Some(TWO), Some(ONE.plus(TWO))),
        count(Some(THREE), Some(all)),
    ]);
    let total = report_of(&[("3", &grandchild), ("1", &parent), ("2", &child)]).total;
    assert_eq!((total.requests, total.input_tokens), (Some(3), all.input));
}

#[test]
fn a_compaction_elsewhere_counts_once_and_one_in_the_rows_does_not_again() {
    let record = json!({"type": "token_usage_record", "payload": {"response_id": "c1", "usage": TWO.json()}});
    let compacted = json!({"type": "compacted", "payload": {"compaction_response_id": "c1"}});
    let elsewhere = text(&[
        context(),
        record.clone(),
        compacted.clone(),
        count(Some(ONE), None),
    ]);
    assert_eq!(figures(&elsewhere).input_tokens, ONE.plus(TWO).input);
    let in_rows = text(&[
        context(),
        count(None, Some(ONE)),
        record,
        count(Some(TWO), Some(ONE.plus(TWO))),
        compacted,
    ]);
    assert_eq!(figures(&in_rows).input_tokens, ONE.plus(TWO).input);
}

#[test]
fn no_info_is_no_request_and_a_tier_is_kept_until_it_changes() {
    let settings = json!({"type": "event_msg", "payload": {"type": "thread_settings_applied",
        "thread_settings": {"service_tier": "fast"}}});
    let nothing = json!({"type": "event_msg", "payload": {"type": "token_count", "info": null}});
    let log = text(&[
        meta("t", None),
        context(),
        nothing,
        settings,
        count(Some(ONE), Some(ONE)),
    ]);
    let report = report_of(&[("log", &log)]);
    assert_eq!(report.total.requests, Some(1));
    assert_eq!(report.scenario.unwrap().steps[0].processing, "priority");
}
