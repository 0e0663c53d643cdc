//! Reads the numbers of a text back as a person does, and finds what no text may hold.
//!
//! It knows what digits, units and signs mean, and nothing of how they were written.

/// What a number in a text counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// `$3.03`
    Dollars,
    /// `82 %`, read as a part of the whole.
    Share,
    /// Anything else.
    Plain,
}

/// A number as a text has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// As it is written.
    pub text: String,
    /// What it says.
    pub value: f64,
    /// How far the figure that it stands for may be away: half of what its last figure counts.
    pub room: f64,
    /// `<` or `>` where it is only a bound.
    pub bound: Option<char>,
    /// What it counts.
    pub unit: Unit,
    /// The word behind it.
    pub noun: String,
}

impl Read {
    /// Whether the text is true of a figure.
    #[must_use]
    pub fn tells(&self, figure: f64) -> bool {
        let slack = self.room * (1.0 + 2e-6) + 1e-14 * figure.abs();
        match self.bound {
            Some('<') => 0.0 < figure && figure < self.value + slack,
            Some(_) => figure < 0.0 && self.value - slack < figure,
            None => (figure - self.value).abs() <= slack,
        }
    }
}

/// All numbers of a text in their order.
///
/// # Errors
/// What is malformed: a word for no number, an exponent, a zero with a sign, digits that are not in groups of three.
pub fn numbers(text: &str) -> Result<Vec<Read>, String> {
    let letters: Vec<char> = text.chars().collect();
    let is_word = |at: usize| letters.get(at).is_some_and(|c| c.is_alphanumeric());
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if matches!(word, "NaN" | "inf" | "Infinity" | "null") {
            return Err(format!("\u{201c}{word}\u{201d} is no number"));
        }
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let is_inside = at > 0 && (is_word(at - 1) || matches!(letters[at - 1], '_' | '.' | '#'));
        if !letters[at].is_ascii_digit() || is_inside {
            at += 1;
            continue;
        }
        let is_part = |c: &char| c.is_ascii_digit() || matches!(c, ',' | '.');
        let mut end = at + letters[at..].iter().take_while(|c| is_part(c)).count();
        while matches!(letters[end - 1], ',' | '.') {
            end -= 1; // of the sentence
        }
        // A date, a year, a version, a name: no figure.
        let digits: String = letters[at..end].iter().collect();
        let is_year = ("2000".."2100").contains(&digits.as_str())
            && digits.len() == 4
            && !digits.contains('.');
        let is_joined =
            is_year || letters.get(end) == Some(&'-') || at > 0 && letters[at - 1] == '-';
        if is_joined || is_word(end) {
            let exponent = letters.get(end) == Some(&'e')
                && letters
                    .get(end + 1)
                    .is_some_and(|c| c.is_ascii_digit() || matches!(c, '-' | '+'));
            if exponent {
                return Err(format!(
                    "an exponent behind {}",
                    letters[at..end].iter().collect::<String>()
                ));
            }
            at = end
                + letters[end..]
                    .iter()
                    .take_while(|c| c.is_alphanumeric() || **c == '-')
                    .count();
            continue;
        }
        found.push(read(&letters, at, end)?);
        at = end;
    }
    Ok(found)
}

/// The number whose digits stand from `at` to `end`.
fn read(letters: &[char], at: usize, end: usize) -> Result<Read, String> {
    let mut begin = at;
    let mut before = |sign: char| {
        let is_there = begin > 0 && letters[begin - 1] == sign;
        begin -= usize::from(is_there);
        is_there
    };
    let is_money = before('$');
    let _ = before('\u{d7}');
    let is_negative = before('\u{2212}');
    let bound = ['<', '>'].into_iter().find(|sign| before(*sign));
    let digits: String = letters[at..end].iter().collect();
    let behind: String = letters[end..].iter().take(40).collect();
    let (factor, percent, rest) = unit_of(&behind);
    let text: String =
        letters[begin..end].iter().collect::<String>() + &behind[..behind.len() - rest.len()];
    let malformed = |what: &str| format!("{what}: {text}");
    let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let is_grouped = first.len() <= 3 && groups.all(|group| group.len() == 3);
    if !is_grouped || decimals.contains([',', '.']) {
        return Err(malformed("not in groups of three"));
    }
    let number: f64 = digits
        .replace(',', "")
        .parse()
        .map_err(|_| malformed("no number"))?;
    let scale = factor * if percent { 0.01 } else { 1.0 };
    let sign = if is_negative { -1.0 } else { 1.0 };
    if number == 0.0 && (is_negative || bound.is_some()) {
        return Err(malformed("a zero with a sign"));
    }
    let unit = match (is_money, percent) {
        (true, false) => Unit::Dollars,
        (false, true) => Unit::Share,
        (false, false) => Unit::Plain,
        (true, true) => return Err(malformed("dollars and per cent")),
    };
    if is_money && factor == 1.0 && decimals.len() == 1 {
        return Err(malformed("half a number of cents"));
    }
    let last = 0.5 * 10f64.powi(-(decimals.len() as i32));
    Ok(Read {
        value: sign * number * scale,
        room: scale * last.min(least_room(unit, number, factor)),
        bound,
        unit,
        noun: noun_of(rest),
        text,
    })
}

/// What half of the last figure is at most, though zeros at the end are left off: cents below a thousand dollars, two
/// figures of a per cent and of less than ten cents, three of a count.
fn least_room(unit: Unit, number: f64, factor: f64) -> f64 {
    match unit {
        Unit::Dollars if factor > 1.0 => 0.005 * number,
        Unit::Dollars if number >= 1_000.0 => 0.5,
        Unit::Dollars if number >= 0.1 => 0.005,
        Unit::Dollars | Unit::Share => 0.05 * number,
        Unit::Plain => (0.005 * number).max(0.005),
    }
    .max(0.5e-9) // no figure has more than nine decimals
}

/// ` %`, ` k` and their like behind a number, and what is left behind them.
fn unit_of(behind: &str) -> (f64, bool, &str) {
    if let Some(rest) = behind.strip_prefix(" %") {
        return (1.0, true, rest);
    }
    for (letter, factor) in [(" k", 1e3), (" M", 1e6), (" B", 1e9), (" T", 1e12)] {
        if let Some(rest) = behind.strip_prefix(letter)
            && !rest.starts_with(char::is_alphanumeric)
        {
            return (factor, false, rest);
        }
    }
    (1.0, false, behind)
}

fn noun_of(rest: &str) -> String {
    let rest = rest.strip_prefix(' ').unwrap_or_default();
    rest.chars().take_while(|c| c.is_alphabetic()).collect()
}

/// Nouns that are counted, one and several.
const NOUNS: [(&str, &str); 19] = [
    ("try", "tries"),
    ("token", "tokens"),
    ("attempt", "attempts"),
    ("call", "calls"),
    ("request", "requests"),
    ("point", "points"),
    ("minute", "minutes"),
    ("hour", "hours"),
    ("day", "days"),
    ("week", "weeks"),
    ("month", "months"),
    ("year", "years"),
    ("turn", "turns"),
    ("step", "steps"),
    ("number", "numbers"),
    ("task", "tasks"),
    ("layer", "layers"),
    ("row", "rows"),
    ("machine", "machines"),
];

/// What is wrong with the words around the numbers: one of several, several of one, `a answer`, an empty name.
#[must_use]
pub fn fault(text: &str, numbers: &[Read]) -> Option<String> {
    for read in numbers
        .iter()
        .filter(|read| read.unit == Unit::Plain && !read.text.contains('\u{d7}'))
    {
        let is_one = read.text == "1";
        let wrong = NOUNS
            .iter()
            .any(|(one, several)| read.noun == if is_one { *several } else { *one });
        if wrong {
            return Some(format!("{} {}", read.text, read.noun));
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    for pair in words.windows(2) {
        let next = pair[1].trim_matches(|c: char| !c.is_alphanumeric());
        let is_vowel =
            next.to_lowercase().starts_with(['a', 'e', 'i', 'o']) && !next.starts_with("one");
        let is_an = matches!(
            next,
            "hour" | "H100" | "SQL" | "8-K" | "11th" | "NDA" | "umbrella" | "X-ray"
        ) || is_vowel;
        let wrong = match pair[0] {
            "a" | "A" => is_an && next != "European",
            "an" | "An" => !is_an || next == "European",
            _ => false,
        };
        if wrong && !next.is_empty() {
            return Some(pair.join(" "));
        }
    }
    let empty = [
        "\u{201c}\u{201d}",
        " ,",
        " .",
        " ;",
        " :",
        "()",
        "( ",
        "A  ",
        "a  ",
    ];
    empty
        .into_iter()
        .find(|part| text.contains(part))
        .map(|part| format!("an empty place at \u{201c}{part}\u{201d}"))
}
