//! What a drawing needs to know about the place it is drawn in: colours, scale, and how wide a text is.

use plotters::style::RGBColor;

/// Colours of a theme. The page reads them from the style sheet, so that they stand in one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// Text on the page.
    pub ink: RGBColor,
    /// Quieter text on the page.
    pub soft: RGBColor,
    /// Text on a bar.
    pub on_bar: RGBColor,
    /// Lines of the hatching of hidden reasoning.
    pub hatch: RGBColor,
    /// The five token classes, in the order in which they are shown.
    pub classes: [RGBColor; 5],
    /// What is good: worth, gain, the best.
    pub accent: RGBColor,
    /// What is bad: spend, loss, the worst.
    pub loss: RGBColor,
    /// Thin lines behind a drawing.
    pub line: RGBColor,
    /// The accent as a faint fill.
    pub wash: RGBColor,
    /// What the page is painted on.
    pub page: RGBColor,
}

impl Palette {
    /// Names of the custom properties of the style sheet, in the order of [`Palette::from_colours`].
    pub const PROPERTIES: [&'static str; 14] = [
        "--ink",
        "--soft",
        "--on-bar",
        "--hatch",
        "--class-input",
        "--class-cache",
        "--class-retrieval",
        "--class-output",
        "--class-hidden",
        "--accent",
        "--bad",
        "--line",
        "--accent-soft",
        "--paper",
    ];

    /// A palette from the values of [`Palette::PROPERTIES`].
    #[must_use]
    pub fn from_colours(colours: [RGBColor; 14]) -> Self {
        let [
            ink,
            soft,
            on_bar,
            hatch,
            input,
            cache,
            retrieval,
            output,
            hidden,
            accent,
            loss,
            line,
            wash,
            page,
        ] = colours;
        Self {
            ink,
            soft,
            on_bar,
            hatch,
            classes: [input, cache, retrieval, output, hidden],
            accent,
            loss,
            line,
            wash,
            page,
        }
    }
}

/// The colours of the page, `--name: light-dark(#light, #dark);`, for pictures that are made where no browser reads them.
const STYLE: &str = include_str!("../../../style/theme.css");

impl Palette {
    /// The light or the dark palette of the page's style sheet. A property that it lacks is black, which a test refuses.
    #[must_use]
    pub fn of_theme(is_dark: bool) -> Self {
        Self::from_colours(
            Self::PROPERTIES.map(|name| of_style(name, is_dark).unwrap_or(RGBColor(0, 0, 0))),
        )
    }
}

fn of_style(name: &str, is_dark: bool) -> Option<RGBColor> {
    let (_, value) = STYLE.split_once(&format!("{name}: light-dark("))?;
    let (pair, _) = value.split_once(')')?;
    let (light, dark) = pair.split_once(',')?;
    colour(if is_dark { dark } else { light })
}

/// Reads a colour as browsers compute it: `rgb(1, 2, 3)`, `rgba(1, 2, 3, 1)` or `#010203`.
#[must_use]
pub fn colour(text: &str) -> Option<RGBColor> {
    let text = text.trim();
    if let Some(hex) = text.strip_prefix('#') {
        let part = |at: usize| {
            hex.get(at..at + 2)
                .and_then(|pair| u8::from_str_radix(pair, 16).ok())
        };
        return Some(RGBColor(part(0)?, part(2)?, part(4)?));
    }
    let inside = text.split_once('(')?.1.trim_end_matches(')');
    let mut parts = inside
        .split([',', ' ', '/'])
        .filter(|part| !part.is_empty());
    let mut part = || parts.next()?.parse::<u8>().ok();
    Some(RGBColor(part()?, part()?, part()?))
}

/// How a drawing is to look.
pub struct Look<'a> {
    /// Its colours.
    pub palette: Palette,
    /// Pixels of the device for each pixel of the layout.
    pub scale: f64,
    /// Width in pixels of the layout.
    pub width: f64,
    /// Width of a text, in pixels of the layout, at a font size in the same.
    pub measure: &'a dyn Fn(&str, f64) -> f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_has_every_colour_of_both_themes() {
        for name in Palette::PROPERTIES {
            assert!(of_style(name, false).is_some(), "{name} in light");
            assert!(of_style(name, true).is_some(), "{name} in dark");
        }
        assert_eq!(Palette::of_theme(false).accent, RGBColor(0x0a, 0x5f, 0x63));
        assert_eq!(Palette::of_theme(true).page, RGBColor(0x15, 0x14, 0x12));
    }

    #[test]
    fn colours_are_read_as_browsers_write_them() {
        assert_eq!(colour("rgb(213, 94, 0)"), Some(RGBColor(213, 94, 0)));
        assert_eq!(colour("rgba(213, 94, 0, 0.5)"), Some(RGBColor(213, 94, 0)));
        assert_eq!(colour("rgb(213 94 0 / 50%)"), Some(RGBColor(213, 94, 0)));
        assert_eq!(colour(" #d55e00"), Some(RGBColor(213, 94, 0)));
        assert_eq!(colour("tomato"), None);
    }
}
