//! `cargo xtask hosts`: a scenario in the pages of real documentation tools, installed from their registries.
//!
//! Each tool builds a small site with a scenario in it as a picture, as an iframe and as an element; the calculator lies at
//! another origin. Chromium opens every page, light and dark: it must show the right figures in the right colours and
//! height, and neither take the focus nor move the page.

mod directive;
mod site;

use crate::processes::{command, complete};
use crate::serve::Server;
use crate::{Problem, is_chosen, project, tools};
use clap::builder::PossibleValuesParser;
pub use site::with_program;
use site::{HOSTS, Host};
use std::path::PathBuf;

/// Those that the tests open each time; the others take minutes to install.
const IN_TESTS: [&str; 2] = ["plain", "mdbook"];

/// What `cargo xtask hosts` may be given.
pub fn names() -> PossibleValuesParser {
    HOSTS.iter().map(|host| host.name).into()
}

/// The command: all tools, or those named.
pub fn run(names: &[String]) -> Result<(), Problem> {
    let chosen = HOSTS.iter().filter(|host| is_chosen(names, host.name));
    open(&chosen.collect::<Vec<_>>())
}

/// The part that belongs to the tests.
pub fn in_tests() -> Result<(), Problem> {
    let chosen = |host: &&Host| IN_TESTS.contains(&host.name);
    open(&HOSTS.iter().filter(chosen).collect::<Vec<_>>())
}

fn open(hosts: &[&Host]) -> Result<(), Problem> {
    if !project::dist().join("tokenomics.js").is_file() {
        return Err("there is no dist/ yet: run `cargo xtask build` first".to_owned());
    }
    let chromium = tools::for_browser()?;
    let app = Server::start(project::dist(), 0)?;
    let mut sites = Vec::new();
    for host in hosts {
        println!("Building a site with {}", host.name);
        let server = Server::start(host.build(&app.address())?, 0)?;
        sites.push(format!("{} {}{}", host.name, server.address(), host.page));
    }
    let pictures = pictures();
    std::fs::create_dir_all(&pictures)
        .map_err(|fault| format!("{}: {fault}", pictures.display()))?;
    let mut node = command("node");
    node.arg(project::browser_tests().join("hosts.mjs"))
        .arg(&pictures)
        .args(sites);
    complete(
        node.env("TOKENOMICS_PAGE", app.address())
            .env("CHROMIUM", chromium),
    )?;
    println!("Pictures are in {}", pictures.display());
    Ok(())
}

fn pictures() -> PathBuf {
    project::target().join("hosts")
}
