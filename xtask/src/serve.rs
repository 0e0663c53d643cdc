//! `cargo xtask serve`: the release page on this machine, as a good static host would send it.

mod http;
mod watch;

use crate::{Problem, build, project};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::thread::{JoinHandle, spawn};

const PORT: u16 = 8080;

struct Options {
    port: u16,
    /// Build anew after each change of the sources.
    watch: bool,
}

/// The command.
pub fn run(arguments: &[String]) -> Result<(), Problem> {
    let options = options(arguments)?;
    // The port first: a build is long, and that one is taken is known at once.
    let server = Server::start(project::dist(), options.port)?;
    build::make_dist()?;
    println!("Serving the page at {} (Ctrl+C ends it)", server.address());
    if options.watch {
        watch::rebuild_on_change()
    } else {
        let ended = server.thread.join();
        ended.map_err(|_| "the server ended unexpectedly".to_owned())
    }
}

fn options(arguments: &[String]) -> Result<Options, Problem> {
    let mut options = Options {
        port: PORT,
        watch: false,
    };
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match (word.as_str(), word.split_once('=')) {
            ("--watch", _) => options.watch = true,
            ("--port", _) => options.port = port(words.next().map_or("", String::as_str))?,
            (_, Some(("--port", number))) => options.port = port(number)?,
            _ => {
                return Err(format!(
                    "`serve` takes `--port N` and `--watch`, not `{word}`"
                ));
            }
        }
    }
    Ok(options)
}

fn port(number: &str) -> Result<u16, Problem> {
    let range = "from 0 (any free one) to 65535";
    number
        .parse()
        .map_err(|_| format!("--port takes a number {range}, not `{number}`"))
}

/// A running server for the files of one folder. Reachable from this machine only; ends with the program.
pub struct Server {
    address: SocketAddr,
    thread: JoinHandle<()>,
}

impl Server {
    /// Starts serving the folder; port 0 takes any free port.
    pub fn start(folder: PathBuf, port: u16) -> Result<Server, Problem> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|fault| {
            format!("port {port} cannot be used ({fault}): choose another with --port")
        })?;
        let address = listener.local_addr().map_err(|fault| fault.to_string())?;
        let thread = spawn(move || {
            for stream in listener.incoming().flatten() {
                let folder = folder.clone();
                // A visitor who hangs up early is no fault of the server's.
                spawn(move || http::answer_all(&stream, &folder).ok());
            }
        });
        Ok(Server { address, thread })
    }

    /// `http://127.0.0.1:8080/`
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }
}

#[cfg(test)]
mod tests {
    use super::{PORT, options};

    fn read(words: &[&str]) -> Option<(u16, bool)> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        options(&words)
            .ok()
            .map(|options| (options.port, options.watch))
    }

    #[test]
    fn the_port_is_read_in_both_spellings() {
        assert_eq!(read(&[]), Some((PORT, false)));
        assert_eq!(read(&["--port", "9000"]), Some((9000, false)));
        assert_eq!(read(&["--port=9000", "--watch"]), Some((9000, true)));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for words in [
            &["--port"][..],
            &["--port", "70000"],
            &["--poort", "1"],
            &["9000"],
        ] {
            assert_eq!(read(words), None, "{words:?}");
        }
    }
}
