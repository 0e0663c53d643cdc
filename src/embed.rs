//! The page as a part of another one: one view of the report, with the inputs that readers may change.
//!
//! `?embed=VIEW&theme=auto|light|dark&controls=path,path&bg=transparent#link`. What is asked wrongly is said in the frame;
//! nothing silently becomes the default.

mod controls;

use crate::answer;
use crate::browser::{address, embed::Asked};
use crate::element::{Element, View, all, button, el, maybe, part, text};
use crate::header::{copying, notice};
use crate::kept::Kept;
use crate::later::{Later, NotLoaded};
use crate::report::{cost, deeper, part as report, snapshot, views};
use crate::state::State;
use ::views::VIEWS;
use telling::words;
use wasm_split_helpers::wasm_split;

/// Views beside the sections of the deeper report.
const ANSWER: &str = "answer";
const FULL: &str = "full";

/// The part's functions.
pub struct Embed {
    /// What stands in the frame.
    pub view: fn(State, Asked) -> View,
}

static TABLE: Embed = Embed { view: embed };

#[wasm_split(embed, fallible)]
fn loaded() -> Result<&'static Embed, NotLoaded> {
    Ok(&TABLE)
}

/// The part.
pub static PART: Later<Embed> = Later::new(|| Box::pin(loaded()), |_| ());

fn embed(state: State, asked: Asked) -> View {
    let is_closed = Kept::new(move || state.fault.with(Option::is_some));
    let wrong = wrong(&asked);
    let inside = part(move || match &wrong {
        Some(message) => told(message),
        None if is_closed.get() => answer::fault(state),
        None => view(state, &asked),
    });
    el("div", "page live")
        .holds(notice(state))
        .holds(inside)
        .and(answer::status())
        .view()
}

/// What is wrong in what was asked: what was found, and what is allowed.
fn wrong(asked: &Asked) -> Option<String> {
    let unknown = |name: &str, found: &str, allowed: &str| {
        Some(format!("{name}={found} is not known. {name} is {allowed}."))
    };
    let views = [
        &[ANSWER, cost::ID][..],
        &deeper::SECTIONS.map(|(id, _)| id),
        &VIEWS.map(|(id, ..)| id),
    ]
    .concat();
    if asked.view != FULL && !views.contains(&&*asked.view) {
        return unknown("embed", &asked.view, &(views.join(", ") + " or full"));
    }
    match (&asked.theme, &asked.background) {
        (Some(theme), _) if theme != "light" && theme != "dark" => {
            unknown("theme", theme, "auto, light or dark")
        }
        (_, Some(background)) if background != "transparent" => {
            unknown("bg", background, "transparent, or left out")
        }
        _ => controls::wrong(&asked.controls),
    }
}

fn told(message: &str) -> View {
    el("main", "fault")
        .set("data-code", "wrong_embed")
        .and(el("h1", "sentence").says("This embed is not set up right."))
        .and(el("p", "").says(message))
        .view()
}

fn view(state: State, asked: &Asked) -> View {
    let (view, is_full) = (&*asked.view, asked.view == FULL);
    let mut shown = el("main", "");
    shown = if is_full || view == ANSWER {
        shown.holds(answer::answer(state))
    } else {
        shown.and(unseen_answer(state))
    };
    shown = shown
        .holds(controls::controls(state, &asked.controls))
        .holds(answer::mending(state, false));
    let mut sections = Vec::new();
    if is_full || view == cost::ID {
        sections.push(cost::cost(state));
    }
    if is_full {
        sections.push(deeper::sections(state));
        sections.push(views::views(state));
    }
    let one = deeper::SECTIONS.into_iter().find(|(id, _)| *id == view);
    sections.extend(one.map(|one| deeper::one_section(state, one)));
    let one = VIEWS.into_iter().find(|(id, ..)| *id == view);
    sections.extend(one.map(|one| views::view(state, one, true)));
    if !sections.is_empty() {
        report::PART.ask(state);
        shown = shown.and(el("div", "report").holds(all(sections)));
    }
    shown.and(foot(state)).view()
}

/// The sentence for who cannot see that the view belongs to it, and for the page around.
fn unseen_answer(state: State) -> Element {
    let sentence = text(move || {
        let answer = |answer: &words::Answer| words::plain_text(&answer.sentence);
        let read = |read: &Option<words::Answer>| read.as_ref().map(answer);
        state.answer.with(read).unwrap_or_default()
    });
    el("h1", "sentence unseen").follows(sentence)
}

/// The way to the whole page and to the link, and of which day the prices are.
fn foot(state: State) -> Element {
    let address = maybe(move || Some(address::link_to(&state.address.get())));
    let open = el("a", "")
        .follow("href", address)
        .set("target", "_blank")
        .set("rel", "noopener")
        .says("Open in Tokenomics");
    let copy = button("link", move || copying::copy_link(state)).says("Copy link");
    el("footer", "foot")
        .and(open)
        .and(copy)
        .and(el("span", "").follows(snapshot(state)))
}
