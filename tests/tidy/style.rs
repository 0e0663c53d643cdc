//! House style that a machine can check.

use crate::source::{Source, assert_finds, assert_none};

const MODULE_LINES: usize = 400;
const FUNCTION_LINES: usize = 70;

fn file_without_subject(file: &Source) -> Vec<String> {
    const EMPTY: [&str; 8] = [
        "common", "helper", "helpers", "manager", "misc", "service", "util", "utils",
    ];
    let names = file
        .path
        .split('/')
        .flat_map(|name| name.split(['.', '_', '-']));
    let empty = names.filter(|word| EMPTY.contains(word));
    empty
        .map(|word| file.fault(1, &format!("`{word}` names no subject")))
        .collect()
}

#[test]
fn every_file_is_named_after_its_subject() {
    assert_none(file_without_subject);
    assert_finds(file_without_subject, 1, "src/format_utils.rs", "");
    assert_finds(file_without_subject, 1, "src/common/number.rs", "");
    assert_finds(file_without_subject, 0, "src/uncommon.rs", "");
}

fn undocumented_file(file: &Source) -> Vec<String> {
    let documented = !file.is_rust() || file.text.starts_with("//! ");
    let fault = || file.fault(1, "the first line says what the module is for: `//! ...`");
    if documented {
        Vec::new()
    } else {
        vec![fault()]
    }
}

#[test]
fn every_file_says_first_what_it_is_for() {
    assert_none(undocumented_file);
    assert_finds(undocumented_file, 1, "src/sample.rs", "use std::fmt;");
    assert_finds(
        undocumented_file,
        0,
        "src/sample.rs",
        "//! Numbers as text.",
    );
}

fn long_module(file: &Source) -> Vec<String> {
    // A test file is a list of sentences, as long as there are any.
    let is_test = file.path.split('/').any(|folder| folder == "tests");
    let lines = file.before_tests().len();
    if !file.is_rust() || is_test || lines <= MODULE_LINES {
        return Vec::new();
    }
    vec![file.fault(
        lines,
        &format!("{lines} lines before the tests; {MODULE_LINES} are enough"),
    )]
}

#[test]
fn no_module_is_longer_than_a_person_reads() {
    assert_none(long_module);
    let lines = "//! .\n".repeat(MODULE_LINES);
    assert_finds(
        long_module,
        0,
        "src/sample.rs",
        &format!("{lines}#[cfg(test)]\nmod tests {{}}"),
    );
    assert_finds(
        long_module,
        1,
        "src/sample.rs",
        &format!("{lines}x\n#[cfg(test)]\n"),
    );
}

/// A function reaches from its `fn` to the first brace that closes at the same depth, as rustfmt writes it.
fn long_function(file: &Source) -> Vec<String> {
    if !file.is_rust() {
        return Vec::new();
    }
    let lines = file.before_tests();
    let mut faults = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let is_function = begins_function(code);
        if !is_function || line.ends_with('}') || line.ends_with(';') {
            continue;
        }
        let end = format!("{}}}", &line[..line.len() - code.len()]);
        let length = lines[start..]
            .iter()
            .take_while(|line| **line != end)
            .count()
            + 1;
        if FUNCTION_LINES < length {
            let what = format!("a function of {length} lines; {FUNCTION_LINES} fit a screen");
            faults.push(file.fault(start + 1, &what));
        }
    }
    faults
}

fn begins_function(code: &str) -> bool {
    const BEFORE: [&str; 5] = ["pub", "pub(crate)", "pub(super)", "const", "async"];
    let mut words = code.split(' ').skip_while(|word| BEFORE.contains(word));
    words.next() == Some("fn")
}

#[test]
fn every_function_fits_a_screen() {
    assert_none(long_function);
    let function = |lines: usize| {
        format!(
            "//! .\n    pub fn f() {{\n{}    }}\n",
            "        x();\n".repeat(lines)
        )
    };
    assert_finds(
        long_function,
        0,
        "src/sample.rs",
        &function(FUNCTION_LINES - 2),
    );
    assert_finds(
        long_function,
        1,
        "src/sample.rs",
        &function(FUNCTION_LINES - 1),
    );
}

fn left_undone(file: &Source) -> Vec<String> {
    if file.is_below(&["tests/tidy/"]) {
        return Vec::new();
    }
    const WORDS: [&str; 12] = [
        "TODO",
        "FIXME",
        "XXX:",
        "todo!(",
        "unimplemented!(",
        "#[ignore",
        "dbg!(",
        "test.skip(",
        "test.only(",
        "it.skip(",
        "skip: true",
        "debugger;",
    ];
    let mut faults = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        for word in WORDS.iter().filter(|word| line.contains(**word)) {
            faults.push(file.fault(index + 1, &format!("`{word}`: finish it or leave it out")));
        }
    }
    faults
}

#[test]
fn nothing_is_left_undone_and_no_test_is_skipped() {
    assert_none(left_undone);
    assert_finds(left_undone, 1, "src/sample.rs", "// TODO: later");
    assert_finds(left_undone, 1, "src/sample.rs", "#[ignore = \"slow\"]");
    assert_finds(
        left_undone,
        1,
        "tests/browser/sample.test.mjs",
        "test.skip(\"opens\")",
    );
    assert_finds(left_undone, 0, "src/sample.rs", "let todos = 1;");
}

/// Paths of somebody's machine, and addresses of the place a package was downloaded from.
fn somebodys_machine(file: &Source) -> Vec<String> {
    if file.is_below(&["tests/tidy/"]) {
        return Vec::new();
    }
    const FOLDERS: [&str; 6] = [
        "/root/",
        "/home/",
        "/work/",
        "/tmp/",
        "/Users/",
        "C:\\Users",
    ];
    const OFFICIAL: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    let is_path = |line: &str, folder: &str| {
        line.match_indices(folder).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            !before.is_some_and(|before| before.is_alphanumeric() || "/.-_}".contains(before))
        })
    };
    let mut faults = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        if FOLDERS.iter().any(|folder| is_path(line, folder)) {
            faults.push(file.fault(index + 1, "a path of somebody's machine"));
        }
        let of_cargo = line.starts_with("source = \"registry+") && line != OFFICIAL;
        let of_npm = line.contains("\"resolved\": \"http");
        if of_cargo || of_npm {
            faults.push(file.fault(index + 1, "an address of a package registry"));
        }
    }
    faults
}

#[test]
fn no_file_names_somebodys_machine_or_registry() {
    assert_none(somebodys_machine);
    assert_finds(somebodys_machine, 1, "docs/sample.md", "see /home/me/notes");
    assert_finds(
        somebodys_machine,
        0,
        "docs/sample.md",
        "see https://a.example/home/notes",
    );
    let elsewhere = "source = \"registry+https://mirror.example/index\"";
    assert_finds(somebodys_machine, 1, "Cargo.lock", elsewhere);
    let npm = "      \"resolved\": \"https://mirror.example/a.tgz\",";
    assert_finds(somebodys_machine, 1, "package-lock.json", npm);
}
