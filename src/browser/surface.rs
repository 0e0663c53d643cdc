//! The surface of a chart: a canvas that has the size of its box, the sharpness of the screen and the colours of the
//! theme, and is painted again whenever one of them or the data changes.

use super::theme::palette;
use crate::element::Reference;
use crate::framework::*;
use charts::look::{Look, Palette};
use gloo::events::EventListener;
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, IntoDrawingArea};
use plotters_canvas::CanvasBackend;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, ResizeObserver};

/// Text of labels, as the style sheet has it.
pub const FONT: &str = "system-ui, sans-serif";

/// Paints onto a canvas now and whenever `painter` reads something that has changed, or its place has.
///
/// `height` is the height that the drawing needs at a width. The first argument of `painter` is the area.
pub fn keep_painted(
    canvas: Reference,
    height: fn(f64) -> f64,
    painter: impl Fn(&DrawingArea<CanvasBackend, Shift>, &Look) + 'static,
) {
    let colours: Rc<Cell<Option<Palette>>> = Rc::default();
    let painter = Rc::new(painter);
    let cached = Rc::clone(&colours);
    let paint = Rc::new(move |canvas: &HtmlElement| {
        let palette = cached.get().or_else(palette);
        cached.set(palette);
        if let (Some(palette), Some(canvas)) = (palette, canvas.dyn_ref()) {
            paint(canvas, palette, height, painter.as_ref());
        }
    });
    let on_change = Rc::clone(&paint);
    super::effect(move |_| {
        if let Some(canvas) = canvas.get() {
            on_change(&canvas);
        }
    });
    let again: Rc<dyn Fn()> = Rc::new(move || {
        if let Some(canvas) = canvas.try_get_untracked().flatten() {
            untrack(|| paint(&canvas));
        }
    });
    watch_size(canvas, Rc::clone(&again));
    watch_theme(colours, again);
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

/// The theme changes with the system, with the button, and for paper.
fn watch_theme(colours: Rc<Cell<Option<Palette>>>, again: Rc<dyn Fn()>) {
    let repaint = move || {
        colours.set(None);
        again();
    };
    // An effect, because there is nothing to watch where the page is only written out.
    super::effect(move |_| listen_to_theme(repaint.clone()));
}

fn listen_to_theme(repaint: impl Fn() + Clone + 'static) {
    let system = window()
        .match_media("(prefers-color-scheme: dark)")
        .ok()
        .flatten();
    if let Some(system) = system {
        let repaint = repaint.clone();
        EventListener::new(&system, "change", move |_| repaint()).forget();
    }
    if let Some(root) = document().document_element() {
        let changed = Closure::<dyn FnMut()>::new(repaint);
        if let Ok(observer) = web_sys::MutationObserver::new(changed.as_ref().unchecked_ref()) {
            let options = web_sys::MutationObserverInit::new();
            options.set_attributes(true);
            let _ = observer.observe_with_options(&root, &options);
        }
        changed.forget();
    }
}

fn paint(
    canvas: &HtmlCanvasElement,
    palette: Palette,
    height: fn(f64) -> f64,
    painter: &dyn Fn(&DrawingArea<CanvasBackend, Shift>, &Look),
) {
    let width = f64::from(canvas.client_width());
    if width < 1.0 {
        return;
    }
    let scale = window().device_pixel_ratio();
    let height = height(width);
    // Setting the size clears the canvas, too.
    canvas.set_width((width * scale).round() as u32);
    canvas.set_height((height * scale).round() as u32);
    let context = canvas
        .get_context("2d")
        .ok()
        .flatten()
        .and_then(|it| it.dyn_into::<CanvasRenderingContext2d>().ok());
    let (Some(context), Some(backend)) =
        (context, CanvasBackend::with_canvas_object(canvas.clone()))
    else {
        return;
    };
    let measure = |text: &str, size: f64| {
        context.set_font(&format!("bold {size}px {FONT}"));
        context.measure_text(text).map_or(0.0, |size| size.width())
    };
    let look = Look {
        palette,
        scale,
        width,
        measure: &measure,
    };
    painter(&backend.into_drawing_area(), &look);
}
