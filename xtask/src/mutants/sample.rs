//! Which mutants are tried: drawn by a seed, named by an expression.

/// So many of the names, each as likely as the other, in their own order; the same seed draws the same ones.
pub fn chosen<'name>(names: &[&'name str], count: usize, seed: u64) -> Vec<&'name str> {
    let mut places: Vec<usize> = (0..names.len()).collect();
    let mut state = seed;
    let count = count.min(places.len());
    for first in 0..count {
        let rest = places.len() - first;
        places.swap(
            first,
            first + (split_mix(&mut state) % rest as u64) as usize,
        );
    }
    let mut drawn = places[..count].to_vec();
    drawn.sort_unstable();
    drawn.into_iter().map(|place| names[place]).collect()
}

/// The generator SplitMix64: small, and good enough to draw a sample.
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// A regular expression that only these names match.
pub fn expression(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| escaped(name)).collect();
    format!("^(?:{})$", names.join("|"))
}

fn escaped(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len() + 16);
    for c in name.chars() {
        if r"\.+*?()|[]{}^$#&-~".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{chosen, escaped, expression, split_mix};

    #[test]
    fn the_generator_gives_its_published_numbers() {
        let mut state = 1_234_567;
        let drawn: Vec<u64> = (0..3).map(|_| split_mix(&mut state)).collect();
        assert_eq!(
            drawn,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }

    #[test]
    fn a_sample_holds_no_name_twice_and_comes_again_with_its_seed() {
        let names: Vec<String> = (0..100).map(|number| number.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let drawn = chosen(&names, 30, 5);
        assert_eq!(drawn, chosen(&names, 30, 5));
        assert_ne!(drawn, chosen(&names, 30, 6));
        let mut once = drawn.clone();
        once.dedup();
        assert_eq!((once.len(), drawn.len()), (30, 30));
        assert_eq!(chosen(&names, 1000, 5), names);
    }

    #[test]
    fn names_are_taken_as_they_stand() {
        assert_eq!(
            escaped("a.rs:1:2: replace + with *"),
            r"a\.rs:1:2: replace \+ with \*"
        );
        assert_eq!(expression(&["a", "b"]), "^(?:a|b)$");
    }
}
