//! Laws of measured usage, over made logs with known totals.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::needless_pass_by_value,
    reason = "a test may stop"
)]

mod reading;

use proptest::prelude::*;
use reading::{catalog, collected, now};
use serde_json::{Value, json};
use usage::Collected;
use usage::decimal::Decimal;
use usage::price::{Changes, Pricer};
use usage::proof::{Counts, Rule, settle};
use usage::report::{Ask, Dimension, report};
use usage::tokens::Class;

/// A request of a made log.
#[derive(Clone, Debug)]
struct Made {
    session: u8,
    fresh: u64,
    read: u64,
    write_5m: u64,
    write_1h: u64,
    output: u64,
    blocks: u8,
    minute: u32,
    model: usize,
}

const MODELS: [&str; 3] = ["claude-sonnet-4-5", "claude-haiku-4-5", "claude-opus-4-5"];

fn made() -> impl Strategy<Value = Made> {
    let count = || prop_oneof![Just(0_u64), Just(1), 1..500_u64, 100_000..300_000_u64];
    let counts = (count(), count(), count(), count(), count());
    (counts, 0..3_u8, 1..4_u8, 0..4_000_u32, 0..MODELS.len()).prop_map(
        |(counts, session, blocks, minute, model)| {
            let (fresh, read, write_5m, write_1h, output) = counts;
            // An answer has at least a token.
            let output = output.max(1);
            Made {
                session,
                fresh,
                read,
                write_5m,
                write_1h,
                output,
                blocks,
                minute,
                model,
            }
        },
    )
}

fn moment(minute: u32) -> String {
    format!(
        "2026-08-{:02}T{:02}:{:02}:00.000Z",
        1 + minute / 1_440,
        minute / 60 % 24,
        minute % 60
    )
}

/// The lines of a request: earlier ones are partial, the last is final.
fn lines(number: usize, made: &Made) -> Vec<String> {
    let line = |block: u8| {
        let is_last = block + 1 == made.blocks;
        json!({"type": "assistant", "isSidechain": false, "sessionId": format!("s{}", made.session), "uuid": format!("{number}-{block}"),
            "requestId": format!("r{number}"), "timestamp": moment(made.minute), "cwd": "/p",
            "message": {"id": format!("m{number}"), "model": MODELS[made.model], "content": [],
                "stop_reason": is_last.then_some("end_turn"),
                "usage": {"input_tokens": made.fresh, "cache_read_input_tokens": made.read,
                    "cache_creation_input_tokens": made.write_5m + made.write_1h,
                    "cache_creation": {"ephemeral_5m_input_tokens": made.write_5m, "ephemeral_1h_input_tokens": made.write_1h},
                    "output_tokens": if is_last { made.output } else { 1 }}}})
        .to_string()
    };
    (0..made.blocks).map(line).collect()
}

/// A file of each session, with the requests in their order.
fn files(all: &[Made]) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = (0..3)
        .map(|session| (format!("s{session}.jsonl"), String::new()))
        .collect();
    for (number, made) in all.iter().enumerate() {
        for line in lines(number, made) {
            files[usize::from(made.session)].1.push_str(&(line + "\n"));
        }
    }
    files
}

fn read(files: &[(String, String)], piece: usize) -> Collected {
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    collected(&files, piece)
}

/// The figures without what tells of the files.
fn told(collected: &Collected, by: &[Dimension]) -> Value {
    let ask = Ask {
        by: by.to_vec(),
        ..Ask::new(now())
    };
    let mut value = serde_json::to_value(report(collected, catalog(), &ask).unwrap()).unwrap();
    value.as_object_mut().unwrap().remove("sources");
    value
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn tokens_are_apart_and_add_up_to_what_was_made(all in prop::collection::vec(made(), 1..20)) {
        let collected = read(&files(&all), 4_096);
        let total = report(&collected, catalog(), &Ask::new(now())).unwrap().total;
        let sum = |of: fn(&Made) -> u64| all.iter().map(of).sum::<u64>();
        prop_assert_eq!(total.requests, Some(all.len() as u64));
        prop_assert_eq!(total.fresh_input_tokens, sum(|made| made.fresh));
        prop_assert_eq!(total.cache_read_tokens, sum(|made| made.read));
        prop_assert_eq!(total.cache_write_1h_tokens, sum(|made| made.write_1h));
        prop_assert_eq!(total.output_tokens, sum(|made| made.output));
        prop_assert_eq!(total.input_tokens, sum(|made| made.fresh + made.read + made.write_5m + made.write_1h));
    }

    #[test]
    fn order_of_files_size_of_pieces_and_repeated_files_change_nothing(
        all in prop::collection::vec(made(), 1..12), piece in 1..3_000_usize, turn in 0..3_usize,
    ) {
        let files = files(&all);
        let by = [Dimension::Day, Dimension::Model];
        let expected = told(&read(&files, 1 << 16), &by);
        let mut turned = files.clone();
        turned.rotate_left(turn);
        prop_assert_eq!(&told(&read(&turned, piece), &by), &expected);
        let mut again = files.clone();
        again.extend(files.iter().map(|(name, text)| (format!("copy of {name}"), text.clone())));
        again.reverse();
        prop_assert_eq!(&told(&read(&again, 777), &by), &expected);
    }

    #[test]
    fn groups_add_up_to_the_whole(all in prop::collection::vec(made(), 1..20)) {
        let collected = read(&files(&all), 4_096);
        for by in [vec![Dimension::Day], vec![Dimension::Model, Dimension::Session], vec![Dimension::Hour]] {
            let ask = Ask { by, ..Ask::new(now()) };
            let report = report(&collected, catalog(), &ask).unwrap();
            let groups = || report.groups.iter().map(|group| &group.figures);
            prop_assert_eq!(groups().map(|figures| figures.input_tokens).sum::<u64>(), report.total.input_tokens);
            prop_assert_eq!(groups().map(|figures| figures.output_tokens).sum::<u64>(), report.total.output_tokens);
            let cost: Decimal = groups().map(|figures| figures.cost_low_usd).sum();
            prop_assert_eq!(cost, report.total.cost_low_usd);
        }
    }

    #[test]
    fn the_price_of_the_sum_is_the_sum_of_the_prices_within_the_range_of_a_bucket(
        all in prop::collection::vec(made(), 1..12),
    ) {
        let collected = read(&files(&all), 4_096);
        let sum = report(&collected, catalog(), &Ask::new(now())).unwrap().total.cost_usd.unwrap();
        // The same as one bucket of each day and model.
        let results: Vec<Value> = all.iter().map(|made| json!({"starting_at": moment(made.minute / 1_440 * 1_440),
            "ending_at": moment((made.minute / 1_440 + 1) * 1_440), "results": [{"model": MODELS[made.model],
            "uncached_input_tokens": made.fresh, "cache_read_input_tokens": made.read, "output_tokens": made.output,
            "cache_creation": {"ephemeral_5m_input_tokens": made.write_5m, "ephemeral_1h_input_tokens": made.write_1h}}]})).collect();
        let page = json!({"data": results}).to_string();
        let total = reading::figures(&page);
        prop_assert!(total.cost_low_usd <= sum && sum <= total.cost_high_usd.unwrap());
    }

    #[test]
    fn a_scenario_of_a_log_costs_what_the_log_did(all in prop::collection::vec(made(), 1..12)) {
        let collected = read(&files(&all), 4_096);
        let ask = Ask::new(now());
        let total = report(&collected, catalog(), &ask).unwrap().total.cost_usd.unwrap().to_f64();
        let (scenario, calibration) = usage::calibration::calibrate(collected.store(), catalog(), &ask).unwrap();
        let evaluated = scenario::evaluate(&scenario, catalog());
        let cost = evaluated.report.unwrap_or_else(|| panic!("{:?}", evaluated.problems)).cost.per_period_usd.unwrap();
        let periods = calibration.tasks as f64 / calibration.tasks_per_period;
        prop_assert!((cost * periods - total).abs() < 0.005, "{} {}", cost * periods, total);
    }

    #[test]
    fn without_a_cache_nothing_is_cheaper_to_read_and_a_batch_is_never_dearer(all in prop::collection::vec(made(), 1..8)) {
        let collected = read(&files(&all), 4_096);
        let priced = |changes: Changes| {
            let mut pricer = Pricer::new(catalog(), now());
            pricer.changes = changes;
            let costs = collected.store().iter().map(|(_, record)| pricer.cost(collected.store(), &record).unwrap().high);
            costs.sum::<Decimal>()
        };
        let now = priced(Changes::default());
        let batch = priced(Changes { batch: true, ..Changes::default() });
        prop_assert!(batch <= now);
        let fresh = priced(Changes { no_cache: true, ..Changes::default() });
        let written: u64 = all.iter().map(|made| made.write_5m + made.write_1h).sum();
        prop_assert!(fresh >= now || written > 0);
    }

    #[test]
    fn whatever_a_row_claims_its_tokens_are_apart_and_no_total_is_exceeded(
        input in 0..1_000_u64, output in 0..1_000_u64, read in 0..1_500_u64, write in 0..500_u64,
        reasoning in 0..1_500_u64, total in prop_oneof![Just(None), (0..4_000_u64).prop_map(Some)],
    ) {
        let row = Counts { input: Some(input), output: Some(output), read: Some(read), write: Some(write),
            reasoning: Some(reasoning), total, ..Counts::default() };
        for rule in [Rule::INSIDE, Rule::CACHE_BESIDE, Rule::REASONING_BESIDE] {
            let settled = settle(&row, rule);
            let tokens = settled.tokens;
            prop_assert_eq!(tokens.count(Class::Read), read);
            prop_assert_eq!(tokens.input(), tokens.fresh() + tokens.count(Class::Read) + tokens.writes());
            if let (Some(total), usage::proof::Proof::Balanced) = (total, settled.proof) {
                let sum = tokens.input() + tokens.output();
                prop_assert!(sum == total || total == 0 || settled.clamped, "{:?} {:?}", row, settled);
            }
        }
    }
}

/// A thread of Codex: its rows, each a request, with totals that only grow.
fn thread(id: &str, parent: Option<&str>, rows: &[(u64, u64, u64)], repeats: usize) -> String {
    let meta = json!({"type": "session_meta", "timestamp": "2026-08-20T10:00:00Z", "payload": {"id": id, "forked_from_id": parent}});
    let context = json!({"type": "turn_context", "timestamp": "2026-08-20T10:00:00Z", "payload": {"model": "gpt-5"}});
    let mut text = format!("{meta}\n{context}\n");
    let (mut input, mut cached, mut output) = (0, 0, 0);
    for (number, (fresh, read, out)) in rows.iter().enumerate() {
        (input, cached, output) = (input + fresh + read, cached + read, output + out);
        let counts = |input: u64, cached: u64, output: u64| {
            json!({"input_tokens": input, "cached_input_tokens": cached,
            "output_tokens": output, "reasoning_output_tokens": 0, "total_tokens": input + output})
        };
        let row = json!({"type": "event_msg", "timestamp": "2026-08-20T10:00:01Z", "payload": {"type": "token_count",
            "info": {"last_token_usage": counts(fresh + read, *read, *out), "total_token_usage": counts(input, cached, output)}}});
        let times = if number == repeats { 2 } else { 1 };
        (0..times).for_each(|_| text.push_str(&format!("{row}\n")));
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_family_of_threads_used_what_each_added_to_what_it_inherited(
        parent in prop::collection::vec((0..1_000_u64, 0..1_000_u64, 1..500_u64), 1..8),
        own in prop::collection::vec(prop::collection::vec((1_000..9_000_u64, 0..100_u64, 1..500_u64), 0..4), 0..4),
        shared in 1..8_usize, repeats in 0..8_usize, is_parent_there in any::<bool>(),
    ) {
        let shared = shared.min(parent.len());
        // Forks differ from each other and from the parent in their own rows.
        let forks: Vec<Vec<(u64, u64, u64)>> = own.iter().enumerate().map(|(number, own)| {
            let own = own.iter().map(|(fresh, read, out)| (fresh * 10 + number as u64 + 1, *read, *out));
            parent[..shared].iter().copied().chain(own).collect()
        }).collect();
        let mut files: Vec<(String, String)> = forks.iter().enumerate()
            .map(|(number, rows)| (format!("f{number}"), thread(&format!("f{number}"), Some("p"), rows, repeats))).collect();
        if is_parent_there {
            files.push(("p".to_owned(), thread("p", None, &parent, repeats)));
        }
        let total = |rows: &[(u64, u64, u64)]| rows.iter().map(|(fresh, read, out)| fresh + read + out).sum::<u64>();
        let inherited = if is_parent_there { total(&parent) } else if forks.is_empty() { 0 } else { total(&parent[..shared]) };
        let expected = inherited + forks.iter().map(|rows| total(&rows[shared..])).sum::<u64>();
        for turn in 0..files.len() {
            files.rotate_left(turn);
            let found = report(&read(&files, 999), catalog(), &Ask::new(now())).unwrap().total;
            prop_assert_eq!(found.input_tokens + found.output_tokens, expected);
        }
    }

    #[test]
    fn nothing_in_a_text_changes_a_count(all in prop::collection::vec(made(), 1..5), text in ".{0,60}", number in any::<u32>()) {
        let fake = json!({"usage": {"input_tokens": number, "output_tokens": number}, "requestId": text, "promptId": text,
            "message": {"id": "m0", "usage": {"output_tokens": number}}});
        let plain = files(&all);
        let spoofed: Vec<(String, String)> = plain.iter().map(|(name, log)| {
            let lines = log.lines().map(|line| {
                let mut line: Value = serde_json::from_str(line).unwrap();
                line["message"]["content"] = json!([{"type": "text", "text": format!("{text} {fake}")}, {"input": fake}]);
                line["toolUseResult"] = fake.clone();
                let said = json!({"type": "user", "sessionId": "s0", "uuid": "x", "message": {"content": fake.to_string()}, "isSidechain": false,
                    "toolUseResult": fake});
                format!("{said}\n{line}\n")
            });
            (name.clone(), lines.collect())
        }).collect();
        prop_assert_eq!(told(&read(&spoofed, 555), &[Dimension::Day]), told(&read(&plain, 555), &[Dimension::Day]));
    }
}

#[test]
fn what_a_file_is_taken_for_does_not_depend_on_its_pieces() {
    // Lines that Claude Code writes, too, before the first that only Qwen Code does.
    let said = json!({"uuid": "u", "parentUuid": "p", "sessionId": "s", "type": "user", "message": {"content": "x".repeat(900)}});
    let answered = json!({"uuid": "a", "sessionId": "s", "type": "assistant", "model": "qwen3-coder-plus",
        "usageMetadata": {"promptTokenCount": 100, "candidatesTokenCount": 5, "totalTokenCount": 105}});
    for before in [1, 50, 63, 64, 65, 70, 300, 1_100] {
        let log = format!("{}{answered}\n", format!("{said}\n").repeat(before));
        let format_of = |piece: usize| {
            let collected = collected(&[("log", log.as_bytes())], piece);
            (collected.sources[0].format, collected.sources[0].rows)
        };
        let whole = format_of(log.len());
        for piece in [1_000, 65_536, 70_000, 300_000] {
            assert_eq!(
                format_of(piece),
                whole,
                "{before} lines in pieces of {piece}"
            );
        }
    }
}

#[test]
fn a_distinct_request_takes_few_bytes() {
    const REQUESTS: usize = 12_000;
    let one = |number: usize| Made {
        session: 0,
        fresh: 12,
        read: 90_000 + number as u64,
        write_5m: 1_500,
        write_1h: 0,
        output: 700,
        blocks: 1,
        minute: (number % 4_000) as u32,
        model: 0,
    };
    let lines = (0..REQUESTS).flat_map(|number| lines(number, &one(number)));
    let log: String = lines.map(|line| line + "\n").collect();
    let collected = read(&[("log".to_owned(), log)], 1 << 16);
    let each = collected.store().bytes() / REQUESTS;
    assert!(each <= 56, "{each} bytes each");
}
