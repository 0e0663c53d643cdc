//! Check characters: what was lost or changed on the way is noticed.

use crate::wire::bytes::character;

/// How many there are, six bits each.
pub(super) const CHECK_CHARACTERS: usize = 4;

/// The check of a body. The compact form counts its version in, so that a changed one is noticed.
pub(super) fn check_characters(version: &str, body: &str) -> String {
    let crc = crc24(version.bytes().chain(body.bytes()));
    (0..CHECK_CHARACTERS)
        .rev()
        .map(|place| character(crc >> (6 * place)))
        .collect()
}

/// What four bits at the upper end become.
const FOUR_BITS: [u32; 16] = {
    const POLYNOMIAL: u32 = 0x0186_4CFB;
    let mut table = [0; 16];
    let mut bits = 0;
    while bits < 16 {
        let mut crc = (bits as u32) << 20;
        let mut step = 0;
        while step < 4 {
            crc <<= 1;
            if crc & 0x0100_0000 != 0 {
                crc ^= POLYNOMIAL;
            }
            step += 1;
        }
        table[bits] = crc;
        bits += 1;
    }
    table
};

/// CRC-24 as OpenPGP defines it: finds every single changed character and every change within three.
fn crc24(bytes: impl Iterator<Item = u8>) -> u32 {
    const START: u32 = 0x00B7_04CE;
    let halves = bytes.flat_map(|byte| [byte >> 4, byte & 15]);
    halves.fold(START, |crc, half| {
        let upper = (crc >> 20) as usize ^ usize::from(half);
        crc << 4 & 0x00FF_FFFF ^ FOUR_BITS[upper]
    })
}

#[cfg(test)]
mod tests {
    use super::crc24;

    #[test]
    fn the_check_is_the_published_one() {
        assert_eq!(crc24(b"123456789".iter().copied()), 0x0021_CF02); // RFC 9580's check value
    }
}
