//! Values of a JSON row by their paths: one pass over the row, nothing copied but what is escaped.
//!
//! A path names keys with `/` between them: `message/usage/input_tokens`. A key whose value is JSON in a string is
//! looked into as if it were not. Nothing is found by its name alone: a number in a text is never a count.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// Paths to read, each with a slot.
#[derive(Debug, Default)]
pub struct Paths {
    root: Node,
    slots: usize,
}

#[derive(Debug, Default)]
struct Node {
    /// A path may be asked for twice, for two roles.
    slots: Vec<usize>,
    keys: Vec<(Box<str>, Node)>,
}

/// The JSON text of each slot, where the row has it.
pub type Slots<'row> = Vec<Option<Cow<'row, str>>>;

impl Paths {
    /// Of paths in the order of their slots.
    pub fn new<'path>(paths: impl IntoIterator<Item = &'path str>) -> Paths {
        let mut all = Paths::default();
        for path in paths {
            let mut node = &mut all.root;
            for key in path.split('/') {
                let known = node.keys.iter().position(|(name, _)| &**name == key);
                let at = known.unwrap_or_else(|| {
                    node.keys.push((key.into(), Node::default()));
                    node.keys.len() - 1
                });
                node = &mut node.keys[at].1;
            }
            node.slots.push(all.slots);
            all.slots += 1;
        }
        all
    }

    /// What stands at each path; a key that comes twice keeps the last.
    ///
    /// ```
    /// use usage::json::Paths;
    /// let paths = Paths::new(["usage/input", "text"]);
    /// let found = paths.pluck(br#"{"text": "{\"usage\": 1}", "usage": {"input": 12}}"#)?;
    /// assert_eq!(found[0].as_deref(), Some("12"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where the row is not JSON.
    pub fn pluck<'row>(&self, row: &'row [u8]) -> Result<Slots<'row>, serde_json::Error> {
        let mut slots = vec![None; self.slots];
        let mut reader = serde_json::Deserializer::from_slice(row);
        Within {
            node: &self.root,
            slots: &mut slots,
        }
        .deserialize(&mut reader)?;
        reader.end()?;
        Ok(slots)
    }

    /// Looks into a cell of a table that holds JSON; what is none leaves the slots as they are.
    pub(crate) fn pluck_cell(&self, column: &str, cell: &str, slots: &mut Slots<'_>) {
        let keys = &self.root.keys;
        if let Some((_, node)) = keys.iter().find(|(name, _)| &**name == column)
            && !node.keys.is_empty()
        {
            let mut found: Slots<'_> = vec![None; slots.len()];
            owned(node, cell, &mut found);
            for (slot, found) in slots.iter_mut().zip(found) {
                if let Some(plain) = found.as_deref().and_then(text) {
                    *slot = Some(Cow::Owned(plain.into_owned()));
                }
            }
        }
    }
}

/// Reads JSON that stands in a string.
fn owned(node: &Node, text: &str, slots: &mut Slots<'_>) {
    let mut inner: Slots<'_> = vec![None; slots.len()];
    let mut reader = serde_json::Deserializer::from_str(text);
    let within = Within {
        node,
        slots: &mut inner,
    };
    if within.deserialize(&mut reader).is_ok() {
        for (slot, found) in slots.iter_mut().zip(inner) {
            if let Some(found) = found {
                *slot = Some(Cow::Owned(found.into_owned()));
            }
        }
    }
}

struct Within<'own, 'row> {
    node: &'own Node,
    slots: &'own mut Slots<'row>,
}

impl<'row> DeserializeSeed<'row> for Within<'_, 'row> {
    type Value = ();

    fn deserialize<D: Deserializer<'row>>(self, from: D) -> Result<(), D::Error> {
        if !self.node.slots.is_empty() {
            let raw: &RawValue = serde::Deserialize::deserialize(from)?;
            for slot in &self.node.slots {
                self.slots[*slot] = Some(Cow::Borrowed(raw.get()));
            }
            if !self.node.keys.is_empty() {
                let mut inner = serde_json::Deserializer::from_str(raw.get());
                // What is no object has no keys.
                let _ = inner.deserialize_any(self);
            }
            return Ok(());
        }
        from.deserialize_any(self)
    }
}

impl<'row> Visitor<'row> for Within<'_, 'row> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value")
    }

    fn visit_map<A: MapAccess<'row>>(self, mut map: A) -> Result<(), A::Error> {
        let Within { node, slots } = self;
        while let Some(position) = map.next_key_seed(Key { node })? {
            match position.and_then(|position| node.keys.get(position)) {
                Some((_, node)) => map.next_value_seed(Within { node, slots })?,
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'row>>(self, mut all: A) -> Result<(), A::Error> {
        while all.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_borrowed_str<E>(self, text: &'row str) -> Result<(), E> {
        owned(self.node, text, self.slots);
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        owned(self.node, text, self.slots);
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

/// The position of a key among those that are wanted.
struct Key<'own> {
    node: &'own Node,
}

impl<'row> DeserializeSeed<'row> for Key<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'row>>(self, from: D) -> Result<Option<usize>, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<usize>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Option<usize>, E> {
        Ok(self.node.keys.iter().position(|(name, _)| &**name == key))
    }
}

/// A text of a row, borrowed from it where nothing in it is escaped. (Serde borrows a `Cow` where it stands alone, and
/// copies it in an `Option`.)
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<'row>(pub Cow<'row, str>);

impl std::ops::Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'from: 'row, 'row> serde::Deserialize<'from> for Text<'row> {
    fn deserialize<D: Deserializer<'from>>(from: D) -> Result<Text<'row>, D::Error> {
        struct AsItStands;
        impl<'row> Visitor<'row> for AsItStands {
            type Value = Text<'row>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a text")
            }

            fn visit_borrowed_str<E>(self, text: &'row str) -> Result<Text<'row>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'row>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        from.deserialize_str(AsItStands)
    }
}

/// The elements of an array as texts; nothing where it is none.
pub fn elements(array: &str) -> Vec<&str> {
    let all: Vec<&RawValue> = serde_json::from_str(array).unwrap_or_default();
    all.into_iter().map(RawValue::get).collect()
}

/// The members of an object as texts; nothing where it is none.
pub fn members(object: &str) -> Vec<(String, &str)> {
    struct Members;
    impl<'row> Visitor<'row> for Members {
        type Value = Vec<(String, &'row str)>;

        fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            out.write_str("an object")
        }

        fn visit_map<A: MapAccess<'row>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut all = Vec::new();
            while let Some((key, value)) = map.next_entry::<String, &RawValue>()? {
                all.push((key, value.get()));
            }
            Ok(all)
        }
    }
    let mut reader = serde_json::Deserializer::from_str(object);
    reader.deserialize_map(Members).unwrap_or_default()
}

/// The text of a JSON string; the JSON itself for anything else, and nothing for `null`.
pub fn text(json: &str) -> Option<Cow<'_, str>> {
    match json.as_bytes().first()? {
        b'"' => {
            let inner = json.get(1..json.len().saturating_sub(1))?;
            if inner.contains('\\') {
                serde_json::from_str(json).ok().map(Cow::Owned)
            } else {
                Some(Cow::Borrowed(inner))
            }
        }
        b'n' => None,
        _ => Some(Cow::Borrowed(json)),
    }
}
