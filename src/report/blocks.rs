//! The blocks of a section as elements. They come with the part that makes the sections.

use super::analysed;
use super::deeper::{one, tag};
use super::settings::settings;
use crate::chart::canvas::chart;
use crate::chart::spark::spark;
use crate::element::{
    Changing, Element, View, all, button, el, maybe, nothing, part, part_if, text,
};
use crate::kept::Kept;
use crate::state::State;
use crate::table::{Style, rows};
use scenario::report::{ClassReport, Report};
use telling::sections::{Action, Block, Section, Sparkline};
use telling::table::Table;
use telling::words::{self, FormulaLine};

/// The kinds of the blocks of a section: as long as it is the same, elements stay.
pub fn shape(section: &Section) -> String {
    fn add(text: &mut String, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Line(_) => text.push('l'),
                Block::Source(..) => text.push('s'),
                Block::Chart(id, _) => {
                    text.push('c');
                    text.push_str(id);
                }
                Block::Table(..) => text.push('t'),
                Block::Formula(_) => text.push('f'),
                Block::Offer(_, action) => text.push_str(action.word()),
                Block::Inputs(_) => text.push('i'),
                Block::Fold(_, inside) => {
                    text.push('(');
                    add(text, inside);
                    text.push(')');
                }
            }
        }
    }
    let mut text = String::from("s");
    add(&mut text, &section.blocks);
    text
}

/// The elements of a section, with its takeaway or without.
pub fn built(state: State, id: &'static str, section: &Section, with_takeaway: bool) -> View {
    let mut views = Vec::new();
    if with_takeaway && !section.takeaway.is_empty() {
        // A number and its sign stay on one line.
        let words = |section: &Section| section.takeaway.replace(" %", "\u{a0}%");
        let takeaway = text(move || one(state, id, words).unwrap_or_default());
        let tag = tag(&section.source);
        views.push(el("p", "take").follows(takeaway).says(" ").and(tag).view());
    }
    views.extend(inside(state, id, &[], &section.blocks));
    all(views)
}

fn inside(state: State, id: &'static str, path: &[usize], blocks: &[Block]) -> Vec<View> {
    let each = blocks.iter().enumerate();
    each.map(|(place, block)| {
        let mut path = path.to_vec();
        path.push(place);
        view_of(At { state, id, path }, block)
    })
    .collect()
}

/// A block's place in the reading.
#[derive(Clone)]
pub struct At {
    /// The page.
    pub state: State,
    /// The section.
    id: &'static str,
    /// Its place among the blocks, from the outermost.
    path: Vec<usize>,
}

impl At {
    /// The block as it is now.
    pub fn read<T>(&self, read: impl FnOnce(&Block) -> Option<T>) -> Option<T> {
        one(self.state, self.id, |section| {
            let mut blocks = &section.blocks;
            let (last, before) = self.path.split_last()?;
            for place in before {
                let Block::Fold(_, inside) = blocks.get(*place)? else {
                    return None;
                };
                blocks = inside;
            }
            read(blocks.get(*last)?)
        })
        .flatten()
    }

    /// The words of a block that has some.
    fn words(&self) -> String {
        self.read(|block| match block {
            Block::Line(words)
            | Block::Source(words, _)
            | Block::Chart(_, words)
            | Block::Offer(words, _)
            | Block::Fold(words, _) => Some(words.clone()),
            _ => None,
        })
        .unwrap_or_default()
    }
}

fn view_of(at: At, block: &Block) -> View {
    let here = at.clone();
    let words = text(move || here.words());
    match block {
        Block::Line(_) => el("p", "under").follows(words).view(),
        Block::Source(..) => {
            let url = maybe(move || {
                at.read(|block| match block {
                    Block::Source(_, url) => Some(url.clone()),
                    _ => None,
                })
            });
            let link = el("a", "")
                .follow("href", url)
                .set("target", "_blank")
                .set("rel", "noreferrer noopener");
            el("p", "under")
                .follows(words)
                .and(link.says("Source"))
                .view()
        }
        Block::Chart(id, _) => drawing(at.state, id.clone(), words),
        Block::Table(..) => {
            let table = Kept::new(move || {
                at.read(|block| match block {
                    Block::Table(table, sparks) => Some((table.clone(), sparks.clone())),
                    _ => None,
                })
            });
            sparked_table(table)
        }
        Block::Formula(_) => {
            let lines = Kept::new(move || {
                at.read(|block| match block {
                    Block::Formula(lines) => Some(lines.clone()),
                    _ => None,
                })
            });
            part_if(move || lines.get(), |lines| steps(&lines))
        }
        Block::Offer(_, action) => offer(at.state, words, *action),
        Block::Inputs(_) => settings(at),
        Block::Fold(_, blocks) => {
            let blocks = inside(at.state, at.id, &at.path, blocks);
            el("details", "fold")
                .and(el("summary", "").follows(words))
                .holds(all(blocks))
                .view()
        }
    }
}

fn drawing(state: State, picture: String, words: Changing<String>) -> View {
    let key = if picture == "cost" {
        part(move || state.with_report(key).unwrap_or_else(nothing))
    } else {
        nothing()
    };
    let drawing = chart(state, words, move |place| {
        state.reading.track();
        analysed::paint(&picture, place);
    });
    el("figure", "chart free").holds(drawing).holds(key).view()
}

/// Which class of token has which colour.
fn key(report: &Report) -> View {
    let used = report
        .cost
        .classes
        .iter()
        .filter(|class| class.tokens > 0.0);
    let item = |class: &ClassReport| {
        let swatch = el("span", &format!("swatch {}", class.class));
        el("li", "")
            .and(swatch)
            .says(words::class_words(class.class))
            .view()
    };
    el("ul", "key").holds(all(used.map(item).collect())).view()
}

fn offer(state: State, words: Changing<String>, action: Action) -> View {
    let take = button("plain", move || analysed::take_over(state, action)).says("Take it over");
    el("div", "offer")
        .and(el("p", "").follows(words))
        .and(take)
        .view()
}

/// A table with its tiny curves, by row.
type Sparked = (Table, Vec<Option<Sparkline>>);

/// A table whose rows may end in a tiny curve, kept up to date.
fn sparked_table(table: Kept<Option<Sparked>>) -> View {
    let shown = |(table, sparks): &Sparked| {
        let curve = |curve: &Option<Sparkline>| {
            let curve = curve.as_ref().map(spark);
            el("td", "curve").holds(curve.unwrap_or_else(nothing))
        };
        let mut curves: Vec<Element> = sparks.iter().map(curve).collect();
        if !sparks.is_empty() {
            curves.resize_with(table.rows.len(), || el("td", "curve"));
        }
        rows(table, Style::Plain, curves)
    };
    part(move || table.with(|table| table.as_ref().map_or_else(nothing, shown)))
}

/// A formula with its numbers, line by line.
fn steps(lines: &[FormulaLine]) -> View {
    let item = |line: &FormulaLine| {
        let result = el("span", "result").says(&line.result);
        let expression = el("dd", "").says(&line.expression).says(" = ").and(result);
        el("div", "")
            .and(el("dt", "").says(&line.label))
            .and(expression)
            .view()
    };
    el("dl", "formula")
        .holds(all(lines.iter().map(item).collect()))
        .view()
}
