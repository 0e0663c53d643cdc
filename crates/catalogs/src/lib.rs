//! What is known of the world, with its sources: what models cost when, the shapes of open ones, machines.
//!
//! A catalogue never knows the document that a person writes: it answers a name with what is published of it.

pub mod accelerators;
pub mod nearest;
pub mod prices;
pub mod shapes;
