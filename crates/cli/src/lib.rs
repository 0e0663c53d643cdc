//! The tokenomics command.
