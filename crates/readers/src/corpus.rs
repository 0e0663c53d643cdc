//! Inputs to begin with: small ones of many kinds, and every input that once broke something.
//!
//! A file of tests/corpus/READER/ is an input; of one named `*.lines` every line is one, and a `*.json` of prices is
//! encoded first. What the project has anyway (old links, examples, wrong documents, the price lists) is taken too.

use catalogs::prices::{FIRST_PARTY, OVERLAY, encode};
use scenario::link;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The inputs of a reader, in the order of their files.
#[must_use]
pub fn inputs(reader: &str) -> Vec<Vec<u8>> {
    let own = project().join("tests/corpus").join(reader);
    let mut inputs: Vec<Vec<u8>> = files(&own)
        .iter()
        .flat_map(|path| of_file(reader, path))
        .collect();
    match reader {
        "link" => inputs.extend(old_links()),
        "compact" => inputs.extend(compact_links()),
        "toml" => {
            for folder in ["crates/scenario/data/examples", "tests/problems"] {
                let documents = files(&project().join(folder));
                let documents = documents.iter().filter(|path| has_extension(path, "toml"));
                inputs.extend(documents.map(|path| read(path)));
            }
        }
        "prices" => {
            inputs.extend(by_provider());
            inputs.extend([OVERLAY.to_vec(), FIRST_PARTY.to_vec()]);
        }
        _ => {}
    }
    inputs
}

fn of_file(reader: &str, path: &Path) -> Vec<Vec<u8>> {
    let bytes = read(path);
    if has_extension(path, "lines") {
        return bytes
            .split(|byte| *byte == b'\n')
            .map(<[u8]>::to_vec)
            .collect();
    }
    if reader == "prices" && has_extension(path, "json") {
        let json = String::from_utf8_lossy(&bytes);
        let encoded = if json.contains("\"amendments\"") {
            encode::encode_overlay(&json)
        } else {
            encode::encode_snapshot(&json)
        };
        return vec![encoded.unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))];
    }
    vec![bytes]
}

/// The bytes of the compact links of everything that opens.
fn compact_links() -> Vec<Vec<u8>> {
    let links = inputs("link");
    let opened = links
        .iter()
        .filter_map(|link| link::decode(&String::from_utf8_lossy(link)).ok());
    let fragments = opened.map(|opened| link::encode(&opened.scenario));
    fragments.map(|fragment| body_bytes(&fragment)).collect()
}

/// What stands behind version and check, from base64url.
fn body_bytes(fragment: &str) -> Vec<u8> {
    let (mut bytes, mut held, mut count) = (Vec::new(), 0u32, 0);
    for character in fragment.bytes().skip("1.AAAA".len()) {
        let six = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'-' => 62,
            _ => 63,
        };
        (held, count) = (held << 6 | u32::from(six), count + 6);
        if count >= 8 {
            count -= 8;
            bytes.push((held >> count) as u8);
        }
    }
    bytes
}

/// The snapshot cut into one for each provider: small, and with everything that prices have.
fn by_provider() -> Vec<Vec<u8>> {
    let path = project().join("crates/catalogs/data/prices/first_party.json");
    let fault = |what: &dyn std::fmt::Display| -> ! { panic!("{}: {what}", path.display()) };
    let snapshot: Value =
        serde_json::from_slice(&read(&path)).unwrap_or_else(|error| fault(&error));
    let providers = snapshot["providers"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let alone = |provider: &Value| {
        let mut one = snapshot.clone();
        one["providers"] = Value::Array(vec![provider.clone()]);
        encode::encode_snapshot(&one.to_string()).unwrap_or_else(|error| fault(&error))
    };
    providers.iter().map(alone).collect()
}

/// Links of every version, from the files that hold what they show.
fn old_links() -> Vec<Vec<u8>> {
    let files = files(&project().join("tests/links"));
    let texts = files.iter().filter(|path| has_extension(path, "txt"));
    let lines = texts.flat_map(|path| {
        let text = String::from_utf8_lossy(&read(path)).into_owned();
        let links = text.lines().filter(|line| !line.starts_with('#'));
        let first = |line: &str| {
            line.split('\t')
                .next()
                .unwrap_or_default()
                .as_bytes()
                .to_vec()
        };
        links.map(first).collect::<Vec<_>>()
    });
    lines.collect()
}

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap_or_else(|fault| panic!("{} cannot be read: {fault}", folder.display()));
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|fault| panic!("{} cannot be read: {fault}", path.display()))
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}
