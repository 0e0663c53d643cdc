//! What outlives this module: the script that started it (`start.js`) keeps the scenario and, when the module has stopped,
//! shows what happened. It is told of each change before the change is made, and again when it has been made.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// The link of what the scenario is about to become.
    #[wasm_bindgen(js_namespace = tokenomics)]
    pub fn ahead(fragment: &str);
    /// The link of what the scenario has become.
    #[wasm_bindgen(js_namespace = tokenomics)]
    pub fn applied(fragment: &str);
    #[wasm_bindgen(js_namespace = tokenomics)]
    fn crashed(message: &str);
    #[wasm_bindgen(js_namespace = tokenomics, js_name = kept)]
    fn kept_record() -> js_sys::Promise;
    /// What was kept could not be read: it is put aside before anything is written in its place.
    #[wasm_bindgen(js_namespace = tokenomics)]
    pub fn unreadable();
    #[wasm_bindgen(js_namespace = tokenomics, js_name = file)]
    fn named_file(name: &str) -> js_sys::Promise;
}

/// Tells of a panic, after which nothing of this module can be trusted.
pub fn watch_panics() {
    std::panic::set_hook(Box::new(|panic| crashed(&panic.to_string())));
}

/// The link that was kept last time. Asking says that the page is about to open one.
pub async fn kept() -> Option<String> {
    JsFuture::from(kept_record()).await.ok()?.as_string()
}

/// Loads a file that the build named in the head of the page: its bytes, unless it did not come.
pub async fn file(name: &str) -> Option<Vec<u8>> {
    let file = JsFuture::from(named_file(name)).await.ok()?;
    let file: js_sys::Uint8Array = file.unchecked_into();
    Some(file.to_vec())
}
