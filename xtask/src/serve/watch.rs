//! `serve --watch`: builds the page anew whenever one of its sources has changed.

use crate::{Problem, build, project};
use std::path::Path;
use std::time::{Duration, SystemTime};

const SOURCES: [&str; 6] = [
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "src",
    "style",
    "crates",
];
const LOOK_EVERY: Duration = Duration::from_millis(400);

/// Never ends by itself; a build that fails is reported and the page stays as it was.
pub fn rebuild_on_change() -> ! {
    println!("Watching the sources");
    let mut built = newest_source();
    loop {
        std::thread::sleep(LOOK_EVERY);
        let newest = newest_source();
        if newest != built {
            built = newest;
            report(build::make_dist());
        }
    }
}

fn report(outcome: Result<(), Problem>) {
    match outcome {
        Ok(()) => println!("The page is new: reload it"),
        Err(problem) => println!("The page stays as it was: {problem}"),
    }
}

/// When a source was last changed, and how many there are, so that a deletion counts too.
fn newest_source() -> (usize, Option<SystemTime>) {
    let sources = SOURCES
        .iter()
        .map(|name| newest_below(&project::root().join(name)));
    sources.fold((0, None), |(count, newest), (more, newer)| {
        (count + more, newest.max(newer))
    })
}

fn newest_below(path: &Path) -> (usize, Option<SystemTime>) {
    let Ok(entries) = std::fs::read_dir(path) else {
        let changed = std::fs::metadata(path).and_then(|found| found.modified());
        return (usize::from(changed.is_ok()), changed.ok());
    };
    let inside = entries.flatten().map(|entry| newest_below(&entry.path()));
    inside.fold((0, None), |(count, newest), (more, newer)| {
        (count + more, newest.max(newer))
    })
}
