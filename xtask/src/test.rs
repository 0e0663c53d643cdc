//! `cargo xtask test`: every test there is, in one command.

use crate::processes::{cargo, command, complete};
use crate::serve::Server;
use crate::{Problem, budget, build, deny, hosts, project, scripts, tools};
use std::time::Instant;

/// One part of the tests. All parts run even where an earlier one failed; only a part that needs dist/ is left out when
/// the build failed.
struct Section {
    name: &'static str,
    what: &'static str,
    needs_build: bool,
    run: fn(&[String]) -> Result<(), Problem>,
}

const SECTIONS: &[Section] = &[
    Section {
        name: "format",
        what: "cargo fmt --check",
        needs_build: false,
        run: format,
    },
    Section {
        name: "lints",
        what: "clippy, tsc and biome, warnings refused",
        needs_build: false,
        run: lints,
    },
    Section {
        name: "deny",
        what: "licences and sources of what is depended on",
        needs_build: false,
        run: |_| deny::check(),
    },
    Section {
        name: "rust",
        what: "cargo test --workspace",
        needs_build: false,
        run: rust,
    },
    Section {
        name: "docs",
        what: "rustdoc, warnings refused",
        needs_build: false,
        run: docs,
    },
    Section {
        name: "build",
        what: "the release page",
        needs_build: false,
        run: |_| build::make_dist(),
    },
    Section {
        name: "size",
        what: "bytes of the first load and of what comes later",
        needs_build: true,
        run: |_| budget::check(),
    },
    Section {
        name: "browser",
        what: "the release page in Chromium",
        needs_build: true,
        run: browser,
    },
    Section {
        name: "hosts",
        what: "the page in frames of a plain page and of an mdBook",
        needs_build: true,
        run: |_| hosts::in_tests(),
    },
];

/// The command: all sections, or those named; other words choose browser test files by a part of their name.
pub fn run(arguments: &[String]) -> Result<(), Problem> {
    let is_section = |word: &&String| SECTIONS.iter().any(|section| section.name == word.as_str());
    let (names, files): (Vec<&String>, Vec<&String>) = arguments.iter().partition(is_section);
    let files: Vec<String> = files.into_iter().cloned().collect();
    if !files.is_empty() && !names.iter().any(|name| *name == "browser") {
        return Err(format!(
            "there is no section `{}`: {}",
            files.join(" "),
            section_names()
        ));
    }
    let chosen = SECTIONS
        .iter()
        .filter(|section| names.is_empty() || names.iter().any(|name| *name == section.name));

    let mut results: Vec<(&str, Result<(), Problem>, f64)> = Vec::new();
    for section in chosen {
        println!("\n=== {}: {}", section.name, section.what);
        let started = Instant::now();
        let build_failed = results
            .iter()
            .any(|(name, result, _)| *name == "build" && result.is_err());
        let result = if section.needs_build && build_failed {
            Err("not run, because the build failed".to_owned())
        } else {
            (section.run)(&files)
        };
        if let Err(problem) = &result {
            println!("{problem}");
        }
        results.push((section.name, result, started.elapsed().as_secs_f64()));
    }
    summarize(&results)
}

fn summarize(results: &[(&str, Result<(), Problem>, f64)]) -> Result<(), Problem> {
    println!("\n=== summary");
    for (name, result, seconds) in results {
        match result {
            Ok(()) => println!("passed  {name:<8} {seconds:>7.1} s"),
            Err(problem) => println!("FAILED  {name:<8} {seconds:>7.1} s  {problem}"),
        }
    }
    let failed: Vec<&str> = results
        .iter()
        .filter(|(_, result, _)| result.is_err())
        .map(|(name, ..)| *name)
        .collect();
    if failed.is_empty() {
        Ok(())
    } else {
        Err(format!("failed: {}", failed.join(", ")))
    }
}

/// For the help, and where a word is neither.
pub fn section_names() -> String {
    let names: Vec<&str> = SECTIONS.iter().map(|section| section.name).collect();
    format!(
        "sections are {}; words after `browser` choose its test files",
        names.join(", ")
    )
}

fn format(_: &[String]) -> Result<(), Problem> {
    complete(cargo().args(["fmt", "--all", "--check"]))
}

fn lints(_: &[String]) -> Result<(), Problem> {
    let scripts = scripts::check();
    complete(cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--quiet",
        "--",
        "-D",
        "warnings",
    ]))?;
    scripts
}

fn rust(_: &[String]) -> Result<(), Problem> {
    complete(cargo().args(["test", "--workspace", "--no-fail-fast"]))
}

fn docs(_: &[String]) -> Result<(), Problem> {
    let mut doc = cargo();
    doc.args([
        "doc",
        "--workspace",
        "--no-deps",
        "--document-private-items",
        "--quiet",
    ]);
    complete(doc.env(
        "RUSTDOCFLAGS",
        "-D warnings -A rustdoc::private-intra-doc-links",
    ))
}

/// Node's own runner against the built page, served from a free port.
fn browser(files: &[String]) -> Result<(), Problem> {
    if !project::dist().join("index.html").is_file() {
        return Err("there is no dist/ yet: run `cargo xtask build` first".to_owned());
    }
    let chromium = tools::for_browser()?;
    let server = Server::start(project::dist(), 0)?;
    let mut node = command("node");
    // Two at a time: each file has a browser of its own, and timings inside the page should stay honest.
    node.args(["--test", "--test-reporter=spec", "--test-concurrency=2"])
        .args(browser_test_files(files)?);
    complete(
        node.env("TOKENOMICS_PAGE", server.address())
            .env("CHROMIUM", chromium),
    )
}

fn browser_test_files(chosen: &[String]) -> Result<Vec<std::path::PathBuf>, Problem> {
    let folder = project::browser_tests();
    let entries =
        std::fs::read_dir(&folder).map_err(|fault| format!("{}: {fault}", folder.display()))?;
    let is_test = |name: &str| {
        name.ends_with(".test.mjs")
            && (chosen.is_empty() || chosen.iter().any(|part| name.contains(part.as_str())))
    };
    let mut files: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.file_name()
                .and_then(|name| name.to_str())
                .is_some_and(is_test)
        })
        .collect();
    files.sort();
    if files.is_empty() {
        Err(format!(
            "no file of tests/browser/ matches `{}`",
            chosen.join(" ")
        ))
    } else {
        Ok(files)
    }
}

#[cfg(test)]
mod tests {
    use super::{browser_test_files, run, summarize};

    #[test]
    fn one_failed_section_fails_the_whole() {
        let failed = Err("it did not hold".to_owned());
        assert_eq!(summarize(&[("format", Ok(()), 0.1)]), Ok(()));
        let problem = summarize(&[("format", Ok(()), 0.1), ("lints", failed, 0.1)]);
        assert_eq!(problem, Err("failed: lints".to_owned()));
    }

    #[test]
    fn an_unknown_section_is_refused_with_those_there_are() {
        assert!(run(&["lint".to_owned()]).is_err_and(|problem| problem.contains("lints")));
    }

    #[test]
    fn browser_tests_are_chosen_by_name() {
        assert!(browser_test_files(&["opens".to_owned()]).is_ok_and(|files| files.len() == 1));
        assert!(browser_test_files(&["no-such-test".to_owned()]).is_err());
    }
}
