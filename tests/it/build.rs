//! What a build leaves behind when it is killed, and when two run at once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Instant;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::dataset::{files, folder, overens};

/// Numbers that look random and are the same in every run (SplitMix64).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at as u64 + 1) as usize);
        }
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

/// A page on an agreement of its own, with figures of its own.
fn page(number: usize, millions: u64) -> String {
    const AREAS: [&str; 4] = ["tandhälsa", "ambulanssjukvård", "äldreomsorg", "rehabilitering"];
    let area = AREAS[number % AREAS.len()];
    let year = 2000 + number / AREAS.len();
    format!(
        "<h1>Överenskommelse om {area} {year}</h1><p>Överenskommelsen omfattar totalt {} mnkr för \
         {year}, varav {millions} mnkr går till regionerna och 7 mnkr till kommunerna. Medlen ska \
         rekvireras senast den 1 november {year}.</p>",
        millions + 7
    )
}

/// Writes pages of a corpus, with other figures in each.
fn write_corpus(folder: &Path, pages: impl Iterator<Item = usize>, random: &mut Random) {
    let corpus = folder.join("corpus");
    fs::create_dir_all(&corpus).unwrap();
    for number in pages {
        let page = page(number, 10 + random.below(900));
        fs::write(corpus.join(format!("{number}.html")), page).unwrap();
    }
}

/// The build of a dataset's folder, once it is sure that all of it is of that build.
fn whole(dataset: &Path) -> String {
    let files = files(dataset);
    let json = |name: &str| serde_json::from_slice::<Value>(&files[name]).unwrap();
    let package = json("datapackage.json");
    let build = package["build"].as_str().unwrap().to_owned();
    let lists = ["resources", "records"].map(|list| package[list].as_array().unwrap());
    let resources: Vec<&Value> = lists.into_iter().flatten().collect();
    assert_eq!(files.len(), resources.len() + 1, "no file but those of the package");
    for resource in resources {
        let name = resource["path"].as_str().unwrap();
        let digest = Sha256::digest(&files[name]);
        let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(resource["hash"], format!("sha256:{hash}"), "{name}");
        assert_eq!(resource["bytes"], files[name].len(), "{name}");
        if name.ends_with(".json") {
            assert_eq!(json(name)["build"], build, "{name}");
        }
    }
    build
}

#[test]
fn a_build_that_is_killed_leaves_a_whole_dataset() {
    let folder = folder(&[]);
    let mut random = Random(2026);
    write_corpus(folder.path(), 0..36, &mut random);
    assert_eq!(overens(folder.path(), &["build"]).0, Some(0));
    write_corpus(folder.path(), 0..12, &mut random);
    let begun = Instant::now();
    assert_eq!(overens(folder.path(), &["build"]).0, Some(0));
    let usual = begun.elapsed();
    let out = folder.path().join("dataset");
    let mut last = whole(&out);
    let (mut killed, mut renewed, mut rounds) = (0, 0, 0);
    // A build that is done before it is killed does not count.
    while killed < 100 && rounds < 400 {
        rounds += 1;
        let changed = random.below(24) as usize;
        write_corpus(folder.path(), changed..changed + 12, &mut random);
        let mut child = Command::new(env!("CARGO_BIN_EXE_overens"))
            .current_dir(folder.path())
            .arg("build")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(usual.mul_f64(random.below(1500) as f64 / 1000.0));
        child.kill().unwrap();
        killed += usize::from(child.wait().unwrap().code().is_none());
        let build = whole(&out);
        renewed += usize::from(build != last);
        last = build;
    }
    println!("{killed} of {rounds} builds were killed, {renewed} rounds left a new dataset");
    assert_eq!(killed, 100, "too few builds were killed");
    for out in ["dataset", "fresh"] {
        assert_eq!(overens(folder.path(), &["build", "--out", out]).0, Some(0));
    }
    assert!(
        files(&out) == files(&folder.path().join("fresh")),
        "a rebuilt dataset is as a fresh one"
    );
    let hidden = fs::read_dir(folder.path().join(".overens/dataset")).unwrap();
    let left = hidden.map(|it| it.unwrap().file_name().into_string().unwrap());
    let left = left.filter(|name| !["built.json", "lock", "read"].contains(&name.as_str()));
    assert_eq!(left.count(), 0, "a build clears what killed ones left");
}

#[test]
fn two_builds_at_once_do_not_meet() {
    let folder = folder(&[]);
    write_corpus(folder.path(), 0..12, &mut Random(7));
    let build = || {
        Command::new(env!("CARGO_BIN_EXE_overens"))
            .current_dir(folder.path())
            .arg("build")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let both = [build(), build()];
    for mut child in both {
        assert!(child.wait().unwrap().success());
    }
    whole(&folder.path().join("dataset"));
}

/// How many documents a build has read, and how many were unchanged.
fn counted(folder: &Path, arguments: &[&str]) -> (u64, u64) {
    let (_, out, err) = overens(folder, &[&["build", "--json"], arguments].concat());
    let report: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out}{err}"));
    let count = |name: &str| report["documents"][name].as_u64().unwrap();
    (count("read"), count("unchanged"))
}

/// The documents that a dataset's builds keep.
fn kept(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join(".overens/dataset/read")).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn only_what_changed_is_read_again() {
    let folder = folder(&[("corpus/scan.pdf", "%PDF-1.4 cut off")]);
    let path = folder.path();
    write_corpus(path, 0..6, &mut Random(1));
    let check = |expected: (u64, u64), arguments: &[&str]| {
        assert_eq!(counted(path, arguments), expected, "{arguments:?}");
        let fresh = path.join("fresh");
        overens(path, &[&["build", "--out", "fresh", "--force"], arguments].concat());
        assert!(files(&path.join("dataset")) == files(&fresh), "as a fresh one");
    };
    check((7, 0), &[]);
    check((0, 7), &[]);
    check((7, 0), &["--force"]);
    check((0, 7), &["--csv-dialect", "sv"]);
    check((0, 7), &["--threads", "1"]);
    write_corpus(path, 2..4, &mut Random(2));
    check((2, 5), &[]);
    fs::rename(path.join("corpus/0.html"), path.join("corpus/renamed.html")).unwrap();
    check((0, 7), &[]);
    fs::remove_file(path.join("corpus/1.html")).unwrap();
    check((0, 6), &[]);
    assert_eq!(kept(path).len(), 6, "what is gone is kept no longer");
    // Another engine may read otherwise.
    check((6, 0), &["--engine", "pdf-extract"]);
}

#[test]
fn what_was_kept_and_is_damaged_is_read_again() {
    let folder = folder(&[]);
    let path = folder.path();
    write_corpus(path, 0..4, &mut Random(1));
    counted(path, &[]);
    let expected = files(&path.join("dataset"));
    let damage: [fn(&mut Vec<u8>); 4] = [
        |bytes| bytes.clear(),
        |bytes| bytes.truncate(bytes.len() / 2),
        |bytes| {
            let at = bytes.len() - 40;
            bytes[at] ^= 1;
        },
        |bytes| bytes.extend(b"more"),
    ];
    for (file, damage) in kept(path).iter().zip(damage) {
        let mut bytes = fs::read(file).unwrap();
        damage(&mut bytes);
        fs::write(file, bytes).unwrap();
    }
    fs::remove_dir_all(path.join("dataset")).unwrap();
    assert_eq!(counted(path, &[]), (4, 0));
    assert!(files(&path.join("dataset")) == expected);
    assert_eq!(counted(path, &[]), (0, 4));
    fs::remove_dir_all(path.join(".overens")).unwrap();
    assert_eq!(counted(path, &[]), (4, 0));
}

#[test]
fn a_dataset_that_was_touched_is_written_again() {
    let folder = folder(&[]);
    let path = folder.path();
    write_corpus(path, 0..3, &mut Random(1));
    counted(path, &[]);
    let dataset = path.join("dataset");
    let expected = files(&dataset);
    for (name, content) in [
        ("amounts.csv", "mine"),
        ("datapackage.json", "{\"schema\": \"overens.dataset/1\"}"),
        ("more.txt", ""),
    ] {
        fs::write(dataset.join(name), content).unwrap();
        assert_eq!(counted(path, &[]), (0, 3));
        assert!(files(&dataset) == expected, "{name}");
    }
}

/// A program that differs in one byte at its end, which no system looks at.
#[cfg(target_os = "linux")]
#[test]
fn another_program_reads_all_again() {
    let folder = folder(&[]);
    let path = folder.path();
    write_corpus(path, 0..3, &mut Random(1));
    assert_eq!(counted(path, &[]), (3, 0));
    let other = path.join("overens-other");
    fs::copy(env!("CARGO_BIN_EXE_overens"), &other).unwrap();
    let mut program = fs::File::options().append(true).open(&other).unwrap();
    std::io::Write::write_all(&mut program, b"x").unwrap();
    drop(program);
    let run = Command::new(&other).current_dir(path).args(["build", "--json"]).output().unwrap();
    let report: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(report["documents"]["read"], 3);
}
