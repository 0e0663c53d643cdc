//! How fast files are read on one core (in time on the processor, where the system says it), and what is kept of them:
//! `cargo run --release -p usage --example speed -- FILE...`
#![allow(clippy::print_stdout, reason = "that is what it is for")]

use std::io::Read;
use std::time::Instant;

use usage::Collector;

/// Bytes read at a time.
const PIECE: u64 = 256 << 10;

fn main() -> std::io::Result<()> {
    let mut collector = Collector::new();
    let (mut bytes, start) = (0, Instant::now());
    for path in std::env::args().skip(1) {
        let (mut file, mut fault) = (std::fs::File::open(&path)?, None);
        let pieces = std::iter::from_fn(|| {
            let mut piece = Vec::with_capacity(PIECE as usize);
            let read = file.by_ref().take(PIECE).read_to_end(&mut piece);
            let read = read.map_err(|found| fault = Some(found)).ok()?;
            bytes += read;
            (read > 0).then_some(piece)
        });
        collector.read(&path, pieces);
        if let Some(fault) = fault {
            return Err(fault);
        }
    }
    let collected = collector.finish();
    let seconds = on_processor().unwrap_or(start.elapsed().as_secs_f64());
    let store = collected.store();
    println!("bytes {bytes}");
    println!("seconds {seconds}");
    println!("megabytes_per_second {:.0}", bytes as f64 / 1e6 / seconds);
    println!("events {}", store.len());
    println!("kept_bytes {}", store.bytes());
    Ok(())
}

/// Seconds that this thread was on a processor: on a busy machine it also waits. `None` where the system does not say.
fn on_processor() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = told.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}
