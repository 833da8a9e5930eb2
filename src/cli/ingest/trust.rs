//! Whom the client believes over https, and what is said where it does not believe.
//!
//! It believes the authorities of Mozilla's list and of the system's. `SSL_CERT_FILE` and
//! `SSL_CERT_DIR` name others in place of the system's, as they do for other programs.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rustls::CertificateError;
use rustls::pki_types::UnixTime;
use ureq::Proxy;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// The variables that name certificate authorities.
const AUTHORITIES: [&str; 2] = ["SSL_CERT_FILE", "SSL_CERT_DIR"];

/// The variables that name a proxy, the first that is set first, for http and https alike.
const PROXIES: [&str; 6] =
    ["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

/// How the client speaks TLS, or what is wrong with the variables.
pub(super) fn tls() -> Result<TlsConfig, String> {
    let of_system = rustls_native_certs::load_native_certs();
    if of_system.certs.is_empty()
        && let Some(name) = set(&AUTHORITIES)
    {
        let why = of_system.errors.first().map_or_else(String::new, |error| format!(" ({error})"));
        return Err(format!(
            "no certificate can be read where {name} says{why}; name a file in PEM format, or unset it"
        ));
    }
    let of_mozilla = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
    let all = of_mozilla.chain(&of_system.certs).map(|it| Certificate::from_der(it).to_owned());
    let roots: RootCerts = all.collect::<Vec<_>>().into();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = TlsConfig::builder().root_certs(roots);
    Ok(config.unversioned_rustls_crypto_provider(provider).build())
}

/// The proxy that the environment names, if any, or what is wrong with its name.
pub(super) fn proxy() -> Result<Option<Proxy>, String> {
    match (Proxy::try_from_env(), set(&PROXIES)) {
        (None, Some(name)) => Err(format!(
            "{name} is not the address of a proxy; write it as http://proxy.example.org:8080"
        )),
        (proxy, _) => Ok(proxy),
    }
}

/// The first of some variables of the environment that says anything.
fn set(names: &[&'static str]) -> Option<&'static str> {
    names.iter().find(|name| std::env::var_os(name).is_some_and(|it| !it.is_empty())).copied()
}

/// Why a certificate was not believed, if that is what the error says, and what to do.
pub(super) fn disbelief(error: &ureq::Error) -> Option<String> {
    let error = match error {
        ureq::Error::Rustls(error) => error,
        ureq::Error::Io(error) => error.get_ref()?.downcast_ref()?,
        _ => return None,
    };
    let rustls::Error::InvalidCertificate(reason) = error else { return None };
    Some(match reason {
        // An authority that was renewed has its old name and another key.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => {
            "the server's certificate is from an authority that is \
            not trusted here; if it is your organisation's (its proxies often have one), name the \
            file of its certificate in SSL_CERT_FILE, else save the document in a browser and give \
            the file"
                .to_owned()
        }
        CertificateError::ExpiredContext { not_after, .. } => format!(
            "the server's certificate ended on {}; if the clock of this machine is right, its \
             owner must renew it",
            day(*not_after)
        ),
        CertificateError::NotValidYetContext { not_before, .. } => format!(
            "the server's certificate begins on {}; set the clock of this machine right",
            day(*not_before)
        ),
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "the server's certificate is for another name; check the spelling of the address, or \
             open it in a browser and give the address it ends at"
                .to_owned()
        }
        other => format!(
            "the server's certificate is not valid ({other}); save the document in a browser and \
             give the file"
        ),
    })
}

fn day(time: UnixTime) -> String {
    let second = i64::try_from(time.as_secs()).ok();
    let time = second.and_then(|second| Timestamp::from_second(second).ok());
    time.map_or_else(|| "no day".to_owned(), |time| time.to_zoned(TimeZone::UTC).date().to_string())
}
