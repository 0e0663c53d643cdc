//! Names close to one that was not found, for messages.

/// The `count` names nearest to `asked`, nearest first: fewest letters to change, then longest common
/// beginning, then the order given. Case does not count.
///
/// ```
/// let names = ["input_tokens", "output_tokens", "turns", "calls"];
/// assert_eq!(scenario::nearest::nearest("inptu_tokens", names, 2), ["input_tokens", "output_tokens"]);
/// ```
pub fn nearest<'name>(
    asked: &str,
    among: impl IntoIterator<Item = &'name str>,
    count: usize,
) -> Vec<&'name str> {
    let asked = letters(asked);
    let mut best: Vec<(usize, usize, &str)> = Vec::with_capacity(count + 1);
    for name in among {
        let candidate = letters(name);
        let limit = best
            .get(count.wrapping_sub(1))
            .map_or(usize::MAX, |last| last.0);
        if least_distance(&asked, &candidate) > limit || count == 0 {
            continue;
        }
        let shared = asked
            .iter()
            .zip(&candidate)
            .take_while(|(left, right)| left == right)
            .count();
        let rank = (distance(&asked, &candidate), usize::MAX - shared);
        let position = best.partition_point(|other| (other.0, other.1) <= rank);
        best.insert(position, (rank.0, rank.1, name));
        best.truncate(count);
    }
    best.into_iter().map(|(_, _, name)| name).collect()
}

/// The name that was probably meant: one that continues what was asked, or else the nearest, where at most a
/// third of the letters differ.
///
/// ```
/// use scenario::nearest::meant;
/// assert_eq!(meant("input", ["discount", "input_usd_per_mtok"]), Some("input_usd_per_mtok"));
/// assert_eq!(meant("titel", ["title", "turns"]), Some("title"));
/// assert_eq!(meant("fortnight", ["day", "month"]), None);
/// ```
pub fn meant<'name>(
    asked: &str,
    among: impl IntoIterator<Item = &'name str> + Clone,
) -> Option<&'name str> {
    let continued = among
        .clone()
        .into_iter()
        .find(|name| !asked.is_empty() && name.starts_with(asked));
    let near = || nearest(asked, among, 1).into_iter().next();
    continued.or_else(near).filter(|name| {
        let differing = distance(&letters(asked), &letters(name));
        name.starts_with(asked) || 3 * differing <= name.chars().count() + 2
    })
}

/// "; did you mean ...?" where one was probably meant.
pub(crate) fn hint<'name>(
    asked: &str,
    among: impl IntoIterator<Item = &'name str> + Clone,
) -> String {
    meant(asked, among).map_or(String::new(), |name| format!("; did you mean \"{name}\"?"))
}

/// Letters beyond this are not looked at: a pasted page is no name.
const LONGEST_NAME: usize = 128;

fn letters(name: &str) -> Vec<char> {
    name.chars()
        .take(LONGEST_NAME)
        .map(|letter| letter.to_ascii_lowercase())
        .collect()
}

/// A bound that is cheap to compute: letters that one has and the other lacks must be changed.
fn least_distance(left: &[char], right: &[char]) -> usize {
    let mut surplus = [0_i16; 32];
    left.iter()
        .for_each(|letter| surplus[*letter as usize % 32] += 1);
    right
        .iter()
        .for_each(|letter| surplus[*letter as usize % 32] -= 1);
    let sum = |sign: i16| {
        surplus
            .iter()
            .map(|count| (count * sign).max(0) as usize)
            .sum::<usize>()
    };
    sum(1).max(sum(-1))
}

/// Letters to insert, delete or replace, two swapped neighbours counting once.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before = vec![0; right.len() + 1];
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, letter) in left.iter().enumerate() {
        let mut current = vec![row + 1; right.len() + 1];
        for (column, other) in right.iter().enumerate() {
            let replaced = last[column] + usize::from(letter != other);
            let mut cost = replaced.min(last[column + 1] + 1).min(current[column] + 1);
            let swapped =
                row > 0 && column > 0 && left[row - 1] == *other && *letter == right[column - 1];
            if swapped {
                cost = cost.min(before[column - 1] + 1);
            }
            current[column + 1] = cost;
        }
        before = std::mem::replace(&mut last, current);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_come_first_and_ties_keep_the_longest_common_beginning() {
        let names = ["gpt-4o", "gpt-5", "claude-opus-5", "gpt-5.1", "o3"];
        assert_eq!(nearest("gpt5", names, 3), ["gpt-5", "gpt-4o", "gpt-5.1"]);
        assert_eq!(nearest("CLAUDE-OPUS-5", names, 1), ["claude-opus-5"]);
    }

    #[test]
    fn fewer_names_than_asked_for_are_all_given() {
        assert_eq!(nearest("x", ["a"], 3), ["a"]);
        assert_eq!(nearest("x", [], 3), Vec::<&str>::new());
        assert_eq!(nearest("x", ["a"], 0), Vec::<&str>::new());
    }

    #[test]
    fn swapped_neighbours_count_once() {
        assert_eq!(distance(&letters("inptu"), &letters("input")), 1);
        assert_eq!(distance(&letters("kitten"), &letters("sitting")), 3);
        assert_eq!(distance(&letters(""), &letters("abc")), 3);
    }

    #[test]
    fn the_cheap_bound_is_never_above_the_distance() {
        let names = [
            "",
            "a",
            "gpt-5",
            "gpt-5.1-codex",
            "claude-opus-4-8",
            "opus",
            "mistral-large",
            "ß-größe",
        ];
        for left in names {
            for right in names {
                let (left, right) = (letters(left), letters(right));
                assert!(least_distance(&left, &right) <= distance(&left, &right));
            }
        }
    }
}
