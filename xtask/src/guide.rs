//! `cargo xtask guide`: the project's own guide, a book with live calculators, into dist/guide/.

use crate::build::native;
use crate::hosts::with_program;
use crate::processes::{command, complete};
use crate::{Problem, project, tools};

/// The command.
pub fn run() -> Result<(), Problem> {
    if !project::dist().join("index.html").is_file() {
        return Err("there is no dist/ yet: run `cargo xtask build` first".to_owned());
    }
    tools::for_guide()?;
    let program = native("tokenomics")?;
    let folder = project::dist().join("guide");
    let mut mdbook = command("mdbook");
    complete(
        with_program(&mut mdbook, &program)
            .arg("build")
            .arg(project::root().join("docs"))
            .arg("--dest-dir")
            .arg(&folder),
    )?;
    println!("The guide is in {}", folder.display());
    Ok(())
}
