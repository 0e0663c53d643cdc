//! A sentence broken into lines.

use telling::words::Span;

/// Words of one weight that stand together on a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// What is written.
    pub words: String,
    /// Where it begins.
    pub x: f64,
    /// Whether it carries a figure.
    pub strong: bool,
}

/// The lines of a sentence in so much room. A word that is longer than a line stands on one of its own, cut.
pub fn wrapped(spans: &[Span], room: f64, width: &dyn Fn(&str) -> f64) -> Vec<Vec<Run>> {
    let space = width(" ");
    let mut rows: Vec<Vec<Run>> = Vec::new();
    let mut end = f64::INFINITY;
    for Word { pieces, is_glued } in words(spans) {
        let long: f64 = pieces.iter().map(|(text, _)| width(text)).sum();
        let gap = if is_glued { 0.0 } else { space };
        if end + gap + long > room {
            rows.push(Vec::new());
            end = 0.0;
        } else {
            end += gap;
        }
        let Some(row) = rows.last_mut() else { continue };
        for (text, strong) in pieces {
            let text = cut(&text, room - end, width);
            let x = end;
            end += width(&text);
            match row.last_mut().filter(|last| last.strong == strong) {
                Some(last) => {
                    let is_apart = x > last.x + width(&last.words) + space / 2.0;
                    last.words += if is_apart { " " } else { "" };
                    last.words += &text;
                }
                None => row.push(Run {
                    words: text,
                    x,
                    strong,
                }),
            }
        }
    }
    rows
}

/// What must not be broken: pieces of one or more weights without a space between.
struct Word {
    pieces: Vec<(String, bool)>,
    is_glued: bool,
}

fn words(spans: &[Span]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut is_open = false;
    for span in spans {
        for (index, part) in span.text.split(' ').enumerate() {
            if index > 0 {
                is_open = false;
            }
            if part.is_empty() {
                continue;
            }
            let piece = (part.to_owned(), span.strong);
            match words.last_mut().filter(|_| is_open) {
                Some(word) => word.pieces.push(piece),
                None => words.push(Word {
                    pieces: vec![piece],
                    is_glued: false,
                }),
            }
            is_open = true;
        }
    }
    words
}

fn cut(text: &str, room: f64, width: &dyn Fn(&str) -> f64) -> String {
    let mut kept = text.to_owned();
    while width(&kept) > room && kept.pop().is_some() {}
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn width(words: &str) -> f64 {
        words.chars().count() as f64
    }

    fn span(text: &str, strong: bool) -> Span {
        Span {
            text: text.into(),
            strong,
        }
    }

    fn rows(spans: &[Span], room: f64) -> Vec<String> {
        let join = |row: &Vec<Run>| {
            let mut text = String::new();
            for run in row {
                let missing = run.x as usize - text.chars().count();
                text += &" ".repeat(missing);
                text += &run.words;
            }
            text
        };
        wrapped(spans, room, &width).iter().map(join).collect()
    }

    #[test]
    fn lines_are_full_and_no_word_is_broken() {
        let spans = [
            span("A right review costs ", false),
            span("$5.12", true),
            span(". It pays.", false),
        ];
        assert_eq!(
            rows(&spans, 20.0),
            ["A right review costs", "$5.12. It pays."]
        );
        assert_eq!(
            rows(&spans, 100.0),
            ["A right review costs $5.12. It pays."]
        );
    }

    #[test]
    fn a_figure_stays_with_its_full_stop() {
        let spans = [span("costs ", false), span("$5", true), span(".", false)];
        assert_eq!(rows(&spans, 8.0), ["costs", "$5."]);
    }

    #[test]
    fn a_word_without_end_is_cut() {
        assert_eq!(
            rows(&[span(&"x".repeat(50), false)], 10.0),
            ["x".repeat(10)]
        );
        assert_eq!(rows(&[], 10.0), Vec::<String>::new());
    }
}
