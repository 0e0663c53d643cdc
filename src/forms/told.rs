//! What a script beside the page asks for, in the words of its protocol.

use super::{Form, Refused, Taken, opened, text};
use crate::prices;
use scenario::link;
use std::pin::Pin;

/// What is told, or why not.
pub type Told = Pin<Box<dyn Future<Output = Result<String, Refused>>>>;

/// The answer.
pub fn answer(what: String, given: String, more: String) -> Told {
    Box::pin(async move { written(&what, &given, &more).await })
}

async fn written(what: &str, given: &str, more: &str) -> Result<String, Refused> {
    let form = match what {
        "json" => Form::Json,
        "csv" => Form::Csv,
        "toml" => Form::Toml,
        "svg" => Form::Picture,
        "dark-svg" => Form::DarkPicture,
        "md" => Form::Markdown,
        "read" => {
            let read = (text::text().await?.read)(given);
            return read
                .map(|scenario| link::encode(&scenario))
                .map_err(Refused::Said);
        }
        "patch" => {
            let scenario = opened(given).await?;
            let patched = (text::text().await?.patched)(&scenario, more);
            return patched
                .map(|scenario| link::encode(&scenario))
                .map_err(Refused::Said);
        }
        _ => return Err(Refused::Said(format!("there is no form {what}"))),
    };
    let scenario = opened(given).await?;
    let catalog = prices::of(&scenario).await.map_err(Refused::Said)?;
    let taken = Taken {
        scenario,
        link: more.into(),
        ..Taken::default()
    };
    super::written(form, &taken, catalog).await
}
