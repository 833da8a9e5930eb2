//! Worker processes as a user sees them: the same bytes, limits that name themselves, nothing left
//! open and nothing left running.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use overens::Run;
use overens::discover::Source;
use overens::error::Error;

use crate::cli::{folder, overens};
use crate::repository;

#[test]
fn the_output_is_the_same_without_isolation() {
    let print = |more: &[&str]| {
        let run = overens(&repository("."), &[&["extract", "corpus"], more].concat());
        (run.code, run.stdout, run.stderr)
    };
    let plain = print(&["--no-isolation"]);
    for threads in ["1", "2", "8"] {
        assert!(print(&["--threads", threads]) == plain, "{threads} threads differ");
    }
    assert!(
        print(&["--pretty"]) == print(&["--pretty", "--no-isolation"]),
        "indented JSON differs"
    );
}

#[test]
fn the_dataset_is_the_same_without_isolation() {
    let (corpus, out) = (repository("corpus"), folder(&[]));
    let build = |name: &str, more: &[&str]| {
        let corpus = corpus.to_string_lossy();
        let arguments = ["build", "--corpus", corpus.as_ref(), "--out", name];
        overens(out.path(), &[&arguments, more].concat());
        let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(out.path().join(name))
            .unwrap()
            .map(|file| file.unwrap())
            .map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap()))
            .collect();
        files.sort();
        files
    };
    let (apart, together) = (build("apart", &[]), build("together", &["--no-isolation"]));
    assert!(!apart.is_empty() && apart == together, "the files differ");
}

#[test]
fn text_and_mentions_are_the_same_without_isolation() {
    let page = "<h1>Vård 2024</h1><p>Totalt 452,5 mnkr.</p>";
    let folder = folder(&[("a.html", page.as_bytes()), ("b.pdf", b"%PDF-1.7 cut")]);
    for command in ["text", "mentions"] {
        for (name, code) in [("a.html", 0), ("b.pdf", 1)] {
            let [apart, together] = [&[command, name][..], &[command, name, "--no-isolation"]]
                .map(|arguments| overens(folder.path(), arguments));
            assert_eq!(apart.code, Some(code), "{command} {name}: {}", apart.stderr);
            assert_eq!(
                (apart.code, apart.stdout, apart.stderr),
                (together.code, together.stdout, together.stderr)
            );
        }
    }
}

/// Hands a worker some bytes, as the program does.
#[cfg(target_os = "linux")]
fn tell(worker: &mut std::process::Child, bytes: &[u8]) {
    use std::io::Write;
    let input = worker.stdin.as_mut().unwrap();
    input.write_all(&(bytes.len() as u64).to_le_bytes()).unwrap();
    input.write_all(bytes).unwrap();
}

/// A worker that has been told its limits and waits for a document.
#[cfg(target_os = "linux")]
fn waiting_worker() -> std::process::Child {
    let mut worker = Command::new(env!("CARGO_BIN_EXE_overens"))
        .arg("worker")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let limits = serde_json::to_vec(&overens::config::Limits::default()).unwrap();
    tell(&mut worker, &limits);
    let mut greeting = [0; 8];
    worker.stdout.as_mut().unwrap().read_exact(&mut greeting).unwrap();
    if greeting != [0; 8] {
        eprintln!("this system does not confine workers in full");
    }
    worker
}

/// A limit of a process as the kernel has it: the soft one, and the one that it cannot lift.
#[cfg(target_os = "linux")]
fn limit_of(worker: &std::process::Child, name: &str) -> [String; 2] {
    let limits = fs::read_to_string(format!("/proc/{}/limits", worker.id())).unwrap();
    let line = limits.lines().find(|line| line.starts_with(name)).unwrap();
    let mut words = line[name.len()..].split_whitespace().map(str::to_owned);
    [words.next().unwrap(), words.next().unwrap()]
}

#[cfg(target_os = "linux")]
#[test]
fn a_worker_can_open_nothing() {
    let mut worker = waiting_worker();
    for name in ["Max open files", "Max file size", "Max core file size"] {
        assert_eq!(limit_of(&worker, name), ["0", "0"], "{name}");
    }
    let memory = (overens::config::Limits::default().memory_mib.get() * 1024 * 1024).to_string();
    assert_eq!(limit_of(&worker, "Max address space"), [memory.clone(), memory]);
    worker.kill().unwrap();
    worker.wait().unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_worker_that_reads_has_its_processor_time_limited() {
    let mut worker = waiting_worker();
    tell(&mut worker, b"no job");
    tell(&mut worker, b"document");
    worker.stdout.as_mut().unwrap().read_exact(&mut [0; 8]).unwrap();
    let seconds = overens::config::Limits::default().seconds.get();
    let [soft, _] = limit_of(&worker, "Max cpu time");
    let soft: u64 = soft.parse().unwrap();
    assert!((seconds..seconds + 30).contains(&soft), "{soft}");
    worker.kill().unwrap();
    worker.wait().unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_worker_ends_with_its_input() {
    let mut worker = waiting_worker();
    drop(worker.stdin.take());
    assert!(worker.wait().unwrap().success());
}

#[test]
fn worker_is_no_command_for_people() {
    let help = overens(Path::new("."), &["--help"]);
    assert!(!help.stdout.contains("worker"), "{}", help.stdout);
}

#[test]
fn an_error_keeps_its_type_through_the_worker() {
    let folder = folder(&[("a.txt", b""), ("b.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")]);
    let run = Run::default().isolated(PathBuf::from(env!("CARGO_BIN_EXE_overens")), &["worker"]);
    let error = |name: &str| {
        let source = Source { path: Some(folder.path().join(name)), ..Source::named(name) };
        run.extract(Ok(source)).1
    };
    assert!(matches!(error("a.txt"), Some(Error::Empty)));
    assert!(matches!(error("b.pdf"), Some(Error::UnsupportedType { .. })));
}
