//! The surface of a chart: a canvas that has the size of its box, the sharpness of the screen and the colours of the
//! theme, and is painted again whenever one of them or the data changes.

use super::theme::{self, Colours};
use crate::framework::tachys::html::element::Custom;
use crate::framework::*;
use crate::kept::Held;
use charts::mark::Reading;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlCanvasElement, HtmlElement, ResizeObserver};

/// Text of labels, as the style sheet has it.
pub const FONT: &str = "system-ui, sans-serif";

/// A canvas that is on the page, and how it is to look.
pub struct Place<'a> {
    /// The canvas.
    pub canvas: &'a HtmlCanvasElement,
    /// Colours of the theme.
    pub colours: Colours,
    /// Width in pixels of the layout.
    pub width: f64,
    /// Pixels of the device for each pixel of the layout.
    pub scale: f64,
    /// Takes what can be read off what was drawn.
    pub readable: Held<Readable>,
}

/// What can be read off a drawing, from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Readable {
    /// Width and height in pixels of the layout.
    pub size: (f64, f64),
    /// Each place of it.
    pub readings: Vec<Reading>,
}

/// The way to an element that is on the page.
pub type Reference = NodeRef<Custom<&'static str>>;

/// Paints onto a canvas now and whenever `painter` reads something that has changed, or its place or the look has:
/// `looks` counts them.
pub fn keep_painted(
    looks: Held<u32>,
    canvas: Reference,
    readable: Held<Readable>,
    painter: impl Fn(&Place) + 'static,
) {
    let paint = Rc::new(move |canvas: &HtmlElement| {
        let width = f64::from(canvas.client_width());
        if let (Some(colours), Some(canvas)) = (theme::colours(), canvas.dyn_ref())
            && width >= 1.0
        {
            painter(&Place {
                canvas,
                colours,
                width,
                scale: window().device_pixel_ratio(),
                readable,
            });
        }
    });
    let on_change = Rc::clone(&paint);
    super::effect(move |_| {
        looks.track();
        if let Some(canvas) = canvas.get() {
            on_change(&canvas);
        }
    });
    let again: Rc<dyn Fn()> = Rc::new(move || {
        if let Some(canvas) = canvas.try_get_untracked().flatten() {
            untrack(|| paint(&canvas));
        }
    });
    watch_size(canvas, again);
}

/// What watches the size, with the function that it calls; it stops before that function goes.
struct Watching {
    observer: ResizeObserver,
    _called: Closure<dyn FnMut()>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn watch_size(canvas: Reference, again: Rc<dyn Fn()>) {
    let watching: RefCell<Option<Watching>> = RefCell::default();
    super::effect(move |_| {
        let Some(canvas) = canvas.get() else { return };
        let again = Rc::clone(&again);
        let width = Cell::new(canvas.client_width());
        let element = canvas.clone();
        let resized = Closure::<dyn FnMut()>::new(move || {
            if width.replace(element.client_width()) != element.client_width() {
                again();
            }
        });
        if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
            observer.observe(&canvas);
            *watching.borrow_mut() = Some(Watching {
                observer,
                _called: resized,
            });
        }
    });
}
