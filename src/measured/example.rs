//! A made log to try with: three weeks of an agent's sessions, and a gateway's export in which one model is charged wrongly.

use std::fmt::Write;
use usage::Collector;

/// The day on which it begins, counted from 1970: 2 November 2026.
const FIRST_DAY: i64 = 20_759;
const DAYS: i64 = 21;

/// Reads it.
pub fn read(collector: &mut Collector) {
    for (name, text) in [
        ("example/session.jsonl", sessions()),
        ("example/gateway.csv", gateway()),
    ] {
        collector.read(name, [text]);
    }
}

/// The same numbers every time, as chance would throw them (a linear congruence of 2^32).
struct Dice(u32);

impl Dice {
    fn up_to(&mut self, most: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ((u64::from(self.0) * u64::from(most)) >> 32) as u32
    }
}

fn moment(day: i64, seconds: u32) -> String {
    let at = economics::price::Instant {
        seconds: (FIRST_DAY + day) * economics::price::instant::SECONDS_A_DAY + i64::from(seconds),
    };
    at.to_string()
}

/// Sessions of an agent: the input grows from turn to turn, most of it from the cache.
fn sessions() -> String {
    let mut dice = Dice(7);
    let mut text = String::new();
    for day in (0..DAYS).filter(|day| day % 7 < 5) {
        for session in 0..1 + dice.up_to(4) {
            let (model, effort) = match dice.up_to(10) {
                0..=2 => ("claude-opus-4-8", 3),
                3..=7 => ("claude-sonnet-4-5-20250929", 2),
                _ => ("claude-haiku-4-5-20251001", 1),
            };
            let project = ["shop", "search", "billing"][dice.up_to(3) as usize];
            let mut seconds = 28_800 + session * 7_000 + dice.up_to(2_000);
            let mut context = 9_000 + dice.up_to(9_000);
            for turn in 0..6 + dice.up_to(24) {
                let pause = 12 + dice.up_to(90) + if dice.up_to(9) == 0 { 700 } else { 0 };
                seconds += pause;
                let fresh = 3 + dice.up_to(40);
                let (visible, thinking) = (80 + dice.up_to(700), effort * dice.up_to(900));
                // After five minutes all of it is written anew.
                let (read, write) = if turn == 0 || pause > 300 {
                    (0, context)
                } else {
                    (context, 400 + dice.up_to(2_500))
                };
                context = read + write;
                let id = format!("{day}-{session}-{turn}");
                // Writing to a string cannot fail.
                let _ = writeln!(
                    text,
                    r#"{{"type":"assistant","sessionId":"s{day}-{session}","uuid":"u{id}","parentUuid":null,"timestamp":"{}","cwd":"/srv/{project}","version":"2.1.240","requestId":"req_{id}","message":{{"id":"msg_{id}","role":"assistant","model":"{model}","stop_reason":"end_turn","usage":{{"input_tokens":{fresh},"cache_read_input_tokens":{read},"cache_creation_input_tokens":{write},"cache_creation":{{"ephemeral_5m_input_tokens":{write},"ephemeral_1h_input_tokens":0}},"output_tokens":{},"output_tokens_details":{{"thinking_tokens":{thinking}}}}}}}}}"#,
                    moment(day, seconds),
                    visible + thinking
                );
            }
        }
    }
    text
}

/// A model of the gateway: its name, its rates in millionths of a dollar a million tokens (fresh, from the cache, output), and
/// whether the gateway forgets that the cache served a part.
const SOLD: [(&str, [u64; 3], bool); 2] = [
    ("openai/gpt-5-mini", [250_000, 25_000, 2_000_000], false),
    (
        "anthropic/claude-haiku-4.5",
        [1_000_000, 100_000, 5_000_000],
        true,
    ),
];

/// An export of a gateway, a line a request, with what was charged.
fn gateway() -> String {
    let mut dice = Dice(11);
    let mut text = String::from(
        "generation_id,created_at,cost_total,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,model_permaslug,cancelled\n",
    );
    for day in 0..DAYS {
        for number in 0..4 + dice.up_to(10) {
            let (model, [fresh, cached, output], forgets) = SOLD[usize::from(dice.up_to(4) == 0)];
            let prompt = 2_000 + u64::from(dice.up_to(9_000));
            let served = if dice.up_to(3) == 0 {
                0
            } else {
                prompt / 1_024 * 1_024
            };
            let (reasoning, visible) =
                (u64::from(dice.up_to(600)), 60 + u64::from(dice.up_to(500)));
            let rate = if forgets { fresh } else { cached };
            let millionths =
                (prompt - served) * fresh + served * rate + (reasoning + visible) * output;
            let (whole, part) = (
                millionths / 1_000_000_000_000,
                millionths % 1_000_000_000_000,
            );
            let at = moment(day, 36_000 + number * 611);
            let _ = writeln!(
                text,
                "gen-{day}-{number},{at},{whole}.{part:012},{prompt},{},{reasoning},{served},{model},false",
                reasoning + visible
            );
        }
    }
    text
}
