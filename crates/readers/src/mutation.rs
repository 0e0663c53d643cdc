//! Inputs made from a corpus by a seed: what wires, clipboards and people do to text and files.

/// Makes inputs; the same seed and corpus make the same ones.
pub struct Mutations<'corpus> {
    corpus: &'corpus [Vec<u8>],
    longest: usize,
    state: u64,
}

/// What readers treat in a special way: it seldom comes about by chance.
const WORDS: [&[u8]; 28] = [
    b"v1;",
    b"1.",
    b";b=",
    b"=",
    b";;",
    b"~",
    b"~~",
    b"%",
    b"%25",
    b"#",
    b"steps=",
    b"9999999999",
    b"1e999",
    b"-0",
    b"0.1e-400",
    b"[[steps]]\n",
    b"\"",
    b"\\u0000",
    b"\n",
    b"{\"",
    b"null",
    b"\xe2\x80\xae",
    b"\xff",
    b"\x80\x80\x80\x80\x80",
    b"\r\n",
    b",-1,",
    b"\"usage\":{\"input_tokens\":",
    b"PK\x01\x02",
];

impl<'corpus> Mutations<'corpus> {
    /// From a corpus that is not empty, with inputs of at most `longest` bytes.
    #[must_use]
    pub fn new(corpus: &'corpus [Vec<u8>], longest: usize, seed: u64) -> Self {
        assert!(!corpus.is_empty(), "there is nothing to change");
        Self {
            corpus,
            longest,
            state: seed,
        }
    }

    /// The next input: one of the corpus with one to four changes.
    pub fn next_input(&mut self) -> Vec<u8> {
        let mut input = self.pick().to_vec();
        for _ in 0..=self.below(4) {
            self.change(&mut input);
        }
        input.truncate(self.longest);
        input
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let at = self.below(input.len() + 1);
        let end = at + self.below(input.len() + 1 - at);
        let other = self.random() as u8;
        match self.below(9) {
            0 => flip(input, at, 1 << (other % 8)),
            1 => replace(input, at, other),
            2 => input.truncate(at),
            3 => drop(input.drain(at..end)),
            4 => input.insert(at, other),
            5 => {
                let word = WORDS[self.below(WORDS.len())];
                input.splice(at..at, word.iter().copied());
            }
            6 => {
                let part = input[at..end].to_vec();
                let times = self.below(64).min(self.longest / part.len().max(1));
                let repeated = part.repeat(times);
                input.splice(at..at, repeated);
            }
            7 => {
                let other = self.pick();
                let from = self.below(other.len() + 1);
                input.truncate(at);
                input.extend_from_slice(&other[from..]);
            }
            _ => input[at..end].reverse(),
        }
    }

    fn pick(&mut self) -> &'corpus [u8] {
        &self.corpus[self.below(self.corpus.len())]
    }

    fn below(&mut self, count: usize) -> usize {
        (self.random() % count as u64) as usize
    }

    /// SplitMix64.
    fn random(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

fn flip(input: &mut [u8], at: usize, bit: u8) {
    if let Some(byte) = input.get_mut(at) {
        *byte ^= bit;
    }
}

fn replace(input: &mut [u8], at: usize, other: u8) {
    if let Some(byte) = input.get_mut(at) {
        *byte = other;
    }
}
