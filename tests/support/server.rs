//! A web server on loopback that answers as it is told, well or badly.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// How a request is answered.
pub(crate) enum Answer {
    /// These bytes, and the end of the connection.
    Whole(Vec<u8>),
    /// These bytes, and then nothing until the client goes away.
    Silence(Vec<u8>),
    /// These bytes, and then zeros until the client goes away.
    Endless(Vec<u8>),
}

/// A server that runs until the test's process ends.
pub(crate) struct Server {
    /// `http://127.0.0.1:1234`, without a slash at its end.
    pub(crate) address: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts a server; `answer` has the path and the whole head of a request.
    pub(crate) fn start(answer: impl Fn(&str, &str) -> Answer + Send + Sync + 'static) -> Server {
        let (port, requests) = listen(answer, |stream| stream);
        Server { address: format!("http://127.0.0.1:{port}"), requests }
    }

    /// Starts a server that speaks TLS; its address has the name `localhost`.
    pub(crate) fn start_tls(
        config: ServerConfig,
        answer: impl Fn(&str, &str) -> Answer + Send + Sync + 'static,
    ) -> Server {
        let config = Arc::new(config);
        let (port, requests) = listen(answer, move |stream| {
            StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream)
        });
        Server { address: format!("https://localhost:{port}"), requests }
    }

    /// The heads of all requests since the last call.
    pub(crate) fn requests(&self) -> Vec<String> {
        std::mem::take(&mut *self.requests.lock().unwrap())
    }
}

/// Answers each connection, as `wrapped`, in a thread of its own; gives the port and the heads of
/// the requests to come.
fn listen<S: Read + Write>(
    answer: impl Fn(&str, &str) -> Answer + Send + Sync + 'static,
    wrapped: impl Fn(TcpStream) -> S + Send + Sync + 'static,
) -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let requests = Arc::new(Mutex::new(Vec::new()));
    let (both, seen) = (Arc::new((answer, wrapped)), Arc::clone(&requests));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (both, seen) = (Arc::clone(&both), Arc::clone(&seen));
            thread::spawn(move || serve(both.1(stream), &both.0, &seen));
        }
    });
    (port, requests)
}

fn serve(
    mut stream: impl Read + Write,
    answer: &dyn Fn(&str, &str) -> Answer,
    seen: &Mutex<Vec<String>>,
) {
    let mut head = Vec::new();
    let mut byte = [0; 1];
    while !head.ends_with(b"\r\n\r\n") {
        // A client that goes away before it has asked has asked nothing.
        if stream.read_exact(&mut byte).is_err() {
            return;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    seen.lock().unwrap().push(head.clone());
    // The client may go away at any time; that is its right.
    match answer(&path, &head) {
        Answer::Whole(bytes) => {
            let _ = stream.write_all(&bytes);
        }
        Answer::Silence(bytes) => {
            let _ = stream.write_all(&bytes);
            let _ = stream.read(&mut byte);
        }
        Answer::Endless(bytes) => {
            let _ = stream.write_all(&bytes);
            while stream.write_all(&[b' '; 65536]).is_ok() {}
        }
    }
    let _ = stream.flush();
}

/// A whole answer with its length.
pub(crate) fn answer(status: &str, headers: &[&str], body: &[u8]) -> Answer {
    let mut head = format!("HTTP/1.1 {status}\r\nConnection: close\r\n");
    head.push_str(&format!("Content-Length: {}\r\n", body.len()));
    for header in headers {
        head.push_str(&format!("{header}\r\n"));
    }
    Answer::Whole([head.as_bytes(), b"\r\n", body].concat())
}
