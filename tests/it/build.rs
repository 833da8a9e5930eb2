//! What a build leaves behind when it is killed, and when two run at once.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Instant;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::dataset::{files, folder, overens};

/// Numbers that look random and are the same in every run (SplitMix64).
struct Random(u64);

impl Random {
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

/// Writes a corpus of some pages, with other figures in each.
fn write_corpus(folder: &Path, pages: usize, random: &mut Random) {
    let corpus = folder.join("corpus");
    fs::create_dir_all(&corpus).unwrap();
    for number in 0..pages {
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
    let resources = package["resources"].as_array().unwrap();
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
    write_corpus(folder.path(), 40, &mut random);
    let begun = Instant::now();
    assert_eq!(overens(folder.path(), &["build"]).0, Some(0));
    let usual = begun.elapsed();
    let out = folder.path().join("dataset");
    let mut last = whole(&out);
    let (mut killed, mut renewed) = (0, 0);
    for _ in 0..100 {
        write_corpus(folder.path(), 20 + random.below(20) as usize, &mut random);
        let mut child = Command::new(env!("CARGO_BIN_EXE_overens"))
            .current_dir(folder.path())
            .arg("build")
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(usual.mul_f64(random.below(1000) as f64 / 1000.0));
        child.kill().unwrap();
        killed += usize::from(child.wait().unwrap().code().is_none());
        let build = whole(&out);
        renewed += usize::from(build != last);
        last = build;
    }
    println!("{killed} of 100 builds were killed, {renewed} left a new dataset");
    assert!(killed > 0, "no build was killed");
    for out in ["dataset", "fresh"] {
        assert_eq!(overens(folder.path(), &["build", "--out", out]).0, Some(0));
    }
    assert!(
        files(&out) == files(&folder.path().join("fresh")),
        "a rebuilt dataset is as a fresh one"
    );
    let hidden = fs::read_dir(folder.path().join(".overens/dataset")).unwrap();
    let left = hidden.map(|it| it.unwrap().file_name()).filter(|it| it != "lock" && it != "cache");
    assert_eq!(left.count(), 0, "a build clears what killed ones left");
}

#[test]
fn two_builds_at_once_do_not_meet() {
    let folder = folder(&[]);
    write_corpus(folder.path(), 12, &mut Random(7));
    let build = || {
        Command::new(env!("CARGO_BIN_EXE_overens"))
            .current_dir(folder.path())
            .arg("build")
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
