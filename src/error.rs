//! The one error: what failed, in which file, and what to do. Imports no stage.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Code;

/// Why a path or a document could not be read.
///
/// Each message is a sentence that says what is wrong and what to do; [`Error::code`] is the
/// stable name under which it stands in an extraction's diagnostics.
#[derive(Debug, thiserror::Error, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Error {
    /// A path that does not exist.
    #[error("{}: there is no such file or folder; check the spelling of the path", .0.display())]
    NoSuchPath(PathBuf),
    /// A file or folder that the system would not open.
    #[serde(skip)]
    #[error("{}: cannot be opened ({reason}); check the permissions", .path.display())]
    Unopenable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        reason: std::io::Error,
    },
    /// A file that the system would not let the program write.
    #[serde(skip)]
    #[error("{}: cannot be written ({reason}); check the permissions and the free space", .path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: std::io::Error,
    },
    /// A folder in which no file is a PDF, a web page or a text.
    #[error("{}: the folder holds no document; give a folder with PDF, HTML or text files", .0.display())]
    NoDocuments(PathBuf),
    /// A file that is neither a regular file nor a folder.
    #[error("{}: is neither a file nor a folder; give a regular file", .0.display())]
    NotAFile(PathBuf),
    /// A file of settings, sources or facts in which something is not as it should be.
    #[error("{}: line {line}, column {column}: {what}", .path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// Counted from 1, in characters.
        column: usize,
        /// What is wrong, and what is right instead.
        what: String,
    },
    /// A file of zero bytes, or of white space only.
    #[error("the file is empty; fetch or save it again")]
    Empty,
    /// A file type that holds no readable document.
    #[error("the file is {kind}, which is not read; {advice}")]
    UnsupportedType {
        /// The type, with its article: "a Word document (docx)".
        kind: String,
        /// What to do instead, as an imperative clause.
        advice: String,
    },
    /// A file whose name promises another type than its content is.
    #[error("the file is called {name_says} but holds {kind}; {advice}")]
    NotWhatItsNameSays {
        /// What the name says, with its article: "a PDF".
        name_says: String,
        /// What the content is: "plain text".
        kind: String,
        /// What to do instead, as an imperative clause.
        advice: String,
    },
    /// A web page that shows no text of its own.
    #[error(
        "the web page holds no text (its scripts draw it); open it in a browser and save it as PDF"
    )]
    NoText,
    /// A PDF that needs a password to open.
    #[error(
        "the PDF is protected with a password; open it with the password and save it without one"
    )]
    Encrypted,
    /// A PDF whose end is missing.
    #[error("the PDF is cut off: its end is missing; fetch or save it again")]
    Truncated,
    /// A PDF that no repair could open.
    #[error("the PDF is damaged ({0}); fetch it again, or open it in a PDF viewer and save a copy")]
    DamagedPdf(String),
    /// A document in which no page has characters.
    #[error("no page of the PDF has text: it is a scan of {0} page(s); run it through OCR first")]
    Scanned(usize),
    /// A PDF whose pages hold neither characters nor images.
    #[error(
        "no page of the PDF has text: its {0} page(s) are blank or drawn as outlines; get the original \
         with its text, or run it through OCR"
    )]
    BlankPdf(usize),
    /// A PDF whose characters cannot be told from its fonts.
    #[error(
        "the text of the PDF has no usable characters (its fonts do not say which letters they draw); \
         get the original, or run it through OCR"
    )]
    NoUnicode,
    /// A page of an error message where a document was expected.
    #[error(
        "the file is a web page that says \"{0}\"; the document is not there: find its new address"
    )]
    ErrorPage(String),
    /// A limit was reached.
    #[error("the document breaks the limit of {limit}; {advice}")]
    Limit {
        /// Which limit, with its size: "100,000 pages".
        limit: String,
        /// What to do, as an imperative clause.
        advice: String,
    },
    /// The process that read the document ended without an answer, and broke no known limit.
    #[error(
        "the process that read the document ended without an answer ({0}); report the file, and try \
         the other engine"
    )]
    WorkerEnded(String),
    /// The system gives no process to read the document in.
    #[serde(skip)]
    #[error("no process can be started to read the document ({0}); try --no-isolation")]
    Worker(std::io::Error),
    /// What another process said of a document that it could not read, where that cannot travel as
    /// what it is.
    #[error("{message}")]
    Reported {
        /// The short name of the cause.
        code: Code,
        /// The sentence.
        message: String,
    },
    /// A stage behind the readers failed: a fault of the program.
    #[error(
        "the program failed inside ({0}); report this sentence and the file, which is not to blame"
    )]
    Internal(String),
    /// A reader failed inside; the document is not to blame, or not alone.
    #[error(
        "the {engine} reader failed inside ({what}); try the other engine, and report the file"
    )]
    Reader {
        /// The engine's name.
        engine: String,
        /// What it said.
        what: String,
    },
}

impl Error {
    /// The error of a TOML file, with its place in the file's text.
    pub fn in_toml(path: &std::path::Path, text: &str, error: &toml::de::Error) -> Error {
        let before = &text[..error.span().map_or(0, |span| span.start)];
        let last = before.rsplit('\n').next().unwrap_or(before);
        Error::Malformed {
            path: path.to_owned(),
            line: 1 + before.matches('\n').count(),
            column: 1 + last.chars().count(),
            what: error.message().replace('\n', "; "),
        }
    }

    /// The path that the error is about, where it is about a path and not about its content.
    pub fn path(&self) -> Option<&std::path::Path> {
        match self {
            Error::NoSuchPath(path) | Error::NoDocuments(path) | Error::NotAFile(path) => {
                Some(path)
            }
            Error::Unopenable { path, .. }
            | Error::Unwritable { path, .. }
            | Error::Malformed { path, .. } => Some(path),
            _ => None,
        }
    }

    /// The stable short name of the cause, as it stands in `diagnostics[].code`.
    pub fn code(&self) -> Code {
        match self {
            Error::NoSuchPath(_) => Code::NoSuchPath,
            Error::Unopenable { .. } => Code::CannotOpen,
            Error::Unwritable { .. } => Code::CannotWrite,
            Error::NoDocuments(_) => Code::NoDocuments,
            Error::NotAFile(_) => Code::NotAFile,
            Error::Malformed { .. } => Code::Malformed,
            Error::Empty => Code::Empty,
            Error::UnsupportedType { .. } => Code::UnsupportedType,
            Error::NotWhatItsNameSays { .. } => Code::NotWhatItsNameSays,
            Error::NoText => Code::NoText,
            Error::Encrypted => Code::Encrypted,
            Error::Truncated => Code::Truncated,
            Error::DamagedPdf(_) => Code::DamagedPdf,
            Error::Scanned(_) => Code::Scanned,
            Error::BlankPdf(_) => Code::BlankPdf,
            Error::NoUnicode => Code::NoUnicode,
            Error::ErrorPage(_) => Code::ErrorPage,
            Error::Limit { .. } => Code::Limit,
            Error::WorkerEnded(_) => Code::WorkerEnded,
            Error::Worker(_) => Code::NoWorker,
            Error::Reported { code, .. } => *code,
            Error::Internal(_) => Code::Internal,
            Error::Reader { .. } => Code::ReaderFailed,
        }
    }
}

/// A result whose error is [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;
