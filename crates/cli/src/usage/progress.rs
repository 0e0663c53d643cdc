//! How far the reading is, from every thread that reads.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// A line on a terminal that says how far the reading is; nothing elsewhere.
pub struct Progress {
    is_shown: bool,
    files: AtomicU64,
    bytes: AtomicU64,
    rows: AtomicU64,
    started: Instant,
    shown: Mutex<Instant>,
}

impl Progress {
    /// With nothing read yet.
    pub fn new() -> Progress {
        let now = Instant::now();
        Progress {
            is_shown: std::io::stderr().is_terminal(),
            files: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            rows: AtomicU64::new(0),
            started: now,
            shown: Mutex::new(now),
        }
    }

    /// Another file was read.
    pub fn add_file(&self) {
        self.files.fetch_add(1, Relaxed);
    }

    /// So much more was read.
    pub fn add(&self, bytes: u64, rows: u64) {
        const OFTEN: Duration = Duration::from_millis(100);
        let bytes = self.bytes.fetch_add(bytes, Relaxed) + bytes;
        let rows = self.rows.fetch_add(rows, Relaxed) + rows;
        if !self.is_shown {
            return;
        }
        // Where another thread just says it, this one need not.
        let Ok(mut shown) = self.shown.try_lock() else {
            return;
        };
        if shown.elapsed() < OFTEN {
            return;
        }
        *shown = Instant::now();
        let seconds = self.started.elapsed().as_secs_f64();
        let megabytes = bytes as f64 / 1e6;
        let _ = write!(
            std::io::stderr(),
            "\r{} files, {rows} rows, {megabytes:.0} MB, {:.0} MB/s \x1b[K",
            self.files.load(Relaxed),
            megabytes / seconds
        );
    }

    /// Takes the line away.
    pub fn end(&self) {
        if self.is_shown {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
