//! `overens ingest` over https: whom it believes, what it says where it does not, and the way
//! through a proxy.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use tempfile::TempDir;

use crate::cli::{PAGE, Run, overens_under};
use crate::ingest::{HTML, NAME, names, sources, states, user};
use crate::server::{Server, answer};
use crate::tls::Authority;

/// Years in which a certificate of a test holds.
const NOW: (i32, i32) = (2020, 4000);

/// A user whose program trusts an authority.
struct Trusting {
    folder: TempDir,
    file: String,
}

impl Trusting {
    fn new(authority: &Authority) -> Trusting {
        let folder = user("");
        let file = authority.write(folder.path()).to_str().unwrap().to_owned();
        Trusting { folder, file }
    }

    fn ingest(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Run {
        let variables = [&[("SSL_CERT_FILE", &*self.file)], variables].concat();
        overens_under(&variables, self.folder.path(), &[&["ingest"], arguments].concat(), b"")
    }
}

#[test]
fn a_page_is_fetched_over_https_and_asked_for_again_only_if_it_changed() {
    let authority = Authority::new("Prov CA");
    let server = Server::start_tls(authority.certify(&["localhost"], NOW), |_, head| {
        match head.contains("if-none-match: \"v1\"\r\n") {
            true => answer("304 Not Modified", &[], b""),
            false => answer("200 OK", &[HTML, "ETag: \"v1\""], PAGE.as_bytes()),
        }
    });
    let trusting = Trusting::new(&authority);
    let address = format!("{}/vard", server.address);
    let first = trusting.ingest(&[], &["--json", &address]);
    assert_eq!((first.code, states(&first)), (Some(0), vec!["new".to_owned()]), "{}", first.stderr);
    let [entry] = &sources(&trusting.folder)[..] else { panic!("one entry") };
    assert_eq!((&entry.from, entry.etag.as_deref()), (&Some(address.clone()), Some("\"v1\"")));
    let corpus = trusting.folder.path().join("corpus");
    assert_eq!(std::fs::read_to_string(corpus.join(NAME)).unwrap(), PAGE);
    assert_eq!(states(&trusting.ingest(&[], &["--json", &address])), ["unchanged"]);
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn a_redirect_may_lead_to_https_and_not_away_from_it() {
    let authority = Authority::new("Prov CA");
    let open = Server::start(|_, _| answer("200 OK", &[HTML], PAGE.as_bytes()));
    let away = format!("Location: {}/", open.address);
    let closed =
        Server::start_tls(authority.certify(&["localhost"], NOW), move |path, _| match path {
            "/away" => answer("302 Found", &[&away], b""),
            _ => answer("200 OK", &[HTML], PAGE.as_bytes()),
        });
    let to = format!("Location: {}/", closed.address);
    let sending = Server::start(move |_, _| answer("301 Moved Permanently", &[&to], b""));
    let trusting = Trusting::new(&authority);
    let run = trusting.ingest(&[], &[&format!("{}/away", closed.address)]);
    let expected = format!("is sent on from https to the open {}/; give that", open.address);
    assert!(run.stderr.contains(&expected), "{}", run.stderr);
    assert_eq!((run.code, open.requests().len()), (Some(1), 0));
    let run = trusting.ingest(&[], &[&sending.address]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(names(&trusting.folder.path().join("corpus")), ["SOURCES.toml", NAME]);
}

#[test]
fn a_certificate_that_is_not_good_has_a_sentence() {
    let authority = Authority::new("Prov CA");
    let check = |trusted: &Authority, (name, years), expected: &str| {
        let config = authority.certify(&[name], years);
        let server = Server::start_tls(config, |_, _| answer("200 OK", &[HTML], PAGE.as_bytes()));
        let trusting = Trusting::new(trusted);
        let run = trusting.ingest(&[], &[&server.address]);
        let start = format!("overens: {}/: the server's certificate {expected}", server.address);
        assert!(run.stderr.starts_with(&start), "{}", run.stderr);
        assert_eq!((run.code, server.requests().len()), (Some(1), 0));
        assert!(names(&trusting.folder.path().join("corpus")).is_empty());
    };
    let unknown = "is from an authority that is not trusted here; if it is your organisation's";
    check(&Authority::new("Annan CA"), ("localhost", NOW), unknown);
    check(&Authority::new("Prov CA"), ("localhost", NOW), unknown);
    check(&authority, ("localhost", (2001, 2020)), "ended on 2020-01-01; if the clock");
    check(&authority, ("localhost", (3999, 4000)), "begins on 3999-01-01; set the clock");
    check(&authority, ("exempel.se", NOW), "is for another name; check the spelling");
}

#[test]
fn a_file_of_authorities_that_cannot_be_read_is_told() {
    let trusting = Trusting::new(&Authority::new("Prov CA"));
    for file in ["nowhere.pem", "overens.toml"] {
        let run = trusting.ingest(&[("SSL_CERT_FILE", file)], &["https://localhost:1/"]);
        let expected = "no certificate can be read where SSL_CERT_FILE says";
        assert!(run.stderr.contains(expected), "{}", run.stderr);
    }
}

/// A proxy that leads every connection to one port and keeps what it was asked for.
fn proxy(to: u16) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&asked);
    thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let mut head = Vec::new();
            let mut byte = [0; 1];
            while !head.ends_with(b"\r\n\r\n") && client.read_exact(&mut byte).is_ok() {
                head.push(byte[0]);
            }
            let head = String::from_utf8(head).unwrap();
            seen.lock().unwrap().push(head.lines().next().unwrap_or_default().to_owned());
            if to == 0 {
                let _ = client.write_all(b"HTTP/1.1 403 Forbidden\r\n\r\n");
                continue;
            }
            client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
            let server = TcpStream::connect(("127.0.0.1", to)).unwrap();
            for (mut from, mut to) in
                [(client.try_clone().unwrap(), server.try_clone().unwrap()), (server, client)]
            {
                thread::spawn(move || io::copy(&mut from, &mut to));
            }
        }
    });
    (address, asked)
}

#[test]
fn the_proxy_of_the_environment_is_gone_through() {
    let authority = Authority::new("Prov CA");
    let config = authority.certify(&["exempel.invalid", "localhost"], NOW);
    let server = Server::start_tls(config, |_, _| answer("200 OK", &[HTML], PAGE.as_bytes()));
    let port: u16 = server.address.rsplit_once(':').unwrap().1.parse().unwrap();
    let trusting = Trusting::new(&authority);
    let (address, asked) = proxy(port);
    // No name server knows this name; the proxy does.
    let run = trusting.ingest(&[("HTTPS_PROXY", &address)], &["https://exempel.invalid/vard"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(*asked.lock().unwrap(), ["CONNECT exempel.invalid:443 HTTP/1.1"]);
    assert_eq!(names(&trusting.folder.path().join("corpus")), ["SOURCES.toml", NAME]);

    let direct = [("HTTPS_PROXY", &*address), ("NO_PROXY", "localhost")];
    assert_eq!(trusting.ingest(&direct, &[&server.address]).code, Some(0));
    assert_eq!(asked.lock().unwrap().len(), 1);
}

#[test]
fn a_proxy_that_does_not_serve_is_named() {
    let trusting = Trusting::new(&Authority::new("Prov CA"));
    let refused = |variable: &str| {
        let run = trusting.ingest(&[("HTTPS_PROXY", variable)], &["https://exempel.invalid/"]);
        assert_eq!(run.code, Some(1));
        run.stderr
    };
    let (address, _) = proxy(0);
    let host = address.trim_start_matches("http://");
    for (variable, expected) in [
        (&*address, &*format!("cannot be reached through the proxy {host} (CONNECT proxy failed")),
        ("http://127.0.0.1:1", "cannot be reached through the proxy 127.0.0.1:1 ("),
        ("gopher://a", "HTTPS_PROXY is not the address of a proxy; write it as http://"),
    ] {
        let said = refused(variable);
        assert!(said.contains(expected), "{variable}: {said}");
    }
}
