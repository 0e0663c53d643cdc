//! The sections that follow the costs, as the later module describes them: value, break-even, workflow, risk.
//!
//! The page builds a section anew only when its shape has changed; texts, tables and drawings follow by themselves, so
//! that what a person has opened stays open while numbers move.

use super::section;
use super::table::sparked_table;
use crate::app::ALIVE;
use crate::browser::deeper;
use crate::chart::canvas::chart;
use crate::element::{
    Changing, Element, View, all, button, el, el_marked, flag, maybe, nothing, part, part_if, text,
};
use crate::framework::untrack;
use crate::kept::Kept;
use crate::state::{Deeper, State};
use scenario::sections::{Action, Block, Section};
use scenario::words::FormulaLine;

/// Id of the place where they stand.
pub const ID: &str = "deeper";
/// Ids and names of the sections, as the bar above names them before they are here.
pub const SECTIONS: [(&str, &str); 5] = [
    ("value", "Value"),
    ("break-even", "Break-even"),
    ("workflow", "Workflow"),
    ("risk", "Risk"),
    ("prices", "Prices"),
];

/// All of them.
pub fn sections(state: State) -> View {
    let all = all(SECTIONS.map(|each| one_section(state, each)).into());
    el("div", "").set("id", ID).holds(all).view()
}

/// One of them.
pub fn one_section(state: State, (id, name): (&'static str, &str)) -> View {
    section(id, name).holds(body(state, id, true)).view()
}

/// What stands in the section of an id, with its takeaway or without.
pub fn body(state: State, id: &'static str, with_takeaway: bool) -> View {
    let shape = Kept::new(move || one(state, id, shape).unwrap_or_default());
    let inside = part(move || {
        shape.with(|shape| {
            if shape.is_empty() {
                return if with_takeaway {
                    waiting(state)
                } else {
                    nothing()
                };
            }
            untrack(|| {
                one(state, id, |section| {
                    built(state, id, section, with_takeaway)
                })
            })
            .unwrap_or_else(nothing)
        })
    });
    let stale = flag(move || state.errors.with(|errors| !errors.is_empty()));
    el_marked("div", "section-body", "stale", stale)
        .holds(inside)
        .view()
}

/// What stands there until the part of the page that makes it has arrived.
fn waiting(state: State) -> View {
    if !ALIVE {
        return nothing();
    }
    part(move || match state.deeper.get() {
        Deeper::Failed(message) => el("p", "note")
            .says(&message)
            .says(" ")
            .and(button("link", move || deeper::ask(state)).says("Try again"))
            .view(),
        _ => el("p", "note").says("This part is being loaded.").view(),
    })
}

fn one<T>(state: State, id: &str, read: impl FnOnce(&Section) -> T) -> Option<T> {
    state.reading.with(|reading| {
        let section = reading.sections.iter().find(|section| section.id == id);
        section.map(read)
    })
}

/// The kinds of the blocks of a section: as long as it is the same, elements stay.
fn shape(section: &Section) -> String {
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

fn built(state: State, id: &'static str, section: &Section, with_takeaway: bool) -> View {
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

/// Where formulas come from.
pub fn tag(source: &str) -> Element {
    let title = if source == "paper" {
        "After Zhu 2026, AI Tokenomics"
    } else {
        "Beyond the paper: ours"
    };
    el("span", "tag").set("title", title).says(source)
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
struct At {
    state: State,
    id: &'static str,
    path: Vec<usize>,
}

impl At {
    /// The block as it is now.
    fn read<T>(&self, read: impl FnOnce(&Block) -> Option<T>) -> Option<T> {
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
        // Their form comes with the module that works them out.
        Block::Inputs(_) => el("div", "settings").view(),
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
    let drawing = chart(state, words, move |place| {
        state.reading.track();
        deeper::paint(&picture, place);
    });
    el("figure", "chart free").holds(drawing).view()
}

fn offer(state: State, words: Changing<String>, action: Action) -> View {
    let take = button("plain", move || deeper::take_over(state, action)).says("Take it over");
    el("div", "offer")
        .and(el("p", "").follows(words))
        .and(take)
        .view()
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
