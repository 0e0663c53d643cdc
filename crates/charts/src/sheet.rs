//! Where a drawing is put together: marks in their order, and labels where nothing is in their way.

use crate::mark::{Align, Bounds, Drawn, Mark, Measure, Point, Reading, Shape, Text, Tone};
use core::ops::Range;

/// Size of the text of a label.
pub const TEXT: f64 = 13.0;
/// Size of the text of an axis.
pub const SMALL: f64 = 12.0;
/// From one line of a label to the next.
pub const LEADING: f64 = 17.0;
/// Space between a label and what it names.
const BESIDE: f64 = 9.0;
/// How closely a curve is followed.
const FINENESS: f64 = 0.2;

/// A drawing while it is made.
pub struct Sheet<'a> {
    /// Width in pixels of the layout.
    pub width: f64,
    /// Rows in which labels may be placed.
    pub rows: Range<f64>,
    drawn: Drawn,
    measure: Measure<'a>,
    /// Lines that a label should not lie on.
    in_the_way: Vec<[Point; 2]>,
    /// Boxes that a label must not lie on.
    taken: Vec<Bounds>,
}

impl<'a> Sheet<'a> {
    /// An empty sheet.
    #[must_use]
    pub fn new(width: f64, height: f64, measure: Measure<'a>) -> Self {
        Self {
            width: if width.is_finite() {
                width.max(0.0)
            } else {
                0.0
            },
            rows: 0.0..height,
            drawn: Drawn::default(),
            measure,
            in_the_way: Vec::new(),
            taken: Vec::new(),
        }
    }

    /// What was drawn.
    #[must_use]
    pub fn marks(self) -> Vec<Mark> {
        self.drawn.marks
    }

    /// What was drawn, with what can be read off.
    #[must_use]
    pub fn drawn(self) -> Drawn {
        self.drawn
    }

    /// A number with its name, of which so much is left out that both fit.
    #[must_use]
    pub fn named(&self, name: &str, number: &str) -> String {
        /// What stands around the words.
        const AROUND: f64 = 24.0;
        let room = self.width - AROUND - self.measure(&format!(": {number}"), SMALL);
        match self.shortened(name, SMALL, room) {
            name if name.is_empty() => number.into(),
            name => format!("{name}: {number}"),
        }
    }

    /// What is read off at a place: what it is, and each value with its dot, if it has one.
    pub fn reading(&mut self, across: f64, words: Vec<String>, dots: Vec<(Point, Tone)>) {
        let widths = words.iter().map(|line| self.measure(line, SMALL));
        let width = widths.fold(0.0, f64::max);
        let reading = Reading {
            across,
            dots,
            words,
            width,
        };
        let before = |other: &Reading| other.across <= across;
        let place = self.drawn.readings.partition_point(before);
        self.drawn.readings.insert(place, reading);
    }

    /// How wide a text is.
    #[must_use]
    pub fn measure(&self, words: &str, size: f64) -> f64 {
        (self.measure)(words, size)
    }

    /// A line, behind labels.
    pub fn line(&mut self, tone: Tone, width: f64, points: Vec<Point>) {
        self.push_line(tone, width, points, false);
    }

    /// A line that labels keep off.
    pub fn curve(&mut self, tone: Tone, width: f64, points: &[Point]) {
        let points = thinned(points);
        self.keep_off(&points);
        self.push_line(tone, width, points, false);
    }

    /// A dashed line that labels keep off.
    pub fn dashed(&mut self, tone: Tone, width: f64, points: Vec<Point>) {
        self.keep_off(&points);
        self.push_line(tone, width, points, true);
    }

    fn keep_off(&mut self, points: &[Point]) {
        let pairs = points.windows(2).map(|pair| [pair[0], pair[1]]);
        self.in_the_way.extend(pairs);
    }

    fn push_line(&mut self, tone: Tone, width: f64, points: Vec<Point>, is_dashed: bool) {
        if points.len() > 1 {
            let shape = Shape::Line {
                points,
                width,
                is_dashed,
            };
            self.drawn.marks.push(Mark { tone, shape });
        }
    }

    /// A filled outline.
    pub fn area(&mut self, tone: Tone, points: Vec<Point>) {
        if points.len() > 2 {
            let shape = Shape::Area(points);
            self.drawn.marks.push(Mark { tone, shape });
        }
    }

    /// A filled rectangle.
    pub fn block(&mut self, tone: Tone, columns: &Range<f64>, rows: &Range<f64>) {
        let corners = vec![
            (columns.start, rows.start),
            (columns.end, rows.start),
            (columns.end, rows.end),
            (columns.start, rows.end),
        ];
        self.area(tone, corners);
    }

    /// A dot that labels keep off, with a thin ring in the page's colour that lifts it from its line.
    pub fn dot(&mut self, tone: Tone, at: Point) {
        const RADIUS: f64 = 4.5;
        for (tone, radius) in [(Tone::Page, RADIUS + 1.5), (tone, RADIUS)] {
            let shape = Shape::Dot { at, radius };
            self.drawn.marks.push(Mark { tone, shape });
        }
        self.taken.push(Bounds {
            columns: at.0 - RADIUS..at.0 + RADIUS,
            rows: at.1 - RADIUS..at.1 + RADIUS,
        });
    }

    /// A filled rectangle that labels keep off.
    pub fn solid(&mut self, tone: Tone, columns: &Range<f64>, rows: &Range<f64>) {
        self.block(tone, columns, rows);
        self.taken.push(Bounds {
            columns: columns.clone(),
            rows: rows.clone(),
        });
    }

    /// Words at a place, moved inwards where they would pass an edge.
    pub fn text(&mut self, words: &str, tone: Tone, align: Align, at: Point, size: f64) {
        let text = self.composed(words, align, at, size);
        self.write(text, tone);
    }

    /// Words where nothing is written yet and, if they are to keep off lines, no line runs; else nothing. Says whether
    /// there was room. A line that they may cross stops around them.
    pub fn text_if_free(
        &mut self,
        words: &str,
        align: Align,
        at: Point,
        tone: Tone,
        off_lines: bool,
    ) -> bool {
        let text = self.composed(words, align, at, SMALL);
        let mut bounds = text.bounds();
        bounds.columns = bounds.columns.start - 4.0..bounds.columns.end + 4.0;
        let is_free = self.is_free(&bounds, off_lines);
        if is_free {
            if !off_lines {
                self.block(Tone::Page, &bounds.columns, &bounds.rows);
            }
            self.write(text, tone);
        }
        is_free
    }

    fn write(&mut self, text: Text, tone: Tone) {
        self.taken.push(text.bounds());
        let shape = Shape::Text(text);
        self.drawn.marks.push(Mark { tone, shape });
    }

    fn composed(&self, words: &str, align: Align, at: Point, size: f64) -> Text {
        let words = self.shortened(words, size, self.width);
        let width = self.measure(&words, size);
        let left = match align {
            Align::Left => at.0,
            Align::Middle => at.0 - width / 2.0,
            Align::Right => at.0 - width,
        };
        let left = left.min(self.width - width).max(0.0);
        Text {
            words,
            columns: left..left + width,
            middle: at.1,
            size,
            align,
        }
    }

    fn is_free(&self, bounds: &Bounds, off_lines: bool) -> bool {
        let is_written = self.taken.iter().any(|taken| taken.overlaps(bounds));
        let is_crossed = || self.in_the_way.iter().any(|line| bounds.is_crossed(line));
        !is_written && (!off_lines || !is_crossed())
    }

    /// Lines of words beside a place: on the first of the sides, as near to its height as nothing is in the way; rather
    /// across a line than nowhere, but never across other words. Where there is no room at all they are left out.
    pub fn label(&mut self, lines: &[(&str, Tone)], at: Point, sides: &[Align]) {
        const STEP: f64 = 4.0;
        let steps = ((self.rows.end - self.rows.start).max(0.0) / STEP) as u32;
        for off_lines in [true, false] {
            for step in 0..=steps {
                let away = f64::from(step) * STEP;
                for place in [at.1 - away, at.1 + away] {
                    for side in sides {
                        if self.label_at(lines, (at.0, place), *side, off_lines) {
                            return;
                        }
                    }
                }
            }
        }
    }

    fn label_at(
        &mut self,
        lines: &[(&str, Tone)],
        at: Point,
        side: Align,
        off_lines: bool,
    ) -> bool {
        let half = (lines.len() as f64 - 1.0) / 2.0 * LEADING;
        let x = match side {
            Align::Left => at.0 + BESIDE,
            Align::Middle => at.0,
            Align::Right => at.0 - BESIDE,
        };
        let mut texts = Vec::new();
        for (index, (words, _)) in lines.iter().enumerate() {
            let y = at.1 - half + index as f64 * LEADING;
            let text = self.composed(words, side, (x, y), TEXT);
            let bounds = text.bounds();
            let is_inside =
                self.rows.start <= bounds.rows.start && bounds.rows.end <= self.rows.end;
            // A label that an edge pushes over the place it names belongs on the other side.
            let is_beside = match side {
                Align::Left => bounds.columns.start >= x - 0.5,
                Align::Middle => true,
                Align::Right => bounds.columns.end <= x + 0.5,
            };
            if !is_inside || (!is_beside && off_lines) || !self.is_free(&bounds, off_lines) {
                return false;
            }
            texts.push(text);
        }
        for (text, (_, tone)) in texts.into_iter().zip(lines) {
            self.write(text, *tone);
        }
        true
    }

    /// The words, or as many letters of them as fit, with an ellipsis.
    #[must_use]
    pub fn shortened(&self, words: &str, size: f64, room: f64) -> String {
        if self.measure(words, size) <= room {
            return words.into();
        }
        let mut kept: String = words.into();
        while kept.pop().is_some() {
            let short = format!("{}\u{2026}", kept.trim_end());
            if self.measure(&short, size) <= room {
                return short;
            }
        }
        String::new()
    }
}

/// Middles of texts of these widths in one line, as near to the wished ones as they can be without overlapping, between
/// two edges.
#[must_use]
pub fn spread(wishes: &[f64], widths: &[f64], edges: &Range<f64>) -> Vec<f64> {
    const GAP: f64 = 12.0;
    const ROUNDS: usize = 40;
    let mut middles = wishes.to_vec();
    let apart = |index: usize| (widths[index] + widths[index + 1]) / 2.0 + GAP;
    for _ in 0..ROUNDS {
        for index in 1..middles.len() {
            let lacking = apart(index - 1) - (middles[index] - middles[index - 1]);
            if lacking > 0.0 {
                middles[index - 1] -= lacking / 2.0;
                middles[index] += lacking / 2.0;
            }
        }
    }
    // The edges have the last word, the left one before the right one.
    let mut end = edges.end;
    for (middle, width) in middles.iter_mut().zip(widths).rev() {
        *middle = middle.min(end - width / 2.0);
        end = *middle - width / 2.0 - GAP;
    }
    let mut start = edges.start;
    for (middle, width) in middles.iter_mut().zip(widths) {
        *middle = middle.max(start + width / 2.0);
        start = *middle + width / 2.0 + GAP;
    }
    middles
}

/// The points without those that lie on the straight line between their neighbours: rounded to whole pixels they would
/// make stairs of a slope.
fn thinned(points: &[Point]) -> Vec<Point> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Vec::new();
    };
    if points.len() < 3 {
        return points.to_vec();
    }
    let run = (last.0 - first.0, last.1 - first.1);
    let length = libm::hypot(run.0, run.1);
    let away = |point: &Point| {
        let off = (point.0 - first.0, point.1 - first.1);
        if length > 0.0 {
            (run.0 * off.1 - run.1 * off.0).abs() / length
        } else {
            libm::hypot(off.0, off.1)
        }
    };
    let mut furthest = (0, 0.0);
    for (index, point) in points.iter().enumerate() {
        if away(point) > furthest.1 {
            furthest = (index, away(point));
        }
    }
    let (index, distance) = furthest;
    if distance <= FINENESS || index == 0 || index == points.len() - 1 {
        return vec![*first, *last];
    }
    let mut kept = thinned(&points[..=index]);
    kept.pop();
    kept.extend(thinned(&points[index..]));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(words: &str, size: f64) -> f64 {
        words.chars().count() as f64 * size * 0.6
    }

    #[test]
    fn labels_of_one_place_do_not_overlap() {
        let mut sheet = Sheet::new(300.0, 200.0, &measure);
        for _ in 0..6 {
            sheet.label(
                &[("you are here", Tone::Ink)],
                (150.0, 100.0),
                &[Align::Left, Align::Right],
            );
        }
        let marks = sheet.marks();
        let bounds: Vec<Bounds> = crate::mark::texts(&marks).map(Text::bounds).collect();
        assert_eq!(bounds.len(), 6);
        for (index, one) in bounds.iter().enumerate() {
            assert!(bounds[..index].iter().all(|other| !one.overlaps(other)));
        }
    }

    #[test]
    fn a_label_keeps_off_curves_where_it_can() {
        let mut sheet = Sheet::new(300.0, 200.0, &measure);
        sheet.curve(Tone::Accent, 2.0, &[(0.0, 100.0), (300.0, 100.0)]);
        sheet.label(&[("worth", Tone::Ink)], (150.0, 100.0), &[Align::Left]);
        let marks = sheet.marks();
        assert!(crate::mark::texts(&marks).all(|text| !text.bounds().rows.contains(&100.0)));
    }

    #[test]
    fn texts_in_a_line_are_spread_and_stay_between_the_edges() {
        let widths = [40.0, 40.0, 40.0];
        let middles = spread(&[98.0, 100.0, 102.0], &widths, &(0.0..200.0));
        assert!(
            middles
                .windows(2)
                .all(|pair| pair[1] - pair[0] >= 52.0 - 1e-6),
            "{middles:?}"
        );
        assert!((middles[1] - 100.0).abs() < 1.0);
        let middles = spread(&[190.0, 195.0, 199.0], &widths, &(0.0..200.0));
        assert!(middles[2] <= 180.0 && middles[0] >= 20.0, "{middles:?}");
        assert_eq!(spread(&[100.0], &[40.0], &(0.0..200.0)), [100.0]);
    }

    #[test]
    fn words_are_shortened_to_their_room() {
        let sheet = Sheet::new(300.0, 200.0, &measure);
        assert_eq!(sheet.shortened("executor", 10.0, 48.0), "executor");
        assert_eq!(sheet.shortened("executor", 10.0, 36.0), "execu\u{2026}");
        assert_eq!(sheet.shortened("executor", 10.0, 1.0), "");
    }

    #[test]
    fn a_straight_curve_keeps_its_ends_only() {
        let line: Vec<Point> = (0..50)
            .map(|x| (f64::from(x), f64::from(x) * 0.1))
            .collect();
        assert_eq!(thinned(&line).len(), 2);
        let bend = [(0.0, 0.0), (10.0, 10.0), (20.0, 0.0)];
        assert_eq!(thinned(&bend), bend);
        assert_eq!(thinned(&[(1.0, 1.0); 5]), [(1.0, 1.0); 2]);
    }
}
