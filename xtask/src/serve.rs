//! `cargo xtask serve`: the release page on this machine, as a good static host would send it.

mod files;
mod watch;

use crate::{Problem, build, project};
use axum::serve::ListenerExt;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::thread::{JoinHandle, spawn};

/// The command; `watch` builds anew after each change of the sources.
pub fn run(port: u16, watch: bool) -> Result<(), Problem> {
    // The port first: a build is long, and that one is taken is known at once.
    let server = Server::start(project::dist(), port)?;
    build::make_dist()?;
    println!("Serving the page at {} (Ctrl+C ends it)", server.address());
    if watch {
        watch::rebuild_on_change()
    }
    let ended = server.thread.join();
    let ended = ended.map_err(|_| "the server ended unexpectedly".to_owned())?;
    ended.map_err(|fault| format!("the server ended: {fault}"))
}

/// A running server for the files of one folder. Reachable from this machine only; ends with the program.
pub struct Server {
    address: SocketAddr,
    thread: JoinHandle<std::io::Result<()>>,
}

impl Server {
    /// Starts serving the folder; port 0 takes any free port.
    pub fn start(folder: PathBuf, port: u16) -> Result<Server, Problem> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|fault| {
            format!("port {port} cannot be used ({fault}): choose another with --port")
        })?;
        let address = listener.local_addr().map_err(|fault| fault.to_string())?;
        let thread = spawn(move || serve(listener, &folder));
        Ok(Server { address, thread })
    }

    /// `http://127.0.0.1:8080/`
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }
}

fn serve(listener: TcpListener, folder: &Path) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build()?.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        // Otherwise what follows the head of an answer waits 40 ms for the visitor to confirm the head.
        let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
        axum::serve(listener, files::of(folder)).await
    })
}
