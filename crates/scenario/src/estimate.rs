//! Tokens from words, characters or pages: a guess, with how sure it is.
//!
//! English prose in today's tokenizers comes to about four characters, or three quarters of a word, a token;
//! code, other languages and newer tokenizers differ, so the range is part of the answer.

/// What a text is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Tokens: no guess.
    Tokens,
    /// Words of English prose.
    Words,
    /// Characters.
    Characters,
    /// Pages of 500 words.
    Pages,
}

/// Words of English prose a token.
const WORDS_PER_TOKEN: f64 = 0.75;
/// Characters of English prose a token.
const CHARACTERS_PER_TOKEN: f64 = 4.0;
/// Words of a page, single-spaced.
const WORDS_PER_PAGE: f64 = 500.0;

/// A guess and its range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The guess, whole tokens.
    pub tokens: f64,
    /// It could as well be this few.
    pub low: f64,
    /// Or this many.
    pub high: f64,
}

impl Measure {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Tokens, Self::Words, Self::Characters, Self::Pages];

    /// What it is called.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Tokens => "tokens",
            Self::Words => "words",
            Self::Characters => "characters",
            Self::Pages => "pages",
        }
    }

    /// Tokens of one of it, and the factors by which that may be less or more.
    fn tokens_each(self) -> (f64, f64, f64) {
        match self {
            Self::Tokens => (1.0, 1.0, 1.0),
            Self::Words => (1.0 / WORDS_PER_TOKEN, 0.85, 1.5),
            Self::Characters => (1.0 / CHARACTERS_PER_TOKEN, 0.8, 1.6),
            // A page of the paper's contracts is 200 tokens; a dense one is well above 1,000.
            Self::Pages => (WORDS_PER_PAGE / WORDS_PER_TOKEN, 0.3, 1.7),
        }
    }

    /// What an amount of it comes to in tokens.
    ///
    /// ```
    /// use scenario::estimate::Measure;
    /// assert_eq!(Measure::Words.estimate(750.0).tokens, 1_000.0);
    /// assert_eq!(Measure::Pages.estimate(3.0).tokens, 2_000.0);
    /// ```
    #[must_use]
    pub fn estimate(self, amount: f64) -> Estimate {
        let (each, low, high) = self.tokens_each();
        let tokens = libm::round(amount * each);
        Estimate {
            tokens,
            low: libm::round(tokens * low),
            high: libm::round(tokens * high),
        }
    }

    /// How much of it a number of tokens comes to, the other way round: whole, or to two places where that is more.
    ///
    /// ```
    /// use scenario::estimate::Measure;
    /// assert_eq!(Measure::Words.amount(1_000.0), 750.0);
    /// assert_eq!(Measure::Pages.amount(Measure::Pages.estimate(50.0).tokens), 50.0);
    /// ```
    #[must_use]
    pub fn amount(self, tokens: f64) -> f64 {
        const PLACES: f64 = 100.0;
        libm::round(tokens / self.tokens_each().0 * PLACES) / PLACES
    }
}

/// Quick choices of hidden reasoning: a name, and hidden tokens for each visible one. Assumed; published ratios run
/// from 0 to 50, and each may be half or twice as much.
pub const REASONING_LEVELS: [(&str, f64); 5] = [
    ("none", 0.0),
    ("low", 2.0),
    ("medium", 5.0),
    ("high", 10.0),
    ("max", 30.0),
];
