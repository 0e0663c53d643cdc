//! A static page for each worked example, `p/<preset>/`: what search engines and previews of links see, for whom the part
//! of an address after `#` does not exist.

use super::native;
use crate::Problem;
use crate::processes::output;
use scenario::presets::GALLERY;
use std::path::Path;

/// Writes the pages into a finished page's folder. `address` is where that folder will be put.
pub fn write_all(folder: &Path, address: Option<&str>) -> Result<(), Problem> {
    println!("Writing a page for each of {} examples", GALLERY.len());
    let program = native("tokenomics")?;
    for (id, _) in GALLERY {
        let mut page = std::process::Command::new(program.get_program());
        page.current_dir(crate::project::root())
            .args(["page", "--preset", id, "--output"])
            .arg(folder.join("p").join(id));
        if let Some(address) = address {
            let address = address.trim_end_matches('/');
            page.args(["--address", &format!("{address}/p/{id}/")]);
        }
        output(&mut page)?;
    }
    Ok(())
}
