//! A model's matrices one by one, and what a step reads and computes with them.

use super::drawn::Drawn;
use catalogs::shapes::{Config, Heads};

/// Parameters and operations of a layer's matrices for one token, and numbers that it keeps of it.
#[derive(Default)]
pub(super) struct Layer {
    pub(super) all: f64,
    pub(super) touched_by_one: f64,
    pub(super) kept: f64,
    /// Multiplications with each token that it looks back at, while it writes and while it reads.
    pub(super) looks: (f64, f64),
}

fn layer(config: &Config, index: f64) -> Layer {
    let width = config.width;
    let mut layer = Layer::default();
    let mut matrix = |rows: f64, columns: f64| {
        layer.all += rows * columns;
        layer.touched_by_one += rows * columns;
    };
    let (kept, looks);
    match config.attention {
        Heads::Grouped(heads, kv_heads, head) => {
            matrix(width, heads * head);
            matrix(width, kv_heads * head);
            matrix(width, kv_heads * head);
            matrix(heads * head, width);
            kept = 2.0 * kv_heads * head;
            looks = (2.0 * heads * head, 2.0 * heads * head);
        }
        Heads::Latent { heads, query_rank } => {
            let (latent, position, head) = (512.0, 64.0, 128.0);
            matrix(width, query_rank);
            matrix(query_rank, heads * (head + position));
            matrix(width, latent + position);
            matrix(latent, heads * head);
            matrix(latent, heads * head);
            matrix(heads * head, width);
            kept = latent + position;
            looks = (
                heads * (latent + position + latent),
                heads * (head + position + head),
            );
        }
    }
    (layer.kept, layer.looks) = (kept, looks);
    let (feed_forward, plain_layers) = config.plain;
    let Some(experts) = config.experts.filter(|_| index >= plain_layers) else {
        layer.all += 3.0 * width * feed_forward;
        layer.touched_by_one += 3.0 * width * feed_forward;
        return layer;
    };
    let each = 3.0 * width * experts.feed_forward;
    layer.all += width * experts.count + each * (experts.count + experts.shared);
    layer.touched_by_one += width * experts.count + each * (experts.chosen + experts.shared);
    layer
}

/// A token's layers, each with how far it sees.
pub(super) fn layers(config: &Config) -> impl Iterator<Item = (Layer, f64)> {
    let (windows, far) = config.window.unwrap_or((0.0, f64::INFINITY));
    (0..config.layers as u32).map(move |index| {
        let index = f64::from(index);
        let sees = if index < windows { far } else { f64::INFINITY };
        (layer(config, index), sees)
    })
}

/// Bytes of the weights that so many tokens read: each token leaves a part of the experts alone.
pub(super) fn weights_read(drawn: &Drawn, tokens: f64) -> f64 {
    let config = &drawn.model.config;
    let words = 2.0 * config.vocabulary * config.width;
    let experts = config
        .experts
        .map_or((1.0, 1.0), |experts| (experts.chosen, experts.count));
    let part = 1.0 - libm::exp(tokens * libm::log1p(-experts.0 / experts.1));
    let each = layers(config).map(|(layer, _)| {
        let experts = (layer.all - layer.touched_by_one) / (1.0 - experts.0 / experts.1);
        layer.all
            - if experts > 0.0 {
                experts * (1.0 - part)
            } else {
                0.0
            }
    });
    (each.sum::<f64>() + words) * drawn.weight_bytes
}

/// What a step over so many requests takes: reading, and computing.
pub(super) fn times(drawn: &Drawn, requests: f64) -> (f64, f64) {
    let config = &drawn.model.config;
    let (mut kept, mut operations) = (0.0, 2.0 * config.vocabulary * config.width);
    for (layer, sees) in layers(config) {
        let context = drawn.context.min(sees);
        kept += layer.kept * drawn.kept_bytes * context;
        operations += 2.0 * (layer.touched_by_one + layer.looks.0 * context);
    }
    let (bytes, flops) = drawn.speeds();
    (
        (weights_read(drawn, requests) + requests * kept) / bytes,
        requests * operations / flops,
    )
}
