//! What a person reads: one section for each question, in the order of the questions.

mod analysed;
mod blocks;
pub mod cost;
pub mod deeper;
pub mod part;
pub mod parts;
mod settings;
mod viewed;
pub mod views;

use crate::browser::{self, ALIVE};
use crate::element::{Changing, Element, View, all, button, el, el_marked, flag, text};
use crate::framework::event_target_value;
use crate::state::State;
use ::views::VIEWS;
use scenario::number::Style;

/// All sections that there is something to say in.
pub fn report(state: State) -> View {
    let sections = el("nav", "sections")
        .set("aria-label", "Report")
        .holds(tab("Answer", parts::ID))
        .holds(tab("Cost", cost::ID))
        .holds(all(deeper::SECTIONS.map(|(id, name)| tab(name, id)).into()))
        .holds(all(VIEWS.map(|(id, name, _)| tab(name, id)).into()));
    // Hidden and not taken away: the chart watches its own size for as long as the page is open.
    let unanswered = flag(move || state.shown.with(Option::is_none));
    el_marked("div", "report", "unanswered", unanswered)
        .and(sections)
        .holds(parts::parts(state))
        .holds(cost::cost(state))
        .holds(deeper::sections(state))
        .holds(views::views(state))
        .view()
}

fn tab(name: &str, id: &'static str) -> View {
    button("", move || browser::scroll_to(id)).says(name).view()
}

/// A section with its name.
fn section(id: &str, name: &str) -> Element {
    let name_id = format!("{id}-name");
    let heading = el("h2", "").set("id", &name_id).says(name);
    el("section", "section")
        .set("id", id)
        .set("aria-labelledby", &name_id)
        .and(heading)
}

const CANNOT_START: &str = "The calculator could not start in this browser: WebAssembly is off, or a file did not \
    arrive. What stands here is an example that was calculated when the page was made. To enter numbers of your own, \
    allow WebAssembly for this page or open it in another browser.";

/// Which price list it is, and of which day.
pub fn snapshot(state: State) -> Changing<String> {
    text(move || {
        let catalog = state.catalog.get();
        format!(
            "Prices: {} of {}",
            catalog.snapshot().name,
            catalog.snapshot().date
        )
    })
}

/// The last line of the page.
pub fn footer(state: State) -> View {
    let mut footer = el("footer", "foot");
    if !ALIVE {
        footer = footer.and(el("p", "cannot-start").says(CANNOT_START));
    }
    footer
        .and(
            el("p", "")
                .follows(snapshot(state))
                .says(". What you enter stays in this browser."),
        )
        .and(numbers(state))
        .view()
}

/// How numbers are written and read.
fn numbers(state: State) -> Element {
    let choose = move |event| {
        let style = Style::named(&event_target_value(&event));
        state.write_numbers(style.unwrap_or_default());
    };
    let option = |style: Style| {
        el("option", "")
            .set("value", style.word())
            .set_if("selected", style == state.style.get_untracked())
            .says(&style.write("1,234.56"))
            .view()
    };
    let select = el("select", "")
        .on("change", choose)
        .holds(all(Style::ALL.map(option).into()));
    el("label", "numbers").says("Numbers as ").and(select)
}
