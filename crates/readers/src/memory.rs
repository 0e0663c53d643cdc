//! How much memory and time a reader takes.

#![allow(
    unsafe_code,
    reason = "an allocator cannot be written without; it hands every request to the system's"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::time::{Duration, Instant};

/// The system's allocator, counting the bytes that each thread holds. A program that measures makes it its own:
/// `#[global_allocator] static MEMORY: Counting = Counting;`.
pub struct Counting;

thread_local! {
    static HELD: Cell<isize> = const { Cell::new(0) };
    static MOST: Cell<isize> = const { Cell::new(0) };
}

/// What a call took.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    /// Bytes held at one time, beyond those held before the call; 0 where [`Counting`] is not the allocator.
    pub bytes: usize,
    /// From beginning to end.
    pub time: Duration,
}

/// What a call returns, and what it took.
pub fn measured<T>(call: impl FnOnce() -> T) -> (T, Taken) {
    let before = HELD.get();
    MOST.set(before);
    let started = Instant::now();
    let value = call();
    let taken = Taken {
        bytes: usize::try_from(MOST.get() - before).unwrap_or(0),
        time: started.elapsed(),
    };
    (value, taken)
}

fn count(bytes: isize) {
    // A thread that ends frees its memory after its counters are gone.
    let _ = HELD.try_with(|held| {
        held.set(held.get() + bytes);
        let _ = MOST.try_with(|most| most.set(most.get().max(held.get())));
    });
}

fn signed(bytes: usize) -> isize {
    isize::try_from(bytes).unwrap_or(isize::MAX)
}

// SAFETY: every request goes to the system's allocator as it came; counting allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(signed(layout.size()));
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(-signed(layout.size()));
        // SAFETY: the caller's promises are passed on.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        // While it moves, both are held.
        count(signed(new_size));
        count(-signed(layout.size()));
        // SAFETY: the caller's promises are passed on.
        unsafe { System.realloc(pointer, layout, new_size) }
    }
}
