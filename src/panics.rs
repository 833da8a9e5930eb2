//! Panics that are contained: what was said and where, so that a user can report it.
//!
//! A panic is a fault of the program or of a library that it reads with, never an answer. Imports no
//! stage.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::{Mutex, PoisonError};

/// How many letters of a panic's message are kept: some quote the text that they failed on.
const LONGEST: usize = 200;

thread_local! {
    /// Where the last panic of this thread began.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// The last panic of any thread: its message and where it began, for one that another thread goes
/// on with.
static LAST: Mutex<Option<(String, String)>> = Mutex::new(None);

/// A panic that was caught.
pub struct Caught {
    payload: Box<dyn Any + Send>,
    place: Option<String>,
}

impl Caught {
    /// Whether what was thrown is a `T`, which is how some code ends early on purpose.
    pub(crate) fn is<T: Any>(&self) -> bool {
        self.payload.is::<T>()
    }
}

impl fmt::Display for Caught {
    /// What it said, and where where that was recorded: `no entry, at src/clean/map.rs:12`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&message(&*self.payload))?;
        match &self.place {
            Some(place) => write!(f, ", at {place}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Caught {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Caught({self})")
    }
}

/// Replaces the panic hook of the process by one that prints nothing and records where each panic
/// began, for the error of the document that it costs. Where `RUST_BACKTRACE` is set, the former
/// hook prints too.
///
/// For programs, at their start. Without it the errors say what a panic said, and not where.
pub fn record() {
    let prints = std::env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0");
    let former = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        note(panic);
        if prints {
            former(panic);
        }
    }));
}

/// Runs `work`, and gives what it panicked with, if it did.
///
/// # Errors
/// The panic.
pub fn contain<T>(work: impl FnOnce() -> T) -> Result<T, Caught> {
    PLACE.with_borrow_mut(Option::take);
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let place = PLACE.with_borrow_mut(Option::take).or_else(|| {
            let last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
            let (said, place) = last.as_ref()?;
            (*said == message(&*payload)).then(|| place.clone())
        });
        Caught { payload, place }
    })
}

fn note(panic: &PanicHookInfo<'_>) {
    let Some(location) = panic.location() else { return };
    let place = format!("{}:{}", source(location.file()), location.line());
    PLACE.with_borrow_mut(|own| *own = Some(place.clone()));
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    *last = Some((message(panic.payload()), place));
}

/// The file within its package, without the folders of the machine that compiled it.
fn source(file: &str) -> String {
    let file = file.replace('\\', "/");
    match file.rsplit_once("/src/") {
        Some((package, inside)) => {
            format!("{}/src/{inside}", package.rsplit('/').next().unwrap_or(package))
        }
        None => file,
    }
}

/// What a panic said, in one line.
fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a panic without a message");
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(LONGEST).collect()
}

/// Records panics, and leaves the printing to the hook that is there: for tests.
#[cfg(test)]
pub(crate) fn note_too() {
    let former = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        note(panic);
        former(panic);
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caught_panic_says_what_and_where() {
        note_too();
        let caught = contain(|| panic!("entry {}\nis gone", 7)).unwrap_err().to_string();
        assert!(caught.starts_with("entry 7 is gone, at src/panics.rs:"), "{caught}");
        let thrown = contain(|| std::panic::resume_unwind(Box::new(7_u8))).unwrap_err();
        assert!(thrown.is::<u8>() && !thrown.is::<u16>());
        assert_eq!(contain(|| 7).ok(), Some(7));
    }

    #[test]
    fn no_folder_of_the_machine_is_told() {
        for (file, expected) in [
            ("src/clean/map.rs", "src/clean/map.rs"),
            (
                "/a/registry/src/index-1/hayro-syntax-0.9.0/src/filter/mod.rs",
                "hayro-syntax-0.9.0/src/filter/mod.rs",
            ),
            ("/rustc/0a1b/library/core/src/option.rs", "core/src/option.rs"),
            (r"C:\a\lopdf-0.42.0\src\reader.rs", "lopdf-0.42.0/src/reader.rs"),
        ] {
            assert_eq!(source(file), expected);
        }
    }
}
