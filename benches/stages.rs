//! What each stage costs, on the corpus and on made-up documents of 1 to 1,000 pages.
//!
//! `cargo bench` prints a table; `cargo bench -- write DIR PAGES COUNT` writes made-up documents for
//! other programs to read; `cargo bench -- recognise` only runs the recognisers, for a counter of
//! instructions; `cargo bench -- aims` prints what `compare.py` holds against the aims.

mod generated;

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use overens::contract::Document;
use overens::discover::{discover, sha256, sniff};
use overens::read::{Engine, read};
use overens::recognise::{Context, Mention, recognise};
use overens::{clean, emit, interpret, reconcile};

/// How often each document is gone through; the fastest round counts.
const ROUNDS: usize = 5;

const STAGES: [&str; 7] =
    ["discover", "read", "clean", "recognise", "interpret", "reconcile", "emit"];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        [] => tables(&mut io::stdout()),
        ["write", folder, pages, count] => write(Path::new(folder), pages.parse()?, count.parse()?),
        ["recognise"] => only_recognise(&mut io::stdout()),
        ["aims"] => aims(&mut io::stdout()),
        _ => Err("expected nothing, `write DIR PAGES COUNT`, `recognise` or `aims`".into()),
    }
}

/// Writes `count` documents of `pages` pages.
fn write(folder: &Path, pages: usize, count: usize) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    for number in 0..count {
        fs::write(
            folder.join(format!("{pages:04}-{number:05}.pdf")),
            generated::pdf(number, pages),
        )?;
    }
    Ok(())
}

/// Prints a line per set of documents.
fn tables(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    writeln!(out, "Milliseconds by stage, the fastest of {ROUNDS} rounds, one thread.\n")?;
    write!(out, "{:<24}{:>7}", "documents", "pages")?;
    for stage in STAGES {
        write!(out, "{stage:>11}")?;
    }
    writeln!(out, "{:>9}{:>9}{:>10}{:>12}", "whole", "pages/s", "MB/s", "rules MB/s")?;
    row(out, "corpus", &corpus()?)?;
    for pages in [1, 10, 100, 1_000] {
        row(out, &format!("made up, {pages} pages"), &[generated::pdf(1, pages)])?;
    }
    let many: Vec<Vec<u8>> = (0..100).map(|number| generated::pdf(number, 3)).collect();
    row(out, "made up, 100 times 3", &many)
}

fn corpus() -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut all = Vec::new();
    for source in discover(&[folder]).sources {
        all.push(source?.read(u64::MAX)?);
    }
    Ok(all)
}

/// What one round over some documents cost.
#[derive(Default)]
struct Cost {
    stages: [Duration; STAGES.len()],
    pages: usize,
    bytes: usize,
    text: usize,
}

fn row(out: &mut impl Write, name: &str, documents: &[Vec<u8>]) -> Result<(), Box<dyn Error>> {
    let best = rounds(documents)?.1;
    let whole: Duration = best.stages.iter().sum();
    write!(out, "{name:<24}{:>7}", best.pages)?;
    for stage in best.stages {
        write!(out, "{:>11.2}", stage.as_secs_f64() * 1e3)?;
    }
    writeln!(
        out,
        "{:>9.1}{:>9.0}{:>10.1}{:>12.1}",
        whole.as_secs_f64() * 1e3,
        per_second(best.pages, whole),
        per_second(best.bytes, whole) / 1e6,
        per_second(best.text, best.stages[3]) / 1e6,
    )?;
    Ok(())
}

/// What some documents cost in the first round, and in the fastest one stage by stage. The first
/// round of a process makes the automata of the patterns.
fn rounds(documents: &[Vec<u8>]) -> Result<(Cost, Cost), Box<dyn Error>> {
    let (mut first, mut best) = (Cost::default(), Cost::default());
    for round in 0..ROUNDS {
        let mut cost = Cost::default();
        for document in documents {
            extract(document, &mut cost)?;
        }
        for (best, stage) in best.stages.iter_mut().zip(cost.stages) {
            *best = if round == 0 { stage } else { stage.min(*best) };
        }
        (best.pages, best.bytes, best.text) = (cost.pages, cost.bytes, cost.text);
        if round == 0 {
            first = cost;
        }
    }
    Ok((first, best))
}

fn per_second(count: usize, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64().max(1e-9)
}

/// The documents that a process reads first.
const COLD: &str = "the corpus";

/// Prints what the aims are about, a name and a number a line.
fn aims(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    for (name, documents) in
        [(COLD, corpus()?), ("made-up agreements", vec![generated::pdf(1, 100)])]
    {
        let (first, cost) = rounds(&documents)?;
        if name == COLD {
            let speed = per_second(first.text, first.stages[3]) / 1e6;
            writeln!(out, "MB/s of the recognisers of a new process, {name} {speed:.1}")?;
        }
        let behind: Duration = cost.stages[2..6].iter().sum();
        let share = behind.as_secs_f64() / cost.stages[1].as_secs_f64().max(1e-9);
        let speed = per_second(cost.text, cost.stages[3]) / 1e6;
        writeln!(out, "behind the reader, of reading, {name} {share:.3}")?;
        writeln!(out, "MB/s of the recognisers, {name} {speed:.1}")?;
    }
    let mut prose = generated::prose(1_000_000);
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let since = Instant::now();
        std::hint::black_box(recognise(&prose, Context::default()));
        best = best.min(since.elapsed());
        prose = std::hint::black_box(prose);
    }
    writeln!(
        out,
        "MB/s of the recognisers, prose without figures {:.1}",
        per_second(prose.len(), best) / 1e6
    )?;
    Ok(())
}

/// Goes through all stages with one document.
fn extract(bytes: &[u8], cost: &mut Cost) -> Result<(), Box<dyn Error>> {
    let mut clock = Clock { stages: &mut cost.stages, next: 0, since: Instant::now() };
    let media = sniff(bytes)?;
    let header = Document::unread(String::new(), sha256(bytes), bytes.len() as u64);
    clock.stage();
    let document = read(bytes, media, Engine::default(), None)?;
    clock.stage();
    let text = clean::clean(&document);
    clock.stage();
    let mentions = recognise(&text.string, Context::default());
    clock.stage();
    let interpret = |mentions: &[Mention]| interpret::interpret(&text, mentions, header.clone());
    let interpretation = interpret(&mentions);
    clock.stage();
    let extraction = reconcile::reconcile(interpretation, &mentions, interpret);
    clock.stage();
    std::hint::black_box(emit::json(&extraction, false));
    clock.stage();
    cost.pages += document.pages.len();
    cost.bytes += bytes.len();
    cost.text += text.string.len();
    Ok(())
}

/// Adds the time since the last stage to the next one.
struct Clock<'a> {
    stages: &'a mut [Duration; STAGES.len()],
    next: usize,
    since: Instant,
}

impl Clock<'_> {
    fn stage(&mut self) {
        self.stages[self.next] += self.since.elapsed();
        self.next += 1;
        self.since = Instant::now();
    }
}

/// Runs the recognisers once over the clean text of the corpus and of a made-up document.
fn only_recognise(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let mut documents = corpus()?;
    documents.push(generated::pdf(1, 100));
    let (mut bytes, mut mentions) = (0, 0);
    for document in &documents {
        let document = read(document, sniff(document)?, Engine::default(), None)?;
        let text = clean::clean(&document);
        bytes += text.string.len();
        mentions += recognise(&text.string, Context::default()).len();
    }
    writeln!(out, "{mentions} mentions in {bytes} bytes of clean text")?;
    Ok(())
}
