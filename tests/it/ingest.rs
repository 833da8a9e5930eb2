//! `overens ingest` from files and from a server: what is taken in, what is not, and what is left.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::Mutex;
use std::thread;

use overens::discover::sources::{Entry, Sources};
use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{PAGE, Run, folder, overens};
use crate::repository;
use crate::server::{Answer, Server, answer};

/// A folder as init makes it, with settings.
pub(crate) fn user(settings: &str) -> TempDir {
    let user = folder(&[]);
    assert_eq!(overens(user.path(), &["init", "."]).code, Some(0));
    fs::write(user.path().join("overens.toml"), settings).unwrap();
    user
}

fn ingest(user: &Path, arguments: &[&str]) -> Run {
    overens(user, &[&["ingest"], arguments].concat())
}

pub(crate) fn sources(user: &TempDir) -> Vec<Entry> {
    Sources::load(&user.path().join("corpus")).unwrap().document
}

/// The names in a folder, hidden ones too.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names.retain(|name| name != ".ingest.lock");
    names
}

/// The states of the records of `--json`.
pub(crate) fn states(run: &Run) -> Vec<String> {
    run.records().iter().map(|record| record["state"].as_str().unwrap().to_owned()).collect()
}

pub(crate) const HTML: &str = "Content-Type: text/html; charset=utf-8";
const PDF: &str = "Content-Type: application/pdf";
const TITLE: &str = "Överenskommelse om vård 2024";
pub(crate) const NAME: &str = "amnessida-overenskommelse-om-vard-2024.html";

#[test]
fn a_file_is_taken_in_once_and_waits_for_review() {
    let user = user("");
    fs::write(user.path().join("a.html"), PAGE).unwrap();
    let first = ingest(user.path(), &["a.html"]);
    assert_eq!((first.code, first.stderr.as_str()), (Some(0), ""));
    assert!(first.stdout.starts_with(&format!("{NAME}  new\n")), "{}", first.stdout);
    assert!(first.stdout.contains("452 500 000  2024  total"), "{}", first.stdout);
    assert!(first.stdout.contains("\n1 document taken in\nNext: overens review"));
    assert!(first.stdout.contains(TITLE) && !first.stdout.contains('\u{1b}'));
    let second = ingest(user.path(), &["a.html"]);
    let [entry] = &sources(&user)[..] else { panic!("one entry") };
    let since = entry.captured.unwrap();
    let known = format!("a.html  is in the corpus already, as {NAME}, since {since}\n\n");
    let end = format!(
        "0 documents taken in, 1 there already\nNext: overens ledger corpus/{NAME}  what it says\n"
    );
    assert!(second.stdout.ends_with(&format!("{known}{end}")), "{}", second.stdout);
    fs::copy(user.path().join("a.html"), user.path().join("b.html")).unwrap();
    let other = ingest(user.path(), &["b.html"]).stdout;
    let from = format!(", since {since}\n  taken in from {}\n", entry.from.as_ref().unwrap());
    assert!(other.contains(&from), "{other}");
    assert_eq!(names(&user.path().join("corpus")), ["SOURCES.toml", NAME]);
    let [entry] = &sources(&user)[..] else { panic!("one entry") };
    assert_eq!((entry.file.as_str(), entry.capture), (NAME, Some(1)));
    assert!(entry.captured.is_some() && entry.from.as_ref().unwrap().ends_with("/a.html"));

    let pending = fs::read_to_string(user.path().join(format!("golden/{NAME}.snap.new"))).unwrap();
    let (_, pending) = pending.split_once("\n---\n").unwrap();
    let extracted = overens(user.path(), &["extract", "--pretty", "corpus"]);
    assert_eq!(pending, extracted.stdout);
}

#[test]
fn a_changed_file_is_a_new_capture_and_the_old_one_stays() {
    let user = user("");
    let path = user.path().join("a.html");
    fs::write(&path, PAGE).unwrap();
    ingest(user.path(), &["a.html"]);
    fs::write(&path, PAGE.replace("452,5", "460")).unwrap();
    let run = ingest(user.path(), &["a.html"]);
    assert!(run.stdout.contains(&format!("new capture; the older one stays as {NAME}\n")));
    let entries = sources(&user);
    let captures: Vec<Option<u32>> = entries.iter().map(|entry| entry.capture).collect();
    assert_eq!(captures, [Some(1), Some(2)]);
    let day = entries[1].captured.unwrap();
    assert_eq!(entries[1].file, format!("amnessida-overenskommelse-om-vard-2024-{day}.html"));
    assert!(run.stdout.contains(&format!("overens diff {NAME} {}", entries[1].file)));
    assert_eq!(fs::read_to_string(user.path().join("corpus").join(NAME)).unwrap(), PAGE);
}

#[test]
fn names_collide_safely_and_files_in_the_corpus_are_listed() {
    let user = user("");
    let other = PAGE.replace("452,5", "460");
    fs::write(user.path().join("a.html"), PAGE).unwrap();
    fs::write(user.path().join("b.html"), &other).unwrap();
    fs::write(user.path().join("c.html"), &other).unwrap();
    fs::write(user.path().join("corpus/by-hand.html"), PAGE.replace("452,5", "470")).unwrap();
    let run = ingest(user.path(), &["--json", "a.html", "b.html", "c.html", "corpus/by-hand.html"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(states(&run), ["new", "new", "known", "new"]);
    let files: Vec<String> = sources(&user).into_iter().map(|entry| entry.file).collect();
    let sha = overens::discover::sha256(other.as_bytes());
    let second = format!("amnessida-overenskommelse-om-vard-2024-{}.html", &sha[..8]);
    assert_eq!(files, [NAME, &second, "by-hand.html"]);
    let known = &run.records()[2];
    assert_eq!(known["since"], run.records()[1]["captured"]);
    assert_eq!(known["known_from"], run.records()[1]["from"]);
    let record = &run.records()[0];
    assert_eq!((&record["schema"], &record["review"]), (&"overens.ingest/1".into(), &"new".into()));
    assert_eq!(record["extraction"]["document"]["source"], NAME);
}

#[test]
fn files_of_a_folder_that_are_passed_over_are_counted() {
    let user = user("");
    fs::create_dir(user.path().join("in")).unwrap();
    fs::write(user.path().join("in/a.html"), PAGE).unwrap();
    fs::write(user.path().join("in/b.docx"), b"PK").unwrap();
    let run = ingest(user.path(), &["in"]);
    assert_eq!((run.code, names(&user.path().join("corpus")).len()), (Some(0), 2));
    assert!(run.stderr.starts_with("overens: 1 file passed over, by the name"), "{}", run.stderr);
}

#[test]
fn several_documents_are_summed_up() {
    let user = user("");
    fs::write(user.path().join("a.html"), PAGE).unwrap();
    fs::write(user.path().join("b.html"), PAGE.replace("2024", "2025")).unwrap();
    let run = ingest(user.path(), &["a.html", "b.html", "a.html", "gone.pdf"]);
    let end = "\n2 documents taken in, 1 there already, 1 not taken in\n  \
               2 agreements, 2 amounts, 2 deadlines\nNext: overens review   2 extractions wait";
    assert!(run.stdout.contains(end), "{}", run.stdout);
}

#[test]
fn an_interrupted_ingest_is_taken_up() {
    let user = user("");
    fs::write(user.path().join("a.html"), PAGE).unwrap();
    // What one that was ended after it had moved the document, and one before, leave behind.
    fs::write(user.path().join("corpus").join(NAME), PAGE).unwrap();
    fs::create_dir(user.path().join("corpus/.incoming")).unwrap();
    fs::write(user.path().join("corpus/.incoming/7.pdf"), "%PDF").unwrap();
    fs::write(user.path().join("corpus/.SOURCES.toml.7.new"), "[[docu").unwrap();
    assert_eq!(ingest(user.path(), &["a.html"]).code, Some(0));
    assert_eq!(names(&user.path().join("corpus")), ["SOURCES.toml", NAME]);
    assert_eq!(sources(&user).len(), 1);
}

#[test]
fn what_cannot_be_read_is_not_taken_in_and_costs_no_other() {
    let user = user("");
    fs::write(user.path().join("a.html"), PAGE).unwrap();
    fs::write(user.path().join("b.docx"), b"PK\x03\x04....word/document.xml").unwrap();
    fs::write(user.path().join("c.pdf"), b"%PDF-1.7\n1 0 obj\n<< /Type /Cat").unwrap();
    let run =
        ingest(user.path(), &["b.docx", "c.pdf", "gone.pdf", "www.exempel.se/a.pdf", "a.html"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(names(&user.path().join("corpus")), ["SOURCES.toml", NAME]);
    let said: Vec<&str> = run.stderr.lines().collect();
    assert!(said[0].starts_with("overens: b.docx: the file is a Word document (docx)"), "{said:?}");
    assert!(said[1].starts_with("overens: c.pdf: the PDF is "), "{said:?}");
    assert!(said[2].starts_with("overens: gone.pdf: there is no such file"), "{said:?}");
    let address = "overens: www.exempel.se/a.pdf: is neither a file nor an address that begins";
    assert!(said[3].starts_with(address), "{said:?}");
    assert!(run.stdout.contains("\n1 document taken in, 4 not taken in\n"), "{}", run.stdout);
}

#[test]
fn one_ingest_at_a_time() {
    let user = user("");
    fs::write(user.path().join("a.html"), PAGE).unwrap();
    let lock = fs::File::create(user.path().join("corpus/.ingest.lock")).unwrap();
    lock.lock().unwrap();
    let run = ingest(user.path(), &["a.html"]);
    assert_eq!((run.code, names(&user.path().join("corpus")).len()), (Some(1), 0));
    assert!(run.stderr.starts_with("overens: corpus: another ingest is at work here"));
}

#[test]
fn a_document_is_named_by_its_agreement_or_by_its_title() {
    let user = user("");
    let letter = "<h1>Missiv</h1><p>Till regionerna. Styrelsen har godkänt överenskommelsen.</p>";
    for (file, content) in [
        ("en fil (2).html", letter.to_owned()),
        ("b.html", format!("{PAGE}<p>Publicerad 5 februari 2024</p>")),
        ("c.txt", "Sammanställning av riktade statsbidrag i länet\n\nIngenting.\n".to_owned()),
        ("d.txt", "....\n".to_owned()),
    ] {
        fs::write(user.path().join(file), content).unwrap();
        ingest(user.path(), &[file]);
    }
    assert_eq!(
        names(&user.path().join("corpus")),
        [
            "SOURCES.toml",
            NAME,
            "d.txt",
            "missiv-en-fil-2.html",
            "sammanstallning-av-riktade-statsbidrag-i-lanet.txt"
        ]
    );
}

#[test]
fn without_a_corpus_the_way_to_one_is_named() {
    let nowhere = folder(&[("a.html", PAGE.as_bytes())]);
    let run = ingest(nowhere.path(), &["a.html"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert_eq!(
        run.stderr,
        "overens: corpus: there is no such folder; make one with overens init\n"
    );
}

#[test]
fn a_page_is_asked_for_again_only_if_it_changed() {
    let page = Mutex::new(PAGE.to_owned());
    let server = Server::start(move |path, head| {
        let mut page = page.lock().unwrap();
        if path == "/change" {
            *page = page.replace("452,5", "460");
        }
        let etag = format!("\"v{}\"", page.contains("460"));
        if head.contains(&format!("if-none-match: {etag}")) {
            return answer("304 Not Modified", &[], b"");
        }
        answer("200 OK", &[HTML, &format!("ETag: {etag}")], page.as_bytes())
    });
    let user = user("[ingest]\nuser_agent = \"prov/1\"\n");
    let address = format!("{}/vard#mer", server.address);
    let first = ingest(user.path(), &["--json", &address]);
    assert_eq!((first.code, states(&first)), (Some(0), vec!["new".to_owned()]), "{}", first.stderr);
    let requests = server.requests();
    assert!(requests[0].starts_with("GET /vard HTTP/1.1\r\n"), "{requests:?}");
    assert!(
        requests[0].contains("user-agent: prov/1\r\n") && !requests[0].contains("if-none-match")
    );
    assert_eq!(sources(&user)[0].etag.as_deref(), Some("\"vfalse\""));
    assert_eq!(sources(&user)[0].from, Some(format!("{}/vard", server.address)));

    assert_eq!(states(&ingest(user.path(), &["--json", &address])), ["unchanged"]);
    assert!(server.requests()[0].contains("if-none-match: \"vfalse\"\r\n"));
    // Another address with the same bytes is the same document.
    let other = format!("{}/annan", server.address);
    assert_eq!(states(&ingest(user.path(), &["--json", &other])), ["known"]);
    ingest(user.path(), &[&format!("{}/change", server.address)]);
    assert_eq!(states(&ingest(user.path(), &["--json", &address])), ["known"]);
    assert_eq!(sources(&user).len(), 2);
}

#[test]
fn the_encoding_that_a_server_names_is_kept_and_read_by() {
    // Without the server's word the second page would be guessed wrong.
    for (charset, codes) in [("ISO-8859-1", [0xd6, 0xe5]), ("macintosh", [0x85, 0x8c])] {
        let bytes: Vec<u8> = PAGE
            .chars()
            .map(|c| match c {
                'Ö' => codes[0],
                'å' => codes[1],
                other => u8::try_from(other).unwrap(),
            })
            .collect();
        let served = bytes.clone();
        let kind = format!("Content-Type: text/html; charset={charset}");
        let server = Server::start(move |_, _| answer("200 OK", &[&kind], &served));
        let user = user("");
        let run = ingest(user.path(), &["--json", &server.address]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert_eq!(run.records()[0]["extraction"]["document"]["title"], TITLE, "{charset}");
        let [entry] = &sources(&user)[..] else { panic!("one entry") };
        assert_eq!(entry.charset.as_deref(), Some(&*charset.to_lowercase()));
        assert_eq!(fs::read(user.path().join("corpus").join(NAME)).unwrap(), bytes);
        let path = format!("corpus/{NAME}");
        for arguments in [&["extract", "corpus"][..], &["extract", &path]] {
            let record = &overens(user.path(), arguments).records()[0];
            assert_eq!(record["document"]["title"], TITLE, "{charset} {arguments:?}");
        }
        let text = overens(user.path(), &["text", "--no-isolation", &path]).stdout;
        assert_eq!(text.lines().next(), Some(TITLE));
        assert_eq!(overens(user.path(), &["check", "--accept"]).code, Some(0));
        assert_eq!(overens(user.path(), &["check"]).code, Some(0));
    }
}

#[test]
fn a_build_reads_a_page_again_whose_encoding_is_another() {
    let bytes: Vec<u8> = PAGE.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let folder = folder(&[("corpus/a.html", &bytes)]);
    let title = |charset: &str| {
        let text = format!("[[document]]\nfile = \"a.html\"\ncharset = \"{charset}\"\n");
        fs::write(folder.path().join("corpus/SOURCES.toml"), text).unwrap();
        assert_eq!(overens(folder.path(), &["build"]).code, Some(0));
        let text = fs::read_to_string(folder.path().join("dataset/agreements.json")).unwrap();
        let agreements: Value = serde_json::from_str(&text).unwrap();
        agreements["agreements"][0]["title"].as_str().unwrap().to_owned()
    };
    assert_eq!(title("iso-8859-1"), TITLE);
    assert_eq!(title("iso-8859-2"), TITLE.replace('å', "ĺ"));
}

#[test]
fn redirects_are_followed_to_an_end() {
    let server = Server::start(|path, _| match path {
        "/a" => answer("301 Moved Permanently", &["Location: b/c?d=1"], b""),
        "/b/c?d=1" => answer("307 Temporary Redirect", &["Location: /e"], b""),
        "/e" => answer("200 OK", &[HTML], PAGE.as_bytes()),
        "/loop" => answer("302 Found", &["Location: /loop"], b""),
        "/file" => answer("302 Found", &["Location: file:///etc/hosts"], b""),
        _ => answer("302 Found", &[], b""),
    });
    let user = user("");
    let at = |path: &str| format!("{}/{path}", server.address);
    let run = ingest(user.path(), &[&at("a"), &at("loop"), &at("file"), &at("nowhere")]);
    assert_eq!(run.code, Some(1));
    assert_eq!(names(&user.path().join("corpus")), ["SOURCES.toml", NAME]);
    for (line, expected) in
        run.stderr.lines().zip(["more than 5 times", "no web address", "nowhere"])
    {
        assert!(line.contains(expected), "{line}");
    }
    assert_eq!((run.stderr.lines().count(), server.requests().len()), (3, 3 + 6 + 1 + 1));
}

#[test]
fn bad_answers_are_refused_and_leave_nothing() {
    let good = "HTTP/1.1 200 OK\r\nConnection: close\r\n";
    let server = Server::start(move |path, _| match path {
        "/good" => answer("200 OK", &[HTML], PAGE.as_bytes()),
        "/404" => answer("404 Not Found", &[HTML], b"<h1>Hittades inte</h1>"),
        "/500" => answer("500 Internal Server Error", &[], b""),
        "/login.pdf" => answer("200 OK", &[PDF], b"<html><h1>Logga in</h1><p>Ange ditt namn</p>"),
        "/cut" => Answer::Whole(
            format!("{good}{HTML}\r\nContent-Length: 9999\r\n\r\n{PAGE}").into_bytes(),
        ),
        "/chunk" => Answer::Whole(
            format!("{good}{HTML}\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n{PAGE}").into_bytes(),
        ),
        "/large" => Answer::Whole(format!("{good}Content-Length: 9999999999\r\n\r\n").into_bytes()),
        "/endless" => Answer::Endless(format!("{good}\r\n").into_bytes()),
        "/slow" => Answer::Silence(format!("{good}\r\n{PAGE}").into_bytes()),
        "/mute" => Answer::Silence(Vec::new()),
        "/word" => answer("200 OK", &[], b"PK\x03\x04....word/document.xml"),
        "/empty" => answer("200 OK", &[HTML], b""),
        _ => Answer::Whole(b"SSH-2.0-OpenSSH\r\n\r\n".to_vec()),
    });
    let user = user("[ingest]\nseconds = 1\nmax_mib = 1\n");
    let cases = [
        ("404", "answers 404 (Not Found); find its new address"),
        ("500", "answers 500 (Internal Server Error); try again later"),
        ("login.pdf", "a PDF was to come, but something else came"),
        ("cut", "the server cannot be read"),
        ("chunk", "the server cannot be read"),
        ("large", "is larger than 1 MiB"),
        ("endless", "is larger than 1 MiB"),
        ("slow", "took more than 1 seconds"),
        ("mute", "took more than 1 seconds"),
        ("word", "a Word document (docx)"),
        ("empty", "the file is empty"),
        ("else", "the server cannot be read"),
    ];
    let mut asked: Vec<String> =
        cases.iter().map(|(path, _)| format!("{}/{path}", server.address)).collect();
    asked.push(format!("{}/good", server.address));
    let run = ingest(user.path(), &asked.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(run.code, Some(1));
    let said: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(said.len(), cases.len(), "{said:#?}");
    for ((path, expected), line) in cases.iter().zip(said) {
        let start = format!("overens: {}/{path}: ", server.address);
        assert!(line.starts_with(&start) && line.contains(expected), "{path}: {line}");
    }
    assert_eq!(names(&user.path().join("corpus")), ["SOURCES.toml", NAME]);
}

#[test]
fn the_pdfs_of_a_page_are_followed_to_their_sections() {
    let document = fs::read(repository("corpus/missiv-barnhalsovard-2020.pdf")).unwrap();
    let page = format!(
        "{PAGE}<h2>Barnhälsovård</h2><p><a href='/filer/missiv.pdf'>Missivet</a> och \
         <a href='/filer/borta.pdf'>avtalet</a></p><p><a href='/annat.html'>Annat</a></p>"
    );
    let server = Server::start(move |path, _| match path {
        "/amnen/" => answer("200 OK", &[HTML, "ETag: \"1\""], page.as_bytes()),
        "/filer/missiv.pdf" => answer("200 OK", &[PDF], &document),
        _ => answer("404 Not Found", &[], b""),
    });
    let user = user("");
    let address = format!("{}/amnen/", server.address);
    let run = ingest(user.path(), &["--follow", "--json", &address]);
    assert_eq!(
        (run.code, states(&run)),
        (Some(1), ["new", "new", "refused"].map(str::to_owned).to_vec())
    );
    let entries = sources(&user);
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[1].page.as_deref(), Some(address.as_str()));
    assert_eq!(entries[1].section.as_deref(), Some("Barnhälsovård"));
    assert_eq!(entries[1].link.as_deref(), Some("Missivet"));
    assert_eq!(entries[1].media_type.as_deref(), Some("application/pdf"));
    let paths: Vec<String> =
        server.requests().iter().map(|head| head.split(' ').nth(1).unwrap().to_owned()).collect();
    assert_eq!(paths, ["/amnen/", "/filer/missiv.pdf", "/filer/borta.pdf"]);
    let refused: &Value = &run.records()[2];
    assert_eq!(refused["name"], format!("{}/filer/borta.pdf", server.address));
}

#[test]
fn https_is_asked_over_tls_and_never_in_the_open() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}/a.pdf", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut first = [0; 1];
        stream.read_exact(&mut first).unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi").unwrap();
        first[0]
    });
    let run = ingest(user("").path(), &[&address]);
    assert!(run.stderr.contains("the server cannot be read"), "{}", run.stderr);
    // 22 begins the handshake of TLS.
    assert_eq!(server.join().unwrap(), 22);
}
