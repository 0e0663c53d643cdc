//! A snapshot in one file: makers, resellers and the overlay of its day, each in the compact form; a part may be empty.
//!
//! The file is a tag, the three lengths in four bytes each (lowest first), and the three parts.

/// First bytes of the file; the digit is the version of the form.
pub(super) const TAG: &[u8; 4] = b"TKP1";
const PARTS: usize = 3;

/// The parts; nothing for a file of another kind, one that was cut off or goes on.
pub(super) fn parts(file: &[u8]) -> Option<[&[u8]; PARTS]> {
    let mut rest = file.strip_prefix(TAG)?;
    let mut lengths = [0; PARTS];
    for length in &mut lengths {
        let (four, behind) = rest.split_first_chunk::<4>()?;
        *length = u32::from_le_bytes(*four) as usize;
        rest = behind;
    }
    let mut parts: [&[u8]; PARTS] = [&[]; PARTS];
    for (part, length) in parts.iter_mut().zip(lengths) {
        (*part, rest) = rest.split_at_checked(length)?;
    }
    rest.is_empty().then_some(parts)
}

/// The file of three parts.
#[cfg(any(test, feature = "export"))]
pub(super) fn packed(parts: [&[u8]; PARTS]) -> Vec<u8> {
    let lengths = parts.map(|part| (part.len() as u32).to_le_bytes());
    [TAG.as_slice(), &lengths.concat(), &parts.concat()].concat()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn parts_come_out_as_they_went_in_and_nothing_stands_behind() {
        let file = packed([b"makers", b"", b"overlay"]);
        assert_eq!(
            parts(&file).unwrap(),
            [b"makers".as_slice(), b"", b"overlay"]
        );
        assert_eq!(parts(&[file.as_slice(), b"today"].concat()), None);
    }

    #[test]
    fn a_file_that_was_cut_off_anywhere_has_no_parts() {
        let file = packed([b"makers", b"resellers", b"overlay"]);
        for cut in 0..file.len() {
            assert_eq!(parts(&file[..cut]), None, "{cut} bytes");
        }
    }
}
