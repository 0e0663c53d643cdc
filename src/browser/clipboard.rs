//! Copies text; hands links to other programs.

use crate::framework::*;
use wasm_bindgen::{JsCast, JsValue};

/// Copies a text; whether that was allowed.
pub async fn copy(text: &str) -> bool {
    write(text).await.is_ok()
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

/// Whether this device has programs to hand a link to.
pub fn can_share() -> bool {
    super::ALIVE && js_sys::Reflect::has(&window().navigator(), &"share".into()).unwrap_or(false)
}

/// Lets a person choose where a link goes. What they chose, or that they chose nothing, is theirs.
pub fn share(link: &str) {
    let navigator = window().navigator();
    let what = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&what, &"url".into(), &link.into());
    let share = js_sys::Reflect::get(&navigator, &"share".into())
        .and_then(JsCast::dyn_into::<js_sys::Function>);
    if let Ok(promise) = share.and_then(|share| share.call1(&navigator, &what)) {
        let promise: js_sys::Promise = promise.unchecked_into();
        super::spawn(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        });
    }
}

/// An SVG document as an address that holds it.
pub fn picture_address(svg: &str) -> String {
    String::from("data:image/svg+xml,") + &String::from(js_sys::encode_uri_component(svg))
}
