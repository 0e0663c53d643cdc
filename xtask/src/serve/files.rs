//! The files of a folder, sent as a good static host would.

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use std::path::Path;
use tower_http::services::ServeDir;

/// Answers with files, or with their compressed neighbours where the visitor takes them.
pub fn of(folder: &Path) -> Router {
    let files = ServeDir::new(folder);
    let files = files.precompressed_br().precompressed_gzip();
    Router::new()
        .fallback_service(files)
        .layer(from_fn(with_headers))
}

/// What docs/embedding.md asks of a host.
async fn with_headers(request: Request, next: Next) -> Response {
    let is_forever = is_named_by_content(request.uri().path());
    let mut answer = next.run(request).await;
    let is_found = !answer.status().is_client_error();
    let age = match is_found && is_forever {
        true => "public, max-age=31536000, immutable",
        false => "no-cache",
    };
    let headers = answer.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, age),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let media_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    if let Some(text) = media_type.filter(|value| value.starts_with("text/"))
        && let Ok(value) = HeaderValue::from_str(&format!("{text}; charset=utf-8"))
    {
        headers.insert(header::CONTENT_TYPE, value);
    }
    answer
}

/// Up to sixteen hexadecimal digits after a hyphen (Trunk leaves out leading zeros): another content would have another
/// name.
fn is_named_by_content(path: &str) -> bool {
    let is_hash = |word: &str| {
        (12..=16).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    path.split('/')
        .rev()
        .take(2)
        .any(|part| part.split(['-', '_', '.']).skip(1).any(is_hash))
}

#[cfg(test)]
mod tests {
    use super::is_named_by_content;
    use crate::serve::Server;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    #[test]
    fn names_made_from_content_are_known() {
        assert!(is_named_by_content("/app-0123456789abcdef_bg.wasm"));
        assert!(is_named_by_content("/report-0123456789abcdef/worker.js"));
        assert!(!is_named_by_content("/index.html"));
        assert!(!is_named_by_content("/0123456789abcdef"));
    }

    /// What a server for a small folder answers to requests over one connection, without times.
    fn answered(name: &str, requests: &[&str]) -> String {
        let around = std::env::temp_dir().join(format!("tokenomics-{name}-{}", std::process::id()));
        let long = "long ".repeat(20_000);
        for (name, text) in [
            ("secret", "not to be seen"),
            ("dist/index.html", "<p>page"),
            ("dist/a-0123456789abcdef.js", "script"),
            ("dist/a-0123456789abcdef.js.br", "brotli"),
            ("dist/a-0123456789abcdef.js.gz", "gzip"),
            ("dist/long.txt", &long),
        ] {
            assert!(std::fs::create_dir_all(around.join("dist")).is_ok());
            assert!(std::fs::write(around.join(name), text).is_ok());
        }
        let address = Server::start(around.join("dist"), 0).map(|server| server.address);
        let stream = address.map(TcpStream::connect).ok().and_then(Result::ok);
        let mut answers = String::new();
        if let Some(mut stream) = stream {
            let requests =
                requests.join("\r\nHost: h\r\n\r\n") + "\r\nHost: h\r\nConnection: close\r\n\r\n";
            assert!(stream.write_all(requests.as_bytes()).is_ok());
            assert!(stream.read_to_string(&mut answers).is_ok());
        }
        let times = ["date: ", "last-modified: ", "etag: "];
        let is_told = |line: &&str| !times.iter().any(|time| line.starts_with(time));
        let lines: Vec<&str> = answers.lines().filter(is_told).collect();
        lines.join("\n").replace("HTTP/1.1", "\nHTTP/1.1")
    }

    #[test]
    fn files_are_sent_as_a_good_host_does() {
        let answers = answered(
            "good-host",
            &[
                "GET /a-0123456789abcdef.js?x=1 HTTP/1.1\r\nAccept-Encoding: gzip;q=0.5, br",
                "GET /a-0123456789abcdef.js HTTP/1.1\r\nAccept-Encoding: gzip",
                "GET / HTTP/1.1\r\nAccept-Encoding: b",
                "HEAD /long.txt HTTP/1.1",
                "POST / HTTP/1.1",
            ],
        );
        assert_eq!(answers, SENT);
    }

    const SENT: &str = "
HTTP/1.1 200 OK
content-type: text/javascript; charset=utf-8
accept-ranges: bytes
content-encoding: br
vary: accept-encoding
content-length: 6
cache-control: public, max-age=31536000, immutable
x-content-type-options: nosniff
access-control-allow-origin: *

brotli
HTTP/1.1 200 OK
content-type: text/javascript; charset=utf-8
accept-ranges: bytes
content-encoding: gzip
vary: accept-encoding
content-length: 4
cache-control: public, max-age=31536000, immutable
x-content-type-options: nosniff
access-control-allow-origin: *

gzip
HTTP/1.1 200 OK
content-type: text/html; charset=utf-8
accept-ranges: bytes
vary: accept-encoding
content-length: 7
cache-control: no-cache
x-content-type-options: nosniff
access-control-allow-origin: *

<p>page
HTTP/1.1 200 OK
content-type: text/plain; charset=utf-8
accept-ranges: bytes
vary: accept-encoding
content-length: 100000
cache-control: no-cache
x-content-type-options: nosniff
access-control-allow-origin: *


HTTP/1.1 405 Method Not Allowed
allow: GET,HEAD
cache-control: no-cache
x-content-type-options: nosniff
access-control-allow-origin: *
connection: close
content-length: 0
";

    #[test]
    fn nothing_outside_the_folder_is_sent() {
        for path in [
            "/../secret",
            "/a/../../secret",
            "/%2e%2e/secret",
            "//../secret",
        ] {
            let answer = answered("outside", &[&format!("GET {path} HTTP/1.1")]);
            assert!(
                answer.contains(" 404 ") || answer.contains(" 400 "),
                "{path}: {answer}"
            );
            assert!(!answer.contains("seen"), "{path}: {answer}");
        }
    }
}
