//! What tokens cost and what they are worth.
//!
//! Pure: no clock, no files, no web, no serialisation. The same input gives the same bits on every
//! machine, because transcendental functions come from `libm` only.
//!
//! Start at [`evaluate()`]: it takes a [`Model`], which is valid by construction, and returns an
//! [`Evaluation`]. The formulas that it uses stand alone, each in the module of its subject.

pub mod agent_loop;
pub mod attribution;
pub mod caching;
pub mod call;
pub mod compute;
pub mod cost_of_pass;
pub mod coverage;
pub mod decisions;
pub mod demand;
pub mod effort;
pub mod energy;
pub mod evaluate;
pub mod hidden_tokens;
pub mod hosting;
pub mod margin;
pub mod market;
pub mod model;
pub mod optimum;
pub mod outcome;
pub mod over_time;
pub mod period;
pub mod plan;
pub mod price;
pub mod production;
pub mod quantity;
pub mod roofline;
pub mod roots;
pub mod routing;
pub mod short_sort;
pub mod supply;
pub mod value_curve;
pub mod workflow;

pub use evaluate::{Evaluation, evaluate};
pub use model::{Model, Step};
