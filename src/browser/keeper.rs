//! What outlives this module: the script that started it (`start.js`) keeps the scenario and, when the module has stopped,
//! shows what happened. It is told of each change before the change is made, and again when it has been made.

use crate::state::State;
use scenario::document::Scenario;
use scenario::link;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tokenomics)]
    fn ahead(fragment: &str);
    #[wasm_bindgen(js_namespace = tokenomics)]
    fn applied(fragment: &str);
    #[wasm_bindgen(js_namespace = tokenomics)]
    fn crashed(message: &str);
    #[wasm_bindgen(js_namespace = tokenomics, js_name = kept)]
    fn kept_record() -> js_sys::Promise;
    /// What was kept could not be read: it is put aside before anything is written in its place.
    #[wasm_bindgen(js_namespace = tokenomics)]
    pub fn unreadable();
    /// Loads a file that the build named in the head of the page: its bytes.
    #[wasm_bindgen(js_namespace = tokenomics)]
    pub fn file(name: &str) -> js_sys::Promise;
}

/// Tells of a panic, after which nothing of this module can be trusted.
pub fn watch_panics() {
    std::panic::set_hook(Box::new(|panic| crashed(&panic.to_string())));
}

/// The link that was kept last time. Asking says that the page is about to open one.
pub async fn kept() -> Option<String> {
    JsFuture::from(kept_record()).await.ok()?.as_string()
}

/// Tells of every change from now on: what the page opened on is kept only once somebody has changed it.
pub fn keep(state: State) {
    state.tell_ahead(|scenario: &Scenario| ahead(&link::encode(scenario)));
    super::effect(move |_| {
        let fragment = state.fragment.get();
        if state.fault.with_untracked(Option::is_none) {
            applied(&fragment);
        }
    });
}
