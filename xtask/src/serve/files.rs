//! Answers requests with the files of a folder, as a good static host would.

use std::io::{Cursor, Result, Write};
use std::path::{Path, PathBuf};
use tiny_http::{Header, Method, Request, Response, StatusCode};

const TEXT: &str = "text/plain; charset=utf-8";

/// An answer whose bytes are known.
type Answer = Response<Cursor<Vec<u8>>>;

/// Answers a request; an error where the visitor has hung up.
pub fn answer(request: Request, folder: &Path) -> Result<()> {
    let answer = match request.method() {
        Method::Get | Method::Head => {
            content(&request, folder).unwrap_or_else(|| plain(404, "there is no such file"))
        }
        _ => plain(405, "only GET and HEAD are answered"),
    };
    // In one piece: of two, the second waits for the visitor to confirm the first, 40 ms.
    let mut bytes = Vec::new();
    let version = request.http_version().clone();
    let is_head = *request.method() == Method::Head;
    answer.raw_print(&mut bytes, version, request.headers(), is_head, None)?;
    let mut writer = request.into_writer();
    writer.write_all(&bytes)?;
    writer.flush()
}

fn content(request: &Request, folder: &Path) -> Option<Answer> {
    let path = file(request.url().split(['?', '#']).next()?, folder)?;
    let (coding, bytes) = read(&path, &accepted(request))?;
    let age = if named_by_content(&path) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = [
        ("Content-Type", media_type(&path)),
        ("Cache-Control", age),
        ("Vary", "Accept-Encoding"),
        ("X-Content-Type-Options", "nosniff"),
        ("Access-Control-Allow-Origin", "*"),
    ];
    let coding = coding.map(|coding| ("Content-Encoding", coding));
    Some(with_headers(200, bytes, headers.into_iter().chain(coding)))
}

fn plain(status: u16, text: &str) -> Answer {
    with_headers(status, text.into(), [("Content-Type", TEXT)])
}

fn with_headers<'a>(
    status: u16,
    bytes: Vec<u8>,
    headers: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Answer {
    let length = bytes.len();
    let headers = headers
        .into_iter()
        .flat_map(|(name, value)| Header::from_bytes(name, value));
    Response::new(
        StatusCode(status),
        headers.collect(),
        Cursor::new(bytes),
        Some(length),
        None,
    )
    // The length is said of long answers, too.
    .with_chunked_threshold(usize::MAX)
}

/// Codings that the visitor takes.
fn accepted(request: &Request) -> Vec<&str> {
    let is_coding = |header: &&Header| header.field.equiv("Accept-Encoding");
    let header = request.headers().iter().find(is_coding);
    let codings = header.map_or("", |header| header.value.as_str()).split(',');
    codings
        .filter_map(|coding| Some(coding.split(';').next()?.trim()))
        .collect()
}

/// A file, or its compressed neighbour with the name of its coding.
fn read(path: &Path, accepted: &[&str]) -> Option<(Option<&'static str>, Vec<u8>)> {
    let codings = [("br", "br"), ("gzip", "gz")].into_iter();
    let compressed = codings
        .filter(|(coding, _)| accepted.contains(coding))
        .find_map(|(coding, ending)| {
            let neighbour = format!("{}.{ending}", path.display());
            Some((Some(coding), std::fs::read(neighbour).ok()?))
        });
    compressed.or_else(|| Some((None, std::fs::read(path).ok()?)))
}

/// The file that a request's path names; nothing outside the folder.
fn file(path: &str, folder: &Path) -> Option<PathBuf> {
    let inside = path.trim_start_matches('/');
    let ordinary = |part: &str| !part.starts_with('.') && !part.contains(['\\', ':', '%']);
    if !inside.is_empty() && !inside.split('/').all(ordinary) {
        return None;
    }
    let path = folder.join(inside);
    Some(if path.is_dir() {
        path.join("index.html")
    } else {
        path
    })
}

/// Up to sixteen hexadecimal digits after a hyphen (Trunk leaves out leading zeros): another content would have another
/// name.
fn named_by_content(path: &Path) -> bool {
    let is_hash = |word: &str| {
        (12..=16).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    path.to_string_lossy()
        .split(['/', '\\'])
        .rev()
        .take(2)
        .any(|part| part.split(['-', '_', '.']).skip(1).any(is_hash))
}

fn media_type(path: &Path) -> &'static str {
    match path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => TEXT,
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{file, named_by_content};
    use crate::serve::Server;
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::path::Path;

    #[test]
    fn nothing_outside_the_folder_is_sent() {
        let folder = Path::new("dist");
        assert_eq!(file("/a/b.js", folder), Some(folder.join("a/b.js")));
        for path in [
            "/../secret",
            "/a/../../secret",
            "/.git/config",
            "/%2e%2e/secret",
            "//etc/../passwd",
        ] {
            assert_eq!(file(path, folder), None, "{path}");
        }
    }

    #[test]
    fn names_made_from_content_are_known() {
        assert!(named_by_content(Path::new(
            "dist/app-0123456789abcdef_bg.wasm"
        )));
        assert!(named_by_content(Path::new(
            "dist/report-0123456789abcdef/worker.js"
        )));
        assert!(!named_by_content(Path::new("dist/index.html")));
        assert!(!named_by_content(Path::new("dist/0123456789abcdef")));
    }

    /// What a server for a small folder answers to requests over one connection, without its name and the time.
    fn answered(requests: &str) -> String {
        let folder = std::env::temp_dir().join(format!("tokenomics-serve-{}", std::process::id()));
        let files = [
            ("index.html", "<p>page"),
            ("a-0123456789abcdef.js", "script"),
            ("a-0123456789abcdef.js.br", "brotli"),
            ("a-0123456789abcdef.js.gz", "gzip"),
            ("long.txt", &"long ".repeat(20_000)),
        ];
        for (name, text) in files {
            assert!(std::fs::create_dir_all(&folder).is_ok());
            assert!(std::fs::write(folder.join(name), text).is_ok());
        }
        let address = Server::start(folder, 0).map(|server| server.address);
        let stream = address.map(TcpStream::connect).ok().and_then(Result::ok);
        let mut answers = String::new();
        if let Some(mut stream) = stream {
            assert!(stream.write_all(requests.as_bytes()).is_ok());
            assert!(stream.read_to_string(&mut answers).is_ok());
        }
        let told = |line: &&str| !line.starts_with("Server: ") && !line.starts_with("Date: ");
        let lines: Vec<&str> = answers.lines().filter(told).collect();
        lines.join("\n").replace("HTTP/1.1", "\nHTTP/1.1")
    }

    #[test]
    fn files_are_sent_as_a_good_host_does() {
        let answers = answered(
            "GET /a-0123456789abcdef.js?x=1 HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip;q=0.5, br\r\n\r\n\
             GET /a-0123456789abcdef.js HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\n\r\n\
             GET / HTTP/1.1\r\nHost: h\r\nAccept-Encoding: b\r\n\r\n\
             HEAD /long.txt HTTP/1.1\r\nHost: h\r\n\r\n\
             GET /none HTTP/1.1\r\nHost: h\r\n\r\n\
             POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        );
        assert_eq!(answers, SENT);
    }

    const SENT: &str = "
HTTP/1.1 200 OK
Content-Type: text/javascript; charset=utf-8
Cache-Control: public, max-age=31536000, immutable
Vary: Accept-Encoding
X-Content-Type-Options: nosniff
Access-Control-Allow-Origin: *
Content-Encoding: br
Content-Length: 6

brotli
HTTP/1.1 200 OK
Content-Type: text/javascript; charset=utf-8
Cache-Control: public, max-age=31536000, immutable
Vary: Accept-Encoding
X-Content-Type-Options: nosniff
Access-Control-Allow-Origin: *
Content-Encoding: gzip
Content-Length: 4

gzip
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8
Cache-Control: no-cache
Vary: Accept-Encoding
X-Content-Type-Options: nosniff
Access-Control-Allow-Origin: *
Content-Length: 7

<p>page
HTTP/1.1 200 OK
Content-Type: text/plain; charset=utf-8
Cache-Control: no-cache
Vary: Accept-Encoding
X-Content-Type-Options: nosniff
Access-Control-Allow-Origin: *
Content-Length: 100000


HTTP/1.1 404 Not Found
Content-Type: text/plain; charset=utf-8
Content-Length: 21

there is no such file
HTTP/1.1 405 Method Not Allowed
Content-Type: text/plain; charset=utf-8
Content-Length: 30

only GET and HEAD are answered";
}
