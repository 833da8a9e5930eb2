//! The flags that several commands have, each laid over its setting of `overens.toml`.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use overens::Run;
use overens::config::Config;
use overens::read::Engine;

use super::WORKER;

/// What reads.
#[derive(Debug, clap::Args)]
pub(super) struct EngineFlag {
    /// Which engine reads PDF [default: hayro]
    #[arg(long, value_enum)]
    engine: Option<EngineName>,
    /// Read in this process, where one document can end the run
    #[arg(long)]
    no_isolation: bool,
}

/// How documents are read.
#[derive(Debug, clap::Args)]
pub(super) struct ReadingFlags {
    /// How many threads to use [default: RAYON_NUM_THREADS, else one per core]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Read each PDF with the other engine too, and say where they differ
    #[arg(long)]
    cross_check: bool,
    #[command(flatten)]
    engine: EngineFlag,
}

/// Where the documents lie, and how they are read.
#[derive(Debug, clap::Args)]
pub(super) struct CorpusFlags {
    /// The folder of documents [default: corpus]
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    #[command(flatten)]
    reading: ReadingFlags,
}

/// Which documents are held against which goldens, and how they are read.
#[derive(Debug, clap::Args)]
pub(super) struct CheckedFlags {
    /// The folder of goldens [default: golden]
    #[arg(long, value_name = "DIR")]
    golden: Option<PathBuf>,
    #[command(flatten)]
    corpus: CorpusFlags,
}

/// The engines as they are named on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum EngineName {
    /// The first engine
    Hayro,
    /// The second engine, to compare with or to fall back on
    PdfExtract,
}

impl From<EngineName> for Engine {
    fn from(name: EngineName) -> Engine {
        match name {
            EngineName::Hayro => Engine::Hayro,
            EngineName::PdfExtract => Engine::PdfExtract,
        }
    }
}

impl EngineFlag {
    pub(super) fn over(&self, settings: &mut Config) {
        if let Some(engine) = self.engine {
            settings.read.engine = engine.into();
            settings.set("read.engine", "--engine");
        }
        if self.no_isolation {
            settings.read.isolation = false;
            settings.set("read.isolation", "--no-isolation");
        }
    }
}

impl ReadingFlags {
    pub(super) fn over(&self, settings: &mut Config) {
        self.engine.over(settings);
        if self.threads.is_some() {
            settings.read.threads = self.threads;
            settings.set("read.threads", "--threads");
        }
        if self.cross_check {
            settings.read.cross_check = true;
            settings.set("read.cross_check", "--cross-check");
        }
    }
}

impl CorpusFlags {
    pub(super) fn over(&self, settings: &mut Config) {
        self.reading.over(settings);
        if let Some(corpus) = &self.corpus {
            settings.folders.corpus.clone_from(corpus);
            settings.set("folders.corpus", "--corpus");
        }
    }
}

impl CheckedFlags {
    pub(super) fn over(&self, settings: &mut Config) {
        self.corpus.over(settings);
        if let Some(golden) = &self.golden {
            settings.folders.golden.clone_from(golden);
            settings.set("folders.golden", "--golden");
        }
    }
}

/// A run that reads as the settings say.
pub(super) fn run(settings: &Config) -> Run {
    let mut run = Run::default();
    (run.engine, run.threads) = (settings.read.engine, settings.read.threads);
    (run.limits, run.cross_check) = (settings.limits, settings.read.cross_check);
    if settings.read.isolation { run.isolated(program(), &[WORKER]) } else { run }
}

/// This program's file: on Linux the very one that runs, even where it was replaced since.
pub(super) fn program() -> PathBuf {
    let own = Path::new("/proc/self/exe");
    if own.exists() {
        return own.to_owned();
    }
    // A system that does not tell has the program where the user found it.
    std::env::current_exe().unwrap_or_else(|_| "overens".into())
}
