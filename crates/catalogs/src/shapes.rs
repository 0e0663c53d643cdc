//! Shapes of open models: layers, widths, heads and experts as their makers publish them.
//!
//! Each row is the `config.json` of the model. The number of parameters is counted from it, not copied, and a test
//! compares it with what the maker says; so a wrong width or layer would be found. Biases and the weights of norms are
//! less than a thousandth and left out.

mod table;

pub use table::{MODEL_WORDS, MODELS};

use economics::compute::{Attention, Experts, Shape, Window};
use economics::quantity::Tokens;

/// An open model.
#[derive(Debug)]
pub struct OpenModel {
    /// Its word in documents.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its shape, as published.
    pub config: Config,
    /// Bytes of a parameter in the weights that its maker publishes, on average.
    pub weight_bytes: f64,
    /// Parameters that its maker names, all and those that a token uses, in billions.
    pub published: (f64, f64),
    /// Which of them its maker counts as used.
    pub counts: ActiveCount,
    /// Where that is published.
    pub source: &'static str,
    /// What ids of it contain, with dashes for all other signs; a dollar sign stands for the end.
    pub(crate) known_as: &'static [&'static str],
}

/// How a maker counts the parameters that a token uses. The input embedding is looked up and never multiplied, so some
/// leave it out; one leaves out both ends of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActiveCount {
    /// With both ends.
    All,
    /// Without the input embedding: what the work is.
    WithoutInput,
    /// Without input and output.
    WithoutVocabulary,
}

impl OpenModel {
    /// Parameters that a token uses, counted as the model's maker counts them.
    #[must_use]
    pub fn active_parameters(&self) -> f64 {
        let shape = self.config.shape();
        match self.counts {
            ActiveCount::All => shape.active_parameters(),
            ActiveCount::WithoutInput => shape.working_parameters(),
            ActiveCount::WithoutVocabulary => shape.working_parameters() - shape.embedding,
        }
    }
}

/// A shape as a configuration has it.
#[derive(Clone, Copy, Debug)]
pub struct Config {
    /// `num_hidden_layers`.
    pub layers: f64,
    /// `hidden_size`.
    pub width: f64,
    /// How it looks back.
    pub attention: Heads,
    /// `intermediate_size` of layers without experts, and how many there are.
    pub plain: (f64, f64),
    /// Experts of the other layers.
    pub experts: Option<ExpertConfig>,
    /// `vocab_size`.
    pub vocabulary: f64,
    /// Layers that see only so many of the last tokens: how many, and how far.
    pub window: Option<(f64, f64)>,
}

/// Heads of a configuration.
#[derive(Clone, Copy, Debug)]
pub enum Heads {
    /// `num_attention_heads`, `num_key_value_heads`, `head_dim`.
    Grouped(f64, f64, f64),
    /// Latent attention as DeepSeek has it.
    Latent {
        /// `num_attention_heads`.
        heads: f64,
        /// `q_lora_rank`.
        query_rank: f64,
    },
}

/// Experts of a configuration.
#[derive(Clone, Copy, Debug)]
pub struct ExpertConfig {
    /// `num_experts`, `num_local_experts` or `n_routed_experts`.
    pub count: f64,
    /// `num_experts_per_tok`.
    pub chosen: f64,
    /// `n_shared_experts`: every token uses them.
    pub shared: f64,
    /// `moe_intermediate_size`.
    pub feed_forward: f64,
}

/// Latent attention keeps this much of all heads together: `kv_lora_rank`.
const LATENT: f64 = 512.0;
/// And this much of the position: `qk_rope_head_dim`.
const POSITION: f64 = 64.0;
/// Width of its heads: `qk_nope_head_dim` and `v_head_dim`.
const HEAD: f64 = 128.0;

impl Config {
    /// Layers with experts.
    fn expert_layers(&self) -> f64 {
        self.layers - self.plain.1
    }

    /// Parameters of one expert in one layer: up, gate and down.
    fn expert_parameters(&self, experts: &ExpertConfig) -> f64 {
        3.0 * self.width * experts.feed_forward
    }

    /// Parameters of attention in one layer.
    fn attention_parameters(&self) -> f64 {
        match self.attention {
            Heads::Grouped(heads, kv_heads, head_width) => {
                2.0 * self.width * head_width * (heads + kv_heads)
            }
            Heads::Latent { heads, query_rank } => {
                let query = self.width * query_rank + query_rank * heads * (HEAD + POSITION);
                let kept = self.width * (LATENT + POSITION) + LATENT * heads * (HEAD + HEAD);
                query + kept + heads * HEAD * self.width
            }
        }
    }

    /// All parameters, counted: both ends of the vocabulary (in no row are they the same numbers), attention, feed-forward parts, experts and their routers.
    #[must_use]
    pub fn parameters(&self) -> f64 {
        let (feed_forward, plain_layers) = self.plain;
        let words = 2.0 * self.vocabulary * self.width;
        let plain = plain_layers * 3.0 * self.width * feed_forward;
        let experts = self.experts.map_or(0.0, |experts| {
            let each = (experts.count + experts.shared) * self.expert_parameters(&experts);
            self.expert_layers() * (each + self.width * experts.count)
        });
        words + self.layers * self.attention_parameters() + plain + experts
    }

    /// The shape that formulas take.
    #[must_use]
    pub fn shape(&self) -> Shape {
        let attention = match self.attention {
            Heads::Grouped(heads, kv_heads, head_width) => Attention::Heads {
                heads,
                kv_heads,
                head_width,
            },
            Heads::Latent { heads, .. } => Attention::Latent {
                heads,
                latent_width: LATENT,
                position_width: POSITION,
                key_width: HEAD,
                value_width: HEAD,
            },
        };
        Shape {
            parameters: self.parameters(),
            embedding: self.vocabulary * self.width,
            layers: self.layers,
            width: self.width,
            attention,
            window: self.window.map(|(layers, tokens)| Window {
                layers,
                tokens: Tokens(tokens),
            }),
            experts: self.experts.map(|experts| Experts {
                layers: self.expert_layers(),
                count: experts.count,
                chosen: experts.chosen,
                parameters: self.expert_parameters(&experts),
            }),
        }
    }
}

/// The open model of a word.
#[must_use]
pub fn open_model(word: &str) -> Option<&'static OpenModel> {
    MODELS.iter().find(|model| model.id == word)
}

/// What stands in for a model whose maker does not say its shape: an open one for its class of price, by what a million
/// output tokens cost. Nothing follows from a price about a shape; it only keeps a small model from being counted as a
/// large one.
///
/// ```
/// use catalogs::shapes::stand_in;
/// assert_eq!(stand_in(Some(25.0)).id, "deepseek-v3");
/// assert_eq!(stand_in(Some(2.0)).id, "gpt-oss-120b");
/// assert_eq!(stand_in(Some(0.5)).id, "gpt-oss-20b");
/// ```
#[must_use]
pub fn stand_in(output_usd_per_mtok: Option<f64>) -> &'static OpenModel {
    /// Below so many dollars a million output tokens.
    const CLASSES: [(f64, &str); 2] = [(1.0, "gpt-oss-20b"), (5.0, "gpt-oss-120b")];
    let price = output_usd_per_mtok.unwrap_or(f64::INFINITY);
    let class = CLASSES.iter().find(|(below, _)| price < *below);
    let id = class.map_or("deepseek-v3", |(_, id)| *id);
    open_model(id).unwrap_or(&MODELS[0])
}

/// The open model of an id of the price list, whoever sells it; nothing for a closed model and for one that is not in
/// the table.
///
/// ```
/// use catalogs::shapes::of_id;
/// assert_eq!(of_id("meta-llama/Llama-3.3-70B-Instruct").map(|model| model.id), Some("llama-3.3-70b"));
/// assert_eq!(of_id("deepseek-v3p2").map(|model| model.id), None); // another attention than V3
/// assert!(of_id("claude-opus-5-5").is_none());
/// ```
#[must_use]
pub fn of_id(id: &str) -> Option<&'static OpenModel> {
    let signs = id.chars().map(|letter| {
        if letter.is_ascii_alphanumeric() {
            letter.to_ascii_lowercase()
        } else {
            '-'
        }
    });
    let ended: String = signs.chain(['$']).collect();
    let is_known = |model: &&OpenModel| model.known_as.iter().any(|part| ended.contains(part));
    MODELS.iter().find(is_known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_parameters_are_those_that_the_makers_name() {
        for model in &MODELS {
            let shape = model.config.shape();
            let (all, active) = model.published;
            let counted = shape.parameters / 1e9;
            // One maker rounds to whole trillions, and one counts a layer that only training uses.
            let tolerance = if all >= 1_000.0 { 0.03 } else { 0.01 };
            assert!(
                (counted / all - 1.0).abs() < tolerance,
                "{}: {counted}",
                model.id
            );
            // Half of the last figure that is named, or 2 %: one maker cuts figures off.
            let used = model.active_parameters() / 1e9;
            assert!(
                (used / active - 1.0).abs() < 0.02,
                "{}: {used} instead of {active}",
                model.id
            );
        }
    }

    #[test]
    fn the_input_embedding_is_counted_as_each_maker_does() {
        let used = |id: &str| {
            let model = open_model(id).map_or(&MODELS[0], |model| model);
            let shape = model.config.shape();
            let thousandths = |count: f64| libm::round(count / 1e6) / 1e3;
            (
                thousandths(model.active_parameters()),
                thousandths(shape.working_parameters()),
            )
        };
        assert_eq!(used("gpt-oss-20b"), (3.607, 3.607)); // 3.61
        assert_eq!(used("gpt-oss-120b"), (5.131, 5.131)); // 5.13
        assert_eq!(used("deepseek-v3"), (36.625, 36.625)); // 36.7
        assert_eq!(used("qwen3-30b-a3b"), (3.353, 3.042)); // 3.3
        assert_eq!(used("glm-4.5"), (32.078, 32.854)); // 32
        assert_eq!(used("llama-3.1-8b"), (8.030, 7.505)); // 8.03, all that there are
    }

    #[test]
    fn the_published_table_of_kept_memory_is_that_of_the_rows() {
        let kilobytes = |id: &str| {
            let model = open_model(id).map(|model| model.config.shape());
            model.map(|shape| shape.kept_bytes_per_token(2.0).0 / 1e3)
        };
        assert_eq!(kilobytes("deepseek-v3"), Some(70.272));
        assert_eq!(kilobytes("qwen2.5-72b"), Some(327.680));
        assert_eq!(kilobytes("llama-3.1-405b"), Some(516.096));
    }

    #[test]
    fn every_model_is_offered_once_and_has_a_source() {
        let words: Vec<&str> = MODELS.iter().map(|model| model.id).collect();
        assert_eq!(words, MODEL_WORDS[1..]);
        for (price, id) in [
            (None, "deepseek-v3"),
            (Some(5.0), "deepseek-v3"),
            (Some(0.0), "gpt-oss-20b"),
        ] {
            assert_eq!(stand_in(price).id, id, "at {price:?}");
        }
        for model in &MODELS {
            assert!(
                model.source.starts_with("https://huggingface.co/"),
                "{}",
                model.id
            );
        }
    }

    #[test]
    fn ids_of_every_seller_are_recognised_and_others_are_not() {
        let known = [
            ("meta.llama3-3-70b-instruct-v1:0", "llama-3.3-70b"),
            ("llama-v3p1-8b-instruct", "llama-3.1-8b"),
            ("Meta-Llama-3_3-70B-Instruct", "llama-3.3-70b"),
            ("databricks-gpt-oss-120b", "gpt-oss-120b"),
            ("openai/gpt-oss-20b", "gpt-oss-20b"),
            ("deepseek-ai/DeepSeek-R1", "deepseek-v3"),
            ("deepseek-r1-0528", "deepseek-v3"),
            ("deepseek.r1-v1:0", "deepseek-v3"),
            ("Qwen/Qwen3-235B-A22B-Thinking-2507", "qwen3-235b-a22b"),
            ("@cf/qwen/qwen3-30b-a3b-fp8", "qwen3-30b-a3b"),
            ("Qwen/Qwen2.5-72B-Instruct", "qwen2.5-72b"),
            ("mistral.mixtral-8x7b-instruct-v0:1", "mixtral-8x7b"),
            ("moonshotai/kimi-k2-instruct", "kimi-k2"),
            ("kimi-k2p5", "kimi-k2"),
            ("GLM-4.5", "glm-4.5"),
        ];
        for (id, model) in known {
            assert_eq!(of_id(id).map(|found| found.id), Some(model), "{id}");
        }
        let closed = [
            "gpt-5.4",
            "claude-opus-5-5",
            "gemini-2.5-pro",
            "mistral-large-4",
            "deepseek-v3.2",
            "deepseek-v4-pro",
            "GLM-4.5-Air",
            "kimi-k3",
            "Qwen/Qwen2.5-VL-72B-Instruct",
            "deepseek-ai/DeepSeek-R1-Distill-Qwen-32B",
        ];
        for id in closed {
            assert_eq!(of_id(id).map(|found| found.id), None, "{id}");
        }
    }
}
