//! Logs of a fixed seed with known totals: what tools write, of which nearly all is text that must be passed over.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What a reader must find: every request once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Distinct requests.
    pub requests: u64,
    /// Input that no cache served or wrote.
    pub fresh: u64,
    /// Input read from a cache.
    pub read: u64,
    /// Input written to a cache.
    pub written: u64,
    /// Output.
    pub output: u64,
}

/// Files of one format.
#[derive(Debug)]
pub struct Made {
    /// File or folder.
    pub place: PathBuf,
    /// All bytes of it.
    pub bytes: u64,
    /// What it says.
    pub known: Known,
}

impl Known {
    fn add(&mut self, fresh: u64, read: u64, written: u64, output: u64) {
        self.requests += 1;
        self.fresh += fresh;
        self.read += read;
        self.written += written;
        self.output += output;
    }
}

/// Claude Code's projects: sessions of many requests, each told on one to three lines; every eighth session was resumed,
/// and the new file repeats what the old one said.
pub fn claude_code(folder: &Path, bytes: u64) -> io::Result<Made> {
    const MODELS: [&str; 3] = [
        "claude-sonnet-4-5-20250929",
        "claude-haiku-4-5-20251001",
        "claude-opus-4-5-20251101",
    ];
    let mut random = Random(1);
    let mut made = Made::new(folder.join("claude"));
    let mut number = 0;
    while made.bytes < bytes {
        let project = random.below(12);
        let session = random.id();
        let place = made.place.join(format!("projects/-code-project-{project}"));
        let mut lines = String::new();
        let model = MODELS[random.below(3) as usize];
        for _ in 0..random.between(5, 200) {
            number += 1;
            claude_request(
                &mut lines,
                &mut random,
                number,
                (project, &session, model),
                &mut made.known,
            );
        }
        made.write(&place.join(format!("{session}.jsonl")), &lines)?;
        if random.below(8) == 0 {
            made.write(&place.join(format!("{}.jsonl", random.id())), &lines)?;
        }
    }
    Ok(made)
}

/// What a person or tool said, and the blocks of the answer to it.
fn claude_request(
    lines: &mut String,
    random: &mut Random,
    number: u64,
    (project, session, model): (u64, &str, &str),
    known: &mut Known,
) {
    let (at, prompt) = (moment(number), number / 6);
    let said = random.text(400, 9_000);
    let around = format!(
        r#""isSidechain":false,"userType":"external","cwd":"/code/project-{project}","sessionId":"{session}","version":"2.1.233","gitBranch":"main""#
    );
    let _ = writeln!(
        lines,
        r#"{{"parentUuid":"u{number}",{around},"promptId":"prompt-{prompt}","type":"user","message":{{"role":"user","content":"{said}"}},"uuid":"v{number}","timestamp":"{at}"}}"#
    );
    let (fresh, read) = (random.between(3, 40), random.between(9_000, 150_000));
    let (short, long) = (
        random.between(0, 4_000),
        random.between(0, 2) * random.between(0, 900),
    );
    let (blocks, output) = (random.between(1, 4), random.between(20, 3_000));
    for block in 1..=blocks {
        let is_last = block == blocks;
        let (stop, so_far) = if is_last {
            ("\"tool_use\"", output)
        } else {
            ("null", block)
        };
        let text = random.text(80, 2_500);
        let written = short + long;
        let _ = writeln!(
            lines,
            r#"{{"parentUuid":"v{number}",{around},"message":{{"model":"{model}","id":"msg_{number:024}","type":"message","role":"assistant","content":[{{"type":"text","text":"{text}"}}],"stop_reason":{stop},"stop_sequence":null,"usage":{{"input_tokens":{fresh},"cache_creation_input_tokens":{written},"cache_read_input_tokens":{read},"cache_creation":{{"ephemeral_5m_input_tokens":{short},"ephemeral_1h_input_tokens":{long}}},"output_tokens":{so_far},"service_tier":"standard"}}}},"requestId":"req_{number:024}","type":"assistant","uuid":"w{number}-{block}","timestamp":"{at}"}}"#
        );
    }
    known.add(fresh, read, short + long, output);
}

/// Codex' threads: totals that only grow, a third of them told twice.
pub fn codex(folder: &Path, bytes: u64) -> io::Result<Made> {
    let mut random = Random(2);
    let mut made = Made::new(folder.join("codex"));
    let mut number = 0;
    while made.bytes < bytes {
        let (thread, day) = (random.id(), random.between(1, 28));
        let mut lines = String::new();
        let at = moment(number);
        let instructions = random.text(15_000, 24_000);
        let _ = writeln!(
            lines,
            r#"{{"timestamp":"{at}","type":"session_meta","payload":{{"id":"{thread}","timestamp":"{at}","cwd":"/code/project","originator":"codex_exec","cli_version":"0.146.0","source":"exec","model_provider":"openai","base_instructions":{{"text":"{instructions}"}}}}}}"#
        );
        let mut total = [0; 4];
        for turn in 0..random.between(1, 12) {
            let _ = writeln!(
                lines,
                r#"{{"timestamp":"{at}","type":"turn_context","payload":{{"turn_id":"{thread}-{turn}","cwd":"/code/project","model":"gpt-5"}}}}"#
            );
            for _ in 0..random.between(1, 20) {
                number += 1;
                codex_request(&mut lines, &mut random, number, &mut total, &mut made.known);
            }
        }
        let place = made.place.join(format!("sessions/2026/08/{day:02}"));
        made.write(
            &place.join(format!("rollout-2026-08-{day:02}-{thread}.jsonl")),
            &lines,
        )?;
    }
    Ok(made)
}

/// What came back of tools, and the counts behind it.
fn codex_request(
    lines: &mut String,
    random: &mut Random,
    number: u64,
    total: &mut [u64; 4],
    known: &mut Known,
) {
    let at = moment(number);
    for _ in 0..random.between(1, 4) {
        let text = random.text(200, 5_000);
        let _ = writeln!(
            lines,
            r#"{{"timestamp":"{at}","type":"response_item","payload":{{"type":"function_call_output","call_id":"call_{number}","output":"{text}"}}}}"#
        );
    }
    let (fresh, read) = (random.between(100, 9_000), random.between(0, 150_000));
    let output = random.between(20, 3_000);
    let last = [fresh + read, read, output, random.below(output)];
    total
        .iter_mut()
        .zip(last)
        .for_each(|(sum, more)| *sum += more);
    let counts = |[input, read, output, reasoning]: [u64; 4]| {
        let sum = input + output;
        format!(
            r#"{{"input_tokens":{input},"cached_input_tokens":{read},"output_tokens":{output},"reasoning_output_tokens":{reasoning},"total_tokens":{sum}}}"#
        )
    };
    for _ in 0..1 + u64::from(random.below(3) == 0) {
        let (all, last) = (counts(*total), counts(last));
        let _ = writeln!(
            lines,
            r#"{{"timestamp":"{at}","type":"event_msg","payload":{{"type":"token_count","info":{{"total_token_usage":{all},"last_token_usage":{last},"model_context_window":258400}},"rate_limits":null}}}}"#
        );
    }
    known.add(fresh, read, 0, output);
}

/// OpenRouter's activity by generation, with the columns of the export.
pub fn openrouter(folder: &Path, bytes: u64) -> io::Result<Made> {
    const MODELS: [&str; 4] = [
        "openai/gpt-5-mini",
        "anthropic/claude-4-sonnet-20250522",
        "x-ai/grok-4.1-fast",
        "google/gemini-2.5-pro",
    ];
    let mut random = Random(3);
    let mut made = Made::new(folder.join("openrouter/activity.csv"));
    let mut table = "generation_id,created_at,cost_total,cost_web_search,cost_cache,cost_file_processing,byok_usage_inference,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,model_permaslug,provider_name,variant,cancelled,streamed,user,finish_reason_raw,finish_reason_normalized,generation_time_ms,time_to_first_token_ms,app_name,api_key_name\n".to_owned();
    let mut number = 0;
    while (table.len() as u64) < bytes {
        number += 1;
        let (at, model) = (moment(number), MODELS[random.below(4) as usize]);
        let (read, fresh) = (random.between(0, 90_000), random.between(5, 9_000));
        let output = random.between(1, 3_000);
        let (prompt, reasoning) = (fresh + read, random.below(output));
        let (cost, waited) = (random.below(9_999_999), random.below(90_000));
        let (user, key) = (random.below(40), random.below(9));
        let generation = random.next();
        let _ = writeln!(
            table,
            "gen-{number}-{generation:016x},{at},0.0{cost:07},0,0,0,0,{prompt},{output},{reasoning},{read},{model},Provider,,false,true,user-{user},stop,stop,{waited},{user},\"An app, of ours\",key-{key}"
        );
        made.known.add(fresh, read, 0, output);
    }
    let place = made.place.clone();
    made.write(&place, &table)?;
    Ok(made)
}

/// Response bodies, one a line: messages of Anthropic and chats of OpenAI.
pub fn bodies(folder: &Path, bytes: u64) -> io::Result<Made> {
    let mut random = Random(4);
    let mut made = Made::new(folder.join("bodies/bodies.jsonl"));
    let mut lines = String::new();
    let mut number = 0;
    while (lines.len() as u64) < bytes {
        number += 1;
        let (fresh, read) = (random.between(5, 9_000), random.between(0, 90_000));
        let (output, text) = (random.between(1, 3_000), random.text(200, 4_000));
        let _ = if number % 2 == 0 {
            let prompt = fresh + read;
            let (total, reasoning) = (prompt + output, random.below(output));
            writeln!(
                lines,
                r#"{{"id":"chatcmpl-{number}","object":"chat.completion","created":1785578400,"model":"gpt-5-mini-2025-08-07","choices":[{{"index":0,"message":{{"role":"assistant","content":"{text}"}},"finish_reason":"stop"}}],"usage":{{"prompt_tokens":{prompt},"completion_tokens":{output},"total_tokens":{total},"prompt_tokens_details":{{"cached_tokens":{read}}},"completion_tokens_details":{{"reasoning_tokens":{reasoning}}}}}}}"#
            )
        } else {
            writeln!(
                lines,
                r#"{{"id":"msg_{number}","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929","content":[{{"type":"text","text":"{text}"}}],"stop_reason":"end_turn","usage":{{"input_tokens":{fresh},"cache_read_input_tokens":{read},"cache_creation_input_tokens":0,"output_tokens":{output}}}}}"#
            )
        };
        made.known.add(fresh, read, 0, output);
    }
    let place = made.place.clone();
    made.write(&place, &lines)?;
    Ok(made)
}

impl Made {
    fn new(place: PathBuf) -> Made {
        Made {
            place,
            bytes: 0,
            known: Known::default(),
        }
    }

    fn write(&mut self, path: &Path, text: &str) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut file = BufWriter::new(File::create(path)?);
        file.write_all(text.as_bytes())?;
        self.bytes += text.len() as u64;
        file.flush()
    }
}

/// A moment of August 2026, later for a greater number.
fn moment(number: u64) -> String {
    let second = number * 7 % (28 * 86_400);
    let (day, hour) = (1 + second / 86_400, second / 3_600 % 24);
    format!(
        "2026-08-{day:02}T{hour:02}:{:02}:{:02}.{:03}Z",
        second / 60 % 60,
        second % 60,
        number % 1_000
    )
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    fn between(&mut self, start: u64, end: u64) -> u64 {
        start + self.below(end - start)
    }

    fn id(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-7{:03x}-8{:03x}-{:012x}",
            high >> 32,
            high >> 16 & 0xffff,
            high & 0xfff,
            low >> 52,
            low & 0xffff_ffff_ffff
        )
    }

    /// Text as it stands in JSON: words, quotes, line ends, and what only looks like usage. Most are short, few are long.
    fn text(&mut self, shortest: u64, longest: u64) -> String {
        const PARTS: [&str; 8] = [
            "The function returns early when the list is empty, ",
            "so the caller never sees the second branch.\\n",
            "    let total = rows.iter().map(|row| row.count).sum();\\n",
            "error[E0308]: mismatched types, expected `u64`, found `Option`\\n",
            "he said \\\"use the cache\\\" and then ",
            "{\\\"usage\\\": {\\\"input_tokens\\\": 999999, \\\"output_tokens\\\": 5}} ",
            "src/lib.rs:120: caf\u{e9}, na\u{ef}ve, \\u00fcber, 漢字\\t",
            "0123456789abcdef 0123456789abcdef 0123456789abcdef ",
        ];
        let half = self.between(shortest, longest);
        let length = self.between(shortest, half + 1) as usize;
        let mut text = String::with_capacity(length + 80);
        while text.len() < length {
            text.push_str(PARTS[self.below(8) as usize]);
        }
        text
    }
}
