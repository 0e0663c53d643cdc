//! What a person prefers on this machine. It may be forbidden or lost; nothing depends on it.

use gloo::storage::{LocalStorage, Storage};

/// Whether there is any storage: asking for it can already be refused.
fn is_there() -> bool {
    crate::framework::window()
        .local_storage()
        .is_ok_and(|storage| storage.is_some())
}

/// A preference that was kept.
pub fn read(name: &str) -> Option<String> {
    if !is_there() {
        return None;
    }
    LocalStorage::raw().get_item(name).ok().flatten()
}

/// Keeps a preference; nothing removes it. Whether that was allowed and there was room.
pub fn write(name: &str, value: Option<&str>) -> bool {
    if !is_there() {
        return false;
    }
    let storage = LocalStorage::raw();
    let written = match value {
        Some(value) => storage.set_item(name, value),
        None => storage.remove_item(name),
    };
    written.is_ok()
}
