//! The key above a drawing of several kinds: what is counted, and each kind with its colour.

use crate::NARROW;
use crate::mark::{Align, Tone};
use crate::sheet::{LEADING, SMALL, Sheet};

/// Side of the square before the name of a kind, and the space behind the name.
const KEY: (f64, f64) = (10.0, 18.0);
/// Space below.
const BELOW: f64 = 9.0;

/// What it takes: a line for what is counted, one for each kind on a phone and one for all elsewhere.
#[must_use]
pub fn height(name: &str, kinds: usize, width: f64) -> f64 {
    let lines = match kinds {
        0 | 1 => 0,
        _ if width < NARROW => kinds,
        _ => 1,
    };
    let name = usize::from(!name.is_empty());
    (lines + name) as f64 * LEADING + BELOW
}

/// Writes it at the top of a sheet.
pub fn write(sheet: &mut Sheet, name: &str, kinds: &[(&str, Tone)]) {
    let is_narrow = sheet.width < NARROW;
    let mut y = LEADING / 2.0;
    if !name.is_empty() {
        sheet.text(name, Tone::Soft, Align::Left, (0.0, y), SMALL);
        y += LEADING;
    }
    if kinds.len() < 2 {
        return;
    }
    let taken = (KEY.0 + 6.0 + KEY.1) * kinds.len() as f64 - KEY.1;
    let room = if is_narrow {
        sheet.width - KEY.0 - 6.0
    } else {
        (sheet.width - taken) / kinds.len() as f64
    };
    // Short names leave their room to long ones, as long as all fit.
    let widths = kinds.iter().map(|(name, _)| sheet.measure(name, SMALL));
    let whole: f64 = widths.sum();
    let room = if !is_narrow && whole + taken <= sheet.width {
        f64::INFINITY
    } else {
        room
    };
    let mut x = 0.0;
    for (name, tone) in kinds {
        let square = (x..x + KEY.0, y - KEY.0 / 2.0..y + KEY.0 / 2.0);
        sheet.block(*tone, &square.0, &square.1);
        let words = sheet.shortened(name, SMALL, room);
        sheet.text(&words, Tone::Ink, Align::Left, (x + KEY.0 + 6.0, y), SMALL);
        if is_narrow {
            y += LEADING;
        } else {
            x += KEY.0 + 6.0 + sheet.measure(&words, SMALL) + KEY.1;
        }
    }
}
