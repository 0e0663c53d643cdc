//! Usage as the APIs of providers answer it: one reader for all their spellings.

use std::sync::OnceLock;

use crate::fields::{Fields, Layout, Role, RolePaths};
use crate::plain;
use crate::proof::{Counts, Rule, Settled, settle};

/// Every spelling; of several the first that says something.
#[rustfmt::skip]
const ROLES: RolePaths = &[
    (Role::Input, "prompt_tokens"),
    (Role::Input, "input_tokens"),
    (Role::Input, "promptTokenCount"),
    (Role::Input, "inputTokens"),
    (Role::Input, "promptTokens"),
    (Role::Input, "inputTokenCount"),
    (Role::Read, "prompt_tokens_details/cached_tokens"),
    (Role::Read, "input_tokens_details/cached_tokens"),
    (Role::Read, "cache_read_input_tokens"),
    (Role::Read, "cachedContentTokenCount"),
    (Role::Read, "cacheReadInputTokens"),
    (Role::Read, "cacheReadInputTokenCount"),
    (Role::Read, "prompt_cache_hit_tokens"),
    (Role::Read, "cached_tokens"),
    (Role::Read, "cachedInputTokens"),
    (Role::Write, "cache_creation_input_tokens"),
    (Role::Write, "cacheWriteInputTokens"),
    (Role::Write, "cacheWriteInputTokenCount"),
    (Role::Write, "prompt_tokens_details/cache_creation_tokens"),
    (Role::Write, "prompt_tokens_details/cache_write_tokens"),
    (Role::Write, "input_tokens_details/cache_write_tokens"),
    (Role::Write5m, "cache_creation/ephemeral_5m_input_tokens"),
    (Role::Write5m, "prompt_tokens_details/cache_creation_token_details/ephemeral_5m_input_tokens"),
    (Role::Write1h, "cache_creation/ephemeral_1h_input_tokens"),
    (Role::Write1h, "prompt_tokens_details/cache_creation_token_details/ephemeral_1h_input_tokens"),
    (Role::Write30m, "input_tokens_details/cache_write_tokens_30m"),
    (Role::Write12h, "input_tokens_details/cache_write_tokens_12h"),
    (Role::Tool, "toolUsePromptTokenCount"),
    (Role::InputAudio, "prompt_tokens_details/audio_tokens"),
    (Role::InputAudio, "input_tokens_details/audio_tokens"),
    (Role::Output, "completion_tokens"),
    (Role::Output, "output_tokens"),
    (Role::Output, "candidatesTokenCount"),
    (Role::Output, "outputTokens"),
    (Role::Output, "completionTokens"),
    (Role::Output, "outputTokenCount"),
    (Role::Reasoning, "completion_tokens_details/reasoning_tokens"),
    (Role::Reasoning, "output_tokens_details/reasoning_tokens"),
    (Role::Reasoning, "output_tokens_details/thinking_tokens"),
    (Role::Reasoning, "thoughtsTokenCount"),
    (Role::Reasoning, "reasoningTokens"),
    (Role::Reasoning, "reasoning_tokens"),
    (Role::OutputAudio, "completion_tokens_details/audio_tokens"),
    (Role::OutputAudio, "output_tokens_details/audio_tokens"),
    (Role::Total, "total_tokens"),
    (Role::Total, "totalTokenCount"),
    (Role::Total, "totalTokens"),
    (Role::WebSearches, "server_tool_use/web_search_requests"),
    (Role::Processing, "service_tier"),
    (Role::Processing, "speed"),
    (Role::Region, "inference_geo"),
    (Role::Cost, "cost"),
    (Role::Own(BESIDE), "cache_creation_input_tokens"),
    (Role::Own(BESIDE), "cache_read_input_tokens"),
    (Role::Own(BESIDE), "cacheReadInputTokens"),
    (Role::Own(BESIDE), "cacheWriteInputTokens"),
    (Role::Own(BESIDE), "cacheReadInputTokenCount"),
    (Role::Own(GEMINI), "promptTokenCount"),
    (Role::Own(CHAT), "prompt_tokens"),
];

/// Set where the Messages API or Converse is speaking: the cache stands beside the input.
const BESIDE: u8 = 0;
/// Set where Gemini is speaking: thoughts stand beside the candidates.
const GEMINI: u8 = 1;
/// Set where chat completions are spoken: everything stands inside, whatever extra names a gateway adds.
const CHAT: u8 = 2;

fn layout() -> &'static Layout {
    static LAYOUT: OnceLock<Layout> = OnceLock::new();
    LAYOUT.get_or_init(|| Layout::new(ROLES))
}

/// The fields of a usage object; `None` where it is none.
pub fn fields(usage: &str) -> Option<Fields<'_>> {
    layout().json(usage.as_bytes()).ok()
}

/// The counts of a usage object, with the rule of the API that speaks so.
///
/// ```
/// use usage::body::counts;
/// use usage::proof::Rule;
/// let found = counts(r#"{"input_tokens": 25, "cache_read_input_tokens": 0, "output_tokens": 15}"#);
/// assert_eq!(found.map(|(counts, rule)| (counts.input, rule)), Some((Some(25), Rule::CACHE_BESIDE)));
/// ```
pub fn counts(usage: &str) -> Option<(Counts, Rule)> {
    let fields = fields(usage)?;
    Some((plain::counts(&fields), rule(&fields)))
}

/// The rule of the API that spells its fields so.
pub fn rule(fields: &Fields<'_>) -> Rule {
    if fields.has(Role::Own(GEMINI)) {
        Rule::REASONING_BESIDE
    } else if fields.has(Role::Own(BESIDE)) && !fields.has(Role::Own(CHAT)) {
        Rule::CACHE_BESIDE
    } else {
        Rule::INSIDE
    }
}

/// The disjoint tokens of a usage object.
pub fn settled(usage: &str) -> Option<Settled> {
    let (counts, rule) = counts(usage)?;
    let is_usage = counts.input.is_some() || counts.output.is_some() || counts.total.is_some();
    is_usage.then(|| settle(&counts, rule))
}
