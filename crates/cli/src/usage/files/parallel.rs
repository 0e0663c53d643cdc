//! Work on several threads whose results come in the order of the work.

use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};

/// So many results of one work wait for their turn; then it pauses.
const AHEAD: usize = 4;
/// So many works for each thread are begun or done while the first of them is not yet over.
const AHEAD_WORKS: usize = 4;

/// Does each work on one of so many threads, and hands on what came of it in the order of the works, whichever was done first.
/// What waits is bounded, whatever the works say: the first work never waits for another.
pub fn in_order<Work: Sync, Result: Send>(
    works: &[Work],
    threads: usize,
    work: impl Fn(&Work, &mut dyn FnMut(Result)) + Sync,
    mut each: impl FnMut(Result),
) {
    let threads = threads.clamp(1, works.len().max(1));
    let (begin, begun) = channel::<(&Work, SyncSender<Result>)>();
    let begun = Mutex::new(begun);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((next, to)) = taken(&begun) {
                    // Nobody listens only where the whole ends.
                    work(next, &mut |result| drop(to.send(result)));
                }
            });
        }
        let mut coming = std::collections::VecDeque::new();
        let mut rest = works.iter();
        let mut open = || {
            let next = rest.next()?;
            let (to, results) = sync_channel(AHEAD);
            begin.send((next, to)).ok()?;
            Some(results)
        };
        coming.extend((0..threads * AHEAD_WORKS).map_while(|_| open()));
        while let Some(results) = coming.pop_front() {
            results.into_iter().for_each(&mut each);
            coming.extend(open());
        }
        drop(begin);
    });
}

/// The next work; `None` where there is no more.
fn taken<Item>(begun: &Mutex<Receiver<Item>>) -> Option<Item> {
    let begun = begun.lock().unwrap_or_else(PoisonError::into_inner);
    begun.recv().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_works_whatever_the_number_of_threads() {
        // The first works have the most to say: the others wait, and none is stuck.
        let works: Vec<usize> = (0..60).rev().collect();
        let expected: Vec<(usize, usize)> = works
            .iter()
            .flat_map(|work| (0..*work).map(|number| (*work, number)))
            .collect();
        for threads in [0, 1, 2, 3, 16] {
            let mut found = Vec::new();
            in_order(
                &works,
                threads,
                |work, each| (0..*work).for_each(|number| each((*work, number))),
                |result| found.push(result),
            );
            assert_eq!(found, expected, "{threads} threads");
        }
        in_order(&[0; 0], 4, |_, _| (), |(): ()| ());
    }
}
