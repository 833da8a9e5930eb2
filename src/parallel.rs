//! An ordered map over many documents on several threads, in bounded memory; the only code that
//! uses rayon.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

use rayon::ThreadPoolBuilder;

/// How many items per thread may be in work or waiting for an earlier one.
const AHEAD: usize = 32;

/// The stack of a thread, in bytes: deeply nested documents need more than the usual 2 MiB.
pub(crate) const STACK: usize = 16 * 1024 * 1024;

/// Runs `work` on every item and hands the results to `take` in the order of the items.
///
/// Without `threads` there are as many as `RAYON_NUM_THREADS` says, else one per core. After an
/// error of `take` no further item is begun.
///
/// # Errors
/// That of `take`, or that of the system where it gives no threads.
pub(crate) fn map_in_order<T: Send, R: Send>(
    items: impl IntoIterator<Item = T>,
    threads: Option<NonZeroUsize>,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> io::Result<()>,
) -> io::Result<()> {
    let threads = threads.map_or(0, NonZeroUsize::get);
    let pool = ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build();
    let pool = pool.map_err(io::Error::other)?;
    let window = AHEAD * pool.current_num_threads();
    let stop = AtomicBool::new(false);
    let (sender, receiver) = mpsc::channel();
    let (work, stop_seen, sender) = (&work, &stop, &sender);
    pool.in_place_scope_fifo(|scope| {
        let mut items = items.into_iter();
        let (mut begun, mut taken) = (0, 0);
        let mut early = BTreeMap::new();
        loop {
            while begun - taken < window
                && let Some(item) = items.next()
            {
                let index = begun;
                begun += 1;
                scope.spawn_fifo(move |_| {
                    if !stop_seen.load(Ordering::Relaxed) {
                        let result = catch_unwind(AssertUnwindSafe(|| work(item)));
                        // Nobody receives any more after an error of `take`.
                        let _ = sender.send((index, result));
                    }
                });
            }
            if taken == begun {
                return Ok(());
            }
            let (index, result) = receiver.recv().map_err(io::Error::other)?;
            early.insert(index, result);
            while let Some(result) = early.remove(&taken) {
                taken += 1;
                if let Err(error) = take(result.unwrap_or_else(|panic| resume_unwind(panic))) {
                    stop.store(true, Ordering::Relaxed);
                    return Err(error);
                }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(threads: usize, count: usize, fail_at: Option<usize>) -> (Vec<usize>, bool) {
        let mut taken = Vec::new();
        let slow_first = |index: usize| {
            std::thread::sleep(std::time::Duration::from_micros(if index == 0 {
                5000
            } else {
                10
            }));
            index
        };
        let outcome = map_in_order(0..count, NonZeroUsize::new(threads), slow_first, |index| {
            taken.push(index);
            if Some(index) == fail_at { Err(io::Error::other("full")) } else { Ok(()) }
        });
        (taken, outcome.is_ok())
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for threads in [1, 2, 8] {
            assert_eq!(check(threads, 1000, None), ((0..1000).collect(), true));
        }
        assert_eq!(check(2, 0, None), (Vec::new(), true));
    }

    #[test]
    fn an_error_of_the_taker_ends_the_run() {
        assert_eq!(check(2, 1000, Some(3)), ((0..4).collect(), false));
    }

    #[test]
    fn a_panic_on_another_thread_says_where_it_began() {
        crate::panics::note_too();
        let panics = |item: u32| {
            if item == 3 {
                panic!("no item {item}")
            }
        };
        let run = crate::panics::contain(|| map_in_order(0..5, None, panics, |()| Ok(())));
        let said = run.unwrap_err().to_string();
        assert!(said.starts_with("no item 3, at src/parallel.rs:"), "{said}");
    }
}
