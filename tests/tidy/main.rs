//! The "never"s of ARCHITECTURE.md and the house style, read off the source tree.
//!
//! Each rule is a function from a file to what is wrong in it, and is tested twice: no file of the tree has a fault, and
//! a bad sample has one, so that no rule passes because it sees nothing.

mod layers;
mod page;
mod rooms;
mod source;
mod style;
