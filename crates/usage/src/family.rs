//! Conversations that were forked off one another: what a fork copied from its parent is there once.

use std::collections::HashMap;

use crate::event::{Identity, hash_of};
use crate::formats::TABLE;
use crate::sink::Families;
use crate::store::{Record, Store};

/// Longer lines of forks than this are a circle.
const MOST_GENERATIONS: usize = 1_000;

/// Leaves out, of the rows of one family that say the same, all but the one of the eldest conversation.
///
/// Rows of a format with families have as id a hash of all that the conversation was up to them: a fork that copied its
/// parent's rows has the same ids for them, in its own scope, whether the parent's file is there or only a sibling's.
pub(crate) fn settle(store: &mut Store, families: &Families) {
    if families.is_empty() {
        return;
    }
    let Some(format) = TABLE.iter().position(|format| format.id == "codex") else {
        return;
    };
    let is_of_family =
        |store: &Store, record: &Record| usize::from(store.context_of(record).format) == format;
    let mut eldest: HashMap<u64, (usize, u32)> = HashMap::new();
    for (identity, record) in store.iter() {
        if is_of_family(store, &record) {
            let (root, generation) = root(families, identity.scope);
            let candidate = (generation, identity.scope);
            let known = eldest.entry(key(&identity, root)).or_insert(candidate);
            *known = candidate.min(*known);
        }
    }
    store.leave_out(|store, identity, record| {
        if !is_of_family(store, record) {
            return false;
        }
        let (root, generation) = root(families, identity.scope);
        let kept = eldest.get(&key(identity, root));
        kept.is_some_and(|kept| *kept != (generation, identity.scope))
    });
}

fn key(identity: &Identity, root: u32) -> u64 {
    hash_of(&(identity.id, root))
}

/// The conversation that all began with, and how many forks lie between.
fn root(families: &Families, mut scope: u32) -> (u32, usize) {
    let mut generation = 0;
    while let Some(parent) = families.get(&scope) {
        if generation >= MOST_GENERATIONS || *parent == scope {
            break;
        }
        (scope, generation) = (*parent, generation + 1);
    }
    (scope, generation)
}
