//! Whether a part of the input or output stands inside the number next to it or beside it: proven on the row where
//! a total stands, else by the format's rule.

use crate::tokens::{Class, Tokens};

/// Where a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the number next to it.
    Inside,
    /// Next to it, and not in it.
    Beside,
}

/// What a format documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Where cache reads and writes stand.
    pub cache: Place,
    /// Where reasoning stands.
    pub reasoning: Place,
    /// Whether a total that says otherwise is a fault of the row: then it is flagged and the rule holds.
    pub strict: bool,
}

impl Rule {
    /// As chat completions count: everything inside.
    pub const INSIDE: Rule = Rule {
        cache: Place::Inside,
        reasoning: Place::Inside,
        strict: false,
    };
    /// As the Messages API counts: the cache beside the input, thinking inside the output.
    pub const CACHE_BESIDE: Rule = Rule {
        cache: Place::Beside,
        reasoning: Place::Inside,
        strict: false,
    };
    /// As Gemini counts: the cache inside the input, thoughts beside the output.
    pub const REASONING_BESIDE: Rule = Rule {
        cache: Place::Inside,
        reasoning: Place::Beside,
        strict: false,
    };
}

/// What a row reports, as it reports it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Input.
    pub input: Option<u64>,
    /// Read from a cache.
    pub read: Option<u64>,
    /// Written to a cache, all of it.
    pub write: Option<u64>,
    /// Of that, for five minutes.
    pub write_5m: Option<u64>,
    /// Of that, for thirty minutes.
    pub write_30m: Option<u64>,
    /// Of that, for an hour.
    pub write_1h: Option<u64>,
    /// Of that, for twelve hours.
    pub write_12h: Option<u64>,
    /// Added by a tool; beside the input.
    pub tool: Option<u64>,
    /// Audio inside the input.
    pub input_audio: Option<u64>,
    /// Images inside the input.
    pub input_image: Option<u64>,
    /// Output.
    pub output: Option<u64>,
    /// Reasoning.
    pub reasoning: Option<u64>,
    /// Audio inside the output.
    pub output_audio: Option<u64>,
    /// Images inside the output.
    pub output_image: Option<u64>,
    /// All of it.
    pub total: Option<u64>,
}

/// How the places of a row are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Proof {
    /// Nothing had to be decided, or the total adds up one way only.
    Balanced,
    /// A part is larger than what it would have to be inside of.
    BySize,
    /// There is no total; the format's rule holds.
    #[default]
    Assumed,
    /// The total does not add up; the format's rule holds.
    Unbalanced,
}

/// Disjoint tokens of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// The tokens.
    pub tokens: Tokens,
    /// How it is known where the parts stand.
    pub proof: Proof,
    /// More reasoning was claimed than output; it is cut to that.
    pub clamped: bool,
}

/// Makes the counts of a row disjoint.
///
/// ```
/// use usage::proof::{Counts, Rule, settle};
/// use usage::tokens::Class;
/// let row = Counts { input: Some(35), output: Some(12), total: Some(109), ..Counts::default() };
/// let tokens = settle(&row, Rule::INSIDE).tokens;
/// assert_eq!(tokens.count(Class::Hidden), 109 - 35 - 12); // no field names them
/// ```
pub fn settle(row: &Counts, rule: Rule) -> Settled {
    let writes = row.writes();
    let cached = row.read.unwrap_or(0).saturating_add(writes.unwrap_or(0));
    let reasoning = row.reasoning.unwrap_or(0);
    let (places, proof, hidden) = row.places(rule, cached, reasoning);
    let mut settled = Settled {
        proof,
        ..Settled::default()
    };
    let tokens = &mut settled.tokens;
    row.set_writes(tokens, writes);
    tokens.set_if(Class::Read, row.read);
    tokens.set_if(Class::ToolPrompt, row.tool.filter(|tool| *tool > 0));
    if let Some(input) = row.input {
        let inside = if places.cache == Place::Inside {
            cached
        } else {
            0
        };
        let mut fresh = input.saturating_sub(inside);
        for (class, part) in [
            (Class::InputAudio, row.input_audio),
            (Class::InputImage, row.input_image),
        ] {
            fresh = tokens.take(class, part, fresh);
        }
        tokens.set(Class::Fresh, fresh);
    }
    let mut reported = row.reasoning;
    if let Some(output) = row.output {
        let mut visible = output;
        if places.reasoning == Place::Inside {
            settled.clamped = reasoning > output;
            reported = reported.map(|reasoning| reasoning.min(output));
            visible -= reported.unwrap_or(0);
        }
        for (class, part) in [
            (Class::OutputAudio, row.output_audio),
            (Class::OutputImage, row.output_image),
        ] {
            visible = tokens.take(class, part, visible);
        }
        tokens.set(Class::Visible, visible);
    }
    tokens.set_if(Class::Reasoning, reported);
    tokens.set_if(Class::Hidden, (hidden > 0).then_some(hidden));
    settled
}

impl Counts {
    /// All writes: what was reported of them, at least the parts.
    fn writes(&self) -> Option<u64> {
        let parts = [self.write_5m, self.write_30m, self.write_1h, self.write_12h];
        let known = parts.iter().any(Option::is_some);
        let sum = parts
            .iter()
            .flatten()
            .fold(0, |sum: u64, part| sum.saturating_add(*part));
        match self.write {
            Some(write) => Some(write.max(sum)),
            None => known.then_some(sum),
        }
    }

    fn set_writes(&self, tokens: &mut Tokens, writes: Option<u64>) {
        let Some(writes) = writes else {
            return;
        };
        let mut rest = writes;
        let mut split = false;
        for (class, part) in [
            (Class::Write5m, self.write_5m),
            (Class::Write30m, self.write_30m),
            (Class::Write1h, self.write_1h),
            (Class::Write12h, self.write_12h),
        ] {
            if let Some(part) = part {
                tokens.set(class, part);
                rest = rest.saturating_sub(part);
                split = true;
            }
        }
        if rest > 0 || !split {
            tokens.set(Class::WriteUnsplit, rest);
        }
    }

    /// Where the parts stand, how that is known, and what only the total betrays.
    fn places(&self, rule: Rule, cached: u64, reasoning: u64) -> (Rule, Proof, u64) {
        let (Some(input), Some(output)) = (self.input, self.output) else {
            return (self.by_size(rule, cached, reasoning), Proof::Assumed, 0);
        };
        let Some(total) = self.total.filter(|total| *total > 0) else {
            let places = self.by_size(rule, cached, reasoning);
            let proof = match (cached, reasoning) {
                (0, 0) => Proof::Balanced,
                _ if places != rule => Proof::BySize,
                _ => Proof::Assumed,
            };
            return (places, proof, 0);
        };
        let base = u128::from(input) + u128::from(output) + u128::from(self.tool.unwrap_or(0));
        let total = u128::from(total);
        let of = |place, part: u64| {
            if place == Place::Beside {
                u128::from(part)
            } else {
                0
            }
        };
        let adds_up = |places: &Rule| {
            // More than the whole cannot be inside of it, whatever adds up.
            let fits = places.cache == Place::Beside || cached <= input;
            fits && base + of(places.cache, cached) + of(places.reasoning, reasoning) == total
        };
        if adds_up(&rule) {
            return (rule, Proof::Balanced, 0);
        }
        let others = [
            (Place::Inside, Place::Inside),
            (Place::Beside, Place::Inside),
            (Place::Inside, Place::Beside),
            (Place::Beside, Place::Beside),
        ];
        let others = others.map(|(cache, reasoning)| Rule {
            cache,
            reasoning,
            ..rule
        });
        if let Some(places) = others.into_iter().find(adds_up).filter(|_| !rule.strict) {
            return (places, Proof::Balanced, 0);
        }
        let places = self.by_size(rule, cached, reasoning);
        let counted = base + of(places.cache, cached) + of(places.reasoning, reasoning);
        if total > counted && reasoning == 0 && !rule.strict {
            let hidden = u64::try_from(total - counted).unwrap_or(u64::MAX);
            return (places, Proof::Balanced, hidden);
        }
        (places, Proof::Unbalanced, 0)
    }

    /// The rule, but for what cannot be inside because it is larger.
    fn by_size(&self, rule: Rule, cached: u64, reasoning: u64) -> Rule {
        let mut places = rule;
        if self.input.is_some_and(|input| cached > input) {
            places.cache = Place::Beside;
        }
        let _ = reasoning; // more reasoning than output is a claim, not a proof: it is cut
        places
    }
}

impl Tokens {
    /// Reports a part that lies inside of what is left, and gives what then is left.
    fn take(&mut self, class: Class, part: Option<u64>, left: u64) -> u64 {
        let Some(part) = part.filter(|part| *part > 0) else {
            return left;
        };
        let part = part.min(left);
        self.set(class, part);
        left - part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(input: u64, output: u64) -> Counts {
        Counts {
            input: Some(input),
            output: Some(output),
            ..Counts::default()
        }
    }

    #[test]
    fn a_cache_larger_than_the_input_is_beside_it_also_where_the_total_has_more() {
        let row = |total| Counts {
            write: Some(5),
            total: Some(total),
            ..row(1, 2)
        };
        for (total, hidden, proof) in [
            (10, 2, Proof::Balanced),
            (8, 0, Proof::Balanced),
            (3, 0, Proof::Unbalanced),
        ] {
            let settled = settle(&row(total), Rule::INSIDE);
            assert_eq!(settled.tokens.count(Class::Fresh), 1);
            assert_eq!(settled.tokens.count(Class::Hidden), hidden);
            assert_eq!(settled.proof, proof, "{total}");
        }
    }

    #[test]
    fn the_total_proves_where_the_cache_stands() {
        let beside = Counts {
            read: Some(4_482),
            total: Some(10_394),
            ..row(5_734, 178)
        };
        let settled = settle(&beside, Rule::INSIDE);
        assert_eq!(settled.tokens.count(Class::Fresh), 5_734);
        assert_eq!(settled.proof, Proof::Balanced);
        let inside = Counts {
            read: Some(3_000),
            write: Some(2_000),
            total: Some(5_520),
            ..row(5_320, 200)
        };
        assert_eq!(
            settle(&inside, Rule::CACHE_BESIDE)
                .tokens
                .count(Class::Fresh),
            320
        );
    }

    #[test]
    fn more_from_the_cache_than_input_cannot_be_inside() {
        let counts = Counts {
            read: Some(50_000),
            write: Some(500),
            ..row(1_000, 200)
        };
        let settled = settle(&counts, Rule::INSIDE);
        assert_eq!(settled.tokens.input(), 51_500);
        assert_eq!(settled.proof, Proof::BySize);
    }

    #[test]
    fn more_reasoning_than_output_is_cut_and_flagged() {
        let counts = Counts {
            reasoning: Some(70),
            ..row(10, 60)
        };
        let settled = settle(&counts, Rule::INSIDE);
        assert!(settled.clamped);
        assert_eq!(settled.tokens.output(), 60);
    }

    #[test]
    fn a_total_that_a_strict_rule_does_not_reach_is_flagged_and_not_mended() {
        let counts = Counts {
            read: Some(100),
            reasoning: Some(50),
            total: Some(1_850),
            ..row(1_500, 200)
        };
        let strict = Rule {
            strict: true,
            ..Rule::REASONING_BESIDE
        };
        let settled = settle(&counts, strict);
        assert_eq!(settled.proof, Proof::Unbalanced);
        assert_eq!(settled.tokens.input(), 1_500);
    }

    #[test]
    fn writes_without_a_lifetime_stay_unsplit() {
        let counts = Counts {
            write: Some(80),
            ..row(5, 60)
        };
        let tokens = settle(&counts, Rule::CACHE_BESIDE).tokens;
        assert_eq!(tokens.get(Class::WriteUnsplit), Some(80));
        assert_eq!(tokens.get(Class::Write5m), None);
    }
}
