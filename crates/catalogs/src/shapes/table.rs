//! The rows.

use super::{ActiveCount, Config, ExpertConfig, Heads, OpenModel};

/// Words of a setting that chooses a shape: the scenario's own, or one of [`MODELS`].
pub const MODEL_WORDS: &[&str] = &[
    "match",
    "llama-3.1-8b",
    "llama-3.3-70b",
    "llama-3.1-405b",
    "mistral-7b",
    "mixtral-8x7b",
    "mixtral-8x22b",
    "qwen2.5-72b",
    "qwen3-30b-a3b",
    "qwen3-235b-a22b",
    "gpt-oss-20b",
    "gpt-oss-120b",
    "glm-4.5",
    "deepseek-v3",
    "kimi-k2",
];

/// Two bytes: bfloat16.
const HALF: f64 = 2.0;
/// One byte: FP8.
const BYTE: f64 = 1.0;
/// A gibibyte.
const GIB: f64 = 1_073_741_824.0;

/// A model whose tokens all use every parameter.
const fn dense(
    layers: f64,
    width: f64,
    heads: (f64, f64),
    feed_forward: f64,
    vocabulary: f64,
) -> Config {
    Config {
        layers,
        width,
        attention: Heads::Grouped(heads.0, heads.1, 128.0),
        plain: (feed_forward, layers),
        experts: None,
        vocabulary,
        window: None,
    }
}

/// A model with experts in every layer, none of them shared.
const fn mixture(
    layers: f64,
    width: f64,
    heads: (f64, f64, f64),
    experts: (f64, f64, f64),
    vocabulary: f64,
) -> Config {
    Config {
        layers,
        width,
        attention: Heads::Grouped(heads.0, heads.1, heads.2),
        plain: (0.0, 0.0),
        experts: Some(ExpertConfig {
            count: experts.0,
            chosen: experts.1,
            shared: 0.0,
            feed_forward: experts.2,
        }),
        vocabulary,
        window: None,
    }
}

/// gpt-oss: every second layer sees the last 128 tokens only.
const fn oss(layers: f64, experts: f64) -> Config {
    Config {
        window: Some((layers / 2.0, 128.0)),
        ..mixture(
            layers,
            2_880.0,
            (64.0, 8.0, 64.0),
            (experts, 4.0, 2_880.0),
            201_088.0,
        )
    }
}

/// DeepSeek-V3 and what is built like it: latent attention, one expert for all.
const fn latent(heads: f64, plain_layers: f64, experts: f64, vocabulary: f64) -> Config {
    Config {
        layers: 61.0,
        width: 7_168.0,
        attention: Heads::Latent {
            heads,
            query_rank: 1_536.0,
        },
        plain: (18_432.0, plain_layers),
        experts: Some(ExpertConfig {
            count: experts,
            chosen: 8.0,
            shared: 1.0,
            feed_forward: 2_048.0,
        }),
        vocabulary,
        window: None,
    }
}

/// Open models, by maker and size.
pub static MODELS: [OpenModel; 14] = [
    OpenModel {
        id: "llama-3.1-8b",
        name: "Llama 3.1 8B",
        config: dense(32.0, 4_096.0, (32.0, 8.0), 14_336.0, 128_256.0),
        weight_bytes: HALF,
        published: (8.03, 8.03),
        counts: ActiveCount::All,
        source: "https://huggingface.co/meta-llama/Llama-3.1-8B/blob/main/config.json",
        known_as: &[
            "llama-3-1-8b",
            "llama3-1-8b",
            "llama-v3p1-8b",
            "llama-3-8b",
            "llama3-8b",
        ],
    },
    OpenModel {
        id: "llama-3.3-70b",
        name: "Llama 3.3 70B",
        config: dense(80.0, 8_192.0, (64.0, 8.0), 28_672.0, 128_256.0),
        weight_bytes: HALF,
        published: (70.6, 70.6),
        counts: ActiveCount::All,
        source: "https://huggingface.co/meta-llama/Llama-3.3-70B-Instruct/blob/main/config.json",
        known_as: &[
            "llama-3-3-70b",
            "llama3-3-70b",
            "llama-3-1-70b",
            "llama3-1-70b",
            "llama-3-70b",
            "llama3-70b",
            "distill-llama-70b",
        ],
    },
    OpenModel {
        id: "llama-3.1-405b",
        name: "Llama 3.1 405B",
        config: dense(126.0, 16_384.0, (128.0, 8.0), 53_248.0, 128_256.0),
        weight_bytes: HALF,
        published: (405.0, 405.0),
        counts: ActiveCount::All,
        source: "https://huggingface.co/meta-llama/Llama-3.1-405B/blob/main/config.json",
        known_as: &["llama-3-1-405b", "llama3-1-405b"],
    },
    OpenModel {
        id: "mistral-7b",
        name: "Mistral 7B",
        config: dense(32.0, 4_096.0, (32.0, 8.0), 14_336.0, 32_768.0),
        weight_bytes: HALF,
        published: (7.25, 7.25),
        counts: ActiveCount::All,
        source: "https://huggingface.co/mistralai/Mistral-7B-Instruct-v0.3/blob/main/config.json",
        known_as: &["mistral-7b"],
    },
    OpenModel {
        id: "mixtral-8x7b",
        name: "Mixtral 8x7B",
        config: mixture(
            32.0,
            4_096.0,
            (32.0, 8.0, 128.0),
            (8.0, 2.0, 14_336.0),
            32_000.0,
        ),
        weight_bytes: HALF,
        published: (46.7, 12.9),
        counts: ActiveCount::All,
        source: "https://huggingface.co/mistralai/Mixtral-8x7B-v0.1/blob/main/config.json",
        known_as: &["mixtral-8x7b"],
    },
    OpenModel {
        id: "mixtral-8x22b",
        name: "Mixtral 8x22B",
        config: mixture(
            56.0,
            6_144.0,
            (48.0, 8.0, 128.0),
            (8.0, 2.0, 16_384.0),
            32_768.0,
        ),
        weight_bytes: HALF,
        published: (141.0, 39.0),
        counts: ActiveCount::All,
        source: "https://huggingface.co/mistralai/Mixtral-8x22B-Instruct-v0.1/blob/main/config.json",
        known_as: &["mixtral-8x22b"],
    },
    OpenModel {
        id: "qwen2.5-72b",
        name: "Qwen2.5 72B",
        config: dense(80.0, 8_192.0, (64.0, 8.0), 29_568.0, 152_064.0),
        weight_bytes: HALF,
        published: (72.7, 72.7),
        counts: ActiveCount::All,
        source: "https://huggingface.co/Qwen/Qwen2.5-72B-Instruct/blob/main/config.json",
        known_as: &["qwen2-5-72b"],
    },
    OpenModel {
        id: "qwen3-30b-a3b",
        name: "Qwen3 30B-A3B",
        config: mixture(
            48.0,
            2_048.0,
            (32.0, 4.0, 128.0),
            (128.0, 8.0, 768.0),
            151_936.0,
        ),
        weight_bytes: HALF,
        published: (30.5, 3.3),
        counts: ActiveCount::All,
        source: "https://huggingface.co/Qwen/Qwen3-30B-A3B/blob/main/config.json",
        known_as: &["qwen3-30b-a3b"],
    },
    OpenModel {
        id: "qwen3-235b-a22b",
        name: "Qwen3 235B-A22B",
        config: mixture(
            94.0,
            4_096.0,
            (64.0, 4.0, 128.0),
            (128.0, 8.0, 1_536.0),
            151_936.0,
        ),
        weight_bytes: HALF,
        published: (235.0, 22.0),
        counts: ActiveCount::All,
        source: "https://huggingface.co/Qwen/Qwen3-235B-A22B/blob/main/config.json",
        known_as: &["qwen3-235b-a22b"],
    },
    OpenModel {
        id: "gpt-oss-20b",
        name: "gpt-oss-20b",
        config: oss(24.0, 32.0),
        weight_bytes: 12.8 * GIB / 20.9e9, // the published weights, most of them in four bits
        published: (20.9, 3.61),
        counts: ActiveCount::WithoutInput,
        source: "https://huggingface.co/openai/gpt-oss-20b/blob/main/config.json",
        known_as: &["gpt-oss-20b"],
    },
    OpenModel {
        id: "gpt-oss-120b",
        name: "gpt-oss-120b",
        config: oss(36.0, 128.0),
        weight_bytes: 60.8 * GIB / 116.8e9, // the published weights, most of them in four bits
        published: (116.8, 5.13),
        counts: ActiveCount::WithoutInput,
        source: "https://huggingface.co/openai/gpt-oss-120b/blob/main/config.json",
        known_as: &["gpt-oss-120b"],
    },
    OpenModel {
        id: "glm-4.5",
        name: "GLM-4.5",
        config: Config {
            layers: 92.0,
            width: 5_120.0,
            attention: Heads::Grouped(96.0, 8.0, 128.0),
            plain: (12_288.0, 3.0),
            experts: Some(ExpertConfig {
                count: 160.0,
                chosen: 8.0,
                shared: 1.0,
                feed_forward: 1_536.0,
            }),
            vocabulary: 151_552.0,
            window: None,
        },
        weight_bytes: HALF,
        published: (355.0, 32.0),
        counts: ActiveCount::WithoutVocabulary,
        source: "https://huggingface.co/zai-org/GLM-4.5/blob/main/config.json",
        known_as: &["glm-4-5$"],
    },
    OpenModel {
        id: "deepseek-v3",
        name: "DeepSeek-V3",
        config: latent(128.0, 3.0, 256.0, 129_280.0),
        weight_bytes: BYTE,
        published: (671.0, 36.7),
        counts: ActiveCount::WithoutInput,
        source: "https://huggingface.co/deepseek-ai/DeepSeek-V3/blob/main/config.json",
        known_as: &[
            "deepseek-v3$",
            "deepseek-v3-0324",
            "deepseek-v3-1",
            "deepseek-r1$",
            "deepseek-r1-0528",
            "deepseek-r1-v1",
        ],
    },
    OpenModel {
        id: "kimi-k2",
        name: "Kimi K2",
        config: latent(64.0, 1.0, 384.0, 163_840.0),
        weight_bytes: BYTE,
        published: (1_000.0, 32.0),
        counts: ActiveCount::WithoutInput,
        source: "https://huggingface.co/moonshotai/Kimi-K2-Instruct/blob/main/config.json",
        known_as: &[
            "kimi-k2$",
            "kimi-k2-instruct",
            "kimi-k2-0711",
            "kimi-k2-0905",
            "kimi-k2-thinking",
            "kimi-k2-turbo",
            "kimi-k2-5",
            "kimi-k2-6",
            "kimi-k2p5",
            "kimi-k2p6",
        ],
    },
];
