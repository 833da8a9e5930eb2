//! Fetching one document over http or https.
//!
//! No cookies, no scripts, no passwords. An address that was typed may be any; one that a server
//! or a page leads to must not lie in a private network unless the one before it does.

use std::cell::OnceCell;
use std::net::{IpAddr, ToSocketAddrs};
use std::time::{Duration, Instant};

use overens::config::Ingest;
use overens::discover::MediaType;
use ureq::http::{HeaderMap, Response};
use ureq::{Agent, Body};
use url::{Host, Url};

use super::trust;

/// What is known of the newest capture of an address, to ask only for a newer one.
#[derive(Debug, Default)]
pub(super) struct Known<'e> {
    pub(super) etag: Option<&'e str>,
    pub(super) last_modified: Option<&'e str>,
}

/// What a server answered.
#[derive(Debug)]
pub(super) enum Answer {
    /// The document is what it was.
    Unchanged(Url),
    /// The document.
    Document(Box<Fetched>),
}

/// A document as it came.
#[derive(Debug)]
pub(super) struct Fetched {
    /// Where it came from in the end.
    pub(super) address: Url,
    pub(super) bytes: Vec<u8>,
    /// What the server calls its type, without parameters and in lower case.
    pub(super) content_type: Option<String>,
    /// What the server calls its character encoding.
    pub(super) charset: Option<String>,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}

/// The client with its limits.
#[derive(Debug)]
pub(super) struct Client<'s> {
    /// Made for the first address, or why it cannot be made.
    agent: OnceCell<Result<Agent, String>>,
    limits: &'s Ingest,
}

impl<'s> Client<'s> {
    pub(super) fn new(limits: &'s Ingest) -> Client<'s> {
        Client { agent: OnceCell::new(), limits }
    }

    fn agent(&self) -> Result<&Agent, String> {
        let made = self.agent.get_or_init(|| {
            let config = Agent::config_builder()
                .user_agent(&self.limits.user_agent)
                .accept("application/pdf, text/html, text/plain;q=0.9, */*;q=0.1")
                .http_status_as_error(false)
                // Each step is looked at before it is taken.
                .max_redirects(0)
                .max_redirects_will_error(false)
                .proxy(trust::proxy()?)
                .tls_config(trust::tls()?)
                .build();
            Ok(config.new_agent())
        });
        made.as_ref().map_err(Clone::clone)
    }

    /// Fetches an address, or says in a sentence why not and what to do. `from` is the page that
    /// leads to it, if one does.
    pub(super) fn fetch(
        &self,
        address: &Url,
        known: &Known<'_>,
        from: Option<&Url>,
    ) -> Result<Answer, String> {
        let end = Instant::now() + Duration::from_secs(self.limits.seconds.get());
        let mut address = address.clone();
        if let Some(from) = from {
            may_lead(from, &address)?;
        }
        for _ in 0..=self.limits.redirects {
            let left = end.saturating_duration_since(Instant::now());
            let response = self.ask(&address, known, left)?;
            let status = response.status();
            match status.as_u16() {
                301 | 302 | 303 | 307 | 308 => {
                    let to = header(response.headers(), "location")
                        .ok_or("the server sends on to nowhere; find the document's new address")?;
                    let next = address.join(&to).map_err(|_| {
                        format!("the server sends on to \"{to}\", which is no address")
                    })?;
                    may_lead(&address, &next)?;
                    address = next;
                }
                304 => return Ok(Answer::Unchanged(address)),
                200 | 203 => {
                    return self.take(address, response).map(|it| Answer::Document(Box::new(it)));
                }
                code => {
                    let reason = status.canonical_reason().unwrap_or("an unknown code");
                    return Err(format!("the server answers {code} ({reason}); {}", advice(code)));
                }
            }
        }
        let most = self.limits.redirects;
        Err(format!(
            "the server sends on more than {most} times; open it in a browser and give the address it ends at"
        ))
    }

    fn ask(
        &self,
        address: &Url,
        known: &Known<'_>,
        left: Duration,
    ) -> Result<Response<Body>, String> {
        if left.is_zero() {
            return Err(self.late());
        }
        let agent = self.agent()?;
        let mut request = agent.get(address.as_str());
        if let Some(etag) = known.etag {
            request = request.header("If-None-Match", etag);
        } else if let Some(day) = known.last_modified {
            request = request.header("If-Modified-Since", day);
        }
        let request = request.config().timeout_global(Some(left)).build();
        request.call().map_err(|error| self.sentence(&error, address))
    }

    /// The body of an answer, unless it is larger than the limit.
    fn take(&self, address: Url, mut response: Response<Body>) -> Result<Fetched, String> {
        let limit = self.limits.max_mib.get().saturating_mul(1024 * 1024);
        if response.body().content_length().is_some_and(|length| length > limit) {
            return Err(self.large());
        }
        let content_type = header(response.headers(), "content-type");
        let etag = header(response.headers(), "etag");
        let last_modified = header(response.headers(), "last-modified");
        let body = response.body_mut().with_config().limit(limit).read_to_vec();
        let bytes = body.map_err(|error| self.sentence(&error, &address))?;
        let (content_type, charset) = content_type.map_or((None, None), |it| named_type(&it));
        Ok(Fetched { address, bytes, content_type, charset, etag, last_modified })
    }

    fn late(&self) -> String {
        let seconds = self.limits.seconds;
        format!("the server took more than {seconds} seconds; try again, or raise ingest.seconds")
    }

    fn large(&self) -> String {
        format!("is larger than {} MiB; raise ingest.max_mib if it should be", self.limits.max_mib)
    }

    fn sentence(&self, error: &ureq::Error, address: &Url) -> String {
        if let Some(sentence) = trust::disbelief(error) {
            return sentence;
        }
        match (error, self.proxy(address)) {
            (ureq::Error::Timeout(_), _) => self.late(),
            (ureq::Error::BodyExceedsLimit(_), _) => self.large(),
            (other, Some(proxy)) => format!(
                "cannot be reached through the proxy {proxy} ({other}); check HTTPS_PROXY, or name the server in NO_PROXY"
            ),
            (ureq::Error::HostNotFound, None) => {
                "there is no server of that name; check the spelling and the network".to_owned()
            }
            (other, None) => format!("the server cannot be read ({other}); try again"),
        }
    }

    /// The proxy between here and an address, without its password.
    fn proxy(&self, address: &Url) -> Option<String> {
        let proxy = self.agent().ok()?.config().proxy()?;
        let direct = address.as_str().parse().is_ok_and(|address| proxy.is_no_proxy(&address));
        (!direct).then(|| format!("{}:{}", proxy.host(), proxy.port()))
    }
}

/// What to do about a status.
fn advice(code: u16) -> &'static str {
    match code {
        401 | 403 => "open it in a browser, save the document and give the file",
        404 | 410 => "find its new address",
        429 | 500..=599 => "try again later",
        _ => "open the address in a browser",
    }
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// The type and the character encoding that a header `Content-Type` names.
fn named_type(header: &str) -> (Option<String>, Option<String>) {
    let mut parts = header.split(';').map(|part| part.trim().to_ascii_lowercase());
    let media = parts.next();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        (name.trim() == "charset").then(|| value.trim().trim_matches('"').to_owned())
    });
    (media, charset.filter(|it| !it.is_empty()))
}

/// An address as it was typed, without its fragment; none for what is no http or https address.
pub(super) fn address(text: &str) -> Option<Url> {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    if !lower.starts_with("http://") && !lower.starts_with("https://") {
        return None;
    }
    let mut address = Url::parse(text).ok()?;
    address.set_fragment(None);
    Some(address)
}

/// Whether one address may lead to another.
fn may_lead(from: &Url, to: &Url) -> Result<(), String> {
    match (from.scheme(), to.scheme()) {
        ("https", "http") => {
            return Err(format!(
                "is sent on from https to the open {to}; give that address if it is the right one"
            ));
        }
        (_, "http" | "https") => {}
        _ => return Err(format!("leads to {to}, which is no web address")),
    }
    if from.host() != to.host() && is_private(to) && !is_private(from) {
        return Err(format!(
            "leads to {to} in a private network; give that address if it is the right one"
        ));
    }
    Ok(())
}

/// True for an address whose host is this machine or in its private networks.
fn is_private(address: &Url) -> bool {
    match address.host() {
        Some(Host::Ipv4(ip)) => is_private_ip(ip.into()),
        Some(Host::Ipv6(ip)) => is_private_ip(ip.into()),
        Some(Host::Domain(name)) => {
            let port = address.port_or_known_default().unwrap_or(80);
            // Where the name is unknown here, a proxy may know it; then it is not of this network.
            (name, port).to_socket_addrs().is_ok_and(|mut all| all.any(|it| is_private_ip(it.ip())))
        }
        None => false,
    }
}

fn is_private_ip(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => {
            let shared = ip.octets()[0] == 100 && ip.octets()[1] & 0xc0 == 64;
            ip.is_loopback()
                || ip.is_private()
                || ip.is_link_local()
                || ip.is_unspecified()
                || shared
        }
        IpAddr::V6(ip) => {
            ip.is_loopback()
                || ip.is_unspecified()
                || ip.is_unique_local()
                || ip.is_unicast_link_local()
        }
    }
}

/// Why a document cannot be what the server says it is, if so: a web page that is sent as a PDF is
/// a question for a password or an error. Any other difference is a server that does not know.
pub(super) fn misnamed(
    content_type: Option<&str>,
    media: MediaType,
    wanted: Option<MediaType>,
) -> Option<String> {
    let named = (content_type == Some("application/pdf")).then_some(MediaType::Pdf).or(wanted);
    (named == Some(MediaType::Pdf) && media != MediaType::Pdf).then(|| {
        "a PDF was to come, but something else came; open it in a browser, save the PDF and give the file".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        address(text).unwrap()
    }

    #[test]
    fn addresses_are_told_from_paths() {
        for (text, expected) in [
            ("https://Exempel.SE/a b.pdf#sida=2", Some("https://exempel.se/a%20b.pdf")),
            ("HTTP://exempel.se", Some("http://exempel.se/")),
            ("https://räksmörgås.se/", Some("https://xn--rksmrgs-5wao1o.se/")),
            ("https.pdf", None),
            ("ftp://exempel.se/a.pdf", None),
            ("https://", None),
            ("åäö", None),
        ] {
            assert_eq!(address(text).map(String::from).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn the_open_web_leads_nowhere_inside() {
        for (from, to, allowed) in [
            ("https://93.184.216.34/", "https://8.8.8.8/a.pdf", true),
            ("https://93.184.216.34/", "http://8.8.8.8/a.pdf", false),
            ("http://93.184.216.34/", "https://8.8.8.8/a.pdf", true),
            ("http://93.184.216.34/", "http://127.0.0.1/a.pdf", false),
            ("http://93.184.216.34/", "http://192.168.1.1/a.pdf", false),
            ("http://93.184.216.34/", "http://169.254.169.254/latest", false),
            ("http://93.184.216.34/", "http://[::1]/a.pdf", false),
            ("http://93.184.216.34/", "http://[::ffff:10.0.0.1]/a.pdf", false),
            ("http://93.184.216.34/", "http://localhost/a.pdf", false),
            ("http://10.0.0.1/", "http://127.0.0.1/a.pdf", true),
        ] {
            assert_eq!(may_lead(&url(from), &url(to)).is_ok(), allowed, "{from} to {to}");
        }
        assert!(
            may_lead(&url("http://8.8.8.8/"), &Url::parse("file:///etc/passwd").unwrap()).is_err()
        );
    }

    #[test]
    fn a_content_type_names_a_type_and_an_encoding() {
        for (header, media, charset) in [
            ("text/html", "text/html", None),
            ("Text/HTML; charset=ISO-8859-1", "text/html", Some("iso-8859-1")),
            ("text/html;Charset = \"utf-8\" ; a=b", "text/html", Some("utf-8")),
            ("text/plain; format=flowed; charset=", "text/plain", None),
        ] {
            assert_eq!(
                named_type(header),
                (Some(media.to_owned()), charset.map(str::to_owned)),
                "{header}"
            );
        }
    }

    #[test]
    fn what_should_be_a_pdf_is_one() {
        let pdf = Some("application/pdf");
        assert!(misnamed(pdf, MediaType::Html, None).is_some());
        assert!(misnamed(Some("text/html"), MediaType::Html, Some(MediaType::Pdf)).is_some());
        assert!(misnamed(pdf, MediaType::Pdf, None).is_none());
        assert!(misnamed(Some("text/html"), MediaType::Pdf, None).is_none());
        assert!(misnamed(None, MediaType::Html, None).is_none());
    }
}
