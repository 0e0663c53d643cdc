//! The order of the rooms: which crate may know which, and that the modules of a crate have an order, too.

use crate::layers::dependencies;
use crate::source::{Source, assert_finds, assert_none, tree};
use std::collections::{BTreeMap, BTreeSet};

/// The project's own crates, the lowest first. Each knows those of the lines before its own, and none of the others.
const ROOMS: [&[&str]; 9] = [
    &["economics", "golden"],
    // What is known of the world, and nothing of the document.
    &["catalogs"],
    &["scenario"],
    // Never a view.
    &["telling"],
    &["charts", "usage", "views"],
    // Shells, and a second way to every figure.
    &["audit", "tokenomics-cli"],
    &["readers"],
    &["tokenomics-app"],
    &["fuzz", "xtask"],
];

fn room(name: &str) -> Option<usize> {
    ROOMS.iter().position(|names| names.contains(&name))
}

fn crates_out_of_order(file: &Source) -> Vec<String> {
    if !file.path.ends_with("Cargo.toml") {
        return Vec::new();
    }
    let named = |line: &str| {
        Some(
            line.strip_prefix("name = \"")?
                .split('"')
                .next()?
                .to_owned(),
        )
    };
    let name = file.text.lines().find_map(named).unwrap_or_default();
    let Some(own) = room(&name) else {
        let what =
            format!("`{name}` has no place in the order of the crates (tests/tidy/rooms.rs)");
        return vec![file.fault(1, &what)];
    };
    let is_higher = |other: &str| room(other).is_some_and(|other| own <= other);
    let higher = dependencies(&file.text)
        .into_iter()
        .filter(|(_, other)| is_higher(other));
    higher
        .map(|(line, other)| file.fault(line, &format!("`{name}` must not know `{other}`")))
        .collect()
}

#[test]
fn no_crate_knows_one_that_stands_above_it() {
    assert_none(crates_out_of_order);
    let check = |count, name, table| {
        let text = format!("[package]\nname = \"{name}\"\n{table}");
        assert_finds(crates_out_of_order, count, "crates/x/Cargo.toml", &text);
    };
    check(
        0,
        "telling",
        "[dependencies]\nscenario.workspace = true\nlibm = \"1\"",
    );
    check(1, "telling", "[dependencies]\nviews.workspace = true");
    check(1, "charts", "[dependencies]\nviews = { workspace = true }");
    check(
        1,
        "catalogs",
        "[target.'cfg(unix)'.dependencies.scenario]\npath = \"../scenario\"",
    );
    check(0, "charts", "[dev-dependencies]\nviews.workspace = true");
    check(1, "cellar", "[dependencies]\nlibm = \"1\"");
}

/// The modules of a crate's first level, and where each of them imports which.
struct Modules<'a> {
    names: BTreeSet<&'a str>,
    /// Names that the crate's root hands on, with the module that they come from.
    handed_on: BTreeMap<&'a str, &'a str>,
    imports: BTreeMap<(&'a str, &'a str), Vec<(&'a Source, usize)>>,
}

impl<'a> Modules<'a> {
    /// The modules in a folder of sources; nothing where the folder is no crate's.
    fn read(files: &'a [Source], code: &'a BTreeMap<&str, String>, folder: &str) -> Option<Self> {
        let of_root = |name: &&str| code.contains_key(format!("{folder}{name}").as_str());
        let root = ["lib.rs", "main.rs"].into_iter().find(of_root)?;
        let root = &code[format!("{folder}{root}").as_str()];
        let names = root.lines().filter_map(declared).collect();
        let mut modules = Self {
            handed_on: handed_on(root, &names),
            names,
            imports: BTreeMap::new(),
        };
        for file in files.iter().filter(|file| file.is_rust()) {
            let Some(inside) = file.path.strip_prefix(folder) else {
                continue;
            };
            let first = inside.split('/').next().unwrap_or_default();
            let own = first.strip_suffix(".rs").unwrap_or(first);
            let Some(own) = modules.names.get(own).copied() else {
                continue;
            };
            let text = &code[file.path.as_str()];
            for (at, name) in named_at_root(text, inside.matches('/').count() + 1) {
                let other = modules.handed_on.get(name).copied().unwrap_or(name);
                if other != own && modules.names.contains(other) {
                    let line = text[..at].matches('\n').count() + 1;
                    let places = modules.imports.entry((own, other)).or_default();
                    places.push((file, line));
                }
            }
        }
        Some(modules)
    }

    /// All modules that one leads to.
    fn reached_from(&self, start: &'a str) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::new();
        let mut open = vec![start];
        while let Some(from) = open.pop() {
            let next = self.imports.keys().filter(|(own, _)| *own == from);
            open.extend(
                next.map(|(_, other)| *other)
                    .filter(|other| reached.insert(*other)),
            );
        }
        reached
    }

    /// Every import that is a part of a circle.
    fn circles(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for ((own, other), places) in &self.imports {
            if self.reached_from(other).contains(own) {
                let what = format!("`{own}` imports `{other}`, which leads back to `{own}`");
                faults.extend(places.iter().map(|(file, line)| file.fault(*line, &what)));
            }
        }
        faults
    }
}

/// The name of the module that a line of a crate's root declares.
fn declared(line: &str) -> Option<&str> {
    let line = line.strip_prefix("pub ").unwrap_or(line);
    let line = line.strip_prefix("pub(crate) ").unwrap_or(line);
    line.strip_prefix("mod ")?.strip_suffix(';')
}

/// What the root of a crate hands on of its modules: `pub use module::{One, Other as Another};`.
fn handed_on<'a>(root: &'a str, modules: &BTreeSet<&'a str>) -> BTreeMap<&'a str, &'a str> {
    let mut names = BTreeMap::new();
    for (at, _) in root.match_indices("use ") {
        let used = root[at + 4..].split(';').next().unwrap_or_default();
        let used = used.strip_prefix("crate::").unwrap_or(used);
        let mut words = words(used);
        if let Some((_, module)) = words.next()
            && modules.contains(module)
        {
            names.extend(words.map(|(_, name)| (name, module)));
        }
    }
    // A module's own name means the module.
    names.retain(|name, _| !modules.contains(name));
    names
}

/// What a file names of the first level: after `crate::`, or after as many `super::` as lead there. With the place of each.
fn named_at_root(text: &str, depth: usize) -> Vec<(usize, &str)> {
    let mut named = Vec::new();
    for root in ["crate::".to_owned(), "super::".repeat(depth)] {
        for (at, _) in text.match_indices(&root) {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|before| is_of_word(before) || before == ':') {
                continue;
            }
            let start = at + root.len();
            let rest = &text[start..];
            let names: Vec<(usize, &str)> = match rest.strip_prefix('{') {
                Some(group) => heads(group),
                None => words_and_signs(rest).take(1).collect(),
            };
            named.extend(names.into_iter().map(|(place, name)| (start + place, name)));
        }
    }
    named
}

/// The first word of each member of a group, which ends at its brace: of `a::{b, c}, d}` these are `a` and `d`.
fn heads(group: &str) -> Vec<(usize, &str)> {
    let mut depth = 0;
    let mut is_head = true;
    let mut heads = Vec::new();
    for (at, word) in words_and_signs(group) {
        match word {
            "{" => depth += 1,
            "}" if depth == 0 => break,
            "}" => depth -= 1,
            "," if depth == 0 => is_head = true,
            _ if word.starts_with(is_of_word) && is_head => {
                heads.push((at, word));
                is_head = false;
            }
            _ => {}
        }
    }
    heads
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    words_and_signs(text).filter(|(_, word)| word.starts_with(is_of_word))
}

/// Words, and every other character by itself.
fn words_and_signs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    core::iter::from_fn(move || {
        let rest = &text[at..];
        let first = rest.chars().next()?;
        let length = match rest.find(|c| !is_of_word(c)) {
            Some(0) => first.len_utf8(),
            Some(end) => end,
            None => rest.len(),
        };
        let start = at;
        at += length;
        Some((start, &rest[..length]))
    })
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// What is code in a file: no comment, no unit test. Every line stays where it is.
fn code(file: &Source) -> String {
    let lines: Vec<&str> = file.code().map(|(_, line)| line).collect();
    let text = lines.join("\n");
    match text.find("#[cfg(test)]\nmod ") {
        Some(tests) => text[..tests].to_owned(),
        None => text,
    }
}

fn circles(files: &[Source]) -> Vec<String> {
    let rust = files.iter().filter(|file| file.is_rust());
    let code = rust.map(|file| (file.path.as_str(), code(file))).collect();
    let folders = files
        .iter()
        .filter_map(|file| file.path.strip_suffix("Cargo.toml"));
    folders
        .filter_map(|folder| Modules::read(files, &code, &format!("{folder}src/")))
        .flat_map(|modules| modules.circles())
        .collect()
}

/// What is wrong in a crate with these modules, each with its text.
fn circles_of(root: &str, modules: &[(&str, &str)]) -> Vec<String> {
    let mut files = vec![
        Source::sample("crates/x/Cargo.toml", "[package]\nname = \"x\""),
        Source::sample("crates/x/src/lib.rs", root),
    ];
    files.extend(
        modules
            .iter()
            .map(|(path, text)| Source::sample(&format!("crates/x/src/{path}"), text)),
    );
    circles(&files)
}

#[test]
fn the_modules_of_a_crate_have_an_order() {
    let faults = circles(&tree());
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));

    let root = "mod high;\npub mod low;\npub(crate) mod middle;\n";
    let high = ("high.rs", "use crate::low::A;\nuse crate::middle::B;\n");
    let order = circles_of(
        root,
        &[high, ("middle.rs", "use crate::low;\n"), ("low.rs", "")],
    );
    assert_eq!(order, [""; 0]);

    let back = circles_of(
        root,
        &[high, ("low.rs", "fn f() {\n    crate::high::g();\n}\n")],
    );
    let expected = [
        "crates/x/src/high.rs:1: `high` imports `low`, which leads back to `high`",
        "crates/x/src/low.rs:2: `low` imports `high`, which leads back to `low`",
    ];
    assert_eq!(back, expected);
}

#[test]
fn a_circle_is_seen_however_it_is_written() {
    let root = "mod high;\nmod low;\nmod other;\npub use high::{Thing, part::One as Another};\n";
    let high = ("high/part.rs", "use crate::low;\n");
    for back in [
        "use crate::high;",
        "use crate::high::{self, x};",
        "use crate::{high, other};",
        "use crate::{\n    other::{self, a},\n    high::b,\n};",
        "use crate::Thing;",
        "use crate::{other, Another};",
        "use super::high::x;",
    ] {
        let faults = circles_of(root, &[high, ("low.rs", back)]);
        assert_eq!(faults.len(), 2, "{back}\n{faults:?}");
    }
    let deep = circles_of(
        root,
        &[high, ("low/inside.rs", "use super::super::high::x;")],
    );
    assert_eq!(deep.len(), 2, "{deep:?}");
}

#[test]
fn what_is_no_import_makes_no_circle() {
    let root = "mod high;\nmod low;\nmod other;\nfn high_up() {}\n";
    let high = ("high.rs", "use crate::low;\n");
    for none in [
        "//! See [`crate::high`].",
        "/// See [`crate::high`].\nfn f() {}",
        "use crate::other::{high, x};",
        "use crate::high_up;",
        "use my_crate::high;",
        "use super::low::high;",
        "#[cfg(test)]\nmod tests {\n    use crate::high;\n}",
    ] {
        let faults = circles_of(root, &[high, ("low.rs", none)]);
        assert_eq!(faults, [""; 0], "{none}");
    }
    let beside = circles_of(root, &[high, ("low/inside.rs", "use super::high;")]);
    assert_eq!(beside, [""; 0]);
}
