//! Whether the dataset that stands is the one that a build would make, so that nothing is left to
//! do.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use overens::discover::{sha256, sha256_of};
use overens::files;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::report::Report;
use super::workshop::Workshop;

/// What is remembered of the last build.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Standing<'r> {
    /// A hash of all that it was made of, and how.
    stamp: String,
    /// SHA-256 of its `datapackage.json`.
    package: String,
    /// What it said in the end.
    pub(super) report: Cow<'r, Report>,
}

impl<'r> Standing<'r> {
    /// The last build, if it was made of the same and its dataset stands as it was written.
    pub(super) fn of(workshop: &Workshop, stamp: &str) -> Option<Standing<'static>> {
        let record = fs::read(workshop.record()).ok()?;
        let standing: Standing = serde_json::from_slice(&record).ok()?;
        let package = fs::read(workshop.out().join("datapackage.json")).ok()?;
        let same = standing.stamp == stamp && standing.package == sha256(&package);
        (same && intact(workshop.out(), &package).is_some()).then_some(standing)
    }

    /// Remembers a build whose dataset now stands.
    pub(super) fn record(workshop: &Workshop, stamp: String, report: &'r Report) -> io::Result<()> {
        let package = sha256(&fs::read(workshop.out().join("datapackage.json"))?);
        let standing = Standing { stamp, package, report: Cow::Borrowed(report) };
        let record = serde_json::to_vec(&standing)?;
        files::write(&workshop.record(), &record).map_err(io::Error::other)
    }
}

/// Something where the folder holds the files of the package, as they were written, and no other.
fn intact(folder: &Path, package: &[u8]) -> Option<()> {
    let package: Value = serde_json::from_slice(package).ok()?;
    let mut known = BTreeSet::from(["datapackage.json".to_owned()]);
    let lists = ["resources", "records"].map(|list| package[list].as_array());
    for resource in lists.into_iter().collect::<Option<Vec<_>>>()?.into_iter().flatten() {
        let name = resource["path"].as_str()?;
        let hash = sha256_of(File::open(folder.join(name)).ok()?).ok()?;
        if resource["hash"].as_str()?.strip_prefix("sha256:")? != hash {
            return None;
        }
        known.insert(name.to_owned());
    }
    let entries = fs::read_dir(folder).ok()?;
    let names = entries.map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
    (names.collect::<Option<BTreeSet<String>>>()? == known).then_some(())
}
