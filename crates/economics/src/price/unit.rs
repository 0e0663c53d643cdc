//! Units that can be priced, and how they lie within each other.
//!
//! A unit is a set of dimensions (family, direction, modality, kind of token ...). The unit with fewer of
//! the same dimensions contains the other: cache reads are part of the input, audio cache reads part of
//! both cache reads and input audio. Everything the price engine knows about a unit is in [`UNITS`].

/// Which side of a request a unit belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Sent to the model.
    Input,
    /// Received from the model.
    Output,
    /// Neither: searches, requests, seconds of audio whose direction is not said.
    Neither,
}

/// A priced unit: a row of [`UNITS`].
#[derive(Debug)]
pub struct Unit {
    /// Name of the count, such as `cache_read_tokens`.
    pub usage_key: &'static str,
    /// Name of the rate, such as `cache_read_mtok`.
    pub price_key: &'static str,
    /// How many of the unit a rate is for: 1,000,000 for `..._mtok`, 3,600 for `..._hours`.
    pub per: f64,
    /// One bit for each dimension with its value.
    dimensions: u32,
}

/// Index of a unit in [`UNITS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(u8);

/// A set of units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitSet(u64);

/// Number of units there are.
pub const UNIT_COUNT: usize = UNITS.len();

impl UnitId {
    /// `input_tokens`.
    pub const INPUT_TOKENS: UnitId = UnitId::named("input_tokens");
    /// `output_tokens`.
    pub const OUTPUT_TOKENS: UnitId = UnitId::named("output_tokens");
    /// `cache_read_tokens`.
    pub const CACHE_READ_TOKENS: UnitId = UnitId::named("cache_read_tokens");
    /// `cache_write_tokens`.
    pub const CACHE_WRITE_TOKENS: UnitId = UnitId::named("cache_write_tokens");
    /// `cache_write_5m_tokens`.
    pub const CACHE_WRITE_5M_TOKENS: UnitId = UnitId::named("cache_write_5m_tokens");
    /// `cache_write_1h_tokens`.
    pub const CACHE_WRITE_1H_TOKENS: UnitId = UnitId::named("cache_write_1h_tokens");
    /// `input_audio_tokens`.
    pub const INPUT_AUDIO_TOKENS: UnitId = UnitId::named("input_audio_tokens");
    /// `output_audio_tokens`.
    pub const OUTPUT_AUDIO_TOKENS: UnitId = UnitId::named("output_audio_tokens");
    /// `cache_audio_read_tokens`.
    pub const CACHE_AUDIO_READ_TOKENS: UnitId = UnitId::named("cache_audio_read_tokens");
    /// `input_image_tokens`.
    pub const INPUT_IMAGE_TOKENS: UnitId = UnitId::named("input_image_tokens");
    /// `output_image_tokens`.
    pub const OUTPUT_IMAGE_TOKENS: UnitId = UnitId::named("output_image_tokens");
    /// `cache_image_read_tokens`.
    pub const CACHE_IMAGE_READ_TOKENS: UnitId = UnitId::named("cache_image_read_tokens");
    /// `input_video_tokens`.
    pub const INPUT_VIDEO_TOKENS: UnitId = UnitId::named("input_video_tokens");
    /// `output_video_tokens`.
    pub const OUTPUT_VIDEO_TOKENS: UnitId = UnitId::named("output_video_tokens");
    /// `output_reasoning_tokens`.
    pub const OUTPUT_REASONING_TOKENS: UnitId = UnitId::named("output_reasoning_tokens");
    /// `output_citation_tokens`.
    pub const OUTPUT_CITATION_TOKENS: UnitId = UnitId::named("output_citation_tokens");
    /// `audio_seconds`.
    pub const AUDIO_SECONDS: UnitId = UnitId::named("audio_seconds");
    /// `input_audio_seconds`.
    pub const INPUT_AUDIO_SECONDS: UnitId = UnitId::named("input_audio_seconds");
    /// `web_searches`.
    pub const WEB_SEARCHES: UnitId = UnitId::named("web_searches");
    /// `storage_searches`.
    pub const STORAGE_SEARCHES: UnitId = UnitId::named("storage_searches");
    /// `code_executions`.
    pub const CODE_EXECUTIONS: UnitId = UnitId::named("code_executions");
    /// `input_characters`.
    pub const INPUT_CHARACTERS: UnitId = UnitId::named("input_characters");
    /// `requests`.
    pub const REQUESTS: UnitId = UnitId::named("requests");

    /// The unit at an index of [`UNITS`].
    pub const fn from_index(index: usize) -> Option<UnitId> {
        if index < UNIT_COUNT {
            Some(UnitId(index as u8))
        } else {
            None
        }
    }

    /// The unit whose count has this name.
    ///
    /// ```
    /// use economics::price::UnitId;
    /// assert_eq!(UnitId::from_usage_key("cache_read_tokens"), Some(UnitId::CACHE_READ_TOKENS));
    /// assert_eq!(UnitId::from_usage_key("cached"), None);
    /// ```
    pub fn from_usage_key(key: &str) -> Option<UnitId> {
        UnitId::all().find(|unit| unit.unit().usage_key == key)
    }

    /// The unit whose rate has this name.
    ///
    /// ```
    /// use economics::price::UnitId;
    /// assert_eq!(UnitId::from_price_key("cache_read_mtok"), Some(UnitId::CACHE_READ_TOKENS));
    /// ```
    pub fn from_price_key(key: &str) -> Option<UnitId> {
        UnitId::all().find(|unit| unit.unit().price_key == key)
    }

    /// Every unit, in the order of [`UNITS`].
    pub fn all() -> impl Iterator<Item = UnitId> {
        (0..UNIT_COUNT).map(|index| UnitId(index as u8))
    }

    /// Position in [`UNITS`], below [`UNIT_COUNT`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The row of the table.
    pub fn unit(self) -> &'static Unit {
        &UNITS[self.index()]
    }

    /// Side of the request.
    ///
    /// ```
    /// use economics::price::{Direction, UnitId};
    /// assert_eq!(UnitId::CACHE_READ_TOKENS.direction(), Direction::Input);
    /// assert_eq!(UnitId::WEB_SEARCHES.direction(), Direction::Neither);
    /// ```
    pub const fn direction(self) -> Direction {
        let dimensions = UNITS[self.index()].dimensions;
        if dimensions & INPUT != 0 {
            Direction::Input
        } else if dimensions & OUTPUT != 0 {
            Direction::Output
        } else {
            Direction::Neither
        }
    }

    /// How many dimensions describe the unit; the more, the more specific.
    pub const fn specificity(self) -> u32 {
        UNITS[self.index()].dimensions.count_ones()
    }

    /// Units that are a part of this one, itself left out.
    ///
    /// ```
    /// use economics::price::UnitId;
    /// assert!(UnitId::INPUT_TOKENS.descendants().contains(UnitId::CACHE_WRITE_1H_TOKENS));
    /// assert!(!UnitId::INPUT_TOKENS.descendants().contains(UnitId::INPUT_TOKENS));
    /// ```
    pub fn descendants(self) -> UnitSet {
        DESCENDANTS[self.index()]
    }

    /// Units that this one is a part of, itself left out.
    pub fn ancestors(self) -> UnitSet {
        ANCESTORS[self.index()]
    }

    /// Whether the dimensions of two units unite to exactly those of this one: audio cache reads join
    /// cache reads and input audio.
    pub fn joins(self, left: UnitId, right: UnitId) -> bool {
        left.unit().dimensions | right.unit().dimensions == self.unit().dimensions
    }

    /// The unit of that name; a name that is not in the table does not compile where this is a constant.
    const fn named(usage_key: &str) -> UnitId {
        let mut index = 0;
        while !same_text(UNITS[index].usage_key, usage_key) {
            index += 1;
        }
        UnitId(index as u8)
    }
}

impl UnitSet {
    /// No unit.
    pub const EMPTY: UnitSet = UnitSet(0);

    /// Whether the unit is in the set.
    pub const fn contains(self, unit: UnitId) -> bool {
        self.0 & (1 << unit.0) != 0
    }

    /// Whether there is no unit in the set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Number of units in the set.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Adds a unit.
    pub const fn insert(&mut self, unit: UnitId) {
        self.0 |= 1 << unit.0;
    }

    /// Takes a unit out.
    pub const fn remove(&mut self, unit: UnitId) {
        self.0 &= !(1 << unit.0);
    }

    /// Whether the other set has every unit of this one.
    pub const fn is_within(self, other: UnitSet) -> bool {
        self.0 & !other.0 == 0
    }

    /// Units in either set.
    pub const fn union(self, other: UnitSet) -> UnitSet {
        UnitSet(self.0 | other.0)
    }

    /// Units in both sets.
    pub const fn intersection(self, other: UnitSet) -> UnitSet {
        UnitSet(self.0 & other.0)
    }

    /// The units, in the order of [`UNITS`].
    pub fn iter(self) -> impl Iterator<Item = UnitId> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            if rest == 0 {
                return None;
            }
            let unit = UnitId(rest.trailing_zeros() as u8);
            rest &= rest - 1;
            Some(unit)
        })
    }
}

impl FromIterator<UnitId> for UnitSet {
    fn from_iter<Units: IntoIterator<Item = UnitId>>(units: Units) -> UnitSet {
        let mut set = UnitSet::EMPTY;
        units.into_iter().for_each(|unit| set.insert(unit));
        set
    }
}

const DESCENDANTS: [UnitSet; UNIT_COUNT] = related(false);
const ANCESTORS: [UnitSet; UNIT_COUNT] = related(true);

/// For each unit the units whose dimensions are a proper part of its own (`ancestors`), or the reverse.
const fn related(ancestors: bool) -> [UnitSet; UNIT_COUNT] {
    let mut table = [UnitSet::EMPTY; UNIT_COUNT];
    let mut of = 0;
    while of < UNIT_COUNT {
        let mut other = 0;
        while other < UNIT_COUNT {
            let (below, above) = if ancestors { (of, other) } else { (other, of) };
            let (below, above) = (UNITS[below].dimensions, UNITS[above].dimensions);
            if below != above && below & above == above {
                table[of].insert(UnitId(other as u8));
            }
            other += 1;
        }
        of += 1;
    }
    table
}

const fn same_text(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut index = 0;
    while index < left.len() {
        if left[index] != right[index] {
            return false;
        }
        index += 1;
    }
    true
}

const fn unit(usage_key: &'static str, price_key: &'static str, per: f64, dimensions: u32) -> Unit {
    Unit {
        usage_key,
        price_key,
        per,
        dimensions,
    }
}

// One bit for each dimension with its value, family first.
const TOKENS: u32 = 1 << 0;
const CHARACTERS: u32 = 1 << 1;
const MESSAGES: u32 = 1 << 2;
const DURATIONS: u32 = 1 << 3;
const PIXELS: u32 = 1 << 4;
const DOCUMENT_PAGES: u32 = 1 << 5;
const RERANK: u32 = 1 << 6;
const TOOL_CALLS: u32 = 1 << 7;
const REQUESTS: u32 = 1 << 8;
const INPUT: u32 = 1 << 9;
const OUTPUT: u32 = 1 << 10;
const TEXT: u32 = 1 << 11;
const AUDIO: u32 = 1 << 12;
const IMAGE: u32 = 1 << 13;
const VIDEO: u32 = 1 << 14;
const CACHE_READ: u32 = 1 << 15;
const CACHE_WRITE: u32 = 1 << 16;
const TOOL: u32 = 1 << 17;
const REASONING: u32 = 1 << 18;
const CITATION: u32 = 1 << 19;
const TTL_5M: u32 = 1 << 20;
const TTL_1H: u32 = 1 << 21;
const ANNOTATED: u32 = 1 << 22;
const CALL_WEB_SEARCH: u32 = 1 << 23;
const CALL_SOCIAL_SEARCH: u32 = 1 << 24;
const CALL_STORAGE_SEARCH: u32 = 1 << 25;
const CALL_CODE_EXECUTION: u32 = 1 << 26;

/// Every unit, in the order of genai-prices 0.2.3 (`data/prices/units.json` of crate catalogs, which a test compares).
#[rustfmt::skip]
pub const UNITS: [Unit; 59] = [
    unit("input_tokens", "input_mtok", 1_000_000.0, TOKENS | INPUT),
    unit("output_tokens", "output_mtok", 1_000_000.0, TOKENS | OUTPUT),
    unit("cache_read_tokens", "cache_read_mtok", 1_000_000.0, TOKENS | INPUT | CACHE_READ),
    unit("cache_write_tokens", "cache_write_mtok", 1_000_000.0, TOKENS | INPUT | CACHE_WRITE),
    unit("cache_write_5m_tokens", "cache_write_5m_mtok", 1_000_000.0, TOKENS | INPUT | CACHE_WRITE | TTL_5M),
    unit("cache_write_1h_tokens", "cache_write_1h_mtok", 1_000_000.0, TOKENS | INPUT | CACHE_WRITE | TTL_1H),
    unit("input_text_tokens", "input_text_mtok", 1_000_000.0, TOKENS | INPUT | TEXT),
    unit("output_text_tokens", "output_text_mtok", 1_000_000.0, TOKENS | OUTPUT | TEXT),
    unit("cache_text_read_tokens", "cache_text_read_mtok", 1_000_000.0, TOKENS | INPUT | TEXT | CACHE_READ),
    unit("cache_text_write_tokens", "cache_text_write_mtok", 1_000_000.0, TOKENS | INPUT | TEXT | CACHE_WRITE),
    unit("cache_text_write_5m_tokens", "cache_text_write_5m_mtok", 1_000_000.0, TOKENS | INPUT | TEXT | CACHE_WRITE | TTL_5M),
    unit("cache_text_write_1h_tokens", "cache_text_write_1h_mtok", 1_000_000.0, TOKENS | INPUT | TEXT | CACHE_WRITE | TTL_1H),
    unit("input_audio_tokens", "input_audio_mtok", 1_000_000.0, TOKENS | INPUT | AUDIO),
    unit("output_audio_tokens", "output_audio_mtok", 1_000_000.0, TOKENS | OUTPUT | AUDIO),
    unit("cache_audio_read_tokens", "cache_audio_read_mtok", 1_000_000.0, TOKENS | INPUT | AUDIO | CACHE_READ),
    unit("cache_audio_write_tokens", "cache_audio_write_mtok", 1_000_000.0, TOKENS | INPUT | AUDIO | CACHE_WRITE),
    unit("cache_audio_write_5m_tokens", "cache_audio_write_5m_mtok", 1_000_000.0, TOKENS | INPUT | AUDIO | CACHE_WRITE | TTL_5M),
    unit("cache_audio_write_1h_tokens", "cache_audio_write_1h_mtok", 1_000_000.0, TOKENS | INPUT | AUDIO | CACHE_WRITE | TTL_1H),
    unit("input_image_tokens", "input_image_mtok", 1_000_000.0, TOKENS | INPUT | IMAGE),
    unit("output_image_tokens", "output_image_mtok", 1_000_000.0, TOKENS | OUTPUT | IMAGE),
    unit("cache_image_read_tokens", "cache_image_read_mtok", 1_000_000.0, TOKENS | INPUT | IMAGE | CACHE_READ),
    unit("cache_image_write_tokens", "cache_image_write_mtok", 1_000_000.0, TOKENS | INPUT | IMAGE | CACHE_WRITE),
    unit("cache_image_write_5m_tokens", "cache_image_write_5m_mtok", 1_000_000.0, TOKENS | INPUT | IMAGE | CACHE_WRITE | TTL_5M),
    unit("cache_image_write_1h_tokens", "cache_image_write_1h_mtok", 1_000_000.0, TOKENS | INPUT | IMAGE | CACHE_WRITE | TTL_1H),
    unit("input_video_tokens", "input_video_mtok", 1_000_000.0, TOKENS | INPUT | VIDEO),
    unit("output_video_tokens", "output_video_mtok", 1_000_000.0, TOKENS | OUTPUT | VIDEO),
    unit("cache_video_read_tokens", "cache_video_read_mtok", 1_000_000.0, TOKENS | INPUT | VIDEO | CACHE_READ),
    unit("cache_video_write_tokens", "cache_video_write_mtok", 1_000_000.0, TOKENS | INPUT | VIDEO | CACHE_WRITE),
    unit("cache_video_write_5m_tokens", "cache_video_write_5m_mtok", 1_000_000.0, TOKENS | INPUT | VIDEO | CACHE_WRITE | TTL_5M),
    unit("cache_video_write_1h_tokens", "cache_video_write_1h_mtok", 1_000_000.0, TOKENS | INPUT | VIDEO | CACHE_WRITE | TTL_1H),
    unit("input_tool_tokens", "input_tool_mtok", 1_000_000.0, TOKENS | INPUT | TOOL),
    unit("input_text_tool_tokens", "input_text_tool_mtok", 1_000_000.0, TOKENS | INPUT | TEXT | TOOL),
    unit("input_audio_tool_tokens", "input_audio_tool_mtok", 1_000_000.0, TOKENS | INPUT | AUDIO | TOOL),
    unit("input_image_tool_tokens", "input_image_tool_mtok", 1_000_000.0, TOKENS | INPUT | IMAGE | TOOL),
    unit("input_video_tool_tokens", "input_video_tool_mtok", 1_000_000.0, TOKENS | INPUT | VIDEO | TOOL),
    unit("output_reasoning_tokens", "output_reasoning_mtok", 1_000_000.0, TOKENS | OUTPUT | REASONING),
    unit("output_text_reasoning_tokens", "output_text_reasoning_mtok", 1_000_000.0, TOKENS | OUTPUT | TEXT | REASONING),
    unit("output_audio_reasoning_tokens", "output_audio_reasoning_mtok", 1_000_000.0, TOKENS | OUTPUT | AUDIO | REASONING),
    unit("output_image_reasoning_tokens", "output_image_reasoning_mtok", 1_000_000.0, TOKENS | OUTPUT | IMAGE | REASONING),
    unit("output_video_reasoning_tokens", "output_video_reasoning_mtok", 1_000_000.0, TOKENS | OUTPUT | VIDEO | REASONING),
    unit("output_citation_tokens", "output_citation_mtok", 1_000_000.0, TOKENS | OUTPUT | CITATION),
    unit("output_text_citation_tokens", "output_text_citation_mtok", 1_000_000.0, TOKENS | OUTPUT | TEXT | CITATION),
    unit("output_audio_citation_tokens", "output_audio_citation_mtok", 1_000_000.0, TOKENS | OUTPUT | AUDIO | CITATION),
    unit("output_image_citation_tokens", "output_image_citation_mtok", 1_000_000.0, TOKENS | OUTPUT | IMAGE | CITATION),
    unit("output_video_citation_tokens", "output_video_citation_mtok", 1_000_000.0, TOKENS | OUTPUT | VIDEO | CITATION),
    unit("input_characters", "input_mchars", 1_000_000.0, CHARACTERS | INPUT),
    unit("input_text_messages", "input_text_messages_kcount", 1_000.0, MESSAGES | INPUT | TEXT),
    unit("audio_seconds", "audio_hours", 3_600.0, DURATIONS | AUDIO),
    unit("input_audio_seconds", "input_audio_hours", 3_600.0, DURATIONS | INPUT | AUDIO),
    unit("output_audio_seconds", "output_audio_hours", 3_600.0, DURATIONS | OUTPUT | AUDIO),
    unit("input_pixels", "input_gpixels", 1_000_000_000.0, PIXELS | INPUT),
    unit("input_document_pages", "input_document_kpages", 1_000.0, DOCUMENT_PAGES | INPUT),
    unit("input_annotated_document_pages", "input_annotated_document_kpages", 1_000.0, DOCUMENT_PAGES | INPUT | ANNOTATED),
    unit("rerank_searches", "rerank_searches_kcount", 1_000.0, RERANK),
    unit("web_searches", "web_searches_kcount", 1_000.0, TOOL_CALLS | CALL_WEB_SEARCH),
    unit("social_searches", "social_searches_kcount", 1_000.0, TOOL_CALLS | CALL_SOCIAL_SEARCH),
    unit("storage_searches", "storage_searches_kcount", 1_000.0, TOOL_CALLS | CALL_STORAGE_SEARCH),
    unit("code_executions", "code_executions_kcount", 1_000.0, TOOL_CALLS | CALL_CODE_EXECUTION),
    unit("requests", "requests_kcount", 1_000.0, REQUESTS),
];
