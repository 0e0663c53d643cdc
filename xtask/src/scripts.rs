//! The project's own JavaScript, in the tests' section `lints`: typed by tsc, read by biome.
//!
//! Types stand in comments and in `types.d.ts`; neither reaches the page.

use crate::processes::complete;
use crate::{Problem, tools};

/// What runs in a page, in a service worker and in Node.
const PROJECTS: [&str; 3] = [
    "src/browser/tsconfig.json",
    "src/browser/offline.tsconfig.json",
    "xtask/tsconfig.json",
];

/// Fails where either finds something.
pub fn check() -> Result<(), Problem> {
    for project in PROJECTS {
        println!("tsc --project {project}");
        complete(tools::tsc()?.args(["--project", project]))?;
    }
    println!("biome lint");
    complete(tools::biome()?.args(["lint", "--error-on-warnings"]))
}
