//! `cargo xtask engines`: the way that everything hangs on (open, edit, link, embed, the terminal's figures) in Chromium,
//! Firefox and WebKitGTK, each driven by its own WebDriver.

use crate::processes::{cargo, command, complete, find};
use crate::serve::Server;
use crate::{Problem, is_chosen, project, tools};
use clap::builder::PossibleValuesParser;

/// An engine and the programs of the system that it takes, each with its package of Debian.
struct Engine {
    name: &'static str,
    programs: &'static [(&'static str, &'static str)],
}

const ENGINES: [Engine; 3] = [
    Engine {
        name: "chromium",
        programs: &[("chromedriver", "chromium-driver")],
    },
    Engine {
        name: "firefox",
        programs: &[], // its names differ: see `firefox`
    },
    Engine {
        name: "webkit",
        programs: &[
            ("WebKitWebDriver", "webkit2gtk-driver"),
            ("xvfb-run", "xvfb xauth"),
        ],
    },
];

/// What `cargo xtask engines` may be given.
pub fn names() -> PossibleValuesParser {
    ENGINES.iter().map(|engine| engine.name).into()
}

/// The command: all engines, or those named.
pub fn run(names: &[String]) -> Result<(), Problem> {
    if !project::dist().join("index.html").is_file() {
        return Err("there is no dist/ yet: run `cargo xtask build` first".to_owned());
    }
    let chosen: Vec<&Engine> = ENGINES
        .iter()
        .filter(|engine| is_chosen(names, engine.name))
        .collect();
    let firefox = prepare(&chosen)?;
    let chromium = tools::chromium()?;
    let terminal = terminal()?;
    let server = Server::start(project::dist(), 0)?;
    let mut failed = Vec::new();
    for engine in chosen {
        println!("\n=== {}", engine.name);
        let mut node = command("node");
        node.args(["--test", "--test-reporter=spec"])
            .arg(project::engine_tests().join("smoke.test.mjs"))
            .env("ENGINE", engine.name)
            .env("TOKENOMICS_PAGE", server.address())
            .env("TOKENOMICS", &terminal)
            .env("CHROMIUM", &chromium)
            .env("FIREFOX", &firefox);
        if complete(&mut node).is_err() {
            failed.push(engine.name);
        }
    }
    if failed.is_empty() {
        Ok(())
    } else {
        Err(format!("failed in: {}", failed.join(", ")))
    }
}

/// Everything that the engines take, or what to install; returns where Firefox is.
fn prepare(chosen: &[&Engine]) -> Result<String, Problem> {
    let mut missing: Vec<&str> = chosen
        .iter()
        .flat_map(|engine| engine.programs)
        .filter(|(program, _)| find(program).is_none())
        .map(|(_, package)| *package)
        .collect();
    let firefox = std::env::var("FIREFOX").ok().or_else(|| {
        ["firefox-esr", "firefox"]
            .iter()
            .find_map(|name| find(name))
            .map(|path| path.to_string_lossy().into_owned())
    });
    let wants_firefox = chosen.iter().any(|engine| engine.name == "firefox");
    if wants_firefox && firefox.is_none() {
        missing.push("firefox-esr");
    }
    if !missing.is_empty() {
        return Err(format!(
            "programs of the system are missing: `apt-get install {}`, or the like of your system",
            missing.join(" ")
        ));
    }
    if wants_firefox {
        tools::geckodriver()?;
    }
    tools::for_engines()?;
    Ok(firefox.unwrap_or_default())
}

/// The command whose figures the page must show.
fn terminal() -> Result<String, Problem> {
    complete(cargo().args(["build", "--quiet", "--package", "tokenomics-cli"]))?;
    let program = format!("tokenomics{}", std::env::consts::EXE_SUFFIX);
    let path = project::target().join("debug").join(program);
    Ok(path.to_string_lossy().into_owned())
}
