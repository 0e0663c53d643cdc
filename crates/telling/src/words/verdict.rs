//! Whether it pays: the word, the sentence that says what comes in and what goes out, and where today stands.

use super::capital_article;
use scenario::document::Scenario;
use scenario::format;
use scenario::report::{Part, PartReport, Report, ValueReport};

/// Whether it pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A period is worth at least as much as doing nothing.
    Pays,
    /// It is worth less.
    DoesNotPay,
    /// A success rate is missing.
    NotKnown,
    /// A call needs more than the model takes.
    CannotBe,
}

impl Verdict {
    /// The verdict of a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        match &report.value {
            _ if what_cannot_be(report).is_some() => Self::CannotBe,
            Some(value) if value.pays => Self::Pays,
            Some(_) => Self::DoesNotPay,
            None => Self::NotKnown,
        }
    }

    /// Its words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Pays => "Pays",
            Self::DoesNotPay => "Does not pay",
            Self::NotKnown => "Not known yet",
            Self::CannotBe => "Cannot be done so",
        }
    }
}

/// Where today stands on the way from never to always right, and where it pays.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// Chance that an attempt is right today.
    pub today: f64,
    /// Where paying begins or ends, in rising order.
    pub thresholds: Vec<f64>,
    /// Whether it pays below the first of them.
    pub pays_at_first: bool,
    /// What stands at the nearest threshold, on the side that pays: `pays from 16 % right`.
    pub label: String,
    /// What stands at today: `you: 80 %`.
    pub you: String,
}

/// See [`Scale`]; nothing where no success rate decides.
#[must_use]
pub fn scale(report: &Report) -> Option<Scale> {
    let (value, outcome) = (report.value.as_ref()?, report.outcome.as_ref()?);
    let thresholds = value.break_even_quality.clone();
    let crossed = thresholds.iter().filter(|at| **at <= outcome.quality);
    let is_even = crossed.count() % 2 == 0;
    let near = Threshold::nearest(report)?;
    let way = if near.from_there_up { "from" } else { "up to" };
    Some(Scale {
        today: outcome.quality,
        pays_at_first: value.pays == is_even,
        thresholds,
        label: format!("pays {way} {} right", near.said),
        you: format!("you: {}", format::rate(outcome.quality)),
    })
}

/// The threshold nearest to today's quality.
pub(super) struct Threshold {
    /// As it is written, on the side that pays.
    pub said: String,
    /// That number.
    pub shown: f64,
    /// Whether it pays above it.
    pub from_there_up: bool,
}

impl Threshold {
    pub(super) fn nearest(report: &Report) -> Option<Self> {
        let (value, outcome) = (report.value.as_ref()?, report.outcome.as_ref()?);
        let quality = outcome.quality;
        let distance = |at: &f64| (at - quality).abs();
        let thresholds = value.break_even_quality.iter().copied();
        let at = thresholds.min_by(|left, right| distance(left).total_cmp(&distance(right)))?;
        // It pays above the threshold where that is below today and it pays, or above today and it does not.
        let is_below = at < quality || at == quality && value.value_of_quality_usd >= 0.0;
        let from_there_up = is_below == value.pays;
        let said = format::towards(at, from_there_up, &format::rate);
        Some(Self {
            shown: format::read(&said).unwrap_or(at),
            said,
            from_there_up,
        })
    }
}

/// `A review nets *$81.57*: right ones bring *$91.20*; tokens, looks and the wrong ones that nobody notices take *$9.63*.`
pub(super) fn sentence(scenario: &Scenario, report: &Report, value: &ValueReport) -> String {
    let task = scenario.work.task();
    let a_task = capital_article(&task);
    let usd = |amount: f64| format!("*{}*", format::usd(amount));
    let net = if value.net_usd < 0.0 {
        format!("{a_task} {task} loses {}", usd(-value.net_usd))
    } else {
        format!("{a_task} {task} nets {}", usd(value.net_usd))
    };
    let Some(outcome) = &report.outcome else {
        return net + ".";
    };
    let right = |row: &&PartReport| row.part == Part::RightResults;
    let right = value.parts.iter().find(right).map(|row| row.task_usd);
    let bring = match right.unwrap_or_default() {
        _ if outcome.right == 0.0 => "none comes out right".into(),
        0.0 => "right ones bring nothing".into(),
        harm if harm < 0.0 => format!("right ones do {} of harm", usd(-harm)),
        bring => format!("right ones bring {}", usd(bring)),
    };
    let takers = takers(value);
    if takers.is_empty() || value.taken_usd == 0.0 {
        return format!("{net}: {bring}.");
    }
    let (verb, taken) = match value.taken_usd {
        gain if gain < 0.0 => ("bring", -gain),
        taken => ("take", taken),
    };
    format!("{net}: {bring}; {} {verb} {}.", listed(&takers), usd(taken))
}

/// What is left of what right results bring: the takeaway of the parts of the net.
#[must_use]
pub fn parts_takeaway(report: &Report) -> String {
    let Some(value) = &report.value else {
        return String::new();
    };
    let brought = value
        .parts
        .iter()
        .find(|row| row.part == Part::RightResults);
    let brought = brought.map_or(0.0, |row| row.task_usd);
    let (brought_usd, net) = (format::usd(brought), format::usd(value.net_usd.abs()));
    match (brought > 0.0, value.net_usd < 0.0) {
        (true, false) if value.net_usd <= brought => {
            format!("Of {brought_usd} that right results bring, {net} is left.")
        }
        (true, true) => format!("Right results bring {brought_usd}; {net} is missing."),
        (_, true) => format!("Nothing comes in; {net} is lost."),
        _ => format!("{net} is left."),
    }
}

/// What takes of what right results bring, or brings something else.
fn takers(value: &ValueReport) -> Vec<&'static str> {
    let name = |row: &PartReport| {
        Some(match row.part {
            Part::Tokens => "tokens",
            Part::Looks => "looks",
            Part::Person => "the person in the end",
            Part::WrongResults => "the wrong ones that nobody notices",
            Part::GivenUp => "those given up",
            Part::RightResults | Part::PaidAnyway | Part::Net => return None,
        })
    };
    let spent_first = |row: &&PartReport| matches!(row.part, Part::WrongResults | Part::GivenUp);
    let (last, first): (Vec<&PartReport>, Vec<&PartReport>) =
        value.parts.iter().partition(spent_first);
    first.into_iter().chain(last).filter_map(name).collect()
}

/// `tokens, looks and a person`
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).into(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Until when it pays, told by how often a try is right, and where today is.
pub(super) fn until(report: &Report, value: &ValueReport) -> String {
    let Some(quality) = report.outcome.as_ref().map(|outcome| outcome.quality) else {
        return String::new();
    };
    if report.tasks == 0.0 {
        return "With nothing to do there is nothing to earn.".into();
    }
    let you = format!("you are at *{}*", format::rate(quality));
    let Some(near) = Threshold::nearest(report) else {
        return match value.pays {
            true => format!("It pays however often it is right; {you}."),
            false => format!("Even if it were always right it would not pay at this cost; {you}."),
        };
    };
    let Threshold {
        said,
        shown,
        from_there_up,
    } = near;
    let is_hardly = (shown > quality) == from_there_up && shown != quality;
    match (value.pays, from_there_up) {
        // So few figures leave no room between the threshold and today.
        (true, _) if is_hardly => format!("It only just pays: {you}."),
        (true, true) => format!("It pays from *{said}* right; {you}."),
        (true, false) => format!("It pays up to *{said}* right; {you}."),
        (false, true) => format!("It would pay from *{said}* right; {you}."),
        (false, false) => format!("It would pay only below *{said}* right; {you}."),
    }
}

/// The call that needs more than its model takes, as it was noticed.
pub(super) fn what_cannot_be(report: &Report) -> Option<&str> {
    let is_of_window = |path: &str| path.ends_with("].input_tokens");
    let warnings = report.warnings.iter();
    let found = warnings.filter(|warning| is_of_window(&warning.path));
    found.map(|warning| warning.message.as_str()).next()
}
