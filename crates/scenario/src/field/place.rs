//! A field at a place of a document: the pattern of the table with its indices.

use super::{Access, Datum, FIELDS, Field};
use crate::document::Scenario;
use crate::problem::Problem;

/// A field of one step or level, or of the document itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The row of the table.
    pub field: &'static Field,
    /// Which step, for a field of a step or level.
    pub step: usize,
    /// Which level of it.
    pub level: usize,
}

/// Its path, as problems have it.
impl From<Place> for String {
    fn from(place: Place) -> Self {
        place.to_string()
    }
}

impl core::fmt::Display for Place {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let mut indices = [self.step, self.level].into_iter();
        for (count, part) in self.field.path.split("[]").enumerate() {
            if count > 0 {
                write!(f, "[{}]", indices.next().unwrap_or(0))?;
            }
            f.write_str(part)?;
        }
        Ok(())
    }
}

impl Place {
    /// Reads a path as a link has it, with dots for brackets: `steps.2.success_rate`; brackets are read, too.
    #[must_use]
    pub fn parse_dotted(name: &str) -> Option<Self> {
        let mut path = String::with_capacity(name.len() + 4);
        for part in name.split('.') {
            let is_index = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            match (is_index, path.is_empty()) {
                (true, _) => path.push_str(&format!("[{part}]")),
                (false, true) => path.push_str(part),
                (false, false) => path.push_str(&format!(".{part}")),
            }
        }
        Self::parse(&path)
    }

    /// Reads a path with its indices: `steps[2].success_rate`.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let mut pattern = String::with_capacity(path.len());
        let mut indices = [0usize; 2];
        let mut seen = 0;
        let mut rest = path;
        while let Some((before, after)) = rest.split_once('[') {
            let (index, after) = after.split_once(']')?;
            *indices.get_mut(seen)? = index.parse().ok()?;
            seen += 1;
            pattern.push_str(before);
            pattern.push_str("[]");
            rest = after;
        }
        pattern.push_str(rest);
        Field::find(&pattern).map(|field| field.of_level(indices[0], indices[1]))
    }
}

impl Scenario {
    /// What a field holds; unset where the step or level does not exist or the table is absent.
    #[must_use]
    pub fn get(&self, place: &Place) -> Datum {
        let step = || self.steps.get(place.step);
        match place.field.access {
            Access::Scenario(..) => place.field.in_document(self),
            Access::Step(..) => step().map_or(Datum::Unset, |step| place.field.in_step(step)),
            Access::Level(get, _) => step()
                .and_then(|step| step.levels.get(place.level))
                .map_or(Datum::Unset, get),
        }
    }

    /// Sets a field, if the value is allowed there. A field of `[checking]` brings the table with it.
    ///
    /// # Errors
    /// The problem, at the field's path; the document is unchanged then.
    pub fn set(&mut self, place: &Place, datum: Datum) -> Result<(), Problem> {
        place
            .field
            .check(&datum)
            .map_err(|message| Problem::error(place.to_string(), message))?;
        let (datum, range) = match datum {
            Datum::Range(range) => (Datum::Number(range.middle()), Some(range)),
            datum => (datum, None),
        };
        let mut step = self.steps.get_mut(place.step);
        let done = match place.field.access {
            Access::Scenario(_, put) => {
                self.ranges.keep(place.field.number, range);
                put(self, datum)
            }
            Access::Step(_, put) => step.as_mut().is_some_and(|step| {
                step.ranges.keep(place.field.number, range);
                put(step, datum)
            }),
            Access::Level(_, put) => step
                .and_then(|step| step.levels.get_mut(place.level))
                .is_some_and(|level| put(level, datum)),
        };
        if done {
            Ok(())
        } else {
            Err(Problem::error(
                place.to_string(),
                "there is no such step or level",
            ))
        }
    }

    /// Every field that this document has, in the table's order; those of an absent `[checking]` left out.
    #[must_use]
    pub fn places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        for field in FIELDS {
            match field.access {
                Access::Scenario(..) if field.is_of_checking() && self.checking.is_none() => {}
                Access::Scenario(..) => places.push(field.place()),
                Access::Step(..) => {
                    places.extend((0..self.steps.len()).map(|step| field.of_step(step)));
                }
                Access::Level(..) => {
                    for (step, of) in self.steps.iter().enumerate() {
                        let levels = 0..of.levels.len();
                        places.extend(levels.map(|level| field.of_level(step, level)));
                    }
                }
            }
        }
        places
    }
}
