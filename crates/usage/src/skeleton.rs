//! Which of the wanted paths a JSON value has, also where it is cut off: what a format is recognised by.
//!
//! A path has `/` between keys and `[]` for an element; with `path=value` that text must stand there. Of an array at the
//! top the paths are those of its elements.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// The paths that anybody asks for, as one tree.
#[derive(Debug, Default)]
pub struct Wanted {
    root: Node,
    count: usize,
}

/// Some of the wanted paths: those that a value has, or those that it must have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths(Vec<u64>);

#[derive(Debug, Default)]
struct Node {
    /// The path's number, where it is wanted by itself.
    number: Option<usize>,
    /// Texts that may be wanted here, with the numbers of those paths.
    texts: Vec<(&'static str, usize)>,
    keys: Vec<(&'static str, Node)>,
}

/// So many elements of an array are looked at.
const ELEMENTS: usize = 8;
/// What an element of an array is called in a path.
const ELEMENT: &str = "[]";

impl Wanted {
    /// Asks for paths.
    ///
    /// ```
    /// use usage::skeleton::Wanted;
    /// let mut wanted = Wanted::default();
    /// let count = wanted.add(&["payload/type=token_count"]);
    /// let start = wanted.add(&["type=token_count"]);
    /// let cut = wanted.seen(br#"{"type": "event_msg", "payload": {"type": "token_count", "inf"#);
    /// assert!(cut.has_all(&count) && !cut.has_all(&start));
    /// ```
    pub fn add(&mut self, paths: &[&'static str]) -> Paths {
        let mut all = Paths::default();
        for path in paths {
            let (keys, text) = match path.split_once('=') {
                Some((keys, text)) => (keys, Some(text)),
                None => (*path, None),
            };
            let node = keys.split('/').fold(&mut self.root, Node::below);
            let next = self.count;
            let number = match text {
                None => *node.number.get_or_insert(next),
                Some(text) => match node.texts.iter().find(|(known, _)| *known == text) {
                    Some((_, number)) => *number,
                    None => {
                        node.texts.push((text, next));
                        next
                    }
                },
            };
            self.count = self.count.max(number + 1);
            all.insert(number);
        }
        all
    }

    /// Those of the wanted paths that a value has, or the beginning of one.
    pub fn seen(&self, json: &[u8]) -> Paths {
        let mut seen = Paths(vec![0; self.count.div_ceil(64)]);
        let mut reader = serde_json::Deserializer::from_slice(json);
        let seed = Level {
            node: &self.root,
            seen: &mut seen,
            is_top: true,
        };
        // Where the value is cut off, what came before it was seen.
        let _ = seed.deserialize(&mut reader);
        seen
    }
}

impl Paths {
    /// Whether all of others are among them.
    pub fn has_all(&self, others: &Paths) -> bool {
        let word = |at: usize| self.0.get(at).copied().unwrap_or(0);
        let mut others = others.0.iter().enumerate();
        others.all(|(at, others)| word(at) & others == *others)
    }

    fn insert(&mut self, number: usize) {
        if self.0.len() <= number / 64 {
            self.0.resize(number / 64 + 1, 0);
        }
        self.0[number / 64] |= 1 << (number % 64);
    }
}

impl Node {
    /// The node of a key, new where there was none.
    fn below(&mut self, key: &'static str) -> &mut Node {
        let known = self.keys.iter().position(|(name, _)| *name == key);
        let at = known.unwrap_or_else(|| {
            self.keys.push((key, Node::default()));
            self.keys.len() - 1
        });
        &mut self.keys[at].1
    }

    fn find(&self, key: &str) -> Option<&Node> {
        let mut keys = self.keys.iter();
        keys.find(|(name, _)| *name == key).map(|(_, node)| node)
    }
}

/// A value at a node of the tree.
struct Level<'own> {
    node: &'own Node,
    seen: &'own mut Paths,
    is_top: bool,
}

impl<'row> DeserializeSeed<'row> for Level<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'row>>(self, from: D) -> Result<(), D::Error> {
        // Before the value: where that is cut off, its key was there.
        if let Some(number) = self.node.number {
            self.seen.insert(number);
        }
        if self.node.keys.is_empty() && self.node.texts.is_empty() {
            return from.deserialize_ignored_any(IgnoredAny).map(|_| ());
        }
        from.deserialize_any(self)
    }
}

impl<'row> Visitor<'row> for Level<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value")
    }

    fn visit_map<A: MapAccess<'row>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(node) = map.next_key_seed(Key { node: self.node })? {
            match node {
                None => drop(map.next_value::<IgnoredAny>()?),
                Some(node) => map.next_value_seed(Level {
                    node,
                    seen: self.seen,
                    is_top: false,
                })?,
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'row>>(self, mut all: A) -> Result<(), A::Error> {
        // The elements of an array at the top are values as lines are.
        let element = match self.is_top {
            true => Some(self.node),
            false => self.node.find(ELEMENT),
        };
        for _ in 0..ELEMENTS {
            let Some(node) = element else { break };
            let level = Level {
                node,
                seen: self.seen,
                is_top: false,
            };
            if all.next_element_seed(level)?.is_none() {
                return Ok(());
            }
        }
        while all.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        if let Some((_, number)) = self.node.texts.iter().find(|(known, _)| *known == text) {
            self.seen.insert(*number);
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// The node of a key among those that are wanted.
struct Key<'own> {
    node: &'own Node,
}

impl<'own, 'row> DeserializeSeed<'row> for Key<'own> {
    type Value = Option<&'own Node>;

    fn deserialize<D: Deserializer<'row>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_str(self)
    }
}

impl<'own> Visitor<'_> for Key<'own> {
    type Value = Option<&'own Node>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.node.find(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_the_paths_that_stand_in_it_and_no_others() {
        let mut wanted = Wanted::default();
        let paths = ["a", "a/b", "a/[]/c", "a/[]/c=x", "d=1", "e/[]/[]/f", "b"];
        let paths = paths.map(|path| wanted.add(&[path]));
        for (json, expected) in [
            (r#"{"a": {"b": 1}}"#, "1100000"),
            (r#"{"a": [{"b": 1}, {"c": "x"}]}"#, "1011000"),
            (r#"[{"a": 1}, {"b": null}]"#, "1000001"),
            (r#"{"d": "1"}"#, "0000100"),
            (r#"{"d": 1, "e": [[{"f": 0}]]}"#, "0000010"),
            (r#"{"e": [{"f": 0}], "x": {"b": 1}}"#, "0000000"),
            (r#"{"x": "{\"a\": 1}", "b": "cut o"#, "0000001"),
            (r#"{"x": "cut o"#, "0000000"),
        ] {
            let seen = wanted.seen(json.as_bytes());
            let found = paths.iter().map(|path| seen.has_all(path));
            let found: String = found.map(|has| if has { '1' } else { '0' }).collect();
            assert_eq!(found, expected, "{json}");
        }
    }
}
