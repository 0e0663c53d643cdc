//! Which keys a JSON value has, also where it is cut off: what a format is recognised by.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Paths with `/` between keys and `[]` for an element, each with its value where that is a short text. Of an array at the
/// top the paths are those of its elements.
#[derive(Clone, Debug, Default)]
pub struct Skeleton {
    paths: Vec<(String, Option<String>)>,
}

/// Beyond so many paths nothing more is looked at.
const MOST_PATHS: usize = 2_000;
/// Nothing is recognised by what lies deeper.
const DEEPEST: usize = 8;
/// So many elements of an array are looked at.
const ELEMENTS: usize = 8;

impl Skeleton {
    /// Of a value, or of the beginning of one.
    pub fn of(json: &[u8]) -> Skeleton {
        let mut skeleton = Skeleton::default();
        let mut reader = serde_json::Deserializer::from_slice(json);
        let seed = Level {
            skeleton: &mut skeleton,
            path: &mut String::new(),
            depth: 0,
        };
        // Where the value is cut off, what came before it was seen.
        let _ = seed.deserialize(&mut reader);
        skeleton
    }

    /// Whether it has a path, or with `path=value` that value at it.
    ///
    /// ```
    /// use usage::skeleton::Skeleton;
    /// let cut = Skeleton::of(br#"{"type": "event_msg", "payload": {"type": "token_count", "inf"#);
    /// assert!(cut.has("payload/type=token_count") && !cut.has("type=token_count"));
    /// ```
    pub fn has(&self, wanted: &str) -> bool {
        let (path, value) = match wanted.split_once('=') {
            Some((path, value)) => (path, Some(value)),
            None => (wanted, None),
        };
        let mut all = self.paths.iter();
        all.any(|(known, text)| {
            known == path && value.is_none_or(|value| text.as_deref() == Some(value))
        })
    }
}

struct Level<'own> {
    skeleton: &'own mut Skeleton,
    path: &'own mut String,
    depth: usize,
}

impl Level<'_> {
    fn note(&mut self, text: Option<&str>) {
        if self.skeleton.paths.len() < MOST_PATHS {
            let text = text.filter(|text| text.len() <= 64).map(str::to_owned);
            self.skeleton.paths.push((self.path.clone(), text));
        }
    }
}

impl<'row> DeserializeSeed<'row> for Level<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'row>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'row> Visitor<'row> for Level<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value")
    }

    fn visit_map<A: MapAccess<'row>>(mut self, mut map: A) -> Result<(), A::Error> {
        self.note(None);
        while let Some(key) = map.next_key::<String>()? {
            if self.depth >= DEEPEST {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let length = self.path.len();
            if length > 0 {
                self.path.push('/');
            }
            self.path.push_str(&key);
            let (skeleton, path) = (&mut *self.skeleton, &mut *self.path);
            // The key is noted before its value: where the value is cut off, the key was there.
            if skeleton.paths.len() < MOST_PATHS {
                skeleton.paths.push((path.clone(), None));
            }
            map.next_value_seed(Level {
                skeleton,
                path,
                depth: self.depth + 1,
            })?;
            self.path.truncate(length);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'row>>(mut self, mut all: A) -> Result<(), A::Error> {
        self.note(None);
        let length = self.path.len();
        // The elements of an array at the top are values as lines are.
        if self.depth > 0 {
            self.path.push_str("/[]");
        }
        let mut seen = 0;
        while seen < ELEMENTS && self.depth < DEEPEST {
            let (skeleton, path) = (&mut *self.skeleton, &mut *self.path);
            let level = Level {
                skeleton,
                path,
                depth: self.depth + 1,
            };
            if all.next_element_seed(level)?.is_none() {
                break;
            }
            seen += 1;
        }
        self.path.truncate(length);
        while all.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_str<E>(mut self, text: &str) -> Result<(), E> {
        self.note(Some(text));
        Ok(())
    }

    fn visit_bool<E>(mut self, _: bool) -> Result<(), E> {
        self.note(None);
        Ok(())
    }

    fn visit_i64<E>(mut self, _: i64) -> Result<(), E> {
        self.note(None);
        Ok(())
    }

    fn visit_u64<E>(mut self, _: u64) -> Result<(), E> {
        self.note(None);
        Ok(())
    }

    fn visit_f64<E>(mut self, _: f64) -> Result<(), E> {
        self.note(None);
        Ok(())
    }

    fn visit_unit<E>(mut self) -> Result<(), E> {
        self.note(None);
        Ok(())
    }
}
