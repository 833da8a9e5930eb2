//! The parts of documents in a file, while the dataset is made of them.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Parts of documents, written one after the other and read back in any order.
#[derive(Debug)]
pub(super) struct Parts {
    file: BufWriter<File>,
    end: u64,
    /// Where the parts of each document begin, and how long each is.
    documents: Vec<(u64, Vec<u32>)>,
}

impl Parts {
    pub(super) fn new(path: &Path) -> io::Result<Parts> {
        let file = File::options().read(true).write(true).create_new(true).open(path)?;
        Ok(Parts { file: BufWriter::new(file), end: 0, documents: Vec::new() })
    }

    /// Adds the parts of one more document.
    pub(super) fn add(&mut self, parts: &[String]) -> io::Result<()> {
        let begin = self.end;
        let mut lengths = Vec::with_capacity(parts.len());
        for part in parts {
            self.file.write_all(part.as_bytes())?;
            self.end += part.len() as u64;
            lengths.push(u32::try_from(part.len()).map_err(io::Error::other)?);
        }
        self.documents.push((begin, lengths));
        Ok(())
    }

    /// Part `part` of document `document`, both counted from 0.
    pub(super) fn load(&mut self, document: usize, part: usize) -> io::Result<String> {
        let missing = || io::Error::from(ErrorKind::NotFound);
        let (begin, lengths) = self.documents.get(document).ok_or_else(missing)?;
        let length = *lengths.get(part).ok_or_else(missing)?;
        let before: u64 = lengths.iter().take(part).map(|length| u64::from(*length)).sum();
        // Moving in the buffered file writes what is buffered.
        self.file.seek(SeekFrom::Start(begin + before))?;
        let mut bytes = vec![0; length as usize];
        self.file.get_mut().read_exact(&mut bytes)?;
        String::from_utf8(bytes).map_err(io::Error::other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_in_any_order() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut parts = Parts::new(&folder.path().join("parts")).expect("a file");
        for document in [["a", "å\u{1f9b7}", ""], ["b", "", "ccc"]] {
            parts.add(&document.map(str::to_owned)).expect("written");
        }
        for (document, part, expected) in
            [(1, 2, "ccc"), (0, 1, "å\u{1f9b7}"), (1, 0, "b"), (0, 2, ""), (0, 0, "a")]
        {
            assert_eq!(parts.load(document, part).expect("read"), expected);
        }
        assert!(parts.load(0, 3).is_err() && parts.load(2, 0).is_err());
    }
}
