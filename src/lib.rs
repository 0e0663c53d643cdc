//! The page.

mod app;

pub use app::start;

/// What stands in the page before WebAssembly has arrived: the first preset's answer as HTML, which
/// `cargo xtask build` puts inside `<div id="prerendered">`.
pub fn prerender() -> String {
    "<h1>Tokenomics</h1>".to_owned()
}
