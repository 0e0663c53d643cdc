//! One fuzz target for each reader: its law, with memory counted.

pub use libfuzzer_sys::fuzz_target;
pub use readers::memory::Counting;

/// A target that runs the law of one reader.
#[macro_export]
macro_rules! target {
    ($reader:literal) => {
        #[global_allocator]
        static MEMORY: $crate::Counting = $crate::Counting;

        $crate::fuzz_target!(|input: &[u8]| $crate::holds($reader, input));
    };
}

/// Panics where the law does not hold.
pub fn holds(reader: &str, input: &[u8]) {
    let reader = readers::find(reader).expect("the target has the name of a reader");
    (reader.law)(input, reader.depth(input));
}
