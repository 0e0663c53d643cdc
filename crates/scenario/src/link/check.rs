//! Check characters: what was lost or changed on the way is noticed.

use super::bytes::character;

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

/// CRC-24 as OpenPGP defines it: finds every single changed character and every change within three.
fn crc24(bytes: impl Iterator<Item = u8>) -> u32 {
    const START: u32 = 0x00B7_04CE;
    const POLYNOMIAL: u32 = 0x0186_4CFB;
    bytes.fold(START, |mut crc, byte| {
        crc ^= u32::from(byte) << 16;
        for _ in 0..8 {
            crc <<= 1;
            if crc & 0x0100_0000 != 0 {
                crc ^= POLYNOMIAL;
            }
        }
        crc & 0x00FF_FFFF
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
