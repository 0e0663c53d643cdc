//! Copies text; where that is forbidden, shows it so that it can be copied by hand.

use crate::framework::*;
use crate::state::{Notice, State};
use wasm_bindgen::{JsCast, JsValue};

/// Copies `text` and says so: `done` is the sentence.
pub fn copy(state: State, text: String, done: String) {
    super::spawn(async move {
        let notice = match write(&text).await {
            Ok(()) => Notice::Done(done),
            Err(_) => Notice::Text(text),
        };
        state.notice.set(Some(notice));
    });
}

async fn write(text: &str) -> Result<(), JsValue> {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into())?;
    // It is not there on a page that came without encryption.
    let clipboard: web_sys::Clipboard = clipboard.dyn_into()?;
    wasm_bindgen_futures::JsFuture::from(clipboard.write_text(text)).await?;
    Ok(())
}

/// Selects the text of a box that has just got the cursor.
pub fn select_all(event: &super::Event) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    if let Some(input) = target {
        input.select();
    }
}
