//! What a person has opened in the views, and where the cursor is: kept where the page builds a view anew.

use crate::framework::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlElement};

/// A view as it was before it was built anew.
struct Before {
    view: Element,
    is_built: bool,
    /// What stands on the folds that are open.
    open: Vec<String>,
    /// The id of the element with the cursor; empty where it is elsewhere.
    cursor: String,
}

/// Looks what is open now; what is given opens it again.
pub fn remember() -> Box<dyn FnOnce()> {
    let root = document().document_element();
    let views = root.map(|root| all(&root, "details.view"));
    let before: Vec<Before> = views.into_iter().flatten().map(Before::of).collect();
    Box::new(move || before.iter().for_each(Before::open_again))
}

fn all(inside: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = inside.query_selector_all(selector) else {
        return Vec::new();
    };
    let element = |at| found.item(at)?.dyn_into().ok();
    (0..found.length()).filter_map(element).collect()
}

fn words(element: &Element) -> String {
    element.text_content().unwrap_or_default()
}

fn is_built(view: &Element) -> bool {
    matches!(view.query_selector(".take"), Ok(Some(_)))
}

impl Before {
    fn of(view: Element) -> Self {
        let cursor = document()
            .active_element()
            .filter(|active| view.contains(Some(active)));
        let open = all(&view, ".fold[open] > summary");
        Self {
            is_built: is_built(&view),
            open: open.iter().map(words).collect(),
            cursor: cursor.map(|active| active.id()).unwrap_or_default(),
            view,
        }
    }

    fn open_again(&self) {
        let active = document().active_element();
        if let Some(active) = &active
            && !self.is_built
            && is_built(&self.view)
            && self.is_called_from(active)
        {
            self.view.scroll_into_view();
        }
        for summary in all(&self.view, ".fold > summary") {
            let details = summary
                .parent_element()
                .and_then(|parent| parent.dyn_into::<HtmlDetailsElement>().ok());
            if let Some(details) = details.filter(|_| self.open.contains(&words(&summary))) {
                details.set_open(true);
            }
        }
        let is_lost = active.is_none_or(|active| active.tag_name() == "BODY");
        if is_lost && !self.cursor.is_empty() {
            let element = document().get_element_by_id(&self.cursor);
            if let Some(element) = element.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                let _ = element.focus();
            }
        }
    }

    /// Who came by the bar above the sections still has the focus there, and saw the page end before this had come.
    fn is_called_from(&self, active: &Element) -> bool {
        let heading = self.view.query_selector("h2").ok().flatten();
        matches!(active.closest(".sections"), Ok(Some(_)))
            && heading.is_some_and(|heading| words(&heading) == words(active))
    }
}
