//! What the Sphinx directive promises beside web pages: the text in other builders, and a warning at the line of a fault.

use super::site::with_program;
use crate::build::native;
use crate::processes::command;
use crate::{Problem, tools};
use std::path::{Path, PathBuf};

const GOOD: &str =
    "A page\n======\n\n.. tokenomics::\n   :view: cost\n\n   preset = \"legal-contracts\"\n";
const WRONG: &str = "A page\n======\n\n.. tokenomics::\n\n   preset = \"legal-contracts\"\n   [work]\n   tasks = -1\n";

/// Builds a page with a good and one with a wrong block, beside a site that was built.
pub fn check(site: &Path) -> Result<(), Problem> {
    let (folder, _) = built(site, "good", GOOD)?;
    let text = std::fs::read_to_string(folder.join("text/index.txt"));
    let text = text.map_err(|fault| format!("the text builder wrote nothing: {fault}"))?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "Hidden reasoning is 50 % of the tokens",
        "82.6 %",
        "Open this calculation",
    ] {
        if !text.contains(words) {
            return Err(format!("the text builder lacks \"{words}\":\n{text}"));
        }
    }
    let (_, said) = built(site, "wrong", WRONG)?;
    if said.contains("index.rst:8: WARNING: work.tasks: ") {
        return Ok(());
    }
    Err(format!("a wrong block is not told at its line:\n{said}"))
}

/// Builds a site of one page as text; returns its folder and what was said.
fn built(site: &Path, name: &str, page: &str) -> Result<(PathBuf, String), Problem> {
    let folder = tools::hosts_folder().join(format!("sphinx-{name}"));
    let made = std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(folder.join("index.rst"), page))
        .and_then(|()| std::fs::copy(site.join("conf.py"), folder.join("conf.py")))
        .and_then(|_| {
            let directive = "tokenomics_directive.py";
            std::fs::copy(site.join(directive), folder.join(directive))
        });
    made.map_err(|fault| format!("{}: {fault}", folder.display()))?;
    let cli = native("tokenomics")?;
    let mut sphinx = command(&tools::documentation_python()?);
    let arguments = ["-m", "sphinx", "-q", "-E", "-b", "text"];
    with_program(&mut sphinx, &cli).args(arguments);
    let done = sphinx.arg(&folder).arg(folder.join("text")).output();
    let done = done.map_err(|fault| format!("Sphinx cannot be started: {fault}"))?;
    Ok((folder, String::from_utf8_lossy(&done.stderr).into_owned()))
}
