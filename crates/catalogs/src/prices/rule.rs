//! Which texts a provider or a model answers to.

/// A condition on a text in lower case. Digits are the ASCII ones.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// The text is this.
    Equals(String),
    /// The text begins with this.
    StartsWith(String),
    /// The text ends with this.
    EndsWith(String),
    /// The text has this in it.
    Contains(String),
    /// The text is this, each `#` standing for a digit. A line break at its end does not count.
    Shape(String),
    /// The text begins with this, each `#` standing for a digit.
    StartsWithShape(String),
    /// The rule does not hold.
    Not(Box<Rule>),
    /// At least one holds.
    Any(Vec<Rule>),
    /// Each holds.
    All(Vec<Rule>),
}

impl Rule {
    /// Whether the rule holds for a text in lower case.
    ///
    /// ```
    /// use catalogs::prices::Rule;
    /// let dated = Rule::Shape("gpt-5.5-####-##-##".into());
    /// assert!(dated.holds("gpt-5.5-2026-04-24"));
    /// assert!(!dated.holds("gpt-5.5-2026-04-24-x"));
    /// ```
    pub fn holds(&self, text: &str) -> bool {
        match self {
            Rule::Equals(whole) => text == whole,
            Rule::StartsWith(start) => text.starts_with(start.as_str()),
            Rule::EndsWith(end) => text.ends_with(end.as_str()),
            Rule::Contains(part) => text.contains(part.as_str()),
            Rule::Shape(shape) => {
                let line = text.strip_suffix('\n').unwrap_or(text);
                shape.len() == line.len() && begins_in_shape(line, shape)
            }
            Rule::StartsWithShape(shape) => begins_in_shape(text, shape),
            Rule::Not(rule) => !rule.holds(text),
            Rule::Any(rules) => rules.iter().any(|rule| rule.holds(text)),
            Rule::All(rules) => rules.iter().all(|rule| rule.holds(text)),
        }
    }
}

fn begins_in_shape(text: &str, shape: &str) -> bool {
    let fits = |(byte, wanted): (u8, u8)| {
        if wanted == b'#' {
            byte.is_ascii_digit()
        } else {
            byte == wanted
        }
    };
    text.len() >= shape.len() && text.bytes().zip(shape.bytes()).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_take_digits_only_where_a_digit_is_meant() {
        let whole = Rule::Shape("o#-##".into());
        assert!(whole.holds("o1-23") && whole.holds("o1-23\n"));
        for text in ["", "o1-2", "o1-234", "ox-23", "o1_23", "o1-23\n\n", "o١-23"] {
            assert!(!whole.holds(text), "{text:?}");
        }
        let start = Rule::StartsWithShape("gemini-4-#".into());
        assert!(
            start.holds("gemini-4-1x") && !start.holds("gemini-4-x") && !start.holds("gemini-4-")
        );
    }

    #[test]
    fn rules_combine() {
        let not_speech = Rule::Not(Box::new(Rule::Any(vec![
            Rule::EndsWith("-tts".into()),
            Rule::Contains("-tts-".into()),
        ])));
        let rule = Rule::All(vec![Rule::StartsWith("gemini-2.5-pro".into()), not_speech]);
        assert!(rule.holds("gemini-2.5-pro-exp"));
        assert!(!rule.holds("gemini-2.5-pro-tts") && !rule.holds("gemini-2.5-pro-tts-1"));
        assert!(Rule::All(vec![]).holds("x") && !Rule::Any(vec![]).holds("x"));
    }
}
