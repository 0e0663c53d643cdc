//! A `.br` and a `.gz` neighbour for each file, for hosts that send files as they lie.

use super::{read, write};
use crate::Problem;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Compresses every file below the folder, as hard as both formats allow.
pub fn compress_all(folder: &Path) -> Result<(), Problem> {
    // A picture of pixels is compressed already.
    let is_pixels = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "png");
    for path in files_below(folder)? {
        if is_pixels(&path) {
            continue;
        }
        let bytes = read(&path)?;
        write(&beside(&path, "br"), &brotli(&bytes)?)?;
        write(&beside(&path, "gz"), &gzip(&bytes)?)?;
    }
    Ok(())
}

/// All files below the folder, in the order of their names.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let fault = |fault| format!("{} cannot be listed: {fault}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// The smallest of a few block sizes: a host sends the same bytes a thousand times, so half a second here is well spent.
fn brotli(bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    let mut smallest: Option<Vec<u8>> = None;
    for block_bits in [16, 17, 18] {
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: 11,
            lgwin: 22,
            lgblock: block_bits,
            ..Default::default()
        };
        let mut compressed = Vec::new();
        brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)
            .map_err(|fault| fault.to_string())?;
        if smallest
            .as_ref()
            .is_none_or(|least| compressed.len() < least.len())
        {
            smallest = Some(compressed);
        }
    }
    Ok(smallest.unwrap_or_default())
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map_err(|fault| fault.to_string())
}
