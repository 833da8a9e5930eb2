//! Files written whole: whoever looks finds the old one or the new one, never a half.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use crate::error::{Error, Result};

/// Writes a file beside its place, hidden, and puts it there in one step; makes the folders above
/// it. What an interrupted write leaves is the hidden file.
///
/// # Errors
/// [`Error::Unwritable`], after which the old file stands as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    written(path, bytes).map_err(|reason| Error::Unwritable { path: path.to_owned(), reason })
}

fn written(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().ok_or_else(|| io::Error::other("a file needs a name"))?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let name = format!(".{}.{}.new", name.to_string_lossy(), std::process::id());
    let new = path.with_file_name(name);
    let outcome = File::create(&new).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&new, path)
    });
    if outcome.is_err() {
        // The error that is told is the first one.
        let _ = fs::remove_file(&new);
    }
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_made_with_its_folders_and_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.txt");
        for text in ["one", "two"] {
            write(&path, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path().join("a")).unwrap().count(), 1);
    }

    #[test]
    fn what_cannot_be_written_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("a")).unwrap();
        assert!(write(&folder.path().join("a"), b"x").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
