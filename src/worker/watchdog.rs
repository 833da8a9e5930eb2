//! Ends worker processes whose time is over: one thread for all of them, asleep until the next
//! deadline.

use std::collections::BTreeMap;
use std::io;
use std::process::{Child, ExitStatus};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Instant;

/// A child process that both its user and the watchdog may end.
#[derive(Debug)]
pub(super) struct Leash {
    child: Mutex<Child>,
    late: AtomicBool,
}

impl Leash {
    pub(super) fn new(child: Child) -> Leash {
        Leash { child: Mutex::new(child), late: AtomicBool::new(false) }
    }

    /// Ends the process, if it has not ended, and waits until the system has let go of it.
    pub(super) fn end(&self) -> io::Result<ExitStatus> {
        let mut child = lock(&self.child);
        // It may be gone already, which is what is wanted.
        let _ = child.kill();
        child.wait()
    }

    /// True where the watchdog ended it.
    pub(super) fn was_late(&self) -> bool {
        self.late.load(Ordering::SeqCst)
    }

    fn end_late(&self) {
        self.late.store(true, Ordering::SeqCst);
        let _ = lock(&self.child).kill();
    }
}

/// What the watchdog's thread and its users share.
#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    watched: BTreeMap<u64, (Instant, Arc<Leash>)>,
    next: u64,
    /// True while the thread waits for something to watch.
    idle: bool,
    closed: bool,
}

/// The thread that ends what is late.
#[derive(Debug, Default)]
pub(super) struct Watchdog {
    shared: Arc<Shared>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// A process is watched until this is dropped.
pub(super) struct Watch<'w> {
    shared: &'w Shared,
    number: u64,
}

impl Watchdog {
    /// Watches a process: it is ended at its deadline, unless the watch is dropped before.
    ///
    /// Deadlines of later watches may not be earlier than those of earlier ones.
    ///
    /// # Errors
    /// Where the system gives no thread.
    pub(super) fn watch(&self, leash: &Arc<Leash>, deadline: Instant) -> io::Result<Watch<'_>> {
        let mut thread = lock(&self.thread);
        if thread.is_none() {
            let shared = Arc::clone(&self.shared);
            *thread = Some(thread::Builder::new().spawn(move || shared.guard())?);
        }
        drop(thread);
        let mut state = lock(&self.shared.state);
        let number = state.next;
        state.next += 1;
        state.watched.insert(number, (deadline, Arc::clone(leash)));
        if state.idle {
            self.shared.changed.notify_one();
        }
        Ok(Watch { shared: &self.shared, number })
    }
}

impl Shared {
    fn guard(&self) {
        let mut state = lock(&self.state);
        while !state.closed {
            let now = Instant::now();
            state.watched.retain(|_, (deadline, leash)| {
                let late = *deadline <= now;
                if late {
                    leash.end_late();
                }
                !late
            });
            let next = state.watched.values().map(|(deadline, _)| *deadline).min();
            state.idle = next.is_none();
            state = match next {
                None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(next) => {
                    let wait = self.changed.wait_timeout(state, next - now);
                    wait.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        lock(&self.shared.state).watched.remove(&self.number);
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        lock(&self.shared.state).closed = true;
        self.shared.changed.notify_one();
        if let Some(thread) = lock(&self.thread).take() {
            // It cannot have panicked: it only sleeps and sends signals.
            let _ = thread.join();
        }
    }
}

/// Nothing is half done where a thread panics with one of these locks, so the lock still holds.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
