//! `seeds READER FOLDER`: writes the corpus of a reader as a file for each input, as a fuzzer wants it.

#![allow(clippy::print_stderr)]

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [reader, folder] = &arguments[..] else {
        eprintln!("write: seeds READER FOLDER");
        return ExitCode::FAILURE;
    };
    for (index, input) in readers::corpus::inputs(reader).iter().enumerate() {
        let path = Path::new(folder).join(format!("seed-{index:04}"));
        if let Err(fault) = std::fs::write(&path, input) {
            eprintln!("{} cannot be written: {fault}", path.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
