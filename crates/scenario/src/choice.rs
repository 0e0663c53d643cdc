//! Fields that are one of a few words. The words are the document's, for ever.

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal: $said:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// Every word, in the order in which they are offered.
            pub const WORDS: &'static [&'static str] = &[$($word),+];
            /// What a person reads for each of them.
            pub const SAID: &'static [&'static str] = &[$($said),+];

            /// The word of the document.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The choice that a word stands for.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl crate::datum::Slot for $name {
            fn get(&self) -> crate::datum::Datum {
                crate::datum::Datum::Text(self.word().into())
            }
            fn put(&mut self, datum: crate::datum::Datum) -> bool {
                let crate::datum::Datum::Text(word) = datum else { return false };
                let Some(choice) = Self::from_word(&word) else { return false };
                *self = choice;
                true
            }
        }

        impl crate::datum::Slot for Option<$name> {
            fn get(&self) -> crate::datum::Datum {
                self.map_or(crate::datum::Datum::Unset, |choice| choice.get())
            }
            fn put(&mut self, datum: crate::datum::Datum) -> bool {
                let crate::datum::Datum::Text(word) = datum else {
                    *self = None;
                    return datum == crate::datum::Datum::Unset;
                };
                let Some(choice) = $name::from_word(&word) else { return false };
                *self = Some(choice);
                true
            }
        }
    };
}

choice!(
    /// The length of time that work is counted for.
    Period {
        /// 24 hours.
        Day = "day": "a day",
        /// Seven days.
        Week = "week": "a week",
        /// A twelfth of a year.
        Month = "month": "a month",
        /// 365 days.
        Year = "year": "a year",
    }
);

/// Days of a year, as everywhere here.
const DAYS_PER_YEAR: f64 = 365.0;
/// Days of a week.
const DAYS_PER_WEEK: f64 = 7.0;
/// Months of a year; a month is 730 hours.
const MONTHS_PER_YEAR: f64 = 12.0;

impl Period {
    /// How many of it a year has.
    #[must_use]
    pub fn per_year(self) -> f64 {
        match self {
            Self::Day => DAYS_PER_YEAR,
            Self::Week => DAYS_PER_YEAR / DAYS_PER_WEEK,
            Self::Month => MONTHS_PER_YEAR,
            Self::Year => 1.0,
        }
    }

    /// Its hours; a month has 730.
    #[must_use]
    pub fn hours(self) -> f64 {
        const HOURS_PER_YEAR: f64 = 8_760.0;
        HOURS_PER_YEAR / self.per_year()
    }
}

choice!(
    /// How the qualities of several parents combine.
    CombineRule {
        /// All must be right.
        Product = "product": "all of them must be right",
        /// Their average counts.
        Mean = "mean": "their average counts",
        /// The weakest counts.
        Min = "min": "the weakest counts",
    }
);

choice!(
    /// Whether the context of an agent loop is cached between turns.
    TurnCacheKind {
        /// Not cached.
        None = "none": "not cached",
        /// For five minutes.
        FiveMinutes = "5m": "for five minutes",
        /// For an hour.
        OneHour = "1h": "for an hour",
    }
);

choice!(
    /// Which tokens count as effort.
    Effort {
        /// Visible output and reasoning.
        Generated = "generated": "answer and reasoning",
        /// Reasoning alone.
        Reasoning = "reasoning": "reasoning alone",
        /// Input and output.
        All = "all": "input and output together",
    }
);

choice!(
    /// Form of the production function of a step.
    Production {
        /// Saturating exponential, the paper's.
        Exponential = "exponential": "exponential: the paper\u{2019}s",
        /// Hill curve.
        Hill = "hill": "Hill: slower towards the end",
        /// Power law up to a ceiling.
        Power = "power": "power, up to the ceiling",
    }
);

choice!(
    /// What follows the last rejected attempt.
    Fallback {
        /// A person does it.
        Person = "person": "a person does it",
        /// It is given up.
        None = "none": "it is given up",
    }
);
