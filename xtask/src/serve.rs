//! `cargo xtask serve`: the release page on this machine, as a good static host would send it.

mod files;
mod watch;

use crate::{Problem, build, project};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::thread::{JoinHandle, spawn};

/// The command; `watch` builds anew after each change of the sources.
pub fn run(port: u16, watch: bool) -> Result<(), Problem> {
    // The port first: a build is long, and that one is taken is known at once.
    let server = Server::start(project::dist(), port)?;
    build::make_dist()?;
    println!("Serving the page at {} (Ctrl+C ends it)", server.address());
    if watch {
        watch::rebuild_on_change()
    } else {
        let ended = server.thread.join();
        ended.map_err(|_| "the server ended unexpectedly".to_owned())
    }
}

/// A running server for the files of one folder. Reachable from this machine only; ends with the program.
pub struct Server {
    address: SocketAddr,
    thread: JoinHandle<()>,
}

impl Server {
    /// Starts serving the folder; port 0 takes any free port.
    pub fn start(folder: PathBuf, port: u16) -> Result<Server, Problem> {
        let unusable =
            |fault| format!("port {port} cannot be used ({fault}): choose another with --port");
        let server = tiny_http::Server::http((Ipv4Addr::LOCALHOST, port)).map_err(unusable)?;
        let address = server
            .server_addr()
            .to_ip()
            .ok_or("the server has no address")?;
        let thread = spawn(move || {
            for request in server.incoming_requests() {
                let folder = folder.clone();
                // A visitor who hangs up early is no fault of the server's.
                spawn(move || files::answer(request, &folder).ok());
            }
        });
        Ok(Server { address, thread })
    }

    /// `http://127.0.0.1:8080/`
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }
}
