//! Finds the position of an id among many: a fixed table of hashes, the same on every machine.

/// Positions by hash of their id. Holds no id itself.
#[derive(Debug, Default)]
pub(super) struct IdTable {
    /// Position + 1, or 0 for an empty slot; the number of slots is a power of two.
    slots: Vec<u16>,
}

impl IdTable {
    /// A table of up to 65,534 ids; of an id that comes twice the first is kept.
    pub fn new<'id>(ids: impl IntoIterator<Item = &'id str>) -> IdTable {
        let ids: Vec<&str> = ids.into_iter().take(usize::from(u16::MAX - 1)).collect();
        let mut table = IdTable {
            slots: vec![0; (ids.len() * 2).next_power_of_two()],
        };
        for (index, id) in ids.iter().enumerate() {
            let slot = table.slot_of(id, |other| ids[other]);
            if table.slots[slot] == 0 {
                table.slots[slot] = index as u16 + 1;
            }
        }
        table
    }

    /// The position of an id; `id_at` gives the id at a position.
    pub fn get<'id>(&self, id: &str, id_at: impl Fn(usize) -> &'id str) -> Option<usize> {
        let slot = self.slots.get(self.slot_of(id, id_at))?;
        slot.checked_sub(1).map(usize::from)
    }

    /// The slot that holds the id or would take it. At least half of the slots are empty.
    fn slot_of<'id>(&self, id: &str, id_at: impl Fn(usize) -> &'id str) -> usize {
        let last = self.slots.len().wrapping_sub(1);
        let mut slot = hash(id) as usize & last;
        while let Some(position) = self
            .slots
            .get(slot)
            .copied()
            .and_then(|value| value.checked_sub(1))
        {
            if id_at(usize::from(position)) == id {
                break;
            }
            slot = (slot + 1) & last;
        }
        slot
    }
}

/// Mixes eight bytes at a time; good enough for ids, and quick.
fn hash(id: &str) -> u32 {
    let mut state = id.len() as u64;
    for chunk in id.as_bytes().chunks(8) {
        let mut bytes = [0; 8];
        bytes[..chunk.len()].copy_from_slice(chunk);
        state =
            (state.rotate_left(5) ^ u64::from_le_bytes(bytes)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    (state >> 32) as u32
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
