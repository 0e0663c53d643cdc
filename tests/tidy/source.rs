//! The project's files as the rules see them.

use std::path::Path;

/// What holds nothing of the project's own.
const NOT_OURS: [&str; 6] = [
    ".git",
    ".tools",
    "__pycache__",
    "dist",
    "node_modules",
    "target",
];

/// A file: its path from the root, with `/`, and its text.
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    /// A file that is not in the tree, to try a rule on.
    pub fn sample(path: &str, text: &str) -> Source {
        Source {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    pub fn is_below(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(folder))
    }

    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Its lines with their numbers, without what stands behind `//`.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, without_comment(line)))
    }

    /// The lines that stand before the unit tests.
    pub fn before_tests(&self) -> Vec<&str> {
        let is_code = |line: &&str| line.trim() != "#[cfg(test)]";
        self.text.lines().take_while(is_code).collect()
    }

    pub fn fault(&self, line: usize, what: &str) -> String {
        format!("{}:{line}: {what}", self.path)
    }
}

/// What is left of a line without its `//` comment; the `//` of an address is none.
fn without_comment(line: &str) -> &str {
    let comment = line
        .match_indices("//")
        .find(|(at, _)| !line[..*at].ends_with(':'));
    comment.map_or(line, |(at, _)| &line[..at])
}

/// Every text file of the project, in the order of their paths.
pub fn tree() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(root, root, &mut files);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(
        files.iter().any(|file| file.path == "src/main.rs"),
        "the walk saw nothing"
    );
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if NOT_OURS.iter().any(|not_ours| name == *not_ours) {
            continue; // in a second work tree .git is a file
        }
        if path.is_dir() {
            collect(root, &path, files);
        } else if let (Ok(text), Ok(inside)) =
            (std::fs::read_to_string(&path), path.strip_prefix(root))
        {
            let path = inside.to_string_lossy().replace('\\', "/");
            files.push(Source { path, text });
        }
    }
}

/// Fails with every fault that the rule finds in the tree.
pub fn assert_none(rule: fn(&Source) -> Vec<String>) {
    let faults: Vec<String> = tree().iter().flat_map(rule).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Fails unless the rule finds exactly this many faults in a file of this path and text.
pub fn assert_finds(rule: fn(&Source) -> Vec<String>, count: usize, path: &str, text: &str) {
    let faults = rule(&Source::sample(path, text));
    assert_eq!(faults.len(), count, "{path}\n{text}\n{}", faults.join("\n"));
}

#[test]
fn comments_are_not_code_and_addresses_are_no_comments() {
    assert_eq!(without_comment("x.exp() // e^x"), "x.exp() ");
    assert_eq!(
        without_comment("\"https://a.example\""),
        "\"https://a.example\""
    );
}
