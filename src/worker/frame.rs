//! How bytes travel over a pipe: eight bytes of length, the lowest first, then as many bytes.

use std::io::{self, ErrorKind, Read, Write};

/// How much memory is taken for a frame before its bytes are there.
const FIRST: u64 = 1024 * 1024;

/// Writes one frame.
pub(super) fn write(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    out.write_all(&(bytes.len() as u64).to_le_bytes())?;
    out.write_all(bytes)
}

/// Reads one frame of at most `limit` bytes; none where the stream has ended before it.
///
/// # Errors
/// `FileTooLarge` above the limit, `UnexpectedEof` where the stream ends within the frame.
pub(super) fn read(stream: &mut impl Read, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    let mut got = 0;
    while got < length.len() {
        match stream.read(&mut length[got..]) {
            Ok(0) if got == 0 => return Ok(None),
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(count) => got += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let length = u64::from_le_bytes(length);
    if length > limit {
        return Err(ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(FIRST)).unwrap_or_default());
    stream.take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_out_as_they_went_in() {
        let mut pipe = Vec::new();
        for bytes in [&b"one"[..], b"", b"three"] {
            write(&mut pipe, bytes).unwrap();
        }
        let mut stream = &pipe[..];
        let mut next = || read(&mut stream, 5).unwrap();
        assert_eq!(next().as_deref(), Some(&b"one"[..]));
        assert_eq!(next().as_deref(), Some(&b""[..]));
        assert_eq!(next().as_deref(), Some(&b"three"[..]));
        assert_eq!(next(), None);
    }

    #[test]
    fn broken_streams_are_errors() {
        let check = |bytes: &[u8], expected| {
            assert_eq!(read(&mut &bytes[..], 5).unwrap_err().kind(), expected);
        };
        check(&[3, 0, 0], ErrorKind::UnexpectedEof);
        check(&[3, 0, 0, 0, 0, 0, 0, 0, b'a'], ErrorKind::UnexpectedEof);
        check(&[6, 0, 0, 0, 0, 0, 0, 0], ErrorKind::FileTooLarge);
        check(&[255; 8], ErrorKind::FileTooLarge);
    }
}
