//! Just enough of HTTP/1.1 to send the files of a folder.

use std::io::{BufRead, BufReader, Result, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a connection may stay without a request.
const IDLE: Duration = Duration::from_secs(30);

/// A request line longer than this is not read to its end.
const LONGEST_LINE: u64 = 8192;

/// Answers each request of a connection until the visitor closes it.
pub fn answer_all(stream: &TcpStream, folder: &Path) -> Result<()> {
    stream.set_read_timeout(Some(IDLE))?;
    let mut reader = BufReader::new(stream);
    while let Some(request) = Request::read(&mut reader)? {
        let mut writer = stream;
        writer.write_all(&answer(&request, folder))?;
    }
    Ok(())
}

struct Request {
    method: String,
    path: String,
    accepts: String,
}

impl Request {
    fn read(reader: &mut impl BufRead) -> Result<Option<Request>> {
        let first = line(reader)?;
        let mut words = first.split_whitespace();
        let (Some(method), Some(target)) = (words.next(), words.next()) else {
            return Ok(None);
        };
        let path = target
            .split(['?', '#'])
            .next()
            .unwrap_or_default()
            .to_owned();
        let mut request = Request {
            method: method.to_owned(),
            path,
            accepts: String::new(),
        };
        loop {
            let header = line(reader)?;
            match header.split_once(':') {
                Some((name, value)) if name.eq_ignore_ascii_case("accept-encoding") => {
                    request.accepts = value.to_owned();
                }
                Some(_) => {}
                None => return Ok(Some(request)),
            }
        }
    }

    fn accepts(&self, coding: &str) -> bool {
        self.accepts.split(',').any(|accepted| {
            accepted
                .split(';')
                .next()
                .is_some_and(|name| name.trim() == coding)
        })
    }
}

fn line(reader: &mut impl BufRead) -> Result<String> {
    let mut line = String::new();
    std::io::Read::take(reader, LONGEST_LINE).read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}

fn answer(request: &Request, folder: &Path) -> Vec<u8> {
    if request.method != "GET" && request.method != "HEAD" {
        return plain("405 Method Not Allowed", "only GET and HEAD are answered");
    }
    let Some(path) = file(&request.path, folder) else {
        return plain("404 Not Found", "there is no such file");
    };
    let (coding, bytes) = match content(&path, request) {
        Ok(content) => content,
        Err(_) => return plain("404 Not Found", "there is no such file"),
    };
    let mut head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: {}\r\nVary: Accept-Encoding\r\n\
         X-Content-Type-Options: nosniff\r\nAccess-Control-Allow-Origin: *\r\n",
        media_type(&path),
        bytes.len(),
        if named_by_content(&path) {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        },
    );
    if let Some(coding) = coding {
        head += &format!("Content-Encoding: {coding}\r\n");
    }
    let mut answer = (head + "\r\n").into_bytes();
    if request.method == "GET" {
        answer.extend(bytes);
    }
    answer
}

fn plain(status: &str, text: &str) -> Vec<u8> {
    let length = text.len();
    format!("HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {length}\r\n\r\n{text}")
        .into_bytes()
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

fn content(path: &Path, request: &Request) -> Result<(Option<&'static str>, Vec<u8>)> {
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        if request.accepts(coding) {
            let mut compressed = path.as_os_str().to_owned();
            compressed.push(".");
            compressed.push(ending);
            if let Ok(bytes) = std::fs::read(PathBuf::from(compressed)) {
                return Ok((Some(coding), bytes));
            }
        }
    }
    Ok((None, std::fs::read(path)?))
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
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{Request, answer, file, named_by_content};
    use std::path::Path;

    fn request(text: &str) -> Option<Request> {
        Request::read(&mut text.as_bytes()).ok().flatten()
    }

    #[test]
    fn a_request_is_read_with_what_it_accepts() {
        let read =
            request("GET /a.js?x=1 HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip;q=0.5, br\r\n\r\n");
        let read =
            read.filter(|read| read.path == "/a.js" && read.accepts("br") && read.accepts("gzip"));
        assert!(read.is_some_and(|read| !read.accepts("b")));
        assert!(request("").is_none());
    }

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
    fn only_reading_is_allowed() {
        let posted =
            request("POST / HTTP/1.1\r\n\r\n").map(|posted| answer(&posted, Path::new("dist")));
        assert!(posted.is_some_and(|answer| answer.starts_with(b"HTTP/1.1 405")));
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
}
