//! The built page in Chromium: from opening to ready, and from an edit to the frame that shows it.

use crate::processes::{command, complete};
use crate::serve::Server;
use crate::{Problem, build, project, tools};

/// Builds the page, opens it in Chromium and prints what was measured there.
pub fn run() -> Result<(), Problem> {
    build::make_dist()?;
    let chromium = tools::for_browser()?;
    let server = Server::start(project::dist(), 0)?;
    let mut node = command("node");
    node.arg(project::browser_tests().join("bench.mjs"));
    complete(
        node.env("TOKENOMICS_PAGE", server.address())
            .env("CHROMIUM", chromium),
    )
}
