//! Pages of buckets: `data` holds spans of time, each with `results` that have its start in common.

use crate::event::{Event, hash_of};
use crate::fields::{Fields, Layout, Role, RolePaths};
use crate::json;
use crate::moment::{Moment, Precision};
use crate::plain::Verdict;
use crate::plain::{self, Plain, says_nothing};
use crate::sink::Reader;
use crate::sink::Sink;

const DATA: u8 = 0;
const RESULTS: u8 = 1;
const END: u8 = 2;

const PAGE: RolePaths = &[
    (Role::Own(DATA), "data"),
    (Role::Own(RESULTS), "results"),
    (Role::At, "start_time"),
    (Role::At, "starting_at"),
    (Role::Own(END), "end_time"),
    (Role::Own(END), "ending_at"),
];

/// Reads pages whose results are [`Plain`] rows.
pub struct PageReader {
    space: &'static str,
    plain: &'static Plain,
    page: Layout,
    result: Layout,
}

impl PageReader {
    /// For pages with such results.
    pub fn new(space: &'static str, plain: &'static Plain) -> PageReader {
        PageReader {
            space,
            plain,
            page: Layout::new(PAGE),
            result: Layout::new(plain.roles),
        }
    }

    fn bucket(&self, bucket: &Fields<'_>, out: &mut Sink<'_>) {
        let at = span_start(bucket.moment(Role::At), bucket.moment(Role::Own(END)));
        for result in json::elements(bucket.raw(Role::Own(RESULTS)).unwrap_or_default()) {
            out.inner_row(result);
            let Ok(fields) = self.result.json(result.as_bytes()) else {
                out.skip("is not JSON");
                continue;
            };
            let mut event = plain::event(self.space, self.plain, &fields);
            event.at = at;
            let named = self.plain.identity.iter().map(|role| fields.name(*role));
            let named: Vec<_> = named.collect();
            event.identity.id = hash_of(&(self.space, at, named));
            tell(self.plain, &fields, &mut event, out);
        }
    }
}

/// Hands an event on, unless the format leaves it out.
pub fn tell(plain: &Plain, fields: &Fields<'_>, event: &mut Event<'_>, out: &mut Sink<'_>) {
    match (plain.adjust)(fields, event) {
        Verdict::Skip(reason) => out.skip(reason),
        Verdict::Count if says_nothing(event) => out.skip("has neither tokens nor money"),
        Verdict::Count => out.event(event),
    }
}

/// The start of a span, as a day or an hour where it is as long.
pub fn span_start(start: Option<Moment>, end: Option<Moment>) -> Option<Moment> {
    const HOUR: i64 = 3_600_000;
    let start = start?;
    let length = end.map_or(0, |end| end.millis - start.millis);
    Some(match length {
        _ if length == 24 * HOUR && start.millis % (24 * HOUR) == 0 => {
            start.with_precision(Precision::Day)
        }
        HOUR => start.with_precision(Precision::Hour),
        _ => start,
    })
}

impl Reader for PageReader {
    fn json(&mut self, row: &[u8], out: &mut Sink<'_>) {
        let Ok(page) = self.page.json(row) else {
            return out.skip("is not JSON");
        };
        if page.raw(Role::Own(RESULTS)).is_some() {
            return self.bucket(&page, out);
        }
        for bucket in json::elements(page.raw(Role::Own(DATA)).unwrap_or_default()) {
            match self.page.json(bucket.as_bytes()) {
                Ok(bucket) => self.bucket(&bucket, out),
                Err(_) => out.skip("is not JSON"),
            }
        }
    }
}
