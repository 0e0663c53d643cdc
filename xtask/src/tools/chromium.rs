//! The browser that tests and pictures use: the system's own Chromium or Chrome.

use crate::Problem;
use crate::processes::{command, complete, find, output};

const NAMES: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];
const ON_A_MAC: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// Path of a Chromium: what `CHROMIUM` names, one on PATH, or one that the system's package manager installs now.
pub fn chromium() -> Result<String, Problem> {
    if let Ok(path) = std::env::var("CHROMIUM") {
        return Ok(path);
    }
    if let Some(path) = installed() {
        return Ok(path);
    }
    install().and_then(|()| installed().ok_or_else(missing))
}

fn installed() -> Option<String> {
    let on_path = NAMES
        .iter()
        .find_map(|name| find(name))
        .map(|path| path.to_string_lossy().into_owned());
    on_path.or_else(|| {
        ON_A_MAC
            .into_iter()
            .find(|path| std::path::Path::new(path).is_file())
            .map(str::to_owned)
    })
}

fn install() -> Result<(), Problem> {
    if find("apt-get").is_none() {
        return Err(missing());
    }
    let is_root = output(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let sudo =
        !is_root && find("sudo").is_some() && output(command("sudo").args(["-n", "true"])).is_ok();
    if !is_root && !sudo {
        return Err(missing());
    }
    println!("Installing Chromium with apt-get");
    for arguments in [
        &["update", "-q"][..],
        &[
            "install",
            "-y",
            "-q",
            "--no-install-recommends",
            "chromium",
            "fonts-liberation",
        ][..],
    ] {
        let mut apt = if sudo {
            command("sudo")
        } else {
            command("apt-get")
        };
        if sudo {
            apt.args(["-n", "apt-get"]);
        }
        complete(apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    Ok(())
}

fn missing() -> Problem {
    "no Chromium or Chrome was found: install one (`apt-get install chromium`, `brew install --cask chromium`) or name it in the variable CHROMIUM".to_owned()
}
