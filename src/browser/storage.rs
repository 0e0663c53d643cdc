//! Keeps what was entered, so that it survives a reload and a killed browser.
//!
//! In IndexedDB, because a browser that is killed loses the last seconds of its simpler storage. One write is under
//! way at a time; of what changes meanwhile only the last is written.

use super::preferences;
use crate::framework::*;
use crate::state::State;
use gloo::timers::callback::Timeout;
use scenario::link;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbOpenDbRequest, IdbRequest, IdbTransactionMode};

const DATABASE: &str = "tokenomics";
const STORE: &str = "kept";
/// How long a write waits, in milliseconds: an edit is painted first, and what follows at once is written with it.
const DELAY_MS: u32 = 150;
const KEY: &str = "scenario";
/// Tells the script before the first paint that something was kept, so that no other scenario flashes up.
const FLAG: &str = "tokenomics.kept";

/// The scenario that was kept, as a link; nothing where there is none or it cannot be read.
pub async fn read() -> Option<String> {
    preferences::read(FLAG)?;
    let database = open().await.ok()?;
    let store = database
        .transaction_with_str(STORE)
        .ok()?
        .object_store(STORE)
        .ok()?;
    let request = store.get(&KEY.into()).ok()?;
    finished(&request).await.ok()?.as_string()
}

/// Writes the scenario whenever it changes.
pub fn keep(state: State) {
    let keeper = Rc::new(Keeper::default());
    let opening = Rc::clone(&keeper);
    super::spawn(async move {
        if let Ok(database) = open().await {
            *opening.database.borrow_mut() = Some(database);
            opening.write_waiting();
        }
    });
    super::effect(move |is_first| {
        state.scenario.track();
        if !is_first {
            keeper.waiting.set(true);
            keeper.state.set(Some(state));
            keeper.write_waiting();
        }
    });
}

#[derive(Default)]
struct Keeper {
    database: RefCell<Option<IdbDatabase>>,
    state: Cell<Option<State>>,
    waiting: Cell<bool>,
    busy: Cell<bool>,
}

impl Keeper {
    /// Writes, unless a write is under way: then that one's end does.
    fn write_waiting(self: &Rc<Self>) {
        let (Some(database), Some(state)) = (self.database.borrow().clone(), self.state.get())
        else {
            return;
        };
        if self.busy.get() || !self.waiting.replace(false) {
            return;
        }
        self.busy.set(true);
        let keeper = Rc::clone(self);
        let later = Timeout::new(DELAY_MS, move || {
            super::spawn(async move {
                let fragment = state.scenario.try_with_untracked(link::encode);
                if let Some(fragment) = fragment
                    && write(&database, &fragment).await.is_ok()
                {
                    preferences::write(FLAG, Some("1"));
                }
                keeper.busy.set(false);
                keeper.write_waiting();
            });
        });
        later.forget();
    }
}

async fn write(database: &IdbDatabase, fragment: &str) -> Result<(), JsValue> {
    let transaction =
        database.transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)?;
    let request = transaction
        .object_store(STORE)?
        .put_with_key(&fragment.into(), &KEY.into())?;
    finished(&request).await.map(|_| ())
}

async fn open() -> Result<IdbDatabase, JsValue> {
    let factory = window().indexed_db()?.ok_or(JsValue::NULL)?;
    let request: IdbOpenDbRequest = factory.open_with_u32(DATABASE, 1)?;
    let made = request.clone();
    let upgrade = Closure::once(move || {
        let database = made
            .result()
            .ok()
            .and_then(|it| it.dyn_into::<IdbDatabase>().ok());
        if let Some(database) = database {
            let _ = database.create_object_store(STORE);
        }
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    finished(&request).await?.dyn_into()
}

/// The result of a request, when it is there.
async fn finished(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let promise = js_sys::Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(promise).await?;
    request.result()
}
