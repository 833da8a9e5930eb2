//! The sources of the stages as one hash: what the build script writes into the program, so that no
//! rule, list or pattern changes without its fingerprint.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// All below `src` that decides what a document is read as.
const STAGES: &[&str] = &[
    "clean",
    "cross_check.rs",
    "interpret",
    "pattern",
    "pipeline.rs",
    "read",
    "recognise",
    "reconcile",
    "swedish.rs",
];

/// SHA-256 over the names and contents of the files of the stages below `src`, without tests,
/// comments and indents.
///
/// # Errors
/// A file that cannot be read.
pub(super) fn fingerprint(src: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    for stage in STAGES {
        collect(&src.join(stage), &mut files)?;
    }
    let mut named: Vec<(String, PathBuf)> = files
        .into_iter()
        .map(|path| {
            let parts = path.strip_prefix(src).unwrap_or(&path).iter();
            let parts: Vec<_> = parts.map(|part| part.to_string_lossy()).collect();
            (parts.join("/"), path)
        })
        .collect();
    named.sort();
    let mut hasher = Sha256::new();
    for (name, path) in named {
        let content = said(&fs::read_to_string(path)?);
        for text in [name, content] {
            hasher.update(text.len().to_le_bytes());
            hasher.update(text);
        }
    }
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let name = path.file_name().map(|name| name.to_string_lossy());
    if matches!(name.as_deref(), Some("tests" | "tests.rs")) {
        return Ok(());
    }
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        collect(&entry?.path(), files)?;
    }
    Ok(())
}

/// What a source says without its tests, comments, indents and empty lines.
fn said(source: &str) -> String {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let tests = lines.windows(2).position(|it| it == ["#[cfg(test)]", "mod tests {"]);
    let kept = &lines[..tests.unwrap_or(lines.len())];
    let kept = kept.iter().filter(|line| !line.is_empty() && !line.starts_with("//"));
    kept.copied().collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        for stage in STAGES.iter().filter(|stage| !stage.ends_with(".rs")) {
            fs::create_dir(folder.path().join(stage)).unwrap();
        }
        for file in STAGES.iter().filter(|stage| stage.ends_with(".rs")) {
            fs::write(folder.path().join(file), "").unwrap();
        }
        fs::write(folder.path().join("interpret").join("rule.rs"), source).unwrap();
        fingerprint(folder.path()).unwrap()
    }

    #[test]
    fn a_pattern_in_code_changes_it_and_a_comment_does_not() {
        let source = "static SUM: Pattern = Pattern::new(r\"totalt\");\n";
        let before = of(source);
        assert_ne!(of(&source.replace("totalt", "sammanlagt")), before);
        assert_eq!(of(&format!("// What is announced.\r\n\n    {source}")), before);
        let tests = "#[cfg(test)]\nmod tests {\n    const OTHER: &str = \"\";\n}\n";
        assert_eq!(of(&format!("{source}{tests}")), before);
    }

    #[test]
    fn the_program_has_that_of_its_own_sources() {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert_eq!(fingerprint(&src).unwrap(), crate::rule_set().fingerprint);
    }
}
