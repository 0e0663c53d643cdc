//! What is read out of JSON, or what is wrong with it.

use serde_json::{Map, Value};

pub(super) fn text<'json>(value: &'json Value, key: &str) -> Result<&'json str, String> {
    value[key]
        .as_str()
        .ok_or_else(|| format!("{key} is missing or not a text"))
}

pub(super) fn whole(value: &Value, key: &str) -> Result<u64, String> {
    value[key]
        .as_u64()
        .ok_or_else(|| format!("{key} is missing or not a whole number"))
}

pub(super) fn array<'json>(value: &'json Value, key: &str) -> Result<&'json [Value], String> {
    value[key]
        .as_array()
        .map(Vec::as_slice)
        .ok_or_else(|| format!("{key} is missing or not a list"))
}

pub(super) fn optional_array<'json>(value: &'json Value, key: &str) -> &'json [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

pub(super) fn object<'json>(
    value: &'json Value,
    key: &str,
) -> Result<&'json Map<String, Value>, String> {
    value[key]
        .as_object()
        .ok_or_else(|| format!("{key} is missing or not an object"))
}
