//! Expected results that lie in files beside the tests.
//!
//! A test hands over what it found. Usually that is compared with the file; under `cargo xtask golden`, which sets
//! [`UPDATE`], the file is rewritten and the diff is the review.

#![allow(clippy::unwrap_used, clippy::panic, reason = "only tests call it")]

use std::path::Path;

/// The variable that asks for files to be rewritten.
pub const UPDATE: &str = "UPDATE_GOLDEN";

/// Compares what was found with a file, byte for byte.
///
/// # Panics
///
/// Where they differ, with the first difference; or in a test whose name `cargo xtask golden` would not find.
#[track_caller]
pub fn check(path: impl AsRef<Path>, found: impl AsRef<[u8]>) {
    check_or_write(path.as_ref(), found.as_ref(), is_asked_for());
}

/// The same for a list on which links rely for ever: whatever is asked for, each line of the file must be kept by one that
/// was found, in the sense that is given (known line, found line).
///
/// # Panics
///
/// As [`check`], and where a known line is kept by none.
#[track_caller]
pub fn check_growing(path: impl AsRef<Path>, found: &str, keeps: impl Fn(&str, &str) -> bool) {
    let path = path.as_ref();
    for known in read(path).split(|byte| *byte == b'\n') {
        let known = String::from_utf8_lossy(known);
        assert!(
            known.is_empty() || found.lines().any(|line| keeps(&known, line)),
            "{}: \"{known}\" is what links in the world rely on; they would now say something else",
            path.display()
        );
    }
    check_or_write(path, found.as_bytes(), is_asked_for());
}

fn is_asked_for() -> bool {
    // A test's thread has its name, unless one thread runs them all.
    let thread = std::thread::current();
    let name = thread.name().unwrap_or("main");
    assert!(
        name == "main" || name.contains("golden"),
        "{name} compares with a file and has no `golden` in its name: `cargo xtask golden` would never run it"
    );
    std::env::var_os(UPDATE).is_some()
}

#[track_caller]
fn check_or_write(path: &Path, found: &[u8], write: bool) {
    let expected = read(path);
    if expected == found {
        return;
    }
    assert!(
        write,
        "{} changed; `cargo xtask golden` takes the change over\n{}",
        path.display(),
        first_difference(&expected, found)
    );
    std::fs::write(path, found).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
}

/// Nothing where there is no file yet.
fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_default()
}

/// The first line that differs, as it is expected and as it was found; of what is no text, the byte.
fn first_difference(expected: &[u8], found: &[u8]) -> String {
    let same = expected.iter().zip(found).take_while(|(a, b)| a == b);
    let at = same.count();
    let (Ok(expected), Ok(found)) = (str::from_utf8(expected), str::from_utf8(found)) else {
        return format!("byte {at} differs");
    };
    let mut lines = (1..).zip(expected.split('\n').zip(found.split('\n')));
    match lines.find(|(_, (expected, found))| expected != found) {
        Some((number, (expected, found))) => {
            format!("line {number}\nexpected: {expected}\nfound:    {found}")
        }
        None => format!("one goes on where the other ends, at byte {at}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{UnwindSafe, catch_unwind};
    use std::path::PathBuf;

    fn file(name: &str, text: &str) -> PathBuf {
        let name = format!("tokenomics-golden-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn message(act: impl FnOnce() + UnwindSafe) -> String {
        *catch_unwind(act).unwrap_err().downcast().unwrap()
    }

    #[test]
    fn golden_a_difference_is_shown_and_taken_over_only_when_asked_for() {
        let path = file("difference", "one\ntwo\n");
        check_or_write(&path, b"one\ntwo\n", false);
        let said = message(|| check_or_write(&path, b"one\nthree\n", false));
        assert!(said.contains("cargo xtask golden"), "{said}");
        assert!(
            said.contains("line 2\nexpected: two\nfound:    three"),
            "{said}"
        );
        assert_eq!(read(&path), b"one\ntwo\n");
        check_or_write(&path, b"one\nthree\n", true);
        assert_eq!(read(&path), b"one\nthree\n");
        std::fs::remove_file(path).unwrap();
    }

    #[test]
    fn golden_a_line_of_a_growing_list_is_never_given_up() {
        let path = file("growing", "1 a\n2 b\n");
        let same = |known: &str, line: &str| known == line;
        check_growing(&path, "1 a\n2 b\n", same);
        let said = message(|| check_growing(&path, "1 c\n2 b\n3 d\n", same));
        assert!(said.contains("\"1 a\""), "{said}");
        std::fs::remove_file(path).unwrap();
    }

    #[test]
    fn a_test_that_would_never_be_rewritten_says_so() {
        let test = std::thread::Builder::new().name("some_test".into());
        let ended = test.spawn(|| check("no-such-file", "")).unwrap().join();
        let said: String = *ended.unwrap_err().downcast().unwrap();
        assert!(said.starts_with("some_test compares"), "{said}");
    }

    #[test]
    fn what_is_no_text_or_only_longer_differs_at_a_byte() {
        assert_eq!(first_difference(b"a\xff", b"a\xfe"), "byte 1 differs");
        assert!(first_difference(b"a", b"a\n").ends_with("ends, at byte 1"));
    }
}
