//! The tokenomics command.
fn main() {}
