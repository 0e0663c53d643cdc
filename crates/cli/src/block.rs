//! A block of a documentation page: a scenario as TOML, as a preset with changes, or as a link, and what of it is shown.
//!
//! `tokenomics block` turns one for any documentation tool; `tokenomics mdbook` turns all of a book.

use std::io::Read;

use catalogs::nearest;
use scenario::document::Scenario;
use scenario::link::{self, LinkError};
use scenario::problem::Problem;
use scenario::text;
use serde_json::json;
use telling::table::markdown_text;
use telling::words;
use toml::{Table, Value};

use crate::document::{self, catalog_of};
use crate::embed::{self, Page, Shown};
use crate::html;
use crate::picture::Drawable;
use crate::{Failure, print};

/// Turn a block of a documentation page, read from standard input, into what a reader sees; documentation tools call this
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Address of the calculator, such as `https://calculator.example/`
    #[arg(long, value_name = "ADDRESS")]
    page: String,
    /// What stands behind the word that marks the block: view=cost theme=dark static
    #[arg(long, default_value = "")]
    options: String,
}

/// Prints the block as JSON: `html` with the calculator, `script` for the page; and for what is no web page, `title`,
/// `sentence`, `table` (caption, head, rows), `source` and `link`.
///
/// # Errors
/// Every problem of the block, each as `LINE: MESSAGE`, counted from the line that opens it.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let page = Page::of(&arguments.page)?;
    let mut inside = String::new();
    std::io::stdin()
        .read_to_string(&mut inside)
        .map_err(|error| Failure::new(format!("cannot read the block: {error}")))?;
    let block = Block::read(&arguments.options, &inside).map_err(|faults| {
        let lines = faults
            .into_iter()
            .map(|(line, fault)| format!("{line}: {fault}"));
        Failure::document(lines.collect::<Vec<_>>().join("\n"))
    })?;
    let (title, sentence) = html::said(block.shown.view(), &block.drawn);
    let table = html::table_of(block.shown.view(), &block.drawn);
    let answer = json!({
        "html": block.html(&page, Fallback::Text),
        "script": embed::script(&page),
        "title": title,
        "sentence": sentence,
        "table": {"caption": table.caption, "head": table.head, "rows": table.rows},
        "source": words::prices_line(&block.drawn.report),
        "link": page.link(&block.drawn),
    });
    print(&format!("{answer:#}\n"))
}

/// What stands where no script runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fallback {
    /// The sentence and a table: read aloud, searched, in the colours of the page.
    Text,
    /// The picture, inside the page.
    Picture,
}

impl Fallback {
    /// Reads `text` or `picture`.
    ///
    /// # Errors
    /// What is allowed, where it is anything else.
    pub fn of(word: &str) -> Result<Self, String> {
        match word {
            "text" => Ok(Self::Text),
            "picture" => Ok(Self::Picture),
            _ => Err(format!("fallback is text or picture, not \"{word}\"")),
        }
    }
}

/// A block that can be shown.
pub struct Block {
    drawn: Drawable,
    shown: Shown,
    fallback: Option<Fallback>,
    is_static: bool,
}

/// Names of what may stand behind the word that marks a block.
const OPTIONS: [&str; 5] = ["view", "controls", "theme", "fallback", "static"];

impl Block {
    /// Reads a block: its options and what stands in it.
    ///
    /// # Errors
    /// Every problem, each with its line below the one that opens the block.
    pub fn read(options: &str, inside: &str) -> Result<Self, Vec<(usize, String)>> {
        let mut shown = Shown::default();
        let (mut fallback, mut is_static) = (None, false);
        let here = |fault: String| vec![(0, fault)];
        for option in options.split_whitespace() {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            let value = value.trim_matches('"').to_owned();
            match name {
                "view" if embed::views().contains(&value.as_str()) => shown.view = Some(value),
                "view" => {
                    let all = embed::views().join(", ");
                    return Err(here(format!(
                        "there is no view \"{value}\"; there are {all}"
                    )));
                }
                "controls" => shown.controls = Some(value),
                "theme" if embed::THEMES.contains(&value.as_str()) => {
                    shown.theme = Some(value);
                }
                "theme" => {
                    return Err(here(format!(
                        "theme is auto, light or dark, not \"{value}\""
                    )));
                }
                "fallback" => fallback = Some(Fallback::of(&value).map_err(here)?),
                "static" => is_static = true,
                _ => {
                    let hint = nearest::hint(name, OPTIONS);
                    let all = OPTIONS.join(", ");
                    return Err(here(format!(
                        "\"{name}\" is no option of a block{hint}; there are {all}"
                    )));
                }
            }
        }
        let drawn = evaluated(read(inside)?, inside)?;
        Ok(Self {
            drawn,
            shown,
            fallback,
            is_static,
        })
    }

    /// As HTML between two blank lines.
    #[must_use]
    pub fn html(&self, page: &Page, fallback: Fallback) -> String {
        let (view, link) = (self.shown.view(), page.link(&self.drawn));
        let inside = match self.fallback.unwrap_or(fallback) {
            Fallback::Text => html::as_text(view, &self.drawn, Some(&link)),
            Fallback::Picture => self.picture(&link),
        };
        if self.is_static {
            return inside;
        }
        embed::element(page, &self.drawn, &self.shown, &inside)
    }

    /// As Markdown.
    #[must_use]
    pub fn markdown(&self, page: Option<&Page>) -> String {
        match page {
            Some(page) => embed::markdown(page, &self.drawn, &self.shown, None),
            None => {
                let (title, sentence) = html::said(self.shown.view(), &self.drawn);
                let table = html::table_of(self.shown.view(), &self.drawn);
                let table = telling::table::to_markdown(&table);
                let (title, sentence) = (markdown_text(&title), markdown_text(&sentence));
                format!("**{title}:** {sentence}\n\n{table}")
            }
        }
    }

    fn picture(&self, link: &str) -> String {
        // Where a view has no picture, that of the answer stands there, with its own words.
        let drawn = [self.shown.view(), charts::card::CARD].into_iter();
        let mut drawn = drawn.filter_map(|view| Some((view, self.drawn.find(view)?)));
        let Some((view, card)) = drawn.next() else {
            return html::as_text(self.shown.view(), &self.drawn, Some(link));
        };
        let theme = match self.shown.theme.as_deref() {
            Some("light") => charts::card::Theme::Light,
            Some("dark") => charts::card::Theme::Dark,
            _ => charts::card::Theme::Auto,
        };
        let address = html::data_address(&card.svg(charts::card::Size::Page, theme));
        html::as_picture(view, &self.drawn, &address, Some(link))
    }
}

/// The scenario of a block, with the problems of reading it.
type Written = (Scenario, Vec<Problem>);

fn read(inside: &str) -> Result<Written, Vec<(usize, String)>> {
    let line = inside.trim();
    if line.is_empty() {
        let message = "the block is empty: write a scenario as TOML, preset = \"legal-contracts\" with changes, or a link";
        return Err(vec![(0, message.into())]);
    }
    if !line.contains('\n') {
        let fragment = line.split_once('#').map_or(line, |(_, after)| after);
        match link::decode(fragment) {
            Ok(opened) => return Ok((opened.scenario, Vec::new())),
            Err(LinkError::NotALink) => {}
            Err(error) => return Err(vec![(1, error.to_string())]),
        }
    }
    let Ok(mut table) = inside.parse::<Table>() else {
        return Ok(text::read_lenient(inside)); // it says where it is not TOML
    };
    let Some(preset) = table.remove("preset") else {
        return Ok(text::read_lenient(inside));
    };
    let at = line_of("preset", inside);
    let Value::String(id) = preset else {
        return Err(vec![(
            at,
            "preset is the id of a worked example as a text".into(),
        )]);
    };
    let base = document::preset(&id).map_err(|failure| vec![(at, failure.message().into())])?;
    let Ok(mut base) = text::write(&base).parse::<Table>() else {
        return Err(vec![(at, format!("the preset {id} cannot be changed"))]);
    };
    changed(&mut base, table);
    Ok(text::read_lenient(&base.to_string()))
}

/// Puts changes into a document: tables are merged, and lists of tables by their places.
fn changed(base: &mut Table, changes: Table) {
    for (key, change) in changes {
        match (base.get_mut(&key), change) {
            (Some(Value::Table(inner)), Value::Table(change)) => changed(inner, change),
            (Some(Value::Array(items)), Value::Array(changes)) => {
                for (place, change) in changes.into_iter().enumerate() {
                    match (items.get_mut(place), change) {
                        (Some(Value::Table(inner)), Value::Table(change)) => changed(inner, change),
                        (Some(item), change) => *item = change,
                        (None, change) => items.push(change),
                    }
                }
            }
            (_, change) => {
                base.insert(key, change);
            }
        }
    }
}

fn evaluated((scenario, unread): Written, inside: &str) -> Result<Drawable, Vec<(usize, String)>> {
    let here = |failure: Failure| vec![(0, failure.message().to_owned())];
    let found = scenario::evaluate_read(&scenario, unread, &catalog_of(&scenario).map_err(here)?);
    match found.report {
        Some(report) => Drawable::new(scenario, report).map_err(here),
        None => {
            let errors = found.problems.iter().filter(|problem| problem.is_error());
            Err(errors.map(|problem| told(problem, inside)).collect())
        }
    }
}

/// A problem with its line: that of its field, or that which the TOML reader names.
fn told(problem: &Problem, inside: &str) -> (usize, String) {
    let named = problem.message.strip_prefix("line ").and_then(|after| {
        let (line, fault) = after.split_once(", ")?;
        Some((line.parse().ok()?, fault.to_owned()))
    });
    let named = named.filter(|_| problem.path.is_empty());
    named.unwrap_or_else(|| (line_of(&problem.path, inside), problem.to_string()))
}

/// The line of a block in which a path is written; 0, the line that opens it, where it is not.
fn line_of(path: &str, inside: &str) -> usize {
    let (table, key) = path.rsplit_once('.').unwrap_or(("", path));
    let mut current = String::new();
    let mut steps = 0;
    for (index, line) in inside.lines().enumerate() {
        let line = line.trim();
        if line == "[[steps]]" {
            current = format!("steps[{steps}]");
            steps += 1;
        } else if let Some(name) = line.strip_prefix('[') {
            let name = name.trim_matches(['[', ']']);
            let step = steps.max(1) - 1;
            current = name.replacen("steps.", &format!("steps[{step}]."), 1);
        } else if let Some((name, _)) = line.split_once('=')
            && name.trim() == key
            && (current == table || path == name.trim())
        {
            return index + 1;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_told_at_its_line() {
        let text = "title = \"a\"\n[work]\ntasks = 1\n[[steps]]\nsuccess_rate = 1\n[[steps]]\n\nsuccess_rate = 2\n[steps.price]\ninput_usd_per_mtok = 1\n";
        assert_eq!(line_of("title", text), 1);
        assert_eq!(line_of("work.tasks", text), 3);
        assert_eq!(line_of("steps[0].success_rate", text), 5);
        assert_eq!(line_of("steps[1].success_rate", text), 8);
        assert_eq!(line_of("steps[1].price.input_usd_per_mtok", text), 10);
        assert_eq!(line_of("steps[1].model", text), 0);
    }
}
