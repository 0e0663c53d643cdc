//! What the page is asked to show in a frame of another page.
//!
//! The script before the first paint reads it from the query and puts it on the root element, because theme and
//! background must hold from the first paint on. It stays text here: what is wrong in it is told in the frame.

use super::ALIVE;
use crate::framework::document;

/// What stands in the query of an embed.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The view: `embed=`.
    pub view: String,
    /// Paths of fields that readers may change: `controls=`.
    pub controls: String,
    /// The theme, where it is not the system's: `theme=`.
    pub theme: Option<String>,
    /// What stands behind the view, where it is not the page's own paper: `bg=`.
    pub background: Option<String>,
}

/// What an embed is asked to show; nothing where the page is not in a frame.
#[must_use]
pub fn asked() -> Option<Asked> {
    if !ALIVE {
        return None;
    }
    Some(Asked {
        view: of_root("data-embed")?,
        controls: of_root("data-controls").unwrap_or_default(),
        theme: of_root("data-theme"),
        background: of_root("data-bg"),
    })
}

/// Whether the page is a part of another one.
#[must_use]
pub fn is_there() -> bool {
    of_root("data-embed").is_some()
}

/// An attribute of the root element.
#[must_use]
pub fn of_root(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(name)
}
