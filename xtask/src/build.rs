//! `cargo xtask build`: dist/, ready for any static host.
//!
//! Trunk puts the page together, its program first (see `program`); then all of it is made small, price files are put
//! beside it, the first answer is written into index.html, and every file gets a `.br` and a `.gz` neighbour.

mod compress;
pub mod index_html;
mod preset_pages;
pub mod program;

pub use program::example as wasm_example;

use crate::processes::{cargo, cargo_home, command, complete, output};
use crate::{Problem, project, tools};
use catalogs::prices::{FIRST_PARTY, OVERLAY, encode};
use index_html::IndexHtml;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

/// Builds the page for release into dist/. A build that fails leaves dist/ as it was.
pub fn make_dist() -> Result<(), Problem> {
    make_dist_for(None)
}

/// [`make_dist`] for the address at which it will be put; where that is not known, previews name their pictures relatively.
fn make_dist_for(address: Option<&str>) -> Result<(), Problem> {
    tools::for_build()?;
    let folder = project::unfinished();
    println!("Building the page");
    program::lay_out_page()?;
    let mut trunk = command("trunk");
    trunk.args(["build", "--release", "--dist"]).arg(&folder);
    complete(&mut trunk)?;
    complete(
        command("node")
            .arg(project::root().join("xtask/minify.mjs"))
            .args([tools::esbuild()?, folder.clone()])
            .args(program::FEATURES),
    )?;
    let mut page = IndexHtml::read(&folder)?;
    merge_styles(&mut page)?;
    for (name, file) in prices()? {
        page.name_file(&name, &file)?;
    }
    page.put_into_prerendered(&first_answer()?)?;
    page.write(&folder)?;
    preset_pages::write_all(&folder, address)?;
    complete(
        command("node")
            .arg(project::root().join("xtask/seal.mjs"))
            .args([tools::esbuild()?, folder.clone()]),
    )?;
    compress::compress_all(&folder)?;
    take_place(&folder, &project::dist())
}

fn take_place(made: &Path, finished: &Path) -> Result<(), Problem> {
    let moved = match std::fs::remove_dir_all(finished) {
        Err(fault) if fault.kind() != ErrorKind::NotFound => Err(fault),
        _ => std::fs::rename(made, finished),
    };
    moved.map_err(|fault| format!("{} cannot be replaced: {fault}", finished.display()))
}

/// The address of a site, as previews need it.
pub fn whole_address(text: &str) -> Result<String, Problem> {
    let is_whole = text.contains("://");
    is_whole.then(|| text.to_owned()).ok_or_else(|| {
        "write all of the address at which dist/ will be put: https://...".to_owned()
    })
}

/// The command.
pub fn run(address: Option<&str>) -> Result<(), Problem> {
    make_dist_for(address)?;
    if address.is_none() {
        println!(
            "Previews of links name their pictures relatively; with --address they work everywhere"
        );
    }
    println!("The page is in {}", project::dist().display());
    Ok(())
}

/// Makes one style file of all, in their order, so that the first paint waits for one answer instead of many.
fn merge_styles(page: &mut IndexHtml) -> Result<(), Problem> {
    let mut merged = Vec::new();
    for name in page.styles() {
        let path = project::unfinished().join(&name);
        merged.extend(read(&path)?);
        merged.push(b'\n');
        std::fs::remove_file(&path)
            .map_err(|fault| format!("{} stays: {fault}", path.display()))?;
    }
    let name = format!("style-{}.css", content_name(&[&merged]));
    write(&project::unfinished().join(&name), &merged)?;
    page.replace_styles(&name);
    Ok(())
}

/// Prices that the page loads only when they are asked for, each as one file under a name made from its content:
/// those of the makers and of the present resellers, and past lists under the names that links give them.
fn prices() -> Result<Vec<(String, String)>, Problem> {
    let folder = project::prices();
    let makers = encode::pack_snapshot(FIRST_PARTY, &[], OVERLAY);
    let resellers = read(&folder.join("resellers.bin"))?;
    let mut files = vec![
        put_beside("makers", "prices", &makers)?,
        put_beside("second-prices", "prices", &resellers)?,
    ];
    let past = folder.join("history");
    let listed =
        std::fs::read_dir(&past).map_err(|fault| format!("{}: {fault}", past.display()))?;
    let mut paths: Vec<_> = listed.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        files.push(put_beside(&name, "past", &read(&path)?)?);
    }
    Ok(files)
}

/// The name of a file for the head of the page, and the file itself.
fn put_beside(name: &str, kind: &str, bytes: &[u8]) -> Result<(String, String), Problem> {
    let file = format!("{kind}-{}.bin", content_name(&[bytes]));
    write(&project::unfinished().join(&file), bytes)?;
    Ok((name.to_owned(), file))
}

/// What stands in the page before WebAssembly has arrived, printed by the page's own package run natively.
fn first_answer() -> Result<String, Problem> {
    println!("Writing the first answer into the page");
    output(&mut native("tokenomics-app")?)
}

/// A program of the workspace, run natively. As part of the workspace, so that most of what it needs is what
/// `cargo test --workspace` needs too.
pub fn native(program: &str) -> Result<Command, Problem> {
    complete(cargo().args(["build", "--quiet", "--workspace", "--bin", program]))?;
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    let path = project::target().join("debug").join(file);
    Ok(command(&path.to_string_lossy()))
}

/// Keeps this machine's folders out of the modules, whose panic messages name source files: the same source gives the
/// same bytes wherever it is built.
fn for_wasm(command: &mut Command) -> &mut Command {
    let mut flags = vec![renamed(project::root(), ".")];
    let downloaded = cargo_home().map(|home| home.join("registry/src"));
    let registries = downloaded.and_then(|folder| std::fs::read_dir(folder).ok());
    for registry in registries.into_iter().flatten().flatten() {
        flags.push(renamed(&registry.path(), "crates"));
    }
    command.env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        flags.join(" "),
    )
}

fn renamed(folder: &Path, name: &str) -> String {
    format!("--remap-path-prefix={}={name}", folder.display())
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
