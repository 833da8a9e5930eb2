//! What a build says in the end: what was read, what the dataset holds, what contradicts.

use std::fmt::Write as _;
use std::path::Path;

use overens::contract::{CheckKind, CheckStatus, Number};
use overens::diagnostic::Code;
use overens::incremental::Taken;
use overens::reconcile::documents::Row;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// How many contradictions are listed for a person.
const LISTED: usize = 20;

/// The outcome of a build, as `--json` prints it.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub(super) struct Report {
    /// The fingerprint of the dataset.
    pub(super) build: String,
    pub(super) documents: Documents,
    pub(super) rows: Rows,
    /// How many checks left money that no part accounts for.
    pub(super) remainders: usize,
    pub(super) contradictions: Vec<Contradiction>,
    /// What could not be read.
    pub(super) failures: Vec<Failure>,
}

/// How many documents there were.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub(super) struct Documents {
    /// Read in this build.
    pub(super) read: usize,
    /// Read in an earlier one, and the same as then.
    pub(super) unchanged: usize,
    /// Not readable; they are counted above as well.
    pub(super) failed: usize,
}

/// How many rows each list has.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub(super) struct Rows {
    agreements: usize,
    amounts: usize,
    deadlines: usize,
    tables: usize,
    cells: usize,
    checks: usize,
    sources: usize,
}

/// Figures that cannot all be right.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Contradiction {
    id: String,
    kind: CheckKind,
    difference: Number,
    message: String,
}

/// A document that could not be read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Failure {
    source: String,
    code: Code,
    /// Which document, and why.
    pub(super) sentence: String,
}

impl Report {
    /// Counts a document; says why it could not be read, where it could not.
    pub(super) fn document(&mut self, taken: &Taken) -> Option<&str> {
        let counted = match taken.unchanged {
            true => &mut self.documents.unchanged,
            false => &mut self.documents.read,
        };
        *counted += 1;
        let head = &taken.reduced.head;
        let (code, message) = head.failure.clone()?;
        let source = head.document.source.clone();
        let named = taken.error.as_ref().is_some_and(|error| error.path().is_some());
        let sentence = if named { message } else { format!("{source}: {message}") };
        self.documents.failed += 1;
        self.failures.push(Failure { source, code, sentence });
        self.failures.last().map(|failure| failure.sentence.as_str())
    }

    /// The same of a later build that found all as it was.
    pub(super) fn all_unchanged(mut self) -> Report {
        let Documents { read, unchanged, .. } = &mut self.documents;
        *unchanged += std::mem::take(read);
        self
    }

    /// Counts a row.
    pub(super) fn row(&mut self, row: Row<'_>) {
        let rows = &mut self.rows;
        *match row {
            Row::Agreement(_) => &mut rows.agreements,
            Row::Amount(_) => &mut rows.amounts,
            Row::Deadline(_) => &mut rows.deadlines,
            Row::Table(_) => &mut rows.tables,
            Row::Cell(_) => &mut rows.cells,
            Row::Check(_) => &mut rows.checks,
            Row::Source(_) => &mut rows.sources,
        } += 1;
        let Row::Check(check) = row else { return };
        match check.status {
            CheckStatus::Holds => {}
            CheckStatus::Remainder => self.remainders += 1,
            CheckStatus::Contradicts => self.contradictions.push(Contradiction {
                id: check.id.clone(),
                kind: check.kind,
                difference: check.difference,
                message: check.message.clone(),
            }),
        }
    }

    /// The report as JSON.
    pub(super) fn json(&self, out: &Path) -> serde_json::Result<String> {
        let mut report = json!(self);
        report["dataset"] = json!(out);
        Ok(serde_json::to_string_pretty(&report)? + "\n")
    }

    /// The report in a few lines for a person.
    pub(super) fn text(&self, out: &Path) -> String {
        let Documents { read, unchanged, failed } = self.documents;
        let Rows { agreements, amounts, deadlines, cells, checks, .. } = self.rows;
        let mut page = format!("{}\n", out.display());
        let mut line = |name: &str, rest: String| {
            // Writing to a string cannot fail.
            let _ = writeln!(page, "  {name:<15} {rest}");
        };
        line(
            "documents",
            format!("{} ({read} read, {unchanged} unchanged, {failed} failed)", read + unchanged),
        );
        line("agreements", agreements.to_string());
        line("amounts", format!("{amounts}, deadlines {deadlines}, table cells {cells}"));
        let remainders = self.remainders;
        line("checks", format!("{checks} ({remainders} leave a remainder)"));
        line("contradictions", self.contradictions.len().to_string());
        for contradiction in self.contradictions.iter().take(LISTED) {
            let _ = writeln!(page, "    - {}", contradiction.message.replace('\n', " "));
        }
        let more = self.contradictions.len().saturating_sub(LISTED);
        if more > 0 {
            let csv = out.join("checks.csv");
            let _ = writeln!(page, "    and {more} more, in {}", csv.display());
        }
        page
    }
}
