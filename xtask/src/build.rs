//! `cargo xtask build`: dist/, ready for any static host.
//!
//! Trunk builds the page's module; then the second module and the second price file are put beside it, the first answer
//! is written into index.html, and every file gets a `.br` and a `.gz` neighbour.

mod compress;
pub mod index_html;
mod second_module;

use crate::processes::{cargo, cargo_home, command, complete, output};
use crate::{Problem, project, tools};
use index_html::IndexHtml;
use std::path::Path;
use std::process::Command;

/// Builds the page for release into dist/.
pub fn make_dist() -> Result<(), Problem> {
    tools::for_build()?;
    println!("Building the page");
    complete(for_wasm(command("trunk").args(["build", "--release"])))?;
    let mut page = IndexHtml::read()?;
    println!("Building the second module");
    page.name_file("second-module", &second_module::build()?)?;
    if let Some(name) = second_prices()? {
        page.name_file("second-prices", &name)?;
    }
    page.put_into_prerendered(&first_answer()?)?;
    page.write()?;
    compress::compress_all(&project::dist())
}

/// The command.
pub fn run(_: &[String]) -> Result<(), Problem> {
    make_dist()?;
    println!("The page is in {}", project::dist().display());
    Ok(())
}

/// Prices that the page loads only when they are asked for, as one file under a name made from its content.
fn second_prices() -> Result<Option<String>, Problem> {
    let source = project::root().join("crates/scenario/data/prices/second.bin");
    if !source.is_file() {
        return Ok(None);
    }
    let bytes = read(&source)?;
    let name = format!("prices-{}.bin", content_name(&[&bytes]));
    write(&project::dist().join(&name), &bytes)?;
    Ok(Some(name))
}

/// What stands in the page before WebAssembly has arrived, printed by the page's own package run natively.
fn first_answer() -> Result<String, Problem> {
    output(cargo().args(["run", "--quiet", "--package", "tokenomics-app"]))
}

/// Keeps this machine's folders out of the modules, whose panic messages name source files: the same source gives the
/// same bytes wherever it is built.
fn for_wasm(command: &mut Command) -> &mut Command {
    let mut flags = vec![format!(
        "--remap-path-prefix={}=.",
        project::root().display()
    )];
    if let Some(home) = cargo_home() {
        flags.push(format!("--remap-path-prefix={}=cargo", home.display()));
    }
    command.env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        flags.join(" "),
    )
}

/// Sixteen hexadecimal digits that change whenever the content does (FNV-1a, 64 bits).
fn content_name(contents: &[&[u8]]) -> String {
    let hash = contents
        .iter()
        .flat_map(|content| content.iter())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("{hash:016x}")
}

fn read(path: &Path) -> Result<Vec<u8>, Problem> {
    std::fs::read(path).map_err(|fault| format!("{} cannot be read: {fault}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    std::fs::write(path, bytes)
        .map_err(|fault| format!("{} cannot be written: {fault}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::content_name;

    #[test]
    fn a_content_name_changes_with_the_content() {
        assert_eq!(content_name(&[b""]), "cbf29ce484222325");
        assert_eq!(content_name(&[b"a"]), "af63dc4c8601ec8c"); // published FNV-1a test value
        assert_ne!(content_name(&[b"ab"]), content_name(&[b"ba"]));
    }
}
