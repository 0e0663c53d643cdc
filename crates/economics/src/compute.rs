//! What a token takes of a machine: operations and memory, from the shape of the model (C-18, P2, P3).
//!
//! | what | formula |
//! |---|---|
//! | parameters of a plain transformer | N = 12 L m^2 |
//! | operations of a token, context s | 2 N_w + 2 L h (d_qk + d_v) s |
//! | operations to read T tokens behind c | 2 N_w T + L h (d_qk + d_v) ((c + T)^2 - c^2) |
//! | memory that a token of context keeps | 2 L n_kv d_h b, or L (d_c + d_rope) b |
//!
//! L layers, m width, h heads, N_w parameters that a token is multiplied with: those that it uses without the input
//! embedding, of which it looks one row up. b bytes a number. Where heads times head width is the width of the model,
//! h (d_qk + d_v) = 2 m, and the second term is the well-known 4 L m s. A layer that sees only a window of the context
//! stops growing there.

use crate::quantity::{Bytes, Flops, Tokens};

/// The shape of a language model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// All parameters.
    pub parameters: f64,
    /// Those of the input embedding, of which a token looks one row up; 0 where the same numbers make the output, too.
    pub embedding: f64,
    /// Layers L.
    pub layers: f64,
    /// Width m of what runs from layer to layer.
    pub width: f64,
    /// How a layer looks back.
    pub attention: Attention,
    /// Layers that see only the last so many tokens, if any.
    pub window: Option<Window>,
    /// Experts of which a token uses a few; nothing where every token uses all parameters.
    pub experts: Option<Experts>,
}

/// How a layer looks back, and so what it keeps of every token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Attention {
    /// Keys and values by head; fewer heads of them than of queries is grouped attention (GQA), as many is MHA, one MQA.
    Heads {
        /// Heads h of queries.
        heads: f64,
        /// Heads n_kv of keys and values.
        kv_heads: f64,
        /// Width d_h of a head.
        head_width: f64,
    },
    /// Keys and values of all heads in one short vector (multi-head latent attention, MLA, of DeepSeek).
    Latent {
        /// Heads h of queries.
        heads: f64,
        /// Width d_c of the vector that is kept.
        latent_width: f64,
        /// Width d_rope of the part of a key that knows its position; kept too.
        position_width: f64,
        /// Width of a head's query and key without that part.
        key_width: f64,
        /// Width of a head's value.
        value_width: f64,
    },
}

/// Layers that see only the last tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// How many layers.
    pub layers: f64,
    /// How many tokens they see.
    pub tokens: Tokens,
}

/// Experts of a mixture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Experts {
    /// Layers that have them.
    pub layers: f64,
    /// Experts of such a layer of which a token is given some.
    pub count: f64,
    /// How many it is given.
    pub chosen: f64,
    /// Parameters of one expert in one layer.
    pub parameters: f64,
}

impl Experts {
    /// Parameters of all experts.
    #[must_use]
    pub fn all_parameters(&self) -> f64 {
        self.layers * self.count * self.parameters
    }

    /// Part of the experts that a step over so many tokens reads, where each token chooses by chance and alone:
    /// 1 - (1 - k/E)^B. One token reads k of E; many read all.
    ///
    /// ```
    /// # use economics::compute::Experts;
    /// let experts = Experts { layers: 1.0, count: 8.0, chosen: 2.0, parameters: 1.0 };
    /// assert_eq!(experts.touched(1.0), 0.25); // 2 of 8
    /// assert_eq!(experts.touched(2.0), 1.0 - 0.75 * 0.75);
    /// ```
    #[must_use]
    pub fn touched(&self, tokens: f64) -> f64 {
        1.0 - libm::pow(1.0 - self.chosen / self.count, tokens)
    }
}

/// Parameters 12 L m^2 of a plain transformer: attention 4 m^2 and a feed-forward part of 8 m^2 in each layer.
///
/// ```
/// # use economics::compute::plain_parameters;
/// assert_eq!(plain_parameters(96.0, 12_288.0), 12.0 * 96.0 * 12_288.0 * 12_288.0); // 1.739e11, GPT-3's
/// ```
#[must_use]
pub fn plain_parameters(layers: f64, width: f64) -> f64 {
    12.0 * layers * width * width
}

impl Shape {
    /// Parameters N_a that one token uses: all but the experts that it is not given.
    ///
    /// ```
    /// # use economics::{compute::*, quantity::Tokens};
    /// let experts = Experts { layers: 2.0, count: 8.0, chosen: 2.0, parameters: 100.0 };
    /// let attention = Attention::Heads { heads: 1.0, kv_heads: 1.0, head_width: 1.0 };
    /// let shape = Shape { parameters: 2_000.0, embedding: 0.0, layers: 2.0, width: 1.0, attention, window: None, experts: Some(experts) };
    /// assert_eq!(shape.active_parameters(), 2_000.0 - 2.0 * (8.0 - 2.0) * 100.0);
    /// ```
    #[must_use]
    pub fn active_parameters(&self) -> f64 {
        let idle = self
            .experts
            .map(|experts| experts.layers * (experts.count - experts.chosen) * experts.parameters);
        self.parameters - idle.unwrap_or(0.0)
    }

    /// Parameters N_w that one token is multiplied with: those that it uses, without the input embedding. A row of that is
    /// looked up, which is no work.
    ///
    /// ```
    /// # use economics::compute::*;
    /// let attention = Attention::Heads { heads: 1.0, kv_heads: 1.0, head_width: 1.0 };
    /// let shape = Shape { parameters: 2_000.0, embedding: 300.0, layers: 2.0, width: 1.0, attention, window: None, experts: None };
    /// assert_eq!(shape.working_parameters(), 2_000.0 - 300.0);
    /// ```
    #[must_use]
    pub fn working_parameters(&self) -> f64 {
        self.active_parameters() - self.embedding
    }

    /// Parameters that a step over so many tokens reads: experts that no token is given stay where they are.
    ///
    /// ```
    /// # use economics::{compute::*, quantity::Tokens};
    /// let experts = Experts { layers: 2.0, count: 8.0, chosen: 2.0, parameters: 100.0 };
    /// let attention = Attention::Heads { heads: 1.0, kv_heads: 1.0, head_width: 1.0 };
    /// let shape = Shape { parameters: 2_000.0, embedding: 0.0, layers: 2.0, width: 1.0, attention, window: None, experts: Some(experts) };
    /// assert_eq!(shape.touched_parameters(1.0), shape.active_parameters());
    /// assert_eq!(shape.touched_parameters(2.0), 2_000.0 - 2.0 * 8.0 * 0.75 * 0.75 * 100.0);
    /// ```
    #[must_use]
    pub fn touched_parameters(&self, tokens: f64) -> f64 {
        let idle = self
            .experts
            .map(|experts| experts.all_parameters() * (1.0 - experts.touched(tokens)));
        self.parameters - idle.unwrap_or(0.0)
    }

    /// Sum over the layers of the tokens that each sees, of a context.
    fn layer_tokens(&self, context: Tokens) -> f64 {
        let Some(window) = self.window else {
            return self.layers * context.0;
        };
        (self.layers - window.layers) * context.0 + window.layers * context.0.min(window.tokens.0)
    }

    /// Operations of attention for the next token behind a context: 2 L h (d_qk + d_v) s. A latent layer works on the short
    /// vectors as they are kept, which takes more operations and less memory.
    ///
    /// ```
    /// # use economics::{compute::*, quantity::*};
    /// let attention = Attention::Heads { heads: 64.0, kv_heads: 8.0, head_width: 128.0 };
    /// let shape = Shape { parameters: 70.6e9, embedding: 0.0, layers: 80.0, width: 8192.0, attention, window: None, experts: None };
    /// assert_eq!(shape.attention_flops(Tokens(8_192.0)), Flops(4.0 * 80.0 * 8_192.0 * 8_192.0)); // 4 L m s
    /// ```
    #[must_use]
    pub fn attention_flops(&self, context: Tokens) -> Flops {
        let widths = match self.attention {
            Attention::Heads {
                heads, head_width, ..
            } => heads * 2.0 * head_width,
            Attention::Latent {
                heads,
                latent_width,
                position_width,
                ..
            } => heads * (2.0 * latent_width + position_width),
        };
        Flops(2.0 * widths * self.layer_tokens(context))
    }

    /// Operations of the next token behind a context: 2 N_w for the weights, and attention.
    ///
    /// ```
    /// # use economics::{compute::*, quantity::*};
    /// let attention = Attention::Heads { heads: 64.0, kv_heads: 8.0, head_width: 128.0 };
    /// let shape = Shape { parameters: 70.6e9, embedding: 1.05e9, layers: 80.0, width: 8192.0, attention, window: None, experts: None };
    /// let found = shape.token_flops(Tokens(8_192.0));
    /// assert_eq!(found, Flops(2.0 * (70.6e9 - 1.05e9) + 4.0 * 80.0 * 8_192.0 * 8_192.0));
    /// ```
    #[must_use]
    pub fn token_flops(&self, context: Tokens) -> Flops {
        Flops(2.0 * self.working_parameters()) + self.attention_flops(context)
    }

    /// Operations to read so many tokens at once behind a beginning that a cache holds: 2 N_w T and
    /// L h (d_qk + d_v) ((c + T)^2 - c^2), since each token sees the beginning and, on average, half of the others.
    ///
    /// ```
    /// # use economics::{compute::*, quantity::*};
    /// let attention = Attention::Heads { heads: 64.0, kv_heads: 8.0, head_width: 128.0 };
    /// let shape = Shape { parameters: 70.6e9, embedding: 0.0, layers: 80.0, width: 8192.0, attention, window: None, experts: None };
    /// let found = shape.reading_flops(Tokens(0.0), Tokens(1_000.0));
    /// assert_eq!(found, Flops(2.0 * 70.6e9 * 1_000.0 + 2.0 * 80.0 * 8_192.0 * 1_000.0 * 1_000.0));
    /// // The same tokens behind 3,000 others see seven times as many.
    /// let behind = shape.reading_flops(Tokens(3_000.0), Tokens(1_000.0));
    /// assert_eq!(behind, Flops(2.0 * 70.6e9 * 1_000.0 + 7.0 * 2.0 * 80.0 * 8_192.0 * 1_000.0 * 1_000.0));
    /// ```
    #[must_use]
    pub fn reading_flops(&self, cached: Tokens, tokens: Tokens) -> Flops {
        let widths = match self.attention {
            Attention::Heads {
                heads, head_width, ..
            } => heads * 2.0 * head_width,
            Attention::Latent {
                heads,
                position_width,
                key_width,
                value_width,
                ..
            } => heads * (key_width + position_width + value_width),
        };
        let pairs = |edge| seen(cached.0, cached.0 + tokens.0, edge);
        let all = pairs(f64::INFINITY);
        let pairs = self.window.map_or(self.layers * all, |window| {
            (self.layers - window.layers) * all + window.layers * pairs(window.tokens.0)
        });
        Flops(2.0 * self.working_parameters() * tokens.0 + 2.0 * widths * pairs)
    }

    /// The context at which attention takes as many operations as the weights: N_w / (L h (d_qk + d_v)). Nothing where
    /// every layer sees only a window, and they never do.
    ///
    /// ```
    /// # use economics::{compute::*, quantity::*};
    /// let attention = Attention::Heads { heads: 64.0, kv_heads: 8.0, head_width: 128.0 };
    /// let shape = Shape { parameters: 70.6e9, embedding: 0.0, layers: 80.0, width: 8192.0, attention, window: None, experts: None };
    /// assert_eq!(shape.balanced_context(), Some(Tokens(70.6e9 / (2.0 * 80.0 * 8_192.0)))); // 53,863.5
    /// ```
    #[must_use]
    pub fn balanced_context(&self) -> Option<Tokens> {
        let weights = 2.0 * self.working_parameters();
        let of_token = |context: f64| self.attention_flops(Tokens(context)).0;
        let Some(window) = self.window else {
            return Some(Tokens(weights / of_token(1.0)));
        };
        let within = weights / (of_token(1.0));
        if within <= window.tokens.0 {
            return Some(Tokens(within));
        }
        let (at_edge, beyond) = (of_token(window.tokens.0), of_token(window.tokens.0 + 1.0));
        let slope = beyond - at_edge;
        (slope > 0.0).then(|| Tokens(window.tokens.0 + (weights - at_edge) / slope))
    }

    /// Memory that one more token of context keeps in all layers that see everything and all that see a window:
    /// 2 L n_kv d_h b, or L (d_c + d_rope) b of latent attention. `bytes` is that of one number.
    ///
    /// ```
    /// # use economics::{compute::*, quantity::*};
    /// let attention = Attention::Heads { heads: 64.0, kv_heads: 8.0, head_width: 128.0 };
    /// let shape = Shape { parameters: 70.6e9, embedding: 0.0, layers: 80.0, width: 8192.0, attention, window: None, experts: None };
    /// assert_eq!(shape.kept_bytes_per_token(2.0), Bytes(2.0 * 80.0 * 8.0 * 128.0 * 2.0)); // 327,680
    /// ```
    #[must_use]
    pub fn kept_bytes_per_token(&self, bytes: f64) -> Bytes {
        Bytes(self.layers * self.kept_numbers() * bytes)
    }

    /// Memory that a context keeps; a layer with a window keeps no more than that.
    ///
    /// ```
    /// # use economics::{compute::*, quantity::*};
    /// let attention = Attention::Heads { heads: 64.0, kv_heads: 8.0, head_width: 64.0 };
    /// let window = Some(Window { layers: 12.0, tokens: Tokens(128.0) });
    /// let shape = Shape { parameters: 20.9e9, embedding: 0.0, layers: 24.0, width: 2880.0, attention, window, experts: None };
    /// let found = shape.kept_bytes(Tokens(1_000.0), 2.0);
    /// assert_eq!(found, Bytes(2.0 * 8.0 * 64.0 * 2.0 * (12.0 * 1_000.0 + 12.0 * 128.0)));
    /// ```
    #[must_use]
    pub fn kept_bytes(&self, context: Tokens, bytes: f64) -> Bytes {
        Bytes(self.layer_tokens(context) * self.kept_numbers() * bytes)
    }

    /// Numbers that a layer keeps of a token.
    fn kept_numbers(&self) -> f64 {
        match self.attention {
            Attention::Heads {
                kv_heads,
                head_width,
                ..
            } => 2.0 * kv_heads * head_width,
            Attention::Latent {
                latent_width,
                position_width,
                ..
            } => latent_width + position_width,
        }
    }
}

/// Tokens that those from `start` to `end` of a text see together, each at most `edge` of the last ones: the integral of
/// min(x, edge), which for whole numbers is the sum over the positions x + 1/2.
fn seen(start: f64, end: f64, edge: f64) -> f64 {
    let turn = edge.max(start).min(end);
    let growing = (turn - start) * (turn + start) / 2.0;
    if turn < end {
        growing + (end - turn) * edge
    } else {
        growing
    }
}
