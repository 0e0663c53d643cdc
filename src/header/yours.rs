//! The scenarios that a person keeps, in the menu of examples: what adds to them, and an empty one to begin with.

use super::gallery::MENU_ID;
use super::icon::{self, icon};
use super::{entry, tool};
use crate::browser;
use crate::element::{View, all, button, el, nothing, part};
use crate::kept::Held;
use crate::own::{Own, open, read, with, write};
use crate::state::{Notice, State};
use scenario::document::{Scenario, Step};

/// An empty scenario, with the model of the present one.
fn empty(present: &Scenario) -> Scenario {
    let step = present.steps.first().map(|step| Step {
        provider: step.provider.clone(),
        model: step.model.clone(),
        price_date: step.price_date,
        ..Step::default()
    });
    Scenario {
        title: "New".into(),
        prices: present.prices.clone(),
        steps: vec![step.unwrap_or_default()],
        ..Scenario::default()
    }
}

/// The list, what adds to it, and an empty scenario to begin with.
pub fn list(state: State) -> View {
    let list = Held::new(read());
    let gone = Held::new(None::<Own>);
    let change = move |changed: Vec<Own>| {
        write(&changed);
        list.set(changed);
    };
    let begin = move || {
        let empty = state.scenario.with_untracked(empty);
        open(state, || state.open(empty));
    };
    let keep = move || {
        let own = state.scenario.with_untracked(Own::of);
        let message = format!("\u{201c}{}\u{201d} is kept in this browser.", own.title);
        change(with(&read(), own, true));
        state.notice.set(Some(Notice::Done(message)));
    };
    let items = part(move || {
        let item = |own: Own| item(state, own, gone, change);
        all(list.get().into_iter().map(item).collect())
    });
    let back = part(move || {
        let Some(own) = gone.get() else {
            return nothing();
        };
        let words = format!("Put back \u{201c}{}\u{201d}", own.title);
        let put_back = move || {
            change(with(&read(), own.clone(), false));
            gone.set(None);
        };
        el("li", "").and(button("", put_back).says(&words)).view()
    });
    let new = entry(MENU_ID, "New", "Empty, with the model of now", begin);
    let about = "In this browser, under its title";
    let keep = entry(MENU_ID, "Keep this one", about, keep);
    el("section", "")
        .and(el("h2", "").says("Yours"))
        .and(el("ul", "").holds(new).holds(keep).holds(items).holds(back))
        .view()
}

fn item(
    state: State,
    own: Own,
    gone: Held<Option<Own>>,
    change: impl Fn(Vec<Own>) + Copy + 'static,
) -> View {
    let title = own.title.clone();
    let link = own.link.clone();
    let open_own = move || {
        let read = || {
            if !state.open_link(&link) {
                let message =
                    "This version of the page cannot read that scenario; it stays in the list.";
                state.notice.set(Some(Notice::Warning(message.into())));
            }
        };
        open(state, read);
        browser::close_menu(MENU_ID);
    };
    let name = format!("Delete {title}");
    let delete = move || {
        let rest = read().into_iter().filter(|other| other.link != own.link);
        change(rest.collect());
        gone.set(Some(own.clone()));
    };
    el("li", "own")
        .and(button("", open_own).and(el("b", "").says(&title)))
        .and(tool(&name, &name, icon(icon::CLOSE), delete))
        .view()
}
