//! Published figures of energy, to compare with.

use economics::energy::joules_of_published;
use economics::quantity::Tokens;

/// A published figure.
pub(super) struct Anchor {
    /// What was measured or said, by whom.
    pub says: &'static str,
    /// Watt-hours, from the least to the most.
    pub watt_hours: (f64, f64),
    /// For so many output tokens; nothing where that is not said.
    pub tokens: Option<f64>,
    /// Where.
    pub source: &'static str,
}

pub(super) static ANCHORS: [Anchor; 5] = [
    Anchor {
        says: "A median text prompt to Gemini, the whole data centre, August 2025 (Google)",
        watt_hours: (0.24, 0.24),
        tokens: None,
        source: "https://arxiv.org/abs/2508.15734",
    },
    Anchor {
        says: "An average question to ChatGPT, June 2025 (Altman; no method given)",
        watt_hours: (0.34, 0.34),
        tokens: None,
        source: "https://blog.samaltman.com/the-gentle-singularity",
    },
    Anchor {
        says: "A typical question to GPT-4o, 500 tokens of answer assumed, February 2025 (Epoch AI)",
        watt_hours: (0.3, 0.3),
        tokens: Some(500.0),
        source: "https://epoch.ai/gradient-updates/how-much-energy-does-chatgpt-use",
    },
    Anchor {
        says: "DeepSeek-R1 in 8 bits, 1 k in and 8 k out, on several machines (muxup.com from InferenceMAX)",
        watt_hours: (15.0, 16.3),
        tokens: Some(8_192.0),
        source: "https://muxup.com/2026q1/per-query-energy-consumption-of-llms",
    },
    Anchor {
        says: "The same in 4 bits",
        watt_hours: (2.73, 4.79),
        tokens: Some(8_192.0),
        source: "https://muxup.com/2026q1/per-query-energy-consumption-of-llms",
    },
];

/// What was measured at plugs and of idle machines, and where.
pub(super) static PLUGS: [(&str, &str); 3] = [
    (
        "A home server at its plug, August 2026: 64 kWh for 1.136 billion tokens of all kinds, most of them read from a cache, which is 0.203 J a token",
        "https://github.com/ArthurVardevanyan/HomeLab/pull/686",
    ),
    (
        "Another one, July 2026: 135.73 kWh in the month, which is 182 W on average, 170 W of it idle",
        "https://github.com/bradrlaw/ai-server/pull/39",
    ),
    (
        "An H100 with a model in memory and no request, 2026: 121.7 of 700 W; an A100 80 of 400 W",
        "https://github.com/sgl-project/sglang/issues/27567",
    ),
];

/// Joules of an output token, from the least to the most of the published figures.
pub(super) fn joules_range() -> (f64, f64) {
    let mut range = (f64::INFINITY, 0.0_f64);
    for anchor in &ANCHORS {
        let of = |watt_hours| joules_of_published(watt_hours, Tokens(anchor.tokens.unwrap_or(0.0)));
        if let (Some(low), Some(high)) = (of(anchor.watt_hours.0), of(anchor.watt_hours.1)) {
            range = (range.0.min(low), range.1.max(high));
        }
    }
    range
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_figures_span_a_factor_of_six_a_token() {
        let (low, high) = joules_range();
        assert!((low - 2.73 * 3_600.0 / 8_192.0).abs() < 1e-9);
        assert!((high - 16.3 * 3_600.0 / 8_192.0).abs() < 1e-9);
        assert!(low < 2.16 && 2.16 < high);
    }
}
