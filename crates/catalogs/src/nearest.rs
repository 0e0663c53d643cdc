//! Names close to one that was not found, for messages.

/// The `count` names nearest to `asked`, nearest first: fewest letters to change, then longest common
/// beginning, then the order given. Case does not count.
///
/// ```
/// let names = ["input_tokens", "output_tokens", "turns", "calls"];
/// assert_eq!(catalogs::nearest::nearest("inptu_tokens", names, 2), ["input_tokens", "output_tokens"]);
/// ```
pub fn nearest<'name>(
    asked: &str,
    among: impl IntoIterator<Item = &'name str>,
    count: usize,
) -> Vec<&'name str> {
    let asked = Asked::new(asked);
    let mut best: Vec<(usize, usize, &str)> = Vec::with_capacity(count + 1);
    for name in among {
        let last = best.get(count.wrapping_sub(1));
        let limit = last.map_or(usize::MAX, |(distance, ..)| *distance);
        if count == 0 || asked.length.abs_diff(name.len().min(LONGEST_NAME)) > limit {
            continue;
        }
        let distance = asked.distance(name);
        if distance > limit {
            continue;
        }
        let rank = (distance, usize::MAX - asked.shared_beginning(name));
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
/// use catalogs::nearest::meant;
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
        let differing = Asked::new(asked).distance(name);
        name.starts_with(asked) || 3 * differing <= name.chars().count() + 2
    })
}

/// "; did you mean ...?" where one was probably meant.
pub fn hint<'name>(asked: &str, among: impl IntoIterator<Item = &'name str> + Clone) -> String {
    meant(asked, among).map_or(String::new(), |name| format!("; did you mean \"{name}\"?"))
}

/// Bytes beyond this are not looked at: a pasted page is no name. One bit of a word each.
const LONGEST_NAME: usize = 64;

/// A name to compare many others with.
struct Asked {
    bytes: Vec<u8>,
    length: usize,
    /// For each byte the places where it stands, a bit each.
    places: [u64; 256],
}

impl Asked {
    fn new(name: &str) -> Asked {
        let bytes: Vec<u8> = letters(name).collect();
        let mut places = [0; 256];
        for (place, byte) in bytes.iter().enumerate() {
            places[usize::from(*byte)] |= 1 << place;
        }
        Asked {
            length: bytes.len(),
            bytes,
            places,
        }
    }

    fn shared_beginning(&self, name: &str) -> usize {
        self.bytes
            .iter()
            .zip(letters(name))
            .take_while(|(left, right)| **left == *right)
            .count()
    }

    /// Letters to insert, delete or replace, two swapped neighbours counting once.
    ///
    /// A column of the usual table at a time, its steps up and down as bits of a word (after Hyyrö 2003):
    /// a file of many unknown names would otherwise spend its time here.
    fn distance(&self, name: &str) -> usize {
        let Some(last) = self.length.checked_sub(1) else {
            return letters(name).count();
        };
        let (mut up, mut down, mut diagonal, mut before) = (u64::MAX, 0_u64, 0_u64, 0_u64);
        let mut distance = self.length;
        for byte in letters(name) {
            let here = self.places[usize::from(byte)];
            let swapped = ((!diagonal & here) << 1) & before;
            diagonal = ((here & up).wrapping_add(up) ^ up) | here | down | swapped;
            let right_up = down | !(diagonal | up);
            let right_down = diagonal & up;
            distance += (right_up >> last & 1) as usize;
            distance -= (right_down >> last & 1) as usize;
            let right_up = right_up << 1 | 1;
            up = right_down << 1 | !(diagonal | right_up);
            down = right_up & diagonal;
            before = here;
        }
        distance
    }
}

fn letters(name: &str) -> impl Iterator<Item = u8> {
    name.bytes()
        .take(LONGEST_NAME)
        .map(|byte| byte.to_ascii_lowercase())
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
        assert_eq!(Asked::new("inptu").distance("input"), 1);
        assert_eq!(Asked::new("kitten").distance("Sitting"), 3);
        assert_eq!(Asked::new("").distance("abc"), 3);
        assert_eq!(Asked::new("abc").distance(""), 3);
    }

    /// The usual table, row by row.
    fn table_distance(left: &[u8], right: &[u8]) -> usize {
        let mut rows: Vec<Vec<usize>> = vec![(0..=right.len()).collect()];
        for (row, letter) in left.iter().enumerate() {
            let mut current = vec![row + 1];
            for (column, other) in right.iter().enumerate() {
                let replaced = rows[row][column] + usize::from(letter != other);
                let mut cost = replaced
                    .min(rows[row][column + 1] + 1)
                    .min(current[column] + 1);
                if row > 0 && column > 0 && left[row - 1] == *other && *letter == right[column - 1]
                {
                    cost = cost.min(rows[row - 1][column - 1] + 1);
                }
                current.push(cost);
            }
            rows.push(current);
        }
        rows[left.len()][right.len()]
    }

    #[test]
    fn the_distance_is_that_of_the_table() {
        let long = "b".repeat(64);
        let names = [
            "",
            "a",
            "ab",
            "ba",
            "gpt-5",
            "gtp-5",
            "gpt-5.1-codex",
            "claude-opus-4-8",
            "opus",
            "calude-ops-48",
            "mistral-large",
            "abcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabca",
            &long,
        ];
        for left in names {
            for right in names {
                let expected = table_distance(left.as_bytes(), right.as_bytes());
                assert_eq!(Asked::new(left).distance(right), expected, "{left} {right}");
            }
        }
    }
}
