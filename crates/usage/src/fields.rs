//! What a row says, by the roles that its format gives to paths or columns.

use std::borrow::Cow;

use crate::decimal::Decimal;
use crate::json::{self, Paths, Slots};
use crate::moment::Moment;

/// What a value of a row is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Id that is the same wherever the row stands.
    Id,
    /// Session.
    Session,
    /// Turn or trace.
    Turn,
    /// Project.
    Project,
    /// Agent, step or call.
    Agent,
    /// Person.
    User,
    /// Key.
    Key,
    /// Model.
    Model,
    /// Provider.
    Provider,
    /// When, or the start of a bucket.
    At,
    /// Kind of processing.
    Processing,
    /// Where it was worked on.
    Region,
    /// Input.
    Input,
    /// Read from a cache.
    Read,
    /// Written to a cache.
    Write,
    /// Of that, for five minutes.
    Write5m,
    /// Of that, for thirty minutes.
    Write30m,
    /// Of that, for an hour.
    Write1h,
    /// Of that, for twelve hours.
    Write12h,
    /// Added by a tool.
    Tool,
    /// Audio inside the input.
    InputAudio,
    /// Images inside the input.
    InputImage,
    /// Output.
    Output,
    /// Reasoning.
    Reasoning,
    /// Audio inside the output.
    OutputAudio,
    /// Images inside the output.
    OutputImage,
    /// All of it.
    Total,
    /// How many requests.
    Requests,
    /// Searches of the web.
    WebSearches,
    /// What it cost.
    Cost,
    /// In which currency.
    Currency,
    /// How it ended.
    Status,
    /// Something that the format's own code looks at.
    Own(u8),
}

/// Roles with the paths that hold them; of several paths of a role the first that says something counts.
pub type RolePaths = &'static [(Role, &'static str)];

/// The paths of a format, ready to read rows with.
#[derive(Debug)]
pub struct Layout {
    roles: RolePaths,
    paths: Paths,
}

/// The columns of a table, found by the names in its header.
#[derive(Debug)]
pub struct Columns {
    /// For each role path the position of its column, and whether the path is all of the column's name.
    positions: Vec<Option<(usize, bool)>>,
}

/// The values of a row.
#[derive(Debug)]
pub struct Fields<'row> {
    roles: RolePaths,
    slots: Slots<'row>,
    /// Cells of a table are plain texts, values of JSON are JSON.
    is_json: bool,
    /// Whether a count was there that is none.
    has_bad_count: std::cell::Cell<bool>,
}

impl Layout {
    /// Of a format's roles.
    pub fn new(roles: RolePaths) -> Layout {
        Layout {
            roles,
            paths: Paths::new(roles.iter().map(|(_, path)| *path)),
        }
    }

    /// A row of JSON.
    ///
    /// # Errors
    /// Where it is not JSON.
    pub fn json<'row>(&self, row: &'row [u8]) -> Result<Fields<'row>, serde_json::Error> {
        Ok(Fields::new(self.roles, self.paths.pluck(row)?, true))
    }

    /// Where a header has the columns: names are compared without case and without spaces around them.
    pub fn columns(&self, header: &[String]) -> Columns {
        let named = |column: &str| {
            let is_it = |name: &String| name.trim().eq_ignore_ascii_case(column);
            header.iter().position(is_it)
        };
        let position = |path: &str| {
            let column = path.split('/').next().unwrap_or_default();
            let whole = named(path).map(|at| (at, true));
            whole.or_else(|| named(column).map(|at| (at, false)))
        };
        Columns {
            positions: self.roles.iter().map(|(_, path)| position(path)).collect(),
        }
    }

    /// A row of a table. A cell may hold JSON that a path looks into.
    pub fn cells<'row>(&self, columns: &Columns, cells: &[&'row str]) -> Fields<'row> {
        let mut slots: Slots<'row> = vec![None; self.roles.len()];
        for (slot, (position, (_, path))) in columns.positions.iter().zip(self.roles).enumerate() {
            let Some((position, is_whole)) = *position else {
                continue;
            };
            let (Some(cell), column) = (cells.get(position), path.split('/').next()) else {
                continue;
            };
            if is_whole {
                slots[slot] = Some(Cow::Borrowed(*cell));
            } else if slots[slot].is_none() {
                self.paths
                    .pluck_cell(column.unwrap_or_default(), cell, &mut slots);
            }
        }
        Fields::new(self.roles, slots, false)
    }
}

impl<'row> Fields<'row> {
    fn new(roles: RolePaths, slots: Slots<'row>, is_json: bool) -> Fields<'row> {
        Fields {
            roles,
            slots,
            is_json,
            has_bad_count: std::cell::Cell::new(false),
        }
    }

    /// The values of a role that say something, in the order of their paths; JSON strings without their quotes.
    fn texts(&self, role: Role) -> impl Iterator<Item = Cow<'row, str>> + '_ {
        let of_role = self.roles.iter().zip(&self.slots);
        of_role.filter_map(move |((of, _), slot)| {
            let value = slot.as_ref().filter(|_| *of == role)?;
            let text = match self.is_json {
                true => unquoted(value)?,
                false => value.clone(),
            };
            (!text.trim().is_empty()).then_some(text)
        })
    }

    /// The text of a role; `None` where it is empty or `null`.
    pub fn text(&self, role: Role) -> Option<Cow<'row, str>> {
        self.texts(role).next()
    }

    /// The text of a role, empty where there is none.
    pub fn name(&self, role: Role) -> Cow<'row, str> {
        self.text(role).unwrap_or_default()
    }

    /// Whether a role says anything at all.
    pub fn has(&self, role: Role) -> bool {
        self.text(role).is_some()
    }

    /// The JSON of a role as it stands, such as an array.
    pub fn raw(&self, role: Role) -> Option<&str> {
        let mut of_role = self.roles.iter().zip(&self.slots);
        of_role.find_map(|((of, _), slot)| slot.as_deref().filter(|_| *of == role))
    }

    /// A count: a number from 0 up, also in a string or with thousands separators. What is none is noted.
    pub fn count(&self, role: Role) -> Option<u64> {
        let text = self.text(role)?;
        let count = count(&text);
        if count.is_none() {
            self.has_bad_count.set(true);
        }
        count
    }

    /// Whether any count that was asked for was none.
    pub fn has_bad_count(&self) -> bool {
        self.has_bad_count.get()
    }

    /// An amount of money.
    pub fn decimal(&self, role: Role) -> Option<Decimal> {
        let amount = self.texts(role).find_map(|text| Decimal::parse(&text))?;
        Some(amount.as_logged())
    }

    /// A moment: a text, or a count since 1970.
    pub fn moment(&self, role: Role) -> Option<Moment> {
        self.texts(role).find_map(|text| moment(&text))
    }
}

fn unquoted<'row>(json: &Cow<'row, str>) -> Option<Cow<'row, str>> {
    match json {
        Cow::Borrowed(json) => json::text(json),
        Cow::Owned(json) => json::text(json).map(|text| Cow::Owned(text.into_owned())),
    }
}

/// A count as a log writes it; `None` for what is negative, broken or no number.
///
/// ```
/// use usage::fields::count;
/// assert_eq!(count("100,000"), Some(100_000));
/// assert_eq!(count("12.0"), Some(12));
/// assert_eq!((count("-1"), count("NaN"), count("1.5")), (None, None, None));
/// ```
pub fn count(text: &str) -> Option<u64> {
    let text = text.trim();
    if let Ok(count) = text.parse() {
        return Some(count);
    }
    let units = Decimal::parse(text)?.units();
    let whole = Decimal::from_units(1).units();
    (units % whole == 0).then(|| u64::try_from(units / whole).ok())?
}

/// A moment as a log writes it: ISO 8601, or a count since 1970.
pub fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    // A day of eight digits is a day and no count.
    if text.len() > 8
        && let Some(count) = whole(text)
    {
        return Moment::of_count(count);
    }
    Moment::parse(text)
}

/// The whole part of a plain number.
fn whole(text: &str) -> Option<i64> {
    let (whole, behind) = text.split_once('.').unwrap_or((text, ""));
    let is_plain = behind.bytes().all(|byte| byte.is_ascii_digit());
    whole.parse().ok().filter(|_| is_plain)
}
