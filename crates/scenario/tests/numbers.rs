//! Numbers in the ways in which people write them: `numbers.tsv` holds locales, kinds and what each text means.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::float_cmp,
    reason = "a test may stop"
)]

use proptest::prelude::*;
use scenario::number::{Style, grouped, read};

const TABLE: &str = include_str!("numbers.tsv");

fn style(word: &str) -> Style {
    match word {
        "point" => Style::Point,
        "comma" => Style::Comma,
        "space" => Style::SpaceComma,
        "apostrophe" => Style::ApostrophePoint,
        other => panic!("{other} is no style"),
    }
}

fn is_close(found: f64, meant: f64) -> bool {
    (found - meant).abs() <= 1e-12 * meant.abs()
}

/// In the style of its own locale a number is read as it is meant; elsewhere it is read, or offered, or asked about.
#[test]
fn no_way_of_writing_is_read_wrong_in_silence() {
    let (mut read_right, mut offered) = (0, 0);
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let [locale, kind, in_use, text, meant] =
            line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let meant: f64 = meant.parse().unwrap();
        let typed = read(text, style(in_use)).unwrap_or_else(|message| {
            panic!("{locale}, {kind}: {message}");
        });
        if is_close(typed.number, meant) {
            read_right += 1;
        } else {
            let is_foreign = kind.ends_with("another style");
            assert!(is_foreign, "{locale}, {kind}: {text} is {typed:?}");
            assert!(
                typed.other.is_some_and(|other| is_close(other, meant)),
                "{locale}, {kind}, {in_use}: {text} is {typed:?}"
            );
            offered += 1;
        }
    }
    assert!(read_right + offered >= 200, "{read_right} and {offered}");
    assert!(offered > 10, "{offered}");
}

#[test]
fn a_leading_nought_is_no_group_of_thousands() {
    for text in ["0,150", "0.150", "0,125", ",125", "0,001"] {
        for style in Style::ALL {
            let typed = read(text, style).unwrap();
            assert!(typed.number < 1.0, "{text}: {typed:?}");
            assert_eq!(typed.other, None, "{text}");
        }
    }
}

#[test]
fn what_is_no_number_says_what_to_write() {
    let told = |text| read(text, Style::Point).unwrap_err();
    assert_eq!(told("5 reviews"), "\"5 reviews\" is not a number; write 5");
    assert_eq!(told("500 r"), "\"500 r\" is not a number; write 500");
    for text in [
        "", "abc", "inf %", "NaN", "1/0", "1//2", "-", "%", "$", "1-2", "1;5",
    ] {
        let message = told(text);
        assert!(message.contains("1,500 or 2k or 1.5M"), "{text}: {message}");
    }
    for text in ["1,5,0", "15 00", "1.2.3", "1,234 567", "0,150,000"] {
        let message = told(text);
        assert!(
            message.ends_with("could mean two numbers; write it like 1,500.25"),
            "{message}"
        );
    }
    let german = read("abc", Style::Comma).unwrap_err();
    assert!(
        german.ends_with("write it like 1.500 or 2k or 1,5M"),
        "{german}"
    );
    assert!(told("1e400").contains("too large"));
}

#[test]
fn a_minus_before_nought_is_nought() {
    assert!(
        read("-0 %", Style::Point)
            .unwrap()
            .number
            .is_sign_positive()
    );
}

proptest! {
    /// Whatever a style writes it reads: as it was, or as the other number that it could be.
    #[test]
    fn what_a_style_writes_it_reads(number in prop_oneof![
        -1e15..1e15, 0.0..1.0, -1e3..1e3, (0u32..2_000_000).prop_map(f64::from), (0u32..2_000_000).prop_map(|n| f64::from(n) / 1e3),
    ]) {
        for style in Style::ALL {
            let text = style.write(&grouped(number));
            prop_assert_eq!(read(&text, style).unwrap().number, number, "{}", text);
        }
    }

    /// Any text is a number or a message, and what is read does not change with the case or the spaces around it.
    #[test]
    fn any_text_is_a_number_or_a_message(text in "[-+0-9.,' %$€kmeEx/()_٠-٩\u{202f}]{0,12}") {
        for style in Style::ALL {
            let typed = read(&text, style);
            prop_assert_eq!(&read(&format!(" {} ", text.to_uppercase()), style).ok(), &typed.as_ref().ok().copied());
            if let Ok(typed) = typed {
                prop_assert!(typed.number.is_finite());
            }
        }
    }
}
