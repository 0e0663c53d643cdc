//! Scripts that are no part of the first load, made small by esbuild.

use super::{content_name, write};
use crate::processes::{command, output};
use crate::{Problem, project, tools};

/// Puts a script of `src/browser` into the page under a name made from its content, and returns that name.
pub fn add_named(source: &str) -> Result<String, Problem> {
    let script = minified(source, "esm")?;
    let name = format!("{source}-{}.js", content_name(&[&script]));
    write(&project::unfinished().join(&name), &script)?;
    Ok(name)
}

/// Puts a script of `src/browser` into the page under a name that stays: other sites' pages name it.
pub fn add_stable(source: &str, name: &str) -> Result<(), Problem> {
    // A script without exports, which an old `<script src>` can load.
    let script = minified(source, "iife")?;
    write(&project::unfinished().join(name), &script)
}

fn minified(source: &str, format: &str) -> Result<Vec<u8>, Problem> {
    let esbuild = tools::esbuild()?.join("node_modules/esbuild/bin/esbuild");
    let source = project::root().join(format!("src/browser/{source}.js"));
    let mut esbuild = command(&esbuild.to_string_lossy());
    esbuild.arg("--minify").arg(format!("--format={format}"));
    output(esbuild.arg(source)).map(String::into_bytes)
}
