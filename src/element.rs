//! Elements of the page, of one type only.
//!
//! The framework is compiled once more for each type of element, attribute and closure that it meets; written with its
//! macro, this page's views weighed twice as much. Here every element is the same to it: a name, a list of attributes,
//! a list of children. What changes comes in as a [`Signal`] or a [`Part`].

use crate::browser::Event;
use crate::framework::*;
use tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use tachys::html::attribute::custom::custom_attribute;
use tachys::html::{class, event, property};

/// A part of the page that is built anew when what it reads has changed.
pub type Part = Box<dyn FnMut() -> AnyView + Send>;

/// See [`Part`].
pub fn part(build: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let build: Part = Box::new(build);
    build.into_any()
}

/// A part that is there only while there is something to show.
pub fn part_if<T: 'static>(
    read: impl Fn() -> Option<T> + Send + 'static,
    build: impl Fn(T) -> AnyView + Send + 'static,
) -> AnyView {
    part(move || read().map_or_else(nothing, &build))
}

/// Nothing to see.
pub fn nothing() -> AnyView {
    ().into_any()
}

/// Several one after the other.
pub fn all(views: Vec<AnyView>) -> AnyView {
    views.into_any()
}

/// Text that changes.
pub fn text(read: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    let read: Box<dyn Fn() -> String + Send + Sync> = Box::new(read);
    Signal::derive(read)
}

/// Text that may be absent: an attribute that comes and goes.
pub fn maybe(read: impl Fn() -> Option<String> + Send + Sync + 'static) -> Signal<Option<String>> {
    let read: Box<dyn Fn() -> Option<String> + Send + Sync> = Box::new(read);
    Signal::derive(read)
}

/// Yes or no.
pub fn flag(read: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    let read: Box<dyn Fn() -> bool + Send + Sync> = Box::new(read);
    Signal::derive(read)
}

/// An element that is being put together.
pub struct Element {
    name: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element of a class; `""` for none.
pub fn el(name: &'static str, class: &str) -> Element {
    let element = Element {
        name,
        attributes: Vec::new(),
        children: Vec::new(),
    };
    if class.is_empty() {
        element
    } else {
        element.set("class", class)
    }
}

/// A button that does something.
pub fn button(class: &str, press: impl Fn() + 'static) -> Element {
    el("button", class)
        .set("type", "button")
        .on("click", move |_| press())
}

impl Element {
    fn with(mut self, attribute: AnyAttribute) -> Self {
        self.attributes.push(attribute);
        self
    }

    /// An attribute.
    pub fn set(self, name: &'static str, value: &str) -> Self {
        self.with(custom_attribute(name, value.to_string()).into_any_attr())
    }

    /// An attribute that is there or not.
    pub fn set_if(self, name: &'static str, yes: bool) -> Self {
        if yes { self.set(name, "") } else { self }
    }

    /// An attribute that changes, and may be absent.
    pub fn follow(self, name: &'static str, value: Signal<Option<String>>) -> Self {
        self.with(custom_attribute(name, value).into_any_attr())
    }

    /// An attribute that changes.
    pub fn follow_text(self, name: &'static str, value: Signal<String>) -> Self {
        self.with(custom_attribute(name, value).into_any_attr())
    }

    /// A class that comes and goes.
    pub fn toggle(self, name: &'static str, on: Signal<bool>) -> Self {
        self.with(class::class((name, on)).into_any_attr())
    }

    /// The text of an input, kept up to date.
    pub fn value(self, shown: Signal<String>) -> Self {
        let first = shown.get_untracked();
        self.set("value", &first)
            .with(property::prop("value", shown).into_any_attr())
    }

    /// The tick of an input, kept up to date.
    pub fn checked(self, on: Signal<bool>) -> Self {
        let first = on.get_untracked();
        self.set_if("checked", first)
            .with(property::prop("checked", on).into_any_attr())
    }

    /// What happens on an event.
    pub fn on(self, name: &'static str, act: impl Fn(Event) + 'static) -> Self {
        let act: Box<dyn FnMut(Event)> = Box::new(act);
        self.with(event::on(event::Custom::<Event>::new(name), act).into_any_attr())
    }

    /// Text inside.
    pub fn says(self, text: &str) -> Self {
        self.holds(text.to_string().into_any())
    }

    /// Text inside that changes.
    pub fn follows(self, text: Signal<String>) -> Self {
        self.holds(text.into_any())
    }

    /// Anything inside.
    pub fn holds(mut self, child: AnyView) -> Self {
        self.children.push(child);
        self
    }

    /// Another element inside.
    pub fn and(self, child: Element) -> Self {
        self.holds(child.view())
    }

    /// The element as a view.
    pub fn view(self) -> AnyView {
        html::element::custom(self.name)
            .add_any_attr(self.attributes)
            .child(self.children)
            .into_any()
    }
}
