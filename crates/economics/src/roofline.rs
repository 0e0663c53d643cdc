//! How fast a machine writes tokens: the slower of reading memory and of computing (C-19).
//!
//! t = max((W_B + B k(s)) / (BW e_B), B (2 N_w + attention) / (F e_F)), and B / t tokens a second.
//!
//! B requests at once, W_B bytes of the weights that a step over them reads, k(s) bytes that a context of s tokens keeps, BW and F what
//! the machine can do, e_B and e_F the part of it that is reached. Nothing is said of networks between accelerators and of
//! waiting between requests: a real machine is slower, never faster, than this at the same parts.

use crate::compute::Shape;
use crate::quantity::{Bytes, Seconds, Tokens, TokensPerSecond};

/// A machine: one accelerator, or several that share the work evenly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Machine {
    /// Operations a second F at best.
    pub flops_per_second: f64,
    /// Bytes of memory read a second BW at best.
    pub bytes_per_second: f64,
    /// Memory.
    pub memory: Bytes,
    /// Part of F that is reached, above 0.
    pub compute_efficiency: f64,
    /// Part of BW that is reached, above 0.
    pub memory_efficiency: f64,
}

/// How a model is run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Serving {
    /// Requests at once B.
    pub batch: f64,
    /// Tokens of context of each s.
    pub context: Tokens,
    /// Bytes of a parameter.
    pub weight_bytes: f64,
    /// Bytes of a number that is kept of the context.
    pub kept_bytes: f64,
}

/// What takes the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Reading weights and contexts from memory.
    Memory,
    /// Computing.
    Compute,
}

/// A step: one token for each request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decode {
    /// What it takes.
    pub step: Seconds,
    /// What reading memory alone takes.
    pub memory: Seconds,
    /// What computing alone takes.
    pub compute: Seconds,
    /// The longer of the two.
    pub bound: Bound,
    /// Tokens a second of all requests.
    pub speed: TokensPerSecond,
    /// Tokens a second of one request.
    pub request_speed: TokensPerSecond,
    /// Memory that weights and contexts take.
    pub needed: Bytes,
}

/// Why a machine cannot do it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NoDecode {
    /// No request, or no whole one.
    NoRequest,
    /// The machine computes or reads nothing.
    NoMachine,
    /// The weights alone need more memory than there is.
    WeightsDoNotFit {
        /// What they need.
        needed: Bytes,
    },
    /// So many requests of such a context do not fit beside the weights.
    RequestsDoNotFit {
        /// What all needs.
        needed: Bytes,
        /// Requests that fit, whole; may be 0.
        fitting: f64,
    },
}

impl Machine {
    /// So many of them as one.
    ///
    /// ```
    /// # use economics::{roofline::Machine, quantity::Bytes};
    /// let one = Machine { flops_per_second: 1e15, bytes_per_second: 3e12, memory: Bytes(80e9), compute_efficiency: 0.5, memory_efficiency: 0.7 };
    /// assert_eq!(one.times(8.0).memory, Bytes(8.0 * 80e9));
    /// ```
    #[must_use]
    pub fn times(self, count: f64) -> Self {
        Self {
            flops_per_second: self.flops_per_second * count,
            bytes_per_second: self.bytes_per_second * count,
            memory: self.memory * count,
            ..self
        }
    }

    /// Operations a second that are reached.
    fn flops(&self) -> f64 {
        self.flops_per_second * self.compute_efficiency
    }

    /// Bytes a second that are reached.
    fn bytes(&self) -> f64 {
        self.bytes_per_second * self.memory_efficiency
    }

    fn works(&self) -> bool {
        self.flops() > 0.0 && self.bytes() > 0.0
    }
}

/// A step of a model on a machine.
///
/// ```
/// # use economics::{compute::*, roofline::*, quantity::*};
/// let attention = Attention::Heads { heads: 64.0, kv_heads: 8.0, head_width: 128.0 };
/// let shape = Shape { parameters: 70.6e9, embedding: 0.0, layers: 80.0, width: 8192.0, attention, window: None, experts: None };
/// let h100 = Machine { flops_per_second: 989e12, bytes_per_second: 3.35e12, memory: Bytes(80e9), compute_efficiency: 0.5, memory_efficiency: 0.7 };
/// let serving = Serving { batch: 1.0, context: Tokens(2_000.0), weight_bytes: 2.0, kept_bytes: 2.0 };
/// let found = decode(&shape, &h100.times(8.0), &serving).unwrap();
/// let seconds = (141.2e9 + 2_000.0 * 327_680.0) / (8.0 * 3.35e12 * 0.7);
/// assert!((found.step.0 - seconds).abs() < 1e-12); // 7.56 ms, of which memory takes all
/// ```
///
/// # Errors
/// Why the machine cannot do it.
pub fn decode(shape: &Shape, machine: &Machine, serving: &Serving) -> Result<Decode, NoDecode> {
    if serving.batch.is_nan() || serving.batch < 1.0 {
        return Err(NoDecode::NoRequest);
    }
    if !machine.works() {
        return Err(NoDecode::NoMachine);
    }
    let needed = fits(shape, machine, serving)?;
    let (memory, compute) = times(shape, machine, serving);
    let (step, bound) = if compute > memory {
        (compute, Bound::Compute)
    } else {
        (memory, Bound::Memory)
    };
    Ok(Decode {
        step,
        memory,
        compute,
        bound,
        speed: TokensPerSecond(serving.batch / step.0),
        request_speed: TokensPerSecond(1.0 / step.0),
        needed,
    })
}

/// What reading memory takes of a step, and what computing does.
fn times(shape: &Shape, machine: &Machine, serving: &Serving) -> (Seconds, Seconds) {
    let read =
        shape.touched_parameters(serving.batch) * serving.weight_bytes + contexts(shape, serving).0;
    let flops = shape.token_flops(serving.context).0 * serving.batch;
    (
        Seconds(read / machine.bytes()),
        Seconds(flops / machine.flops()),
    )
}

/// Memory that all contexts keep.
fn contexts(shape: &Shape, serving: &Serving) -> Bytes {
    shape.kept_bytes(serving.context, serving.kept_bytes) * serving.batch
}

fn fits(shape: &Shape, machine: &Machine, serving: &Serving) -> Result<Bytes, NoDecode> {
    let weights = Bytes(shape.parameters * serving.weight_bytes);
    let needed = weights + contexts(shape, serving);
    if needed <= machine.memory {
        return Ok(needed);
    }
    Err(match largest_batch(shape, machine, serving) {
        None => NoDecode::WeightsDoNotFit { needed: weights },
        Some(fitting) => NoDecode::RequestsDoNotFit { needed, fitting },
    })
}

/// Requests of this context that fit beside the weights, whole; infinitely many where a context keeps nothing. Nothing
/// where the weights alone do not fit.
///
/// ```
/// # use economics::{compute::*, roofline::*, quantity::*};
/// let attention = Attention::Heads { heads: 64.0, kv_heads: 8.0, head_width: 128.0 };
/// let shape = Shape { parameters: 70.6e9, embedding: 0.0, layers: 80.0, width: 8192.0, attention, window: None, experts: None };
/// let h100 = Machine { flops_per_second: 989e12, bytes_per_second: 3.35e12, memory: Bytes(80e9), compute_efficiency: 0.5, memory_efficiency: 0.7 };
/// let serving = Serving { batch: 1.0, context: Tokens(32_000.0), weight_bytes: 2.0, kept_bytes: 2.0 };
/// let room = 8.0 * 80e9 - 141.2e9;
/// assert_eq!(largest_batch(&shape, &h100.times(8.0), &serving), Some((room / (32_000.0 * 327_680.0_f64)).floor())); // 47
/// assert_eq!(largest_batch(&shape, &h100, &serving), None);
/// ```
#[must_use]
pub fn largest_batch(shape: &Shape, machine: &Machine, serving: &Serving) -> Option<f64> {
    let room = machine.memory.0 - shape.parameters * serving.weight_bytes;
    let each = shape.kept_bytes(serving.context, serving.kept_bytes).0;
    if room < 0.0 {
        None
    } else if each > 0.0 {
        Some(libm::floor(room / each))
    } else {
        Some(f64::INFINITY)
    }
}

/// Requests from which on computing takes the time, contexts aside: F b / (2 BW). With two bytes a parameter it is F / BW.
///
/// ```
/// # use economics::{roofline::*, quantity::Bytes};
/// let h100 = Machine { flops_per_second: 989e12, bytes_per_second: 3.35e12, memory: Bytes(80e9), compute_efficiency: 1.0, memory_efficiency: 1.0 };
/// assert_eq!(critical_batch(&h100, 2.0), 989e12 / 3.35e12); // 295
/// ```
#[must_use]
pub fn critical_batch(machine: &Machine, weight_bytes: f64) -> f64 {
    machine.flops() * weight_bytes / (2.0 * machine.bytes())
}

/// Requests, whole, from which on computing takes a step's time and not memory: the first number of them for which
/// [`decode`] says so, where memory has room. A mixture reads only the experts that so many requests touch. Nothing where
/// reading the contexts takes longer than computing with them however many there are.
///
/// What a step reads grows ever slower with the requests and starts above 0, what it computes grows evenly from 0: once
/// computing takes longer it always does, so that halving finds the first.
///
/// ```
/// # use economics::{compute::*, roofline::*, quantity::*};
/// let attention = Attention::Heads { heads: 64.0, kv_heads: 8.0, head_width: 128.0 };
/// let shape = Shape { parameters: 70.6e9, embedding: 0.0, layers: 80.0, width: 8192.0, attention, window: None, experts: None };
/// let h100 = Machine { flops_per_second: 989e12, bytes_per_second: 3.35e12, memory: Bytes(80e9), compute_efficiency: 1.0, memory_efficiency: 1.0 };
/// let at = |context| balanced_batch(&shape, &h100, &Serving { batch: 1.0, context: Tokens(context), weight_bytes: 2.0, kept_bytes: 2.0 });
/// assert_eq!(at(0.0), Some(296.0)); // the first above 989e12 / 3.35e12 = 295.22
/// assert!(at(200.0) > at(0.0) && at(32_000.0).is_none());
/// ```
#[must_use]
pub fn balanced_batch(shape: &Shape, machine: &Machine, serving: &Serving) -> Option<f64> {
    let computes = |batch: f64| {
        let (memory, compute) = times(shape, machine, &Serving { batch, ..*serving });
        compute > memory
    };
    let each = shape.kept_bytes(serving.context, serving.kept_bytes).0;
    let gap = shape.token_flops(serving.context).0 * machine.bytes() / machine.flops() - each;
    // So many are surely enough, were every expert read.
    let enough = shape.parameters * serving.weight_bytes / gap;
    let (mut below, mut above) = (0.0, libm::ceil(2.0 * enough + 1.0));
    if !(gap > 0.0 && above.is_finite() && computes(above)) {
        return None;
    }
    while above - below > 1.0 {
        let middle = libm::floor((below + above) / 2.0);
        if middle <= below || middle >= above {
            break; // no whole number of this size lies between them
        }
        if computes(middle) {
            above = middle;
        } else {
            below = middle;
        }
    }
    Some(above)
}

/// Time to read a prompt of so many tokens alone, behind a beginning that a cache holds: computing, or reading the weights
/// once where that takes longer.
///
/// ```
/// # use economics::{compute::*, roofline::*, quantity::*};
/// let attention = Attention::Heads { heads: 64.0, kv_heads: 8.0, head_width: 128.0 };
/// let shape = Shape { parameters: 70.6e9, embedding: 0.0, layers: 80.0, width: 8192.0, attention, window: None, experts: None };
/// let h100 = Machine { flops_per_second: 989e12, bytes_per_second: 3.35e12, memory: Bytes(80e9), compute_efficiency: 0.5, memory_efficiency: 0.7 };
/// let reads = |tokens| reading_time(&shape, &h100.times(8.0), Tokens(0.0), Tokens(tokens), 2.0).unwrap();
/// let flops = 2.0 * 70.6e9 * 1_000.0 + 2.0 * 80.0 * 8_192.0 * 1_000.0 * 1_000.0;
/// assert!((reads(1_000.0).0 - flops / (8.0 * 989e12 * 0.5)).abs() < 1e-12);
/// assert_eq!(reads(100.0).0, 141.2e9 / (8.0 * 3.35e12 * 0.7)); // 7.5 ms for the weights, 3.6 ms to compute
/// ```
///
/// # Errors
/// Where the machine computes or reads nothing.
pub fn reading_time(
    shape: &Shape,
    machine: &Machine,
    cached: Tokens,
    tokens: Tokens,
    weight_bytes: f64,
) -> Result<Seconds, NoDecode> {
    if !machine.works() {
        return Err(NoDecode::NoMachine);
    }
    if tokens.0 <= 0.0 {
        return Ok(Seconds::ZERO);
    }
    let compute = shape.reading_flops(cached, tokens).0 / machine.flops();
    let memory = shape.touched_parameters(tokens.0) * weight_bytes / machine.bytes();
    Ok(Seconds(compute.max(memory)))
}
