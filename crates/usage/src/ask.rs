//! What is asked of a report: which events, by what, in whose days.

use economics::price::{Instant, instant::SECONDS_A_DAY};

use crate::formats::TABLE;
use crate::store::{Record, Store};

/// What is asked.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The day it is: prices of events that have no time.
    pub now: Instant,
    /// What groups are made by.
    pub by: Vec<Dimension>,
    /// Only events of one of these, for each dimension that is named.
    pub only: Vec<Only>,
    /// Only from then on.
    pub since: Option<Instant>,
    /// Only before then.
    pub until: Option<Instant>,
    /// How far clocks are ahead of UTC where days are counted, before the first of their changes.
    pub offset_seconds: i64,
    /// When clocks were changed there, in order, each with how far ahead they are from then on.
    pub clock_changes: Vec<(Instant, i64)>,
    /// Whether what was charged is compared.
    pub audit: bool,
    /// Whether a scenario is made of it.
    pub scenario: bool,
    /// Whether it is priced in other ways, and as which models.
    pub instead: Option<Vec<String>>,
}

/// A dimension and what it must be: a text, or the beginning of one before `*`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Only {
    /// The dimension.
    pub dimension: Dimension,
    /// The text.
    pub value: String,
}

/// What groups are made by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Day in the zone asked for.
    Day,
    /// Hour.
    Hour,
    /// Month.
    Month,
    /// Model as logged.
    Model,
    /// Provider or gateway.
    Provider,
    /// Project or folder.
    Project,
    /// Session.
    Session,
    /// Agent, step or call.
    Agent,
    /// Person.
    User,
    /// Key.
    Key,
    /// Kind of processing.
    Processing,
    /// Format of the log.
    Format,
}

impl Dimension {
    /// All of them with their names.
    pub const ALL: [(Dimension, &'static str); 12] = [
        (Dimension::Day, "day"),
        (Dimension::Hour, "hour"),
        (Dimension::Month, "month"),
        (Dimension::Model, "model"),
        (Dimension::Provider, "provider"),
        (Dimension::Project, "project"),
        (Dimension::Session, "session"),
        (Dimension::Agent, "agent"),
        (Dimension::User, "user"),
        (Dimension::Key, "key"),
        (Dimension::Processing, "processing"),
        (Dimension::Format, "format"),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Dimension::ALL[self as usize].1
    }

    /// The dimension of a name.
    ///
    /// # Errors
    /// Where there is none: a message with those there are.
    pub fn parse(name: &str) -> Result<Dimension, String> {
        let names = Dimension::ALL.map(|(_, name)| name);
        let known = Dimension::ALL.iter().find(|(_, known)| *known == name);
        known.map(|(dimension, _)| *dimension).ok_or_else(|| {
            let hint = catalogs::nearest::hint(name, names);
            format!(
                "\"{name}\" is nothing to group by{hint} There are {}.",
                names.join(", ")
            )
        })
    }

    /// Whether groups have an order in time.
    pub fn is_time(self) -> bool {
        matches!(self, Dimension::Day | Dimension::Hour | Dimension::Month)
    }

    /// What it is of an event; empty where the log does not say.
    pub fn of(self, store: &Store, record: &Record, offset_seconds: i64) -> String {
        let context = store.context_of(record);
        let name = |id| store.name(id).to_owned();
        let at = |of: fn(crate::moment::Moment, i64) -> String| {
            record.at.map_or(String::new(), |at| of(at, offset_seconds))
        };
        match self {
            Dimension::Day => at(crate::moment::Moment::day_in),
            Dimension::Hour => at(crate::moment::Moment::hour_in),
            Dimension::Month => at(|at, offset| at.day_in(offset).chars().take(7).collect()),
            Dimension::Model => name(context.model),
            Dimension::Provider => name(context.provider),
            Dimension::Project => name(context.project),
            Dimension::Session => name(context.session),
            Dimension::Agent => name(context.agent),
            Dimension::User => name(context.user),
            Dimension::Key => name(context.key),
            Dimension::Processing => match store.name(context.processing) {
                "" => "standard".to_owned(),
                other => other.to_owned(),
            },
            Dimension::Format => TABLE[usize::from(context.format)].id.to_owned(),
        }
    }
}

impl Only {
    /// Reads `model=claude-*`.
    ///
    /// # Errors
    /// Where it is not written so, or the dimension is none.
    pub fn parse(text: &str) -> Result<Only, String> {
        let (dimension, value) = text
            .split_once('=')
            .ok_or_else(|| format!("\"{text}\" has no =; write it as model=claude-opus-5"))?;
        Ok(Only {
            dimension: Dimension::parse(dimension.trim())?,
            value: value.trim().to_owned(),
        })
    }

    fn takes(&self, found: &str) -> bool {
        match self.value.strip_suffix('*') {
            Some(start) => found.starts_with(start),
            None => found == self.value,
        }
    }
}

impl Ask {
    /// Everything, on a day, in UTC.
    pub fn new(now: Instant) -> Ask {
        Ask {
            now,
            by: Vec::new(),
            only: Vec::new(),
            since: None,
            until: None,
            offset_seconds: 0,
            clock_changes: Vec::new(),
            audit: false,
            scenario: false,
            instead: None,
        }
    }

    /// How far clocks are ahead of UTC at a moment.
    pub fn offset_at(&self, at: Instant) -> i64 {
        let later = self.clock_changes.partition_point(|(from, _)| *from <= at);
        let last = later
            .checked_sub(1)
            .and_then(|last| self.clock_changes.get(last));
        last.map_or(self.offset_seconds, |(_, offset)| *offset)
    }

    /// How far clocks were ahead of UTC when something happened.
    pub fn offset_of(&self, record: &Record) -> i64 {
        record
            .at
            .map_or(self.offset_seconds, |at| self.offset_at(at.instant()))
    }

    /// When a day begins where days are counted.
    ///
    /// ```
    /// use economics::price::{Instant, instant::SECONDS_A_DAY};
    /// use usage::ask::Ask;
    /// let at = |text| Instant::parse(text).unwrap_or(Instant { seconds: 0 });
    /// // Clocks go forward in the night, at one o'clock in UTC.
    /// let change = (at("2026-03-29T01:00:00Z"), 7_200);
    /// let ask = Ask { offset_seconds: 3_600, clock_changes: vec![change], ..Ask::new(at("2026-11-30")) };
    /// assert_eq!(ask.midnight(at("2026-03-29")), at("2026-03-28T23:00:00Z"));
    /// assert_eq!(ask.midnight(at("2026-03-30")), at("2026-03-29T22:00:00Z"));
    /// ```
    pub fn midnight(&self, day: Instant) -> Instant {
        let near = [-SECONDS_A_DAY, SECONDS_A_DAY].map(|away| {
            let near = Instant {
                seconds: day.seconds + away,
            };
            day.seconds - self.offset_at(near)
        });
        // Where clocks change at midnight, the day begins with what they then show.
        let has_begun = |seconds: &i64| {
            let at = Instant { seconds: *seconds };
            seconds + self.offset_at(at) >= day.seconds
        };
        let first = near.into_iter().filter(has_begun).min();
        Instant {
            seconds: first.unwrap_or(near[0].max(near[1])),
        }
    }

    /// A moment as it is written. A day begins at its midnight there, and so many `days` later: 1 for the end of the day that is
    /// named.
    ///
    /// ```
    /// use economics::price::Instant;
    /// use usage::ask::Ask;
    /// let ask = Ask { offset_seconds: 7_200, ..Ask::new(Instant { seconds: 0 }) };
    /// let end = ask.moment("2026-08-20", 1).map(|end| end.to_string());
    /// assert_eq!(end.as_deref(), Ok("2026-08-20T22:00:00Z"));
    /// assert!(ask.moment("yesterday", 0).is_err());
    /// ```
    ///
    /// # Errors
    /// Where it is no date.
    pub fn moment(&self, text: &str, days: i64) -> Result<Instant, String> {
        let at = Instant::parse(text)
            .ok_or_else(|| format!("\"{text}\" is no date; write it as 2026-08-20"))?;
        if text.len() > 10 {
            return Ok(at);
        }
        Ok(self.midnight(Instant {
            seconds: at.seconds + days * SECONDS_A_DAY,
        }))
    }

    /// Whether an event is asked for: of several values of one dimension one is enough.
    pub fn takes(&self, store: &Store, record: &Record) -> bool {
        let at = record.at.map(|at| at.instant());
        let is_since = self
            .since
            .is_none_or(|since| at.is_some_and(|at| since <= at));
        let is_until = self
            .until
            .is_none_or(|until| at.is_some_and(|at| at < until));
        if !is_since || !is_until {
            return false;
        }
        self.only.iter().all(|only| {
            let found = only.dimension.of(store, record, self.offset_of(record));
            let same = self
                .only
                .iter()
                .filter(|other| other.dimension == only.dimension);
            same.into_iter().any(|only| only.takes(&found))
        })
    }
}

/// Seconds that a zone is ahead of UTC: `UTC`, `Z`, `+02:00`, `-0530`.
///
/// ```
/// use usage::ask::zone;
/// assert_eq!(zone("+05:30"), Ok(19_800));
/// assert!(zone("Berlin").is_err());
/// ```
///
/// # Errors
/// Where it is no zone of that form.
pub fn zone(text: &str) -> Result<i64, String> {
    if matches!(text, "UTC" | "utc" | "Z" | "z") {
        return Ok(0);
    }
    let wrong = || format!("\"{text}\" is no zone; write UTC or an offset such as +02:00");
    let (sign, rest) = match text.split_at_checked(1) {
        Some(("+", rest)) => (1, rest),
        Some(("-", rest)) => (-1, rest),
        _ => return Err(wrong()),
    };
    let digits: String = rest.chars().filter(|letter| *letter != ':').collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.as_str(), "0"),
        4 => digits.split_at(2),
        _ => return Err(wrong()),
    };
    let number = |text: &str| text.parse::<i64>().map_err(|_| wrong());
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    if hours > 14 || minutes > 59 {
        return Err(wrong());
    }
    Ok(sign * (hours * 3_600 + minutes * 60))
}
