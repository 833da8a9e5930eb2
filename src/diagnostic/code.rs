//! The short names of errors and doubts, all in one list.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The stable short name of an error or a doubt, to search and filter by.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Code {
    /// A path does not exist.
    NoSuchPath,
    /// The system would not open a file or folder.
    CannotOpen,
    /// The system would not let a file be written.
    CannotWrite,
    /// A folder holds no document.
    NoDocuments,
    /// A path is neither a file nor a folder.
    NotAFile,
    /// A file of settings, sources or facts is not as it should be.
    Malformed,
    /// The file is empty.
    Empty,
    /// The file is of a type that is not read.
    UnsupportedType,
    /// The file's name promises another type than its content is.
    NotWhatItsNameSays,
    /// The web page shows no text of its own.
    NoText,
    /// The PDF needs a password.
    Encrypted,
    /// The end of the PDF is missing.
    Truncated,
    /// The PDF is damaged; as a warning, it was repaired and read.
    DamagedPdf,
    /// The PDF is a scan.
    Scanned,
    /// The pages of the PDF have neither characters nor images.
    BlankPdf,
    /// The fonts of the PDF do not say which letters they draw.
    NoUnicode,
    /// The file is a server's page of an error.
    ErrorPage,
    /// The document breaks a limit.
    Limit,
    /// The process that read the document ended without an answer.
    WorkerEnded,
    /// No process could be started to read the document.
    NoWorker,
    /// A reader failed inside.
    ReaderFailed,
    /// The program failed inside.
    Internal,
    /// A page was read in part.
    PageFailed,
    /// A page has no text.
    PageWithoutText,
    /// A page has characters that its fonts do not name.
    UnusableCharacters,
    /// The words of a page run together.
    TextWithoutSpaces,
    /// Characters of a page were guessed from their codes.
    GuessedCharacters,
    /// The text of a page is the invisible layer of an OCR program.
    OcrText,
    /// Bytes of a text are no characters of its encoding.
    BrokenCharacters,
    /// A page is not in the encoding that it names.
    EncodingDiffers,
    /// The content is of another readable type than the name says.
    TypeDiffersFromName,
    /// The second engine could not read the PDF.
    CrossCheckFailed,
    /// The two engines read the PDF differently.
    EnginesDiffer,
    /// A figure has more digits than there is money.
    ImpossibleAmount,
    /// A date is no day of the calendar.
    ImpossibleDate,
    /// A figure has a character that could not be read.
    UnreadableFigure,
    /// The print of an amount has more than one reading, and none is taken.
    DoubtfulAmount,
    /// Another, rounder figure states the same amount.
    RoundedFigure,
    /// No heading says in what unit a table's figures are.
    UnitUnknown,
    /// A row of a table holds no sum of money, though its column does.
    NoSumRow,
    /// Figures of a table cannot be told apart.
    ColumnsRunTogether,
    /// A cell has digits and no value.
    UnreadCell,
    /// A cell has more than one reading, and no sum decides.
    DoubtfulCell,
    /// A sum decided how a cell is read.
    ProvedReading,
    /// What stands as parts of a total is so much more than it that it may belong to something else.
    DoubtfulParts,
}

impl Code {
    /// The name as it is printed: `page-without-text`.
    pub fn as_str(self) -> &'static str {
        match self {
            Code::NoSuchPath => "no-such-path",
            Code::CannotOpen => "cannot-open",
            Code::CannotWrite => "cannot-write",
            Code::NoDocuments => "no-documents",
            Code::NotAFile => "not-a-file",
            Code::Malformed => "malformed",
            Code::Empty => "empty",
            Code::UnsupportedType => "unsupported-type",
            Code::NotWhatItsNameSays => "not-what-its-name-says",
            Code::NoText => "no-text",
            Code::Encrypted => "encrypted",
            Code::Truncated => "truncated",
            Code::DamagedPdf => "damaged-pdf",
            Code::Scanned => "scanned",
            Code::BlankPdf => "blank-pdf",
            Code::NoUnicode => "no-unicode",
            Code::ErrorPage => "error-page",
            Code::Limit => "limit",
            Code::WorkerEnded => "worker-ended",
            Code::NoWorker => "no-worker",
            Code::ReaderFailed => "reader-failed",
            Code::Internal => "internal",
            Code::PageFailed => "page-failed",
            Code::PageWithoutText => "page-without-text",
            Code::UnusableCharacters => "unusable-characters",
            Code::TextWithoutSpaces => "text-without-spaces",
            Code::GuessedCharacters => "guessed-characters",
            Code::OcrText => "ocr-text",
            Code::BrokenCharacters => "broken-characters",
            Code::EncodingDiffers => "encoding-differs",
            Code::TypeDiffersFromName => "type-differs-from-name",
            Code::CrossCheckFailed => "cross-check-failed",
            Code::EnginesDiffer => "engines-differ",
            Code::ImpossibleAmount => "impossible-amount",
            Code::ImpossibleDate => "impossible-date",
            Code::UnreadableFigure => "unreadable-figure",
            Code::DoubtfulAmount => "doubtful-amount",
            Code::RoundedFigure => "rounded-figure",
            Code::UnitUnknown => "unit-unknown",
            Code::NoSumRow => "no-sum-row",
            Code::ColumnsRunTogether => "columns-run-together",
            Code::UnreadCell => "unread-cell",
            Code::DoubtfulCell => "doubtful-cell",
            Code::ProvedReading => "proved-reading",
            Code::DoubtfulParts => "doubtful-parts",
        }
    }

    /// True for a failure that lies in the document alone: whenever it is read again, it fails again.
    pub(crate) fn is_lasting(self) -> bool {
        matches!(
            self,
            Code::Empty
                | Code::UnsupportedType
                | Code::NotWhatItsNameSays
                | Code::NoText
                | Code::Encrypted
                | Code::Truncated
                | Code::DamagedPdf
                | Code::Scanned
                | Code::BlankPdf
                | Code::NoUnicode
                | Code::ErrorPage
        )
    }

    /// True for a doubt after which a document counts as read in part.
    pub(crate) fn makes_partial(self) -> bool {
        matches!(self, Code::PageFailed | Code::PageWithoutText | Code::UnusableCharacters)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_printed_by_its_name_everywhere() {
        let schema = serde_json::to_value(schemars::schema_for!(Code)).unwrap_or_default();
        let names = schema["oneOf"].as_array().into_iter().flatten();
        let names: Vec<&str> = names.filter_map(|one| one["const"].as_str()).collect();
        assert!(names.len() > 40, "{schema}");
        for name in names {
            let code: Code = serde_json::from_value(name.into()).unwrap();
            assert_eq!(code.as_str(), name);
        }
    }
}
