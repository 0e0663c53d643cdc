//! Writes the compact form of a snapshot from its JSON. Only `xtask update-prices` and tests need it.

mod given;

use economics::price::UnitId;
use given::{array, object, optional_array, text, whole};
use serde_json::{Map, Value};

use super::compact::{DEEPEST_RULE, LARGEST_MANTISSA, MOST_DECIMALS, OVERLAY_TAG, SNAPSHOT_TAG};

/// The compact form of `first_party.json` or `resellers.json`.
///
/// # Errors
/// Says at which provider and model the JSON has something this form cannot hold.
pub fn encode_snapshot(json: &str) -> Result<Vec<u8>, String> {
    let root: Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let mut writer = Writer::default();
    for key in ["snapshot", "version", "date"] {
        writer.text(text(&root, key)?);
    }
    writer.list(array(&root, "providers")?, |writer, provider| {
        writer
            .provider(provider)
            .map_err(|error| format!("{}: {error}", provider["id"]))
    })?;
    Ok(writer.finish(SNAPSHOT_TAG))
}

/// The compact form of `overlay.json`.
///
/// # Errors
/// Says at which entry the JSON has something this form cannot hold, or lacks its source or date.
pub fn encode_overlay(json: &str) -> Result<Vec<u8>, String> {
    let root: Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let mut writer = Writer::default();
    writer.list(array(&root, "amendments")?, |writer, amendment| {
        writer
            .amendment(amendment)
            .map_err(|error| format!("{}: {error}", amendment["model"]))
    })?;
    Ok(writer.finish(OVERLAY_TAG))
}

/// One file of a past snapshot: its makers, its resellers and the overlay of its day, each in compact form.
pub fn pack_snapshot(makers: &[u8], resellers: &[u8], overlay: &[u8]) -> Vec<u8> {
    super::pack::packed([makers, resellers, overlay])
}

/// One file of the models of `first_party.json` that are kept, by provider and id, with what `overlay.json` says of them.
///
/// # Errors
/// As [`encode_snapshot`] and [`encode_overlay`].
pub fn pack_some(
    makers: &str,
    overlay: &str,
    keeps: impl Fn(&str, &str) -> bool,
) -> Result<Vec<u8>, String> {
    let read = |json: &str| serde_json::from_str::<Value>(json).map_err(|error| error.to_string());
    let (mut makers, mut overlay) = (read(makers)?, read(overlay)?);
    let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    for provider in makers["providers"].as_array_mut().into_iter().flatten() {
        let id = words(&provider["id"]);
        if let Some(models) = provider["models"].as_array_mut() {
            models.retain(|model| keeps(&id, &words(&model["id"])));
        }
    }
    if let Some(providers) = makers["providers"].as_array_mut() {
        providers.retain(|provider| provider["models"] != Value::Array(Vec::new()));
    }
    if let Some(amendments) = overlay["amendments"].as_array_mut() {
        amendments
            .retain(|amendment| keeps(&words(&amendment["provider"]), &words(&amendment["model"])));
    }
    Ok(pack_snapshot(
        &encode_snapshot(&makers.to_string())?,
        &[],
        &encode_overlay(&overlay.to_string())?,
    ))
}

/// Collects the tables while the body is written; the tables stand first in the file.
#[derive(Default)]
struct Writer {
    body: Vec<u8>,
    texts: Vec<String>,
    decimals: Vec<(u64, usize)>,
    units: Vec<UnitId>,
}

type Written = Result<(), String>;

impl Writer {
    fn finish(mut self, tag: &[u8; 4]) -> Vec<u8> {
        let body = std::mem::take(&mut self.body);
        let units = std::mem::take(&mut self.units);
        let unit_texts: Vec<usize> = units
            .iter()
            .map(|unit| self.text_index(unit.unit().price_key))
            .collect();
        let texts = std::mem::take(&mut self.texts);
        self.number(texts.len() as u64);
        texts.iter().for_each(|text| self.number(text.len() as u64));
        texts
            .iter()
            .for_each(|text| self.body.extend_from_slice(text.as_bytes()));
        let decimals = std::mem::take(&mut self.decimals);
        self.number(decimals.len() as u64);
        for (mantissa, places) in decimals {
            self.number(mantissa);
            self.number(places as u64);
        }
        self.number(unit_texts.len() as u64);
        unit_texts
            .iter()
            .for_each(|index| self.number(*index as u64));
        [tag.as_slice(), &self.body, &body].concat()
    }

    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.body.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.body.push(number as u8);
    }

    fn text_index(&mut self, text: &str) -> usize {
        position_or_push(&mut self.texts, |other| other == text, || text.to_owned())
    }

    fn text(&mut self, text: &str) {
        let index = self.text_index(text);
        self.number(index as u64);
    }

    fn list(
        &mut self,
        items: &[Value],
        mut item: impl FnMut(&mut Self, &Value) -> Written,
    ) -> Written {
        self.number(items.len() as u64);
        items.iter().try_for_each(|value| item(self, value))
    }

    fn maybe(
        &mut self,
        value: Option<&Value>,
        write: impl FnOnce(&mut Self, &Value) -> Written,
    ) -> Written {
        self.number(u64::from(value.is_some()));
        value.map_or(Ok(()), |value| write(self, value))
    }

    fn provider(&mut self, provider: &Value) -> Written {
        self.number(whole(provider, "index")?);
        self.text(text(provider, "id")?);
        self.text(text(provider, "name")?);
        self.list(array(provider, "pricing_urls")?, Writer::text_value)?;
        self.maybe(provider.get("model_match"), |writer, rule| {
            writer.rule(rule, 0)
        })?;
        self.maybe(provider.get("provider_match"), |writer, rule| {
            writer.rule(rule, 0)
        })?;
        self.list(optional_array(provider, "fallback"), Writer::text_value)?;
        self.list(array(provider, "models")?, |writer, model| {
            writer
                .model(model)
                .map_err(|error| format!("{}: {error}", model["id"]))
        })
    }

    fn text_value(&mut self, value: &Value) -> Written {
        self.text(value.as_str().ok_or("not a text")?);
        Ok(())
    }

    fn model(&mut self, model: &Value) -> Written {
        self.text(text(model, "id")?);
        self.text(model["name"].as_str().unwrap_or(""));
        self.number(model["context_window"].as_u64().unwrap_or(0));
        self.number(u64::from(model["deprecated"].as_bool().unwrap_or(false)));
        self.number(model["minimum_audio_seconds"].as_u64().unwrap_or(0));
        self.rule(&model["match"], 0)?;
        self.list(array(model, "prices")?, Writer::dated_rates)?;
        self.list(optional_array(model, "variants"), Writer::variant)
    }

    fn dated_rates(&mut self, entry: &Value) -> Written {
        self.constraints(entry)?;
        self.rates(object(entry, "rates")?)
    }

    fn variant(&mut self, variant: &Value) -> Written {
        self.when(variant)?;
        self.dated_rates(variant)
    }

    fn when(&mut self, variant: &Value) -> Written {
        let when = object(variant, "when")?;
        self.number(when.len() as u64);
        for (key, value) in when {
            self.text(key);
            self.text_value(value)?;
        }
        Ok(())
    }

    fn day(&mut self, value: &Value) -> Written {
        let day = value
            .as_str()
            .and_then(economics::price::Instant::parse)
            .ok_or("not a day")?;
        self.number(u64::try_from(day.seconds / 86_400).map_err(|_| "a day before 1970")?);
        Ok(())
    }

    /// `from`, `before`, `window` and `weekdays`, all of which must hold.
    fn constraints(&mut self, entry: &Value) -> Written {
        let kinds = ["from", "before", "window", "weekdays"];
        let present: Vec<_> = kinds
            .iter()
            .enumerate()
            .filter_map(|(kind, key)| Some((kind, entry.get(key)?)))
            .collect();
        self.number(present.len() as u64);
        for (kind, value) in present {
            self.number(kind as u64);
            match kind {
                0 | 1 => self.day(value)?,
                2 => {
                    let seconds: Vec<u64> = value
                        .as_array()
                        .into_iter()
                        .flatten()
                        .filter_map(Value::as_u64)
                        .collect();
                    let [start, end] = seconds[..] else {
                        return Err("a window is two seconds of the day".into());
                    };
                    self.number(start);
                    self.number(end);
                }
                _ => self.number(weekday_bits(value)?),
            }
        }
        Ok(())
    }

    fn rates(&mut self, rates: &Map<String, Value>) -> Written {
        self.number(rates.len() as u64);
        for (key, rate) in rates {
            let unit = UnitId::from_price_key(key)
                .ok_or_else(|| format!("{key} is not the rate of a known unit"))?;
            let index = position_or_push(&mut self.units, |other| *other == unit, || unit);
            match rate {
                Value::String(decimal) => {
                    self.number((index as u64) << 1);
                    self.rate(decimal)?;
                }
                _ => {
                    self.number((index as u64) << 1 | 1);
                    self.rate(text(rate, "base")?)?;
                    self.list(array(rate, "tiers")?, |writer, tier| {
                        writer.number(
                            tier[0]
                                .as_u64()
                                .ok_or("a tier starts at a whole number of tokens")?,
                        );
                        writer.rate(tier[1].as_str().ok_or("a tier has a rate")?)
                    })?;
                }
            }
        }
        Ok(())
    }

    fn rate(&mut self, decimal: &str) -> Written {
        let rate = decimal_parts(decimal)
            .ok_or_else(|| format!("{decimal:?} is not a rate of at most 15 digits"))?;
        let index = position_or_push(&mut self.decimals, |other| *other == rate, || rate);
        self.number(index as u64);
        Ok(())
    }

    fn rule(&mut self, rule: &Value, depth: usize) -> Written {
        if depth > DEEPEST_RULE {
            return Err("rules within rules without end".into());
        }
        let kinds = [
            "equals",
            "starts_with",
            "ends_with",
            "contains",
            "shape",
            "starts_with_shape",
            "not",
            "or",
            "and",
        ];
        let fields = rule
            .as_object()
            .filter(|fields| fields.len() == 1)
            .ok_or("a rule has one kind")?;
        for (key, value) in fields {
            let kind = kinds
                .iter()
                .position(|kind| kind == key)
                .ok_or_else(|| format!("no rule {key}"))?;
            self.number(kind as u64);
            match kind {
                0..=5 => self.text_value(value)?,
                6 => self.rule(value, depth + 1)?,
                _ => {
                    let rules = value.as_array().ok_or("not a list of rules")?;
                    self.list(rules, |writer, rule| writer.rule(rule, depth + 1))?;
                }
            }
        }
        Ok(())
    }

    fn amendment(&mut self, amendment: &Value) -> Written {
        for key in ["provider", "model", "reason", "source", "date"] {
            self.text(text(amendment, key)?);
        }
        economics::price::Instant::parse(text(amendment, "date")?)
            .ok_or("the date is not a day")?;
        if let Some(alias) = amendment.get("alias") {
            self.number(0);
            return self.text_value(alias);
        }
        if let Some(day) = amendment.get("ends") {
            self.number(2);
            self.when(amendment)?;
            return self.day(day);
        }
        if let Some(remark) = amendment.get("remark") {
            self.number(3);
            self.text_value(remark)?;
            return self.constraints(amendment);
        }
        self.number(1);
        self.list(optional_array(amendment, "prices"), Writer::dated_rates)?;
        self.list(optional_array(amendment, "variants"), Writer::variant)
    }
}

/// `"0.05"` as 5 and 2 decimal places; exact in an f64 once divided.
fn decimal_parts(decimal: &str) -> Option<(u64, usize)> {
    let (whole, fraction) = decimal.split_once('.').unwrap_or((decimal, ""));
    let digits = [whole, fraction].concat();
    let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let mantissa: u64 = digits
        .parse()
        .ok()
        .filter(|mantissa| is_plain && *mantissa <= LARGEST_MANTISSA)?;
    (fraction.len() <= MOST_DECIMALS).then_some((mantissa, fraction.len()))
}

/// `["sat", "sun"]` as bits, Monday lowest.
fn weekday_bits(days: &Value) -> Result<u64, String> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let days = days.as_array().ok_or("weekdays are a list")?;
    days.iter().try_fold(0, |bits, day| {
        let day = DAYS
            .iter()
            .position(|name| day == name)
            .ok_or_else(|| format!("{day} is not one of {DAYS:?}"))?;
        Ok(bits | 1 << day)
    })
}

fn position_or_push<Item>(
    items: &mut Vec<Item>,
    is: impl Fn(&Item) -> bool,
    make: impl FnOnce() -> Item,
) -> usize {
    items.iter().position(is).unwrap_or_else(|| {
        items.push(make());
        items.len() - 1
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::prices::{FIRST_PARTY, OVERLAY, RESELLERS};

    #[test]
    fn the_compact_files_are_what_the_json_encodes_to() {
        let first_party =
            encode_snapshot(include_str!("../../data/prices/first_party.json")).unwrap();
        let resellers = encode_snapshot(include_str!("../../data/prices/resellers.json")).unwrap();
        let overlay = encode_overlay(include_str!("../../data/prices/overlay.json")).unwrap();
        let advice = "run cargo xtask update-prices";
        assert!(
            first_party == FIRST_PARTY,
            "first_party.bin is stale: {advice}"
        );
        assert!(resellers == RESELLERS, "resellers.bin is stale: {advice}");
        assert!(overlay == OVERLAY, "overlay.bin is stale: {advice}");
    }

    #[test]
    fn the_units_of_the_engine_are_those_of_the_data() {
        use economics::price::unit::UNITS;
        let data: Value =
            serde_json::from_str(include_str!("../../data/prices/units.json")).unwrap();
        let data = data.as_object().unwrap();
        assert_eq!(data.len(), UNITS.len());
        let dimensions = |key: &str| data[key]["dimensions"].as_object().unwrap();
        for unit in UnitId::all() {
            let (row, entry) = (unit.unit(), &data[unit.unit().usage_key]);
            assert_eq!(
                (Some(row.price_key), Some(row.per)),
                (entry["price_key"].as_str(), entry["per"].as_f64())
            );
            assert_eq!(unit.specificity() as usize, dimensions(row.usage_key).len());
            for other in UnitId::all() {
                let (own, others) = (
                    dimensions(row.usage_key),
                    dimensions(other.unit().usage_key),
                );
                let is_part = own.len() < others.len()
                    && own
                        .iter()
                        .all(|(key, value)| others.get(key) == Some(value));
                assert_eq!(
                    unit.descendants().contains(other),
                    is_part,
                    "{} {}",
                    row.usage_key,
                    other.unit().usage_key
                );
                assert_eq!(other.ancestors().contains(unit), is_part);
            }
        }
    }

    #[test]
    fn a_decimal_is_read_exactly() {
        assert_eq!(
            decimal_parts("0.0833333333333333"),
            Some((833_333_333_333_333, 16))
        );
        assert_eq!(decimal_parts("15"), Some((15, 0)));
        for bad in [
            "",
            ".",
            "-1",
            "+1",
            "1e3",
            "1_000",
            "99999999999999999",
            "0.00000000000000000000001",
        ] {
            assert_eq!(decimal_parts(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_the_form_cannot_hold_is_refused_with_its_place() {
        let provider = |model: &str| {
            format!(
                r#"{{"snapshot": "s", "version": "1", "date": "2026-01-01", "providers": [
                {{"index": 0, "id": "maker", "name": "Maker", "pricing_urls": [], "models": [{model}]}}]}}"#
            )
        };
        let refusal = |model: &str| encode_snapshot(&provider(model)).unwrap_err();
        let unit =
            r#"{"id": "m", "match": {"equals": "m"}, "prices": [{"rates": {"smells_mtok": "1"}}]}"#;
        assert_eq!(
            refusal(unit),
            r#""maker": "m": smells_mtok is not the rate of a known unit"#
        );
        let rule = r#"{"id": "m", "match": {"regex": "m"}, "prices": []}"#;
        assert_eq!(refusal(rule), r#""maker": "m": no rule regex"#);
        let undated = r#"{"amendments": [{"provider": "p", "model": "m", "reason": "r", "source": "s", "alias": "a"}]}"#;
        assert_eq!(
            encode_overlay(undated).unwrap_err(),
            r#""m": date is missing or not a text"#
        );
    }
}
