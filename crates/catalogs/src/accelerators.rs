//! Machines that language models run on: what they compute, read, hold and draw at most, and what they rent for.
//!
//! Speeds are the makers' own figures for dense arithmetic in 16 bits; with 8 bits most of them compute twice as fast,
//! which is not counted. Rents are of one day, and differ between sellers by a factor of two and more.

use economics::quantity::{Bytes, Usd};
use economics::roofline::Machine;

/// A machine.
#[derive(Debug)]
pub struct Accelerator {
    /// Its word in documents.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Dense operations a second in 16 bits.
    pub flops_per_second: f64,
    /// Bytes of memory read a second.
    pub bytes_per_second: f64,
    /// Bytes of memory.
    pub memory: f64,
    /// Watts at most, with its part of the node around it; nothing where the maker does not say.
    pub watts: Option<f64>,
    /// What it rents for; nothing where no dated figure is at hand.
    pub rent: Option<Rent>,
    /// Where the figures are published.
    pub source: &'static str,
}

/// What a machine rents for.
#[derive(Debug)]
pub struct Rent {
    /// Dollars an hour that are usual.
    pub usd_per_hour: f64,
    /// From the cheapest sellers to the dearest.
    pub range: (f64, f64),
    /// When that was.
    pub date: &'static str,
    /// Whose figure it is, and of what.
    pub says: &'static str,
    /// Where it is published.
    pub source: &'static str,
}

/// Known machines, the usual one first.
pub static ACCELERATORS: [Accelerator; 5] = [
    Accelerator {
        id: "h100",
        name: "NVIDIA H100 SXM",
        flops_per_second: 989e12,
        bytes_per_second: 3.35e12,
        memory: 80e9,
        watts: Some(10_200.0 / 8.0), // DGX H100, 10.2 kW for eight
        rent: Some(Rent {
            usd_per_hour: 2.95,
            range: (1.99, 5.00),
            date: "May 2026",
            says: "the median of 37 sellers",
            source: "https://aimultiple.com/gpu-index",
        }),
        source: "https://www.nvidia.com/en-us/data-center/h100/",
    },
    Accelerator {
        id: "h200",
        name: "NVIDIA H200 SXM",
        flops_per_second: 989e12,
        bytes_per_second: 4.8e12,
        memory: 141e9,
        watts: Some(10_200.0 / 8.0), // DGX H200, 10.2 kW for eight
        rent: Some(Rent {
            usd_per_hour: 4.00,
            range: (2.50, 7.00),
            date: "May 2026",
            says: "the middle of what specialised sellers ask",
            source: "https://www.mercatus-ai.com/blog/cloud-gpu-pricing",
        }),
        source: "https://www.nvidia.com/en-us/data-center/h200/",
    },
    Accelerator {
        id: "b200",
        name: "NVIDIA B200",
        flops_per_second: 2.25e15,
        bytes_per_second: 8.0e12,
        memory: 180e9,               // DGX B200: 1,440 GB and 64 TB/s for eight
        watts: Some(14_300.0 / 8.0), // DGX B200, 14.3 kW for eight
        rent: Some(Rent {
            usd_per_hour: 5.25,
            range: (4.50, 6.00),
            date: "March 2026",
            says: "the middle of what specialised sellers ask",
            source: "https://lyceum.technology/magazine/nvidia-b200-gpu-cloud-pricing-2026/",
        }),
        source: "https://docs.nvidia.com/dgx/dgxb200-user-guide/introduction-to-dgxb200.html",
    },
    Accelerator {
        id: "a100",
        name: "NVIDIA A100 80 GB",
        flops_per_second: 312e12,
        bytes_per_second: 2.039e12,
        memory: 80e9,
        watts: Some(6_500.0 / 8.0), // DGX A100, 6.5 kW for eight
        rent: Some(Rent {
            usd_per_hour: 1.30,
            range: (0.80, 3.00),
            date: "May 2026",
            says: "the middle of what specialised sellers ask",
            source: "https://www.mercatus-ai.com/blog/cloud-gpu-pricing",
        }),
        source: "https://www.nvidia.com/en-us/data-center/a100/",
    },
    Accelerator {
        id: "tpu-v5e",
        name: "Google TPU v5e",
        flops_per_second: 197e12,
        bytes_per_second: 819e9,
        memory: 16e9,
        watts: None,
        rent: None,
        source: "https://cloud.google.com/tpu/docs/v5e",
    },
];

/// Their words, as a setting offers them.
pub const ACCELERATOR_WORDS: &[&str] = &["h100", "h200", "b200", "a100", "tpu-v5e"];

/// The machine of a word.
#[must_use]
pub fn accelerator(word: &str) -> Option<&'static Accelerator> {
    ACCELERATORS.iter().find(|one| one.id == word)
}

impl Accelerator {
    /// One of them, as far as it is reached.
    #[must_use]
    pub fn machine(&self, compute_efficiency: f64, memory_efficiency: f64) -> Machine {
        Machine {
            flops_per_second: self.flops_per_second,
            bytes_per_second: self.bytes_per_second,
            memory: Bytes(self.memory),
            compute_efficiency,
            memory_efficiency,
        }
    }

    /// What it usually rents for.
    #[must_use]
    pub fn usual_rent(&self) -> Option<Usd> {
        self.rent.as_ref().map(|rent| Usd(rent.usd_per_hour))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_machine_is_offered_and_says_where_its_figures_are_from() {
        let words: Vec<&str> = ACCELERATORS.iter().map(|one| one.id).collect();
        assert_eq!(words, ACCELERATOR_WORDS);
        for one in &ACCELERATORS {
            assert!(one.source.starts_with("https://"), "{}", one.id);
            // From what each can read and compute: between a hundred and four hundred operations for a byte.
            let balance = one.flops_per_second / one.bytes_per_second;
            assert!((100.0..400.0).contains(&balance), "{}: {balance}", one.id);
            if let Some(rent) = &one.rent {
                let (low, high) = rent.range;
                assert!(
                    low <= rent.usd_per_hour && rent.usd_per_hour <= high,
                    "{}",
                    one.id
                );
                assert!(rent.source.starts_with("https://") && rent.date.ends_with("2026"));
            }
        }
    }
}
