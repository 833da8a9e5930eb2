//! A golden proposed, compared, accepted and rejected, and read as insta writes it.

use super::*;
use crate::Options;

fn extraction(text: &str) -> Extraction {
    crate::extract(text.as_bytes(), &Options { source: "a/b.txt".into(), ..Options::default() })
}

#[test]
fn a_proposal_is_pending_until_it_is_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let goldens = Goldens::new(folder.path());
    let (old, new) = (extraction("totalt 5 mnkr"), extraction("totalt 6 mnkr"));
    assert_eq!(goldens.propose("a/b.txt", &old).unwrap(), Review::New);
    assert_eq!((goldens.pending(), goldens.documents()), (vec!["a/b.txt".to_owned()], vec![]));
    goldens.accept("a/b.txt").unwrap();
    assert_eq!((goldens.pending(), goldens.documents()), (vec![], vec!["a/b.txt".to_owned()]));
    assert_eq!(goldens.read("a/b.txt").unwrap(), Some(json(&old, true)));

    assert_eq!(goldens.propose("a/b.txt", &new).unwrap(), Review::Changed);
    assert_eq!(goldens.read_pending("a/b.txt").unwrap(), Some(json(&new, true)));
    assert_eq!(goldens.propose("a/b.txt", &old).unwrap(), Review::Same);
    assert!(goldens.pending().is_empty());
    assert!(goldens.accept("a/b.txt").is_err());
}

#[test]
fn a_snapshot_has_a_header_and_content() {
    for (text, expected) in [
        ("---\nsource: tests/golden.rs\n---\n{}\n", Some("{}")),
        ("---\r\nsource: overens\r\nexpression: x\r\n---\r\n{\r\n}\r\n", Some("{\n}")),
        ("{}", None),
        ("", None),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let goldens = Goldens::new(folder.path());
        fs::write(goldens.path("a"), text).unwrap();
        assert_eq!(goldens.read("a").ok().flatten().as_deref(), expected, "{text:?}");
    }
    assert!(Goldens::new("nowhere").read("a").unwrap().is_none());
}
