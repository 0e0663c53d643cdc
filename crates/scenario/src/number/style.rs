//! How numbers are written, and the one style in which this program writes them.

use core::sync::atomic::{AtomicUsize, Ordering};

/// How numbers are written: the mark before decimals, and the one between groups of three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// `1,234.56`
    #[default]
    Point,
    /// `1.234,56`
    Comma,
    /// `1 234,56`
    SpaceComma,
    /// `1'234.56`
    ApostrophePoint,
}

impl Style {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [
        Self::Point,
        Self::Comma,
        Self::SpaceComma,
        Self::ApostrophePoint,
    ];

    /// Its word, by which it is kept.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Comma => "comma",
            Self::SpaceComma => "space",
            Self::ApostrophePoint => "apostrophe",
        }
    }

    /// The style of a word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.word() == word)
    }

    /// The style in which a large number with decimals is written, whatever its digits.
    ///
    /// ```
    /// use scenario::number::Style;
    /// assert_eq!(Style::like("1.234.567,5"), Style::Comma);
    /// assert_eq!(Style::like("1\u{202f}234\u{202f}567,5"), Style::SpaceComma);
    /// assert_eq!(Style::like("12,34,567.5"), Style::Point);
    /// ```
    #[must_use]
    pub fn like(text: &str) -> Self {
        const MARKS: &[char] = &[
            ',', '.', '\'', '\u{2019}', ' ', '\u{a0}', '\u{202f}', '\u{66b}', '\u{66c}',
        ];
        let mut marks = text.chars().filter(|letter| MARKS.contains(letter));
        let (group, point) = (marks.next(), marks.next_back());
        match (group, point) {
            (Some('\'' | '\u{2019}'), _) => Self::ApostrophePoint,
            (Some(' ' | '\u{a0}' | '\u{202f}'), Some(',')) => Self::SpaceComma,
            (_, Some(',' | '\u{66b}')) => Self::Comma,
            _ => Self::Point,
        }
    }

    /// The mark between groups, and the one before decimals.
    #[must_use]
    pub const fn marks(self) -> (&'static str, &'static str) {
        match self {
            Self::Point => (",", "."),
            Self::Comma => (".", ","),
            Self::SpaceComma => ("\u{202f}", ","),
            Self::ApostrophePoint => ("\u{2019}", "."),
        }
    }

    /// A number that is written `1,234.56`, in this style.
    ///
    /// ```
    /// use scenario::number::Style;
    /// assert_eq!(Style::Comma.write("1,234.56"), "1.234,56");
    /// ```
    #[must_use]
    pub fn write(self, text: &str) -> String {
        let (group, point) = self.marks();
        let mut written = String::with_capacity(text.len() + 4);
        for letter in text.chars() {
            match letter {
                ',' => written += group,
                '.' => written += point,
                letter => written.push(letter),
            }
        }
        written
    }
}

/// The style in use, by its place in [`Style::ALL`]. Nothing is computed from it: it is how figures look, and every
/// sentence and table would have to hand it on.
static IN_USE: AtomicUsize = AtomicUsize::new(0);

/// The style in which figures are written: `1,234.56`, unless a page has set another.
#[must_use]
pub fn style() -> Style {
    let place = IN_USE.load(Ordering::Relaxed);
    Style::ALL.get(place).copied().unwrap_or_default()
}

/// From now on figures are written in this style.
pub fn set_style(style: Style) {
    let place = Style::ALL.iter().position(|each| *each == style);
    IN_USE.store(place.unwrap_or_default(), Ordering::Relaxed);
}
