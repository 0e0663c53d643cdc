//! Finds the position of an id among many: a fixed table of hashes, the same on every machine.

/// Positions by hash of their id. Holds no id itself.
#[derive(Debug, Default)]
pub(super) struct IdTable {
    /// Position + 1 in the low half, bits of the hash in the high one; 0 for an empty slot. The number of
    /// slots is a power of two.
    slots: Vec<u32>,
}

impl IdTable {
    /// A table of up to 65,534 ids; of an id that comes twice the first is kept.
    pub fn new<'id>(ids: impl IntoIterator<Item = &'id str>) -> IdTable {
        let ids: Vec<&str> = ids.into_iter().take(usize::from(u16::MAX - 1)).collect();
        let mut table = IdTable {
            slots: vec![0; (ids.len() * 2).next_power_of_two()],
        };
        for (index, id) in ids.iter().enumerate() {
            let hash = hash(id);
            let slot = table.slot_of(id, hash, |other| ids[other]);
            if table.slots[slot] == 0 {
                table.slots[slot] = tag(hash) | (index as u32 + 1);
            }
        }
        table
    }

    /// The position of an id; `id_at` gives the id at a position.
    pub fn get<'id>(&self, id: &str, id_at: impl Fn(usize) -> &'id str) -> Option<usize> {
        let slot = self.slots.get(self.slot_of(id, hash(id), id_at))?;
        position(*slot)
    }

    /// The slot that holds the id or would take it. At least half of the slots are empty. Ids are compared
    /// only where the hash agrees.
    fn slot_of<'id>(&self, id: &str, hash: u64, id_at: impl Fn(usize) -> &'id str) -> usize {
        let last = self.slots.len().wrapping_sub(1);
        let mut at = hash as usize & last;
        while let Some((slot, position)) = self
            .slots
            .get(at)
            .and_then(|slot| Some((slot, position(*slot)?)))
        {
            if slot & TAG == tag(hash) && id_at(position) == id {
                break;
            }
            at = (at + 1) & last;
        }
        at
    }
}

const TAG: u32 = 0xffff_0000;

fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32 & TAG
}

fn position(slot: u32) -> Option<usize> {
    ((slot & !TAG) as usize).checked_sub(1)
}

/// Mixes eight bytes at a time, the last eight perhaps for the second time; good enough for ids, and quick.
fn hash(id: &str) -> u64 {
    let bytes = id.as_bytes();
    let (chunks, rest) = bytes.as_chunks::<8>();
    let state = chunks.iter().fold(bytes.len() as u64, |state, chunk| {
        mix(state, u64::from_le_bytes(*chunk))
    });
    let last = match bytes.last_chunk::<8>() {
        Some(last) => u64::from_le_bytes(*last),
        None => rest
            .iter()
            .fold(0, |number, byte| number << 8 | u64::from(*byte)),
    };
    let state = mix(state, last);
    state ^ state >> 29
}

/// Multiplies by an odd number with its bits spread evenly (2^64 over the golden ratio).
fn mix(state: u64, number: u64) -> u64 {
    (state.rotate_left(23) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_id_is_found_at_its_first_place_and_no_other_is() {
        let ids: Vec<String> = (0..1000)
            .map(|number| format!("model-{}", number % 700))
            .collect();
        let table = IdTable::new(ids.iter().map(String::as_str));
        for (index, id) in ids.iter().enumerate() {
            assert_eq!(table.get(id, |at| &ids[at]), Some(index % 700));
        }
        assert_eq!(table.get("model-700", |at| &ids[at]), None);
        assert_eq!(table.get("", |at| &ids[at]), None);
    }

    #[test]
    fn an_empty_table_has_nothing() {
        assert_eq!(IdTable::new([]).get("x", |_| ""), None);
        assert_eq!(IdTable::default().get("x", |_| ""), None);
    }
}
