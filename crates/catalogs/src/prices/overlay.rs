//! What the snapshot lacks or has wrong, written by hand in `data/prices/overlay.json`.

use economics::price::{Constraint, DatedRates, Instant, Variant};

/// Hand-written amendments to a snapshot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlay {
    /// In the order of the file.
    pub amendments: Vec<Amendment>,
}

/// One amendment, with where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Amendment {
    /// Id of the provider.
    pub provider: String,
    /// Id of the model.
    pub model: String,
    /// Why, in a sentence.
    pub reason: String,
    /// Where the figures were read.
    pub source: String,
    /// When they were read, as `2026-11-24`.
    pub date: String,
    /// What changes.
    pub change: Change,
}

/// What an amendment changes.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Another name leads to the model.
    Alias(String),
    /// More prices: entries after those of the snapshot, variants before, so that both win over it.
    Prices {
        /// Later entries win.
        entries: Vec<DatedRates>,
        /// Earlier variants win.
        variants: Vec<Variant>,
    },
    /// A service that the snapshot has without an end is sold until just before a day.
    Ends {
        /// Pairs of its context.
        when: Vec<(String, String)>,
        /// The first day without it.
        day: Instant,
    },
    /// Something to know beside the price, while all constraints hold.
    Remark {
        /// A sentence for the person who pays.
        text: String,
        /// When it is to be said.
        constraints: Vec<Constraint>,
    },
}
