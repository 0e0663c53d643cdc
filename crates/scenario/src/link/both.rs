//! Two scenarios in one fragment: the link of the one that is shown, and after a mark the link of the other.

/// What stands between the two: the other is A, or B.
const MARKS: [&str; 2] = ["&a=", "&b="];

/// The link of the scenario that is shown, and of the other, where there is one, its link and whether it is B.
///
/// ```
/// use scenario::link::{joined, split};
/// let both = joined("1.q3xKAQE", "1.w1aBAQI", false);
/// assert_eq!(both, "1.q3xKAQE&a=1.w1aBAQI");
/// assert_eq!(split(&both), ("1.q3xKAQE", Some(("1.w1aBAQI", false))));
/// assert_eq!(split("1.q3xKAQE"), ("1.q3xKAQE", None));
/// ```
#[must_use]
pub fn split(fragment: &str) -> (&str, Option<(&str, bool)>) {
    for (mark, is_b) in MARKS.into_iter().zip([false, true]) {
        if let Some((shown, other)) = fragment.split_once(mark) {
            return (shown, Some((other, is_b)));
        }
    }
    (fragment, None)
}

/// A fragment of both.
#[must_use]
pub fn joined(shown: &str, other: &str, is_b: bool) -> String {
    [shown, MARKS[usize::from(is_b)], other].concat()
}
