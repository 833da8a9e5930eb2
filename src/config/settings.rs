//! The settings one by one: their types, what holds without them, and what each is for.

use std::num::{NonZeroU64, NonZeroUsize};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::emit::Dialect;
use crate::read::Engine;

/// The bytes of a MiB.
const MIB: u64 = 1024 * 1024;

/// Where things lie. In the file the folders are relative to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Folders {
    /// The documents and `SOURCES.toml`.
    pub corpus: PathBuf,
    /// The reviewed extraction of each document.
    pub golden: PathBuf,
    /// The facts that people wrote down.
    pub facts: PathBuf,
    /// The dataset, which `overens build` replaces.
    pub dataset: PathBuf,
}

impl Default for Folders {
    fn default() -> Folders {
        Folders {
            corpus: "corpus".into(),
            golden: "golden".into(),
            facts: "facts".into(),
            dataset: "dataset".into(),
        }
    }
}

/// How documents are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reading {
    /// Which engine reads PDF.
    pub engine: Engine,
    /// Whether the second engine reads each PDF as well, to compare.
    pub cross_check: bool,
    /// How many documents are read at a time; none: `RAYON_NUM_THREADS`, else one per core.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threads: Option<NonZeroUsize>,
    /// Whether each document is read in a process of its own, within its limits.
    pub isolation: bool,
}

impl Default for Reading {
    fn default() -> Reading {
        Reading { engine: Engine::default(), cross_check: false, threads: None, isolation: true }
    }
}

/// What one document may take before it is given up.
///
/// The size of the file holds everywhere, the others where documents are read in processes of
/// their own. Windows limits no memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// The address space of the process that reads it, in MiB.
    pub memory_mib: NonZeroU64,
    /// Time, in seconds.
    pub seconds: NonZeroU64,
    /// The file, in MiB.
    pub input_mib: NonZeroU64,
    /// The JSON of its extraction, in MiB.
    pub output_mib: NonZeroU64,
}

impl Default for Limits {
    /// For a laptop.
    fn default() -> Limits {
        Limits {
            memory_mib: nonzero(1024),
            seconds: nonzero(60),
            input_mib: nonzero(256),
            output_mib: nonzero(256),
        }
    }
}

impl Limits {
    /// The largest file, in bytes.
    pub fn input(&self) -> u64 {
        self.input_mib.get().saturating_mul(MIB)
    }

    /// The largest address space, in bytes.
    pub(crate) fn memory(&self) -> u64 {
        self.memory_mib.get().saturating_mul(MIB)
    }

    /// The largest JSON, in bytes.
    pub(crate) fn output(&self) -> u64 {
        self.output_mib.get().saturating_mul(MIB)
    }
}

/// How the dataset is written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Output {
    /// How CSV is written.
    pub csv_dialect: Dialect,
}

/// How documents are fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Ingest {
    /// The largest document that is fetched, in MiB.
    pub max_mib: NonZeroU64,
    /// How long one fetch may take with its redirects, in seconds.
    pub seconds: NonZeroU64,
    /// How often one fetch may be sent on.
    pub redirects: u32,
    /// What the program calls itself.
    pub user_agent: String,
}

impl Default for Ingest {
    fn default() -> Ingest {
        Ingest {
            max_mib: nonzero(100),
            seconds: nonzero(60),
            redirects: 5,
            user_agent: concat!("overens/", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

/// A setting as it is explained.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// `section.key`.
    pub name: &'static str,
    /// What it is, in one sentence without its full stop.
    pub about: &'static str,
}

/// All settings, in the order in which they are printed.
pub const SETTINGS: &[Setting] = &[
    setting("folders.corpus", "The documents, and SOURCES.toml, which says where each came from"),
    setting("folders.golden", "The reviewed extraction of each document"),
    setting("folders.facts", "The facts that you write down, for check to hold against documents"),
    setting("folders.dataset", "The dataset, which build replaces as a whole"),
    setting("read.engine", "Which engine reads PDF: \"hayro\" or \"pdf-extract\""),
    setting("read.cross_check", "Whether the other engine reads each PDF too, to compare"),
    setting("read.threads", "How many documents are read at a time; one per core if not set"),
    setting("read.isolation", "Whether each document is read in a process of its own"),
    setting("limits.memory_mib", "The memory that one document may take, in MiB"),
    setting("limits.seconds", "The time that one document may take, in seconds"),
    setting("limits.input_mib", "The size of a document's file, in MiB"),
    setting("limits.output_mib", "The size of one document's JSON, in MiB"),
    setting("output.csv_dialect", "How CSV is written: \"rfc4180\", or \"sv\" for Swedish Excel"),
    setting("ingest.max_mib", "The largest document that is fetched, in MiB"),
    setting("ingest.seconds", "How long one fetch may take, in seconds"),
    setting("ingest.redirects", "How often one fetch may be sent on to another address"),
    setting("ingest.user_agent", "What the program calls itself to web servers"),
];

const fn setting(name: &'static str, about: &'static str) -> Setting {
    Setting { name, about }
}

#[expect(clippy::expect_used, reason = "called with numbers that stand in this file")]
fn nonzero(number: u64) -> NonZeroU64 {
    NonZeroU64::new(number).expect("more than 0")
}
