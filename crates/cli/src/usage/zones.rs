//! Whose days are counted: an offset, or a zone by its name with every change of its clocks.

use ::usage::report::zone;
use economics::price::Instant;
use jiff::Timestamp;
use jiff::tz::TimeZoneDatabase;

use crate::Failure;

/// How far clocks are ahead of UTC at first, and every change of that since.
type Clocks = (i64, Vec<(Instant, i64)>);

/// No log is older: the beginning of the year 2000.
const FIRST_SECONDS: i64 = 946_684_800;
/// Logs may name moments to come; so far ahead changes of clocks are foreseen.
const AHEAD_SECONDS: i64 = 10 * 366 * 86_400;

/// The clocks of `UTC`, of `+02:00` or of `Europe/Berlin`.
///
/// # Errors
/// Where there is no such zone: a message with the nearest.
pub fn clocks(name: &str, now: Instant) -> Result<Clocks, Failure> {
    match zone(name) {
        Ok(offset_seconds) => Ok((offset_seconds, Vec::new())),
        Err(message) if !name.starts_with(char::is_alphabetic) => Err(Failure::new(message)),
        Err(_) => named(name, now),
    }
}

fn named(name: &str, now: Instant) -> Result<Clocks, Failure> {
    // The table that comes along, not the system's: the same days on every machine.
    let zones = TimeZoneDatabase::bundled();
    let zone = zones.get(name).map_err(|_| unknown(name, &zones))?;
    let at = |seconds| {
        Timestamp::from_second(seconds)
            .map_err(|_| Failure::new("the day of this machine's clock is beyond all calendars"))
    };
    let (first, last) = (at(FIRST_SECONDS)?, now.seconds + AHEAD_SECONDS);
    let changes = zone.following(first);
    let changes = changes.map(|change| {
        let from = Instant {
            seconds: change.timestamp().as_second(),
        };
        (from, i64::from(change.offset().seconds()))
    });
    let changes = changes.take_while(|(from, _)| from.seconds < last);
    Ok((
        i64::from(zone.to_offset(first).seconds()),
        changes.collect(),
    ))
}

fn unknown(name: &str, zones: &TimeZoneDatabase) -> Failure {
    let names: Vec<String> = zones.available().map(|name| name.to_string()).collect();
    // People know their city, not what stands before it.
    let is_city = |known: &&String| {
        let city = known.rsplit('/').next().unwrap_or_default();
        city.replace('_', " ")
            .eq_ignore_ascii_case(&name.replace('_', " "))
    };
    let hint = match names.iter().find(is_city) {
        Some(known) => format!("; did you mean \"{known}\"?"),
        None => catalogs::nearest::hint(name, names.iter().map(String::as_str)),
    };
    Failure::new(format!(
        "\"{name}\" is no zone{hint} Write UTC, an offset such as +02:00, or a name such as Europe/Berlin"
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use ::usage::report::Ask;

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    fn ask(zone: &str) -> Ask {
        let now = at("2026-11-30");
        let (offset_seconds, clock_changes) = clocks(zone, now).unwrap();
        Ask {
            offset_seconds,
            clock_changes,
            ..Ask::new(now)
        }
    }

    #[test]
    fn clocks_of_a_zone_change_when_they_do() {
        for (zone, moment, hours) in [
            ("Europe/Berlin", "2026-01-15", 1.0),
            ("europe/berlin", "2026-07-15", 2.0),
            ("Europe/Berlin", "2026-03-29T00:59:59Z", 1.0),
            ("Europe/Berlin", "2026-03-29T01:00:00Z", 2.0),
            ("Europe/Berlin", "2030-07-15", 2.0),
            ("America/New_York", "2026-07-15", -4.0),
            ("Asia/Kolkata", "2026-07-15", 5.5),
            ("UTC", "2026-07-15", 0.0),
            ("-03:30", "2026-07-15", -3.5),
        ] {
            let found = ask(zone).offset_at(at(moment)) as f64 / 3_600.0;
            assert_eq!(found, hours, "{zone} {moment}");
        }
    }

    #[test]
    fn a_day_begins_at_its_first_moment_also_where_midnight_is_left_out_or_comes_twice() {
        for (zone, day, begins) in [
            ("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z"),
            ("Europe/Berlin", "2026-10-26", "2026-10-25T23:00:00Z"),
            // Clocks go from midnight to one o'clock.
            ("Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00Z"),
            // Clocks go back from midnight to eleven.
            ("Asia/Beirut", "2026-10-25", "2026-10-24T22:00:00Z"),
            ("America/New_York", "2026-03-08", "2026-03-08T05:00:00Z"),
        ] {
            let found = ask(zone).midnight(at(day));
            assert_eq!(found, at(begins), "{zone} {day}: {found}");
        }
    }

    #[test]
    fn an_unknown_zone_is_told_with_the_nearest() {
        let told = |zone| clocks(zone, at("2026-11-30")).unwrap_err().message;
        assert!(
            told("Berlin").contains("did you mean \"Europe/Berlin\""),
            "{}",
            told("Berlin")
        );
        assert!(
            told("Europe/Berln").contains("Europe/Berlin"),
            "{}",
            told("Europe/Berln")
        );
        assert!(told("+99:00").contains("+02:00"));
    }
}
