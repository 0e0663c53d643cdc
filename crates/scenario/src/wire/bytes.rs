//! Bytes of documents: whole numbers of any size, and base64url around all.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Appends a whole number: seven bits a byte, the lowest first, the top bit set where more follow.
pub(crate) fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a whole number off the front.
pub(crate) fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0u64;
    for shift in (0..64).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        let seven = u64::from(first & 0x7F);
        // The tenth byte has room for one bit.
        if shift == 63 && seven > 1 {
            return None;
        }
        number |= seven << shift;
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// Takes so many bytes off the front.
pub(crate) fn take_bytes<'a>(bytes: &mut &'a [u8], count: u64) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(usize::try_from(count).ok()?)?;
    *bytes = rest;
    Some(taken)
}

/// Negative numbers between the others: 0, -1, 1, -2 become 0, 1, 2, 3.
pub(crate) fn folded(number: i64) -> u64 {
    (number << 1 ^ number >> 63) as u64
}

/// The way back.
pub(crate) fn unfolded(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

/// Six bits a character, without padding.
pub(crate) fn to_text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let mut bits = 0u32;
        for place in 0..3 {
            bits = bits << 8 | u32::from(three.get(place).copied().unwrap_or(0));
        }
        for place in 0..=three.len() {
            text.push(character(bits >> (18 - 6 * place)));
        }
    }
    text
}

/// The character of the lowest six bits.
pub(crate) fn character(bits: u32) -> char {
    char::from(ALPHABET[(bits & 63) as usize])
}

/// The way back, until the first character that is none of the alphabet; a last one that makes no byte is left off.
pub(crate) fn from_text(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let (mut held, mut count) = (0u32, 0);
    for character in text.bytes() {
        let six = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => break,
        };
        held = held << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((held >> count) as u8);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whole_numbers_read_back(number in any::<u64>(), other in any::<i64>()) {
            let mut bytes = Vec::new();
            put(&mut bytes, number);
            put(&mut bytes, folded(other));
            let mut rest = &bytes[..];
            prop_assert_eq!(take(&mut rest), Some(number));
            prop_assert_eq!(take(&mut rest).map(unfolded), Some(other));
            prop_assert!(rest.is_empty());
        }

        #[test]
        fn bytes_read_back_from_text(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(from_text(&to_text(&bytes)), bytes);
        }
    }

    #[test]
    fn a_number_of_more_than_64_bits_is_none() {
        assert_eq!(take(&mut &[0xFF; 9][..]), None);
        let mut largest = vec![0xFF; 9];
        largest.push(1);
        assert_eq!(take(&mut &largest[..]), Some(u64::MAX));
        largest[9] = 2;
        assert_eq!(take(&mut &largest[..]), None);
    }

    #[test]
    fn text_is_base64url_as_rfc_4648_has_it() {
        assert_eq!(to_text(b"foobar"), "Zm9vYmFy");
        assert_eq!(to_text(b"fo"), "Zm8");
        assert_eq!(to_text(&[0xFB, 0xFF]), "-_8");
    }
}
