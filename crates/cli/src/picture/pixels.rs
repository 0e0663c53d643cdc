//! SVG as pixels, with typefaces of our own, so that every machine makes the same bytes.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::Failure;

/// Inter and Gelasio (SIL Open Font License 1.1), Latin letters and signs only.
const FONTS: [&[u8]; 3] = [
    include_bytes!("../../fonts/Inter-Regular.ttf"),
    include_bytes!("../../fonts/Inter-SemiBold.ttf"),
    include_bytes!("../../fonts/Gelasio-Regular.ttf"),
];
/// The last letter of the last block that the typefaces cover in full; signs beyond are listed.
const LAST_LATIN: char = '\u{17f}';
const SIGNS: &str = "–—‘’“”…→←≈−≤≥€×•‰";

/// PNG bytes of an SVG document at a scale.
///
/// # Errors
/// Where it cannot be read as SVG or written as PNG, which no picture of ours causes.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, Failure> {
    let failed = |error: &dyn std::fmt::Display| {
        Failure::new(format!("the picture cannot be drawn: {error}"))
    };
    let options = Options {
        fontdb: Arc::new(fonts(svg)),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|error| failed(&error))?;
    let size = tree.size();
    let pixels = |length: f32| (length * scale).round() as u32;
    let mut pixmap = Pixmap::new(pixels(size.width()), pixels(size.height()))
        .ok_or_else(|| failed(&"it has no size"))?;
    let transform = Transform::from_scale(scale, scale);
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| failed(&error))
}

/// Our own typefaces; those of the system too where a text has letters that ours lack.
fn fonts(svg: &str) -> fontdb::Database {
    let mut fonts = fontdb::Database::new();
    if svg.chars().any(is_foreign) {
        fonts.load_system_fonts();
    }
    for font in FONTS {
        fonts.load_font_data(font.to_vec());
    }
    fonts.set_sans_serif_family("Inter");
    fonts.set_serif_family("Gelasio");
    fonts
}

fn is_foreign(letter: char) -> bool {
    letter > LAST_LATIN && !SIGNS.contains(letter)
}
