//! `tokenomics page`: a scenario as a page of its own, for those who follow a link without running anything: search
//! engines, previews, readers without scripts.

use std::fmt::Write;
use std::path::Path;

use charts::card::{CARD, Size, Theme};
use serde_json::json;
use telling::table;
use telling::words::{self, Span};

use crate::document::Source;
use crate::embed::{Page, Shown, height, iframe};
use crate::html::{self, escape};
use crate::picture::{Drawable, ThemeWord, png};
use crate::{Failure, print};

/// Write a page of a scenario into a folder, with its pictures and its oEmbed answer
#[derive(clap::Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    source: Source,
    /// The folder, which is made
    #[arg(long, value_name = "FOLDER")]
    output: String,
    /// Address of the calculator, seen from the page
    #[arg(long, value_name = "ADDRESS", default_value = "../../")]
    app: String,
    /// Absolute address at which the folder will lie; without it the addresses in the preview are relative, which most
    /// readers of previews do not follow
    #[arg(long, value_name = "ADDRESS")]
    address: Option<String>,
}

/// The calculator's own look, as far as a page needs it.
const STYLES: [&str; 5] = [
    include_str!("../../../style/theme.css"),
    include_str!("../../../style/header.css"),
    include_str!("../../../style/answer.css"),
    include_str!("../../../style/report.css"),
    include_str!("page/page.css"),
];

/// Nothing runs on the page and nothing is loaded but its style and its pictures.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";
/// Names of the files beside the page.
const PREVIEW: &str = "picture.png";
const PICTURE: &str = "picture.svg";
const ANSWER: &str = "oembed.json";
const STYLE: &str = "page.css";
const ICON: &str = "icon.svg";

/// Writes the page.
///
/// # Errors
/// Where the document has an error, or a file cannot be written.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let drawn = Drawable::read(&arguments.source)?;
    let place = Place::of(arguments)?;
    let card = drawn.card(CARD)?;
    let picture = drawn.card("cost")?.svg(Size::Page, Theme::Auto);
    let folder = Path::new(&arguments.output);
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::new(format!("cannot make {}: {error}", folder.display())))?;
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, bytes)
            .map_err(|error| Failure::new(format!("cannot write {}: {error}", path.display())))
    };
    write(PREVIEW, &png(&card, Size::Social, ThemeWord::Light)?)?;
    write(PICTURE, picture.as_bytes())?;
    write(STYLE, STYLES.join("\n").as_bytes())?;
    write(ICON, include_bytes!("../../../style/icon.svg"))?;
    write("index.html", page(&drawn, &place).as_bytes())?;
    write(ANSWER, oembed(&drawn, &place).as_bytes())?;
    print(&format!("{}\n", folder.join("index.html").display()))
}

/// Where the page and what belongs to it will lie.
struct Place {
    app: Page,
    /// The folder's own absolute address.
    own: Option<Page>,
}

impl Place {
    fn of(arguments: &Arguments) -> Result<Self, Failure> {
        let own = arguments.address.as_deref().map(Page::of).transpose()?;
        if let Some(relative) = own.as_ref().filter(|own| !own.address().contains("://")) {
            let address = relative.address();
            return Err(Failure::new(format!(
                "--address is an absolute address like https://calculator.example/p/legal/, not {address}"
            )));
        }
        Ok(Self {
            app: Page::of(&arguments.app)?,
            own,
        })
    }

    /// A file beside the page: absolute where that is known.
    fn beside(&self, name: &str) -> String {
        let own = self.own.as_ref().map_or("./", Page::address);
        format!("{own}{name}")
    }

    /// The calculator, absolute where that is known.
    fn app(&self) -> Page {
        match &self.own {
            Some(own) => Page::of(&joined(own.address(), self.app.address())).ok(),
            None => None,
        }
        .unwrap_or_else(|| self.app.clone())
    }
}

/// A relative address seen from an absolute one: as many folders up as it says.
fn joined(base: &str, relative: &str) -> String {
    if relative.contains("://") {
        return relative.into();
    }
    let mut base = base.trim_end_matches('/');
    let mut rest = relative;
    while let Some(after) = rest.strip_prefix("../") {
        base = base.rsplit_once('/').map_or(base, |(above, _)| above);
        rest = after;
    }
    format!("{base}/{}", rest.trim_start_matches("./"))
}

/// The page.
fn page(drawn: &Drawable, place: &Place) -> String {
    let answer = words::answer(&drawn.scenario, &drawn.report);
    let sentence = words::plain_text(&answer.sentence);
    let title = escape(&drawn.report.title);
    let link = escape(&place.app.link(drawn));
    let mut text = head(drawn, place, &sentence);
    let _ = write!(
        text,
        "<body>\n<div class=\"page\">\n<header class=\"bar\"><span class=\"wordmark\">Tokenomics</span>\
         <span class=\"title\"><span>{title}</span></span><span class=\"space\"></span><a class=\"open\" href=\"{link}\">Open it</a></header>\n<main>\n"
    );
    let figures: String = answer
        .figures
        .iter()
        .map(|figure| {
            let (value, label) = (escape(&figure.value), escape(&figure.label));
            format!("<li><b>{value}</b> <span>{label}</span></li>\n")
        })
        .collect();
    let (said, then) = (spans(&answer.sentence), spans(&answer.then));
    let _ = write!(
        text,
        "<div class=\"headline\"><h1 class=\"sentence\">{said}</h1>\n<ul class=\"figures\">\n{figures}</ul></div>\n<p class=\"then\">{then}</p>\n"
    );
    let about = escape(&drawn.scenario.description);
    let takeaway = escape(&words::cost_takeaway(&drawn.report));
    let totals = html::table(&table::totals(&drawn.report));
    let classes = html::table(&table::classes(&drawn.report));
    let source = escape(&words::prices_line(&drawn.report));
    let _ = write!(
        text,
        "<div class=\"alone\">\n<p>{about}</p>\n<p><img src=\"{PICTURE}\" alt=\"{takeaway}\" width=\"760\"></p>\n{totals}{classes}</div>\n</main>\n\
         <footer class=\"foot\"><p>{source}. <a href=\"{link}\">Open it in the calculator</a>, where every number can be changed.</p></footer>\n</div>\n</body>\n</html>\n"
    );
    text
}

fn head(drawn: &Drawable, place: &Place, sentence: &str) -> String {
    let title = escape(&format!("{} \u{b7} Tokenomics", drawn.report.title));
    let sentence = escape(sentence);
    let (preview, answer) = (
        escape(&place.beside(PREVIEW)),
        escape(&place.beside(ANSWER)),
    );
    let own = place.own.as_ref().map_or(String::new(), |own| {
        let own = escape(own.address());
        format!("<link rel=\"canonical\" href=\"{own}\">\n<meta property=\"og:url\" content=\"{own}\">\n")
    });
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<meta name=\"description\" content=\"{sentence}\">\n\
         <meta property=\"og:type\" content=\"website\">\n<meta property=\"og:site_name\" content=\"Tokenomics\">\n\
         <meta property=\"og:title\" content=\"{title}\">\n<meta property=\"og:description\" content=\"{sentence}\">\n\
         <meta property=\"og:image\" content=\"{preview}\">\n<meta property=\"og:image:width\" content=\"1200\">\n\
         <meta property=\"og:image:height\" content=\"630\">\n<meta property=\"og:image:alt\" content=\"{sentence}\">\n\
         <meta name=\"twitter:card\" content=\"summary_large_image\">\n{own}\
         <link rel=\"alternate\" type=\"application/json+oembed\" href=\"{answer}\" title=\"{title}\">\n\
         <link rel=\"icon\" type=\"image/svg+xml\" href=\"{ICON}\">\n<link rel=\"stylesheet\" href=\"{STYLE}\">\n</head>\n"
    )
}

fn spans(spans: &[Span]) -> String {
    let each = spans.iter().map(|span| {
        let text = escape(&span.text);
        if span.strong {
            format!("<em>{text}</em>")
        } else {
            text
        }
    });
    each.collect()
}

/// The answer of oEmbed 1.0 for the page: a frame of the calculator, and the picture.
fn oembed(drawn: &Drawable, place: &Place) -> String {
    let app = place.app();
    let frame = iframe(&app, drawn, &Shown::default());
    let answer = json!({
        "version": "1.0",
        "type": "rich",
        "provider_name": "Tokenomics",
        "provider_url": app.address(),
        "title": drawn.report.title,
        "html": frame.trim_end(),
        "width": 760,
        "height": height(&Shown::default()),
        "thumbnail_url": place.beside(PREVIEW),
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    });
    format!("{answer:#}\n")
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn an_address_is_joined_as_a_browser_does() {
        let base = "https://calculator.example/x/p/legal/";
        assert_eq!(joined(base, "../../"), "https://calculator.example/x/");
        assert_eq!(joined(base, "https://a.example/"), "https://a.example/");
        assert_eq!(
            joined(base, "./a/"),
            "https://calculator.example/x/p/legal/a/"
        );
    }
}
