//! `tokenomics embed`: the code that puts a scenario into somebody's page.

use catalogs::nearest::hint;
use scenario::document::Scenario;
use scenario::field::Place;
use scenario::link;
use telling::table::{markdown_text, to_markdown};
use views::VIEWS;

use crate::document::Source;
use crate::html::{self, escape};
use crate::picture::Drawable;
use crate::{Failure, print};

/// Print the code that puts a scenario into a page
#[derive(clap::Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    source: Source,
    /// What is printed
    #[arg(long, value_enum, default_value_t = Format::Element)]
    format: Format,
    /// Address of the calculator, such as `https://calculator.example/`
    #[arg(long, value_name = "ADDRESS")]
    page: String,
    #[command(flatten)]
    shown: Shown,
    /// Address of a picture that `tokenomics picture` made, for Markdown and text
    #[arg(long, value_name = "ADDRESS")]
    picture: Option<String>,
}

/// What an embed can show, as the page names it: the answer, a section of the report, a view that opens below it, or
/// everything.
#[must_use]
pub fn views() -> Vec<&'static str> {
    let report = [
        "answer",
        "cost",
        "value",
        "break-even",
        "workflow",
        "risk",
        "prices",
    ];
    let below = VIEWS.map(|(id, ..)| id);
    [&report[..], &below, &["full"]].concat()
}

/// Pixels that a view of the first example needs, 800 pixels wide and 360; `full` keeps less, as it fills the window anyway,
/// and `workflow` what several steps need. The element keeps them free until its frame has said its own height: its script has
/// the same table.
pub const HEIGHTS: [(&str, [u32; 2]); 13] = [
    ("answer", [370, 520]),
    ("cost", [900, 1100]),
    ("value", [740, 930]),
    ("break-even", [740, 900]),
    ("workflow", [640, 800]),
    ("risk", [480, 520]),
    ("prices", [200, 270]),
    ("alternatives", [1500, 1670]),
    ("technical", [1530, 2220]),
    ("market", [1430, 1870]),
    ("over-time", [1530, 1890]),
    ("hidden", [1000, 1420]),
    ("full", [1200, 1200]),
];

/// Pixels that an input above the view needs.
pub const CONTROL: u32 = 140;

/// Colours that an embed can have.
pub const THEMES: [&str; 3] = ["auto", "light", "dark"];

/// What an embed shows.
#[derive(clap::Args, Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// The part of the report; by default the answer with its figures
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(views()))]
    pub view: Option<String>,
    /// Inputs that can be moved, by their paths: `steps[0].reasoning_tokens,value.gain_usd`
    #[arg(long, value_name = "PATHS")]
    pub controls: Option<String>,
    /// Its colours; auto are those of the page around
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(THEMES))]
    pub theme: Option<String>,
}

impl Shown {
    /// Paths of the inputs.
    fn paths(&self) -> impl Iterator<Item = &str> {
        let paths = self.controls.iter().flat_map(|paths| paths.split(','));
        paths.map(str::trim).filter(|path| !path.is_empty())
    }

    /// Whether a scenario has the inputs.
    ///
    /// # Errors
    /// Each that it has not, with what was probably meant.
    pub fn check(&self, scenario: &Scenario) -> Result<(), String> {
        let wrong = |path: &str| match Place::parse(path) {
            None => {
                let all = scenario.places();
                let names: Vec<String> = all.iter().map(ToString::to_string).collect();
                let hint = hint(path, names.iter().map(String::as_str));
                Some(format!("there is no input \"{path}\"{hint}"))
            }
            Some(place) if place.step >= scenario.steps.len() => Some(format!(
                "\"{path}\" is of a step that is not there; the scenario has {}, counted from 0",
                scenario.steps.len()
            )),
            Some(_) => None,
        };
        let problems: Vec<String> = self.paths().filter_map(wrong).collect();
        if problems.is_empty() {
            Ok(())
        } else {
            Err(problems.join("\n"))
        }
    }
}

/// What is printed.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// An iframe, for any page that allows one
    Html,
    /// A picture, its table and a link, for pages that allow nothing else
    Markdown,
    /// The element `<tokenomics-scenario>` with its script, for pages that allow scripts; text where they do not run
    Element,
    /// The text alone that stands where nothing runs
    Text,
}

/// Prints the code.
///
/// # Errors
/// Where the document has an error, or cannot be read at all.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let drawn = Drawable::read(&arguments.source)?;
    let page = Page::of(&arguments.page)?;
    let shown = &arguments.shown;
    shown.check(&drawn.scenario).map_err(Failure::new)?;
    print(&match arguments.format {
        Format::Html => iframe(&page, &drawn, shown),
        Format::Markdown => markdown(&page, &drawn, shown, arguments.picture.as_deref()),
        Format::Element => {
            let inside = html::as_text(shown.view(), &drawn, Some(&page.link(&drawn)));
            element(&page, &drawn, shown, &inside) + &script(&page)
        }
        Format::Text => text(&page, &drawn, shown, arguments.picture.as_deref()),
    })
}

/// Where the calculator is, with a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page(String);

impl Page {
    /// Checks an address: relative, or http(s).
    ///
    /// # Errors
    /// Where it names anything else, such as a script.
    pub fn of(address: &str) -> Result<Self, Failure> {
        let address = address.trim();
        let is_web = address.starts_with("https://") || address.starts_with("http://");
        if address.is_empty() || (!is_web && address.contains(':')) {
            return Err(Failure::new(format!(
                "\"{address}\" is no address of a page; write one like https://calculator.example/"
            )));
        }
        let end = if address.ends_with('/') { "" } else { "/" };
        Ok(Self(format!("{address}{end}")))
    }

    /// Seen from a page that lies so many folders deeper.
    #[must_use]
    pub fn from_below(&self, folders: usize) -> Self {
        let is_fixed = self.0.contains("://") || self.0.starts_with('/');
        let up = if is_fixed { 0 } else { folders };
        Self("../".repeat(up) + &self.0)
    }

    /// The address itself.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.0
    }

    /// The scenario opened in the calculator.
    #[must_use]
    pub fn link(&self, drawn: &Drawable) -> String {
        format!("{}#{}", self.0, link::encode(&drawn.scenario))
    }
}

impl Shown {
    /// What picture and text show: a drawing, or a view that opens below the report.
    #[must_use]
    pub fn view(&self) -> &str {
        match self.view.as_deref() {
            None | Some("answer" | "full" | "prices") => charts::card::CARD,
            Some("break-even") => "frontier",
            Some(view) => view,
        }
    }
}

/// The iframe.
#[must_use]
pub fn iframe(page: &Page, drawn: &Drawable, shown: &Shown) -> String {
    let (title, sentence) = html::said(shown.view(), drawn);
    let mut query = format!("embed={}", shown.view.as_deref().unwrap_or("answer"));
    query += &format!("&theme={}", shown.theme.as_deref().unwrap_or("auto"));
    if let Some(controls) = &shown.controls {
        query += &format!("&controls={controls}");
    }
    let address = format!(
        "{}?{query}#{}",
        page.address(),
        link::encode(&drawn.scenario)
    );
    format!(
        "<iframe src=\"{}\" title=\"{}\" loading=\"lazy\" allow=\"clipboard-write\" width=\"100%\" height=\"{}\" style=\"border: 0; border-radius: 10px; color-scheme: {}\"></iframe>\n",
        escape(&address),
        escape(&format!("{title}: {sentence}")),
        height(shown),
        match shown.theme.as_deref() {
            Some("light") => "light",
            Some("dark") => "dark",
            _ => "light dark",
        }
    )
}

/// Pixels of an iframe whose page does not follow its height: what the view and its inputs need in a wide place.
#[must_use]
pub fn height(shown: &Shown) -> u32 {
    let [(_, answer), ..] = HEIGHTS;
    let view = shown.view.as_deref();
    let own = HEIGHTS.iter().find(|(name, _)| Some(*name) == view);
    let [wide, _] = own.map_or(answer, |(_, heights)| *heights);
    wide + CONTROL * shown.paths().count() as u32
}

/// The element, with what it shows where it cannot run. It stands in a `div`, because some Markdown readers know no other
/// elements that hold paragraphs, and would take the text out of it.
#[must_use]
pub fn element(page: &Page, drawn: &Drawable, shown: &Shown, inside: &str) -> String {
    let mut attributes = format!(
        " page=\"{}\" scenario=\"{}\"",
        escape(page.address()),
        escape(&link::encode(&drawn.scenario))
    );
    for (name, value) in [
        ("view", &shown.view),
        ("controls", &shown.controls),
        ("theme", &shown.theme),
    ] {
        if let Some(value) = value {
            attributes += &format!(" {name}=\"{}\"", escape(value));
        }
    }
    format!("<div>\n<tokenomics-scenario{attributes}>\n{inside}</tokenomics-scenario>\n</div>\n")
}

/// The script that makes the elements of a page work; once is enough, more do no harm.
#[must_use]
pub fn script(page: &Page) -> String {
    let address = escape(page.address());
    format!("<script src=\"{address}tokenomics.js\" async></script>\n")
}

/// What stands where nothing runs, as HTML; with the picture in place of its sentence.
fn text(page: &Page, drawn: &Drawable, shown: &Shown, picture: Option<&str>) -> String {
    let link = page.link(drawn);
    let view = shown.view();
    match picture {
        Some(picture) => {
            html::as_picture(view, drawn, picture, Some(&link))
                + &html::table(&html::table_of(view, drawn))
                + &html::foot(drawn, Some(&link))
        }
        None => html::as_text(view, drawn, Some(&link)),
    }
}

/// Picture, table and link.
#[must_use]
pub fn markdown(page: &Page, drawn: &Drawable, shown: &Shown, picture: Option<&str>) -> String {
    let (title, sentence) = html::said(shown.view(), drawn);
    let link = page.link(drawn);
    let first = match picture {
        Some(picture) => format!("[![{}]({picture})]({link})\n", markdown_text(&sentence)),
        None => format!(
            "**{}:** {}\n",
            markdown_text(&title),
            markdown_text(&sentence)
        ),
    };
    let table = to_markdown(&html::table_of(shown.view(), drawn));
    let source = telling::words::prices_line(&drawn.report);
    format!("{first}\n{table}\n{source}. [Open this calculation]({link})\n")
}
