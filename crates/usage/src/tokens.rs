//! Tokens by class, disjoint; what was not reported is not 0.

/// A class of tokens; every token of a request is in exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Input that no cache served or wrote.
    Fresh,
    /// Input read from a cache.
    Read,
    /// Written to a cache for five minutes.
    Write5m,
    /// Written to a cache for thirty minutes.
    Write30m,
    /// Written to a cache for an hour.
    Write1h,
    /// Written to a cache for twelve hours.
    Write12h,
    /// Written to a cache; the log does not say for how long.
    WriteUnsplit,
    /// Audio of the input, not from a cache.
    InputAudio,
    /// Images of the input, not from a cache.
    InputImage,
    /// Input that a tool of the provider added.
    ToolPrompt,
    /// Output that is not reasoning; all output where the log does not report reasoning.
    Visible,
    /// Output that nobody sees.
    Reasoning,
    /// Output that only a total betrays.
    Hidden,
    /// Audio of the output.
    OutputAudio,
    /// Images of the output.
    OutputImage,
}

/// How many classes there are.
pub const CLASSES: usize = 15;

impl Class {
    /// Every class, in order.
    pub const ALL: [Class; CLASSES] = [
        Class::Fresh,
        Class::Read,
        Class::Write5m,
        Class::Write30m,
        Class::Write1h,
        Class::Write12h,
        Class::WriteUnsplit,
        Class::InputAudio,
        Class::InputImage,
        Class::ToolPrompt,
        Class::Visible,
        Class::Reasoning,
        Class::Hidden,
        Class::OutputAudio,
        Class::OutputImage,
    ];
    /// All that is written to a cache.
    pub const WRITES: [Class; 5] = [
        Class::Write5m,
        Class::Write30m,
        Class::Write1h,
        Class::Write12h,
        Class::WriteUnsplit,
    ];

    /// Whether it is input.
    pub fn is_input(self) -> bool {
        self < Class::Visible
    }

    /// Its name in answers.
    pub fn name(self) -> &'static str {
        match self {
            Class::Fresh => "fresh_input",
            Class::Read => "cache_read",
            Class::Write5m => "cache_write_5m",
            Class::Write30m => "cache_write_30m",
            Class::Write1h => "cache_write_1h",
            Class::Write12h => "cache_write_12h",
            Class::WriteUnsplit => "cache_write_unsplit",
            Class::InputAudio => "input_audio",
            Class::InputImage => "input_image",
            Class::ToolPrompt => "tool_prompt",
            Class::Visible => "visible_output",
            Class::Reasoning => "reasoning",
            Class::Hidden => "unnamed_hidden",
            Class::OutputAudio => "output_audio",
            Class::OutputImage => "output_image",
        }
    }
}

/// Counts by class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tokens {
    counts: [u64; CLASSES],
    reported: u16,
}

impl Tokens {
    /// What was reported of a class.
    pub fn get(&self, class: Class) -> Option<u64> {
        let bit = 1 << class as u16;
        (self.reported & bit != 0).then(|| self.counts[class as usize])
    }

    /// What is known of a class; 0 where nothing was reported.
    pub fn count(&self, class: Class) -> u64 {
        self.counts[class as usize]
    }

    /// Reports a class.
    pub fn set(&mut self, class: Class, count: u64) {
        self.reported |= 1 << class as u16;
        self.counts[class as usize] = count;
    }

    /// Reports a class where there is something to report.
    pub fn set_if(&mut self, class: Class, count: Option<u64>) {
        if let Some(count) = count {
            self.set(class, count);
        }
    }

    /// Takes a report back.
    pub fn unset(&mut self, class: Class) {
        self.reported &= !(1 << class as u16);
        self.counts[class as usize] = 0;
    }

    /// Adds each class; reported is what either reports.
    pub fn add(&mut self, other: &Tokens) {
        self.reported |= other.reported;
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count = count.saturating_add(more);
        }
    }

    /// The classes that were reported, with their counts.
    pub fn iter(&self) -> impl Iterator<Item = (Class, u64)> + '_ {
        let all = Class::ALL.into_iter();
        all.filter_map(|class| Some((class, self.get(class)?)))
    }

    fn sum(&self, of: impl Fn(Class) -> bool) -> u64 {
        let all = Class::ALL.into_iter().filter(|class| of(*class));
        all.fold(0, |sum: u64, class| sum.saturating_add(self.count(class)))
    }

    /// All input.
    pub fn input(&self) -> u64 {
        self.sum(Class::is_input)
    }

    /// Input that no cache served or wrote, of whatever kind.
    pub fn fresh(&self) -> u64 {
        let cached = self.count(Class::Read).saturating_add(self.writes());
        self.input().saturating_sub(cached)
    }

    /// All that was written to a cache.
    pub fn writes(&self) -> u64 {
        self.sum(|class| Class::WRITES.contains(&class))
    }

    /// All output.
    pub fn output(&self) -> u64 {
        self.sum(|class| !class.is_input())
    }

    /// Whether nothing was reported at all.
    pub fn is_unreported(&self) -> bool {
        self.reported == 0
    }

    /// Whether nothing was used.
    pub fn is_nothing(&self) -> bool {
        self.counts.iter().all(|count| *count == 0)
    }
}
