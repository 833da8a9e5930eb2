//! `overens init`, `completions` and `man`: what a new user begins with.

use std::fs;

use crate::cli::{folder, overens};

#[test]
fn init_makes_a_folder_and_overwrites_nothing() {
    let place = folder(&[]);
    let first = overens(place.path(), &["init", "min mapp"]);
    assert_eq!((first.code, first.stderr.as_str()), (Some(0), ""));
    assert!(first.stdout.ends_with("\nNext: cd 'min mapp' && overens ingest PATH|URL...\n"));
    let own = place.path().join("min mapp");
    for folder in ["corpus", "golden", "facts"] {
        assert!(own.join(folder).is_dir(), "{folder}");
    }
    assert_eq!(overens(&own, &["config"]).code, Some(0));
    fs::write(own.join("overens.toml"), "[read]\nthreads = 2\n").unwrap();
    let second = overens(&own, &["init", "."]);
    assert!(
        second.stdout.lines().take(4).all(|line| line.starts_with("kept ")),
        "{}",
        second.stdout
    );
    assert_eq!(fs::read_to_string(own.join("overens.toml")).unwrap(), "[read]\nthreads = 2\n");
}

#[test]
fn init_in_the_place_of_a_file_is_refused() {
    let place = folder(&[("a", b"")]);
    let run = overens(place.path(), &["init", "a"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.starts_with("overens: a/corpus: cannot be made ("), "{}", run.stderr);
}

#[test]
fn every_shell_completes_every_command() {
    let place = folder(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = overens(place.path(), &["completions", shell]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{shell}");
        for word in ["init", "ingest", "ledger", "follow"] {
            assert!(run.stdout.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(overens(place.path(), &["completions", "cmd"]).code, Some(2));
}

#[test]
fn every_command_has_a_manual_page() {
    let place = folder(&[]);
    let whole = overens(place.path(), &["man"]).stdout;
    assert!(whole.contains(".TH overens 1"), "{whole}");
    let help = overens(place.path(), &["--help"]).stdout;
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<&str> = commands
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.len() > 10, "{help}");
    for command in commands {
        assert!(whole.contains(&format!("overens\\-{command}(1)")), "{command}");
        let page = overens(place.path(), &["man", command]);
        assert!(page.stdout.contains(&format!(".TH overens-{command} 1")), "{}", page.stdout);
    }
    assert_eq!(overens(place.path(), &["man", "fel"]).code, Some(2));
}
