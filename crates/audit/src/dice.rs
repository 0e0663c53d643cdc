//! Random numbers, the same on every machine, with a liking for what is awkward.

/// A source of random numbers (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice {
    state: u64,
}

impl Dice {
    /// The dice of one scenario of a kind.
    #[must_use]
    pub fn of(kind: &str, index: u64) -> Self {
        let name = kind.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
        let mut dice = Self { state: name };
        dice.state = dice.next() ^ index.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        dice
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    /// Evenly from 0 to 1, 1 left out.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Evenly between two numbers.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Between two positive numbers, evenly in their logarithm: small and large ones alike.
    pub fn by_factors(&mut self, low: f64, high: f64) -> f64 {
        low * libm::pow(high / low, self.unit())
    }

    /// A whole number from `low` to `high`, both of them possible.
    pub fn whole(&mut self, low: u32, high: u32) -> u32 {
        low + (self.next() % u64::from(high - low + 1)) as u32
    }

    /// True once in so many times.
    pub fn once_in(&mut self, times: u32) -> bool {
        self.next().is_multiple_of(u64::from(times))
    }

    /// One of several.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[(self.next() % from.len() as u64) as usize]
    }

    /// A chance, often at an end, or so near to one that rounding shows.
    pub fn chance(&mut self) -> f64 {
        match self.whole(0, 9) {
            0 => 0.0,
            1 => 1.0,
            2 => self.by_factors(1e-12, 1e-2),
            3 => 1.0 - self.by_factors(1e-12, 1e-2),
            _ => self.unit(),
        }
    }

    /// A chance that is neither nearly 0 nor nearly 1.
    pub fn middling(&mut self) -> f64 {
        self.between(0.05, 0.95)
    }

    /// Dollars from a tenth of a cent to a hundred thousand, or none, or round ones (which make ties).
    pub fn usd(&mut self) -> f64 {
        match self.whole(0, 9) {
            0 => 0.0,
            1..=3 => self.pick(&[0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0, 100.0, 1_000.0]),
            _ => self.by_factors(1e-3, 1e5),
        }
    }

    /// Tokens of a call, or none, or round ones.
    pub fn tokens(&mut self) -> f64 {
        match self.whole(0, 9) {
            0 => 0.0,
            1..=2 => self.pick(&[1.0, 100.0, 1_000.0, 10_000.0, 100_000.0, 200_000.0]),
            _ => libm::round(self.by_factors(1.0, 1e6)),
        }
    }
}
