//! Numbers as they are read by a person, without the product's own reader.

/// A number of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    /// What it says.
    pub value: f64,
    /// One of its last figure.
    pub step: f64,
}

/// The number with which a text begins: `15 %`, `$1.2 M`, `13.7 M tokens`.
pub(super) fn shown(text: &str) -> Option<Shown> {
    let (sign, text) = match text.strip_prefix('\u{2212}') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    // Of what is smaller than any number that is written, a bound.
    let text = text.strip_prefix("less than ").unwrap_or(text);
    let text = text.trim_start_matches(['<', '$', '\u{d7}']);
    // Of what is tiny the figures come with their power of ten.
    let (text, power) = match text.split_once("e-") {
        Some((digits, power)) => {
            let end = power.find(|letter: char| !letter.is_ascii_digit());
            let (power, rest) = power.split_at(end.unwrap_or(power.len()));
            (
                format!("{digits}{rest}"),
                libm::pow(10.0, -power.parse::<f64>().ok()?),
            )
        }
        None => (text.into(), 1.0),
    };
    let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.' && letter != ',');
    let (digits, rest) = text.split_at(end.unwrap_or(text.len()));
    let digits = digits.trim_end_matches(['.', ',']).replace(',', "");
    let number: f64 = digits.parse().ok()?;
    let decimals = digits
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let unit = match rest.strip_prefix(' ').map_or("", |rest| {
        rest.split([' ', '.', ')', ',']).next().unwrap_or_default()
    }) {
        "%" => 0.01,
        "k" => 1e3,
        "M" => 1e6,
        "B" => 1e9,
        "T" => 1e12,
        _ => 1.0,
    };
    let unit = unit * power;
    Some(Shown {
        value: sign * number * unit,
        step: unit * libm::pow(10.0, -(decimals as f64)),
    })
}
