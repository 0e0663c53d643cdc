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

/// Id of the place where they stand.
pub const ID: &str = "deeper";
/// Ids and names of the sections, as the bar above names them before they are here, with their places in the reading.
/// The first one is what stands behind the costs.
pub const SECTIONS: [(usize, &str, &str); 5] = [
    (1, "value", "Value"),
    (2, "break-even", "Break-even"),
    (3, "workflow", "Workflow"),
    (4, "risk", "Risk"),
    (5, "prices", "Prices"),
];

/// The place of what stands at the end where the scenario names a past price list: what it would be today.
pub const TODAY: usize = 6;

/// All of them.
pub fn sections(state: State) -> View {
    let all = all(SECTIONS.map(|each| one_section(state, each)).into());
    el("div", "").set("id", ID).holds(all).view()
}

/// One of them.
pub fn one_section(state: State, (index, id, name): (usize, &str, &str)) -> View {
    section(id, name).holds(body(state, index, true)).view()
}

/// What stands in a section, with its takeaway or without.
pub fn body(state: State, index: usize, with_takeaway: bool) -> View {
    let shape = Kept::new(move || one(state, index, shape).unwrap_or_default());
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
                one(state, index, |section| {
                    built(state, index, section, with_takeaway)
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

fn one<T>(state: State, index: usize, read: impl FnOnce(&Section) -> T) -> Option<T> {
    state
        .reading
        .with(|reading| reading.sections.get(index).map(read))
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

fn built(state: State, index: usize, section: &Section, with_takeaway: bool) -> View {
    let mut views = Vec::new();
    if with_takeaway && !section.takeaway.is_empty() {
        // A number and its sign stay on one line.
        let words = |section: &Section| section.takeaway.replace(" %", "\u{a0}%");
        let takeaway = text(move || one(state, index, words).unwrap_or_default());
        let tag = tag(&section.source);
        views.push(el("p", "take").follows(takeaway).says(" ").and(tag).view());
    }
    views.extend(inside(state, index, &[], &section.blocks));
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

fn inside(state: State, index: usize, path: &[usize], blocks: &[Block]) -> Vec<View> {
    let each = blocks.iter().enumerate();
    each.map(|(place, block)| {
        let mut path = path.to_vec();
        path.push(place);
        view_of(At { state, index, path }, block)
    })
    .collect()
}

/// A block's place in the reading.
#[derive(Clone)]
struct At {
    state: State,
    index: usize,
    path: Vec<usize>,
}

impl At {
    /// The block as it is now.
    fn read<T>(&self, read: impl FnOnce(&Block) -> Option<T>) -> Option<T> {
        one(self.state, self.index, |section| {
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
                .and(link.says("Price list"))
                .view()
        }
        Block::Chart(id, _) => drawing(&at, id.clone(), words),
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
            part_if(
                move || lines.get(),
                |lines| {
                    let line = |line: &scenario::words::FormulaLine| {
                        vec![
                            line.label.clone(),
                            line.expression.clone(),
                            line.result.clone(),
                        ]
                    };
                    steps(&lines.iter().map(line).collect::<Vec<_>>())
                },
            )
        }
        Block::Offer(_, action) => offer(at.state, words, *action),
        // Their form comes with the module that works them out.
        Block::Inputs(_) => el("div", "settings").view(),
        Block::Fold(_, blocks) => {
            let blocks = inside(at.state, at.index, &at.path, blocks);
            el("details", "fold")
                .and(el("summary", "").follows(words))
                .holds(all(blocks))
                .view()
        }
    }
}

fn drawing(at: &At, id: String, words: Changing<String>) -> View {
    let state = at.state;
    let drawing = chart(state, words, move |place| {
        state.reading.track();
        deeper::paint(&id, place);
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
fn steps(lines: &[Vec<String>]) -> View {
    let item = |line: &Vec<String>| {
        let [label, expression, result] = line.as_slice() else {
            return nothing();
        };
        let result = el("span", "result").says(result);
        let expression = el("dd", "").says(expression).says(" = ").and(result);
        el("div", "")
            .and(el("dt", "").says(label))
            .and(expression)
            .view()
    };
    el("dl", "formula")
        .holds(all(lines.iter().map(item).collect()))
        .view()
}
