//! What a row says, by the roles that its format gives to paths or columns.

use std::borrow::Cow;
use std::sync::Arc;

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
    roles: Arc<Roles>,
    paths: Paths,
}

/// The paths of a format in the order of their roles.
#[derive(Debug)]
struct Roles {
    /// Path of each slot.
    paths: Vec<&'static str>,
    /// The first slot of each role; those up to the next role's are its own.
    starts: Vec<usize>,
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
    roles: Arc<Roles>,
    slots: Slots<'row>,
    /// Cells of a table are plain texts, values of JSON are JSON.
    is_json: bool,
    /// Whether a count was there that is none.
    has_bad_count: std::cell::Cell<bool>,
}

impl Layout {
    /// Of a format's roles.
    pub fn new(roles: RolePaths) -> Layout {
        let roles = Roles::new(roles);
        Layout {
            paths: Paths::new(roles.paths.iter().copied()),
            roles: Arc::new(roles),
        }
    }

    /// A row of JSON.
    ///
    /// # Errors
    /// Where it is not JSON.
    pub fn json<'row>(&self, row: &'row [u8]) -> Result<Fields<'row>, serde_json::Error> {
        let slots = self.paths.pluck(row)?;
        Ok(Fields::new(Arc::clone(&self.roles), slots, true))
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
            positions: self.roles.paths.iter().map(|path| position(path)).collect(),
        }
    }

    /// A row of a table. A cell may hold JSON that a path looks into.
    pub fn cells<'row>(&self, columns: &Columns, cells: &[&'row str]) -> Fields<'row> {
        let paths = &self.roles.paths;
        let mut slots: Slots<'row> = vec![None; paths.len()];
        for (slot, (position, path)) in columns.positions.iter().zip(paths).enumerate() {
            let Some((position, is_whole)) = *position else {
                continue;
            };
            let Some(cell) = cells.get(position) else {
                continue;
            };
            if is_whole {
                slots[slot] = Some(Cow::Borrowed(*cell));
            } else if slots[slot].is_none() {
                let column = path.split('/').next().unwrap_or_default();
                self.paths.pluck_cell(column, cell, &mut slots);
            }
        }
        Fields::new(Arc::clone(&self.roles), slots, false)
    }
}

impl Roles {
    fn new(all: RolePaths) -> Roles {
        let mut sorted: Vec<_> = all.iter().collect();
        // Paths of one role keep their order.
        sorted.sort_by_key(|(role, _)| role.number());
        let last = sorted.last().map_or(0, |(role, _)| role.number());
        let start = |number| sorted.partition_point(|(role, _)| role.number() < number);
        Roles {
            starts: (0..=last + 1).map(start).collect(),
            paths: sorted.iter().map(|(_, path)| *path).collect(),
        }
    }

    #[inline]
    fn slots(&self, role: Role) -> std::ops::Range<usize> {
        let number = role.number();
        match self.starts.get(number..number + 2) {
            Some(&[start, end]) => start..end,
            _ => 0..0,
        }
    }
}

impl Role {
    /// Its place among all roles.
    #[inline]
    const fn number(self) -> usize {
        match self {
            Role::Id => 0,
            Role::Session => 1,
            Role::Turn => 2,
            Role::Project => 3,
            Role::Agent => 4,
            Role::User => 5,
            Role::Key => 6,
            Role::Model => 7,
            Role::Provider => 8,
            Role::At => 9,
            Role::Processing => 10,
            Role::Region => 11,
            Role::Input => 12,
            Role::Read => 13,
            Role::Write => 14,
            Role::Write5m => 15,
            Role::Write30m => 16,
            Role::Write1h => 17,
            Role::Write12h => 18,
            Role::Tool => 19,
            Role::InputAudio => 20,
            Role::InputImage => 21,
            Role::Output => 22,
            Role::Reasoning => 23,
            Role::OutputAudio => 24,
            Role::OutputImage => 25,
            Role::Total => 26,
            Role::Requests => 27,
            Role::WebSearches => 28,
            Role::Cost => 29,
            Role::Currency => 30,
            Role::Status => 31,
            Role::Own(own) => 32 + own as usize,
        }
    }
}

impl<'row> Fields<'row> {
    fn new(roles: Arc<Roles>, slots: Slots<'row>, is_json: bool) -> Fields<'row> {
        Fields {
            roles,
            slots,
            is_json,
            has_bad_count: std::cell::Cell::new(false),
        }
    }

    /// The values of a role that say something, in the order of their paths; JSON strings without their quotes.
    fn texts(&self, role: Role) -> impl Iterator<Item = Cow<'row, str>> + '_ {
        self.slots(role).iter().flatten().filter_map(|value| {
            let text = match self.is_json {
                true => unquoted(value)?,
                false => value.clone(),
            };
            says_something(&text).then_some(text)
        })
    }

    #[inline]
    fn slots(&self, role: Role) -> &[Option<Cow<'row, str>>] {
        &self.slots[self.roles.slots(role)]
    }

    /// The first cell of a role that says something.
    fn cell(&self, role: Role) -> Option<&str> {
        let mut cells = self.slots(role).iter().flatten();
        cells.find_map(|cell| says_something(cell).then_some(&**cell))
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
        self.slots(role).iter().find_map(|slot| slot.as_deref())
    }

    /// A count: a number from 0 up, also in a string or with thousands separators. What is none is noted.
    pub fn count(&self, role: Role) -> Option<u64> {
        if self.slots(role).is_empty() {
            return None;
        }
        let count = match self.is_json {
            true => count(&self.text(role)?),
            false => count(self.cell(role)?),
        };
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

/// Whether there is more than spaces.
#[inline]
fn says_something(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_graphic) || !text.trim().is_empty()
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
    if let Ok(count) = text.parse() {
        return Some(count);
    }
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
    // A day of eight digits is a day and no count, and so is whatever has a line behind its year.
    if text.len() > 8
        && text.as_bytes()[4] != b'-'
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
