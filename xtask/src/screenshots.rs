//! `cargo xtask screenshots`: the page, wide and narrow, light and dark, into docs/pictures/.

use crate::processes::{command, complete};
use crate::serve::Server;
use crate::{Problem, build, project, tools};

/// The command.
pub fn run() -> Result<(), Problem> {
    build::make_dist()?;
    let chromium = tools::for_browser()?;
    let server = Server::start(project::dist(), 0)?;
    let pictures = project::root().join("docs/pictures");
    let mut node = command("node");
    node.arg(project::browser_tests().join("screenshots.mjs"))
        .arg(pictures);
    complete(
        node.env("TOKENOMICS_PAGE", server.address())
            .env("CHROMIUM", chromium),
    )
}
