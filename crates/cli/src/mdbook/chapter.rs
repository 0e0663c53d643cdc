//! The blocks of a chapter, found and replaced.

use super::Settings;
use crate::block::Block;
use crate::embed::{Page, script};

/// The word that marks a block.
const WORD: &str = "tokenomics";

/// A chapter with its blocks turned. `path` is that of the chapter in the book.
///
/// # Errors
/// Every problem of every block, each with file and line.
pub fn replaced(content: &str, path: &str, settings: &Settings) -> Result<String, Vec<String>> {
    let folders = path.matches('/').count();
    let page = settings.page.as_ref().map(|page| page.from_below(folders));
    let mut text = String::with_capacity(content.len());
    let mut faults = Vec::new();
    let mut live = false;
    let mut rest = content;
    let mut outer: Option<Fence> = None;
    while !rest.is_empty() {
        let line = content[..content.len() - rest.len()].matches('\n').count() + 1;
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let (current, after) = rest.split_at(length);
        let own = Fence::opening(current).filter(|fence| outer.is_none() && fence.word() == WORD);
        let Some(fence) = own else {
            outer = Fence::after(outer, current);
            text += current;
            rest = after;
            continue;
        };
        let inside;
        (inside, rest) = fence.inside(after);
        match turned(&fence, inside, page.as_ref(), settings) {
            Ok(turned) => {
                live |= settings.is_html;
                text += &indented(&turned, fence.indent);
            }
            Err(found) => {
                let told = |(below, fault)| {
                    format!("{}/{path}:{}: {fault}", settings.source, line + below)
                };
                faults.extend(found.into_iter().map(told));
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    if let (true, Some(page)) = (live, &page) {
        text += &format!("\n\n{}", script(page));
    }
    Ok(text)
}

/// Problems of a block, each with its line below the one that opens it.
type Faults = Vec<(usize, String)>;

fn turned(
    fence: &Fence,
    inside: &str,
    page: Option<&Page>,
    settings: &Settings,
) -> Result<String, Faults> {
    let block = Block::read(fence.options(), &fence.without_indent(inside))?;
    let turned = match (settings.is_html, page) {
        (false, _) => block.markdown(page.filter(|page| page.address().contains("://"))),
        (true, Some(page)) => block.html(page, settings.fallback),
        (true, None) => {
            let message = "the calculator's address is missing: write page = \"https://calculator.example/\" under [preprocessor.tokenomics] in book.toml";
            return Err(vec![(0, message.into())]);
        }
    };
    Ok(format!("\n{turned}\n"))
}

fn indented(text: &str, indent: usize) -> String {
    let space = " ".repeat(indent);
    let line = |line: &str| match line.trim() {
        "" => "\n".to_owned(),
        _ => format!("{space}{line}\n"),
    };
    text.lines().map(line).collect()
}

/// The line that opens a fenced block.
#[derive(Clone, Debug)]
struct Fence<'a> {
    indent: usize,
    mark: char,
    length: usize,
    info: &'a str,
}

impl<'a> Fence<'a> {
    /// Reads the line that opens a block, also one in a list.
    fn opening(line: &'a str) -> Option<Self> {
        let bare = line.trim_start_matches(' ');
        let mark = bare.chars().next().filter(|mark| "`~".contains(*mark))?;
        let length = bare.chars().take_while(|letter| *letter == mark).count();
        let info = bare[length..].trim();
        let is_open = length >= 3 && !(mark == '`' && info.contains('`'));
        is_open.then_some(Self {
            indent: line.len() - bare.len(),
            mark,
            length,
            info,
        })
    }

    /// The block that is open after a line.
    fn after(open: Option<Self>, line: &'a str) -> Option<Self> {
        match open {
            None => Self::opening(line),
            Some(fence) if fence.is_closed_by(line) => None,
            open => open,
        }
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let bare = line.trim();
        bare.len() >= self.length && bare.chars().all(|letter| letter == self.mark)
    }

    fn word(&self) -> &'a str {
        self.info.split([' ', ',', '\t']).next().unwrap_or_default()
    }

    fn options(&self) -> &'a str {
        self.info[self.word().len()..].trim_start_matches([' ', ','])
    }

    /// What stands before the line that closes the block, and what follows that line.
    fn inside(&self, text: &'a str) -> (&'a str, &'a str) {
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if self.is_closed_by(line) {
                return (&text[..at], &text[at + line.len()..]);
            }
            at += line.len();
        }
        (text, "")
    }

    fn without_indent(&self, text: &str) -> String {
        let bare = |line: &str| {
            let spaces = line.len() - line.trim_start_matches(' ').len();
            line[spaces.min(self.indent)..].to_owned()
        };
        text.split_inclusive('\n').map(bare).collect()
    }
}
