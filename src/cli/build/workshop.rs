//! The hidden folder `.overens/NAME` beside a dataset NAME: the lock of the one build at work, and
//! the new dataset until it is exchanged for the old one.
//!
//! Linux and macOS exchange two folders in one step, so that a build that is killed leaves the old
//! dataset or the new one. Elsewhere, and on file systems that cannot, the old one is renamed away
//! first: a build that is killed between the two renames leaves none, and the next build puts the
//! old one back before it begins. What a killed build left behind is removed by the next one. The
//! whole folder may be deleted whenever no build is at work.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process;

use super::output;

/// The folder beside the dataset in which there is one folder per dataset.
const HIDDEN: &str = ".overens";

/// What begins the name of the folder of one build.
const SCRATCH: &str = "new-";

/// The dataset that was renamed away, where folders cannot be exchanged.
const AWAY: &str = "old";

/// The place where one build works, locked until it is dropped.
#[derive(Debug)]
pub(super) struct Workshop {
    out: PathBuf,
    folder: PathBuf,
    /// What this build writes until it is done; the new dataset in it.
    scratch: PathBuf,
    staged: PathBuf,
    /// None on a file system that has no locks.
    _lock: Option<File>,
}

impl Workshop {
    /// Waits until no other build works on the same dataset, and clears what a killed one left.
    pub(super) fn open(out: &Path) -> io::Result<Workshop> {
        // A link to a dataset stays a link.
        let out = if out.exists() { out.canonicalize()? } else { out.to_owned() };
        let name = out.file_name().ok_or_else(|| io::Error::other("a dataset needs a name"))?;
        let folder = parent(&out).join(HIDDEN).join(name);
        fs::create_dir_all(&folder)?;
        let lock = lock(&folder.join("lock"), &out)?;
        let scratch = folder.join(format!("{SCRATCH}{}", process::id()));
        let staged = scratch.join("dataset");
        let workshop = Workshop { out, folder, scratch, staged, _lock: lock };
        workshop.clear()?;
        fs::create_dir(&workshop.scratch)?;
        fs::create_dir(&workshop.staged)?;
        Ok(workshop)
    }

    /// Puts a dataset back that was renamed away, and removes those that were never finished.
    fn clear(&self) -> io::Result<()> {
        let away = self.folder.join(AWAY);
        if away.exists() && !self.out.exists() {
            fs::rename(&away, &self.out)?;
        }
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let half_written = name.to_string_lossy().starts_with('.');
            if name == AWAY || name.to_string_lossy().starts_with(SCRATCH) {
                fs::remove_dir_all(entry.path())?;
            } else if half_written && entry.file_type()?.is_file() {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// The folder for the files of the new dataset.
    pub(super) fn staged(&self) -> &Path {
        &self.staged
    }

    /// A file for the parts of documents, gone after the build.
    pub(super) fn parts(&self) -> PathBuf {
        self.scratch.join("parts")
    }

    /// The folder of documents that were read before.
    pub(super) fn kept(&self) -> PathBuf {
        self.folder.join("read")
    }

    /// The file that says what the dataset was made of.
    pub(super) fn record(&self) -> PathBuf {
        self.folder.join("built.json")
    }

    /// The folder of the dataset.
    pub(super) fn out(&self) -> &Path {
        &self.out
    }

    /// Puts the new dataset in the place of the old one, once its files are on the disk.
    pub(super) fn publish(&self) -> io::Result<()> {
        sync_folder(&self.staged)?;
        replace(&self.staged, &self.out, &self.folder.join(AWAY))?;
        sync_folder(parent(&self.out))?;
        sync_folder(&self.scratch)
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        // What is left of the old dataset, or of one that was not finished, goes now or before the
        // next build.
        let _ = self.clear();
    }
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

fn lock(path: &Path, out: &Path) -> io::Result<Option<File>> {
    let file = File::create(path)?;
    let waited = match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => {
            output::complain(&format!("{}: waiting for another build", out.display()));
            file.lock()
        }
        Err(TryLockError::Error(error)) => Err(error),
    };
    match waited {
        Ok(()) => Ok(Some(file)),
        Err(error) if error.kind() == ErrorKind::Unsupported => Ok(None),
        Err(error) => Err(error),
    }
}

/// Puts `new` in the place of `out`; where that stands already, it ends up at `new` or `away`.
fn replace(new: &Path, out: &Path, away: &Path) -> io::Result<()> {
    if !out.exists() {
        return fs::rename(new, out);
    }
    match exchange(new, out) {
        Err(error) if cannot(&error) => in_two_steps(new, out, away),
        other => other,
    }
}

fn in_two_steps(new: &Path, out: &Path, away: &Path) -> io::Result<()> {
    fs::rename(out, away)?;
    fs::rename(new, out).inspect_err(|_| {
        // The old dataset is better than none; should this fail too, the next build tries it.
        let _ = fs::rename(away, out);
    })
}

/// True where the system or the file system cannot exchange folders.
fn cannot(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput)
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Writes the entries of a folder to the disk, where the system can open folders.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dataset_that_was_renamed_away_comes_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let (out, hidden) = (folder.path().join("ds"), folder.path().join(".overens/ds"));
        for left in ["old", "new-1"] {
            fs::create_dir_all(hidden.join(left)).expect("a folder");
            fs::write(hidden.join(left).join("file"), left).expect("a file");
        }
        fs::write(hidden.join(".built.json.1.new"), "{").expect("a file");
        let workshop = Workshop::open(&out).expect("a workshop");
        assert_eq!(fs::read_to_string(out.join("file")).ok().as_deref(), Some("old"));
        drop(workshop);
        assert_eq!(fs::read_dir(&hidden).expect("a folder").count(), 1, "the lock");
    }

    #[test]
    fn replaces_with_and_without_an_exchange() {
        for exchanged in [true, false] {
            let folder = tempfile::tempdir().expect("a folder");
            let [new, out, away] = ["new", "out", "away"].map(|name| folder.path().join(name));
            for path in [&new, &out] {
                fs::create_dir(path).expect("a folder");
                fs::write(path.join("file"), path.as_os_str().as_encoded_bytes()).expect("a file");
            }
            if exchanged {
                replace(&new, &out, &away).expect("replaced");
            } else {
                in_two_steps(&new, &out, &away).expect("replaced");
            }
            let content = fs::read(out.join("file")).expect("a file");
            assert_eq!(content, new.as_os_str().as_encoded_bytes());
        }
    }
}
