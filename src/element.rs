//! Elements of the page, of one type only.
//!
//! The framework is compiled once more for each type of element, attribute and closure that it meets; written with its
//! macro, this page's views weighed twice as much. Here every element is the same to it: a name, a list of attributes,
//! a list of children. What changes comes in as [`Changing`] or a [`part`].

use crate::browser::Event;
use crate::browser::surface::Reference;
use crate::call::Call;
use crate::framework::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use crate::framework::tachys::html::attribute::custom::custom_attribute;
use crate::framework::tachys::html::node_ref::node_ref;
use crate::framework::tachys::html::{event, property};
use crate::framework::*;
use std::sync::Arc;

/// Something to see, ready to be put in its place. Views are handed on more often than they are made, and moving what
/// the framework has of one takes code: so it lies behind a pointer, as an [`Element`] does.
pub struct View(Box<AnyView>);

impl View {
    /// Whatever the framework can show.
    pub fn of(shown: impl IntoAny) -> Self {
        Self(Box::new(shown.into_any()))
    }

    /// As the framework has it.
    pub fn into_any(self) -> AnyView {
        *self.0
    }
}

/// A part of the page that is built anew when what it reads has changed.
pub fn part(build: impl Fn() -> View + Send + 'static) -> View {
    fn boxed(build: Box<dyn Call<(), View> + Send>) -> View {
        View::of(move || build.call(()).into_any())
    }
    boxed(Box::new(move |()| build()))
}

/// A part that is there only while there is something to show.
pub fn part_if<T: 'static>(
    read: impl Fn() -> Option<T> + Send + 'static,
    build: impl Fn(T) -> View + Send + 'static,
) -> View {
    part(move || read().map_or_else(nothing, &build))
}

/// Nothing to see.
pub fn nothing() -> View {
    View::of(())
}

/// Several one after the other.
pub fn all(views: Vec<View>) -> View {
    let views: Vec<AnyView> = views.into_iter().map(View::into_any).collect();
    View::of(views)
}

/// Something that changes: read anew wherever it is shown, when what it reads has changed.
pub struct Changing<T>(Arc<dyn Call<(), T> + Send + Sync>);

impl<T> Clone for Changing<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Changing<T> {
    fn new(read: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self(Arc::new(move |()| read()))
    }

    /// As it is now.
    pub fn read(&self) -> T {
        self.0.call(())
    }
}

/// Text that changes.
pub fn text(read: impl Fn() -> String + Send + Sync + 'static) -> Changing<String> {
    Changing::new(read)
}

/// Text that may be absent: an attribute that comes and goes.
pub fn maybe(
    read: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> Changing<Option<String>> {
    Changing::new(read)
}

/// Yes or no.
pub fn flag(read: impl Fn() -> bool + Send + Sync + 'static) -> Changing<bool> {
    Changing::new(read)
}

/// An element that is being put together.
pub struct Element(Box<Parts>);

struct Parts {
    name: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element of a class; `""` for none.
pub fn el(name: &'static str, class: &str) -> Element {
    let element = Element(Box::new(Parts {
        name,
        attributes: Vec::new(),
        children: Vec::new(),
    }));
    if class.is_empty() {
        element
    } else {
        element.set("class", class)
    }
}

/// An element of a class, with a second class that comes and goes.
pub fn el_marked(
    name: &'static str,
    class: &'static str,
    mark: &'static str,
    on: Changing<bool>,
) -> Element {
    let classes = move || {
        if on.read() {
            format!("{class} {mark}")
        } else {
            class.into()
        }
    };
    el(name, "").follow_text("class", text(classes))
}

/// A button that does something.
pub fn button(class: &str, press: impl Fn() + 'static) -> Element {
    el("button", class)
        .set("type", "button")
        .on("click", move |_| press())
}

impl Element {
    fn with(mut self, attribute: AnyAttribute) -> Self {
        self.0.attributes.push(attribute);
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
    pub fn follow(self, name: &'static str, value: Changing<Option<String>>) -> Self {
        self.with(custom_attribute(name, move || value.read()).into_any_attr())
    }

    /// An attribute that changes.
    pub fn follow_text(self, name: &'static str, value: Changing<String>) -> Self {
        self.follow(name, maybe(move || Some(value.read())))
    }

    /// The text of an input, kept up to date.
    pub fn value(self, shown: Changing<String>) -> Self {
        let first = untrack(|| shown.read());
        self.set("value", &first)
            .with(property::prop("value", move || shown.read()).into_any_attr())
    }

    /// The tick of an input, kept up to date.
    pub fn checked(self, on: Changing<bool>) -> Self {
        let first = untrack(|| on.read());
        self.set_if("checked", first)
            .with(property::prop("checked", move || on.read()).into_any_attr())
    }

    /// Lets the code reach the element once it is there.
    pub fn reached_by(self, reference: Reference) -> Self {
        self.with(node_ref(reference).into_any_attr())
    }

    /// What happens on an event.
    pub fn on(self, name: &'static str, act: impl Fn(Event) + 'static) -> Self {
        self.hears(name, Box::new(act))
    }

    fn hears(self, name: &'static str, act: Box<dyn Call<Event, ()>>) -> Self {
        let act = move |event| act.call(event);
        self.with(event::on(event::Custom::<Event>::new(name), act).into_any_attr())
    }

    /// Text inside.
    pub fn says(self, text: &str) -> Self {
        self.holds(View::of(text.to_string()))
    }

    /// Text inside that changes.
    pub fn follows(self, text: Changing<String>) -> Self {
        self.holds(part(move || View::of(text.read())))
    }

    /// Anything inside.
    pub fn holds(mut self, child: View) -> Self {
        self.0.children.push(child.into_any());
        self
    }

    /// Another element inside.
    pub fn and(self, child: Element) -> Self {
        self.holds(child.view())
    }

    /// The element as a view.
    pub fn view(self) -> View {
        let element = html::element::custom(self.0.name)
            .add_any_attr(self.0.attributes)
            .child(self.0.children);
        View::of(element)
    }
}
