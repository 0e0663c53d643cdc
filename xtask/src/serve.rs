//! `cargo xtask serve`: the release page on this machine, as a good static host would send it.

mod http;

use crate::{Problem, build, project};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::thread::{JoinHandle, spawn};

const PORT: u16 = 8080;

/// The command.
pub fn run(arguments: &[String]) -> Result<(), Problem> {
    let port = port(arguments)?;
    build::make_dist()?;
    let server = Server::start(project::dist(), port)?;
    println!("Serving the page at {} (Ctrl+C ends it)", server.address());
    server
        .thread
        .join()
        .map_err(|_| "the server ended unexpectedly".to_owned())
}

fn port(arguments: &[String]) -> Result<u16, Problem> {
    let number = match arguments {
        [] => return Ok(PORT),
        [option, number] if option == "--port" => number,
        [option] if option.starts_with("--port=") => &option["--port=".len()..].to_owned(),
        _ => {
            return Err(format!(
                "`serve` takes only `--port N`, not `{}`",
                arguments.join(" ")
            ));
        }
    };
    number.parse().map_err(|_| {
        format!("--port takes a number from 0 (any free one) to 65535, not `{number}`")
    })
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
    use super::{PORT, port};

    #[test]
    fn the_port_is_read_in_both_spellings() {
        let read = |words: &[&str]| {
            port(
                &words
                    .iter()
                    .map(|word| (*word).to_owned())
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(read(&[]), Ok(PORT));
        assert_eq!(read(&["--port", "9000"]), Ok(9000));
        assert_eq!(read(&["--port=9000"]), Ok(9000));
        assert!(read(&["--port", "70000"]).is_err());
        assert!(read(&["--poort", "1"]).is_err());
    }
}
