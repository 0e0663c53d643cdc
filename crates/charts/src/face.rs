//! How wide a text is in the typefaces of exported pictures.
//!
//! A picture is laid out before anybody knows which fonts its reader has. Widths are those of the typefaces that the
//! command line brings (Inter and Gelasio), so that page and terminal lay out the same picture; the SVG then tells each
//! text its length, so that another typeface fills the same room.

/// A typeface of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// What is read.
    Sans,
    /// What is read first.
    Bold,
    /// The answer.
    Serif,
}

/// Width of a text at a size, in a typeface.
pub type MeasureFace<'a> = &'a dyn Fn(&str, f64, Face) -> f64;

/// First letter of the tables.
const FIRST: u32 = 0x20;

/// Thousandths of the size for each letter from the space to the tilde: Inter Regular 4.001.
const SANS: [u16; 95] = [
    281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 631, 407, 610,
    618, 646, 593, 620, 566, 619, 620, 288, 302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601,
    590, 746, 743, 269, 571, 672, 565, 903, 753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682,
    679, 629, 365, 360, 365, 471, 456, 323, 562, 612, 571, 612, 583, 370, 613, 591, 242, 242, 549,
    242, 876, 591, 600, 612, 612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426, 333, 426, 662,
];
/// Inter SemiBold 4.001.
const BOLD: [u16; 95] = [
    252, 321, 523, 644, 650, 1004, 663, 326, 373, 373, 540, 673, 319, 465, 319, 379, 660, 423, 623,
    636, 666, 612, 640, 576, 640, 640, 319, 329, 673, 673, 673, 543, 999, 728, 659, 737, 722, 605,
    588, 749, 746, 277, 580, 703, 565, 922, 759, 769, 645, 773, 652, 650, 660, 736, 728, 1020, 720,
    713, 652, 373, 379, 373, 481, 469, 351, 574, 624, 583, 624, 591, 389, 625, 612, 262, 262, 569,
    262, 900, 612, 609, 624, 624, 397, 549, 353, 612, 587, 839, 569, 588, 566, 455, 359, 455, 673,
];
/// Gelasio Regular 1.008.
const SERIF: [u16; 95] = [
    241, 331, 412, 643, 610, 817, 710, 215, 375, 375, 472, 643, 270, 374, 270, 469, 614, 430, 559,
    552, 565, 528, 566, 502, 596, 566, 312, 312, 643, 643, 643, 479, 929, 671, 654, 642, 749, 653,
    599, 725, 815, 390, 518, 694, 604, 927, 767, 744, 610, 744, 702, 561, 619, 756, 667, 976, 710,
    615, 602, 375, 469, 375, 643, 643, 500, 504, 560, 454, 574, 483, 325, 509, 582, 293, 292, 536,
    286, 881, 591, 539, 571, 560, 410, 432, 345, 575, 497, 737, 505, 492, 444, 430, 375, 430, 643,
];

/// Width of a text at a size.
#[must_use]
pub fn width(words: &str, size: f64, face: Face) -> f64 {
    words
        .chars()
        .map(|letter| advance(letter, face))
        .sum::<f64>()
        * size
        / 1000.0
}

/// What a letter takes, in thousandths of the size.
fn advance(letter: char, face: Face) -> f64 {
    let table = match face {
        Face::Sans => &SANS,
        Face::Bold => &BOLD,
        Face::Serif => &SERIF,
    };
    let place = (letter as u32).checked_sub(FIRST);
    if let Some(known) = place.and_then(|place| table.get(place as usize)) {
        return f64::from(*known);
    }
    match letter {
        '\u{b7}' => 290.0,
        '\u{2018}' | '\u{2019}' => 260.0,
        '\u{2212}' | '\u{d7}' | '\u{2248}' | '\u{20ac}' => 665.0,
        '\u{2013}' => 560.0,
        '\u{2026}' | '\u{2192}' | '\u{2014}' => 930.0,
        // Letters with accents, Greek and Cyrillic are about as wide as this; what follows is mostly written in squares.
        '\u{a0}'..='\u{2e7f}' => 620.0,
        _ => 1000.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_wide_as_its_letters() {
        let of = |words: &str| width(words, 10.0, Face::Sans);
        assert!((of("ab") - (5.62 + 6.12)).abs() < 1e-9);
        assert!((of("a b") - of("a") - of(" ") - of("b")).abs() < 1e-9);
        assert!(width("$3", 10.0, Face::Bold) > of("$3"));
        assert!((of("\u{6f22}") - 10.0).abs() < 1e-9);
    }
}
